// Rosters, and what is recommended from them, against ranking everybody one by one.
#include "services/matching/domain/roster.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/pool.h"
#include "services/matching/domain/recommend.h"
#include "services/matching/domain/score.h"
#include "services/matching/domain/search.h"
#include "tests/matching/domain/people.h"
#include "tests/matching/domain/random_program.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Program;
using gilde::matching::v1::RecommendMentorsResponse;
using gilde::profile::v1::Profile;

constexpr size_t kMost = 5;

// By trying every rule and scoring everybody.
RecommendMentorsResponse RankedOneByOne(const RandomProgram& all, const Seeker& seeker, int mentees) {
  const Profile* manager = seeker.manager == nullptr ? nullptr : &seeker.manager->profile;
  Constraint constraint = ConstraintOf(all.program.match_policy());
  PolicyInUse policy(all.program.match_policy());
  struct Ranked {
    bool held_back;
    std::int64_t less_points;
    std::string name;
    bool operator<(const Ranked& b) const { return std::tie(held_back, less_points, name) < std::tie(b.held_back, b.less_points, b.name); }
  };
  std::vector<Ranked> ranked;
  for (const Offered& one : all.offered) {
    const std::string& name = one.mentor->profile.name();
    Past past = PastWith(seeker.mentorships, name);
    Candidacy candidacy{*seeker.mentee, *one.mentor, manager, all.program, one.enrolled(), past, &constraint, &seeker.enrollment};
    if (!ForbiddenBy(candidacy, kMonday, Readers::kMembers, false).empty()) continue;
    int capacity = one.enrollment.capacity(), free = std::max(0, capacity - one.enrollment.seats_taken());
    bool in_turn = seeker.enrollment.priority() > 0 ||
                   InTurn(seeker.mentee->profile.name(), name, free, all.program.match_policy().exposure_factor(), mentees, kMonday);
    ranked.push_back({!in_turn, -ScoreOf({*seeker.mentee, *one.mentor, free, capacity}, policy, all.likeness, kMonday).points, name});
  }
  auto by_score = [](const Ranked& a, const Ranked& b) { return std::tie(a.less_points, a.name) < std::tie(b.less_points, b.name); };
  std::sort(ranked.begin(), ranked.end(), by_score);
  RecommendMentorsResponse response;
  if (ranked.size() < kMost) response.set_forbidden_count(static_cast<int>(all.offered.size() - ranked.size()));
  for (size_t i = 0; i < std::min(ranked.size(), kMost); ++i) {
    if (ranked[i].held_back) response.add_held_back(ranked[i].name);
  }
  std::sort(ranked.begin(), ranked.end());
  for (size_t i = 0; i < std::min(ranked.size(), kMost); ++i) {
    auto& recommendation = *response.add_recommendations();
    recommendation.set_mentor(ranked[i].name);
    recommendation.set_score(-ranked[i].less_points);
  }
  return response;
}

Asked AskedBy(const Seeker& seeker, const Program& program) {
  const Profile* manager = seeker.manager == nullptr ? nullptr : &seeker.manager->profile;
  return {*seeker.mentee, manager, program, 12, kMost, false, &seeker.enrollment, &seeker.mentorships};
}

// Without what the ranking one by one does not say.
std::string Bare(RecommendMentorsResponse response) {
  for (auto& one : *response.mutable_recommendations()) {
    one.clear_parts();
    one.clear_rank();
    one.clear_free_seats();
  }
  return response.DebugString();
}

TEST(Recommended, AreTheSameAsIfEverybodyWereRankedOneByOne) {
  for (unsigned round = 0; round < 60; ++round) {
    Program::Kind kind = round % 2 == 0 ? Program::FORMAL : Program::REVERSE;
    RandomProgram all = Draw(round).AProgramOf(kind, 8, 50);
    all.program.mutable_match_policy()->set_exposure_factor(2);
    Pool pool(all.program, all.offered, all.likeness, kMonday);
    Search search(pool);
    for (const Seeker& seeker : all.seekers) {
      std::string answer = Bare(Recommend(AskedBy(seeker, all.program), {{search}}, all.offered.size()));
      EXPECT_EQ(answer, RankedOneByOne(all, seeker, 12).DebugString()) << "round " << round;
    }
  }
}

TEST(Recommended, AreTheSameFromARosterWhoseMentorsCameWentAndChangedSinceItWasMade) {
  for (unsigned round = 0; round < 60; ++round) {
    RandomProgram all = Draw(round).AProgramOf(Program::FORMAL, 8, 50);
    all.program.mutable_match_policy()->set_exposure_factor(2);
    std::vector<Offered> before, now;
    std::set<std::string> changed;
    for (size_t i = 0; i < all.offered.size(); ++i) {
      Offered was = all.offered[i];
      const std::string& name = was.mentor->profile.name();
      bool came = i % 11 == 3, went = i % 11 == 5, other = i % 11 == 7;
      if (came || went || other) changed.insert(name);
      if (other) {
        Person person = *all.offered[(i + 1) % all.offered.size()].mentor;
        person.profile.set_name(name);
        was.mentor = std::make_shared<const Person>(std::move(person));
        was.enrollment.set_seats_taken(was.enrollment.capacity() - 1);
      }
      if (!came) before.push_back(was);
      if (!went) now.push_back(all.offered[i]);
    }
    std::vector<Offered> recent;
    for (const Offered& one : now) {
      if (changed.count(one.mentor->profile.name()) > 0) recent.push_back(one);
    }
    auto likeness = std::make_shared<const SkillLikeness>(all.likeness);
    Roster roster(Roster(all.program, before, likeness, kMonday), changed, recent);
    all.offered = now;
    // Twice, since a search keeps what it found out.
    for (int time = 0; time < 2; ++time) {
      for (const Seeker& seeker : all.seekers) {
        EXPECT_EQ(Bare(roster.Recommend(AskedBy(seeker, all.program))), RankedOneByOne(all, seeker, 12).DebugString()) << "round " << round;
      }
    }
  }
}

TEST(ARoster, IsOutgrownWhenSoManyChangedThatTheyTakeTheirTime) {
  RandomProgram all = Draw(1).AProgramOf(Program::FORMAL, 1, 50);
  auto likeness = std::make_shared<const SkillLikeness>(all.likeness);
  Roster roster(all.program, all.offered, likeness, kMonday);
  EXPECT_FALSE(roster.IsOutgrown());
  std::set<std::string> changed;
  for (int i = 0; i < 7; ++i) changed.insert(all.offered[static_cast<size_t>(i)].mentor->profile.name());
  EXPECT_FALSE(Roster(roster, changed, {}).IsOutgrown());
  changed.insert(all.offered[7].mentor->profile.name());
  EXPECT_TRUE(Roster(roster, changed, {}).IsOutgrown());
}

}  // namespace
}  // namespace gilde::matching::domain
