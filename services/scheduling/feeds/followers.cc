#include "services/scheduling/feeds/followers.h"

#include <algorithm>

#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "services/scheduling/domain/availability.h"
#include "services/scheduling/domain/meeting.h"
#include "services/scheduling/domain/rules.h"
#include "services/scheduling/store/diaries.h"
#include "services/scheduling/store/kinds.h"

namespace gilde::scheduling::feeds {
namespace {

using profile::v1::Profile;

// Writes the person's availability as their profile says. Publishes nothing: nobody changed their hours.
absl::Status FollowAvailability(const Profile& profile, storage::Writer& writer) {
  absl::StatusOr<v1::Availability> found = writer.Get<v1::Availability>(domain::AvailabilityName(profile.name()));
  if (!found.ok() && !absl::IsNotFound(found.status())) return found.status();
  v1::Availability availability = found.ok() ? *found : domain::DefaultAvailability(profile.name(), profile.time_zone());
  bool deactivated = profile.state() == Profile::DEACTIVATED;
  bool same = found.ok() && availability.time_zone() == profile.time_zone() && availability.deactivated() == deactivated;
  if (same) return absl::OkStatus();
  availability.set_time_zone(profile.time_zone());
  availability.set_deactivated(deactivated);
  GILDE_RETURN_IF_ERROR((found.ok() ? writer.Update(std::move(availability), "") : writer.Create(std::move(availability), "")).status());
  return store::Touch(writer, profile.name());
}

absl::Status CancelAll(storage::Writer& writer, std::vector<v1::Meeting> meetings, v1::Meeting::CancelReason reason) {
  for (v1::Meeting& meeting : meetings) {
    GILDE_ASSIGN_OR_RETURN(domain::Change cancelled, domain::Cancel(std::move(meeting), reason, "", writer.call().now));
    GILDE_RETURN_IF_ERROR(store::SaveCancelled(writer, std::move(cancelled.meeting), cancelled.event).status());
  }
  return absl::OkStatus();
}

// Somebody left a group that goes on: only the meetings they would have taken part in are cancelled.
absl::Status FollowLeft(const common::v1::Event& event, storage::Writer& writer) {
  matching::v1::Mentorship mentorship;
  if (!event.payload().UnpackTo(&mentorship)) return absl::OkStatus();
  storage::Query scheduled = store::MeetingQuery(base::OrganizationOf(event.subject()), "", event.subject(), v1::Meeting::SCHEDULED);
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Meeting> meetings, writer.Find<v1::Meeting>(scheduled));
  auto stays = [&](const std::string& person) { return domain::IsOf(mentorship, person); };
  std::vector<v1::Meeting> without;
  for (v1::Meeting& meeting : meetings) {
    if (!std::all_of(meeting.participants().begin(), meeting.participants().end(), stays)) without.push_back(std::move(meeting));
  }
  GILDE_ASSIGN_OR_RETURN(auto holds, writer.Find<v1::Hold>(store::HoldQuery(base::OrganizationOf(event.subject()), event.subject())));
  for (const v1::Hold& hold : holds) {
    if (!std::all_of(hold.participants().begin(), hold.participants().end(), stays)) {
      GILDE_RETURN_IF_ERROR(store::DropHold(writer, hold, "hold.released"));
    }
  }
  return CancelAll(writer, std::move(without), v1::Meeting::MENTORSHIP_ENDED);
}

// Takes the profile's name, address and zone over; false when nothing is different.
bool Refresh(v1::Meeting& meeting, const Profile& profile) {
  bool different = false;
  for (v1::Attendee& attendee : *meeting.mutable_attendees()) {
    if (attendee.profile() != profile.name()) continue;
    different = attendee.time_zone() != profile.time_zone() || attendee.email() != profile.email() ||
                attendee.display_name() != profile.display_name();
    attendee.set_time_zone(profile.time_zone());
    attendee.set_email(profile.email());
    attendee.set_display_name(profile.display_name());
  }
  return different;
}

}  // namespace

absl::Status FollowProfile(const common::v1::Event& event, storage::Writer& writer) {
  Profile profile;
  if (!event.payload().UnpackTo(&profile)) return absl::OkStatus();
  if (!base::Zone(profile.time_zone()).ok()) profile.set_time_zone("Etc/UTC");
  GILDE_RETURN_IF_ERROR(FollowAvailability(profile, writer));
  storage::Query scheduled = store::MeetingQuery(base::OrganizationOf(profile.name()), profile.name(), "", v1::Meeting::SCHEDULED);
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Meeting> meetings, writer.Find<v1::Meeting>(scheduled));
  if (profile.state() == Profile::DEACTIVATED) return CancelAll(writer, std::move(meetings), v1::Meeting::PERSON_DEACTIVATED);
  for (v1::Meeting& meeting : meetings) {
    if (!Refresh(meeting, profile)) continue;
    domain::Change reissued = domain::Reissue(std::move(meeting), writer.call().now);
    GILDE_RETURN_IF_ERROR(writer.Update(std::move(reissued.meeting), reissued.event).status());
  }
  return absl::OkStatus();
}

absl::Status FollowMentorship(const common::v1::Event& event, storage::Writer& writer) {
  if (event.type() == "mentorship.person_left") return FollowLeft(event, writer);
  std::string_view organization = base::OrganizationOf(event.subject());
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Hold> holds, writer.Find<v1::Hold>(store::HoldQuery(organization, event.subject())));
  for (const v1::Hold& hold : holds) GILDE_RETURN_IF_ERROR(store::DropHold(writer, hold, "hold.released"));
  storage::Query scheduled = store::MeetingQuery(organization, "", event.subject(), v1::Meeting::SCHEDULED);
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Meeting> meetings, writer.Find<v1::Meeting>(scheduled));
  bool paused = event.type() == "mentorship.paused";
  // Booked by people who knew of the end, before it was read here.
  auto later = [&](const v1::Meeting& meeting) { return event.type() == "mentorship.ended" && meeting.in_contact(); };
  meetings.erase(std::remove_if(meetings.begin(), meetings.end(), later), meetings.end());
  return CancelAll(writer, std::move(meetings), paused ? v1::Meeting::MENTORSHIP_PAUSED : v1::Meeting::MENTORSHIP_ENDED);
}

}  // namespace gilde::scheduling::feeds
