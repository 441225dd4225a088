// Enrollments: who may take part as what, and the states of taking part.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

// What enrolling depends on, as it is now.
struct EnrollmentFacts {
  gilde::profile::v1::Profile profile;
  std::vector<gilde::profile::v1::Goal> goals;
  // Seats of active mentors, and mentees active: a mentee waits when there are as many of these as of those, unless no mentor is there yet.
  int seats = 0;
  int mentees = 0;
};

// What is wrong with an enrollment that somebody asks for.
void CheckEnrollment(const gilde::matching::v1::Enrollment& enrollment, gilde::matching::v1::Program::Kind kind, std::string_view field,
                     base::Violations& violations);
// FAILED_PRECONDITION / PROFILE_NOT_ACTIVE, GOAL_REQUIRED or MENTOR_NOT_VETTED unless the person can be ACTIVE in these roles.
absl::Status CheckReady(const gilde::matching::v1::Enrollment& enrollment, const EnrollmentFacts& facts);

struct EnrollmentChange {
  gilde::matching::v1::Enrollment enrollment;
  std::string_view event;
};
// A new enrollment: INVITED or APPLIED as it asks, else ACTIVE or WAITLISTED. Errors as CheckReady; FAILED_PRECONDITION / PROGRAM_NOT_OPEN.
absl::StatusOr<EnrollmentChange> Enroll(gilde::matching::v1::Enrollment draft, const gilde::matching::v1::Program& program,
                                        const EnrollmentFacts& facts, absl::Time now);
// Makes an INVITED or APPLIED one ACTIVE or WAITLISTED, from the program's DRAFT on. FAILED_PRECONDITION / ENROLLMENT_STATE;
// PROGRAM_NOT_OPEN once it is closed; as CheckReady.
absl::StatusOr<EnrollmentChange> Admit(gilde::matching::v1::Enrollment enrollment, const gilde::matching::v1::Program& program,
                                       const EnrollmentFacts& facts);

enum class EnrollmentMove { kPause, kResume, kWithdraw, kRemove, kExpire, kAdvance };
// FAILED_PRECONDITION / ENROLLMENT_STATE.
absl::StatusOr<EnrollmentChange> MoveEnrollment(gilde::matching::v1::Enrollment enrollment, EnrollmentMove move);

bool HasRole(const gilde::matching::v1::Enrollment& enrollment, gilde::matching::v1::Enrollment::Role role);

}  // namespace gilde::matching::domain
