#include "services/matching/domain/fairest.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

#include "services/matching/domain/hall.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/offers.h"

namespace gilde::matching::domain {

namespace {

constexpr int kNobodysScore = -1;
constexpr int kFar = std::numeric_limits<int>::max();

// What is left to decide, with one more mentor, the last, who stands for nobody and has room for all.
Undecided WithNobody(Undecided left) {
  int nobody = static_cast<int>(left.seats.size());
  left.seats.push_back(static_cast<int>(left.mentor_of.size()));
  for (size_t i = 0; i < left.mentor_of.size(); ++i) {
    if (left.mentor_of[i] < 0) left.options.push_back({static_cast<int>(i), nobody, kNobodysScore});
  }
  return left;
}

// A circulation root -> mentee -> mentor -> root. Everybody who is not pinned has exactly one option in use, but while a score is improved.
class Leximax {
 public:
  Leximax(const Placement& placement, GoOn go_on)
      : go_on_(go_on),
        left_(WithNobody(UndecidedOf(placement))),
        offers_(OffersToMentees(left_)),
        root_(left_.mentor_of.size() + left_.seats.size()),
        owner_(offers_.list.size()),
        first_asking_(left_.seats.size() + 1, 0),
        asking_(offers_.list.size()),
        decided_(offers_.list.size(), false),
        last_(offers_.first.begin() + 1, offers_.first.end()),
        uses_(left_.mentor_of.size(), kNone),
        held_(left_.seats.size()),
        place_(left_.mentor_of.size(), 0),
        load_(left_.seats.size(), 0),
        seats_decided_(left_.seats.size(), false),
        missing_(left_.seats.size(), 0),
        price_(root_ + 1, 0),
        way_(root_ + 1, kFar),
        from_(root_ + 1, 0) {
    left_.options = {};
    LayByMentor();
    Begin(HighestParticipation(placement, go_on).placed.mentor_of);
  }

  std::vector<int> Run() {
    std::vector<size_t> by_score(offers_.list.size());
    for (size_t k = 0; k < by_score.size(); ++k) by_score[k] = k;
    std::sort(by_score.begin(), by_score.end(), [this](size_t a, size_t b) {
      return offers_.list[a].score != offers_.list[b].score ? offers_.list[a].score < offers_.list[b].score : a < b;
    });
    for (auto first = by_score.begin(), last = first; first != by_score.end() && go_on_(); first = last) {
      score_ = offers_.list[*first].score;
      last = std::find_if(first, by_score.end(), [this](size_t k) { return offers_.list[k].score != score_; });
      if (!AsFewAsPossible({first, last})) continue;
      for (auto k = first; k != last; ++k) decided_[*k] = true;
    }
    std::vector<int> mentor_of = left_.mentor_of;
    int nobody = static_cast<int>(left_.seats.size()) - 1;
    for (size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i] != kNone && MentorOf(uses_[i]) != nobody) mentor_of[i] = MentorOf(uses_[i]);
    }
    return mentor_of;
  }

 private:
  static constexpr size_t kNone = std::numeric_limits<size_t>::max();

  int MentorOf(size_t k) const { return offers_.list[k].other; }
  int Cost(size_t k) const { return offers_.list[k].score == score_ ? 1 : 0; }
  size_t NodeOf(int mentor) const { return uses_.size() + static_cast<size_t>(mentor); }

  void Begin(const std::vector<int>& mentor_of) {
    int nobody = static_cast<int>(left_.seats.size()) - 1;
    for (size_t i = 0; i < uses_.size(); ++i) {
      int mentor = mentor_of[i] < 0 ? nobody : mentor_of[i];
      for (size_t k = offers_.first[i]; k < offers_.first[i + 1]; ++k) {
        owner_[k] = static_cast<int>(i);
        if (MentorOf(k) == mentor) Use(k);
      }
      if (uses_[i] == kNone) continue;
      ++load_[static_cast<size_t>(mentor)];
    }
  }

  void LayByMentor() {
    for (const Offer& offer : offers_.list) ++first_asking_[static_cast<size_t>(offer.other) + 1];
    std::partial_sum(first_asking_.begin(), first_asking_.end(), first_asking_.begin());
    std::vector<size_t> next(first_asking_.begin(), first_asking_.end() - 1);
    for (size_t k = 0; k < asking_.size(); ++k) asking_[next[static_cast<size_t>(MentorOf(k))]++] = k;
  }

