// Compiled as C++17: LEMON 1.3 uses members of std::allocator that C++20 has no more.
#include "tests/bench/match_lemon.h"

#include <lemon/capacity_scaling.h>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <algorithm>
#include <utility>

namespace gilde::bench {
namespace {

using Graph = lemon::StaticDigraph;

// Root -> mentee -> mentor -> root, and mentee -> root for those who stay without a mentor. Arcs are sorted by their source.
struct Network {
  Graph graph;
  std::vector<std::pair<int, int>> ends;
  std::vector<std::int64_t> capacity, cost;

  Network(int mentees, const std::vector<int>& seats, const std::vector<LemonOption>& options) {
    std::vector<LemonOption> sorted = options;
    auto before = [](const LemonOption& a, const LemonOption& b) { return std::pair(a.mentee, a.mentor) < std::pair(b.mentee, b.mentor); };
    std::sort(sorted.begin(), sorted.end(), before);
    int mentors = static_cast<int>(seats.size()), root = mentees + mentors;
    auto next = sorted.begin();
    for (int mentee = 0; mentee < mentees; ++mentee) {
      for (; next != sorted.end() && next->mentee == mentee; ++next) Add(mentee, mentees + next->mentor, 1, -next->weight);
      Add(mentee, root, 1, 0);
    }
    for (int mentor = 0; mentor < mentors; ++mentor) Add(mentees + mentor, root, seats[static_cast<std::size_t>(mentor)], 0);
    graph.build(root + 1, ends.begin(), ends.end());
  }
  void Add(int from, int to, std::int64_t most, std::int64_t price) {
    ends.emplace_back(from, to);
    capacity.push_back(most);
    cost.push_back(price);
  }
};

template <typename Solver>
std::int64_t Solve(const Network& network, int mentees) {
  const Graph& graph = network.graph;
  Graph::ArcMap<std::int64_t> capacity(graph), cost(graph);
  Graph::NodeMap<std::int64_t> supply(graph, 0);
  for (int a = 0; a < graph.arcNum(); ++a) {
    capacity[graph.arc(a)] = network.capacity[static_cast<std::size_t>(a)];
    cost[graph.arc(a)] = network.cost[static_cast<std::size_t>(a)];
  }
  for (int mentee = 0; mentee < mentees; ++mentee) supply[graph.node(mentee)] = 1;
  supply[graph.node(graph.nodeNum() - 1)] = -mentees;
  Solver solver(graph);
  solver.upperMap(capacity).costMap(cost).supplyMap(supply);
  return solver.run() == Solver::OPTIMAL ? -solver.template totalCost<std::int64_t>() : -1;
}

}  // namespace

std::int64_t LemonHighest(LemonSolver solver, int mentees, const std::vector<int>& seats, const std::vector<LemonOption>& options) {
  Network network(mentees, seats, options);
  switch (solver) {
    case LemonSolver::kNetworkSimplex:
      return Solve<lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>>(network, mentees);
    case LemonSolver::kCostScaling:
      return Solve<lemon::CostScaling<Graph, std::int64_t, std::int64_t>>(network, mentees);
    case LemonSolver::kCapacityScaling:
      return Solve<lemon::CapacityScaling<Graph, std::int64_t, std::int64_t>>(network, mentees);
  }
  return -1;
}

}  // namespace gilde::bench
