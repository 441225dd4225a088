// Placing mentees, where trying everything takes too long: against LEMON, and against the same question asked in another way.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "services/matching/domain/fairest.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/placement.h"
#include "services/matching/domain/stable.h"
#include "tests/bench/match_graph.h"
#include "tests/bench/match_lemon.h"

namespace gilde::matching::domain {
namespace {

constexpr int kGraphs = 1000;

// Of `kinds` different scores, the highest kinds - 1 steps; 0: all different.
Placement ARandomOne(std::mt19937& random, int kinds) {
  auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  Placement placement;
  placement.mentees = 1 + below(30);
  int mentors = 1 + below(15), seats = 1 + below(4), tenths = 1 + below(10);
  for (int j = 0; j < mentors; ++j) placement.seats.push_back(below(seats + 1));
  for (int i = 0; i < placement.mentees; ++i) {
    for (int j = 0; j < mentors; ++j) {
      if (below(10) < tenths) placement.options.push_back({i, j, kinds > 0 ? below(kinds) * 1'000 : below(1'000) * 100'000 + i * 100 + j});
    }
  }
  return placement;
}

template <typename Weight>
std::int64_t Lemon(const Placement& placement, Weight weight) {
  std::vector<bench::LemonOption> options;
  for (const Option& option : placement.options) options.push_back({option.mentee, option.mentor, weight(option.score)});
  return bench::LemonHighest(bench::LemonSolver::kNetworkSimplex, placement.mentees, placement.seats, options);
}

TEST(Placing, AgreesWithLemonOnTheHighestTotalAndOnTheMostPlaced) {
  std::mt19937 random(11);
  for (int graph = 0; graph < kGraphs; ++graph) {
    SCOPED_TRACE(graph);
    Placement placement = ARandomOne(random, graph % 2 == 0 ? 0 : 4);
    Highest score = HighestScore(placement), count = HighestParticipation(placement);
    EXPECT_EQ(score.placed.total, Lemon(placement, [](std::int64_t points) { return points; }));
    std::int64_t bonus = kMostPoints * 100;
    EXPECT_EQ(count.placed.total + count.placed.count * bonus, Lemon(placement, [&](std::int64_t points) { return points + bonus; }));
    EXPECT_TRUE(Proves(score.prices, placement, score.placed) && Proves(count.prices, placement, count.placed));
  }
}

// Six scores, each weighed as more than all pairs of the next could be.
TEST(Placing, AgreesWithLemonOnTheFairestOfFewScores) {
  constexpr int kKinds = 6;
  std::mt19937 random(13);
  for (int graph = 0; graph < kGraphs; ++graph) {
    SCOPED_TRACE(graph);
    Placement placement = ARandomOne(random, kKinds);
    auto weight = [&](std::int64_t points) {
      std::int64_t loss = 1, most = 1;
      for (int step = 0; step < kKinds; ++step) most *= placement.mentees + 1;
      for (std::int64_t step = points / 1'000; step < kKinds - 1; ++step) loss *= placement.mentees + 1;
      return most * 2 - loss;
    };
    Placed placed = Fairest(placement);
    std::int64_t weighed = 0;
    for (const Option& option : placement.options) {
      if (placed.mentor_of[static_cast<size_t>(option.mentee)] == option.mentor) weighed += weight(option.score);
    }
    EXPECT_EQ(weighed, Lemon(placement, weight));
  }
}

struct Renamed {
  std::vector<int> mentee, mentor;  // new names
  Placement placement;
};

Renamed Rename(const Placement& placement, std::mt19937& random) {
  Renamed renamed{std::vector<int>(static_cast<size_t>(placement.mentees)), std::vector<int>(placement.seats.size()), placement};
  std::iota(renamed.mentee.begin(), renamed.mentee.end(), 0);
  std::iota(renamed.mentor.begin(), renamed.mentor.end(), 0);
  std::shuffle(renamed.mentee.begin(), renamed.mentee.end(), random);
  std::shuffle(renamed.mentor.begin(), renamed.mentor.end(), random);
  for (size_t j = 0; j < placement.seats.size(); ++j) renamed.placement.seats[static_cast<size_t>(renamed.mentor[j])] = placement.seats[j];
  for (Option& option : renamed.placement.options) {
    option.mentee = renamed.mentee[static_cast<size_t>(option.mentee)];
    option.mentor = renamed.mentor[static_cast<size_t>(option.mentor)];
  }
  std::shuffle(renamed.placement.options.begin(), renamed.placement.options.end(), random);
  return renamed;
}

TEST(Placing, DependsOnNobodysNameWhenScoresAreAllDifferent) {
  std::mt19937 random(17);
  Placed (*const ways[])(const Placement&) = {[](const Placement& placement) { return HighestScore(placement).placed; },
                                              [](const Placement& placement) { return HighestParticipation(placement).placed; }, &Stable,
                                              [](const Placement& placement) { return Fairest(placement); },
                                              [](const Placement& placement) { return Fairest(placement, Always, 0); }};
  for (int graph = 0; graph < 100; ++graph) {
    Placement placement = graph < 99 ? ARandomOne(random, 0) : bench::SomeOrganization(300, 90, 20, 5);
    // No two subsets of them have the same sum, as good as surely.
    for (Option& option : placement.options) option.score = static_cast<std::int64_t>(random() % kMostPoints);
    Renamed renamed = Rename(placement, random);
    for (auto way : ways) {
      SCOPED_TRACE(graph);
      std::vector<int> before = way(placement).mentor_of, after = way(renamed.placement).mentor_of;
      for (size_t i = 0; i < before.size(); ++i) {
        int expected = before[i] < 0 ? -1 : renamed.mentor[static_cast<size_t>(before[i])];
        EXPECT_EQ(after[static_cast<size_t>(renamed.mentee[i])], expected);
      }
    }
  }
}

TEST(Placing, IsNeverWorseForOneOptionMore) {
  std::mt19937 random(19);
  auto fairness = [](const Placement& placement) {
    Placed placed = Fairest(placement);
    std::vector<std::int64_t> scores;
    for (const Option& option : placement.options) {
      if (placed.mentor_of[static_cast<size_t>(option.mentee)] == option.mentor) scores.push_back(option.score);
    }
    std::sort(scores.begin(), scores.end());
    return std::pair(placed.count, scores);
  };
  for (int graph = 0; graph < 100; ++graph) {
    SCOPED_TRACE(graph);
    Placement placement = ARandomOne(random, graph % 2 == 0 ? 0 : 4);
    std::shuffle(placement.options.begin(), placement.options.end(), random);
    std::vector<Option> options = std::exchange(placement.options, {});
    std::int64_t total = 0;
    std::pair<int, std::int64_t> most;
    std::pair<int, std::vector<std::int64_t>> fairest;
    for (size_t k = 0; k < options.size(); ++k) {
      placement.options.push_back(options[k]);
      if (k % 8 != 0) continue;
      Placed placed = HighestParticipation(placement).placed;
      std::int64_t now_total = HighestScore(placement).placed.total;
      EXPECT_GE(now_total, total);
      EXPECT_GE(std::pair(placed.count, placed.total), most);
      auto now_fairest = fairness(placement);
      EXPECT_GE(now_fairest, fairest);
      total = now_total, most = {placed.count, placed.total}, fairest = now_fairest;
    }
  }
}

TEST(Placing, OfAnOrganizationIsProvenWhereSeatsAreManyAndWhereTheyAreFew) {
  for (int mentors : {20, 130, 180, 400}) {
    Placement placement = bench::SomeOrganization(700, mentors, 25, 3);
    SCOPED_TRACE(mentors);
    Highest score = HighestScore(placement), count = HighestParticipation(placement);
    EXPECT_TRUE(Proves(score.prices, placement, score.placed));
    EXPECT_TRUE(Proves(count.prices, placement, count.placed));
    EXPECT_EQ(score.placed.total, Lemon(placement, [](std::int64_t points) { return points; }));
    EXPECT_EQ(Fairest(placement).count, count.placed.count);
    EXPECT_EQ(BlockingPairs(placement, Stable(placement)), 0);
  }
}

}  // namespace
}  // namespace gilde::matching::domain
