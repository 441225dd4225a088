// Candidates: the same as if everybody were scored, without scoring everybody.
#include "services/matching/domain/candidates.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/search.h"
#include "tests/matching/domain/random_program.h"

namespace gilde::matching::domain {

bool operator==(const Option& a, const Option& b) { return a.mentee == b.mentee && a.mentor == b.mentor && a.score == b.score; }

namespace {

using gilde::matching::v1::Program;
using testing::IsEmpty;

constexpr Program::Kind kKinds[] = {Program::FORMAL, Program::INFORMAL, Program::PEER, Program::REVERSE, Program::GROUP};

absl::Status Wanted(double) { return absl::OkStatus(); }

std::vector<Option> GraphOf(const RandomProgram& all, size_t most, int threads = 1) {
  return *CandidateGraph(all.program, all.seekers, all.offered, all.likeness, kMonday, most, threads, Wanted);
}

bool IsAllowed(const RandomProgram& all, const Constraint& constraint, const Seeker& seeker, const Offered& one) {
  const auto* manager = seeker.manager == nullptr ? nullptr : &seeker.manager->profile;
  Past past = PastWith(seeker.mentorships, one.mentor->profile.name());
  Candidacy candidacy{*seeker.mentee, *one.mentor, manager, all.program, one.enrolled(), past, &constraint, &seeker.enrollment};
  return ForbiddenBy(candidacy, kMonday, Readers::kMembers, false).empty();
}

// By trying every rule and scoring everybody.
std::vector<Option> BestOf(const RandomProgram& all, int mentee, size_t most) {
  const Seeker& seeker = all.seekers[mentee];
  Constraint constraint = ConstraintOf(all.program.match_policy());
  PolicyInUse policy(all.program.match_policy());
  std::vector<std::pair<std::pair<std::int64_t, std::string>, Option>> ranked;
  for (int i = 0; i < static_cast<int>(all.offered.size()); ++i) {
    const Offered& one = all.offered[i];
    if (!IsAllowed(all, constraint, seeker, one)) continue;
    int capacity = one.enrollment.capacity(), free = std::max(0, capacity - one.enrollment.seats_taken());
    std::int64_t points = ScoreOf({*seeker.mentee, *one.mentor, free, capacity}, policy, all.likeness, kMonday).points;
    ranked.push_back({{-points, one.mentor->profile.name()}, {mentee, i, points}});
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (most > 0 && ranked.size() > most) ranked.resize(most);
  std::vector<Option> best;
  for (const auto& one : ranked) best.push_back(one.second);
  std::sort(best.begin(), best.end(), [](const Option& a, const Option& b) { return a.mentor < b.mentor; });
  return best;
}

TEST(Candidates, AreTheSameAsIfEverybodyWereScored) {
  int queries = 0, found = 0;
  for (int round = 0; round < 300; ++round) {
    Draw draw(round);
    RandomProgram all = draw.AProgramOf(kKinds[round % 5], 12, round % 20 == 0 ? 300 : 1 + draw.Below(80));
    size_t most = std::vector<size_t>{1, 3, 10, 50, 0}[round % 4 + (round % 11 == 0 ? 1 : 0)];
    std::vector<Option> brute;
    for (int i = 0; i < static_cast<int>(all.seekers.size()); ++i, ++queries) {
      for (const Option& one : BestOf(all, i, most)) brute.push_back(one);
    }
    ASSERT_EQ(GraphOf(all, most), brute) << "round " << round << ", " << all.program.ShortDebugString();
    found += static_cast<int>(brute.size());
  }
  EXPECT_GT(queries, 3000);
  EXPECT_GT(found, 10'000) << "not everything was forbidden";
}

TEST(Candidates, OfAMillionNoneBreaksARule) {
  int recommended = 0, broken = 0;
  for (unsigned round = 0; recommended < 1'000'000; ++round) {
    RandomProgram all = Draw(round).AProgramOf(kKinds[round % 5], 500, 500);
    Constraint constraint = ConstraintOf(all.program.match_policy());
    for (const Option& one : GraphOf(all, 100)) {
      ++recommended;
      broken += IsAllowed(all, constraint, all.seekers[one.mentee], all.offered[one.mentor]) ? 0 : 1;
    }
  }
  EXPECT_EQ(broken, 0);
}

TEST(Candidates, AreTheSameOnAnyNumberOfThreads) {
  for (unsigned round = 0; round < 5; ++round) {
    RandomProgram all = Draw(round).AProgramOf(kKinds[round], 400, 150);
    std::vector<Option> one = GraphOf(all, 7);
    EXPECT_EQ(GraphOf(all, 7, 2), one);
    EXPECT_EQ(GraphOf(all, 7, 5), one);
  }
}

TEST(Candidates, ScalingAllWeightsChangesNothing) {
  for (unsigned round = 0; round < 50; ++round) {
    RandomProgram all = Draw(round).AProgramOf(kKinds[round % 5], 20, 100);
    auto& preferences = *all.program.mutable_match_policy()->mutable_preferences();
    for (auto& preference : preferences) preference.set_weight(preference.weight() % 100);
    std::vector<Option> before = GraphOf(all, 10);
    for (auto& preference : preferences) preference.set_weight(preference.weight() * 7);
    EXPECT_EQ(GraphOf(all, 10), before) << "round " << round;
  }
}

TEST(Candidates, AnotherMentorNeverLowersTheBestScore) {
  auto best = [](const RandomProgram& all) {
    std::vector<std::int64_t> scores(all.seekers.size());
    for (const Option& one : GraphOf(all, 1)) scores[one.mentee] = one.score;
    return scores;
  };
  for (unsigned round = 0; round < 20; ++round) {
    Draw draw(round);
    RandomProgram all = draw.AProgramOf(kKinds[round % 5], 30, 40);
    std::vector<Offered> others = std::exchange(all.offered, {});
    std::vector<std::int64_t> before(all.seekers.size());
    for (Offered& other : others) {
      all.offered.push_back(std::move(other));
      std::vector<std::int64_t> after = best(all);
      for (size_t i = 0; i < after.size(); ++i) EXPECT_GE(after[i], before[i]);
      before = std::move(after);
    }
  }
}

TEST(Candidates, NobodyIsTheirOwn) {
  RandomProgram all = Draw(1).AProgramOf(Program::PEER, 100, 100);
  std::vector<Option> graph = GraphOf(all, 0);
  EXPECT_FALSE(graph.empty());
  for (const Option& one : graph) EXPECT_NE(all.seekers[one.mentee].mentee, all.offered[one.mentor].mentor);
}

TEST(Candidates, AreNoneWithoutMentorsOrMentees) {
  RandomProgram all = Draw(1).AProgramOf(Program::FORMAL, 10, 10);
  std::vector<Offered> offered = std::exchange(all.offered, {});
  EXPECT_THAT(GraphOf(all, 5), IsEmpty());
  all.offered = std::move(offered);
  all.seekers.clear();
  EXPECT_THAT(GraphOf(all, 5), IsEmpty());
}

TEST(Candidates, AreSoughtNoLongerThanTheyAreWanted) {
  RandomProgram all = Draw(1).AProgramOf(Program::FORMAL, 1000, 20);
  std::vector<double> told;
  auto wanted = [&](double done) {
    told.push_back(done);
    return told.size() < 4 ? absl::OkStatus() : absl::CancelledError("enough");
  };
  for (int threads : {1, 3}) {
    told.clear();
    auto graph = CandidateGraph(all.program, all.seekers, all.offered, all.likeness, kMonday, 5, threads, wanted);
    // Others may have done all that there was before the caller could ask so often.
    EXPECT_EQ(absl::IsCancelled(graph.status()), told.size() == 4) << graph.status();
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
    EXPECT_GE(told.front(), 0);
    EXPECT_LT(told.back(), 1);
  }
}

TEST(Candidates, FewAreScoredWhereFewCanBeAmongTheBest) {
  Program program = RunningProgram();
  *program.mutable_match_policy() = Weighing({{v1::SKILLS, 3}, {v1::SENIORITY_GAP, 1}});
  Person mentee = APerson("ada", [](auto& profile) {
    Speak(profile, "en", 5);
    Seek(profile, "kafka", 0, 5);
  });
  std::vector<Offered> offered;
  for (int i = 0; i < 5000; ++i) {
    auto mentor = std::make_shared<const Person>(AMentor(absl::StrCat("m", i), [&](auto& profile) {
      Offer(profile, i % 10 == 0 ? "kafka" : "sql", 1 + i % 7 % 5);
      profile.set_seniority_level(i / 10 % 10);
    }));
    offered.push_back({mentor, AnEnrollment(absl::StrCat("m", i), v1::Enrollment::MENTOR), {}});
  }
  SkillLikeness likeness;
  Pool pool(program, offered, likeness, kMonday);
  Search search(pool);
  std::vector<Candidate> best = search.Best({mentee}, 10);
  ASSERT_EQ(best.size(), 10u);
  EXPECT_EQ(best.front().points, kMostPoints);
  EXPECT_LT(search.scored(), 500u) << "those who offer it, at most";
}

}  // namespace
}  // namespace gilde::matching::domain
