// What proves a run: it holds for every objective, and not when one thing in it is changed.
#include "services/matching/domain/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <random>
#include <string>

#include "services/matching/domain/fairest.h"
#include "services/matching/domain/hall.h"
#include "services/matching/domain/stable.h"
#include "tests/matching/domain/runs.h"

namespace gilde::matching::domain {
namespace {

using testing::HasSubstr;
using v1::MatchRun;
using v1::MatchRunPart;

constexpr MatchRun::Objective kAll[] = {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST};

MatchRunPart Proved(MatchRun::Objective objective, const Placement& placement, std::int64_t most_exact = kMostExact) {
  Highest highest = objective == MatchRun::HIGHEST_PARTICIPATION ? HighestParticipation(placement) : HighestScore(placement);
  if (objective == MatchRun::STABLE) highest.placed = Stable(placement);
  if (objective == MatchRun::FAIREST) highest.placed = Fairest(placement, Always, most_exact);
  bool priced = objective == MatchRun::HIGHEST_SCORE || objective == MatchRun::HIGHEST_PARTICIPATION;
  MatchRunPart run = RunOf(objective, placement, highest.placed);
  *run.mutable_certificate() = CertificateOf(objective, placement, highest.placed, priced ? &highest.prices : nullptr);
  return run;
}

MatchRunPart ProvedPeers(int people, int kinds, bool most_pairs, std::mt19937& random) {
  MatchRunPart run;
  run.set_objective(most_pairs ? MatchRun::HIGHEST_PARTICIPATION : MatchRun::HIGHEST_SCORE);
  run.set_peers(true);
  std::vector<PeerOption> left;
  for (int i = 0; i < people; ++i) run.add_mentees(absl::StrCat("peer", i));
  for (int i = 0; i < people; ++i) {
    for (int j = i + 1; j < people; ++j) {
      if (random() % 3 == 0) continue;
      PeerOption option{i, j, static_cast<std::int64_t>(random() % static_cast<unsigned>(kinds)) + 1};
      bool turned = random() % 2 == 0;
      run.add_candidate_mentees(turned ? j : i);
      run.add_candidate_mentors(turned ? i : j);
      run.add_candidate_scores(option.score);
      if (random() % 20 == 0 && run.pinned_mentees_size() == 0) {
        run.add_pinned_mentees(i);
        run.add_pinned_mentors(j);
      }
      left.push_back(option);
    }
  }
  if (run.pinned_mentees_size() > 0) {
    int a = run.pinned_mentees(0), b = run.pinned_mentors(0);
    std::erase_if(left, [&](const PeerOption& o) { return o.first == a || o.first == b || o.second == a || o.second == b; });
    run.add_made_mentees(a);
    run.add_made_mentors(b);
  }
  PricedPeers peers = PairAndPricePeers(people, left, most_pairs);
  for (int i = 0; i < people; ++i) {
    if (peers.partner[i] < i) continue;
    run.add_made_mentees(i);
    run.add_made_mentors(peers.partner[i]);
  }
  *run.mutable_certificate() = CertificateOf(peers);
  return run;
}

void ExpectHolds(const MatchRunPart& run) {
  absl::StatusOr<CheckedRun> checked = CheckCertificate(run);
  ASSERT_TRUE(checked.ok()) << checked.status() << "\n" << run.DebugString();
  EXPECT_EQ(checked->matched, run.made_mentees_size() * (run.peers() ? 2 : 1));
  EXPECT_EQ(checked->people, run.mentees_size());
  EXPECT_EQ(checked->most_matched, checked->matched);
  EXPECT_EQ(checked->most_total, checked->total);
}

void ExpectRefuted(const MatchRunPart& run, const std::string& why = "") {
  absl::StatusOr<CheckedRun> checked = CheckCertificate(run);
  ASSERT_FALSE(checked.ok()) << run.DebugString();
  EXPECT_EQ(base::ReasonOf(checked.status()), "CERTIFICATE_REFUTED");
  EXPECT_THAT(std::string(checked.status().message()), HasSubstr(why));
}

// Calls `each` with proved runs of every objective, of the fairest also as beyond its exact size, of peers too, of many small shapes.
void EachRun(const std::function<void(const MatchRunPart&)>& each) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    Placement placement = ARandomPlacement(round % 9, 1 + round % 5, random);
    for (MatchRun::Objective objective : kAll) each(Proved(objective, placement));
    each(Proved(MatchRun::FAIREST, placement, 0));
    each(ProvedPeers(round % 11, round % 2 == 0 ? 3 : 1000, round % 4 < 2, random));
  }
}

using Numbers = google::protobuf::RepeatedField<std::int64_t>;

