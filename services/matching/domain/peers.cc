// Compiled as C++17: LEMON 1.3 uses members of std::allocator that C++20 has no more.
#include "services/matching/domain/peers.h"

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

namespace gilde::matching::domain {

std::vector<int> PairPeers(int people, const std::vector<PeerOption>& options, bool most_pairs) {
  constexpr std::int64_t kMostPoints = 100'000'000;
  lemon::SmartGraph graph;
  graph.reserveNode(people);
  graph.reserveEdge(static_cast<int>(options.size()));
  std::vector<lemon::SmartGraph::Node> nodes;
  nodes.reserve(static_cast<std::size_t>(people));
  for (int i = 0; i < people; ++i) nodes.push_back(graph.addNode());
  lemon::SmartGraph::EdgeMap<std::int64_t> weight(graph);
  for (const PeerOption& option : options) {
    lemon::SmartGraph::Edge edge = graph.addEdge(nodes[option.first], nodes[option.second]);
    weight[edge] = option.score + (most_pairs ? kMostPoints * (people + 1) + 1 : 0);
  }
  lemon::MaxWeightedMatching<lemon::SmartGraph, lemon::SmartGraph::EdgeMap<std::int64_t>> matching(graph, weight);
  matching.run();
  std::vector<int> partner(nodes.size(), -1);
  for (int i = 0; i < people; ++i) {
    lemon::SmartGraph::Node mate = matching.mate(nodes[i]);
    if (mate != lemon::INVALID) partner[i] = graph.id(mate);
  }
  return partner;
}

}  // namespace gilde::matching::domain
