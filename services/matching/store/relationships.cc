#include "services/matching/store/relationships.h"

#include <algorithm>
#include <utility>

#include "common/base/ids.h"
#include "services/matching/store/mentorship_kinds.h"

namespace gilde::matching::store {
namespace {

absl::Status ChangeSeats(storage::Writer& writer, const std::string& program, const std::string& profile, int by) {
  GILDE_ASSIGN_OR_RETURN(std::optional<v1::Enrollment> enrollment, FindEnrollment(writer, program, profile));
  if (!enrollment) return absl::OkStatus();
  enrollment->set_seats_taken(std::max(0, enrollment->seats_taken() + by));
  return writer.Update(*std::move(enrollment), "enrollment.seat_changed").status();
}

// Puts somebody first in line for another mentor, or back in the row once they have one.
absl::Status SetPriority(storage::Writer& writer, const std::string& program, const std::string& profile, int priority) {
  GILDE_ASSIGN_OR_RETURN(std::optional<v1::Enrollment> enrollment, FindEnrollment(writer, program, profile));
  if (!enrollment || enrollment->priority() == priority) return absl::OkStatus();
  enrollment->set_priority(priority);
  return writer.Update(*std::move(enrollment), "").status();
}

std::string OrganizationOf(std::string_view name) { return base::OrganizationName(name); }

}  // namespace

absl::StatusOr<std::optional<v1::Enrollment>> FindEnrollment(storage::Reader& reader, const std::string& program,
                                                             const std::string& profile) {
  return reader.FindOne<v1::Enrollment>({.parent = program, .key = "profile", .value = profile});
}

absl::StatusOr<std::vector<v1::Mentorship>> MentorshipsOf(storage::Reader& reader, const std::string& profile) {
  return reader.Find<v1::Mentorship>({.parent = OrganizationOf(profile), .key = "person", .value = profile});
}

absl::StatusOr<std::vector<v1::ConversationRequest>> RequestsOf(storage::Reader& reader, const std::string& mentee) {
  return reader.Find<v1::ConversationRequest>({.parent = OrganizationOf(mentee), .key = "mentee", .value = mentee});
}

absl::StatusOr<std::vector<v1::ConversationRequest>> OpenRequestsOf(storage::Reader& reader, const std::string& mentee) {
  return reader.Find<v1::ConversationRequest>(
      {.parent = OrganizationOf(mentee), .key = "mentee_state", .value = WithState(mentee, v1::ConversationRequest::SENT)});
}

absl::StatusOr<v1::Mentorship> Save(storage::Writer& writer, v1::Mentorship mentorship, const std::vector<std::string>& events,
                                    const std::vector<v1::TimelineEntry>& timeline, const std::vector<std::string>& seats_freed,
                                    const std::vector<std::string>& seats_taken) {
  std::string first = events.empty() ? "mentorship.counted" : events.front();
  std::string program = mentorship.program();
  bool is_new = mentorship.etag().empty();
  if (is_new) {
    GILDE_ASSIGN_OR_RETURN(mentorship, writer.Create(std::move(mentorship), first));
  } else {
    GILDE_ASSIGN_OR_RETURN(mentorship, writer.Update(std::move(mentorship), first));
  }
  for (size_t i = 1; i < events.size(); ++i) writer.Publish(events[i], mentorship.name(), mentorship);
  for (const v1::TimelineEntry& entry : timeline) GILDE_RETURN_IF_ERROR(writer.Create(entry, "").status());
  for (const std::string& profile : seats_freed) GILDE_RETURN_IF_ERROR(ChangeSeats(writer, program, profile, -1));
  for (const std::string& profile : seats_taken) GILDE_RETURN_IF_ERROR(ChangeSeats(writer, program, profile, 1));
  if (is_new) {
    for (const std::string& mentee : mentorship.mentees()) GILDE_RETURN_IF_ERROR(SetPriority(writer, program, mentee, 0));
  }
  if (!seats_freed.empty()) {
    for (const std::string& mentee : mentorship.rematch()) GILDE_RETURN_IF_ERROR(SetPriority(writer, program, mentee, 1));
  }
  return mentorship;
}

}  // namespace gilde::matching::store
