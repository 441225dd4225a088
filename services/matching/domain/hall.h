// The most who can be placed, whatever the scores; and who must go without: mentees whose candidates together have too few seats (the
// theorem of Hall 1935).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// The mentor of each where the most are placed, pins included; -1: nobody. Only options with a score above `above` count. Begins with
// `mentor_of`, without the pairs of lower scores, and places more by shortest augmenting paths (Hopcroft and Karp 1973) until there is
// none.
std::vector<int> MostPlaced(const Undecided& left, const std::vector<int>& mentor_of, std::int64_t above = -1);

// Mentees left to decide, ascending, of whom in every way as many go without as there are more of them than of the seats of their
// candidates; `mentor_of` and `above` as above. It is so many as go without where the most are placed, or `most` if that is less; nobody in
// the set can be spared. Empty when everybody can be placed.
// Places the most, then collects whom those who go without could take the seat of, and so on. Linear in the options where `mentor_of`
// already places the most.
std::vector<int> HallSet(const Undecided& left, const std::vector<int>& mentor_of, std::int64_t above = -1,
                         int most = std::numeric_limits<int>::max());

}  // namespace gilde::matching::domain
