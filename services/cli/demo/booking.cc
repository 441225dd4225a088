// Slots and bookings, as every chapter makes them.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/cli/demo/stage.h"

namespace gilde::cli {

using gilde::scheduling::v1::FindSlotsRequest;
using gilde::scheduling::v1::FindSlotsResponse;
using gilde::scheduling::v1::Hold;
using gilde::scheduling::v1::LocalTime;
using gilde::scheduling::v1::Meeting;
using gilde::scheduling::v1::Slot;

namespace {

// An id from a key of the story: `p03-2`.
std::string IdOfKey(const std::string& key) { return absl::StrReplaceAll(key, {{"/", "-"}}); }

absl::StatusOr<Slot> FindSlot(Stage& stage, const Booking& booking) {
  FindSlotsRequest request;
  request.set_parent(stage.story.Organization());
  request.add_participants(booking.pair->mentee->name);
  request.add_participants(booking.pair->mentor->name);
  request.set_minutes(booking.minutes);
  *request.mutable_start_time() = base::ToProto(booking.from);
  *request.mutable_end_time() = base::ToProto(booking.to);
  request.set_max_slots(3);
  request.set_mentorship(booking.pair->mentorship);
  GILDE_ASSIGN_OR_RETURN(FindSlotsResponse found,
                         stage.story.Do<FindSlotsResponse>(booking.key + "/slots", stage.As(*booking.pair->mentee),
                                                           "gilde.scheduling.v1.AvailabilityService/FindSlots", request));
  if (found.slots_size() > 0) return found.slots(0);
  if (found.no_slot().shorter_slots_size() > 0) return found.no_slot().shorter_slots(0);
  return absl::NotFoundError("no slot");
}

}  // namespace

absl::StatusOr<Booked> Book(Stage& stage, const Booking& booking) {
  GILDE_ASSIGN_OR_RETURN(Slot slot, FindSlot(stage, booking));
  Identity mentee = stage.As(*booking.pair->mentee);
  gilde::scheduling::v1::BookMeetingRequest request;
  request.set_parent(stage.story.Organization());
  request.set_meeting_id(IdOfKey(booking.key));
  request.set_link(absl::StrCat("https://meet.halyard.example/", IdOfKey(booking.key)));
  if (booking.by_hold) {
    gilde::scheduling::v1::HoldSlotRequest hold;
    hold.set_parent(stage.story.Organization());
    hold.set_hold_id(IdOfKey(booking.key));
    hold.mutable_hold()->set_mentorship(booking.pair->mentorship);
    *hold.mutable_hold()->mutable_start_time() = slot.start_time();
    *hold.mutable_hold()->mutable_end_time() = slot.end_time();
    GILDE_ASSIGN_OR_RETURN(Hold held,
                           stage.story.Do<Hold>(booking.key + "/hold", mentee, "gilde.scheduling.v1.MeetingService/HoldSlot", hold));
    request.set_hold(held.name());
    request.mutable_meeting();
  } else {
    request.mutable_meeting()->set_mentorship(booking.pair->mentorship);
    *request.mutable_meeting()->mutable_start_time() = slot.start_time();
    *request.mutable_meeting()->mutable_end_time() = slot.end_time();
  }
  GILDE_ASSIGN_OR_RETURN(Meeting meeting,
                         stage.story.Do<Meeting>(booking.key + "/book", mentee, "gilde.scheduling.v1.MeetingService/BookMeeting", request));
  return Booked{meeting.name(), slot};
}

std::string WhatTimeForWhom(const Stage& stage, const Slot& slot) {
  std::vector<std::string> parts;
  for (const LocalTime& local : slot.people()) {
    absl::CivilSecond start;
    std::string when = local.local_start();
    if (absl::ParseLenientCivilTime(when, &start)) {
      when = absl::FormatTime("%a %d %b %H:%M", absl::FromCivil(start, absl::UTCTimeZone()), absl::UTCTimeZone());
    }
    std::string place = absl::StrReplaceAll(local.time_zone().substr(local.time_zone().rfind('/') + 1), {{"_", " "}});
    const Member* member = stage.Find(local.person());
    parts.push_back(absl::StrCat(when, " for ", member == nullptr ? "somebody" : member->person.profile.given_name(), " (", place,
                                 local.outside_hours() ? ", outside hours" : "", ")"));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Day(absl::Time time) { return absl::FormatTime("%a %d %b %Y", time, absl::UTCTimeZone()); }

const Member* Stage::Find(const std::string& name) const {
  for (const Member& member : people) {
    if (member.name == name) return &member;
  }
  return nullptr;
}

}  // namespace gilde::cli
