// Meetings that drift from what was agreed, as the pair and the report of the program see it.
#include "tests/matching/api/meeting_fixture.h"

namespace gilde::matching {
namespace {

class DriftTest : public MeetingTest {
 protected:
  // A pair that agreed on one rhythm and met twice, in another.
  std::string Met(int agreed_days, int agreed_minutes, int days, int minutes) {
    std::string pair = ActivePair();
    auto proposed = Propose("ada", Agreeing("ada", pair, agreed_days, agreed_minutes));
    EXPECT_EQ(Refused(proposed), "OK ");
    EXPECT_EQ(Refused(Sign("grace", proposed.ok() ? proposed->name() : "")), "OK ");
    Hold(pair, minutes);
    EXPECT_FALSE(Pair(pair).has_drift()) << "one meeting is no rhythm";
    Advance(absl::Hours(24 * (days - 1)));
    Hold(pair, minutes);
    return pair;
  }
  // How many mentorships of the program drifted, of how many.
  std::pair<int, int> Reported() {
    v1::GetProgramReportRequest request;
    request.set_name(program);
    auto report = Programs<v1::ProgramReport>("GetProgramReport", request);
    EXPECT_EQ(Refused(report), "OK ");
    if (!report.ok()) return {-1, -1};
    return {report->total().drifted().part(), report->total().drifted().of()};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, DriftTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(DriftTest, IsSeenInMeetingsOfHalfTheMinutesAgreed) {
  std::string pair = Met(14, 60, 14, 30);
  v1::Drift drift = Pair(pair).drift();
  EXPECT_EQ(drift.agreed_minutes(), 60);
  EXPECT_EQ(drift.actual_minutes(), 30);
  EXPECT_EQ(drift.agreed_cadence_days(), 14);
  EXPECT_EQ(drift.actual_cadence_days(), 14);
  EXPECT_TRUE(drift.drifted());
  EXPECT_EQ(Reported(), std::make_pair(1, 1));
}

TEST_P(DriftTest, IsSeenInMeetingsRarerThanAgreed) {
  std::string pair = Met(14, 30, 20, 30);
  v1::Drift drift = Pair(pair).drift();
  EXPECT_EQ(drift.agreed_cadence_days(), 14);
  EXPECT_EQ(drift.actual_cadence_days(), 20);
  EXPECT_EQ(drift.actual_minutes(), drift.agreed_minutes());
  EXPECT_TRUE(drift.drifted());
  EXPECT_EQ(Reported(), std::make_pair(1, 1));
}

TEST_P(DriftTest, IsNoneWithinAQuarterOfWhatWasAgreed) {
  std::string pair = Met(14, 60, 17, 45);
  EXPECT_EQ(Pair(pair).drift().actual_cadence_days(), 17);
  EXPECT_EQ(Pair(pair).drift().actual_minutes(), 45);
  EXPECT_FALSE(Pair(pair).drift().drifted());
  EXPECT_EQ(Reported(), std::make_pair(0, 1));
}

TEST_P(DriftTest, IsMeasuredByThePercentOfTheRulesThatTheMentorshipRunsOn) {
  v1::UpdateProgramRequest change;
  change.mutable_program()->set_name(program);
  change.mutable_program()->mutable_rules()->set_drift_percent(50);
  change.mutable_update_mask()->add_paths("rules.drift_percent");
  ASSERT_EQ(Refused(Programs<v1::Program>("UpdateProgram", change)), "OK ");
  std::string pair = Met(14, 60, 20, 30);
  EXPECT_FALSE(Pair(pair).drift().drifted());
  EXPECT_EQ(Reported(), std::make_pair(0, 1));
  change.mutable_program()->mutable_rules()->set_drift_percent(45);
  ASSERT_EQ(Refused(Programs<v1::Program>("UpdateProgram", change)), "OK ");
  EXPECT_FALSE(Pair(pair).drift().drifted()) << "it keeps its rules until it is moved";
  v1::ApplyProgramRulesRequest apply;
  apply.set_name(program);
  ASSERT_EQ(Refused(Programs<v1::ApplyProgramRulesResponse>("ApplyProgramRules", apply)), "OK ");
  EXPECT_TRUE(Pair(pair).drift().drifted());
  EXPECT_EQ(Reported(), std::make_pair(1, 1));
}

TEST_P(DriftTest, IsSeenByBothOfThePair) {
  v1::GetMentorshipRequest get;
  get.set_name(Met(14, 60, 14, 30));
  for (const char* id : {"ada", "grace"}) {
    auto seen = Mentoring<v1::Mentorship>(as(id), "GetMentorship", get);
    ASSERT_EQ(Refused(seen), "OK ");
    EXPECT_TRUE(seen->drift().drifted()) << id;
  }
}

}  // namespace
}  // namespace gilde::matching