  void Use(size_t k) {
    auto mentee = static_cast<size_t>(owner_[k]);
    auto& held = held_[static_cast<size_t>(MentorOf(k))];
    uses_[mentee] = k;
    place_[mentee] = held.size();
    held.push_back(owner_[k]);
  }

  void Leave(size_t k) {
    auto mentee = static_cast<size_t>(owner_[k]);
    auto& held = held_[static_cast<size_t>(MentorOf(k))];
    uses_[mentee] = kNone;
    held[place_[mentee]] = held.back();
    place_[static_cast<size_t>(held.back())] = place_[mentee];
    held.pop_back();
  }

  // Of the options of one score. Returns whether that is none, so far as it was undecided: then they are out of the question.
  bool AsFewAsPossible(const std::vector<size_t>& level) {
    std::vector<size_t> used;
    std::copy_if(level.begin(), level.end(), std::back_inserter(used),
                 [this](size_t k) { return !decided_[k] && uses_[static_cast<size_t>(owner_[k])] == k; });
    for (size_t k : used) {
      Leave(k);
      ++missing_[static_cast<size_t>(MentorOf(k))];
    }
    bool none = true;
    for (size_t k : used) none = Close(static_cast<size_t>(owner_[k])) == 0 && none;
    if (!none) Decide(level);
    return none;
  }

  // Finds the cheapest way from a mentee without a mentor to a mentor who misses one, and follows it. Returns what it costs by the prices.
  int Close(size_t mentee) {
    end_ = kNone;
    now_ = 0;
    Meet(mentee, 0, 0);
    for (size_t next = 0; end_ == kNone; ++next) {
      if (next == queue_.size()) {
        now_ = later_.top().first;
        Come(later_.top().second, now_);
        later_.pop();
        --next;
        continue;
      }
      Scan(queue_[next]);
    }
    int cost = now_;
    for (size_t node : met_) {
      if (way_[node] < cost && price_[node] == 0) priced_.push_back(node);
      if (way_[node] < cost) price_[node] -= cost - way_[node];
      way_[node] = kFar;
    }
    met_.clear();
    queue_.clear();
    later_ = {};
    Follow(mentee);
    return cost;
  }

  // A step from `at` to `to` that costs this much before prices.
  void Step(size_t at, size_t to, int cost, size_t by) { Meet(to, way_[at] + cost + price_[at] - price_[to], by); }

  void Meet(size_t node, int way, size_t by) {
    if (way >= way_[node]) return;
    if (way_[node] == kFar) met_.push_back(node);
    way_[node] = way;
    from_[node] = by;
    if (way == now_) {
      Come(node, way);
    } else {
      later_.emplace(way, node);
    }
  }

  // Nearer ways are all known.
  void Come(size_t node, int way) {
    if (way_[node] != way) return;
    queue_.push_back(node);
    if (node >= uses_.size() && node < root_ && missing_[node - uses_.size()] > 0 && end_ == kNone) end_ = node;
  }

  void Scan(size_t node) {
    if (node == root_) {
      for (size_t j = 0; j < load_.size() && end_ == kNone; ++j) {
        if (load_[j] > 0 && !seats_decided_[j]) Step(root_, uses_.size() + j, 0, kNone);
      }
    } else if (node >= uses_.size()) {
      ScanMentor(node - uses_.size());
    } else {
      size_t& last = last_[node];
      while (last > offers_.first[node] && decided_[last - 1]) --last;
      for (size_t k = offers_.first[node]; k < last && end_ == kNone; ++k) {
        if (!decided_[k] && uses_[node] != k) Step(node, NodeOf(MentorOf(k)), Cost(k), k);
      }
    }
  }

  void ScanMentor(size_t mentor) {
    size_t node = uses_.size() + mentor;
    for (int mentee : held_[mentor]) {
      size_t used = uses_[static_cast<size_t>(mentee)];
      if (!decided_[used]) Step(node, static_cast<size_t>(mentee), -Cost(used), used);
    }
    if (load_[mentor] < left_.seats[mentor] && !seats_decided_[mentor]) Step(node, root_, 0, mentor);
  }

  // From the end back to the mentee.
  void Follow(size_t first) {
    --missing_[end_ - uses_.size()];
    size_t node = end_;
    while (true) {
      if (from_[node] == kNone) {
        --load_[node - uses_.size()];
        ++load_[from_[root_]];
        node = uses_.size() + from_[root_];
        continue;
      }
      size_t k = from_[node];
      auto mentee = static_cast<size_t>(owner_[k]);
      size_t before = uses_[mentee];
      if (mentee != first) Leave(before);
      Use(k);
      if (mentee == first) return;
      node = NodeOf(MentorOf(before));
    }
  }

