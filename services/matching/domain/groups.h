// Mentors who take groups: at most so many mentees, and no fewer than so many, or none.
#pragma once

#include <cstdint>
#include <vector>

#include "gilde/matching/v1/match_run.pb.h"
#include "services/matching/domain/going_on.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

struct Grouped {
  Placed placed;
  // HIGHEST_SCORE and HIGHEST_PARTICIPATION: prices of the same placement without least sizes. They bound what any way comes to.
  Prices prices;
  // No way that respects the least sizes has a larger total (of those that place as many); with STABLE and FAIREST the total.
  std::int64_t bound = 0;
  // HIGHEST_SCORE and HIGHEST_PARTICIPATION: whether every choice of groups was tried or ruled out, so that no way is better.
  bool best = false;
  // Mentors, ascending, whom pins hold below their least size: nobody else could be brought there.
  std::vector<int> below;
};

// Which groups to hold is a set packing problem and hard in general. Each objective begins without least sizes.
// HIGHEST_SCORE and HIGHEST_PARTICIPATION: branch and bound (Land and Doig 1960). While a group is used and below its least size, it is
// tried without the group and with its least size reached, the better first; what a branch came to bounds all that follows from it. Each
// step is a shortest augmenting path between groups (Busacker and Gowen 1960), found by Bellman and Ford's rounds over the options. After a
// fixed number of such rounds the best found so far stands; pools so large that a step is dear close groups by halves first.
// STABLE and FAIREST: groups that are below are closed, smallest first, and everybody is placed anew; then each closed one is opened again
// if all sizes hold with it.
// `least`: of each mentor; 0 and 1 are the same, those beyond its end are 0. Pins are kept; a group that they are in is held. Ties go to
// the lower number: the same result on any machine.
Grouped PlaceInGroups(v1::MatchRun::Objective objective, const Placement& placement, const std::vector<int>& least, GoOn go_on = Always);

}  // namespace gilde::matching::domain