// Expects a refusal of the run with each number of a list one less and one more, where `counts` says that the number counts.
void ExpectEachCounts(const MatchRunPart& run, Numbers* (*list)(MatchRunPart&), const std::function<bool(int)>& counts) {
  MatchRunPart tampered = run;
  Numbers& numbers = *list(tampered);
  for (int i = 0; i < numbers.size(); ++i) {
    if (!counts(i)) continue;
    for (int change : {-1, 1}) {
      numbers[i] += change;
      ExpectRefuted(tampered);
      numbers[i] -= change;
    }
  }
}

int SeatsLeft(const MatchRunPart& run, int mentor) {
  return run.mentors(mentor).seats() - static_cast<int>(std::count(run.pinned_mentors().begin(), run.pinned_mentors().end(), mentor));
}

bool IsMade(const MatchRunPart& run, int mentee, int mentor) {
  for (int k = 0; k < run.made_mentees_size(); ++k) {
    int a = run.made_mentees(k), b = run.made_mentors(k);
    if ((a == mentee && b == mentor) || (run.peers() && a == mentor && b == mentee)) return true;
  }
  return false;
}

bool IsPinned(const MatchRunPart& run, int mentee) {
  return std::count(run.pinned_mentees().begin(), run.pinned_mentees().end(), mentee) > 0 ||
         (run.peers() && std::count(run.pinned_mentors().begin(), run.pinned_mentors().end(), mentee) > 0);
}

TEST(ACertificate, OfEveryObjectiveHolds) { EachRun(ExpectHolds); }

TEST(ACertificate, DoesNotHoldWithAPriceThatIsChanged) {
  EachRun([](const MatchRunPart& run) {
    auto always = [](int) { return true; };
    ExpectEachCounts(
        run, [](MatchRunPart& r) { return r.mutable_certificate()->mutable_mentee_prices(); }, always);
    ExpectEachCounts(
        run, [](MatchRunPart& r) { return r.mutable_certificate()->mutable_person_prices(); }, always);
    ExpectEachCounts(
        run, [](MatchRunPart& r) { return r.mutable_certificate()->mutable_seat_prices(); }, [&](int j) { return SeatsLeft(run, j) > 0; });
    for (int s = 0; s < run.certificate().odd_sets_size(); ++s) {
      MatchRunPart tampered = run;
      tampered.mutable_certificate()->mutable_odd_sets(s)->set_price(run.certificate().odd_sets(s).price() - 1);
      ExpectRefuted(tampered);
      tampered.mutable_certificate()->mutable_odd_sets(s)->mutable_people()->RemoveLast();
      ExpectRefuted(tampered, "people");
    }
  });
}

TEST(ACertificate, DoesNotHoldWithAPairThatIsTakenOutOrIsSomebodyElses) {
  EachRun([](const MatchRunPart& run) {
    for (int k = 0; k < run.made_mentees_size(); ++k) {
      // A pair of the score 0 adds nothing to the highest score.
      auto points = [&] {
        for (int c = 0; c < run.candidate_scores_size(); ++c) {
          MatchRunPart one;
          one.set_peers(run.peers());
          one.add_made_mentees(run.made_mentees(k));
          one.add_made_mentors(run.made_mentors(k));
          if (IsMade(one, run.candidate_mentees(c), run.candidate_mentors(c))) return run.candidate_scores(c);
        }
        return std::int64_t{0};
      };
      MatchRunPart tampered = run;
      tampered.mutable_made_mentees()->SwapElements(k, run.made_mentees_size() - 1);
      tampered.mutable_made_mentors()->SwapElements(k, run.made_mentees_size() - 1);
      tampered.mutable_made_mentees()->RemoveLast();
      tampered.mutable_made_mentors()->RemoveLast();
      if (run.objective() != MatchRun::HIGHEST_SCORE || points() > 0) ExpectRefuted(tampered);
      for (int stranger : {-1, run.mentees_size(), std::numeric_limits<int>::max()}) {
        tampered = run;
        tampered.set_made_mentees(k, stranger);
        ExpectRefuted(tampered, "no such pair");
        tampered = run;
        tampered.set_made_mentors(k, stranger == run.mentees_size() ? stranger + 1000 : stranger);
        ExpectRefuted(tampered);
      }
      tampered = run;
      tampered.add_made_mentees(run.made_mentees(k));
      tampered.add_made_mentors(run.made_mentors(k));
      ExpectRefuted(tampered, "two pairs");
    }
  });
}

