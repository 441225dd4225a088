#include "services/matching/domain/groups.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "services/matching/domain/fairest.h"
#include "services/matching/domain/stable.h"

namespace gilde::matching::domain {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
// Looks at an option; some seconds' worth, 15 at most. 1,000 mentees, 100 groups of 8 to 12 and 30,000 options: done in 0.2 s.
constexpr std::int64_t kMostSteps = 1'000'000'000;
// Groups below their least times options above which single steps are too dear.
constexpr std::int64_t kDear = 20'000'000;
// Options that are placed anew in all, to see whether a group that was closed can be open.
constexpr std::int64_t kMostAnew = 2'000'000;

// What the pins leave of least sizes.
class Sizes {
 public:
  Sizes(const Placement& placement, const std::vector<int>& least) : need_(least), held_(placement.seats.size(), false) {
    need_.resize(placement.seats.size(), 0);
    for (const auto& [mentee, mentor] : placement.pins) {
      --need_[mentor];
      held_[mentor] = true;
    }
  }
  // Fewest mentees beside the pins.
  int need(int group) const { return need_[group]; }
  // By pins, so that it cannot be closed.
  bool held(int group) const { return held_[group]; }
  // Whether so many beside the pins are too few.
  bool Below(int group, int load) const { return load < need_[group] && (load > 0 || held_[group]); }

 private:
  std::vector<int> need_;
  std::vector<bool> held_;
};

// A way of placing those who are left to decide, the best within bounds of each group's size. The last group is nobody's.
struct Way {
  std::vector<int> group_of;         // of each mentee; the last: nobody's, or pinned
  std::vector<int> load, low, high;  // of each group: how many are in it, and the bounds
  std::int64_t worth = 0;            // weights of those placed
};

class Search {
 public:
  Search(const Undecided& left, const Sizes& sizes, std::int64_t bonus, GoOn go_on)
      : go_on_(go_on),
        sizes_(sizes),
        options_(left.options),
        groups_(static_cast<int>(left.seats.size())),
        weight_of_(left.mentor_of.size(), 0) {
    for (Option& option : options_) option.score += bonus;
  }

  Way Begin(const Undecided& left, const std::vector<int>& mentor_of) const {
    Way way{std::vector<int>(mentor_of.size(), groups_), std::vector<int>(groups_ + 1, 0), std::vector<int>(groups_ + 1, 0), left.seats};
    way.high.push_back(std::numeric_limits<int>::max());
    for (const Option& option : options_) {
      if (mentor_of[option.mentee] != option.mentor) continue;
      way.group_of[option.mentee] = option.mentor;
      ++way.load[option.mentor];
      way.worth += option.score;
    }
    way.load[groups_] = static_cast<int>(mentor_of.size()) - std::accumulate(way.load.begin(), way.load.end() - 1, 0);
    return way;
  }

  // The best way, from one that is the best without least sizes.
  void Run(Way way) {
    for (int group = 0; group < groups_; ++group) {
      if (!sizes_.held(group) || sizes_.need(group) <= 0) continue;
      Way filled = way;
      if (Fill(filled, group)) way = std::move(filled);
      way.low[group] = way.load[group];
    }
    Branch(std::move(way));
  }
  const Way& best() const { return best_; }
  bool complete() const { return steps_ <= kMostSteps; }

 private:
  void Branch(Way way) {
    if (!go_on_()) return;
    if (found_ && (way.worth <= best_.worth || !complete())) return;
    int group = MostBelow(way);
    if (group < 0) {
      best_ = std::move(way);
      found_ = true;
      return;
    }
    Way filled = complete() ? way : Way();
    bool can = complete() && Fill(filled, group);
    Close(way, group);
    if (can && filled.worth > way.worth) std::swap(filled, way);
    Branch(std::move(way));
    if (can) Branch(std::move(filled));
  }

  // The group that lacks most; -1: none. One that is held and could not be filled stays.
  int MostBelow(const Way& way) const {
    int most = -1, lacks = 0;
    for (int group = 0; group < groups_; ++group) {
      int lack = sizes_.need(group) - way.load[group];
      if (!sizes_.held(group) && sizes_.Below(group, way.load[group]) && lack > lacks) most = group, lacks = lack;
    }
    return most;
  }

