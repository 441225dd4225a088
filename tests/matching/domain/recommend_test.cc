// Recommending: the exact best, nobody who is forbidden, and popular mentors not to everybody.
#include "services/matching/domain/recommend.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "services/matching/domain/score.h"
#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Program;
using gilde::matching::v1::RecommendMentorsResponse;
using gilde::profile::v1::Profile;
using testing::ElementsAre;
using testing::IsEmpty;

class Recommending : public testing::Test {
 protected:
  Recommending() {
    mentee = APerson("ada", [](Profile& profile) {
      Speak(profile, "en", 5);
      Seek(profile, "kafka", 0, 5);
    });
    *program.mutable_match_policy() = Weighing({{v1::SKILLS, 1}});
  }
  // A mentor who offers kafka at this level.
  Offered& Add(const std::string& id, int level, int capacity = 2) {
    auto mentor = std::make_shared<const Person>(AMentor(id, [&](Profile& profile) { Offer(profile, "kafka", level); }));
    return offered.emplace_back(Offered{mentor, AnEnrollment(id, Enrollment::MENTOR, capacity), {}});
  }
  RecommendMentorsResponse Ask(size_t most = 10, int mentees = 1, bool dutch = false) const {
    return Recommend({mentee, nullptr, program, mentees, most, dutch}, offered, {}, kMonday);
  }
  static std::vector<std::string> Ids(const RecommendMentorsResponse& response) {
    std::vector<std::string> ids;
    for (const auto& one : response.recommendations()) ids.push_back(one.mentor().substr(one.mentor().rfind('/') + 1));
    return ids;
  }

  Person mentee;
  Program program = RunningProgram();
  std::vector<Offered> offered;
};

TEST_F(Recommending, PutsTheBestFirstAndTiesInOrderOfName) {
  Add("carl", 3);
  Add("bob", 5);
  Add("dora", 5);
  Add("alan", 3);
  auto response = Ask();
  EXPECT_THAT(Ids(response), ElementsAre("bob", "dora", "alan", "carl"));
  EXPECT_EQ(response.recommendations(0).rank(), 1);
  EXPECT_EQ(response.recommendations(3).rank(), 4);
  EXPECT_EQ(response.recommendations(0).score(), kMostPoints);
  EXPECT_EQ(response.recommendations(0).free_seats(), 2);
  EXPECT_THAT(response.held_back(), IsEmpty());
}

TEST_F(Recommending, GivesNoMoreThanAskedForAndCountsTheForbidden) {
  for (int i = 0; i < 5; ++i) Add("m" + std::to_string(i), 5 - i);
  offered[0].enrollment.set_seats_taken(2);
  offered[1].past.never = true;
  auto response = Ask(2);
  EXPECT_THAT(Ids(response), ElementsAre("m2", "m3"));
  EXPECT_EQ(response.forbidden_count(), 0);  // the answer is full
  EXPECT_EQ(Ask(4).forbidden_count(), 2);
}

TEST_F(Recommending, NeverShowsPastBlockedAndReportingPeople) {
  Add("together", 5).past.together = true;
  Add("mismatch", 5).past.never = true;
  Add("blocked", 5);
  mentee.profile.add_blocked(NameOf("blocked"));
  Add("boss", 5);
  mentee.profile.set_manager(NameOf("boss"));
  EXPECT_THAT(Ids(Ask()), IsEmpty());
  EXPECT_EQ(Ask().forbidden_count(), 4);
}

TEST_F(Recommending, AsksForNoEnrollmentInInformalPrograms) {
  Add("bob", 5).enrollment.clear_name();
  EXPECT_THAT(Ids(Ask()), IsEmpty());
  program.set_kind(Program::INFORMAL);
  EXPECT_THAT(Ids(Ask()), ElementsAre("bob"));
}

