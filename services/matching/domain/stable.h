// Placing mentees so that no two would both rather have each other.
//
// Problem: stable matching on a sparse graph in which mentors have seats; preferences are strict, since numbers break ties of scores.
// Source: deferred acceptance (Gale and Shapley 1962), mentees asking: of all stable ways the one that every mentee likes best, whatever
// the order in which they ask. Chosen: options laid out by mentee and sorted list by list, and a heap of those whom a mentor holds, the
// least wanted on top. Rejected: one sort of all options (longer keys, and as long again), ranks of mentors' wishes (a second sort).
// Measured (tests/bench, match_stable): 5,000,000 options of 100,000 mentees with 25,000 mentors in 0.4 s, 1.2 times what std::sort takes
// to order them by mentee and score.
#pragma once

#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// A mentee prefers the higher score, then the lower mentor; a mentor the higher score, then the lower mentee.
Placed Stable(const Placement& placement);
// How many pairs are left to decide, are not together, and would both rather be.
int BlockingPairs(const Placement& placement, const Placed& placed);

}  // namespace gilde::matching::domain
