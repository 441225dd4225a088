// Compiled as C++17: LEMON 1.3 uses members of std::allocator that C++20 has no more.
#include "services/matching/domain/peers.h"

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <utility>

namespace gilde::matching::domain {

namespace {

using Matching = lemon::MaxWeightedMatching<lemon::SmartGraph, lemon::SmartGraph::EdgeMap<std::int64_t>>;
static_assert(Matching::dualScale == 4, "prices are given four times");

}  // namespace

PricedPeers PairAndPricePeers(int people, const std::vector<PeerOption>& options, bool most_pairs) {
  constexpr std::int64_t kMostPoints = 100'000'000;
  PricedPeers peers;
  peers.bonus = most_pairs ? kMostPoints * (people + 1) + 1 : 0;
  lemon::SmartGraph graph;
  graph.reserveNode(people);
  graph.reserveEdge(static_cast<int>(options.size()));
  std::vector<lemon::SmartGraph::Node> nodes;
  nodes.reserve(static_cast<std::size_t>(people));
  for (int i = 0; i < people; ++i) nodes.push_back(graph.addNode());
  lemon::SmartGraph::EdgeMap<std::int64_t> weight(graph);
  for (const PeerOption& option : options) {
    weight[graph.addEdge(nodes[option.first], nodes[option.second])] = option.score + peers.bonus;
  }
  Matching matching(graph, weight);
  matching.run();
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

std::vector<int> PairPeers(int people, const std::vector<PeerOption>& options, bool most_pairs) {
  return PairAndPricePeers(people, options, most_pairs).partner;
}

}  // namespace gilde::matching::domain