TEST_F(Recommending, IsTheSameInWhateverOrderTheMentorsCome) {
  for (int i = 0; i < 40; ++i) Add("m" + std::to_string(i), 1 + i % 5, 1);
  std::string before = Ask(10, 30).SerializeAsString();
  std::reverse(offered.begin(), offered.end());
  EXPECT_EQ(Ask(10, 30).SerializeAsString(), before);
}

TEST_F(Recommending, IsExactAgainstScoringEverybody) {
  for (int i = 0; i < 200; ++i) Add("m" + std::to_string(i), 1 + (i * 7) % 5);
  std::vector<std::pair<std::int64_t, std::string>> all;
  for (const Offered& one : offered) {
    all.emplace_back(-ScoreOf({mentee, *one.mentor, 2, 2}, PolicyInUse(program.match_policy()), {}, kMonday).points,
                     one.mentor->profile.name());
  }
  std::sort(all.begin(), all.end());
  auto response = Ask(25);
  ASSERT_EQ(response.recommendations_size(), 25);
  for (int i = 0; i < 25; ++i) {
    EXPECT_EQ(response.recommendations(i).mentor(), all[i].second);
    EXPECT_EQ(response.recommendations(i).score(), -all[i].first);
  }
}

TEST_F(Recommending, ExplainsEachScoreInTheLanguageAskedFor) {
  Add("bob", 5);
  EXPECT_EQ(Ask().recommendations(0).parts(0).fact(), "offers 1 of 1 skills sought: kafka");
  EXPECT_EQ(Ask(10, 1, true).recommendations(0).parts(0).fact(), "biedt 1 van 1 gezochte vaardigheden: kafka");
}

TEST_F(Recommending, MovesAPopularMentorBehindTheOthersForMostMentees) {
  program.mutable_match_policy()->set_exposure_factor(1);
  Add("star", 5, 1);
  Add("other", 1, 20);
  int first = 0;
  for (int i = 0; i < 20; ++i) {
    mentee.profile.set_name(NameOf("mentee" + std::to_string(i)));
    auto response = Ask(10, 20);
    ASSERT_EQ(response.recommendations_size(), 2);  // behind, not away
    bool shown = response.recommendations(0).mentor() == NameOf("star");
    first += shown ? 1 : 0;
    EXPECT_EQ(response.held_back_size(), shown ? 0 : 1);
  }
  EXPECT_GE(first, 0);
  EXPECT_LE(first, 5);
}

