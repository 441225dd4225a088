#include "services/matching/domain/recommend.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "services/matching/domain/constraint.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/score.h"
#include "services/matching/domain/search.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Recommendation;
using gilde::matching::v1::RecommendMenteesResponse;
using gilde::matching::v1::RecommendMentorsResponse;
using gilde::matching::v1::SimulateMatchPolicyResponse;

namespace {

// Whose turn it is to be seen by one mentee on one day.
class Turns {
 public:
  Turns(std::string_view mentee, int exposure_factor, int mentees, absl::Time now)
      : mentee_(absl::StrCat(std::string(mentee), "\n")),
        day_(absl::StrCat("\n", absl::FormatCivilTime(absl::ToCivilDay(now, absl::UTCTimeZone())))),
        exposure_factor_(exposure_factor),
        mentees_(mentees) {}

  bool Have(std::string_view mentor, int free_seats) const {
    std::int64_t room = std::int64_t{free_seats} * exposure_factor_;
    if (room >= mentees_) return true;
    std::uint64_t turn = base::StableHash(absl::StrCat(mentee_, std::string(mentor), day_)) % static_cast<std::uint64_t>(mentees_);
    return turn < static_cast<std::uint64_t>(room);
  }

 private:
  std::string mentee_, day_;  // as they stand in the text that is hashed
  int exposure_factor_, mentees_;
};

bool Allowed(const Seeker& seeker, const Offered& offered, const v1::Program& program, const Constraint& constraint, absl::Time now) {
  const gilde::profile::v1::Profile* manager = seeker.manager == nullptr ? nullptr : &seeker.manager->profile;
  Past past = PastWith(seeker.mentorships, offered.mentor->profile.name());
  return ForbiddenBy({*seeker.mentee, *offered.mentor, manager, program, offered.enrolled(), past, &constraint, &seeker.enrollment}, now,
                     Readers::kMembers, false)
      .empty();
}

struct Choice {
  const Offered* mentor = nullptr;
  std::int64_t points = 0;
};

// The first choices under one policy, counted.
class FirstChoices {
 public:
  FirstChoices(const v1::Program& program, const std::vector<Offered>& offered, const SkillLikeness& likeness, absl::Time now)
      : program_(program),
        offered_(offered),
        likeness_(likeness),
        now_(now),
        policy_(program.match_policy()),
        constraint_(ConstraintOf(program.match_policy())) {}

  Choice Of(const Seeker& seeker) {
    Choice first;
    for (const Offered& one : offered_) {
      if (!Sees(seeker, one)) continue;
      figures_.set_allowed_pairs(figures_.allowed_pairs() + 1);
      std::int64_t points = Points(seeker, one);
      bool earlier = first.mentor != nullptr && one.mentor->profile.name() < first.mentor->mentor->profile.name();
      if (first.mentor == nullptr || points > first.points || (points == first.points && earlier)) first = {&one, points};
    }
    figures_.set_mentees(figures_.mentees() + 1);
    if (first.mentor != nullptr) {
      figures_.set_mentees_with_choice(figures_.mentees_with_choice() + 1);
      mentors_.insert(first.mentor);
      points_ += first.points;
    }
    return first;
  }

  // 0 where the pair is forbidden.
  std::int64_t PointsOf(const Seeker& seeker, const Offered& one) const { return Sees(seeker, one) ? Points(seeker, one) : 0; }

  SimulateMatchPolicyResponse::Figures figures() const {
    SimulateMatchPolicyResponse::Figures figures = figures_;
    figures.set_first_mentors(static_cast<int>(mentors_.size()));
    if (figures.mentees_with_choice() > 0) figures.set_mean_first_score(points_ / figures.mentees_with_choice());
    return figures;
  }

 private:
  bool Sees(const Seeker& seeker, const Offered& one) const {
    return one.mentor->profile.name() != seeker.mentee->profile.name() && Allowed(seeker, one, program_, constraint_, now_);
  }
  std::int64_t Points(const Seeker& seeker, const Offered& one) const {
    return ScoreOf(PairOf(*seeker.mentee, one), policy_, likeness_, now_).points;
  }

  const v1::Program& program_;
  const std::vector<Offered>& offered_;
  const SkillLikeness& likeness_;
  absl::Time now_;
  PolicyInUse policy_;
  Constraint constraint_;
  SimulateMatchPolicyResponse::Figures figures_;
  std::set<const Offered*> mentors_;
  std::int64_t points_ = 0;
};

}  // namespace

int FreeSeats(const v1::Enrollment& enrollment) { return std::max(0, enrollment.capacity() - enrollment.seats_taken()); }

Pair PairOf(const Person& mentee, const Offered& offered) {
  return {mentee, *offered.mentor, FreeSeats(offered.enrollment), offered.enrollment.capacity()};
}

bool InTurn(std::string_view mentee, std::string_view mentor, int free_seats, int exposure_factor, int mentees, absl::Time now) {
  return Turns(mentee, exposure_factor, mentees, now).Have(mentor, free_seats);
}

RecommendMentorsResponse Recommend(const Asked& asked, const std::vector<Offered>& offered, const SkillLikeness& likeness, absl::Time now) {
  return Recommend(asked, Pool(asked.program, offered, likeness, now));
}

