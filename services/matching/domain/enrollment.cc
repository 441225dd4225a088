#include "services/matching/domain/enrollment.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/person.h"
#include "services/matching/domain/program.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::EnrollmentPolicy;
using gilde::matching::v1::InvitationCode;
using gilde::matching::v1::Program;
using gilde::profile::v1::Goal;
using gilde::profile::v1::Profile;

namespace {

constexpr int kMostCapacity = 20;
constexpr int kMostUses = 100'000;
constexpr absl::Duration kLongestCode = absl::Hours(24 * 3650);

bool AreRoles(const google::protobuf::RepeatedField<int>& roles) {
  return std::all_of(roles.begin(), roles.end(), [](int role) { return role > 0 && Enrollment::Role_IsValid(role); });
}

bool Learns(const Enrollment& enrollment) { return HasRole(enrollment, Enrollment::MENTEE) || HasRole(enrollment, Enrollment::PEER); }

// What taking part depends on.
struct Standing {
  bool active = false;    // has an active profile
  bool has_goal = false;  // has an open goal that says an outcome and a horizon
  bool vetted = false;    // has an approved mentor offer
};

Standing StandingOf(const Profile& profile, bool has_goal) { return {profile.state() == Profile::ACTIVE, has_goal, IsApproved(profile)}; }

absl::Status CheckStanding(const Enrollment& enrollment, const Standing& standing) {
  if (!standing.active) return base::FailedPrecondition("PROFILE_NOT_ACTIVE", "the person has no active profile");
  if (Learns(enrollment) && !standing.has_goal) {
    return base::FailedPrecondition("GOAL_REQUIRED", "a mentee needs one open goal that says an outcome and a horizon: create it first");
  }
  if (HasRole(enrollment, Enrollment::MENTOR) && !standing.vetted) {
    return base::FailedPrecondition("MENTOR_NOT_VETTED", "a mentor needs an approved mentor offer: an administrator reviews it");
  }
  return absl::OkStatus();
}

// ACTIVE or WAITLISTED: only mentees wait, and only for seats that exist but are taken.
EnrollmentChange Place(Enrollment enrollment, const EnrollmentFacts& facts, absl::Time now) {
  bool full = facts.waiting > 0 || facts.mentees >= facts.seats;
  bool waits = HasRole(enrollment, Enrollment::MENTEE) && facts.seats > 0 && full;
  enrollment.set_state(waits ? Enrollment::WAITLISTED : Enrollment::ACTIVE);
  if (waits) *enrollment.mutable_waitlist_time() = base::ToProto(now);
  if (!enrollment.has_enroll_time()) *enrollment.mutable_enroll_time() = base::ToProto(now);
  enrollment.set_learner(enrollment.learner() || Learns(enrollment));
  enrollment.clear_accept_until_time();
  return {std::move(enrollment), waits ? "enrollment.waitlisted" : "enrollment.activated"};
}

absl::Status WrongState(Enrollment::State state) {
  return base::FailedPrecondition("ENROLLMENT_STATE",
                                  absl::StrCat("an enrollment that is ", Enrollment::State_Name(state), " does not make this move"));
}

// What somebody who enrolls says; all else is the service's.
Enrollment Asked(const Enrollment& draft) {
  Enrollment asked;
  asked.set_name(draft.name());
  asked.set_profile(draft.profile());
  *asked.mutable_roles() = draft.roles();
  asked.set_capacity(draft.capacity());
  asked.set_state(draft.state());
  return asked;
}

bool Works(const InvitationCode& code, const Enrollment& draft, absl::Time now) {
  const auto& roles = code.roles();
  bool opens = roles.empty() || std::all_of(draft.roles().begin(), draft.roles().end(),
                                            [&](int role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); });
  return opens && code.uses() < code.uses_max() && now < base::FromProto(code.expire_time());
}

bool IsOfApprovedDomain(const EnrollmentPolicy& policy, std::string_view address) {
  if (policy.approved_domains().empty()) return true;
  size_t at = address.rfind('@');
  if (at == std::string_view::npos) return false;
  return std::any_of(policy.approved_domains().begin(), policy.approved_domains().end(),
                     [&](const std::string& domain) { return absl::EqualsIgnoreCase(domain, std::string(address.substr(at + 1))); });
}

