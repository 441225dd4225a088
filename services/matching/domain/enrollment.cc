#include "services/matching/domain/enrollment.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/program.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Program;
using gilde::profile::v1::Goal;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::Profile;

namespace {

constexpr int kMostCapacity = 20;

bool Learns(const Enrollment& enrollment) { return HasRole(enrollment, Enrollment::MENTEE) || HasRole(enrollment, Enrollment::PEER); }

// ACTIVE or WAITLISTED: only mentees wait, and only for seats that exist but are taken.
EnrollmentChange Place(Enrollment enrollment, const EnrollmentFacts& facts) {
  bool waits = HasRole(enrollment, Enrollment::MENTEE) && facts.seats > 0 && facts.mentees >= facts.seats;
  enrollment.set_state(waits ? Enrollment::WAITLISTED : Enrollment::ACTIVE);
  enrollment.clear_accept_until_time();
  return {std::move(enrollment), waits ? "enrollment.waitlisted" : "enrollment.activated"};
}

absl::Status WrongState(Enrollment::State state) {
  return base::FailedPrecondition("ENROLLMENT_STATE",
                                  absl::StrCat("an enrollment that is ", Enrollment::State_Name(state), " does not make this move"));
}

}  // namespace

bool HasRole(const Enrollment& enrollment, Enrollment::Role role) {
  return std::find(enrollment.roles().begin(), enrollment.roles().end(), role) != enrollment.roles().end();
}

void CheckEnrollment(const Enrollment& enrollment, Program::Kind kind, std::string_view prefix, base::Violations& violations) {
  std::string field(prefix);
  violations.Require(base::NameMatches(enrollment.profile(), "organizations/*/profiles/*"), field + ".profile", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  std::set<int> roles(enrollment.roles().begin(), enrollment.roles().end());
  bool distinct = roles.size() == static_cast<size_t>(enrollment.roles_size());
  bool known = std::all_of(roles.begin(), roles.end(), [](int role) { return role > 0 && Enrollment::Role_IsValid(role); });
  violations.Require(!roles.empty() && distinct && known, field + ".roles", "ROLES_INVALID", "one or two different roles");
  bool peer = roles.count(Enrollment::PEER) > 0;
  bool fits = kind == Program::PEER ? peer && roles.size() == 1 : !peer;
  violations.Require(roles.empty() || fits, field + ".roles", "ROLES_INVALID",
                     "PEER, and only that, in a PEER program; MENTOR and MENTEE elsewhere");
  violations.Require(enrollment.capacity() >= 0 && enrollment.capacity() <= kMostCapacity, field + ".capacity", "OUT_OF_RANGE",
                     "from 0 to 20");
}

absl::Status CheckReady(const Enrollment& enrollment, const EnrollmentFacts& facts) {
  if (facts.profile.state() != Profile::ACTIVE) return base::FailedPrecondition("PROFILE_NOT_ACTIVE", "the person has no active profile");
  auto usable = [](const Goal& goal) {
    return goal.state() == Goal::OPEN && !goal.outcome().empty() && goal.horizon() != Goal::HORIZON_UNSPECIFIED;
  };
  if (Learns(enrollment) && std::none_of(facts.goals.begin(), facts.goals.end(), usable)) {
    return base::FailedPrecondition("GOAL_REQUIRED", "a mentee needs one open goal that says an outcome and a horizon: create it first");
  }
  bool vetted = facts.profile.mentor_offer().vetting() == MentorOffer::APPROVED;
  if (HasRole(enrollment, Enrollment::MENTOR) && !vetted) {
    return base::FailedPrecondition("MENTOR_NOT_VETTED", "a mentor needs an approved mentor offer: an administrator reviews it");
  }
  return absl::OkStatus();
}

absl::StatusOr<EnrollmentChange> Enroll(Enrollment draft, const Program& program, const EnrollmentFacts& facts, absl::Time now) {
  bool open = program.state() == Program::OPEN || program.state() == Program::RUNNING;
  bool prepared = program.state() == Program::DRAFT && draft.state() == Enrollment::INVITED;
  if (!open && !prepared) return base::FailedPrecondition("PROGRAM_NOT_OPEN", "people enroll while a program is open");
  draft.set_seats_taken(0);
  draft.set_priority(0);
  if (draft.capacity() == 0) draft.set_capacity(std::max(1, facts.profile.mentor_offer().capacity()));
  if (draft.state() == Enrollment::INVITED) {
    *draft.mutable_accept_until_time() = base::ToProto(now + Days(program.rules().acceptance_days()));
    return EnrollmentChange{std::move(draft), "enrollment.invited"};
  }
  GILDE_RETURN_IF_ERROR(CheckReady(draft, facts));
  if (draft.state() == Enrollment::APPLIED) return EnrollmentChange{std::move(draft), "enrollment.applied"};
  return Place(std::move(draft), facts);
}

absl::StatusOr<EnrollmentChange> Admit(Enrollment enrollment, const Program& program, const EnrollmentFacts& facts) {
  if (enrollment.state() != Enrollment::INVITED && enrollment.state() != Enrollment::APPLIED) return WrongState(enrollment.state());
  bool open = program.state() == Program::DRAFT || program.state() == Program::OPEN || program.state() == Program::RUNNING;
  if (!open) return base::FailedPrecondition("PROGRAM_NOT_OPEN", "nobody enrolls any more");
  GILDE_RETURN_IF_ERROR(CheckReady(enrollment, facts));
  return Place(std::move(enrollment), facts);
}

absl::StatusOr<EnrollmentChange> MoveEnrollment(Enrollment enrollment, EnrollmentMove move) {
  struct Row {
    EnrollmentMove move;
    unsigned from;  // bit per state
    Enrollment::State to;
    std::string_view event;
  };
  constexpr auto bit = [](Enrollment::State state) { return 1u << state; };
  constexpr unsigned kOpen =
      bit(Enrollment::INVITED) | bit(Enrollment::APPLIED) | bit(Enrollment::ACTIVE) | bit(Enrollment::WAITLISTED) | bit(Enrollment::PAUSED);
  constexpr Row kTable[] = {
      {EnrollmentMove::kPause, bit(Enrollment::ACTIVE), Enrollment::PAUSED, "enrollment.paused"},
      {EnrollmentMove::kResume, bit(Enrollment::PAUSED), Enrollment::ACTIVE, "enrollment.resumed"},
      {EnrollmentMove::kWithdraw, kOpen, Enrollment::WITHDRAWN, "enrollment.withdrawn"},
      {EnrollmentMove::kRemove, kOpen | bit(Enrollment::WITHDRAWN), Enrollment::REMOVED, "enrollment.removed"},
      {EnrollmentMove::kExpire, bit(Enrollment::INVITED), Enrollment::WITHDRAWN, "enrollment.withdrawn"},
      {EnrollmentMove::kAdvance, bit(Enrollment::WAITLISTED), Enrollment::ACTIVE, "enrollment.activated"},
  };
  for (const Row& row : kTable) {
    if (row.move != move || (row.from & bit(enrollment.state())) == 0) continue;
    enrollment.set_state(row.to);
    enrollment.clear_accept_until_time();
    return EnrollmentChange{std::move(enrollment), row.event};
  }
  return WrongState(enrollment.state());
}

}  // namespace gilde::matching::domain
