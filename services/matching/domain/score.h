// How well a mentor fits a mentee: a sum of weighted facets, in integers of a millionth of a point, so that the parts sum to the score
// exactly on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gilde/matching/v1/match.pb.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/person.h"
#include "services/matching/domain/placement.h"
#include "services/matching/domain/tables.h"

namespace gilde::matching::domain {

// What a score is computed from.
struct Pair {
  const Person& mentee;
  const Person& mentor;
  int free_seats = 0;
  int capacity = 0;
};

struct Score {
  std::int64_t points = 0;
  std::vector<gilde::matching::v1::ScorePart> parts;  // in order of facet; without facts
};

// The score under a checked policy; whoever compares pairs uses one for all. The points not given by rounding down go, one
// each, to the parts that lost most by it, first facet first (largest remainder).
Score ScoreOf(const Pair& pair, const PolicyInUse& policy, const SkillLikeness& likeness, absl::Time now);
// The same with each part's fact in words.
Score ExplainedScoreOf(const Pair& pair, const PolicyInUse& policy, const SkillLikeness& likeness, absl::Time now, bool dutch);

// What would raise a score, most first: the mentor offering a sought skill at the level sought. Each is exact.
std::vector<gilde::matching::v1::ExplainMatchResponse::Counterfactual> Counterfactuals(const Pair& pair,
                                                                                       const gilde::matching::v1::MatchPolicy& policy,
                                                                                       const SkillLikeness& likeness, absl::Time now,
                                                                                       bool dutch);

// Offset of a person's zone in minutes now; people whose zone is unknown count as UTC.
int OffsetMinutes(const Person& person, absl::Time now);
// Minutes a week in which both work 9-17 local, Monday to Friday, in the week of `now`; and hours between their zones now.
int OverlapMinutes(const Person& a, const Person& b, absl::Time now);
double ZoneHours(const Person& a, const Person& b, absl::Time now);
// Best language in common: its tag and the weaker proficiency of the two; 0 when there is none.
std::pair<std::string, int> SharedLanguage(const Person& a, const Person& b);

}  // namespace gilde::matching::domain
