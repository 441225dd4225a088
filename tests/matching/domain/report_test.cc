// Reports as sums.
#include "services/matching/domain/report.h"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <sstream>

#include "services/matching/domain/report_index.h"
#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Enrollment;
using gilde::matching::v1::GetProgramReportRequest;
using gilde::matching::v1::GroupMeasures;
using gilde::matching::v1::Pulse;
using testing::ElementsAre;

Mentorship Met(std::string_view mentee, absl::Duration after) {
  Mentorship mentorship = InActive();
  mentorship.set_mentees(0, std::string(mentee));
  *mentorship.mutable_first_meeting_time() = base::ToProto(kStart + after);
  auto& counts = *mentorship.mutable_counts();
  counts.set_meetings(3);
  counts.set_agendas_on_time(2);
  counts.set_advice_given(2);
  counts.set_advice_reported(1);
  return mentorship;
}

// Rows under names of their own.
class Kept {
 public:
  Kept& Add(const Mentorship& mentorship) {
    rows.mentorships.Put("m" + std::to_string(++count_), RowOf(mentorship, people));
    return *this;
  }
  Kept& Add(const ConversationRequest& request) {
    rows.requests.Put("c" + std::to_string(++count_), RowOf(request, people));
    return *this;
  }
  Kept& AddPulse(int score, int seconds = 0) {
    Pulse pulse;
    pulse.set_score(score);
    pulse.mutable_create_time()->set_seconds(seconds);
    pulse.set_name("m1/pulses/p" + std::to_string(++count_));
    rows.pulses.Put(pulse.name(), RowOf(pulse));
    return *this;
  }
  gilde::matching::v1::Measures Total() const {
    ReportBuilder builder(people);
    builder.Add("p", rows);
    return builder.Total();
  }
  ProgramRows rows;
  Names people;

 private:
  int count_ = 0;
};

TEST(Report, SumsWhatHappened) {
  Kept rows;
  ConversationRequest request;
  request.set_state(ConversationRequest::ACCEPTED);
  request.set_accept_count(2);
  request.set_quality(gilde::matching::v1::STRONG);
  rows.Add(request);
  request.set_state(ConversationRequest::EXPIRED);
  request.set_accept_count(0);
  rows.Add(request);
  rows.Add(Met(kAda, absl::Hours(30))).Add(Met(kAda, absl::Hours(10))).Add(Met(kAda, absl::Hours(11)));
  rows.Add(End(InActive(), Mentorship::MISMATCH, false, Ada(), kStart)->mentorship);
  auto total = rows.Total();
  EXPECT_EQ(total.funnel().requests_sent(), 2);
  EXPECT_EQ(total.funnel().requests_accepted(), 2) << "one yes was taken back";
  EXPECT_EQ(total.funnel().mentorships_created(), 4);
  EXPECT_EQ(total.funnel().first_meetings_held(), 3);
  EXPECT_EQ(total.first_meeting().median_hours(), 11);
  EXPECT_EQ(total.first_meeting().mean_hours(), 17);
  EXPECT_EQ(total.on_time_agendas().part(), 6);
  EXPECT_EQ(total.on_time_agendas().of(), 9);
  EXPECT_EQ(total.closed_advice().part(), 3);
  ASSERT_EQ(total.ends_size(), 1);
  EXPECT_EQ(total.ends(0).reason(), "MISMATCH");
  ASSERT_EQ(total.responses_size(), 1);
  EXPECT_EQ(total.responses(0).ShortDebugString(), "quality: \"STRONG\" sent: 2 answered: 1 accepted: 1");
  EXPECT_EQ(total.health().running(), 3);
  EXPECT_EQ(total.health().open_advice(), 3);
}

TEST(Report, CountsTheMatchedOfThoseWhoTookPartAsLearners) {
  Kept rows;
  auto enroll = [&](const char* id, const char* person, Enrollment::Role role, bool took_part) {
    Enrollment enrollment;
    enrollment.set_profile(person);
    enrollment.add_roles(role);
    if (took_part) *enrollment.mutable_enroll_time() = base::ToProto(kStart);
    enrollment.set_learner(took_part && role != Enrollment::MENTOR);
    rows.rows.enrollments.Put(id, RowOf(enrollment, rows.people));
  };
  enroll("e1", kAda, Enrollment::MENTEE, true);
  enroll("e2", "bob", Enrollment::PEER, true);
  enroll("e3", "carl", Enrollment::MENTEE, false);
  enroll("e4", kGrace, Enrollment::MENTOR, true);
  rows.Add(InActive());
  EXPECT_EQ(rows.Total().match_rate().part(), 1);
  EXPECT_EQ(rows.Total().match_rate().of(), 2);
}

