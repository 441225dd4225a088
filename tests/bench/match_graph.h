// Organizations to match, made up: the same on every machine for the same numbers.
#pragma once

#include <cstdint>

#include "services/matching/domain/placement.h"

namespace gilde::bench {

// Who may be matched with whom, distributed as in a university's alumni program: few skills are wanted by many (Zipf), few mentors are
// candidates of many mentees, mentors have 1 to 8 seats. Each mentee has `each` options (at most as many as there are mentors), mostly with
// mentors who have a skill that they want; a score says how many of those, how popular the mentor is and a part that is the pair's own, in
// millionths of a point, so that hardly two scores are equal.
matching::domain::Placement SomeOrganization(int mentees, int mentors, int each, std::uint64_t seed);

}  // namespace gilde::bench
