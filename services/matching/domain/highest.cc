#include "services/matching/domain/highest.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "services/matching/domain/auction.h"
#include "services/matching/domain/offers.h"

namespace gilde::matching::domain {

namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

// Between steps: no mentee's price and mentor's sum to less than the weight of their option, those of a pair sum to it exactly, and a
// mentee without a mentor has price 0 (after PlaceAll), as has a mentor with free seats (after FillAll).
class Search {
 public:
  Search(const Offers& offers, const std::vector<int>& seats, GoOn go_on)
      : go_on_(go_on), offers_(offers), mentees_(offers.first.size() - 1), mentors_(seats.size()) {
    std::vector<size_t> askers(seats.size(), 0);
    for (const Offer& offer : offers.list) ++askers[static_cast<size_t>(offer.other)];
    size_t held = 0;
    for (size_t j = 0; j < seats.size(); ++j) {
      mentors_[j].free = seats[j];
      mentors_[j].first_held = held;
      held += std::min(static_cast<size_t>(seats[j]), askers[j]);
    }
    held_.resize(held);
    Begin(held);
  }

  // Gives each mentee without a mentor the best that there is, at the cost of others where that is worth more.
  void PlaceAll() {
    std::vector<int> rest;
    for (size_t i = 0; i < mentees_.size(); ++i) {
      if (mentees_[i].mentor >= 0) continue;
      int best = Best(i);
      if (best >= 0 && mentors_[static_cast<size_t>(best)].free > 0) {
        Move(static_cast<int>(i), best);
      } else if (best >= 0) {
        rest.push_back(static_cast<int>(i));
      }
    }
    for (int mentee : rest) {
      if (!go_on_()) return;
      if (Best(static_cast<size_t>(mentee)) >= 0) Place(mentee);
    }
  }

  // Fills seats that have a price, or lowers it to 0.
  void FillAll() {
    auto wanting = [](const Mentor& mentor) { return mentor.free > 0 && mentor.price > 0; };
    if (std::none_of(mentors_.begin(), mentors_.end(), wanting)) return;
    askers_ = OffersToMentors(offers_, mentors_.size());
    sorted_.assign(mentors_.size(), false);
    via_.assign(mentees_.size(), -1);
    for (size_t j = 0; j < mentors_.size(); ++j) {
      while (wanting(mentors_[j]) && go_on_()) Fill(static_cast<int>(j));
    }
  }

  // Of every pair. Those without a mentor want one anew.
  void AddBonus(std::int64_t bonus) {
    bonus_ += bonus;
    for (Mentee& mentee : mentees_) mentee.price += bonus;
  }

  std::vector<int> placed() const {
    std::vector<int> mentor_of;
    for (const Mentee& mentee : mentees_) mentor_of.push_back(mentee.mentor);
    return mentor_of;
  }
  Prices prices() const {
    Prices prices{{}, {}, bonus_};
    for (const Mentee& mentee : mentees_) prices.mentee.push_back(mentee.price);
    for (const Mentor& mentor : mentors_) prices.seat.push_back(mentor.price);
    return prices;
  }

 private:
  struct Mentee {
    std::int64_t price = 0;
    std::int64_t reach = 0;  // of one search: how far
    int mentor = -1;
    int place = 0;  // among those whom the mentor holds
  };
  struct Mentor {
    std::int64_t price = 0;
    std::int64_t near = kFar;  // of one search: how far
    int from = -1;             // of one search: who leads here, or whom to take from here
    int free = 0, held = 0;    // seats
    bool done = false;         // of one search
    size_t first_held = 0;
  };
  struct Near {
    std::int64_t way;
    int mentor;
    // A heap of them has the nearest on top.
    bool operator<(const Near& b) const { return way != b.way ? way > b.way : mentor > b.mentor; }
  };

  void Begin(size_t most_placed) {
    size_t asking = 0;
    for (size_t i = 0; i < mentees_.size(); ++i) asking += offers_.count(i) > 0 ? 1 : 0;
    bool scarce = most_placed < asking;
    std::vector<int> seats;
    for (const Mentor& mentor : mentors_) seats.push_back(mentor.free);
    std::vector<std::int64_t> price = scarce ? std::vector<std::int64_t>(seats.size(), kMostPoints) : AuctionPrices(offers_, seats, go_on_);
    for (size_t j = 0; j < mentors_.size(); ++j) mentors_[j].price = seats[j] > 0 ? price[j] : 0;
  }