absl::Status CheckRejoin(const Enrollment& before, const EnrollmentPolicy& policy, absl::Time now) {
  if (policy.rejoin() == EnrollmentPolicy::BY_ADMINISTRATOR) {
    return base::FailedPrecondition("REJOIN_BY_ADMINISTRATOR", "whoever left comes back by an administrator");
  }
  bool waits = policy.rejoin() == EnrollmentPolicy::AFTER_WAIT;
  if (waits && now < base::FromProto(before.leave_time()) + Days(policy.rejoin_wait_days())) {
    return base::FailedPrecondition("REJOIN_TOO_EARLY", absl::StrCat("whoever left comes back after ", policy.rejoin_wait_days(), " days"));
  }
  return absl::OkStatus();
}

// Who never answered an invitation has left nothing.
bool Leaves(EnrollmentMove move) {
  return move == EnrollmentMove::kWithdraw || move == EnrollmentMove::kRemove || move == EnrollmentMove::kLeave;
}

}  // namespace

absl::Status CheckEntrance(const Enrollment& draft, const Program& program, const Profile& profile, const Entrance& entrance,
                           absl::Time now) {
  const EnrollmentPolicy& policy = program.enrollment_policy();
  if (entrance.code_typed && !(entrance.code && Works(*entrance.code, draft, now))) {
    return base::FailedPrecondition("INVITATION_CODE_INVALID", "this code does not open the program: ask who gave it to you");
  }
  if (entrance.by_administrator) return absl::OkStatus();
  if (entrance.before && entrance.before->has_leave_time()) {
    GILDE_RETURN_IF_ERROR(CheckRejoin(*entrance.before, policy, now));
  }
  if (entrance.code_typed) return absl::OkStatus();
  if (policy.entry() == EnrollmentPolicy::INVITATION) {
    return base::FailedPrecondition("INVITATION_REQUIRED", "people come in with an invitation or a code");
  }
  if (IsOfApprovedDomain(policy, profile.email())) return absl::OkStatus();
  return base::FailedPrecondition("DOMAIN_NOT_APPROVED", "the address of the person is of no domain that the program is open to");
}

bool WaitsBefore(const Enrollment& a, const Enrollment& b) {
  if (a.priority() != b.priority()) return a.priority() > b.priority();
  absl::Time since_a = base::FromProto(a.waitlist_time()), since_b = base::FromProto(b.waitlist_time());
  return since_a != since_b ? since_a < since_b : a.name() < b.name();
}

bool HasRole(const Enrollment& enrollment, Enrollment::Role role) {
  return std::find(enrollment.roles().begin(), enrollment.roles().end(), role) != enrollment.roles().end();
}

