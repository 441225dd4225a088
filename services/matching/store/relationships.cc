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

// Where mentees stand who have a new mentorship, are to be matched again, or are served.
absl::Status PutInLine(storage::Writer& writer, const std::string& program, const google::protobuf::RepeatedPtrField<std::string>& mentees,
                       int priority, bool served) {
  for (const std::string& mentee : mentees) {
    GILDE_ASSIGN_OR_RETURN(std::optional<v1::Enrollment> enrollment, FindEnrollment(writer, program, mentee));
    if (!enrollment || (enrollment->priority() == priority && enrollment->served() == served)) continue;
    enrollment->set_priority(priority);
    enrollment->set_served(served);
    // Tells those who wait that a place may be free.
    GILDE_RETURN_IF_ERROR(writer.Update(*std::move(enrollment), "enrollment.seat_changed").status());
  }
  return absl::OkStatus();
}

// Those who have no other mentorship in the program that goes on.
absl::StatusOr<google::protobuf::RepeatedPtrField<std::string>> WithoutAnother(storage::Reader& reader, const std::string& program,
                                                                               const std::vector<std::string>& mentees) {
  google::protobuf::RepeatedPtrField<std::string> without;
  for (const std::string& mentee : mentees) {
    GILDE_ASSIGN_OR_RETURN(std::vector<v1::Mentorship> all, MentorshipsOf(reader, mentee));
    bool another = std::any_of(all.begin(), all.end(), [&](const v1::Mentorship& other) {
      bool is_mentee = std::find(other.mentees().begin(), other.mentees().end(), mentee) != other.mentees().end();
      return is_mentee && other.program() == program && other.state() != v1::Mentorship::ENDED && other.state() != v1::Mentorship::CONTACT;
    });
    if (!another) without.Add()->assign(mentee);
  }
  return without;
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
                                    const std::vector<std::string>& seats_taken, const std::vector<std::string>& served) {
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
  if (is_new) GILDE_RETURN_IF_ERROR(PutInLine(writer, program, mentorship.mentees(), 0, false));
  if (!served.empty()) {
    GILDE_ASSIGN_OR_RETURN(auto without, WithoutAnother(writer, program, served));
    GILDE_RETURN_IF_ERROR(PutInLine(writer, program, without, 0, true));
  }
  if (!seats_freed.empty()) GILDE_RETURN_IF_ERROR(PutInLine(writer, program, mentorship.rematch(), 1, false));
  return mentorship;
}

}  // namespace gilde::matching::store