TEST_F(Recommending, HoldsNobodyBackFromWhoIsFirstInLine) {
  program.mutable_match_policy()->set_exposure_factor(1);
  for (int i = 0; i < 5; ++i) Add("m" + std::to_string(i), i + 1, 1);
  Enrollment place = AnEnrollment("ada", Enrollment::MENTEE);
  for (int priority : {0, 1}) {
    place.set_priority(priority);
    auto response = Recommend({mentee, nullptr, program, 100'000, 10, false, &place}, offered, {}, kMonday);
    EXPECT_EQ(response.held_back_size(), priority == 0 ? 5 : 0);
  }
}

TEST_F(Recommending, KeepsThoseHeldBackInOrderOfScore) {
  program.mutable_match_policy()->set_exposure_factor(1);
  for (int i = 0; i < 5; ++i) Add("m" + std::to_string(i), i + 1, 1);
  auto response = Ask(10, 100'000);  // in turn for nobody
  EXPECT_THAT(Ids(response), ElementsAre("m4", "m3", "m2", "m1", "m0"));
  EXPECT_THAT(response.held_back(), ElementsAre(NameOf("m4"), NameOf("m3"), NameOf("m2"), NameOf("m1"), NameOf("m0")));
}

TEST(InTurn, IsEverybodyWhileThereIsRoomForAllAndNobodyWithoutASeat) {
  EXPECT_TRUE(InTurn("ada", "grace", 2, 10, 20, kMonday));
  for (int i = 0; i < 50; ++i) EXPECT_FALSE(InTurn("ada" + std::to_string(i), "grace", 0, 10, 50, kMonday));
}

TEST(InTurn, IsAboutAsManyMenteesAsThereIsRoomFor) {
  for (int mentor = 0; mentor < 20; ++mentor) {
    int shown = 0;
    for (int mentee = 0; mentee < 1000; ++mentee) {
      shown += InTurn(NameOf("mentee" + std::to_string(mentee)), NameOf("mentor" + std::to_string(mentor)), 10, 10, 1000, kMonday) ? 1 : 0;
    }
    EXPECT_GT(shown, 50) << mentor;
    EXPECT_LT(shown, 160) << mentor;
  }
}

TEST(InTurn, DoesNotFavourTheSameMenteesWithEveryMentor) {
  std::set<std::string> first, second;
  for (int i = 0; i < 200; ++i) {
    std::string mentee = NameOf("mentee" + std::to_string(i));
    if (InTurn(mentee, NameOf("grace"), 2, 10, 200, kMonday)) first.insert(mentee);
    if (InTurn(mentee, NameOf("alan"), 2, 10, 200, kMonday)) second.insert(mentee);
  }
  EXPECT_NE(first, second);
}

TEST(InTurn, ComesToOthersOnAnotherDayAndStaysForTheDay) {
  std::set<std::string> monday, evening, tuesday;
  for (int i = 0; i < 200; ++i) {
    std::string mentee = NameOf("mentee" + std::to_string(i));
    if (InTurn(mentee, NameOf("grace"), 2, 10, 200, kMonday)) monday.insert(mentee);
    if (InTurn(mentee, NameOf("grace"), 2, 10, 200, kMonday + absl::Hours(8))) evening.insert(mentee);
    if (InTurn(mentee, NameOf("grace"), 2, 10, 200, kMonday + absl::Hours(24))) tuesday.insert(mentee);
  }
  EXPECT_EQ(monday, evening);
  EXPECT_NE(monday, tuesday);
  EXPECT_GT(tuesday.size(), 5u);
}

// Two mentees and what they seek, for the mentors that are added.
class Seeking : public Recommending {
 protected:
  Seeker& AddSeeker(const std::string& id, int level) {
    auto person = std::make_shared<const Person>(APerson(id, [&](Profile& profile) {
      Speak(profile, "en", 5);
      Seek(profile, "kafka", 0, level);
    }));
    return seekers.emplace_back(Seeker{person, nullptr, AnEnrollment(id, Enrollment::MENTEE), {}});
  }
  std::vector<std::string> Mentees(size_t most = 10) const {
    std::vector<std::string> ids;
    auto response = RecommendMentees({offered[0], program, most}, seekers, {}, kMonday);
    for (const auto& one : response.recommendations()) {
      ids.push_back(one.mentee().substr(one.mentee().rfind('/') + 1));
    }
    return ids;
  }
  std::vector<Seeker> seekers;
};

TEST_F(Seeking, PutsTheMenteesFirstForWhomTheMentorFitsBest) {
  Add("grace", 3);
  AddSeeker("carl", 5);
  AddSeeker("bob", 3);
  AddSeeker("alan", 3);
  EXPECT_THAT(Mentees(), ElementsAre("alan", "bob", "carl"));
  EXPECT_THAT(Mentees(2), ElementsAre("alan", "bob"));
  auto response = RecommendMentees({offered[0], program}, seekers, {}, kMonday);
  for (const auto& one : response.recommendations()) {
    const Seeker& seeker =
        *std::find_if(seekers.begin(), seekers.end(), [&](const Seeker& s) { return s.mentee->profile.name() == one.mentee(); });
    auto same = Recommend({*seeker.mentee, nullptr, program}, offered, {}, kMonday);
    EXPECT_EQ(one.score(), same.recommendations(0).score()) << "the score that the mentee sees";
    EXPECT_EQ(one.parts_size(), 1);
  }
}

TEST_F(Seeking, PutsWhoIsFirstInLineFirst) {
  Add("grace", 3);
  AddSeeker("alan", 3);
  AddSeeker("carl", 5).enrollment.set_priority(1);
  EXPECT_THAT(Mentees(), ElementsAre("carl", "alan"));
}

TEST_F(Seeking, ShowsNobodyWhomARuleForbidsAndCountsThem) {
  Add("grace", 3);
  Seeker& past = AddSeeker("alan", 3);
  gilde::matching::v1::Mentorship mismatch;
  mismatch.add_mentors(NameOf("grace"));
  mismatch.add_mentees(NameOf("alan"));
  mismatch.set_state(gilde::matching::v1::Mentorship::ENDED);
  mismatch.set_end_reason(gilde::matching::v1::Mentorship::MISMATCH);
  past.mentorships.push_back(mismatch);
  AddSeeker("bob", 3);
  EXPECT_THAT(Mentees(), ElementsAre("bob"));
  EXPECT_EQ(RecommendMentees({offered[0], program}, seekers, {}, kMonday).forbidden_count(), 1);
}

TEST_F(Seeking, AnotherPolicyIsTriedOnThem) {
  Add("grace", 5);
  Add("alan", 1);
  offered[1].enrollment.set_capacity(10);
  offered[0].enrollment.set_seats_taken(1);
  AddSeeker("bob", 5);
  AddSeeker("carl", 5);
  auto same = *SimulatePolicy(program, program.match_policy(), seekers, offered, 10, {}, kMonday, absl::OkStatus);
  EXPECT_EQ(same.change_count(), 0);
  EXPECT_EQ(same.before().SerializeAsString(), same.after().SerializeAsString());
  EXPECT_EQ(same.before().mentees(), 2);
  EXPECT_EQ(same.before().mentees_with_choice(), 2);
  EXPECT_EQ(same.before().allowed_pairs(), 4);
  EXPECT_EQ(same.before().first_mentors(), 1);
  EXPECT_EQ(same.before().mean_first_score(), kMostPoints);
  auto other = *SimulatePolicy(program, Weighing({{v1::FREE_CAPACITY, 1}}), seekers, offered, 1, {}, kMonday, absl::OkStatus);
  EXPECT_EQ(other.change_count(), 2);
  ASSERT_EQ(other.changes_size(), 1) << "as many as asked for";
  EXPECT_EQ(other.changes(0).mentee(), NameOf("bob"));
  EXPECT_EQ(other.changes(0).mentor_before(), NameOf("grace"));
  EXPECT_EQ(other.changes(0).mentor_after(), NameOf("alan"));
  EXPECT_EQ(other.changes(0).score_before(), kMostPoints / 2);
  EXPECT_EQ(other.changes(0).score_after(), kMostPoints);
  gilde::matching::v1::MatchPolicy nobody = program.match_policy();
  nobody.mutable_hard()->set_constraint("mentor.location = Atlantis");
  auto none = *SimulatePolicy(program, nobody, seekers, offered, 10, {}, kMonday, absl::OkStatus);
  EXPECT_EQ(none.after().mentees_with_choice(), 0);
  EXPECT_EQ(none.after().mean_first_score(), 0);
  EXPECT_EQ(none.changes(1).mentor_after(), "");
  EXPECT_EQ(none.changes(1).score_before(), 0) << "it forbids that pair";
}

TEST_F(Seeking, NoPolicyIsTriedAnyLongerThanItIsWanted) {
  Add("grace", 5);
  for (const char* id : {"bob", "carl", "dora"}) AddSeeker(id, 5);
  int asked = 0;
  auto still_wanted = [&] { return ++asked < 3 ? absl::OkStatus() : absl::DeadlineExceededError("too late"); };
  auto tried = SimulatePolicy(program, program.match_policy(), seekers, offered, 10, {}, kMonday, still_wanted);
  EXPECT_TRUE(absl::IsDeadlineExceeded(tried.status())) << tried.status();
  EXPECT_EQ(asked, 3) << "once for each seeker";
}

}  // namespace
}  // namespace gilde::matching::domain