TEST(ACertificate, DoesNotHoldWithTheScoreOfAPairMadeChanged) {
  EachRun([](const MatchRunPart& run) {
    if (run.objective() == MatchRun::STABLE || run.objective() == MatchRun::FAIREST) return;  // orders of scores, which this may leave
    ExpectEachCounts(
        run, [](MatchRunPart& r) { return r.mutable_candidate_scores(); },
        [&](int c) {
          int mentee = run.candidate_mentees(c);
          return IsMade(run, mentee, run.candidate_mentors(c)) && !IsPinned(run, mentee);
        });
  });
}

TEST(ACertificate, OfTheFairestDoesNotHoldWithAHigherLowestScore) {
  EachRun([](const MatchRunPart& run) {
    if (run.objective() != MatchRun::FAIREST || run.certificate().lowest_score() == 0) return;
    MatchRunPart tampered = run;
    for (int c = 0; c < run.candidate_scores_size(); ++c) {
      bool lowest = run.candidate_scores(c) == run.certificate().lowest_score();
      bool lies = lowest && IsMade(run, run.candidate_mentees(c), run.candidate_mentors(c)) && !IsPinned(run, run.candidate_mentees(c));
      if (lies) tampered.set_candidate_scores(c, run.candidate_scores(c) + 1);
    }
    ExpectRefuted(tampered, "lowest score");
    tampered = run;
    tampered.mutable_certificate()->set_lowest_score(run.certificate().lowest_score() + 1);
    ExpectRefuted(tampered, "lowest score");
  });
}

TEST(ACertificate, OfStabilityDoesNotHoldWhenSomebodyWouldRatherHaveAnother) {
  EachRun([](const MatchRunPart& run) {
    if (run.objective() != MatchRun::STABLE) return;
    MatchRunPart tampered = run;
    tampered.mutable_certificate()->set_blocking_pairs(1);
    ExpectRefuted(tampered, "blocking pairs");
    for (int c = 0; c < run.candidate_scores_size(); ++c) {
      int mentee = run.candidate_mentees(c), mentor = run.candidate_mentors(c);
      if (IsMade(run, mentee, mentor) || IsPinned(run, mentee) || SeatsLeft(run, mentor) == 0) continue;
      tampered = run;
      tampered.set_candidate_scores(c, kMostPoints);
      ExpectRefuted(tampered, absl::StrCat("mentee ", mentee, " and mentor ", mentor, " would rather"));
    }
  });
}

TEST(ACertificate, DoesNotHoldWithASeatLessThanIsTaken) {
  EachRun([](const MatchRunPart& run) {
    for (int j = 0; j < run.mentors_size(); ++j) {
      MatchRunPart tampered = run;
      int taken = static_cast<int>(std::count(run.made_mentors().begin(), run.made_mentors().end(), j));
      tampered.mutable_mentors(j)->set_seats(taken - 1);
      ExpectRefuted(tampered, absl::StrCat("mentor ", j));
      if (taken == 0) continue;
      tampered.mutable_mentors(j)->set_seats(taken);
      tampered.mutable_mentors(j)->set_least(taken + 1);
      ExpectRefuted(tampered, absl::StrCat("mentor ", j, " takes"));
    }
  });
}

TEST(ACertificate, DoesNotHoldWithAMemberOfAHallSetThatIsMissingOrIsNobody) {
  EachRun([](const MatchRunPart& run) {
    using Set = google::protobuf::RepeatedField<int>;
    for (Set* (*list)(MatchRunPart&) : {+[](MatchRunPart& r) { return r.mutable_certificate()->mutable_hall_mentees(); },
                                        +[](MatchRunPart& r) { return r.mutable_certificate()->mutable_threshold_hall_mentees(); }}) {
      MatchRunPart tampered = run;
      Set& set = *list(tampered);
      const Set whole = set;
      for (int i = 0; i < whole.size(); ++i) {
        set.erase(set.begin() + i);
        ExpectRefuted(tampered, "Hall set");
        set = whole;
        for (int number : {-1, run.mentees_size(), whole[i] - whole.size() - run.mentees_size()}) {
          set[i] = number;
          ExpectRefuted(tampered, "Hall set");
        }
        set = whole;
        set.Add(whole[i]);
        ExpectRefuted(tampered, "Hall set");
        set = whole;
      }
    }
  });
}

TEST(ACertificate, DoesNotHoldWithAPinThatIsNotKept) {
  EachRun([](const MatchRunPart& run) {
    for (int c = 0; c < run.candidate_scores_size(); ++c) {
      MatchRunPart tampered = run;
      tampered.add_pinned_mentees(run.candidate_mentees(c));
      tampered.add_pinned_mentors(run.candidate_mentors(c));
      if (!IsMade(run, run.candidate_mentees(c), run.candidate_mentors(c))) ExpectRefuted(tampered, "pinned and not matched");
      tampered.add_pinned_mentees(run.candidate_mentees(c));
      tampered.add_pinned_mentors(run.candidate_mentors(c));
      ExpectRefuted(tampered, "pinned");
    }
  });
}

