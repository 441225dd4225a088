// Peers: what their prices and odd sets prove.
#include "services/matching/domain/peers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace gilde::matching::domain {
namespace {

// Whether the prices prove that no pairs weigh more.
bool Proves(const PricedPeers& peers, const std::vector<PeerOption>& options) {
  std::int64_t paid = 0, weighed = 0;
  for (std::int64_t price : peers.prices) {
    if (price < 0) return false;
    paid += price;
  }
  for (const OddSet& set : peers.odd_sets) {
    if (set.people.size() < 3 || set.people.size() % 2 == 0 || set.price <= 0) return false;
    paid += set.price * static_cast<std::int64_t>(set.people.size() / 2);
  }
  for (const PeerOption& option : options) {
    std::int64_t price = peers.prices[option.first] + peers.prices[option.second], weight = 4 * (option.score + peers.bonus);
    for (const OddSet& set : peers.odd_sets) {
      auto holds = [&](int person) { return std::binary_search(set.people.begin(), set.people.end(), person); };
      if (holds(option.first) && holds(option.second)) price += set.price;
    }
    if (price < weight) return false;
    if (peers.partner[option.first] == option.second) weighed += weight;
  }
  return paid == weighed;
}

TEST(Peers, ArePricedSoThatNoOtherPairsCanWeighMore) {
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    SCOPED_TRACE(round);
    int people = round % 15;
    std::vector<PeerOption> options;
    for (int i = 0; i < people; ++i) {
      for (int j = i + 1; j < people; ++j) {
        if (random() % 3 != 0) options.push_back({i, j, static_cast<std::int64_t>(random() % (round % 2 == 0 ? 4 : 100'000'000))});
      }
    }
    for (bool most_pairs : {false, true}) {
      PricedPeers peers = PairAndPricePeers(people, options, most_pairs);
      EXPECT_TRUE(Proves(peers, options));
      EXPECT_EQ(peers.partner, PairPeers(people, options, most_pairs));
    }
  }
}

TEST(Peers, OfATriangleAreProvedByAnOddSet) {
  PricedPeers peers = PairAndPricePeers(3, {{0, 1, 10}, {1, 2, 10}, {0, 2, 10}}, false);
  ASSERT_EQ(peers.odd_sets.size(), 1u) << "one is left over, which no prices of people alone can say";
  EXPECT_THAT(peers.odd_sets[0].people, testing::ElementsAre(0, 1, 2));
  EXPECT_EQ(peers.odd_sets[0].price, 40);
  EXPECT_THAT(peers.prices, testing::Each(0));
}

TEST(Peers, WithoutOptionsCostNothing) {
  PricedPeers peers = PairAndPricePeers(4, {{1, 2, 7}}, true);
  EXPECT_THAT(peers.partner, testing::ElementsAre(-1, 2, 1, -1));
  EXPECT_EQ(peers.prices[0] + peers.prices[3], 0);
  EXPECT_EQ(peers.prices[1] + peers.prices[2], 4 * (7 + peers.bonus));
}

}  // namespace
}  // namespace gilde::matching::domain
