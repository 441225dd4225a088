#include "services/matching/domain/stable.h"

#include <algorithm>
#include <queue>

namespace gilde::matching::domain {

namespace {

// Of one side for one of the other; the better one is less.
struct Wish {
  std::int64_t score;
  int other;
  bool operator<(const Wish& b) const { return score != b.score ? score > b.score : other < b.other; }
};

// Mentors of each undecided mentee, best first.
std::vector<std::vector<Wish>> WishesOf(const Undecided& left) {
  std::vector<std::vector<Wish>> wishes(left.mentor_of.size());
  for (const Option& option : left.options) wishes[option.mentee].push_back({option.score, option.mentor});
  for (auto& list : wishes) std::sort(list.begin(), list.end());
  return wishes;
}

}  // namespace

Placed Stable(const Placement& placement) {
  Undecided left = UndecidedOf(placement);
  std::vector<std::vector<Wish>> wishes = WishesOf(left);
  std::vector<int> mentor_of = left.mentor_of;
  std::vector<std::priority_queue<Wish>> held(left.seats.size());  // mentees of a mentor, the least wanted on top
  std::vector<size_t> asked(wishes.size(), 0);
  std::vector<int> asking;
  for (int mentee = placement.mentees; mentee-- > 0;) asking.push_back(mentee);
  while (!asking.empty()) {
    int mentee = asking.back();
    asking.pop_back();
    while (asked[mentee] < wishes[mentee].size()) {
      const Wish& wish = wishes[mentee][asked[mentee]++];
      auto& with = held[wish.other];
      bool room = static_cast<int>(with.size()) < left.seats[wish.other];
      Wish mine{wish.score, mentee};
      if (!room && !(mine < with.top())) continue;
      if (!room) {
        mentor_of[with.top().other] = -1;
        asking.push_back(with.top().other);
        with.pop();
      }
      with.push(mine);
      mentor_of[mentee] = wish.other;
      break;
    }
  }
  return PlacedAs(placement, std::move(mentor_of));
}

int BlockingPairs(const Placement& placement, const Placed& placed) {
  Undecided left = UndecidedOf(placement);
  std::vector<std::vector<Wish>> wishes = WishesOf(left), held(left.seats.size());
  for (const Option& option : left.options) {
    if (placed.mentor_of[option.mentee] == option.mentor) held[option.mentor].push_back({option.score, option.mentee});
  }
  for (auto& list : held) std::sort(list.begin(), list.end());
  int blocking = 0;
  for (int mentee = 0; mentee < placement.mentees; ++mentee) {
    for (const Wish& wish : wishes[mentee]) {
      if (wish.other == placed.mentor_of[mentee]) break;  // the rest is less wanted
      const auto& with = held[wish.other];
      bool room = static_cast<int>(with.size()) < left.seats[wish.other];
      if (room || Wish{wish.score, mentee} < with.back()) ++blocking;
    }
  }
  return blocking;
}

}  // namespace gilde::matching::domain
