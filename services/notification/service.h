// Composition of the notification service.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/service.h"

namespace gilde::notification {

// Opens the store (migrating it) and builds handlers and jobs. Follows dependencies.profile, .matching and .scheduling; mail leaves by
// .smtp, or waits to be pulled without it; .redis shares the reminders among workers when there is one.
absl::StatusOr<rpc::Service> BuildNotificationService(const rpc::Dependencies& dependencies);

}  // namespace gilde::notification
