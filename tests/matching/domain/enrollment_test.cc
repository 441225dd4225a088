// Who may take part as what.
#include "services/matching/domain/enrollment.h"

#include <gmock/gmock.h>

#include <map>

#include "common/base/zones.h"
#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Program;
using gilde::profile::v1::Goal;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::Profile;
using testing::ElementsAre;
using testing::IsEmpty;

// Somebody who may be anything: an open goal and an approved offer of 3 seats.
EnrollmentFacts Facts(int seats = 0, int mentees = 0) {
  EnrollmentFacts facts;
  facts.profile.set_name(NameOf("ada"));
  facts.profile.set_state(Profile::ACTIVE);
  facts.profile.mutable_mentor_offer()->set_vetting(MentorOffer::APPROVED);
  facts.profile.mutable_mentor_offer()->set_capacity(3);
  facts.goals.push_back(AGoal("ada", "I lead the streaming team"));
  facts.seats = seats;
  facts.mentees = mentees;
  return facts;
}

Enrollment Draft(Enrollment::Role role, Enrollment::State state = Enrollment::STATE_UNSPECIFIED) {
  Enrollment draft = AnEnrollment("ada", role, 0);
  draft.set_state(state);
  return draft;
}

Entrance Admin() { return {.by_administrator = true}; }

std::vector<std::string> Wrong(const Enrollment& enrollment, Program::Kind kind) {
  base::Violations violations;
  CheckEnrollment(enrollment, kind, "e", violations);
  return Named(violations);
}

// `ACTIVE enrollment.activated`, or the reason why not.
std::string Said(const absl::StatusOr<EnrollmentChange>& change) {
  if (!change.ok()) return base::ReasonOf(change.status());
  return Enrollment::State_Name(change->enrollment.state()) + " " + std::string(change->event);
}

std::string Moved(Enrollment::State from, EnrollmentMove move) {
  Enrollment enrollment = Draft(Enrollment::MENTEE, from);
  enrollment.mutable_accept_until_time()->set_seconds(1);
  auto change = MoveEnrollment(enrollment, move, kMonday);
  EXPECT_FALSE(change.ok() && change->enrollment.has_accept_until_time());
  return Said(change);
}

TEST(Enrollment, HasOneOrTwoDifferentRoles) {
  Enrollment both = Draft(Enrollment::MENTOR);
  both.add_roles(Enrollment::MENTEE);
  EXPECT_THAT(Wrong(both, Program::FORMAL), IsEmpty());
  both.set_roles(1, Enrollment::MENTOR);
  EXPECT_THAT(Wrong(both, Program::FORMAL), ElementsAre("e.roles ROLES_INVALID"));
  both.clear_roles();
  EXPECT_THAT(Wrong(both, Program::FORMAL), ElementsAre("e.roles ROLES_INVALID"));
  both.add_roles(Enrollment::ROLE_UNSPECIFIED);
  EXPECT_THAT(Wrong(both, Program::FORMAL), ElementsAre("e.roles ROLES_INVALID"));
}

TEST(Enrollment, IsOfPeersInPeerProgramsAndOnlyThere) {
  for (auto kind : {Program::FORMAL, Program::INFORMAL, Program::REVERSE, Program::GROUP}) {
    EXPECT_THAT(Wrong(Draft(Enrollment::PEER), kind), ElementsAre("e.roles ROLES_INVALID"));
    EXPECT_THAT(Wrong(Draft(Enrollment::MENTOR), kind), IsEmpty());
  }
  EXPECT_THAT(Wrong(Draft(Enrollment::PEER), Program::PEER), IsEmpty());
  EXPECT_THAT(Wrong(Draft(Enrollment::MENTEE), Program::PEER), ElementsAre("e.roles ROLES_INVALID"));
  Enrollment mixed = Draft(Enrollment::PEER);
  mixed.add_roles(Enrollment::MENTOR);
  EXPECT_THAT(Wrong(mixed, Program::PEER), ElementsAre("e.roles ROLES_INVALID"));
}

