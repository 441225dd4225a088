// The largest total of scores, or first the most mentees placed, with prices that prove it.
//
// Problem: an assignment on a sparse graph in which mentors have seats and mentees may stay without one; certified by dual prices.
// Source: successive shortest augmenting paths on prices (Kuhn 1955; Edmonds and Karp 1972; Jonker and Volgenant 1987), begun from prices
// of an auction (Bertsekas 1979). Chosen by measurement:
// - Prices come from an auction that need not be exact. With them nine mentees in ten have their best mentor at once. When seats are too
//   few for everybody, prices begin at the highest score instead, and seats look for mentees.
// - The rest are placed one by one, each by a search of Dijkstra's over mentors, and then seats that are priced but free are filled by the
//   same search from the other side. Options lie best first, so that a search leaves a list as soon as no price could make the rest near.
// - The most mentees: from the largest total, every pair's weight is raised by a bonus that no sum of scores outweighs. The prices still
//   hold, and only those without a mentor have to be placed.
// Ties go to the lower number and there is one thread, so that the result is the same on any machine.
// Rejected: the searches alone from prices of 0 (7.8 s instead of 1.5 s on the larger graph below); an auction down to an exact step, whose
// wars of prices have no good bound where seats are scarce; steps scaled down over rounds, which overprice seats that stay free.
// Measured (tests/bench, match_highest), with the check of the prices: 10,000 x 3,000 and 500,000 options in 0.08 s, LEMON's best
// (NetworkSimplex) 1.0 s; 100,000 x 25,000 and 5,000,000 options in 1.6 s and 270 MB, LEMON's best (NetworkSimplex) 24 s.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/domain/going_on.h"
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

Highest HighestScore(const Placement& placement, GoOn go_on = Always);
// The same, with a bonus for each pair that no sum of scores outweighs.
Highest HighestParticipation(const Placement& placement, GoOn go_on = Always);

// Whether the prices prove it.
bool Proves(const Prices& prices, const Placement& placement, const Placed& placed);

}  // namespace gilde::matching::domain
