// Enrollments: who may take part as what, and the states of taking part.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::domain {

// What enrolling depends on, as it is now.
struct EnrollmentFacts {
  gilde::profile::v1::Profile profile;
  std::vector<gilde::profile::v1::Goal> goals;
  // Whether the person is the mentee of a mentorship of the program that goes on.
  bool learns = false;
  // Seats of active mentors, and mentees active: a mentee waits when there are as many of these as of those, unless no mentor is there yet.
  int seats = 0;
  int mentees = 0;
  // Mentees who wait already and are ready: nobody goes past them.
  int waiting = 0;
};

// What is wrong with an enrollment that somebody asks for. KIND_UNSPECIFIED for a program that is not known.
void CheckEnrollment(const gilde::matching::v1::Enrollment& enrollment, gilde::matching::v1::Program::Kind kind, std::string_view field,
                     base::Violations& violations);
// Whether somebody who is or was enrolled may enroll anew.
bool MayEnrollAgain(const gilde::matching::v1::Enrollment& before, bool by_administrator);

// What is wrong with a new code, and the code as it is kept; `typed` is what people type.
void CheckInvitationCode(const gilde::matching::v1::InvitationCode& draft, absl::Time now, base::Violations& violations);
gilde::matching::v1::InvitationCode NewInvitationCode(const gilde::matching::v1::InvitationCode& draft, std::string_view name,
                                                      std::string_view typed, const gilde::matching::v1::Program& program, absl::Time now);
// FAILED_PRECONDITION / PROFILE_NOT_ACTIVE, GOAL_REQUIRED or MENTOR_NOT_VETTED unless the person can be ACTIVE in these roles.
absl::Status CheckReady(const gilde::matching::v1::Enrollment& enrollment, const EnrollmentFacts& facts);
// The same by what matching knows of people. Whom it does not know is not ready.
bool IsReady(const gilde::matching::v1::Enrollment& enrollment, const Projection& people);
// Whether it takes part as a mentor without an approved mentor offer: one that was approved when it became ACTIVE.
bool LacksApproval(const gilde::matching::v1::Enrollment& enrollment, const gilde::profile::v1::Profile& profile);

// How somebody comes into a program.
struct Entrance {
  bool by_administrator = false;
  bool code_typed = false;
  std::optional<gilde::matching::v1::InvitationCode> code;  // the one that was typed, if there is one
  std::optional<gilde::matching::v1::Enrollment> before;    // the person's earlier enrollment, if any
};
// Whether the program's enrollment policy lets the person in this way: FAILED_PRECONDITION / INVITATION_CODE_INVALID,
// REJOIN_BY_ADMINISTRATOR, REJOIN_TOO_EARLY, INVITATION_REQUIRED, DOMAIN_NOT_APPROVED.
absl::Status CheckEntrance(const gilde::matching::v1::Enrollment& draft, const gilde::matching::v1::Program& program,
                           const gilde::profile::v1::Profile& profile, const Entrance& entrance, absl::Time now);

// Order of the waitlist: by priority, then since when they wait, then by name.
bool WaitsBefore(const gilde::matching::v1::Enrollment& a, const gilde::matching::v1::Enrollment& b);

struct EnrollmentChange {
  gilde::matching::v1::Enrollment enrollment;
  std::string_view event;
};
// A new enrollment: INVITED or APPLIED as it or the program asks, else ACTIVE or WAITLISTED. FAILED_PRECONDITION / PROGRAM_NOT_OPEN; errors
// as CheckEntrance, then as CheckReady.
absl::StatusOr<EnrollmentChange> Enroll(gilde::matching::v1::Enrollment draft, const gilde::matching::v1::Program& program,
                                        const EnrollmentFacts& facts, const Entrance& entrance, absl::Time now);
// Makes an INVITED or APPLIED one ACTIVE or WAITLISTED, from the program's DRAFT on. FAILED_PRECONDITION / ENROLLMENT_STATE;
// PROGRAM_NOT_OPEN once it is closed; as CheckReady.
absl::StatusOr<EnrollmentChange> Admit(gilde::matching::v1::Enrollment enrollment, const gilde::matching::v1::Program& program,
                                       const EnrollmentFacts& facts, absl::Time now);

// Whether there is a role in `next` that was not in `current`.
bool HasNewRole(const gilde::matching::v1::Enrollment& current, const gilde::matching::v1::Enrollment& next);
// One that is ACTIVE or WAITLISTED and has other roles now, in its place: whoever was a mentee before keeps it, and whoever is none any
// more waits no longer.
EnrollmentChange PlaceAgain(gilde::matching::v1::Enrollment next, const gilde::matching::v1::Enrollment& current,
                            const EnrollmentFacts& facts, absl::Time now);

// kLeave and kReturn: the person leaves the organization, and comes back to it. kLoseApproval: see LacksApproval.
enum class EnrollmentMove { kPause, kResume, kWithdraw, kRemove, kExpire, kAdvance, kLeave, kReturn, kLoseApproval };
// FAILED_PRECONDITION / ENROLLMENT_STATE.
absl::StatusOr<EnrollmentChange> MoveEnrollment(gilde::matching::v1::Enrollment enrollment, EnrollmentMove move, absl::Time now);

// From PAUSED to ACTIVE, or to WAITLISTED where a mentee finds no place. FAILED_PRECONDITION / ENROLLMENT_STATE; as CheckReady.
absl::StatusOr<EnrollmentChange> Resume(gilde::matching::v1::Enrollment enrollment, const EnrollmentFacts& facts, absl::Time now);

// Those of the waitlist who come in now: in its order, one for every place that no mentee has. Whoever is not ready is passed over and
// keeps their place in line.
absl::StatusOr<std::vector<EnrollmentChange>> AdvanceWaitlist(std::vector<gilde::matching::v1::Enrollment> enrollments, int places,
                                                              int mentees,
                                                              absl::FunctionRef<bool(const gilde::matching::v1::Enrollment&)> is_ready,
                                                              absl::Time now);

// Paths that a caller cannot set. `state` is judged by what is asked for.
const base::OutputOnly& EnrollmentOutputOnly();

bool HasRole(const gilde::matching::v1::Enrollment& enrollment, gilde::matching::v1::Enrollment::Role role);

// How many mentees one seat of a mentor takes: one, or a group as large as the program allows.
int MenteesOfSeat(const gilde::matching::v1::Program& program);

}  // namespace gilde::matching::domain