TEST(Enrollment, NamesEveryFieldThatIsWrong) {
  Enrollment enrollment = Draft(Enrollment::PEER);
  enrollment.set_profile("ada");
  enrollment.set_capacity(21);
  EXPECT_THAT(Wrong(enrollment, Program::FORMAL),
              ElementsAre("e.profile NAME_INVALID", "e.roles ROLES_INVALID", "e.capacity OUT_OF_RANGE"));
  enrollment = Draft(Enrollment::MENTOR);
  enrollment.set_capacity(-1);
  EXPECT_THAT(Wrong(enrollment, Program::FORMAL), ElementsAre("e.capacity OUT_OF_RANGE"));
}

TEST(Enrollment, OfAMenteeNeedsAnOpenGoalWithAnOutcomeAndAHorizon) {
  struct Row {
    const char* what;
    std::function<void(EnrollmentFacts&)> change;
    const char* reason;
  };
  const Row table[] = {
      {"a whole goal", [](auto&) {}, ""},
      {"none", [](auto& facts) { facts.goals.clear(); }, "GOAL_REQUIRED"},
      {"no outcome", [](auto& facts) { facts.goals[0].clear_outcome(); }, "GOAL_REQUIRED"},
      {"no horizon", [](auto& facts) { facts.goals[0].clear_horizon(); }, "GOAL_REQUIRED"},
      {"reached", [](auto& facts) { facts.goals[0].set_state(Goal::REACHED); }, "GOAL_REQUIRED"},
      {"one of two", [](auto& facts) { facts.goals.emplace_back(); }, ""},
      {"left", [](auto& facts) { facts.profile.set_state(Profile::DEACTIVATED); }, "PROFILE_NOT_ACTIVE"},
  };
  for (const Row& row : table) {
    EnrollmentFacts facts = Facts();
    row.change(facts);
    EXPECT_EQ(base::ReasonOf(CheckReady(Draft(Enrollment::MENTEE), facts)), row.reason) << row.what;
    EXPECT_EQ(base::ReasonOf(CheckReady(Draft(Enrollment::PEER), facts)), row.reason) << row.what;
  }
}

TEST(Enrollment, OfAMentorNeedsAnApprovedOffer) {
  EnrollmentFacts facts = Facts();
  facts.goals.clear();
  EXPECT_TRUE(CheckReady(Draft(Enrollment::MENTOR), facts).ok());
  for (auto vetting : {MentorOffer::VETTING_UNSPECIFIED, MentorOffer::PENDING, MentorOffer::DECLINED}) {
    facts.profile.mutable_mentor_offer()->set_vetting(vetting);
    EXPECT_EQ(base::ReasonOf(CheckReady(Draft(Enrollment::MENTOR), facts)), "MENTOR_NOT_VETTED");
  }
}

TEST(Enrollment, BeginsWhileTheProgramIsOpenAndInvitesWhileItIsPrepared) {
  struct Row {
    Program::State state;
    std::string plain, invited;
  };
  const std::string active = "ACTIVE enrollment.activated", invited = "INVITED enrollment.invited", no = "PROGRAM_NOT_OPEN";
  const Row table[] = {{Program::DRAFT, no, invited}, {Program::OPEN, active, invited}, {Program::RUNNING, active, invited},
                       {Program::CLOSED, no, no},     {Program::COMPLETED, no, no},     {Program::CANCELLED, no, no}};
  for (const Row& row : table) {
    Program program = RunningProgram();
    program.set_state(row.state);
    EXPECT_EQ(Said(Enroll(Draft(Enrollment::MENTEE), program, Facts(), Admin(), kMonday)), row.plain) << row.state;
    EXPECT_EQ(Said(Enroll(Draft(Enrollment::MENTEE, Enrollment::INVITED), program, Facts(), Admin(), kMonday)), row.invited) << row.state;
  }
}