  // The mentor from whom they profit most, and that profit as their price; -1 when there is no profit.
  int Best(size_t i) {
    std::int64_t best = 0;
    int mentor = -1;
    for (const Offer* offer = offers_.begin(i); offer != offers_.end(i) && offer->score + bonus_ > best; ++offer) {
      std::int64_t profit = offer->score + bonus_ - mentors_[static_cast<size_t>(offer->other)].price;
      if (profit > best) best = profit, mentor = offer->other;
    }
    mentees_[i].price = best;
    return mentor;
  }

  // Searches the cheapest way to place this mentee, or to leave them or another out, and follows it.
  void Place(int first) {
    best_ = kFar;
    ScanMentee(first, 0);
    for (int j = Nearest(); j >= 0; j = Nearest()) {
      Mentor& mentor = mentors_[static_cast<size_t>(j)];
      for (int k = 0; k < mentor.held; ++k) ScanMentee(held_[mentor.first_held + static_cast<size_t>(k)], mentor.near);
    }
    for (int i : scanned_) mentees_[static_cast<size_t>(i)].price -= best_ - mentees_[static_cast<size_t>(i)].reach;
    scanned_.clear();
    Forget([](Mentor& mentor, std::int64_t further) { mentor.price += further; });
    FollowToMentee();
  }

  void ScanMentee(int i, std::int64_t way_here) {
    Mentee& mentee = mentees_[static_cast<size_t>(i)];
    mentee.reach = way_here;
    scanned_.push_back(i);
    std::int64_t base = way_here + mentee.price;
    if (base < best_) best_ = base, end_mentor_ = -1, end_mentee_ = i;
    const Offer* end = offers_.end(static_cast<size_t>(i));
    for (const Offer* offer = offers_.begin(static_cast<size_t>(i)); offer != end; ++offer) {
      std::int64_t least = base - offer->score - bonus_;
      if (least >= best_) break;  // prices are 0 and more, and the rest of the scores no higher
      Mentor& mentor = mentors_[static_cast<size_t>(offer->other)];
      std::int64_t way = least + mentor.price;
      if (way >= best_ || way >= mentor.near) continue;
      Meet(offer->other, way, i);
      if (mentor.free > 0) {
        best_ = way;
        end_mentor_ = offer->other;
      } else {
        heap_.push_back({way, offer->other});
        std::push_heap(heap_.begin(), heap_.end());
      }
    }
  }

  // From the free seat, or from the seat of whoever is left out, back to the first.
  void FollowToMentee() {
    int seat = end_mentor_;
    if (seat < 0) {
      seat = mentees_[static_cast<size_t>(end_mentee_)].mentor;
      Move(end_mentee_, -1);
    }
    while (seat >= 0) {
      int mentee = mentors_[static_cast<size_t>(seat)].from;
      int before = mentees_[static_cast<size_t>(mentee)].mentor;
      Move(mentee, seat);
      seat = before;
    }
  }

  // Searches the cheapest way to fill one seat, or to have it or another free at no price, and follows it.
  void Fill(int first) {
    best_ = kFar;
    Meet(first, 0, -1);
    heap_.push_back({0, first});
    for (int j = Nearest(); j >= 0; j = Nearest()) ScanMentor(j);
    Forget([this](Mentor& mentor, std::int64_t further) {
      mentor.price -= further;
      for (int k = 0; k < mentor.held; ++k)
        mentees_[static_cast<size_t>(held_[mentor.first_held + static_cast<size_t>(k)])].price += further;
    });
    FollowToMentor(first);
  }

  void ScanMentor(int j) {
    Mentor& mentor = mentors_[static_cast<size_t>(j)];
    std::int64_t base = mentor.near + mentor.price;
    if (base < best_) best_ = base, end_mentor_ = j, end_mentee_ = -1;
    Sort(static_cast<size_t>(j));
    const Offer* end = askers_.end(static_cast<size_t>(j));
    for (const Offer* asker = askers_.begin(static_cast<size_t>(j)); asker != end; ++asker) {
      std::int64_t least = base - asker->score - bonus_;
      if (least >= best_) break;
      const Mentee& mentee = mentees_[static_cast<size_t>(asker->other)];
      std::int64_t way = least + mentee.price;
      if (way >= best_) continue;
      if (mentee.mentor < 0) {
        best_ = way;
        end_mentee_ = asker->other;
        via_[static_cast<size_t>(asker->other)] = j;
      } else if (way < mentors_[static_cast<size_t>(mentee.mentor)].near) {
        Meet(mentee.mentor, way, asker->other);
        via_[static_cast<size_t>(asker->other)] = j;
        heap_.push_back({way, mentee.mentor});
        std::push_heap(heap_.begin(), heap_.end());
      }
    }
  }

