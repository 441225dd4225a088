// iCalendar text of a meeting (RFC 5545, iTIP RFC 5546), by libical.
#pragma once

#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "gilde/scheduling/v1/meeting.pb.h"

namespace gilde::scheduling::domain {

// The UID of a meeting, the same for its whole life: `acme.m1@gilde`.
std::string InvitationUid(std::string_view meeting_name);

// A REQUEST, or a CANCEL for a CANCELLED meeting, made at `now`, in the organizer's zone. The VTIMEZONE lists the zone's changes from
// 400 days before the meeting to 400 days after, one by one, so that it is right also where the law knows no rule.
std::string InvitationText(const v1::Meeting& meeting, absl::Time now);

}  // namespace gilde::scheduling::domain
