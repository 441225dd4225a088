// Placing mentees so that the most are placed, and then the one who fares worst fares as well as possible, then the next.
//
// Problem: leximax over maximum placements, exactly, with equal scores among the options.
// Source: one objective after the other, each on the optimal face of those before: what the prices of an optimum decide (complementary
// slackness) stays as it is. Compare Huang, Kavitha, Mehlhorn and Michail, "Fair matchings and related problems" (2013), and bottleneck
// assignment (Fulkerson, Glicksberg and Gross 1953), which is the first objective. Chosen: nobody is a mentor too, of the lowest score;
// then, from the lowest score up, as few pairs of that score as possible. A score that is not in use costs nothing. The pairs of one that
// is are dissolved, and each mentee looks for the cheapest way to close the gap, by steps that cost 1 where they use the score again and
// else 0. When every way costs 0 only the score's options are decided; a way that costs more splits the graph into parts that no pair
// crosses any more, and searches become short. Rejected: weights that encode the order (hundreds of thousands of bits), solving each
// objective anew, cancelling cycles of the whole flow (Klein 1967), thresholds with augmenting paths alone (wrong where scores are equal).
//
// Beyond kMostExact only the lowest score counts, then the total. Source: bottleneck assignment by thresholds, bisected; each threshold is
// tried by placing the most with the options that reach it (Hopcroft and Karp 1973; compare Gabow and Tarjan 1988, "Algorithms for two
// bottleneck optimization problems"), begun with the best found so far. Of the options that reach the last, highest.h places the most with
// the largest total. Rejected: to lower the threshold to where the Hall set of a try that failed opens; fewer tries, in no less time.
// Measured (tests/bench, match_fairest), with the certificate: 5,000 mentees with 1,250 mentors and 250,000 options, nearly all scores
// different, in 0.9 s, all scores counting; 2 to 5 s where seats are too few. Beyond: 20,000 x 5,000 and 1,000,000 options in 1.0 s;
// 100,000 x 25,000 and 5,000,000 options in 9 s and 270 MB.
#pragma once

#include <cstdint>

#include "services/matching/domain/going_on.h"
#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// Mentees times options, those of pins too, up to which every next score counts. Time grows with this product: each 1,000,000,000 takes
// 1 s, up to 5 s where seats are too few for most.
inline constexpr std::int64_t kMostExact = 5'000'000'000;

Placed Fairest(const Placement& placement, GoOn go_on = Always, std::int64_t most_exact = kMostExact);

}  // namespace gilde::matching::domain
