// Mentorships and requests with what belongs to them: events, timeline, seats.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"

namespace gilde::matching::store {

// The enrollment of a person in a program, if any.
absl::StatusOr<std::optional<v1::Enrollment>> FindEnrollment(storage::Reader& reader, const std::string& program,
                                                             const std::string& profile);

// Every mentorship of a person, in any state.
absl::StatusOr<std::vector<v1::Mentorship>> MentorshipsOf(storage::Reader& reader, const std::string& profile);
// Requests a person has sent: all, or those that are open.
absl::StatusOr<std::vector<v1::ConversationRequest>> RequestsOf(storage::Reader& reader, const std::string& mentee);
absl::StatusOr<std::vector<v1::ConversationRequest>> OpenRequestsOf(storage::Reader& reader, const std::string& mentee);

// Writes a mentorship, new or not, with all that a change of it holds (domain::Change), and returns it as stored. A change that tells
// nothing else publishes `mentorship.counted`, so that whoever follows the feed knows every mentorship as it is. Seats that it takes or
// frees change the enrollments of their people, where they have one, and publish `enrollment.seat_changed`; mentees who are to be
// rematched get priority 1 in theirs, and 0 with a new mentorship; those who are served are so until they have another.
absl::StatusOr<v1::Mentorship> Save(storage::Writer& writer, v1::Mentorship mentorship, const std::vector<std::string>& events,
                                    const std::vector<v1::TimelineEntry>& timeline, const std::vector<std::string>& seats_freed,
                                    const std::vector<std::string>& seats_taken, const std::vector<std::string>& served);
template <class Change>
absl::StatusOr<v1::Mentorship> Save(storage::Writer& writer, Change change) {
  return Save(writer, std::move(change.mentorship), change.events, change.timeline, change.seats_freed, change.seats_taken, change.served);
}

}  // namespace gilde::matching::store