  bool Fill(Way& way, int group) {
    if (sizes_.need(group) > way.high[group]) return false;
    while (way.load[group] < sizes_.need(group)) {
      way.low[group] = way.load[group];
      Start();
      for (int other = 0; other <= groups_; ++other) {
        if (way.load[other] > way.low[other]) gain_[other] = 0;
      }
      if (!Spread(way) || gain_[group] == kNever) return false;
      Follow(way, group);
    }
    way.low[group] = way.load[group];
    return true;
  }

  void Close(Way& way, int group) {
    while (way.load[group] > 0) {
      way.high[group] = way.load[group] - 1;
      Start();
      gain_[group] = 0;
      if (!Spread(way)) return;
      int to = groups_;
      for (int other = groups_; other-- > 0;) {
        if (other != group && way.load[other] < way.high[other] && gain_[other] >= gain_[to]) to = other;
      }
      Follow(way, to);
    }
    way.high[group] = 0;
  }

  void Start() {
    gain_.assign(groups_ + 1, kNever);
    by_.assign(groups_ + 1, -1);
  }

  // The most that is gained by moves, one out of each group into the next, from where gain_ begins. False when that was not to go on.
  bool Spread(const Way& way) {
    for (const Option& option : options_) {
      if (way.group_of[option.mentee] == option.mentor) weight_of_[option.mentee] = option.score;
    }
    auto relax = [&](int mentee, int to, std::int64_t weight) {
      int from = way.group_of[mentee];
      if (from == to || gain_[from] == kNever || way.high[to] == 0) return false;
      std::int64_t gain = gain_[from] + weight - (from == groups_ ? 0 : weight_of_[mentee]);
      if (gain <= gain_[to]) return false;
      gain_[to] = gain;
      by_[to] = mentee;
      return true;
    };
    for (bool more = true; more;) {
      if (!go_on_()) return false;
      more = false;
      for (const Option& option : options_) more = relax(option.mentee, option.mentor, option.score) || more;
      for (int mentee = 0; mentee < static_cast<int>(way.group_of.size()); ++mentee) more = relax(mentee, groups_, 0) || more;
      steps_ += static_cast<std::int64_t>(options_.size() + way.group_of.size());
    }
    return true;
  }

  // Moves everybody on the way to this group.
  void Follow(Way& way, int to) {
    way.worth += gain_[to];
    ++way.load[to];
    while (by_[to] >= 0) to = std::exchange(way.group_of[by_[to]], to);
    --way.load[to];
  }