TEST(ACertificate, IsRefusedWhateverIsBrokenInIt) {
  Placement placement;
  placement.mentees = 3;
  placement.seats = {1, 1};
  placement.options = {{0, 0, 5}, {0, 1, 4}, {1, 0, 3}, {2, 1, kMostPoints}};
  const MatchRunPart fine = Proved(MatchRun::HIGHEST_PARTICIPATION, placement);
  ExpectHolds(fine);
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  auto with = [&](const std::string& why, const std::function<void(MatchRunPart&)>& change) {
    MatchRunPart tampered = fine;
    change(tampered);
    ExpectRefuted(tampered, why);
  };
  with("objective", [](MatchRunPart& run) { run.clear_objective(); });
  with("objective", [](MatchRunPart& run) { run.set_objective(static_cast<MatchRun::Objective>(77)); });
  with("peers have no mentors", [](MatchRunPart& run) { run.set_peers(true); });
  with("differ in length", [](MatchRunPart& run) { run.add_candidate_mentees(0); });
  with("differ in length", [](MatchRunPart& run) { run.add_made_mentees(0); });
  with("differ in length", [](MatchRunPart& run) { run.add_pinned_mentors(0); });
  with("mentee 3 is there twice", [](MatchRunPart& run) { run.add_mentees(run.mentees(0)); });
  with("mentee 0 and mentor 0 are candidates twice",
       [](MatchRunPart& run) { run.add_candidate_mentees(0), run.add_candidate_mentors(0), run.add_candidate_scores(1); });
  with("is -1, not", [](MatchRunPart& run) { run.set_candidate_scores(0, -1); });
  with("the score of mentee 0 and mentor 0", [](MatchRunPart& run) { run.set_candidate_scores(0, kMost); });
  with("no such pair", [](MatchRunPart& run) { run.set_candidate_mentees(0, 3); });
  with("no such pair", [](MatchRunPart& run) { run.set_candidate_mentors(0, -7); });
  with("bonus", [](MatchRunPart& run) { run.mutable_certificate()->set_bonus(-kMost); });
  with("bonus", [](MatchRunPart& run) { run.mutable_certificate()->set_bonus(kMostPoints + 5); });
  with("bonus", [](MatchRunPart& run) { run.set_objective(MatchRun::HIGHEST_SCORE); });
  with("sum to", [](MatchRunPart& run) { run.mutable_certificate()->set_bonus(kMost); });
  with("sum to", [](MatchRunPart& run) {
    for (auto& price : *run.mutable_certificate()->mutable_mentee_prices()) price = kMost;
    for (auto& price : *run.mutable_certificate()->mutable_seat_prices()) price = kMost;
    for (auto& mentor : *run.mutable_mentors()) mentor.set_seats(std::numeric_limits<int>::max());
    run.mutable_certificate()->clear_hall_mentees();
    run.add_candidate_mentees(1), run.add_candidate_mentors(1), run.add_candidate_scores(1);
    run.add_made_mentees(1), run.add_made_mentors(1);
  });
  with("prices for 3 mentees", [](MatchRunPart& run) { run.mutable_certificate()->add_mentee_prices(0); });
  with("prices for 2 mentors", [](MatchRunPart& run) { run.mutable_certificate()->clear_seat_prices(); });
  ExpectRefuted(MatchRunPart(), "objective");
  MatchRunPart nobody;
  nobody.set_objective(MatchRun::FAIREST);
  ExpectHolds(nobody);
}

TEST(AHallSet, IsOfThoseWhoWantTheSameSeats) {
  Placement placement;
  placement.mentees = 5;
  placement.seats = {1, 1, 2};
  placement.options = {{0, 0, 9}, {1, 0, 8}, {2, 1, 7}, {3, 2, 6}, {4, 2, 5}, {2, 2, 4}};
  Undecided left = UndecidedOf(placement);
  EXPECT_THAT(HallSet(left, {-1, -1, -1, -1, -1}), testing::ElementsAre(0, 1));
  EXPECT_THAT(HallSet(left, {0, -1, 1, 2, 2}), testing::ElementsAre(0, 1));
  EXPECT_THAT(HallSet(left, {0, -1, 1, 2, 2}, 7), testing::ElementsAre(0, 1, 2, 3, 4)) << "above 7 only two have candidates";
  EXPECT_THAT(HallSet(left, {0, -1, 1, 2, 2}, 7, 2), testing::ElementsAre(0, 1, 2));
}

}  // namespace
}  // namespace gilde::matching::domain