TEST(Report, TakesAnswersInWholeFivesOldestFirst) {
  Kept rows;
  for (int i = 0; i < 4; ++i) rows.AddPulse(5, 100 - i);
  EXPECT_EQ(rows.Total().satisfaction().mean(), 0) << "four answers are nobody's to see";
  rows.AddPulse(1, 1);
  EXPECT_THAT(rows.Total().satisfaction().answers(), ElementsAre(1, 0, 0, 0, 4));
  EXPECT_NEAR(rows.Total().satisfaction().mean(), 21.0 / 5, 1e-12);
  rows.AddPulse(2, 200);
  EXPECT_THAT(rows.Total().satisfaction().answers(), ElementsAre(1, 0, 0, 0, 4)) << "one more answer does not show what it was";
}

// Profiles by the name of the person.
using Profiles = std::map<std::string, gilde::profile::v1::Profile>;

std::vector<GroupMeasures> GroupsOf(const std::vector<const Kept*>& programs, const Profiles& profiles, GroupBy by) {
  ReportBuilder builder(programs.front()->people, by, [&](const std::string& person) {
    auto found = profiles.find(person);
    return found == profiles.end() ? nullptr : &found->second;
  });
  int number = 0;
  for (const Kept* program : programs) builder.Add("p" + std::to_string(++number), program->rows);
  return builder.Groups();
}

// People who come one after the other, each with a mentorship and a location; `LLLN` is three of Lagos, then one of Nairobi.
std::string Shown(const std::string& locations, GroupBy by = GetProgramReportRequest::LOCATION) {
  Kept rows;
  Profiles profiles;
  for (size_t i = 0; i < locations.size(); ++i) {
    std::string person = "person" + std::to_string(i);
    profiles[person].set_location(locations.substr(i, 1));
    Mentorship mentorship = Met(person, absl::Hours(1));
    mentorship.mutable_create_time()->set_seconds(1000 + static_cast<int>(i));
    rows.Add(mentorship);
  }
  std::string shown;
  for (const GroupMeasures& group : GroupsOf({&rows}, profiles, by)) {
    EXPECT_EQ(group.suppressed(), !group.has_measures());
    EXPECT_EQ(group.suppressed(), group.people() == 0);
    EXPECT_EQ(group.measures().funnel().mentorships_created(), group.people());
    shown += group.value() + (group.suppressed() ? "*" : std::to_string(group.people())) + " ";
  }
  return shown;
}

std::string Times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST(Report, ShowsGroupsInWholeFivesAndLeavesFiveAtLeastInNone) {
  EXPECT_EQ(Shown("LLLL"), "L* ");
  EXPECT_EQ(Shown("LLLLL"), "L* ") << "the whole is in the total";
  EXPECT_EQ(Shown(Times(10, "L")), "L5 ");
  EXPECT_EQ(Shown(Times(5, "L") + Times(4, "N")), "L* N* ") << "the total less five gives the four away";
  EXPECT_EQ(Shown(Times(5, "L") + Times(5, "N")), "L5 N* ");
  EXPECT_EQ(Shown(Times(5, "LN") + "XX"), "L* N* X* ");
  EXPECT_EQ(Shown(Times(7, "L") + Times(9, "N")), "L5 N* ") << "two of Lagos and three of Nairobi are no five of one place";
}

TEST(Report, ShowsTheSameUntilFiveMoreHaveCome) {
  std::string before = Times(8, "L") + Times(7, "N");
  EXPECT_EQ(Shown(before), "L5 N* ");
  for (const char* more : {"L", "N", "LL", "LN", "LLNN", "NNNN"}) EXPECT_EQ(Shown(before + more), "L5 N* ") << more;
  EXPECT_EQ(Shown(before + "LLLLL"), "L5 N5 ") << "the seven of Nairobi were there before; five of them are shown now";
}

