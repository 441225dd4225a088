// Match policies as data.
#include "services/matching/domain/policy.h"

#include <gmock/gmock.h>

#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::MatchPolicy;
using gilde::matching::v1::Program;
using testing::ElementsAre;
using testing::IsEmpty;

MatchPolicy Default(Program::Kind kind) {
  MatchPolicy policy;
  FillPolicy(kind, policy);
  return policy;
}

std::vector<std::string> Wrong(const MatchPolicy& policy) {
  base::Violations violations;
  CheckPolicy(policy, "p", violations);
  return Named(violations);
}

TEST(Policy, HasTheWeightsThatItsContractNames) {
  MatchPolicy policy = Default(Program::FORMAL);
  std::vector<std::pair<int, int>> weights;
  for (const auto& preference : policy.preferences()) weights.emplace_back(preference.facet(), preference.weight());
  using Weights = std::vector<std::pair<int, int>>;
  EXPECT_EQ(weights, (Weights{{v1::SKILLS, 30},
                              {v1::GUIDANCE, 12},
                              {v1::PERSONA, 12},
                              {v1::GOAL_TEXT, 10},
                              {v1::SENIORITY_GAP, 8},
                              {v1::HOURS, 8},
                              {v1::LANGUAGE, 6},
                              {v1::ORG_DISTANCE, 5},
                              {v1::COMMUNICATION, 4},
                              {v1::FREE_CAPACITY, 5}}));
  EXPECT_TRUE(policy.hard().shared_language());
  EXPECT_EQ(policy.exposure_factor(), 10);
  EXPECT_THAT(Wrong(policy), IsEmpty());
}

TEST(Policy, WantsTheGapInSeniorityOfItsKind) {
  EXPECT_EQ(Default(Program::FORMAL).target_seniority_gap(), 2);
  EXPECT_EQ(Default(Program::INFORMAL).target_seniority_gap(), 2);
  EXPECT_EQ(Default(Program::GROUP).target_seniority_gap(), 2);
  EXPECT_EQ(Default(Program::REVERSE).target_seniority_gap(), -2);
  EXPECT_EQ(Default(Program::PEER).target_seniority_gap(), 0);
}

TEST(Policy, KeepsWhatItSays) {
  MatchPolicy policy = Weighing({{v1::HOURS, 3}});
  policy.mutable_hard()->set_shared_language(false);
  policy.set_target_seniority_gap(0);
  policy.set_exposure_factor(4);
  MatchPolicy filled = policy;
  FillPolicy(Program::REVERSE, filled);
  EXPECT_EQ(filled.SerializeAsString(), policy.SerializeAsString());
}

TEST(Policy, NamesEveryFieldOutOfRange) {
  MatchPolicy policy = Weighing({{v1::HOURS, 1001}, {v1::HOURS, 1}, {v1::FACET_UNSPECIFIED, -1}});
  policy.mutable_hard()->set_max_zone_hours(15);
  policy.mutable_hard()->set_min_overlap_minutes(2401);
  policy.set_target_seniority_gap(10);
  policy.set_exposure_factor(101);
  EXPECT_THAT(Wrong(policy), ElementsAre("p.hard.max_zone_hours OUT_OF_RANGE", "p.hard.min_overlap_minutes OUT_OF_RANGE",
                                         "p.target_seniority_gap OUT_OF_RANGE", "p.exposure_factor OUT_OF_RANGE",
                                         "p.preferences[0].weight OUT_OF_RANGE", "p.preferences[1].facet FACET_REPEATED",
                                         "p.preferences[2].facet FACET_UNKNOWN", "p.preferences[2].weight OUT_OF_RANGE"));
}

TEST(Policy, MayStandAtItsLimits) {
  MatchPolicy policy = Weighing({{v1::HOURS, 1000}, {v1::SKILLS, 0}});
  policy.mutable_hard()->set_max_zone_hours(14);
  policy.mutable_hard()->set_min_overlap_minutes(2400);
  for (int gap : {-9, 9}) {
    policy.set_target_seniority_gap(gap);
    for (int factor : {1, 100}) {
      policy.set_exposure_factor(factor);
      EXPECT_THAT(Wrong(policy), IsEmpty());
    }
  }
}

TEST(Policy, PrefersSomething) {
  EXPECT_THAT(Wrong(Weighing({{v1::HOURS, 0}, {v1::SKILLS, 0}})), ElementsAre("p.preferences WEIGHTS_MISSING"));
}

TEST(Policy, WithTablesIsLearnedUnlessItSaysOtherwise) {
  MatchPolicy policy;
  MatchPolicy::Table& table = *policy.add_tables();
  MatchPolicy::Measure& measure = *table.add_measures();
  measure.set_kind(MatchPolicy::Measure::SHARED);
  measure.set_mentee_attribute("skills_sought");
  measure.set_mentor_attribute("skills_offered");
  measure.add_cuts(1);
  for (int weight : {0, 5}) table.add_weights(weight);
  FillPolicy(Program::FORMAL, policy);
  ASSERT_EQ(policy.preferences_size(), 1);
  EXPECT_EQ(policy.preferences(0).facet(), v1::LEARNED);
  EXPECT_THAT(Wrong(policy), IsEmpty());
  measure.set_mentor_attribute("majors");
  table.add_weights(7);
  EXPECT_THAT(Wrong(policy), ElementsAre("p.tables[0].measures[0].mentor_attribute ATTRIBUTE_UNKNOWN"));
  policy.clear_tables();
  EXPECT_THAT(Wrong(policy), ElementsAre("p.preferences[0].facet TABLES_MISSING"));
}

}  // namespace
}  // namespace gilde::matching::domain
