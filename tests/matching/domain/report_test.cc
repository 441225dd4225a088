// Reports as sums.
#include "services/matching/domain/report.h"

#include <gmock/gmock.h>

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

// Groups of these sizes, by value; `*` for the suppressed.
std::string Shown(const std::vector<int>& sizes) {
  std::map<std::string, std::string> value_of;
  Kept rows;
  for (size_t group = 0; group < sizes.size(); ++group) {
    for (int i = 0; i < sizes[group]; ++i) {
      std::string person = "person" + std::to_string(group) + "-" + std::to_string(i);
      value_of[person] = std::string(1, static_cast<char>('a' + group));
      rows.Add(Met(person, absl::Hours(1)));
    }
  }
  ReportBuilder builder(rows.people, {Grouping::kPerson, [&](const std::string& person) { return value_of[person]; }});
  builder.Add("p", rows.rows);
  std::string shown;
  std::vector<GroupMeasures> groups = builder.Groups();
  for (const GroupMeasures& group : groups) {
    EXPECT_EQ(group.suppressed(), !group.has_measures());
    EXPECT_TRUE(!group.suppressed() || group.people() == 0);
    shown += group.value() + (group.suppressed() ? "*" : std::to_string(group.measures().funnel().mentorships_created())) + " ";
  }
  return shown;
}

TEST(Report, SuppressesSmallGroupsAndWhateverWouldGiveThemAway) {
  EXPECT_EQ(Shown({5, 6, 7}), "a5 b6 c7 ");
  EXPECT_EQ(Shown({5, 4}), "a* b* ") << "the total less one gives the other";
  EXPECT_EQ(Shown({9, 4, 6}), "a9 b* c* ");
  EXPECT_EQ(Shown({9, 2, 2, 7}), "a9 b* c* d* ") << "four people are not enough to hide among";
  EXPECT_EQ(Shown({9, 3, 4, 7}), "a9 b* c* d7 ");
  EXPECT_EQ(Shown({1}), "a* ");
}

TEST(Report, GroupsByTheFirstTwoStepsOfTheUnitAndByTheMonth) {
  gilde::profile::v1::Profile profile;
  auto find = [&](const std::string& person) { return person == "ada" ? &profile : nullptr; };
  profile.set_org_unit("eu/nl/platform");
  EXPECT_EQ(GroupBy(GetProgramReportRequest::ORG_UNIT, find).value("ada"), "eu/nl");
  profile.set_org_unit("eu");
  EXPECT_EQ(GroupBy(GetProgramReportRequest::ORG_UNIT, find).value("ada"), "eu");
  EXPECT_EQ(GroupBy(GetProgramReportRequest::ORG_UNIT, find).value("gone"), "");
  Mentorship mentorship = InActive();
  mentorship.mutable_create_time()->set_seconds(absl::ToUnixSeconds(absl::FromCivil(absl::CivilDay(2027, 12, 31), absl::UTCTimeZone())));
  Kept rows;
  for (int i = 0; i < 5; ++i) {
    mentorship.set_mentees(0, "person" + std::to_string(i));
    rows.Add(mentorship);
  }
  ReportBuilder builder(rows.people, GroupBy(GetProgramReportRequest::COHORT, nullptr));
  builder.Add("p", rows.rows);
  ASSERT_EQ(builder.Groups().size(), 1u);
  EXPECT_EQ(builder.Groups().front().value(), "2027-12");
  EXPECT_EQ(builder.Groups().front().people(), 5);
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
