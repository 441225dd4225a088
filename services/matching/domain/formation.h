// Whether two people can come together now: program, enrollments, seats, what was between them before.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

class Projection;

// FAILED_PRECONDITION / PROGRAM_NOT_OPEN unless relationships may begin in it.
absl::Status CheckOpen(const gilde::matching::v1::Program& program);

// Whether this enrollment (null: none) lets somebody mentor or be mentored in the program: FAILED_PRECONDITION / MENTOR_NOT_AVAILABLE,
// MENTEE_NOT_ENROLLED. In INFORMAL programs nobody needs one.
absl::Status CheckMentor(const gilde::matching::v1::Program& program, const gilde::matching::v1::Enrollment* enrollment);
absl::Status CheckMentee(const gilde::matching::v1::Program& program, const gilde::matching::v1::Enrollment* enrollment);
// FAILED_PRECONDITION / MENTOR_NOT_AVAILABLE, which says no more than that.
absl::Status NotAvailable();
// FAILED_PRECONDITION / MENTOR_AT_CAPACITY when every seat of the enrollment is taken; where there is none, seats are not counted.
absl::Status CheckSeat(const gilde::matching::v1::Enrollment* enrollment);

// Whether somebody is a mentee, or peer, of a mentorship of the program that has not ended.
bool LearnsIn(const std::vector<gilde::matching::v1::Mentorship>& mentorships, std::string_view program, std::string_view person);

// What there was and is between two people, from the mentorships of one of them.
struct Past {
  bool together = false;  // a mentorship has not ended
  bool never = false;     // one ended in a mismatch, or somebody asked never to be matched again
};
Past PastWith(const std::vector<gilde::matching::v1::Mentorship>& mentorships, std::string_view other);
// FAILED_PRECONDITION / ALREADY_TOGETHER.
absl::Status CheckNotTogether(const Past& past);

// Whether everybody of a new mentorship may take part in it and its seats are free: errors as CheckMentor, CheckSeat, CheckMentee,
// CheckNotTogether. Of a person, `enrollment_of` finds the enrollment in the program, `mentorships_of` all mentorships.
absl::Status CheckPlaces(
    const gilde::matching::v1::Program& program, const gilde::matching::v1::Mentorship& draft,
    absl::FunctionRef<absl::StatusOr<std::optional<gilde::matching::v1::Enrollment>>(const std::string& person)> enrollment_of,
    absl::FunctionRef<absl::StatusOr<std::vector<gilde::matching::v1::Mentorship>>(const std::string& person)> mentorships_of);

// Whether a mentor can be asked now, all considered.
bool CanBeAsked(const gilde::matching::v1::Program& program, const gilde::matching::v1::Enrollment* enrollment, const Past& past,
                const std::vector<gilde::matching::v1::ConversationRequest>& open_requests, std::string_view mentor);

// Whether one is the other's manager or manager's manager, or both have one manager. `manager` is the profile of the mentee's manager, or
// null.
bool InReportingLine(const gilde::profile::v1::Profile& mentee, const gilde::profile::v1::Profile& mentor,
                     const gilde::profile::v1::Profile* manager);

// Whether their profiles keep two people apart whoever wants them together: one blocks the other, or they are in the mentee's reporting
// line.
bool KeptApart(const gilde::profile::v1::Profile& mentee, const gilde::profile::v1::Profile& mentor,
               const gilde::profile::v1::Profile* manager);

// Whether a request between two people, by their profiles, may still become a mentorship: nothing keeps them apart, and the mentor is
// vetted (between peers that is not asked). `manager` is the profile of the mentee's manager, or null.
bool MayBegin(const gilde::profile::v1::Profile& mentee, const gilde::profile::v1::Profile& mentor,
              const gilde::profile::v1::Profile* manager, const gilde::matching::v1::Program& program);

// Whether this mentee can ask this mentor at all, by their profiles: active, vetted (between peers that is not asked), not on a break,
// neither blocks the other, and not in the mentee's reporting line. `manager` is the profile of the mentee's manager, or null.
bool Askable(const gilde::profile::v1::Profile& mentee, const gilde::profile::v1::Profile& mentor,
             const gilde::profile::v1::Profile* manager, const gilde::matching::v1::Program& program, absl::Time now);
// The same of two people by their names, who could come together once: of somebody who is too new to be known nothing else has become
// known. UNAVAILABLE / PEOPLE_NOT_READ before everybody has been read.
absl::StatusOr<bool> Askable(const Projection& people, const std::string& mentee, const std::string& mentor,
                             const gilde::matching::v1::Program& program, absl::Time now);

}  // namespace gilde::matching::domain
