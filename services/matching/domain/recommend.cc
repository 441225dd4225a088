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
      : mentee_(
            base::StableHash(absl::StrCat(std::string(mentee), "\n", absl::FormatCivilTime(absl::ToCivilDay(now, absl::UTCTimeZone()))))),
        exposure_factor_(exposure_factor),
        mentees_(static_cast<std::uint64_t>(std::max(mentees, 0))) {}

  bool Have(const Seats& mentor) const {
    auto room = static_cast<std::uint64_t>(std::int64_t{mentor.free} * exposure_factor_);
    if (room >= mentees_) return true;
    return (Mixed(mentee_ ^ mentor.of) >> 32) * mentees_ >> 32 < room;
  }

 private:
  // Every bit of the answer depends on every bit of `bits`: the finalizer of MurmurHash3 (Appleby).
  static std::uint64_t Mixed(std::uint64_t bits) {
    bits = (bits ^ bits >> 33) * 0xff51afd7ed558ccd;
    bits = (bits ^ bits >> 33) * 0xc4ceb9fe1a85ec53;
    return bits ^ bits >> 33;
  }

  std::uint64_t mentee_;
  int exposure_factor_;
  std::uint64_t mentees_;
};

// A mentor found in one of several pools.
struct Found {
  const Pool* pool;
  std::uint32_t slot;
  std::int64_t points;

  const Offered& mentor() const { return pool->mentor(slot); }
  const std::string& name() const { return mentor().mentor->profile.name(); }
};

std::vector<Found> InOrder(std::vector<Found> found, size_t most) {
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.points != b.points ? a.points > b.points : a.name() < b.name(); });
  found.erase(found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), most)), found.end());
  return found;
}

void Add(const Pool& pool, const std::vector<Candidate>& best, std::vector<Found>& found) {
  for (const Candidate& one : best) found.push_back({&pool, one.slot, one.points});
}

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

std::uint32_t HashOf(const std::string& mentor) { return static_cast<std::uint32_t>(base::StableHash(mentor) >> 32); }

bool InTurn(std::string_view mentee, std::string_view mentor, int free_seats, int exposure_factor, int mentees, absl::Time now) {
  return Turns(mentee, exposure_factor, mentees, now).Have({HashOf(std::string(mentor)), free_seats});
}

RecommendMentorsResponse Recommend(const Asked& asked, const std::vector<Offered>& offered, const SkillLikeness& likeness, absl::Time now) {
  Pool pool(asked.program, offered, likeness, now);
  Search search(pool);
  return Recommend(asked, {{search}}, offered.size());
}

RecommendMentorsResponse Recommend(const Asked& asked, const std::vector<Part>& parts, size_t offered) {
  RecommendMentorsResponse response;
  PolicyInUse policy(asked.program.match_policy());
  Query query{asked.mentee, asked.manager, asked.enrollment, asked.mentorships};
  bool in_turns = asked.enrollment == nullptr || asked.enrollment->priority() == 0;
  Turns turns(asked.mentee.profile.name(), policy.policy().exposure_factor(), asked.mentees, parts.front().search.pool().now);
  std::vector<Found> found, in_turn;
  for (const Part& part : parts) {
    const Pool& pool = part.search.pool();
    auto has_turn = [&](std::uint32_t slot) { return !in_turns || turns.Have(pool.seats[slot]); };
    Search::Both both = part.search.BestAndInTurn(query, asked.most, part.without, has_turn);
    Add(pool, both.all, found);
    Add(pool, both.in_turn, in_turn);
  }
  found = InOrder(std::move(found), asked.most);
  if (found.size() < asked.most) response.set_forbidden_count(static_cast<int>(offered - found.size()));
  // Behind those whose turn it is, of whom there may be fewer than are asked for, come those who would be there by their score.
  std::vector<Found> best = InOrder(std::move(in_turn), asked.most);
  for (const Found& one : found) {
    if (!in_turns || turns.Have(one.pool->seats[one.slot])) continue;
    response.add_held_back(one.name());
    if (best.size() < asked.most) best.push_back(one);
  }
  for (const Found& one : best) {
    const Offered& mentor = one.mentor();
    Score score = ExplainedScoreOf(PairOf(asked.mentee, mentor), policy, one.pool->likeness, one.pool->now, asked.dutch);
    Recommendation& recommendation = *response.add_recommendations();
    recommendation.set_mentor(one.name());
    recommendation.set_rank(response.recommendations_size());
    recommendation.set_score(score.points);
    recommendation.mutable_parts()->Assign(score.parts.begin(), score.parts.end());
    recommendation.set_free_seats(FreeSeats(mentor.enrollment));
  }
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
