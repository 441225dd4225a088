// The options that are left, laid out for solvers: by mentee, or by mentor, one list after the other.
#pragma once

#include <cstddef>
#include <vector>

#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// What one side may have of the other. The better one is less: the higher score, then the lower number.
struct Offer {
  int other = 0;
  int score = 0;  // as of an option; with a bonus of at most 2 x kMostPoints + 1 it still fits
  bool operator<(const Offer& b) const { return score != b.score ? score > b.score : other < b.other; }
};

// Eight bytes an option, and no list of its own for anybody: 5,000,000 options are 40 MB.
struct Offers {
  std::vector<std::size_t> first;  // where the list of each begins; one more at the end
  std::vector<Offer> list;

  const Offer* begin(std::size_t of) const { return list.data() + first[of]; }
  const Offer* end(std::size_t of) const { return list.data() + first[of + 1]; }
  std::size_t count(std::size_t of) const { return first[of + 1] - first[of]; }
};

// Mentors of each mentee, the best first.
Offers OffersToMentees(const Undecided& left);
// Mentees of each mentor, by their number.
Offers OffersToMentors(const Offers& to_mentees, std::size_t mentors);

}  // namespace gilde::matching::domain
