#include "services/notification/domain/pull.h"

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/zones.h"

namespace gilde::notification::domain {

using v1::Notification;

namespace {

void Log(bool ok, const std::string& reason, absl::Time now, Notification& notification) {
  Notification::Attempt& attempt = *notification.add_attempts();
  *attempt.mutable_time() = base::ToProto(now);
  attempt.set_ok(ok);
  attempt.set_reason(reason);
}

}  // namespace

absl::StatusOr<PullTerms> TermsOf(const v1::PullNotificationsRequest& request) {
  PullTerms terms;
  base::Violations violations;
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  if (request.page_size() > 0) terms.limit = std::min(request.page_size(), 100);
  if (request.has_lease()) terms.lease = absl::Seconds(request.lease().seconds());
  bool lease = terms.lease >= absl::Seconds(10) && terms.lease <= absl::Hours(1);
  violations.Require(lease, "lease", "LEASE_INVALID", "10 seconds to 1 hour");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return terms;
}

bool CanLease(const Notification& notification, absl::Time now) {
  return notification.state() == Notification::PENDING ||
         (notification.state() == Notification::SENDING && base::FromProto(notification.due_time()) <= now);
}

void Lease(const PullTerms& terms, absl::Time now, Notification& notification) {
  notification.set_state(Notification::SENDING);
  *notification.mutable_due_time() = base::ToProto(now + terms.lease);
}

bool TakeOver(absl::Time now, Notification& notification) {
  if (notification.state() != Notification::PENDING && notification.state() != Notification::SENDING) return false;
  notification.set_state(Notification::SENT);
  *notification.mutable_sent_time() = base::ToProto(now);
  notification.clear_due_time();
  Log(true, "ACKNOWLEDGED", now, notification);
  return true;
}

absl::Status Report(bool delivered, const std::string& reason, absl::Time now, Notification& notification) {
  if (notification.state() == Notification::PENDING || notification.state() == Notification::SENDING) {
    return base::FailedPrecondition("NOTIFICATION_NOT_SENT", "acknowledge it first");
  }
  notification.set_state(delivered ? Notification::DELIVERED : Notification::FAILED);
  Log(delivered, reason.empty() ? "REPORTED" : reason, now, notification);
  return absl::OkStatus();
}

}  // namespace gilde::notification::domain
