// Pairs among people who are all alike: the largest total of scores, or first the most pairs, with prices that prove it.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/domain/going_on.h"

namespace gilde::matching::domain {

// Two people who may be a pair, numbered from 0. `score` in millionths of a point, 0..100'000'000.
struct PeerOption {
  int first = 0, second = 0;
  std::int64_t score = 0;
};

// People of whom an odd number is left one over whenever they are matched among themselves.
struct OddSet {
  std::vector<int> people;  // an odd count of 3 and more
  std::int64_t price = 0;   // more than 0
};

// Partners, and a proof that no others weigh more (Edmonds 1965): in every option the prices of both, and those of the odd sets that hold
// both, sum to four times its weight or more; all prices, those of the sets times half of one less than their people, sum to four times the
// weights of the pairs. The weight of an option is its score plus `bonus`. Four times, because the prices that are found are quarters.
struct PricedPeers {
  std::vector<int> partner;          // of each person; -1: nobody
  std::vector<std::int64_t> prices;  // of each person, 0 and more
  std::vector<OddSet> odd_sets;
  std::int64_t bonus = 0;
};

// Maximum weight in a general graph (Edmonds 1965, as LEMON implements it); with `most_pairs` each pair gets a bonus that no sum of scores
// outweighs. People of pins have no options here, and so the price 0.
PricedPeers PairAndPricePeers(int people, const std::vector<PeerOption>& options, bool most_pairs, GoOn go_on = Always);
// The partners alone.
std::vector<int> PairPeers(int people, const std::vector<PeerOption>& options, bool most_pairs, GoOn go_on = Always);

}  // namespace gilde::matching::domain