  // From the mentee without a mentor, or from whom to take from the mentor who has a seat free then, to the first.
  void FollowToMentor(int first) {
    int moving = end_mentee_;
    if (moving < 0 && end_mentor_ != first) moving = mentors_[static_cast<size_t>(end_mentor_)].from;
    if (moving >= 0) Move(moving, -1);
    while (moving >= 0) {
      int to = via_[static_cast<size_t>(moving)];
      int next = to == first ? -1 : mentors_[static_cast<size_t>(to)].from;
      if (next >= 0) Move(next, -1);
      Move(moving, to);
      moving = next;
    }
  }

  // Lists that no search comes to need no order.
  void Sort(size_t j) {
    if (sorted_[j]) return;
    sorted_[j] = true;
    std::sort(askers_.list.begin() + static_cast<std::ptrdiff_t>(askers_.first[j]),
              askers_.list.begin() + static_cast<std::ptrdiff_t>(askers_.first[j + 1]));
  }

  void Meet(int j, std::int64_t way, int from) {
    Mentor& mentor = mentors_[static_cast<size_t>(j)];
    if (mentor.near == kFar) met_.push_back(j);
    mentor.near = way;
    mentor.from = from;
  }

  // The next mentor of a search, or -1 when none is nearer than the best end.
  int Nearest() {
    while (!heap_.empty() && heap_.front().way < best_) {
      int j = heap_.front().mentor;
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.pop_back();
      if (std::exchange(mentors_[static_cast<size_t>(j)].done, true)) continue;
      return j;
    }
    return -1;
  }

  // Ends a search; `change` gets each mentor who was done, and how much further the end is.
  template <typename Change>
  void Forget(Change change) {
    for (int j : met_) {
      Mentor& mentor = mentors_[static_cast<size_t>(j)];
      if (mentor.done) change(mentor, best_ - mentor.near);
      mentor.near = kFar;
      mentor.done = false;
    }
    met_.clear();
    heap_.clear();
  }

  // The new mentor has a place free at that moment.
  void Move(int i, int to) {
    Mentee& mentee = mentees_[static_cast<size_t>(i)];
    if (mentee.mentor >= 0) {
      Mentor& before = mentors_[static_cast<size_t>(mentee.mentor)];
      int last = held_[before.first_held + static_cast<size_t>(--before.held)];
      held_[before.first_held + static_cast<size_t>(mentee.place)] = last;
      mentees_[static_cast<size_t>(last)].place = mentee.place;
      ++before.free;
    }
    mentee.mentor = to;
    if (to < 0) return;
    Mentor& mentor = mentors_[static_cast<size_t>(to)];
    mentee.place = mentor.held;
    held_[mentor.first_held + static_cast<size_t>(mentor.held++)] = i;
    --mentor.free;
  }

  GoOn go_on_;
  const Offers& offers_;
  std::vector<Mentee> mentees_;
  std::vector<Mentor> mentors_;
  std::vector<int> held_;  // mentees of a mentor, from first_held
  std::int64_t bonus_ = 0;
  Offers askers_;             // the options by mentor, once they are needed
  std::vector<bool> sorted_;  // whose are in order
  std::vector<int> via_;      // of one search of Fill: to whom a mentee would go
  // Of one search: what it met, what is next, and the best end so far.
  std::vector<int> scanned_, met_;
  std::vector<Near> heap_;
  std::int64_t best_ = 0;
  int end_mentor_ = -1, end_mentee_ = -1;
};

Highest Solve(const Placement& placement, std::int64_t bonus, GoOn go_on) {
  Undecided left = UndecidedOf(placement);
  Offers offers = OffersToMentees(left);
  left.options = {};
  Search search(offers, left.seats, go_on);
  search.PlaceAll();
  search.FillAll();
  if (bonus > 0) {
    search.AddBonus(bonus);
    search.PlaceAll();
  }
  std::vector<int> mentor_of = search.placed();
  for (size_t mentee = 0; mentee < mentor_of.size(); ++mentee) mentor_of[mentee] = std::max(mentor_of[mentee], left.mentor_of[mentee]);
  return {PlacedAs(placement, std::move(mentor_of)), search.prices()};
}

}  // namespace

Highest HighestScore(const Placement& placement, GoOn go_on) { return Solve(placement, 0, go_on); }

Highest HighestParticipation(const Placement& placement, GoOn go_on) {
  return Solve(placement, kMostPoints * (placement.mentees + 1) + 1, go_on);
}

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