  // What has a price of its own stays as it is: every optimum has it so. All that has is of this level or beside a node with a price.
  void Decide(const std::vector<size_t>& level) {
    for (size_t k : level) DecideOption(k);
    for (size_t node : priced_) {
      if (node < uses_.size()) {
        for (size_t k = offers_.first[node]; k < last_[node]; ++k) DecideOption(k);
      } else if (node < root_) {
        size_t mentor = node - uses_.size();
        for (size_t at = first_asking_[mentor]; at < first_asking_[mentor + 1]; ++at) DecideOption(asking_[at]);
        DecideSeats(mentor);
      } else {
        for (size_t mentor = 0; mentor < load_.size(); ++mentor) DecideSeats(mentor);
      }
    }
    for (size_t node : priced_) price_[node] = 0;
    priced_.clear();
  }

  void DecideOption(size_t k) {
    if (Cost(k) + price_[static_cast<size_t>(owner_[k])] != price_[NodeOf(MentorOf(k))]) decided_[k] = true;
  }

  void DecideSeats(size_t mentor) {
    if (price_[uses_.size() + mentor] != price_[root_]) seats_decided_[mentor] = true;
  }

  GoOn go_on_;
  Undecided left_;
  Offers offers_;
  size_t root_;                                // nodes: mentees, mentors, and the root
  std::vector<int> owner_;                     // the mentee of an option
  std::vector<size_t> first_asking_, asking_;  // the options of each mentor
  std::vector<char> decided_;                  // by option: stays as it is
  std::vector<size_t> last_;                   // of each mentee: where options begin that are all decided
  std::vector<size_t> uses_;                   // of each mentee: the option
  std::vector<std::vector<int>> held_;         // mentees of a mentor
  std::vector<size_t> place_;                  // of a mentee among those
  std::vector<int> load_;                      // seats taken
  std::vector<char> seats_decided_;            // by mentor: how many are taken stays as it is
  int score_ = 0;                              // at hand
  std::vector<int> missing_;                   // mentees whom a mentor gave up for now
  std::vector<int> price_;
  std::vector<size_t> priced_;  // nodes with a price
  // Of one search. From: the option by which a mentor was met, or none when from the root; the mentor by whom the root was met.
  std::vector<int> way_;
  std::vector<size_t> from_, met_, queue_;
  std::priority_queue<std::pair<int, size_t>, std::vector<std::pair<int, size_t>>, std::greater<>> later_;
  int now_ = 0;
  size_t end_ = kNone;
};

// More than any score when nobody is placed.
std::int64_t LowestScore(const Undecided& left, const std::vector<int>& mentor_of) {
  std::int64_t lowest = kMostPoints + 1;
  for (const Option& option : left.options) {
    if (mentor_of[static_cast<size_t>(option.mentee)] == option.mentor) lowest = std::min(lowest, option.score);
  }
  return lowest;
}

// The highest lowest score: options of it and more place as many as all of them do, and those of more do not.
std::int64_t HighestLowest(const Undecided& left, GoOn go_on) {
  std::vector<int> best = MostPlaced(left, left.mentor_of);
  auto without = [](const std::vector<int>& mentor_of) { return std::count(mentor_of.begin(), mentor_of.end(), -1); };
  std::int64_t low = LowestScore(left, best), high = kMostPoints;
  while (low < high && go_on()) {
    std::int64_t middle = high - (high - low) / 2;
    std::vector<int> placed = MostPlaced(left, best, middle - 1);
    if (without(placed) > without(best)) {
      high = middle - 1;
    } else {
      best = std::move(placed);
      low = LowestScore(left, best);
    }
  }
  return low;
}

Placed FairToTheLowest(const Placement& placement, GoOn go_on) {
  std::int64_t lowest = HighestLowest(UndecidedOf(placement), go_on);
  Placement fair = placement;
  std::erase_if(fair.options, [&](const Option& option) { return option.score < lowest; });
  return PlacedAs(placement, HighestParticipation(fair, go_on).placed.mentor_of);
}

}  // namespace

Placed Fairest(const Placement& placement, GoOn go_on, std::int64_t most_exact) {
  bool exact = placement.mentees * std::ssize(placement.options) <= most_exact;
  return exact ? PlacedAs(placement, Leximax(placement, go_on).Run()) : FairToTheLowest(placement, go_on);
}

}  // namespace gilde::matching::domain
