// Placing mentees: every objective against known answers and against trying everything.
#include "services/matching/domain/placement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <tuple>

#include "services/matching/domain/fairest.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/peers.h"
#include "services/matching/domain/stable.h"
#include "tests/matching/domain/runs.h"
#include "tests/support/known_answers.h"

namespace gilde::matching::domain {
namespace {

using test::At;
using test::Json;
using test::List;
using testing::ElementsAre;

int Number(const Json& value) { return static_cast<int>(value.number_value()); }

Placement PlacementOf(const Json& input) {
  Placement placement;
  placement.mentees = Number(At(input, "mentees"));
  for (const Json& seats : List(At(input, "mentors"))) placement.seats.push_back(Number(seats));
  for (const Json& pair : List(At(input, "pairs"))) {
    placement.options.push_back({Number(List(pair)[0]), Number(List(pair)[1]), static_cast<std::int64_t>(List(pair)[2].number_value())});
  }
  for (const Json& pin : List(At(input, "pins"))) placement.pins.emplace_back(Number(List(pin)[0]), Number(List(pin)[1]));
  for (const Json& pair : List(At(input, "forbidden"))) placement.forbidden.emplace_back(Number(List(pair)[0]), Number(List(pair)[1]));
  return placement;
}

// Scores of the placed, the lowest first.
std::vector<std::int64_t> Scores(const Placement& placement, const std::vector<int>& mentor_of) {
  std::vector<std::int64_t> scores;
  for (const Option& option : placement.options) {
    if (mentor_of[static_cast<size_t>(option.mentee)] == option.mentor) scores.push_back(option.score);
  }
  std::sort(scores.begin(), scores.end());
  return scores;
}

// What nobody may do whatever the objective.
void ExpectAllowed(const Placement& placement, const Placed& placed) {
  std::vector<int> taken(placement.seats.size(), 0);
  int placed_count = 0;
  for (int mentee = 0; mentee < placement.mentees; ++mentee) {
    int mentor = placed.mentor_of[static_cast<size_t>(mentee)];
    if (mentor < 0) continue;
    ++placed_count;
    EXPECT_LE(++taken[static_cast<size_t>(mentor)], placement.seats[static_cast<size_t>(mentor)]);
    EXPECT_TRUE(std::any_of(placement.options.begin(), placement.options.end(),
                            [&](const Option& option) { return option.mentee == mentee && option.mentor == mentor; }));
    EXPECT_EQ(std::count(placement.forbidden.begin(), placement.forbidden.end(), std::pair(mentee, mentor)), 0);
  }
  EXPECT_EQ(placed.count, placed_count);
  for (const auto& [mentee, mentor] : placement.pins) EXPECT_EQ(placed.mentor_of[static_cast<size_t>(mentee)], mentor);
}

// Calls `each` with every allowed way.
void EveryWay(const Placement& placement, const std::function<void(const Placed&)>& each) {
  Undecided left = UndecidedOf(placement);
  std::function<void(int)> place = [&](int mentee) {
    if (mentee == placement.mentees) return each(PlacedAs(placement, left.mentor_of));
    place(mentee + 1);
    if (left.mentor_of[static_cast<size_t>(mentee)] >= 0) return;
    for (const Option& option : left.options) {
      int& seats = left.seats[static_cast<size_t>(option.mentor)];
      if (option.mentee != mentee || seats == 0) continue;
      --seats;
      left.mentor_of[static_cast<size_t>(mentee)] = option.mentor;
      place(mentee + 1);
      left.mentor_of[static_cast<size_t>(mentee)] = -1;
      ++seats;
    }
  };
  place(0);
}

TEST(Placing, GivesTheKnownAnswersOfHighestScoreAndOfHighestParticipation) {
  for (const Json& one : test::KnownAnswers("matching/assignment.json")) {
    SCOPED_TRACE(test::Text(one, "name"));
    Placement placement = PlacementOf(At(one, "input"));
    const Json& expected = At(one, "expected");
    if (expected.struct_value().fields().contains("error")) {
      EXPECT_FALSE(CheckPlacement(placement).empty());
      continue;
    }
    ASSERT_TRUE(CheckPlacement(placement).empty());
    Highest score = HighestScore(placement), count = HighestParticipation(placement);
    for (const Highest* highest : {&score, &count}) {
      ExpectAllowed(placement, highest->placed);
      EXPECT_TRUE(Proves(highest->prices, placement, highest->placed));
    }
    EXPECT_EQ(score.placed.total, At(expected, "highest_score").number_value());
    EXPECT_EQ(count.placed.count, At(expected, "participation_count").number_value());
    EXPECT_EQ(count.placed.total, At(expected, "participation_score").number_value());
  }
}

TEST(Placing, GivesTheKnownStableAnswers) {
  for (const Json& one : test::KnownAnswers("matching/stable.json")) {
    SCOPED_TRACE(test::Text(one, "name"));
    Placement placement = PlacementOf(At(one, "input"));
    Placed placed = Stable(placement);
    ExpectAllowed(placement, placed);
    EXPECT_EQ(BlockingPairs(placement, placed), 0);
    std::vector<int> expected(placed.mentor_of.size(), -1);
    for (const Json& pair : List(At(At(one, "expected"), "pairs")))
      expected[static_cast<size_t>(Number(List(pair)[0]))] = Number(List(pair)[1]);
    EXPECT_EQ(placed.mentor_of, expected);
  }
}

TEST(Placing, GivesTheKnownFairestAnswers) {
  for (const Json& one : test::KnownAnswers("matching/fairest.json")) {
    SCOPED_TRACE(test::Text(one, "name"));
    Placement placement = PlacementOf(At(one, "input"));
    Placed placed = Fairest(placement);
    ExpectAllowed(placement, placed);
    std::vector<std::int64_t> expected;
    for (const Json& score : List(At(At(one, "expected"), "sorted_scores")))
      expected.push_back(static_cast<std::int64_t>(score.number_value()));
    EXPECT_EQ(Scores(placement, placed.mentor_of), expected);
  }
}

TEST(Placing, GivesTheKnownAnswersAmongPeers) {
  for (const Json& one : test::KnownAnswers("matching/peer.json")) {
    SCOPED_TRACE(test::Text(one, "name"));
    const Json& input = At(one, "input");
    std::vector<PeerOption> options;
    for (const Json& pair : List(At(input, "pairs"))) {
      options.push_back({Number(List(pair)[0]), Number(List(pair)[1]), static_cast<std::int64_t>(List(pair)[2].number_value())});
    }
    int people = Number(At(input, "people"));
    for (bool most_pairs : {false, true}) {
      std::vector<int> partner = PairPeers(people, options, most_pairs);
      std::int64_t total = 0, pairs = 0;
      for (const PeerOption& option : options) {
        if (partner[static_cast<size_t>(option.first)] != option.second) continue;
        EXPECT_EQ(partner[static_cast<size_t>(option.second)], option.first);
        total += option.score;
        ++pairs;
      }
      EXPECT_EQ(total, At(At(one, "expected"), most_pairs ? "participation_score" : "highest_score").number_value());
      if (most_pairs) {
        EXPECT_EQ(pairs, At(At(one, "expected"), "participation_count").number_value());
      }
    }
  }
}

TEST(Placing, IsWhatTryingEverythingFinds) {
  std::mt19937 random(7);
  for (int mentees = 1; mentees <= 7; ++mentees) {
    for (int mentors = 1; mentors <= 5; ++mentors) {
      for (int round = 0; round < (mentees < 7 ? 20 : 5); ++round) {
        SCOPED_TRACE(testing::Message() << mentees << " x " << mentors << ", " << round);
        Placement placement = ARandomPlacement(mentees, mentors, random);
        ASSERT_TRUE(CheckPlacement(placement).empty());
        std::int64_t best_total = 0;
        std::pair<int, std::int64_t> best_count;
        std::pair<int, std::vector<std::int64_t>> best_fair;
        std::vector<std::int64_t> stable_score(static_cast<size_t>(mentees), -1);  // the best that a mentee gets in any stable way
        EveryWay(placement, [&](const Placed& way) {
          best_total = std::max(best_total, way.total);
          best_count = std::max(best_count, std::pair(way.count, way.total));
          best_fair = std::max(best_fair, std::pair(way.count, Scores(placement, way.mentor_of)));
          if (BlockingPairs(placement, way) > 0) return;
          for (const Option& option : placement.options) {
            auto mentee = static_cast<size_t>(option.mentee);
            if (way.mentor_of[mentee] == option.mentor) stable_score[mentee] = std::max(stable_score[mentee], option.score);
          }
        });
        Highest score = HighestScore(placement), count = HighestParticipation(placement);
        Placed fair = Fairest(placement), stable = Stable(placement);
        for (const Placed* placed : {&score.placed, &count.placed, &fair, &stable}) ExpectAllowed(placement, *placed);
        EXPECT_EQ(score.placed.total, best_total);
        EXPECT_EQ(std::pair(count.placed.count, count.placed.total), best_count);
        EXPECT_TRUE(Proves(score.prices, placement, score.placed) && Proves(count.prices, placement, count.placed));
        EXPECT_EQ(std::pair(fair.count, Scores(placement, fair.mentor_of)), best_fair);
        EXPECT_EQ(BlockingPairs(placement, stable), 0);
        for (const Option& option : placement.options) {
          auto mentee = static_cast<size_t>(option.mentee);
          if (stable.mentor_of[mentee] == option.mentor) {
            EXPECT_EQ(option.score, stable_score[mentee]);
          }
        }
      }
    }
  }
}

// The lowest score beside the pins; more than any score when there is none.
std::int64_t Lowest(const Placement& placement, const Placed& placed) {
  std::int64_t lowest = kMostPoints + 1;
  for (const Option& option : UndecidedOf(placement).options) {
    if (placed.mentor_of[static_cast<size_t>(option.mentee)] == option.mentor) lowest = std::min(lowest, option.score);
  }
  return lowest;
}

TEST(Placing, BeyondTheExactSizeIsAsFairToTheLowestAndThenHighestInTotal) {
  std::mt19937 random(23);
  for (int mentees = 0; mentees <= 6; ++mentees) {
    for (int mentors = 1; mentors <= 5; ++mentors) {
      for (int round = 0; round < 10; ++round) {
        SCOPED_TRACE(testing::Message() << mentees << " x " << mentors << ", " << round);
        Placement placement = ARandomPlacement(mentees, mentors, random);
        std::tuple<int, std::int64_t, std::int64_t> best;
        EveryWay(placement, [&](const Placed& way) { best = std::max(best, std::tuple(way.count, Lowest(placement, way), way.total)); });
        Placed placed = Fairest(placement, Always, 0), exact = Fairest(placement);
        ExpectAllowed(placement, placed);
        EXPECT_EQ(std::tuple(placed.count, Lowest(placement, placed), placed.total), best);
        EXPECT_EQ(std::pair(exact.count, Lowest(placement, exact)), std::pair(placed.count, Lowest(placement, placed)));
      }
    }
  }
}

TEST(Prices, ProveNothingWhenOneOfThemIsChanged) {
  std::mt19937 random(3);
  Placement placement = ARandomPlacement(7, 5, random);
  Highest highest = HighestScore(placement);
  ASSERT_TRUE(Proves(highest.prices, placement, highest.placed));
  for (size_t i = 0; i < highest.prices.mentee.size(); ++i) {
    for (std::int64_t change : {-1, 1}) {
      Prices tampered = highest.prices;
      tampered.mentee[i] += change;
      EXPECT_FALSE(Proves(tampered, placement, highest.placed));
    }
  }
  ASSERT_GT(highest.placed.total, 0);
  Placed nobody{std::vector<int>(highest.placed.mentor_of.size(), -1), 0, 0};
  EXPECT_FALSE(Proves(highest.prices, placement, nobody));
}

TEST(APlacement, IsRefusedNamingEverythingThatIsWrong) {
  Placement placement;
  placement.mentees = 2;
  placement.seats = {1, -1};
  placement.options = {{0, 0, 5}, {0, 0, 5}, {2, 0, 5}, {0, 2, 5}, {1, 0, kMostPoints + 1}};
  placement.forbidden = {{0, 0}};
  placement.pins = {{0, 0}, {0, 0}, {1, 1}};
  std::set<std::string> reasons;
  base::Violations wrong = CheckPlacement(placement);
  for (const auto& item : wrong.items()) reasons.insert(item.reason);
  EXPECT_THAT(reasons, ElementsAre("DUPLICATE_PAIR", "DUPLICATE_PIN", "NEGATIVE_CAPACITY", "PINS_OVER_CAPACITY", "PIN_NOT_A_PAIR",
                                   "PIN_ON_FORBIDDEN", "SCORE_OUT_OF_RANGE", "UNKNOWN_MENTEE", "UNKNOWN_MENTOR"));
}

TEST(APlacement, OfFewerThanNobodyIsRefused) {
  Placement placement;
  placement.mentees = -1;
  base::Violations wrong = CheckPlacement(placement);
  ASSERT_EQ(wrong.items().size(), 1u);
  EXPECT_EQ(wrong.items()[0].reason, "NEGATIVE_COUNT");
}

TEST(APlacement, OfNobodyPlacesNobody) {
  Placement nobody;
  EXPECT_EQ(HighestScore(nobody).placed.count, 0);
  EXPECT_EQ(Fairest(nobody).count, 0);
  EXPECT_EQ(Stable(nobody).count, 0);
  EXPECT_TRUE(PairPeers(0, {}, true).empty());
}

}  // namespace
}  // namespace gilde::matching::domain