void CheckEnrollment(const Enrollment& enrollment, Program::Kind kind, std::string_view prefix, base::Violations& violations) {
  std::string field(prefix);
  violations.Require(base::NameMatches(enrollment.profile(), "organizations/*/profiles/*"), field + ".profile", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  std::set<int> roles(enrollment.roles().begin(), enrollment.roles().end());
  bool distinct = roles.size() == static_cast<size_t>(enrollment.roles_size());
  violations.Require(!roles.empty() && distinct && AreRoles(enrollment.roles()), field + ".roles", "ROLES_INVALID",
                     "one or two different roles");
  bool peer = roles.count(Enrollment::PEER) > 0;
  bool fits = kind == Program::KIND_UNSPECIFIED || (kind == Program::PEER ? peer && roles.size() == 1 : !peer);
  violations.Require(roles.empty() || fits, field + ".roles", "ROLES_INVALID",
                     "PEER, and only that, in a PEER program; MENTOR and MENTEE elsewhere");
  violations.Require(enrollment.capacity() >= 0 && enrollment.capacity() <= kMostCapacity, field + ".capacity", "OUT_OF_RANGE",
                     "from 0 to 20");
}

bool MayEnrollAgain(const Enrollment& before, bool by_administrator) {
  return before.state() == Enrollment::WITHDRAWN || (before.state() == Enrollment::REMOVED && by_administrator);
}

void CheckInvitationCode(const InvitationCode& draft, absl::Time now, base::Violations& violations) {
  violations.Require(AreRoles(draft.roles()), "invitation_code.roles", "ROLES_INVALID", "roles of an enrollment");
  violations.Require(draft.uses_max() >= 0 && draft.uses_max() <= kMostUses, "invitation_code.uses_max", "OUT_OF_RANGE",
                     "from 1 to 100000");
  const auto& expires = draft.expire_time();
  bool valid = expires.nanos() >= 0 && expires.nanos() < 1'000'000'000;
  bool soon = base::FromProto(expires) > now && base::FromProto(expires) <= now + kLongestCode;
  violations.Require(!draft.has_expire_time() || (valid && soon), "invitation_code.expire_time", "TIME_INVALID",
                     "in the future, at most 10 years ahead");
}

InvitationCode NewInvitationCode(const InvitationCode& draft, std::string_view name, std::string_view typed, const Program& program,
                                 absl::Time now) {
  InvitationCode code;
  code.set_name(std::string(name));
  code.set_code(std::string(typed));
  *code.mutable_roles() = draft.roles();
  code.set_uses_max(std::max(1, draft.uses_max()));
  *code.mutable_expire_time() =
      draft.has_expire_time() ? draft.expire_time() : base::ToProto(now + Days(program.rules().acceptance_days()));
  return code;
}

absl::Status CheckReady(const Enrollment& enrollment, const EnrollmentFacts& facts) {
  auto usable = [](const Goal& goal) {
    return goal.state() == Goal::OPEN && !goal.outcome().empty() && goal.horizon() != Goal::HORIZON_UNSPECIFIED;
  };
  return CheckStanding(enrollment, StandingOf(facts.profile, std::any_of(facts.goals.begin(), facts.goals.end(), usable)));
}

bool IsReady(const Enrollment& enrollment, const Projection& people) {
  std::shared_ptr<const Person> person = people.Find(enrollment.profile());
  // Goals without an outcome or a horizon are never stored.
  return person != nullptr && CheckStanding(enrollment, StandingOf(person->profile, !person->goal_words.empty())).ok();
}

bool LacksApproval(const Enrollment& enrollment, const Profile& profile) {
  bool mentors = enrollment.state() == Enrollment::ACTIVE && HasRole(enrollment, Enrollment::MENTOR);
  return mentors && !IsApproved(profile);
}

absl::StatusOr<EnrollmentChange> Enroll(Enrollment draft, const Program& program, const EnrollmentFacts& facts, const Entrance& entrance,
                                        absl::Time now) {
  bool open = program.state() == Program::OPEN || program.state() == Program::RUNNING;
  bool prepared = program.state() == Program::DRAFT && draft.state() == Enrollment::INVITED;
  if (!open && !prepared) return base::FailedPrecondition("PROGRAM_NOT_OPEN", "people enroll while a program is open");
  GILDE_RETURN_IF_ERROR(CheckEntrance(draft, program, facts.profile, entrance, now));
  draft = Asked(draft);
  if (draft.capacity() == 0) draft.set_capacity(std::max(1, facts.profile.mentor_offer().capacity()));
  if (draft.state() == Enrollment::INVITED) {
    *draft.mutable_accept_until_time() = base::ToProto(now + Days(program.rules().acceptance_days()));
    return EnrollmentChange{std::move(draft), "enrollment.invited"};
  }
  GILDE_RETURN_IF_ERROR(CheckReady(draft, facts));
  bool asks = program.enrollment_policy().entry() == EnrollmentPolicy::APPLICATION && !entrance.by_administrator && !entrance.code_typed;
  if (asks) draft.set_state(Enrollment::APPLIED);
  if (draft.state() == Enrollment::APPLIED) return EnrollmentChange{std::move(draft), "enrollment.applied"};
  return Place(std::move(draft), facts, now);
}

absl::StatusOr<EnrollmentChange> Admit(Enrollment enrollment, const Program& program, const EnrollmentFacts& facts, absl::Time now) {
  if (enrollment.state() != Enrollment::INVITED && enrollment.state() != Enrollment::APPLIED) return WrongState(enrollment.state());
  bool open = program.state() == Program::DRAFT || program.state() == Program::OPEN || program.state() == Program::RUNNING;
  if (!open) return base::FailedPrecondition("PROGRAM_NOT_OPEN", "nobody enrolls any more");
  GILDE_RETURN_IF_ERROR(CheckReady(enrollment, facts));
  return Place(std::move(enrollment), facts, now);
}

bool HasNewRole(const Enrollment& current, const Enrollment& next) {
  return std::any_of(next.roles().begin(), next.roles().end(),
                     [&](int role) { return !HasRole(current, static_cast<Enrollment::Role>(role)); });
}

EnrollmentChange PlaceAgain(Enrollment next, const Enrollment& current, const EnrollmentFacts& facts, absl::Time now) {
  bool learned = HasRole(current, Enrollment::MENTEE);
  if (HasRole(next, Enrollment::MENTEE) && !learned) return Place(std::move(next), facts, now);
  next.set_learner(next.learner() || Learns(next));
  if (learned && !HasRole(next, Enrollment::MENTEE)) {
    // Nobody who only mentors waits for a seat.
    next.set_state(Enrollment::ACTIVE);
    next.clear_waitlist_time();
  }
  bool let_in = current.state() == Enrollment::WAITLISTED && next.state() == Enrollment::ACTIVE;
  return {std::move(next), let_in ? "enrollment.activated" : "enrollment.seat_changed"};
}

absl::StatusOr<EnrollmentChange> MoveEnrollment(Enrollment enrollment, EnrollmentMove move, absl::Time now) {
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
      {EnrollmentMove::kLeave, kOpen | bit(Enrollment::WITHDRAWN), Enrollment::REMOVED, "enrollment.removed"},
      {EnrollmentMove::kReturn, bit(Enrollment::REMOVED), Enrollment::WITHDRAWN, "enrollment.returned"},
      {EnrollmentMove::kLoseApproval, bit(Enrollment::ACTIVE), Enrollment::PAUSED, "enrollment.paused"},
  };
  for (const Row& row : kTable) {
    if (row.move != move || (row.from & bit(enrollment.state())) == 0) continue;
    enrollment.set_state(row.to);
    enrollment.clear_accept_until_time();
    enrollment.clear_waitlist_time();
    enrollment.set_left_organization(move == EnrollmentMove::kLeave);
    enrollment.set_lost_approval(move == EnrollmentMove::kLoseApproval);
    if (Leaves(move)) *enrollment.mutable_leave_time() = base::ToProto(now);
    return EnrollmentChange{std::move(enrollment), row.event};
  }
  return WrongState(enrollment.state());
}

