// Groups with a least size: against trying everything.
#include "services/matching/domain/groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "services/matching/domain/certificate.h"
#include "services/matching/domain/stable.h"
#include "tests/matching/domain/runs.h"

namespace gilde::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::MatchRun;

constexpr MatchRun::Objective kAll[] = {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST};

// Groups below their least.
std::vector<int> Below(const Placement& placement, const std::vector<int>& least, const std::vector<int>& mentor_of) {
  std::vector<int> load(placement.seats.size(), 0), below;
  for (int mentor : mentor_of) {
    if (mentor >= 0) ++load[mentor];
  }
  for (size_t j = 0; j < load.size(); ++j) {
    EXPECT_LE(load[j], placement.seats[j]);
    if (load[j] > 0 && load[j] < least[j]) below.push_back(static_cast<int>(j));
  }
  return below;
}

// Calls `each` with every way that keeps pins, seats and least sizes.
void EveryWay(const Placement& placement, const std::vector<int>& least, const std::function<void(const Placed&)>& each) {
  Undecided left = UndecidedOf(placement);
  std::vector<int> mentor_of = left.mentor_of;
  std::function<void(int)> place = [&](int mentee) {
    if (mentee == placement.mentees) {
      if (Below(placement, least, mentor_of).empty()) each(PlacedAs(placement, mentor_of));
      return;
    }
    place(mentee + 1);
    for (const Option& option : left.options) {
      if (option.mentee != mentee || left.seats[option.mentor] == 0) continue;
      --left.seats[option.mentor];
      mentor_of[mentee] = option.mentor;
      place(mentee + 1);
      mentor_of[mentee] = left.mentor_of[mentee];
      ++left.seats[option.mentor];
    }
  };
  place(0);
}

// Small ones, with pins and forbidden pairs among them, and a least size of most groups.
struct Instance {
  Placement placement;
  std::vector<int> least;
};
Instance AnInstance(int mentees, int groups, std::mt19937& random) {
  Instance one{ARandomPlacement(mentees, groups, random), {}};
  if (random() % 2 == 0) one.placement.pins.clear();
  for (int j = 0; j < groups; ++j) one.least.push_back(static_cast<int>(random() % 4));
  return one;
}

TEST(Groups, AreTheBestThatTryingEverythingFinds) {
  std::mt19937 random(5);
  for (int round = 0; round < 600; ++round) {
    SCOPED_TRACE(round);
    Instance one = AnInstance(1 + round % 6, 1 + round % 4, random);
    std::int64_t best_total = -1;
    std::pair<int, std::int64_t> best_count(-1, 0);
    EveryWay(one.placement, one.least, [&](const Placed& way) {
      best_total = std::max(best_total, way.total);
      best_count = std::max(best_count, std::pair(way.count, way.total));
    });
    Grouped score = PlaceInGroups(MatchRun::HIGHEST_SCORE, one.placement, one.least);
    Grouped count = PlaceInGroups(MatchRun::HIGHEST_PARTICIPATION, one.placement, one.least);
    EXPECT_TRUE(score.best && count.best);
    if (best_total < 0) continue;  // pins hold a group that cannot be filled
    EXPECT_EQ(score.placed.total, best_total);
    EXPECT_EQ(std::pair(count.placed.count, count.placed.total), best_count);
    EXPECT_GE(score.bound, best_total);
    EXPECT_GE(count.bound, best_count.second);
  }
}

TEST(Groups, AreNeverBelowTheirLeastWhateverIsWanted) {
  std::mt19937 random(6);
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    Instance one = AnInstance(round % 30, 1 + round % 8, random);
    for (MatchRun::Objective objective : kAll) {
      Grouped grouped = PlaceInGroups(objective, one.placement, one.least);
      std::vector<int> below = Below(one.placement, one.least, grouped.placed.mentor_of);
      EXPECT_EQ(below, grouped.below);
      for (int group : below) {
        auto pinned = [&](const std::pair<int, int>& pin) { return pin.second == group; };
        EXPECT_TRUE(std::any_of(one.placement.pins.begin(), one.placement.pins.end(), pinned));
      }
      for (const auto& [mentee, mentor] : one.placement.pins) EXPECT_EQ(grouped.placed.mentor_of[mentee], mentor);
    }
  }
}

