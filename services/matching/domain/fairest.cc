#include "services/matching/domain/fairest.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <numeric>

#include "services/matching/domain/highest.h"

namespace gilde::matching::domain {

namespace {

// Flow on arcs, in balance at every node.
class Circulation {
 public:
  struct Arc {
    int from, to, capacity, flow = 0;
    bool decided = false;
    int cost = 0;  // of the objective at hand
  };

  explicit Circulation(int nodes) : out_(static_cast<size_t>(nodes)), in_(static_cast<size_t>(nodes)) {}
  int Add(int from, int to, int capacity) {
    arcs_.push_back({from, to, capacity});
    out_[from].push_back(static_cast<int>(arcs_.size()) - 1);
    in_[to].push_back(static_cast<int>(arcs_.size()) - 1);
    return static_cast<int>(arcs_.size()) - 1;
  }
  Arc& arc(int a) { return arcs_[a]; }
  void SetCost(const std::vector<int>& arcs, int cost) {
    for (int a : arcs) arcs_[a].cost = cost;
  }

  // Makes the cost the least that it can be, and decides what its prices decide.
  void Optimize() {
    while (Improve()) {
    }
    for (Arc& arc : arcs_) {
      if (!arc.decided && arc.cost + price_[arc.from] - price_[arc.to] != 0) arc.decided = true;
    }
  }

 private:
  // Cancels one cycle of negative cost; false when there is none, and price_ proves it.
  bool Improve() {
    size_t nodes = out_.size();
    price_.assign(nodes, 0);
    std::vector<int> by(nodes, -1), steps(nodes, 0);  // arc that led here; ~arc against its direction
    std::vector<bool> queued(nodes, true);
    std::deque<int> queue(nodes);
    std::iota(queue.begin(), queue.end(), 0);
    while (!queue.empty()) {
      int at = queue.front();
      queue.pop_front();
      queued[at] = false;
      auto relax = [&](int to, int cost, int code) {
        if (price_[at] + cost >= price_[to]) return false;
        price_[to] = price_[at] + cost;
        by[to] = code;
        steps[to] = steps[at] + 1;
        if (steps[to] >= static_cast<int>(nodes)) return true;
        if (!queued[to]) queued[to] = true, queue.push_back(to);
        return false;
      };
      for (int a : out_[at]) {
        const Arc& arc = arcs_[a];
        if (!arc.decided && arc.flow < arc.capacity && relax(arc.to, arc.cost, a)) return Cancel(arc.to, by);
      }
      for (int a : in_[at]) {
        const Arc& arc = arcs_[a];
        if (!arc.decided && arc.flow > 0 && relax(arc.from, -arc.cost, ~a)) return Cancel(arc.from, by);
      }
    }
    return false;
  }

  bool Cancel(int node, const std::vector<int>& by) {
    auto before = [&](int at) { return by[at] >= 0 ? arcs_[by[at]].from : arcs_[~by[at]].to; };
    for (size_t i = 0; i < by.size(); ++i) node = before(node);  // now on the cycle
    int at = node;
    do {
      int code = by[at];
      at = before(at);
      arcs_[code >= 0 ? code : ~code].flow += code >= 0 ? 1 : -1;
    } while (at != node);
    return true;
  }

  std::vector<Arc> arcs_;
  std::vector<std::vector<int>> out_, in_;
  std::vector<int> price_;
};

// The circulation root -> mentee -> mentor -> root that a way of placing is, and its objectives one after the other.
class Leximax {
 public:
  explicit Leximax(const Placement& placement)
      : placement_(placement), left_(UndecidedOf(placement)), circulation_(placement.mentees + static_cast<int>(left_.seats.size()) + 1) {
    Begin(HighestParticipation(placement).placed.mentor_of);
  }

  Placed Run() {
    circulation_.SetCost(counted_, -1);
    circulation_.Optimize();
    circulation_.SetCost(counted_, 0);
    std::vector<std::pair<std::int64_t, int>> by_score;
    for (size_t k = 0; k < left_.options.size(); ++k) by_score.emplace_back(left_.options[k].score, pairs_[k]);
    std::sort(by_score.begin(), by_score.end());
    for (auto first = by_score.begin(), last = first; first != by_score.end(); first = last) {
      last = std::find_if(first, by_score.end(), [&](const auto& pair) { return pair.first != first->first; });
      std::vector<int> level;
      for (auto pair = first; pair != last; ++pair) level.push_back(pair->second);
      AsFewAsPossible(level);
    }
    std::vector<int> mentor_of = left_.mentor_of;
    for (size_t k = 0; k < left_.options.size(); ++k) {
      if (circulation_.arc(pairs_[k]).flow > 0) mentor_of[left_.options[k].mentee] = left_.options[k].mentor;
    }
    return PlacedAs(placement_, std::move(mentor_of));
  }

 private:
  void Begin(const std::vector<int>& mentor_of) {
    int root = placement_.mentees + static_cast<int>(left_.seats.size());
    std::vector<int> load(left_.seats.size(), 0);
    for (const Option& option : left_.options) {
      pairs_.push_back(circulation_.Add(option.mentee, placement_.mentees + option.mentor, 1));
      if (mentor_of[option.mentee] != option.mentor) continue;
      circulation_.arc(pairs_.back()).flow = 1;
      ++load[option.mentor];
    }
    for (int mentee = 0; mentee < placement_.mentees; ++mentee) {
      counted_.push_back(circulation_.Add(root, mentee, 1));
      bool placed = left_.mentor_of[mentee] < 0 && mentor_of[mentee] >= 0;
      circulation_.arc(counted_.back()).flow = placed ? 1 : 0;
    }
    for (size_t mentor = 0; mentor < load.size(); ++mentor) {
      int arc = circulation_.Add(placement_.mentees + static_cast<int>(mentor), root, left_.seats[mentor]);
      circulation_.arc(arc).flow = load[mentor];
    }
  }

  // Of pairs of one score. Where none is used, none is needed.
  void AsFewAsPossible(const std::vector<int>& level) {
    auto open = [&](int a) { return !circulation_.arc(a).decided && circulation_.arc(a).flow > 0; };
    if (std::none_of(level.begin(), level.end(), open)) {
      for (int a : level) circulation_.arc(a).decided = true;
      return;
    }
    circulation_.SetCost(level, 1);
    circulation_.Optimize();
    circulation_.SetCost(level, 0);
  }

  const Placement& placement_;
  Undecided left_;
  Circulation circulation_;
  std::vector<int> pairs_;    // arcs of the options
  std::vector<int> counted_;  // arcs from the root
};

}  // namespace

Placed Fairest(const Placement& placement) { return Leximax(placement).Run(); }

}  // namespace gilde::matching::domain