// Everybody is ranked, by columns: who is held back is said of all.
RecommendMentorsResponse Recommend(const Asked& asked, const Pool& pool) {
  RecommendMentorsResponse response;
  PolicyInUse policy(pool.program.match_policy());
  std::vector<Candidate> ranked = Search(pool).Best({asked.mentee, asked.manager, asked.enrollment, asked.mentorships}, 0);
  response.set_forbidden_count(static_cast<int>(pool.offered.size() - ranked.size()));
  auto held_back = ranked.end();
  if (asked.enrollment == nullptr || asked.enrollment->priority() == 0) {
    Turns turns(asked.mentee.profile.name(), policy.policy().exposure_factor(), asked.mentees, pool.now);
    held_back = std::stable_partition(ranked.begin(), ranked.end(), [&](const Candidate& one) {
      const Offered& mentor = pool.mentor(one.slot);
      return turns.Have(mentor.mentor->profile.name(), FreeSeats(mentor.enrollment));
    });
  }
  for (size_t i = 0; i < ranked.size() && i < asked.most; ++i) {
    const Offered& one = pool.mentor(ranked[i].slot);
    Score score = ExplainedScoreOf(PairOf(asked.mentee, one), policy, pool.likeness, pool.now, asked.dutch);
    Recommendation& recommendation = *response.add_recommendations();
    recommendation.set_mentor(one.mentor->profile.name());
    recommendation.set_rank(static_cast<int>(i) + 1);
    recommendation.set_score(score.points);
    recommendation.mutable_parts()->Assign(score.parts.begin(), score.parts.end());
    recommendation.set_free_seats(FreeSeats(one.enrollment));
  }
  for (auto one = held_back; one != ranked.end(); ++one) response.add_held_back(pool.mentor(one->slot).mentor->profile.name());
  return response;
}

RecommendMenteesResponse RecommendMentees(const AskedByMentor& asked, const std::vector<Seeker>& seekers, const SkillLikeness& likeness,
                                          absl::Time now) {
  RecommendMenteesResponse response;
  PolicyInUse policy(asked.program.match_policy());
  Constraint constraint = ConstraintOf(policy.policy());
  std::vector<std::pair<std::int64_t, const Seeker*>> ranked;
  for (const Seeker& seeker : seekers) {
    if (!Allowed(seeker, asked.mentor, asked.program, constraint, now)) {
      response.set_forbidden_count(response.forbidden_count() + 1);
      continue;
    }
    ranked.emplace_back(ScoreOf(PairOf(*seeker.mentee, asked.mentor), policy, likeness, now).points, &seeker);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    bool a_first = a.second->enrollment.priority() > 0, b_first = b.second->enrollment.priority() > 0;
    if (a_first != b_first) return a_first;
    if (a.first != b.first) return a.first > b.first;
    return a.second->mentee->profile.name() < b.second->mentee->profile.name();
  });
  for (size_t i = 0; i < ranked.size() && i < asked.most; ++i) {
    const Seeker& seeker = *ranked[i].second;
    Score score = ExplainedScoreOf(PairOf(*seeker.mentee, asked.mentor), policy, likeness, now, asked.dutch);
    v1::MenteeRecommendation& recommendation = *response.add_recommendations();
    recommendation.set_mentee(seeker.mentee->profile.name());
    recommendation.set_rank(static_cast<int>(i) + 1);
    recommendation.set_score(score.points);
    recommendation.mutable_parts()->Assign(score.parts.begin(), score.parts.end());
    recommendation.set_first_in_line(seeker.enrollment.priority() > 0);
  }
  return response;
}

absl::StatusOr<SimulateMatchPolicyResponse> SimulatePolicy(const v1::Program& program, const v1::MatchPolicy& tried,
                                                           const std::vector<Seeker>& seekers, const std::vector<Offered>& offered,
                                                           size_t most, const SkillLikeness& likeness, absl::Time now,
                                                           absl::FunctionRef<absl::Status()> still_wanted) {
  v1::Program changed = program;
  *changed.mutable_match_policy() = tried;
  FirstChoices before(program, offered, likeness, now), after(changed, offered, likeness, now);
  SimulateMatchPolicyResponse response;
  for (const Seeker& seeker : seekers) {
    GILDE_RETURN_IF_ERROR(still_wanted());
    Choice first_before = before.Of(seeker), first_after = after.Of(seeker);
    if (first_before.mentor == first_after.mentor) continue;
    response.set_change_count(response.change_count() + 1);
    if (response.changes_size() == static_cast<int>(most)) continue;
    auto& change = *response.add_changes();
    change.set_mentee(seeker.mentee->profile.name());
    if (first_before.mentor != nullptr) {
      change.set_mentor_before(first_before.mentor->mentor->profile.name());
      change.set_score_before(after.PointsOf(seeker, *first_before.mentor));
    }
    if (first_after.mentor == nullptr) continue;
    change.set_mentor_after(first_after.mentor->mentor->profile.name());
    change.set_score_after(first_after.points);
  }
  *response.mutable_before() = before.figures();
  *response.mutable_after() = after.figures();
  return response;
}

}  // namespace gilde::matching::domain
