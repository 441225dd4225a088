// Handlers of NotificationService.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/notification/v1/notification.pb.h"

namespace gilde::notification::api {

class NotificationApi {
 public:
  explicit NotificationApi(storage::Store& store) : store_(store) {}
  absl::StatusOr<v1::Notification> GetNotification(const base::Call& call, const v1::GetNotificationRequest& request);
  absl::StatusOr<v1::ListNotificationsResponse> ListNotifications(const base::Call& call, const v1::ListNotificationsRequest& request);
  absl::StatusOr<v1::PullNotificationsResponse> PullNotifications(const base::Call& call, const v1::PullNotificationsRequest& request);
  absl::StatusOr<v1::AcknowledgeNotificationsResponse> AcknowledgeNotifications(const base::Call& call,
                                                                                const v1::AcknowledgeNotificationsRequest& request);
  absl::StatusOr<v1::Notification> ReportDelivery(const base::Call& call, const v1::ReportDeliveryRequest& request);

 private:
  storage::Store& store_;
};

}  // namespace gilde::notification::api
