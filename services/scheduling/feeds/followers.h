// What events of other services mean for calendars and meetings.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/storage/store.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"

namespace gilde::scheduling::feeds {

// `profile.*`: keeps the zone and the state of the person's availability; a deactivated person's meetings are cancelled, and a new
// zone, name or address goes out with the invitations of meetings to come.
absl::Status FollowProfile(const common::v1::Event& event, storage::Writer& writer);

// `mentorship.paused`, `.ended`, `.contact_stopped`: its meetings to come are cancelled and its holds dropped.
// `.person_left`: the meetings to come of whoever left a group are cancelled.
absl::Status FollowMentorship(const common::v1::Event& event, storage::Writer& writer);

}  // namespace gilde::scheduling::feeds
