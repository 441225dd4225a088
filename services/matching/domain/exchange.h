// What passes between the people of a mentorship: advice and what comes of it, feedback, appreciation, check-ins, the pulse.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/domain/passing.h"

namespace gilde::matching::domain {

// Checks that name every bad field; paths begin with the request's field.
base::Violations CheckAdvice(const gilde::matching::v1::Advice& draft);
base::Violations CheckFeedback(const gilde::matching::v1::Feedback& draft);
base::Violations CheckAppreciation(const gilde::matching::v1::Appreciation& draft);
base::Violations CheckCheckIn(const gilde::matching::v1::CheckIn& draft);
base::Violations CheckPulse(const gilde::matching::v1::Pulse& draft);
// FAILED_PRECONDITION / MENTORSHIP_NOT_RUNNING where contacts do not count.
absl::Status CheckMayRecordPulse(const gilde::matching::v1::Mentorship& mentorship);
// Each refuses where contacts do not count. The drafts are checked and have their names.
// PERMISSION_DENIED / NOT_A_MENTOR; INVALID_ARGUMENT / RECEIVER_MISSING, RECEIVER_INVALID.
absl::StatusOr<Exchange<gilde::matching::v1::Advice>> GiveAdvice(gilde::matching::v1::Mentorship mentorship,
                                                                 gilde::matching::v1::Advice draft, const Actor& actor, absl::Time now);
// PERMISSION_DENIED / NOT_A_PARTY unless the actor is the receiver; FAILED_PRECONDITION / ADVICE_NOT_OPEN.
absl::StatusOr<Exchange<gilde::matching::v1::Advice>> ActOnAdvice(gilde::matching::v1::Mentorship mentorship,
                                                                  gilde::matching::v1::Advice advice, std::string_view action,
                                                                  const Actor& actor, absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::Advice>> ReportAdvice(gilde::matching::v1::Mentorship mentorship,
                                                                   gilde::matching::v1::Advice advice, std::string_view outcome,
                                                                   const Actor& actor, absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::Feedback>> GiveFeedback(gilde::matching::v1::Mentorship mentorship,
                                                                     gilde::matching::v1::Feedback draft, const Actor& actor,
                                                                     absl::Time now);
// PERMISSION_DENIED / NOT_A_PARTY unless the actor is the receiver; FAILED_PRECONDITION / ALREADY_ACKNOWLEDGED.
absl::StatusOr<Exchange<gilde::matching::v1::Feedback>> AcknowledgeFeedback(gilde::matching::v1::Mentorship mentorship,
                                                                            gilde::matching::v1::Feedback feedback, std::string_view words,
                                                                            const Actor& actor, absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::Appreciation>> Appreciate(gilde::matching::v1::Mentorship mentorship,
                                                                       gilde::matching::v1::Appreciation draft, const Actor& actor,
                                                                       absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::CheckIn>> RecordCheckIn(gilde::matching::v1::Mentorship mentorship,
                                                                     gilde::matching::v1::CheckIn draft, const Actor& actor,
                                                                     absl::Time now);

// The persona that a mentee looks for after a mismatch.
gilde::profile::v1::MentorPersona PersonaOf(const gilde::matching::v1::NeededInstead& needed);

}  // namespace gilde::matching::domain
