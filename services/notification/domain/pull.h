// The pull channel: leasing, taking over and reporting.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/notification/v1/notification.pb.h"

namespace gilde::notification::domain {

struct PullTerms {
  int limit = 10;
  absl::Duration lease = absl::Seconds(60);
};
// INVALID_ARGUMENT (PAGE_SIZE_INVALID, LEASE_INVALID).
absl::StatusOr<PullTerms> TermsOf(const gilde::notification::v1::PullNotificationsRequest& request);

// Whether nobody holds it.
bool CanLease(const gilde::notification::v1::Notification& notification, absl::Time now);
void Lease(const PullTerms& terms, absl::Time now, gilde::notification::v1::Notification& notification);
// Makes it SENT; false when it was already, or was given up.
bool TakeOver(absl::Time now, gilde::notification::v1::Notification& notification);
// FAILED_PRECONDITION / NOTIFICATION_NOT_SENT unless it was taken over.
absl::Status Report(bool delivered, const std::string& reason, absl::Time now, gilde::notification::v1::Notification& notification);

}  // namespace gilde::notification::domain
