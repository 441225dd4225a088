#include "services/matching/domain/recommend.h"

#include <algorithm>
#include <cstdint>

#include "services/matching/domain/constraint.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/score.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Recommendation;
using gilde::matching::v1::RecommendMentorsResponse;

namespace {

struct Ranked {
  const Offered* offered;
  std::int64_t points;
  bool in_turn;
};

// FNV-1a, 64 bit (Fowler, Noll, Vo): the same on every machine.
std::uint64_t Hash(std::string_view text, std::uint64_t hash) {
  for (unsigned char c : text) hash = (hash ^ c) * 1099511628211ull;
  return hash;
}

int FreeSeats(const v1::Enrollment& enrollment) { return std::max(0, enrollment.capacity() - enrollment.seats_taken()); }

Pair PairOf(const Person& mentee, const Offered& offered) {
  return {mentee, *offered.mentor, FreeSeats(offered.enrollment), offered.enrollment.capacity()};
}

}  // namespace

bool InTurn(std::string_view mentee, std::string_view mentor, int free_seats, int exposure_factor, int mentees) {
  std::int64_t room = std::int64_t{free_seats} * exposure_factor;
  if (room >= mentees) return true;
  std::uint64_t turn = Hash(mentor, Hash("\n", Hash(mentee, 14695981039346656037ull))) % static_cast<std::uint64_t>(mentees);
  return turn < static_cast<std::uint64_t>(room);
}

RecommendMentorsResponse Recommend(const Asked& asked, const std::vector<Offered>& offered, const SkillLikeness& likeness, absl::Time now) {
  RecommendMentorsResponse response;
  const v1::MatchPolicy& policy = asked.program.match_policy();
  Constraint constraint = ConstraintOf(policy);
  bool first_in_line = asked.enrollment != nullptr && asked.enrollment->priority() > 0;
  std::vector<Ranked> ranked;
  for (const Offered& one : offered) {
    Candidacy candidacy{asked.mentee, *one.mentor, asked.manager, asked.program, one.enrolled(), one.past, &constraint, asked.enrollment};
    if (!ForbiddenBy(candidacy, now, false).empty()) {
      response.set_forbidden_count(response.forbidden_count() + 1);
      continue;
    }
    bool in_turn = first_in_line || InTurn(asked.mentee.profile.name(), one.mentor->profile.name(), FreeSeats(one.enrollment),
                                           policy.exposure_factor(), asked.mentees);
    ranked.push_back({&one, ScoreOf(PairOf(asked.mentee, one), policy, likeness, now).points, in_turn});
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    if (a.in_turn != b.in_turn) return a.in_turn;
    if (a.points != b.points) return a.points > b.points;
    return a.offered->mentor->profile.name() < b.offered->mentor->profile.name();
  });
  for (size_t i = 0; i < ranked.size() && i < asked.most; ++i) {
    const Offered& one = *ranked[i].offered;
    Score score = ExplainedScoreOf(PairOf(asked.mentee, one), policy, likeness, now, asked.dutch);
    Recommendation& recommendation = *response.add_recommendations();
    recommendation.set_mentor(one.mentor->profile.name());
    recommendation.set_rank(static_cast<int>(i) + 1);
    recommendation.set_score(score.points);
    recommendation.mutable_parts()->Assign(score.parts.begin(), score.parts.end());
    recommendation.set_free_seats(FreeSeats(one.enrollment));
  }
  for (const Ranked& one : ranked) {
    if (!one.in_turn) response.add_held_back(one.offered->mentor->profile.name());
  }
  return response;
}

}  // namespace gilde::matching::domain
