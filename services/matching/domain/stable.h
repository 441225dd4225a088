// Placing mentees so that no two would both rather have each other.
#pragma once

#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// Deferred acceptance (Gale and Shapley 1962) with seats: of all stable ways the one that every mentee likes best. A mentee prefers the
// higher score, then the lower mentor; a mentor the higher score, then the lower mentee.
Placed Stable(const Placement& placement);
// How many pairs are left to decide, are not together, and would both rather be.
int BlockingPairs(const Placement& placement, const Placed& placed);

}  // namespace gilde::matching::domain
