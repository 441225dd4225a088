// Placing mentees so that the most are placed, and then the one who fares worst fares as well as possible, then the next.
#pragma once

#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// Leximax of the placed scores, exactly: one objective after the other, each on the optimal face of those before (complementary slackness:
// what its prices decide stays as it is). First the count; then, from the lowest score up, as few pairs of that score as possible. Each
// objective is a circulation with costs -1, 0, 1, improved by cycles (Klein 1967). Compare Huang, Kavitha, Mehlhorn and Michail, "Fair
// matchings and related problems" (2013).
Placed Fairest(const Placement& placement);

}  // namespace gilde::matching::domain
