// The resources that notification keeps, and what each can be found by.
#pragma once

#include <string_view>
#include <vector>

#include "common/storage/store.h"
#include "gilde/notification/v1/notification.pb.h"
#include "gilde/notification/v1/reminder.pb.h"

namespace gilde::notification::store {

std::vector<storage::Kind> Kinds();

// Reminders of a person in a state; empty and unspecified do not restrict.
storage::Query ReminderQuery(std::string_view organization, std::string_view recipient, v1::Reminder::State state);
// Waiting reminders that any of these `unless` keys ends.
storage::Query UnlessQuery(std::string_view organization, std::vector<std::string> unless_keys);
// Notifications by one of these; all when every one is empty.
storage::Query NotificationQuery(std::string_view organization, std::string_view recipient, std::string_view rule,
                                 v1::Notification::State state);
// Notifications of the pull channel that are not taken over, oldest first.
storage::Query PullQuery(std::string_view organization);

}  // namespace gilde::notification::store