  GoOn go_on_;
  const Sizes& sizes_;
  std::vector<Option> options_;  // with the bonus in the score
  int groups_;
  std::vector<std::int64_t> weight_of_;  // of each mentee, where they are
  std::vector<std::int64_t> gain_;       // of each group
  std::vector<int> by_;                  // the mentee who moves in; -1 where the moves begin
  Way best_;
  bool found_ = false;
  std::int64_t steps_ = 0;
};

std::vector<int> LoadOf(const Placement& placement, const Placed& placed) {
  std::vector<int> load(placement.seats.size(), 0);
  for (int mentor : placed.mentor_of) {
    if (mentor >= 0) ++load[mentor];
  }
  for (const auto& [mentee, mentor] : placement.pins) --load[mentor];
  return load;
}

// Groups that are below their least size; those that pins hold too if `held`.
std::vector<int> BelowIn(const Placement& placement, const Placed& placed, const Sizes& sizes, bool held) {
  std::vector<int> load = LoadOf(placement, placed), below;
  for (size_t j = 0; j < load.size(); ++j) {
    int group = static_cast<int>(j);
    if (sizes.Below(group, load[j]) && sizes.held(group) == held) below.push_back(group);
  }
  return below;
}

// Closes some, the smallest first.
void CloseSmallest(Placement& placement, const Placed& placed, std::vector<int> below, size_t count) {
  std::vector<int> load = LoadOf(placement, placed);
  std::stable_sort(below.begin(), below.end(), [&](int a, int b) { return load[a] < load[b]; });
  for (size_t k = 0; k < std::min(count, below.size()); ++k) placement.seats[below[k]] = 0;
}

Highest SolvePrices(v1::MatchRun::Objective objective, const Placement& placement, GoOn go_on) {
  return objective == v1::MatchRun::HIGHEST_SCORE ? HighestScore(placement, go_on) : HighestParticipation(placement, go_on);
}

Grouped ByBranches(v1::MatchRun::Objective objective, const Placement& placement, const Sizes& sizes, GoOn go_on) {
  Highest highest = SolvePrices(objective, placement, go_on);
  Placed free = highest.placed;
  Placement open = placement;
  bool dear = false;
  for (auto below = BelowIn(open, free, sizes, false); std::ssize(below) * std::ssize(placement.options) > kDear;) {
    dear = true;
    CloseSmallest(open, free, below, (below.size() + 1) / 2);
    free = SolvePrices(objective, open, go_on).placed;
    below = BelowIn(open, free, sizes, false);
  }
  Undecided left = UndecidedOf(open);
  Search search(left, sizes, highest.prices.bonus, go_on);
  search.Run(search.Begin(left, free.mentor_of));
  if (!go_on()) return {};
  std::vector<int> mentor_of = left.mentor_of;
  for (size_t i = 0; i < mentor_of.size(); ++i) {
    int group = search.best().group_of[i];
    if (mentor_of[i] < 0 && group < static_cast<int>(left.seats.size())) mentor_of[i] = group;
  }
  Grouped grouped;
  grouped.placed = PlacedAs(placement, std::move(mentor_of));
  bool as_many = objective == v1::MatchRun::HIGHEST_SCORE || grouped.placed.count == highest.placed.count;
  grouped.bound = as_many ? highest.placed.total : HighestScore(placement, go_on).placed.total;
  grouped.prices = std::move(highest.prices);
  grouped.best = search.complete() && !dear;
  return grouped;
}

Placed SolveWithoutPrices(v1::MatchRun::Objective objective, const Placement& placement, GoOn go_on) {
  return objective == v1::MatchRun::STABLE ? Stable(placement) : Fairest(placement, go_on);
}

Grouped ByClosing(v1::MatchRun::Objective objective, const Placement& placement, const Sizes& sizes, GoOn go_on) {
  Placement open = placement;
  Placed placed = SolveWithoutPrices(objective, open, go_on);
  for (auto below = BelowIn(open, placed, sizes, false); !below.empty() && go_on(); below = BelowIn(open, placed, sizes, false)) {
    CloseSmallest(open, placed, below, (below.size() + 3) / 4);
    placed = SolveWithoutPrices(objective, open, go_on);
  }
  // Each is a placement of everybody.
  int tries = static_cast<int>(std::min<std::int64_t>(1000, kMostAnew / (std::ssize(placement.options) + 1)));
  for (size_t group = 0; group < open.seats.size() && tries > 0 && go_on(); ++group) {
    if (open.seats[group] == placement.seats[group]) continue;
    --tries;
    Placement wider = open;
    wider.seats[group] = placement.seats[group];
    Placed other = SolveWithoutPrices(objective, wider, go_on);
    if (!BelowIn(wider, other, sizes, false).empty()) continue;
    open = std::move(wider);
    placed = std::move(other);
  }
  Grouped grouped;
  grouped.bound = placed.total;
  grouped.placed = std::move(placed);
  return grouped;
}

}  // namespace

Grouped PlaceInGroups(v1::MatchRun::Objective objective, const Placement& placement, const std::vector<int>& least, GoOn go_on) {
  Sizes sizes(placement, least);
  bool priced = objective == v1::MatchRun::HIGHEST_SCORE || objective == v1::MatchRun::HIGHEST_PARTICIPATION;
  Grouped grouped = priced ? ByBranches(objective, placement, sizes, go_on) : ByClosing(objective, placement, sizes, go_on);
  grouped.below = BelowIn(placement, grouped.placed, sizes, true);
  return grouped;
}

}  // namespace gilde::matching::domain
