#include "services/matching/domain/highest.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>

namespace gilde::matching::domain {

namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

class Search {
 public:
  Search(const Undecided& left, std::int64_t bonus)
      : seats_(left.seats),
        offers_(left.mentor_of.size()),
        placed_(left.mentor_of.size(), -1),
        mentee_price_(left.mentor_of.size(), 0),
        seat_price_(left.seats.size(), 0),
        held_(left.seats.size()),
        near_(left.seats.size(), kFar),
        from_(left.seats.size(), -1),
        done_(left.seats.size(), false),
        reach_(left.mentor_of.size(), kFar) {
    for (const Option& option : left.options) {
      offers_[static_cast<size_t>(option.mentee)].push_back({static_cast<size_t>(option.mentor), option.score + bonus});
    }
  }

  void Run() {
    for (size_t mentee = 0; mentee < offers_.size(); ++mentee) {
      std::int64_t best = 0;
      for (const Offer& offer : offers_[mentee]) best = std::max(best, offer.weight - seat_price_[offer.mentor]);
      mentee_price_[mentee] = best;
      if (best > 0) Place(mentee);
    }
  }
  std::vector<int>& placed() { return placed_; }
  Prices prices(std::int64_t bonus) { return {std::move(mentee_price_), std::move(seat_price_), bonus}; }

 private:
  struct Offer {
    size_t mentor;
    std::int64_t weight;
  };
  using Near = std::pair<std::int64_t, size_t>;

  void Scan(size_t mentee, std::int64_t distance) {
    reach_[mentee] = distance;
    mentees_.push_back(mentee);
    if (distance + mentee_price_[mentee] < best_) best_ = distance + mentee_price_[mentee], left_out_ = static_cast<int>(mentee);
    for (const Offer& offer : offers_[mentee]) {
      std::int64_t way = distance + mentee_price_[mentee] + seat_price_[offer.mentor] - offer.weight;
      if (way >= best_ || way >= near_[offer.mentor]) continue;
      if (near_[offer.mentor] == kFar) mentors_.push_back(offer.mentor);
      near_[offer.mentor] = way;
      from_[offer.mentor] = static_cast<int>(mentee);
      queue_.emplace(way, offer.mentor);
    }
  }

  // Finds the cheapest way to place this mentee, or to leave them or another out, and follows it.
  void Place(size_t first) {
    best_ = kFar;
    Scan(first, 0);
    int taken = -1;
    while (!queue_.empty() && queue_.top().first < best_) {
      auto [distance, mentor] = queue_.top();
      queue_.pop();
      if (done_[mentor]) continue;
      if (static_cast<int>(held_[mentor].size()) < seats_[mentor]) {
        best_ = distance;
        taken = static_cast<int>(mentor);
        break;
      }
      done_[mentor] = true;
      for (size_t mentee : held_[mentor]) {
        if (reach_[mentee] == kFar) Scan(mentee, distance);
      }
    }
    for (size_t mentee : mentees_) mentee_price_[mentee] -= std::max<std::int64_t>(0, best_ - reach_[mentee]);
    for (size_t mentor : mentors_) {
      if (done_[mentor]) seat_price_[mentor] += std::max<std::int64_t>(0, best_ - near_[mentor]);
    }
    Follow(taken);
    Forget();
  }

  // From the seat that is taken, or from the seat of whoever is left out, back to the first.
  void Follow(int seat) {
    if (seat < 0) {
      seat = placed_[static_cast<size_t>(left_out_)];
      Move(static_cast<size_t>(left_out_), -1);
    }
    while (seat >= 0) {
      auto mentee = static_cast<size_t>(from_[static_cast<size_t>(seat)]);
      int before = placed_[mentee];
      Move(mentee, seat);
      seat = before;
    }
  }

  void Move(size_t mentee, int to) {
    if (placed_[mentee] >= 0) {
      auto& held = held_[static_cast<size_t>(placed_[mentee])];
      held.erase(std::find(held.begin(), held.end(), mentee));
    }
    placed_[mentee] = to;
    if (to >= 0) held_[static_cast<size_t>(to)].push_back(mentee);
  }

  void Forget() {
    for (size_t mentee : mentees_) reach_[mentee] = kFar;
    for (size_t mentor : mentors_) near_[mentor] = kFar, from_[mentor] = -1, done_[mentor] = false;
    mentees_.clear();
    mentors_.clear();
    queue_ = {};
  }

  const std::vector<int>& seats_;
  std::vector<std::vector<Offer>> offers_;
  std::vector<int> placed_;
  std::vector<std::int64_t> mentee_price_, seat_price_;
  std::vector<std::vector<size_t>> held_;  // mentees of a mentor
  // Of one search: how far, from whom, and what it met.
  std::vector<std::int64_t> near_;
  std::vector<int> from_;
  std::vector<bool> done_;
  std::vector<std::int64_t> reach_;
  std::vector<size_t> mentees_, mentors_;
  std::priority_queue<Near, std::vector<Near>, std::greater<>> queue_;
  std::int64_t best_ = 0;
  int left_out_ = -1;
};

Highest Solve(const Placement& placement, std::int64_t bonus) {
  Undecided left = UndecidedOf(placement);
  Search search(left, bonus);
  search.Run();
  std::vector<int> mentor_of = std::move(search.placed());
  for (size_t mentee = 0; mentee < mentor_of.size(); ++mentee) mentor_of[mentee] = std::max(mentor_of[mentee], left.mentor_of[mentee]);
  return {PlacedAs(placement, std::move(mentor_of)), search.prices(bonus)};
}

}  // namespace

Highest HighestScore(const Placement& placement) { return Solve(placement, 0); }

Highest HighestParticipation(const Placement& placement) { return Solve(placement, kMostPoints * (placement.mentees + 1) + 1); }

bool Proves(const Prices& prices, const Placement& placement, const Placed& placed) {
  Undecided left = UndecidedOf(placement);
  auto negative = [](std::int64_t price) { return price < 0; };
  if (prices.mentee.size() != left.mentor_of.size() || prices.seat.size() != left.seats.size()) return false;
  if (std::any_of(prices.mentee.begin(), prices.mentee.end(), negative)) return false;
  if (std::any_of(prices.seat.begin(), prices.seat.end(), negative)) return false;
  std::int64_t paid = 0, weighed = 0;
  for (std::int64_t price : prices.mentee) paid += price;
  for (size_t mentor = 0; mentor < left.seats.size(); ++mentor) paid += prices.seat[mentor] * left.seats[mentor];
  for (const Option& option : left.options) {
    auto mentee = static_cast<size_t>(option.mentee), mentor = static_cast<size_t>(option.mentor);
    std::int64_t weight = option.score + prices.bonus;
    if (prices.mentee[mentee] + prices.seat[mentor] < weight) return false;
    if (placed.mentor_of[mentee] == option.mentor) weighed += weight;
  }
  return paid == weighed;
}

}  // namespace gilde::matching::domain
