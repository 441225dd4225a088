#include "services/matching/domain/offers.h"

#include <algorithm>
#include <numeric>

namespace gilde::matching::domain {

Offers OffersToMentees(const Undecided& left) {
  size_t mentees = left.mentor_of.size();
  Offers offers{std::vector<size_t>(mentees + 1, 0), std::vector<Offer>(left.options.size())};
  for (const Option& option : left.options) ++offers.first[static_cast<size_t>(option.mentee) + 1];
  std::partial_sum(offers.first.begin(), offers.first.end(), offers.first.begin());
  std::vector<size_t> next(offers.first.begin(), offers.first.end() - 1);
  for (const Option& option : left.options) {
    offers.list[next[static_cast<size_t>(option.mentee)]++] = {option.mentor, static_cast<int>(option.score)};
  }
  for (size_t mentee = 0; mentee < mentees; ++mentee) {
    std::sort(offers.list.begin() + static_cast<std::ptrdiff_t>(offers.first[mentee]),
              offers.list.begin() + static_cast<std::ptrdiff_t>(offers.first[mentee + 1]));
  }
  return offers;
}

Offers OffersToMentors(const Offers& to_mentees, size_t mentors) {
  Offers offers{std::vector<size_t>(mentors + 1, 0), std::vector<Offer>(to_mentees.list.size())};
  for (const Offer& offer : to_mentees.list) ++offers.first[static_cast<size_t>(offer.other) + 1];
  std::partial_sum(offers.first.begin(), offers.first.end(), offers.first.begin());
  std::vector<size_t> next(offers.first.begin(), offers.first.end() - 1);
  for (size_t mentee = 0; mentee + 1 < to_mentees.first.size(); ++mentee) {
    for (const Offer* offer = to_mentees.begin(mentee); offer != to_mentees.end(mentee); ++offer) {
      offers.list[next[static_cast<size_t>(offer->other)]++] = {static_cast<int>(mentee), offer->score};
    }
  }
  return offers;
}

}  // namespace gilde::matching::domain