TEST(Enrollment, TakesItsSeatsFromTheOfferUnlessItSaysThem) {
  Enrollment draft = Draft(Enrollment::MENTOR);
  draft.set_seats_taken(7);
  draft.set_priority(9);
  auto change = Enroll(draft, RunningProgram(), Facts(), Admin(), kMonday);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->enrollment.capacity(), 3);
  EXPECT_EQ(change->enrollment.seats_taken(), 0);
  EXPECT_EQ(change->enrollment.priority(), 0);
  draft.set_capacity(1);
  EXPECT_EQ(Enroll(draft, RunningProgram(), Facts(), Admin(), kMonday)->enrollment.capacity(), 1);
  EnrollmentFacts facts = Facts();
  facts.profile.mutable_mentor_offer()->clear_capacity();
  EXPECT_EQ(Enroll(Draft(Enrollment::MENTEE), RunningProgram(), facts, Admin(), kMonday)->enrollment.capacity(), 1);
}

TEST(Enrollment, ThatIsAnInvitationWaitsForTheDaysOfTheProgramAndAsksForNothingYet) {
  Program program = RunningProgram();
  program.mutable_rules()->set_acceptance_days(5);
  EnrollmentFacts facts = Facts();
  facts.goals.clear();
  auto change = Enroll(Draft(Enrollment::MENTEE, Enrollment::INVITED), program, facts, Admin(), kMonday);
  ASSERT_EQ(Said(change), "INVITED enrollment.invited");
  EXPECT_EQ(base::FromProto(change->enrollment.accept_until_time()), kMonday + absl::Hours(24 * 5));
  EXPECT_EQ(Said(Admit(change->enrollment, program, facts, kMonday)), "GOAL_REQUIRED");
  auto admitted = Admit(change->enrollment, program, Facts(), kMonday);
  ASSERT_EQ(Said(admitted), "ACTIVE enrollment.activated");
  EXPECT_FALSE(admitted->enrollment.has_accept_until_time());
}

TEST(Enrollment, ThatIsAnApplicationWaitsForAnAdministrator) {
  EnrollmentFacts facts = Facts(2, 2);
  EXPECT_EQ(Said(Enroll(Draft(Enrollment::MENTEE, Enrollment::APPLIED), RunningProgram(), facts, Admin(), kMonday)),
            "APPLIED enrollment.applied");
  EXPECT_EQ(Said(Admit(Draft(Enrollment::MENTEE, Enrollment::APPLIED), RunningProgram(), facts, kMonday)),
            "WAITLISTED enrollment.waitlisted");
  facts.goals.clear();
  EXPECT_EQ(Said(Enroll(Draft(Enrollment::MENTEE, Enrollment::APPLIED), RunningProgram(), facts, Admin(), kMonday)), "GOAL_REQUIRED");
}

TEST(Enrollment, OfAMenteeWaitsWhenEverySeatIsTaken) {
  const std::string active = "ACTIVE enrollment.activated", waits = "WAITLISTED enrollment.waitlisted";
  auto enroll = [](Enrollment::Role role, int seats, int mentees) {
    return Said(Enroll(Draft(role), RunningProgram(), Facts(seats, mentees), Admin(), kMonday));
  };
  EXPECT_EQ(enroll(Enrollment::MENTEE, 2, 1), active);
  EXPECT_EQ(enroll(Enrollment::MENTEE, 2, 2), waits);
  EXPECT_EQ(enroll(Enrollment::MENTEE, 2, 3), waits);
  EXPECT_EQ(enroll(Enrollment::MENTEE, 0, 3), active);  // no mentor is there yet
  EXPECT_EQ(enroll(Enrollment::MENTOR, 2, 3), active);
}

TEST(Enrollment, IsAdmittedFromAnInvitationOrAnApplicationOnly) {
  for (auto state : {Enrollment::ACTIVE, Enrollment::WAITLISTED, Enrollment::PAUSED, Enrollment::WITHDRAWN, Enrollment::REMOVED}) {
    EXPECT_EQ(Said(Admit(Draft(Enrollment::MENTEE, state), RunningProgram(), Facts(), kMonday)), "ENROLLMENT_STATE");
  }
}