TEST(Report, DiffersFromTheTotalByFivePeopleAtLeast) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string locations;
    for (int count = static_cast<int>(random() % 60); count > 0; --count)
      locations += static_cast<char>('A' + random() % (1 + random() % 4));
    int shown = 0;
    std::istringstream words(Shown(locations));
    for (std::string word; words >> word;) {
      int people = word.back() == '*' ? 0 : std::stoi(word.substr(1));
      EXPECT_EQ(people % 5, 0) << locations;
      shown += people;
    }
    EXPECT_TRUE(locations.empty() || locations.size() - shown >= 5 || locations.size() < 5) << locations;
  }
}

TEST(Report, OfAnOrganizationAddsWhatTheGroupsOfItsProgramsShow) {
  Kept first, second;
  Profiles profiles;
  auto put = [&](Kept& program, int count) {
    for (int i = 0; i < count; ++i) {
      std::string person = "person" + std::to_string(profiles.size());
      profiles[person].set_location("Lagos");
      program.Add(Met(person, absl::Hours(1)));
    }
  };
  put(first, 15);
  second.people = first.people;
  put(second, 9);
  first.people = second.people;
  std::vector<GroupMeasures> groups = GroupsOf({&first, &second}, profiles, GetProgramReportRequest::LOCATION);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].people(), 10) << "less those of the first, a few of the second would be seen";
  put(second, 1);
  first.people = second.people;
  groups = GroupsOf({&first, &second}, profiles, GetProgramReportRequest::LOCATION);
  EXPECT_EQ(groups[0].people(), 15);
  groups = GroupsOf({&first, &second}, profiles, GetProgramReportRequest::PROGRAM);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[1].value(), "p2");
  EXPECT_EQ(groups[1].people(), 10);
}

TEST(Report, GroupsByTheFirstTwoStepsOfTheUnitAndByTheMonthOfComing) {
  Kept rows;
  Profiles profiles;
  auto add = [&](const std::string& person, absl::CivilDay day) {
    Mentorship mentorship = InActive();
    mentorship.set_mentees(0, person);
    *mentorship.mutable_create_time() = base::ToProto(absl::FromCivil(day, absl::UTCTimeZone()));
    rows.Add(mentorship);
  };
  for (int i = 0; i < 20; ++i) {
    std::string person = "person" + std::to_string(i + 10);
    if (i < 10) profiles[person].set_org_unit(i < 5 ? "eu/nl/platform" : "eu");
    add(person, absl::CivilDay(2027, 12, 31));
    add(person, absl::CivilDay(2028, 1, 1));
  }
  std::vector<GroupMeasures> units = GroupsOf({&rows}, profiles, GetProgramReportRequest::ORG_UNIT);
  ASSERT_EQ(units.size(), 3u);
  EXPECT_EQ(units[0].value(), "") << "of those without a profile";
  EXPECT_EQ(units[1].value(), "eu");
  EXPECT_EQ(units[2].value(), "eu/nl");
  EXPECT_EQ(units[2].people(), 5);
  std::vector<GroupMeasures> cohorts = GroupsOf({&rows}, profiles, GetProgramReportRequest::COHORT);
  ASSERT_EQ(cohorts.size(), 1u) << "somebody comes once";
  EXPECT_EQ(cohorts[0].value(), "2027-12");
  EXPECT_EQ(cohorts[0].people(), 15);
  EXPECT_EQ(cohorts[0].measures().funnel().mentorships_created(), 30) << "with the second ones of January";
}

TEST(ReportIndex, GivesTheProgramsOfAnOrganizationAndNoOthers) {
  ReportIndex index;
  for (const char* program : {"organizations/acme/programs/p1", "organizations/acme/programs/p2", "organizations/acme-x/programs/p1",
                              "organizations/acm/programs/p1", "organizations/acme/programs/p10"}) {
    ConversationRequest request;
    request.set_program(program);
    index.Put(request);
  }
  auto below = [&](const std::string& name) {
    std::vector<std::string> found;
    index.ForEach(
        name, [](const Names&) {},
        [&](const std::string& program, const ProgramRows& rows) {
          EXPECT_EQ(rows.requests.size(), 1u);
          found.push_back(program);
        });
    return found;
  };
  EXPECT_THAT(below("organizations/acme"),
              ElementsAre("organizations/acme/programs/p1", "organizations/acme/programs/p10", "organizations/acme/programs/p2"));
  EXPECT_THAT(below("organizations/acme/programs/p1"), ElementsAre("organizations/acme/programs/p1"));
  EXPECT_THAT(below("organizations/none"), ElementsAre());
}

}  // namespace
}  // namespace gilde::matching::domain
