// Handlers of ReminderService.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/notification/v1/reminder.pb.h"

namespace gilde::notification::api {

class ReminderApi {
 public:
  explicit ReminderApi(storage::Store& store) : store_(store) {}
  absl::StatusOr<v1::Reminder> CreateReminder(const base::Call& call, const v1::CreateReminderRequest& request);
  absl::StatusOr<v1::BatchCreateRemindersResponse> BatchCreateReminders(const base::Call& call,
                                                                        const v1::BatchCreateRemindersRequest& request);
  absl::StatusOr<v1::Reminder> CancelReminder(const base::Call& call, const v1::CancelReminderRequest& request);
  absl::StatusOr<v1::ListRemindersResponse> ListReminders(const base::Call& call, const v1::ListRemindersRequest& request);
  absl::StatusOr<v1::Reminder> SnoozeReminder(const base::Call& call, const v1::SnoozeReminderRequest& request);

 private:
  storage::Store& store_;
};

}  // namespace gilde::notification::api