TEST(Groups, CarryWhatProvesThem) {
  std::mt19937 random(8);
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    Instance one = AnInstance(round % 20, 1 + round % 6, random);
    for (MatchRun::Objective objective : kAll) {
      Grouped grouped = PlaceInGroups(objective, one.placement, one.least);
      if (!grouped.below.empty()) continue;
      bool priced = objective == MatchRun::HIGHEST_SCORE || objective == MatchRun::HIGHEST_PARTICIPATION;
      v1::MatchRunPart run = RunOf(objective, one.placement, grouped.placed, one.least);
      *run.mutable_certificate() = CertificateOf(objective, one.placement, grouped.placed, priced ? &grouped.prices : nullptr, one.least);
      absl::StatusOr<CheckedRun> checked = CheckCertificate(run);
      ASSERT_TRUE(checked.ok()) << checked.status() << run.DebugString();
      EXPECT_EQ(checked->total, grouped.placed.total);
      EXPECT_GE(checked->most_matched, checked->matched);
      if (checked->most_matched == checked->matched) {
        EXPECT_EQ(checked->most_total, grouped.bound);
      }
    }
  }
}

TEST(Groups, AreFilledWhereThatIsBetterThanClosingThem) {
  Placement placement;
  placement.mentees = 4;
  placement.seats = {3, 2};
  for (int mentee = 0; mentee < 4; ++mentee) placement.options.insert(placement.options.end(), {{mentee, 0, 90 + mentee}, {mentee, 1, 50}});
  Grouped grouped = PlaceInGroups(MatchRun::HIGHEST_SCORE, placement, {2, 2});
  EXPECT_THAT(grouped.placed.mentor_of, ElementsAre(1, 1, 0, 0));
  EXPECT_EQ(grouped.placed.total, 50 + 50 + 92 + 93);
  EXPECT_EQ(grouped.bound, 50 + 91 + 92 + 93);
  EXPECT_TRUE(grouped.best);
}

TEST(Groups, ThatNobodyCanFillAreClosed) {
  Placement placement;
  placement.mentees = 3;
  placement.seats = {5, 5};
  placement.options = {{0, 0, 90}, {1, 0, 80}, {1, 1, 10}, {2, 1, 10}};
  for (MatchRun::Objective objective : kAll) {
    EXPECT_THAT(PlaceInGroups(objective, placement, {3, 2}).placed.mentor_of, ElementsAre(-1, 1, 1));
  }
}

TEST(Groups, ThatPinsHoldAreFilledAndSaidWhereThatCannotBe) {
  Placement placement;
  placement.mentees = 3;
  placement.seats = {3, 3};
  placement.options = {{0, 0, 10}, {1, 0, 10}, {1, 1, 90}, {2, 1, 90}};
  placement.pins = {{0, 0}};
  Grouped filled = PlaceInGroups(MatchRun::HIGHEST_SCORE, placement, {2, 1});
  EXPECT_THAT(filled.placed.mentor_of, ElementsAre(0, 0, 1));
  EXPECT_THAT(filled.below, IsEmpty());
  EXPECT_THAT(PlaceInGroups(MatchRun::HIGHEST_SCORE, placement, {3, 1}).below, ElementsAre(0));
}

TEST(Groups, WithoutLeastSizesAreSeats) {
  std::mt19937 random(9);
  for (int round = 0; round < 50; ++round) {
    Placement placement = ARandomPlacement(round % 10, 3, random);
    std::vector<int> least(3, round % 2);
    EXPECT_EQ(PlaceInGroups(MatchRun::HIGHEST_SCORE, placement, least).placed.total, HighestScore(placement).placed.total);
    EXPECT_EQ(PlaceInGroups(MatchRun::STABLE, placement, least).placed.mentor_of, Stable(placement).mentor_of);
  }
}

}  // namespace
}  // namespace gilde::matching::domain
