#include "services/matching/domain/stable.h"

#include <algorithm>
#include <limits>

#include "services/matching/domain/offers.h"

namespace gilde::matching::domain {

Placed Stable(const Placement& placement) {
  Undecided left = UndecidedOf(placement);
  Offers offers = OffersToMentees(left);
  left.options = {};
  std::vector<int> mentor_of = left.mentor_of;
  std::vector<std::vector<Offer>> held(left.seats.size());  // mentees of a mentor, a heap with the least wanted on top
  std::vector<const Offer*> next;                           // whom each mentee asks next
  std::vector<int> asking;
  for (size_t mentee = 0; mentee < mentor_of.size(); ++mentee) next.push_back(offers.begin(mentee));
  for (int mentee = placement.mentees; mentee-- > 0;) asking.push_back(mentee);
  while (!asking.empty()) {
    int mentee = asking.back();
    asking.pop_back();
    const Offer* end = offers.end(static_cast<size_t>(mentee));
    for (const Offer*& ask = next[static_cast<size_t>(mentee)]; ask != end;) {
      const Offer& wish = *ask++;
      auto& with = held[static_cast<size_t>(wish.other)];
      bool room = static_cast<int>(with.size()) < left.seats[static_cast<size_t>(wish.other)];
      Offer mine{mentee, wish.score};
      if (!room && !(mine < with.front())) continue;
      if (!room) {
        int sent_away = with.front().other;
        mentor_of[static_cast<size_t>(sent_away)] = -1;
        asking.push_back(sent_away);
        std::pop_heap(with.begin(), with.end());
        with.pop_back();
      }
      with.push_back(mine);
      std::push_heap(with.begin(), with.end());
      mentor_of[static_cast<size_t>(mentee)] = wish.other;
      break;
    }
  }
  return PlacedAs(placement, std::move(mentor_of));
}

int BlockingPairs(const Placement& placement, const Placed& placed) {
  Undecided left = UndecidedOf(placement);
  constexpr Offer kAnybody{std::numeric_limits<int>::max(), -1};
  std::vector<Offer> has(left.mentor_of.size(), kAnybody);                               // what each mentee has
  std::vector<Offer> least(left.seats.size(), {-1, static_cast<int>(kMostPoints) + 1});  // whom each mentor wants least of those they have
  std::vector<int> free = left.seats;
  for (const Option& option : left.options) {
    auto mentee = static_cast<size_t>(option.mentee), mentor = static_cast<size_t>(option.mentor);
    if (placed.mentor_of[mentee] != option.mentor) continue;
    has[mentee] = {option.mentor, static_cast<int>(option.score)};
    least[mentor] = std::max(least[mentor], Offer{option.mentee, static_cast<int>(option.score)});
    --free[mentor];
  }
  return static_cast<int>(std::count_if(left.options.begin(), left.options.end(), [&](const Option& option) {
    auto mentee = static_cast<size_t>(option.mentee), mentor = static_cast<size_t>(option.mentor);
    int score = static_cast<int>(option.score);
    return Offer{option.mentor, score} < has[mentee] && (free[mentor] > 0 || Offer{option.mentee, score} < least[mentor]);
  }));
}

}  // namespace gilde::matching::domain
