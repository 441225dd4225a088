// The largest total of scores, or first the most mentees placed, with prices that prove it.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// A proof that no other way to place weighs more (duality of linear programs). Prices are 0 and more; in every option that is undecided,
// the mentee's and the mentor's sum to the weight or more; over all mentees and seats left they sum to the weights of those placed. The
// weight of an option is its score plus `bonus`.
struct Prices {
  std::vector<std::int64_t> mentee, seat;
  std::int64_t bonus = 0;
};

struct Highest {
  Placed placed;
  Prices prices;
};

// Successive shortest augmenting paths (Kuhn 1955; Edmonds and Karp 1972) on a sparse graph with seats: each mentee is placed by one search
// of Dijkstra's over what the prices leave. Ties go to the lower number, so that the result is the same on any machine.
Highest HighestScore(const Placement& placement);
// The same, with a bonus for each pair that no sum of scores outweighs.
Highest HighestParticipation(const Placement& placement);

// Whether the prices prove it.
bool Proves(const Prices& prices, const Placement& placement, const Placed& placed);

}  // namespace gilde::matching::domain
