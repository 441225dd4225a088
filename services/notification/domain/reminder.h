// Reminders that the enterprise makes itself, and what may be done with a waiting one.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/notification/v1/reminder.pb.h"

namespace gilde::notification::domain {

// Names everything that is wrong with a reminder to be made in `organization` (its resource name). `prefix` goes before the names of the
// request's fields: `requests[3].`. `template_known`: whether its template exists.
void CheckReminder(const gilde::notification::v1::CreateReminderRequest& request, std::string_view organization, bool template_known,
                   absl::Time now, const std::string& prefix, base::Violations& violations);

// The waiting reminder that a caller wants: what only rules set is left out, and a past time is now.
gilde::notification::v1::Reminder NewReminder(const gilde::notification::v1::CreateReminderRequest& request, const std::string& name,
                                              absl::Time now);

// FAILED_PRECONDITION / REMINDER_NOT_WAITING.
absl::StatusOr<gilde::notification::v1::Reminder> Cancel(gilde::notification::v1::Reminder reminder);
// INVALID_ARGUMENT / TIME_INVALID unless after now and within 90 days; FAILED_PRECONDITION / REMINDER_NOT_WAITING.
absl::StatusOr<gilde::notification::v1::Reminder> Snooze(gilde::notification::v1::Reminder reminder, absl::Time until, absl::Time now);

}  // namespace gilde::notification::domain