TEST(Enrollment, IsNotAdmittedOnceTheProgramIsClosed) {
  for (auto state : {Program::CLOSED, Program::COMPLETED, Program::CANCELLED}) {
    Program program = RunningProgram();
    program.set_state(state);
    EXPECT_EQ(Said(Admit(Draft(Enrollment::MENTEE, Enrollment::INVITED), program, Facts(), kMonday)), "PROGRAM_NOT_OPEN");
  }
}

TEST(Enrollment, MakesTheListedMovesAndNoOther) {
  struct Row {
    Enrollment::State from;
    std::string pause, resume, withdraw, remove, expire, advance, leave, come_back, lose_approval;
  };
  const std::string no = "ENROLLMENT_STATE", withdrawn = "WITHDRAWN enrollment.withdrawn", removed = "REMOVED enrollment.removed";
  const Row table[] = {
      {Enrollment::INVITED, no, no, withdrawn, removed, withdrawn, no, removed, no, no},
      {Enrollment::APPLIED, no, no, withdrawn, removed, no, no, removed, no, no},
      {Enrollment::ACTIVE, "PAUSED enrollment.paused", no, withdrawn, removed, no, no, removed, no, "PAUSED enrollment.paused"},
      {Enrollment::WAITLISTED, no, no, withdrawn, removed, no, "ACTIVE enrollment.activated", removed, no, no},
      {Enrollment::PAUSED, no, "ACTIVE enrollment.resumed", withdrawn, removed, no, no, removed, no, no},
      {Enrollment::WITHDRAWN, no, no, no, removed, no, no, removed, no, no},
      {Enrollment::REMOVED, no, no, no, no, no, no, no, "WITHDRAWN enrollment.returned", no},
  };
  for (const Row& row : table) {
    std::string from = Enrollment::State_Name(row.from);
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kPause), row.pause) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kResume), row.resume) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kWithdraw), row.withdraw) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kRemove), row.remove) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kExpire), row.expire) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kAdvance), row.advance) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kLeave), row.leave) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kReturn), row.come_back) << from;
    EXPECT_EQ(Moved(row.from, EnrollmentMove::kLoseApproval), row.lose_approval) << from;
  }
}

TEST(Waitlist, IsInOrderOfPriorityThenSinceWhenPeopleWait) {
  auto waiting = [](const char* id, int priority, int since) {
    Enrollment enrollment = AnEnrollment(id, Enrollment::MENTEE, 0);
    enrollment.set_priority(priority);
    enrollment.mutable_waitlist_time()->set_seconds(since);
    return enrollment;
  };
  Enrollment rematched = waiting("zoe", 1, 30), early = waiting("bob", 0, 10), late = waiting("ada", 0, 20), same = waiting("carl", 0, 10);
  EXPECT_TRUE(WaitsBefore(rematched, early));
  EXPECT_TRUE(WaitsBefore(early, late));
  EXPECT_TRUE(WaitsBefore(early, same));
  EXPECT_FALSE(WaitsBefore(late, early) || WaitsBefore(early, rematched) || WaitsBefore(early, early));
}

