#include "services/matching/domain/policy.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/matching/domain/constraint.h"
#include "services/matching/domain/tables.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Facet;
using gilde::matching::v1::MatchPolicy;
using gilde::matching::v1::Program;

namespace {

struct Weight {
  Facet facet;
  int weight;
};
constexpr Weight kDefaults[] = {
    {v1::SKILLS, 30}, {v1::GUIDANCE, 12}, {v1::PERSONA, 12},     {v1::GOAL_TEXT, 10},    {v1::SENIORITY_GAP, 8},
    {v1::HOURS, 8},   {v1::LANGUAGE, 6},  {v1::ORG_DISTANCE, 5}, {v1::COMMUNICATION, 4}, {v1::FREE_CAPACITY, 5},
};
constexpr int kMostWeight = 1000;
constexpr int kLearnedWeight = 100;
constexpr int kMostTables = 1000;
constexpr int kExposureFactor = 10;
constexpr int kInactiveDays = 365;

void CheckTables(const MatchPolicy& policy, const std::string& field, base::Violations& violations) {
  violations.Require(policy.tables_size() <= kMostTables, field + ".tables", "TOO_MANY", "at most 1000");
  for (int i = 0; i < std::min(policy.tables_size(), kMostTables); ++i) {
    for (const Fault& fault : FaultsOf(policy.tables(i), IsOfProfiles)) {
      violations.Require(false, absl::StrCat(field, ".tables[", i, "]", fault.field), fault.reason, fault.why);
    }
  }
}

}  // namespace

int InactiveDays(const MatchPolicy& policy) {
  return policy.hard().has_max_inactive_days() ? policy.hard().max_inactive_days() : kInactiveDays;
}

void FillPolicy(Program::Kind kind, MatchPolicy& policy) {
  if (!policy.hard().has_shared_language()) policy.mutable_hard()->set_shared_language(true);
  policy.mutable_hard()->set_max_inactive_days(InactiveDays(policy));
  if (!policy.has_target_seniority_gap()) {
    policy.set_target_seniority_gap(kind == Program::REVERSE ? -2 : kind == Program::PEER ? 0 : 2);
  }
  if (policy.exposure_factor() == 0) policy.set_exposure_factor(kExposureFactor);
  if (!policy.preferences().empty()) return;
  if (!policy.tables().empty()) {
    MatchPolicy::Preference& learned = *policy.add_preferences();
    learned.set_facet(v1::LEARNED);
    learned.set_weight(kLearnedWeight);
    return;
  }
  for (const Weight& weight : kDefaults) {
    MatchPolicy::Preference& preference = *policy.add_preferences();
    preference.set_facet(weight.facet);
    preference.set_weight(weight.weight);
  }
}

void CheckPolicy(const MatchPolicy& policy, std::string_view prefix, base::Violations& violations) {
  std::string field(prefix);
  const auto& hard = policy.hard();
  violations.Require(hard.max_zone_hours() >= 0 && hard.max_zone_hours() <= 14, field + ".hard.max_zone_hours", "OUT_OF_RANGE",
                     "from 0 to 14");
  violations.Require(hard.min_overlap_minutes() >= 0 && hard.min_overlap_minutes() <= 2400, field + ".hard.min_overlap_minutes",
                     "OUT_OF_RANGE", "from 0 to 2400");
  violations.Require(hard.max_inactive_days() >= 0 && hard.max_inactive_days() <= 3650, field + ".hard.max_inactive_days", "OUT_OF_RANGE",
                     "from 0 to 3650");
  absl::Status constraint = Constraint::Parse(hard.constraint()).status();
  violations.Require(constraint.ok(), field + ".hard.constraint", "CONSTRAINT_INVALID", std::string(constraint.message()));
  violations.Require(policy.target_seniority_gap() >= -9 && policy.target_seniority_gap() <= 9, field + ".target_seniority_gap",
                     "OUT_OF_RANGE", "from -9 to 9");
  violations.Require(policy.exposure_factor() >= 1 && policy.exposure_factor() <= 100, field + ".exposure_factor", "OUT_OF_RANGE",
                     "from 1 to 100");
  CheckTables(policy, field, violations);
  std::set<int> seen;
  int total = 0;
  for (int i = 0; i < policy.preferences_size(); ++i) {
    const auto& preference = policy.preferences(i);
    std::string path = absl::StrCat(field, ".preferences[", i, "]");
    bool known = v1::Facet_IsValid(preference.facet()) && preference.facet() != v1::FACET_UNSPECIFIED;
    violations.Require(known, path + ".facet", "FACET_UNKNOWN", "not a facet");
    violations.Require(seen.insert(preference.facet()).second, path + ".facet", "FACET_REPEATED", "each facet at most once");
    violations.Require(preference.facet() != v1::LEARNED || !policy.tables().empty(), path + ".facet", "TABLES_MISSING",
                       "LEARNED takes tables");
    bool fine = preference.weight() >= 0 && preference.weight() <= kMostWeight;
    violations.Require(fine, path + ".weight", "OUT_OF_RANGE", "from 0 to 1000");
    total += fine ? preference.weight() : 1;
  }
  violations.Require(total > 0, field + ".preferences", "WEIGHTS_MISSING", "at least one weight above 0");
}

}  // namespace gilde::matching::domain