absl::StatusOr<EnrollmentChange> Resume(Enrollment enrollment, const EnrollmentFacts& facts, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(EnrollmentChange resumed, MoveEnrollment(std::move(enrollment), EnrollmentMove::kResume, now));
  GILDE_RETURN_IF_ERROR(CheckReady(resumed.enrollment, facts));
  // Whoever is served takes no place, and whose mentorship goes on has theirs.
  if (resumed.enrollment.served() || facts.learns) return resumed;
  EnrollmentChange placed = Place(std::move(resumed.enrollment), facts, now);
  if (placed.enrollment.state() == Enrollment::ACTIVE) placed.event = resumed.event;
  return placed;
}

absl::StatusOr<std::vector<EnrollmentChange>> AdvanceWaitlist(std::vector<Enrollment> enrollments, int places, int mentees,
                                                              absl::FunctionRef<bool(const Enrollment&)> is_ready, absl::Time now) {
  std::sort(enrollments.begin(), enrollments.end(), WaitsBefore);
  std::vector<EnrollmentChange> let_in;
  for (Enrollment& enrollment : enrollments) {
    if (mentees + static_cast<int>(let_in.size()) >= places) break;
    if (enrollment.state() != Enrollment::WAITLISTED || !is_ready(enrollment)) continue;
    GILDE_ASSIGN_OR_RETURN(EnrollmentChange change, MoveEnrollment(std::move(enrollment), EnrollmentMove::kAdvance, now));
    let_in.push_back(std::move(change));
  }
  return let_in;
}

const base::OutputOnly& EnrollmentOutputOnly() {
  static const auto& paths =
      *new base::OutputOnly{"name",     "etag",           "create_time",   "update_time", "profile", "seats_taken", "accept_until_time",
                            "priority", "waitlist_place", "waitlist_time", "enroll_time", "learner", "leave_time",  "left_organization",
                            "served",   "lost_approval"};
  return paths;
}

int MenteesOfSeat(const Program& program) { return program.kind() == Program::GROUP ? program.rules().group_mentees_max() : 1; }

}  // namespace gilde::matching::domain