TEST(Waitlist, AdvancesPastWhoIsNotReadyForAsManyAsThereArePlaces) {
  std::vector<Enrollment> enrollments;
  int since = 0;
  for (const char* id : {"zoe", "ada", "bob", "carl"}) {
    Enrollment& enrollment = enrollments.emplace_back(AnEnrollment(id, Enrollment::MENTEE, 0));
    enrollment.set_state(Enrollment::WAITLISTED);
    enrollment.mutable_waitlist_time()->set_seconds(++since);
  }
  auto let_in = [&](int places, int mentees) {
    std::vector<std::string> ids;
    auto is_ready = [](const Enrollment& one) { return one.profile() != NameOf("ada"); };
    auto changes = AdvanceWaitlist(enrollments, places, mentees, is_ready, kMonday);
    EXPECT_TRUE(changes.ok());
    for (const EnrollmentChange& change : *changes) {
      EXPECT_EQ(Said(change), "ACTIVE enrollment.activated");
      ids.push_back(change.enrollment.profile());
    }
    return ids;
  };
  EXPECT_THAT(let_in(2, 2), IsEmpty());
  EXPECT_THAT(let_in(3, 2), ElementsAre(NameOf("zoe")));
  EXPECT_THAT(let_in(4, 2), ElementsAre(NameOf("zoe"), NameOf("bob")));
  EXPECT_THAT(let_in(9, 2), ElementsAre(NameOf("zoe"), NameOf("bob"), NameOf("carl")));
}

TEST(Enrollment, IsReadyByWhatMatchingKnowsAsByWhatTheProfileServiceSays) {
  Projection people;
  Enrollment mentee = AnEnrollment("ada", Enrollment::MENTEE, 0), mentor = AnEnrollment("ada", Enrollment::MENTOR, 1);
  EXPECT_FALSE(IsReady(mentee, people)) << "nobody knows her yet";
  EnrollmentFacts facts = Facts();
  people.Put(facts.profile);
  EXPECT_FALSE(IsReady(mentee, people));
  EXPECT_TRUE(IsReady(mentor, people));
  Goal goal = facts.goals[0];
  people.Put(goal);
  EXPECT_TRUE(IsReady(mentee, people));
  goal.set_state(Goal::REACHED);
  people.Put(goal);
  EXPECT_FALSE(IsReady(mentee, people));
  facts.profile.mutable_mentor_offer()->set_vetting(MentorOffer::DECLINED);
  people.Put(facts.profile);
  EXPECT_FALSE(IsReady(mentor, people));
}

