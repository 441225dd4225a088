// What takes long ends soon when nobody wants it any more, whenever that is, and with the refusal of whoever said so.
#include "services/matching/domain/going_on.h"

#include <gmock/gmock.h>

#include <atomic>
#include <functional>
#include <random>

#include "common/base/errors.h"
#include "services/matching/domain/fit.h"
#include "services/matching/domain/match_run.h"
#include "tests/bench/match_graph.h"
#include "tests/matching/domain/runs.h"

namespace gilde::matching::domain {
namespace {

using v1::MatchRun;
using v1::MatchRunPart;

using StillWanted = absl::FunctionRef<absl::Status()>;

// Says yes so many times. Thread-safe.
class Waiting {
 public:
  explicit Waiting(int times) : times_(times) {}
  absl::Status operator()() const {
    if (++asked_ <= times_) return absl::OkStatus();
    ++refused_;
    return base::Refusal(absl::StatusCode::kCancelled, "OPERATION_CANCELLED", "nobody waits any more");
  }
  int asked() const { return asked_; }
  int refused() const { return refused_; }

 private:
  int times_;
  mutable std::atomic<int> asked_ = 0, refused_ = 0;
};

// The work asks a few times at least; refused at any of these it ends with that, and asks no more than `others` that ask at the same time.
void ExpectToEndWhenRefused(const std::function<absl::Status(StillWanted)>& work, int least, int others = 0) {
  Waiting patient(1'000'000'000);
  ASSERT_TRUE(work(patient).ok());
  EXPECT_GE(patient.asked(), least);
  for (int times = 0; times < patient.asked() - others; times += 1 + patient.asked() / 20) {
    Waiting waiting(times);
    absl::Status ended = work(waiting);
    EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled) << times << " of " << patient.asked();
    EXPECT_EQ(base::ReasonOf(ended), "OPERATION_CANCELLED");
    EXPECT_LE(waiting.refused(), 1 + others) << "no is no";
  }
}

MatchRunPart Unsolved(MatchRun::Objective objective, const Placement& placement, const std::vector<int>& least = {}) {
  return RunOf(objective, placement, {std::vector<int>(static_cast<size_t>(placement.mentees), -1), 0, 0}, least);
}

MatchRunPart SomePeers(int people) {
  MatchRunPart part;
  part.set_objective(MatchRun::HIGHEST_SCORE);
  part.set_peers(true);
  std::mt19937 random(3);
  for (int i = 0; i < people; ++i) {
    part.add_mentees(absl::StrCat("peer", i));
    for (int j = i + 1; j < people; ++j) {
      part.add_candidate_mentees(i);
      part.add_candidate_mentors(j);
      part.add_candidate_scores(static_cast<std::int64_t>(random() % kMostPoints));
    }
  }
  return part;
}

TEST(GoingOn, KeepsTheFirstRefusalAndAsksNobodyAfterIt) {
  Waiting waiting(2);
  GoingOn going_on(waiting);
  EXPECT_TRUE(going_on());
  EXPECT_TRUE(going_on());
  EXPECT_TRUE(going_on.status().ok());
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(going_on());
  EXPECT_EQ(waiting.asked(), 3);
  EXPECT_EQ(going_on.status().code(), absl::StatusCode::kCancelled);
}

TEST(NotWantedAnyMore, AMatchRunOfEachObjectiveEnds) {
  // Too few seats, and enough.
  for (int mentors : {40, 200}) {
    Placement placement = bench::SomeOrganization(400, mentors, 12, 5);
    for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::FAIREST}) {
      MatchRunPart run = Unsolved(objective, placement);
      ExpectToEndWhenRefused([&](StillWanted wanted) { return SolveRun(run, wanted).status(); }, 20);
    }
    MatchRunPart run = Unsolved(MatchRun::STABLE, placement);
    ExpectToEndWhenRefused([&](StillWanted wanted) { return SolveRun(run, wanted).status(); }, 2);
  }
}

TEST(NotWantedAnyMore, AMatchRunInGroupsEnds) {
  Placement placement = bench::SomeOrganization(60, 12, 8, 5);
  placement.seats.assign(placement.seats.size(), 6);
  std::vector<int> least(placement.seats.size(), 4);
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
    MatchRunPart run = Unsolved(objective, placement, least);
    ExpectToEndWhenRefused([&](StillWanted wanted) { return SolveRun(run, wanted).status(); }, 3);
  }
}

TEST(NotWantedAnyMore, AMatchRunOfPeersEnds) {
  MatchRunPart run = SomePeers(120);
  ExpectToEndWhenRefused([&](StillWanted wanted) { return SolveRun(run, wanted).status(); }, 3);
}

TEST(NotWantedAnyMore, TheChoiceOfPairsThatStayTogetherEnds) {
  Placement placement = bench::SomeOrganization(200, 60, 10, 5);
  MatchRunPart run = Unsolved(MatchRun::HIGHEST_SCORE, placement);
  SolvedRun stable = *SolveRun(Unsolved(MatchRun::STABLE, placement));
  std::vector<std::pair<int, int>> before;
  before.reserve(static_cast<size_t>(stable.whole.made_mentees_size()));
  for (int k = 0; k < stable.whole.made_mentees_size(); ++k) {
    before.emplace_back(stable.whole.made_mentees(k), stable.whole.made_mentors(k));
  }
  ExpectToEndWhenRefused([&](StillWanted wanted) { return Kept(run, before, 1, wanted).status(); }, 20);
  MatchRunPart peers = SomePeers(60);
  ExpectToEndWhenRefused([&](StillWanted wanted) { return Kept(peers, {{0, 1}, {2, 3}, {4, 5}}, 0, wanted).status(); }, 1);
}

TEST(NotWantedAnyMore, ThePolicyThatIsLearnedIsNone) {
  std::mt19937 random(7);
  Known law, art;
  law.Put("seeks", std::vector<std::string>{"law"});
  art.Put("seeks", std::vector<std::string>{"art"});
  std::vector<Decision> decisions;
  for (int i = 0; i < 2000; ++i) {
    bool likely = random() % 2 == 0;
    decisions.push_back({absl::StrCat("mentee", i % 100), likely ? &law : &art, &law, random() % 10 < (likely ? 8 : 2)});
  }
  auto fit = [&](StillWanted wanted) { return FitPolicy(decisions, {{"seeks"}, {"seeks"}, {}, {}}, "", wanted).status(); };
  // Four at a time learn.
  ExpectToEndWhenRefused(fit, 600, 3);
}

}  // namespace
}  // namespace gilde::matching::domain
