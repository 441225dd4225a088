// What the meetings of a mentorship mean for it: contact, counts, and the offer of ten minutes when there is no time.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

// A meeting was held.
absl::StatusOr<Change> MeetingCompleted(gilde::matching::v1::Mentorship mentorship, const gilde::scheduling::v1::Meeting& meeting,
                                        absl::Time now);
// Its follow-up was submitted, or was missed.
absl::StatusOr<Change> FollowUpSubmitted(gilde::matching::v1::Mentorship mentorship, const gilde::scheduling::v1::Meeting& meeting,
                                         absl::Time now);
absl::StatusOr<Change> FollowUpMissed(gilde::matching::v1::Mentorship mentorship, absl::Time now);
// A meeting was moved; after two in a row (the program's rules) ten minutes or an update are offered.
absl::StatusOr<Change> MeetingMoved(gilde::matching::v1::Mentorship mentorship, const gilde::scheduling::v1::Meeting& meeting,
                                    absl::Time now);
// A search for a slot found nothing.
absl::StatusOr<Change> NoSlotFound(gilde::matching::v1::Mentorship mentorship, absl::Time now);
// Anything else that happened to a meeting, for the timeline.
absl::StatusOr<Change> MeetingHappened(gilde::matching::v1::Mentorship mentorship, std::string_view type,
                                       const gilde::scheduling::v1::Meeting& meeting, absl::Time now);

}  // namespace gilde::matching::domain
