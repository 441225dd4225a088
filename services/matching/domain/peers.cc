// Compiled as C++17: LEMON 1.3 uses members of std::allocator that C++20 has no more.
#include "services/matching/domain/peers.h"

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <utility>

namespace gilde::matching::domain {

namespace {

constexpr std::int64_t kAskedEvery = 4096;  // looks at a weight

// What LEMON works with. It looks at weights all the time, and an exception from there is the only way to end its work before it is done.
struct NotToGoOn {};
class Weights {
 public:
  using Key = lemon::SmartGraph::Edge;
  using Value = std::int64_t;

  Weights(const lemon::SmartGraph& graph, GoOn go_on) : of_(graph), go_on_(go_on) {}
  Value operator[](const Key& edge) const {
    if (++looks_ % kAskedEvery == 0 && !go_on_()) throw NotToGoOn();
    return of_[edge];
  }
  void Set(const Key& edge, Value weight) { of_[edge] = weight; }

 private:
  lemon::SmartGraph::EdgeMap<Value> of_;
  GoOn go_on_;
  mutable std::int64_t looks_ = 0;
};

using Matching = lemon::MaxWeightedMatching<lemon::SmartGraph, Weights>;
static_assert(Matching::dualScale == 4, "prices are given four times");

}  // namespace

PricedPeers PairAndPricePeers(int people, const std::vector<PeerOption>& options, bool most_pairs, GoOn go_on) {
  constexpr std::int64_t kMostPoints = 100'000'000;
  PricedPeers peers;
  peers.bonus = most_pairs ? kMostPoints * (people + 1) + 1 : 0;
  lemon::SmartGraph graph;
  graph.reserveNode(people);
  graph.reserveEdge(static_cast<int>(options.size()));
  std::vector<lemon::SmartGraph::Node> nodes;
  nodes.reserve(static_cast<std::size_t>(people));
  for (int i = 0; i < people; ++i) nodes.push_back(graph.addNode());
  Weights weight(graph, go_on);
  for (const PeerOption& option : options) {
    weight.Set(graph.addEdge(nodes[option.first], nodes[option.second]), option.score + peers.bonus);
  }
  Matching matching(graph, weight);
  try {
    matching.run();
  } catch (const NotToGoOn&) {
    peers.partner.assign(static_cast<std::size_t>(people), -1);
    return peers;
  }
  for (const auto& node : nodes) {
    lemon::SmartGraph::Node mate = matching.mate(node);
    peers.partner.push_back(mate == lemon::INVALID ? -1 : graph.id(mate));
    peers.prices.push_back(matching.nodeValue(node));
  }
  for (int k = 0; k < matching.blossomNum(); ++k) {
    if (matching.blossomValue(k) == 0) continue;
    OddSet set;
    for (Matching::BlossomIt it(matching, k); it != lemon::INVALID; ++it) set.people.push_back(graph.id(it));
    std::sort(set.people.begin(), set.people.end());
    set.price = matching.blossomValue(k);
    peers.odd_sets.push_back(std::move(set));
  }
  return peers;
}

std::vector<int> PairPeers(int people, const std::vector<PeerOption>& options, bool most_pairs, GoOn go_on) {
  return PairAndPricePeers(people, options, most_pairs, go_on).partner;
}

}  // namespace gilde::matching::domain