// Everything that decides whether somebody may come in by themselves.
TEST(Entrance, LetsPeopleInAsTheProgramSays) {
  using Policy = gilde::matching::v1::EnrollmentPolicy;
  struct Row {
    const char* name;
    Policy::Entry entry;
    const char* domain;
    Policy::Rejoin rejoin;
    int days_since_left;  // -1: was not there before
    bool administrator;
    const char* code;  // nullptr: none typed
    std::string reason;
  };
  const Row table[] = {
      {"anybody", Policy::ANYBODY, "", Policy::ANY_TIME, -1, false, nullptr, ""},
      {"unset is anybody", Policy::ENTRY_UNSPECIFIED, "", Policy::REJOIN_UNSPECIFIED, 0, false, nullptr, ""},
      {"applicants", Policy::APPLICATION, "", Policy::ANY_TIME, -1, false, nullptr, ""},
      {"without an invitation", Policy::INVITATION, "", Policy::ANY_TIME, -1, false, nullptr, "INVITATION_REQUIRED"},
      {"with a code", Policy::INVITATION, "", Policy::ANY_TIME, -1, false, "good", ""},
      {"with an unknown code", Policy::ANYBODY, "", Policy::ANY_TIME, -1, false, "none", "INVITATION_CODE_INVALID"},
      {"with a used code", Policy::ANYBODY, "", Policy::ANY_TIME, -1, true, "used", "INVITATION_CODE_INVALID"},
      {"with an old code", Policy::ANYBODY, "", Policy::ANY_TIME, -1, false, "old", "INVITATION_CODE_INVALID"},
      {"with a mentor's code", Policy::ANYBODY, "", Policy::ANY_TIME, -1, false, "mentors", "INVITATION_CODE_INVALID"},
      {"of the domain", Policy::ANYBODY, "ACME.example", Policy::ANY_TIME, -1, false, nullptr, ""},
      {"of another domain", Policy::ANYBODY, "other.example", Policy::ANY_TIME, -1, false, nullptr, "DOMAIN_NOT_APPROVED"},
      {"of a domain below", Policy::ANYBODY, "example", Policy::ANY_TIME, -1, false, nullptr, "DOMAIN_NOT_APPROVED"},
      {"of another domain with a code", Policy::ANYBODY, "other.example", Policy::ANY_TIME, -1, false, "good", ""},
      {"of another domain by an administrator", Policy::INVITATION, "other.example", Policy::ANY_TIME, -1, true, nullptr, ""},
      {"back too early", Policy::ANYBODY, "", Policy::AFTER_WAIT, 29, false, nullptr, "REJOIN_TOO_EARLY"},
      {"back in time", Policy::ANYBODY, "", Policy::AFTER_WAIT, 30, false, nullptr, ""},
      {"back too early with a code", Policy::ANYBODY, "", Policy::AFTER_WAIT, 29, false, "good", "REJOIN_TOO_EARLY"},
      {"back without the administrator", Policy::ANYBODY, "", Policy::BY_ADMINISTRATOR, 300, false, nullptr, "REJOIN_BY_ADMINISTRATOR"},
      {"back by the administrator", Policy::ANYBODY, "", Policy::BY_ADMINISTRATOR, 0, true, nullptr, ""},
  };
  std::map<std::string, gilde::matching::v1::InvitationCode> codes;
  for (const char* name : {"good", "used", "old", "mentors"}) {
    codes[name].set_uses_max(1);
    *codes[name].mutable_expire_time() = base::ToProto(kMonday + absl::Seconds(1));
  }
  codes["used"].set_uses(1);
  *codes["old"].mutable_expire_time() = base::ToProto(kMonday);
  codes["mentors"].add_roles(Enrollment::MENTOR);
  for (const Row& row : table) {
    Program program = RunningProgram();
    Policy& policy = *program.mutable_enrollment_policy();
    policy.set_entry(row.entry);
    if (*row.domain != 0) policy.add_approved_domains(row.domain);
    policy.set_rejoin(row.rejoin);
    policy.set_rejoin_wait_days(30);
    EnrollmentFacts facts = Facts();
    facts.profile.set_email("ada@acme.example");
    Entrance entrance{.by_administrator = row.administrator, .code_typed = row.code != nullptr};
    if (row.code != nullptr && codes.count(row.code) > 0) entrance.code = codes[row.code];
    if (row.days_since_left >= 0) {
      entrance.before = Draft(Enrollment::MENTEE, Enrollment::WITHDRAWN);
      *entrance.before->mutable_leave_time() = base::ToProto(kMonday - absl::Hours(24 * row.days_since_left));
    }
    absl::Status status = CheckEntrance(Draft(Enrollment::MENTEE), program, facts.profile, entrance, kMonday);
    EXPECT_EQ(base::ReasonOf(status), row.reason) << row.name;
  }
}

TEST(InvitationCode, EndsAtAValidTimeWithinTenYears) {
  auto wrong = [](std::int64_t seconds, int nanos) {
    gilde::matching::v1::InvitationCode draft;
    draft.mutable_expire_time()->set_seconds(seconds);
    draft.mutable_expire_time()->set_nanos(nanos);
    base::Violations violations;
    CheckInvitationCode(draft, kMonday, violations);
    return Named(violations);
  };
  const std::int64_t now = absl::ToUnixSeconds(kMonday), latest = now + 3650 * 24 * 3600LL;
  EXPECT_THAT(wrong(now, 1), IsEmpty());
  EXPECT_THAT(wrong(latest, 0), IsEmpty());
  for (auto [seconds, nanos] :
       {std::make_pair(now, 0), {latest, 1}, {now + 60, -1}, {now + 60, 1'000'000'000}, {INT64_MAX, 0}, {INT64_MIN, 0}}) {
    EXPECT_THAT(wrong(seconds, nanos), ElementsAre("invitation_code.expire_time TIME_INVALID")) << seconds << " " << nanos;
  }
}

}  // namespace
}  // namespace gilde::matching::domain
