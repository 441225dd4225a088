#include "services/profile/domain/goal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/zones.h"
#include "tests/profile/cases.h"

namespace gilde::profile::domain {
namespace {

using testing::ElementsAre;

constexpr char kAda[] = "organizations/acme/profiles/ada";
const absl::CivilDay kToday(2026, 1, 5);

GoalFacts Facts() {
  GoalFacts facts;
  facts.rules.set_short_goal_months(12);
  facts.rules.set_long_goal_min_years(3);
  facts.rules.set_long_goal_max_years(5);
  facts.today = kToday;
  return facts;
}

std::vector<std::string> Wrong(const v1::Goal& goal, const GoalFacts& facts = Facts(), const v1::Goal* before = nullptr) {
  base::Violations violations;
  CheckGoal(goal, before, kAda, facts, violations);
  std::vector<std::string> found;
  for (const auto& item : violations.items()) found.push_back(item.field + " " + item.reason);
  return found;
}

class BadGoalTest : public testing::TestWithParam<BadGoal> {};

TEST_P(BadGoalTest, IsRefusedNamingTheField) {
  v1::Goal goal = GoodGoal(kToday);
  GetParam().spoil(goal);
  EXPECT_THAT(Wrong(goal), ElementsAre(std::string(GetParam().field) + " " + GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(Rules, BadGoalTest, testing::ValuesIn(BadGoals(kToday)), [](const auto& info) { return info.param.name; });

TEST(Goal, WithNothingWrongIsAccepted) { EXPECT_THAT(Wrong(GoodGoal(kToday)), ElementsAre()); }

TEST(Goal, ThatOnlyAsksForAMentorHasItsMissingPartsNamed) {
  v1::Goal goal;
  goal.set_outcome("I need a mentor");
  EXPECT_THAT(Wrong(goal), ElementsAre("goal.outcome OUTCOME_VAGUE", "goal.skill SKILL_OR_GUIDANCE_MISSING", "goal.horizon HORIZON_MISSING",
                                       "goal.target_date TARGET_DATE_MISSING"));
}

TEST(Goal, MayNameAKindOfGuidanceInsteadOfASkill) {
  v1::Goal goal = GoodGoal(kToday);
  goal.clear_skill();
  goal.add_guidance_kinds(v1::ORGANIZATION_NAVIGATION);
  EXPECT_THAT(Wrong(goal), ElementsAre());
}

struct DateCase {
  v1::Goal::Horizon horizon;
  absl::CivilDay date;
  bool fine;
};
void PrintTo(const DateCase& c, std::ostream* out) { *out << v1::Goal::Horizon_Name(c.horizon) << " " << c.date; }
class TargetDate : public testing::TestWithParam<DateCase> {};

TEST_P(TargetDate, IsWithinItsHorizonToTheDay) {
  v1::Goal goal = GoodGoal(kToday);
  goal.set_horizon(GetParam().horizon);
  SetDate(GetParam().date, *goal.mutable_target_date());
  EXPECT_EQ(Wrong(goal).empty(), GetParam().fine);
}

INSTANTIATE_TEST_SUITE_P(Edges, TargetDate,
                         testing::ValuesIn(std::vector<DateCase>{
                             {v1::Goal::SHORT, kToday, false},
                             {v1::Goal::SHORT, kToday + 1, true},
                             {v1::Goal::SHORT, absl::CivilDay(2027, 1, 5), true},
                             {v1::Goal::SHORT, absl::CivilDay(2027, 1, 6), false},
                             {v1::Goal::LONG, absl::CivilDay(2029, 1, 4), false},
                             {v1::Goal::LONG, absl::CivilDay(2029, 1, 5), true},
                             {v1::Goal::LONG, absl::CivilDay(2031, 1, 5), true},
                             {v1::Goal::LONG, absl::CivilDay(2031, 1, 6), false},
                         }));

TEST(TargetDate, OfAGoalSetOnALeapDayMayBeTheLastDayOfFebruary) {
  GoalFacts facts = Facts();
  facts.today = absl::CivilDay(2028, 2, 29);
  v1::Goal goal = GoodGoal(facts.today);
  SetDate(absl::CivilDay(2029, 2, 28), *goal.mutable_target_date());
  EXPECT_THAT(Wrong(goal, facts), ElementsAre());
  SetDate(absl::CivilDay(2029, 3, 1), *goal.mutable_target_date());
  EXPECT_THAT(Wrong(goal, facts), ElementsAre("goal.target_date TARGET_DATE_OUTSIDE_HORIZON"));
}

TEST(TargetDate, ThatStaysIsNotJudgedAgain) {
  v1::Goal before = GoodGoal(kToday);
  GoalFacts later = Facts();
  later.today = kToday + 300;
  v1::Goal goal = before;
  goal.set_outcome("I lead the design review of two services");
  EXPECT_THAT(Wrong(goal, later, &before), ElementsAre());
  SetDate(kToday + 200, *goal.mutable_target_date());
  EXPECT_THAT(Wrong(goal, later, &before), ElementsAre("goal.target_date TARGET_DATE_OUTSIDE_HORIZON"));
}

TEST(TargetDate, IsJudgedByTheNumbersOfTheOrganization) {
  GoalFacts facts = Facts();
  facts.rules.set_short_goal_months(3);
  EXPECT_THAT(Wrong(GoodGoal(kToday), facts), ElementsAre("goal.target_date TARGET_DATE_OUTSIDE_HORIZON"));
}

TEST(ShortGoal, MayServeALongGoalOfTheSamePersonButNoOther) {
  v1::Goal goal = GoodGoal(kToday);
  goal.set_serves("organizations/acme/profiles/ada/goals/architect");
  GoalFacts facts = Facts();
  facts.served = v1::Goal();
  facts.served->set_horizon(v1::Goal::LONG);
  EXPECT_THAT(Wrong(goal, facts), ElementsAre());
  facts.served->set_horizon(v1::Goal::SHORT);
  EXPECT_THAT(Wrong(goal, facts), ElementsAre("goal.serves SERVES_NOT_LONG"));
  facts.served->set_horizon(v1::Goal::LONG);
  goal.set_horizon(v1::Goal::LONG);
  SetDate(kToday + 4 * 365, *goal.mutable_target_date());
  EXPECT_THAT(Wrong(goal, facts), ElementsAre("goal.serves SERVES_NOT_SHORT"));
}

TEST(Outcome, IsVagueInFiveLanguages) {
  for (const char* text :
       {"I need a mentor", "I would like to find a mentor who can help me grow.", "To get better", "Ik wil graag een mentor",
        "Ik zoek iemand die mij kan helpen", "Ich brauche einen Mentor", "Ich möchte mich weiterentwickeln", "Je cherche un mentor",
        "J'ai besoin d'un mentor", "Necesito un mentor", "Quiero mejorar en mi carrera", "mentor!!!", "..."}) {
    EXPECT_TRUE(IsVague(text)) << text;
  }
}

TEST(Outcome, ThatNamesAnythingAtAllIsNotVague) {
  for (const char* text :
       {"Learn Go", "I present our roadmap to the board", "Ik leid een ontwerpsessie", "Ich leite ein Team", "Je dirige une équipe",
        "Dirigir un equipo", "Publish a paper", "I want to get promoted to staff engineer", "学习数据库"}) {
    EXPECT_FALSE(IsVague(text)) << text;
  }
}

TEST(Today, IsTheDayWhereThePersonIs) {
  v1::Profile profile;
  profile.set_time_zone("Pacific/Auckland");
  absl::Time now = absl::FromCivil(absl::CivilSecond(2026, 1, 4, 13, 0, 0), absl::UTCTimeZone());
  EXPECT_EQ(TodayOf(profile, now), absl::CivilDay(2026, 1, 5));
}

v1::Goal OpenGoal() { return NewGoal(GoodGoal(kToday), std::string(kAda) + "/goals/g1"); }

const absl::Time kNow = absl::FromUnixSeconds(1'770'000'000);

TEST(NewGoal, BelongsToThePersonOfItsNameAndStartsOpen) {
  v1::Goal wanted = GoodGoal(kToday);
  wanted.set_state(v1::Goal::REACHED);
  wanted.set_progress(70);
  wanted.set_profile("organizations/acme/profiles/bob");
  v1::Goal goal = NewGoal(wanted, std::string(kAda) + "/goals/g1");
  EXPECT_EQ(goal.profile(), kAda);
  EXPECT_EQ(goal.state(), v1::Goal::OPEN);
  EXPECT_EQ(goal.progress(), 0);
}

TEST(Progress, IsKeptAsAHistory) {
  v1::RecordProgressRequest request;
  request.set_progress(30);
  request.set_note("read the first half");
  auto step = Record(OpenGoal(), request, kNow);
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_EQ(step->event, "goal.progressed");
  EXPECT_EQ(step->goal.progress(), 30);
  ASSERT_EQ(step->goal.progress_history_size(), 1);
  EXPECT_EQ(step->goal.progress_history(0).note(), "read the first half");
  EXPECT_EQ(base::FromProto(step->goal.progress_history(0).time()), kNow);
}

TEST(Progress, OfOneHundredReachesTheGoal) {
  v1::RecordProgressRequest request;
  request.set_progress(100);
  auto step = Record(OpenGoal(), request, kNow);
  ASSERT_TRUE(step.ok());
  EXPECT_EQ(step->event, "goal.reached");
  EXPECT_EQ(step->goal.state(), v1::Goal::REACHED);
  EXPECT_EQ(base::FromProto(step->goal.close_time()), kNow);
}

TEST(Progress, MayStayOpenAtOneHundredWhenThePersonSaysSo) {
  v1::RecordProgressRequest request;
  request.set_progress(100);
  request.set_state(v1::Goal::OPEN);
  EXPECT_EQ(Record(OpenGoal(), request, kNow)->goal.state(), v1::Goal::OPEN);
}

TEST(Progress, ThatReachesTheGoalMakesItComplete) {
  v1::RecordProgressRequest request;
  request.set_state(v1::Goal::REACHED);
  EXPECT_EQ(Record(OpenGoal(), request, kNow)->goal.progress(), 100);
}

TEST(Progress, MayDropTheGoal) {
  v1::RecordProgressRequest request;
  request.set_state(v1::Goal::DROPPED);
  request.set_note("my role changed");
  auto step = Record(OpenGoal(), request, kNow);
  EXPECT_EQ(step->event, "goal.dropped");
  EXPECT_EQ(step->goal.state(), v1::Goal::DROPPED);
}

TEST(Progress, OfAClosedGoalIsRefused) {
  v1::Goal goal = OpenGoal();
  goal.set_state(v1::Goal::REACHED);
  v1::RecordProgressRequest request;
  request.set_progress(10);
  EXPECT_EQ(base::ReasonOf(Record(goal, request, kNow).status()), "GOAL_CLOSED");
  EXPECT_EQ(base::ReasonOf(CheckOpen(goal)), "GOAL_CLOSED");
}

TEST(Progress, ThatMakesNoSenseIsRefused) {
  v1::RecordProgressRequest nothing;
  EXPECT_EQ(base::ReasonOf(Record(OpenGoal(), nothing, kNow).status()), "PROGRESS_MISSING");
  v1::RecordProgressRequest above;
  above.set_progress(101);
  EXPECT_EQ(base::ReasonOf(Record(OpenGoal(), above, kNow).status()), "PROGRESS_OUT_OF_RANGE");
  v1::RecordProgressRequest half;
  half.set_progress(50);
  half.set_state(v1::Goal::REACHED);
  EXPECT_EQ(base::ReasonOf(Record(OpenGoal(), half, kNow).status()), "PROGRESS_NOT_COMPLETE");
  v1::RecordProgressRequest story;
  story.set_note(std::string(2001, 'x'));
  EXPECT_EQ(base::ReasonOf(Record(OpenGoal(), story, kNow).status()), "TEXT_TOO_LONG");
}

TEST(Progress, KeepsTheLastFiftySteps) {
  v1::Goal goal = OpenGoal();
  for (int i = 0; i < 60; ++i) {
    v1::RecordProgressRequest request;
    request.set_progress(i);
    goal = Record(goal, request, kNow)->goal;
  }
  ASSERT_EQ(goal.progress_history_size(), 50);
  EXPECT_EQ(goal.progress_history(0).progress(), 10);
}

TEST(Advice, PointsOutWhatWouldMakeAGoalBetter) {
  v1::Goal goal = GoodGoal(kToday);
  goal.clear_baseline();
  goal.clear_target();
  std::vector<std::string> reasons;
  for (const auto& finding : Advise(goal, false)) {
    EXPECT_FALSE(finding.blocking());
    reasons.push_back(finding.reason());
  }
  EXPECT_THAT(reasons, ElementsAre("SKILL_UNKNOWN", "NO_SELF_ASSESSMENT", "SERVES_NOTHING"));
}

}  // namespace
}  // namespace gilde::profile::domain
