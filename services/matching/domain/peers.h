// Pairs among people who are all alike: the largest total of scores, or first the most pairs.
#pragma once

#include <cstdint>
#include <vector>

namespace gilde::matching::domain {

// Two people who may be a pair, numbered from 0. `score` in millionths of a point, 0..100'000'000.
struct PeerOption {
  int first = 0, second = 0;
  std::int64_t score = 0;
};

// Each person's partner; -1: nobody. Maximum weight in a general graph (Edmonds 1965, as LEMON implements it); with `most_pairs` each pair
// gets a bonus that no sum of scores outweighs.
std::vector<int> PairPeers(int people, const std::vector<PeerOption>& options, bool most_pairs);

}  // namespace gilde::matching::domain
