#include "services/notification/api/notification_api.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/notification/api/checks.h"
#include "services/notification/domain/pull.h"
#include "services/notification/store/kinds.h"

namespace gilde::notification::api {

using v1::Notification;

namespace {

constexpr std::string_view kNotification = "organizations/*/notifications/*";
constexpr int kMostAcknowledged = 100;
constexpr int kLongestReason = 200;

v1::PulledNotification Pulled(const Notification& notification) {
  v1::PulledNotification pulled;
  pulled.set_name(notification.name());
  pulled.set_recipient(notification.recipient());
  pulled.set_template_(notification.template_());
  pulled.set_locale(notification.locale());
  pulled.set_subject(notification.subject());
  pulled.set_text(notification.text());
  pulled.set_html(notification.html());
  pulled.set_invitation(notification.invitation());
  pulled.set_subject_resource(notification.subject_resource());
  *pulled.mutable_lease_until_time() = notification.due_time();
  return pulled;
}

}  // namespace

absl::StatusOr<Notification> NotificationApi::GetNotification(const base::Call& call, const v1::GetNotificationRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kNotification, "name"));
  GILDE_ASSIGN_OR_RETURN(Notification notification, store_.Get<Notification>(call, request.name()));
  if (IsMemberOnly(call) && !call.ActsFor(notification.recipient())) return base::NotFound(request.name());
  return notification;
}

absl::StatusOr<v1::ListNotificationsResponse> NotificationApi::ListNotifications(const base::Call& call,
                                                                                 const v1::ListNotificationsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  base::Violations violations;
  int filters = (request.recipient().empty() ? 0 : 1) + (request.rule().empty() ? 0 : 1) + (request.state() == 0 ? 0 : 1);
  violations.Require(filters <= 1, "recipient", "FILTER_INVALID", "one of recipient, rule and state");
  bool person = request.recipient().empty() || base::NameMatches(request.recipient(), "organizations/*/profiles/*");
  violations.Require(person, "recipient", "NAME_INVALID", "looks like organizations/*/profiles/*");
  bool rule = request.rule().empty() || base::NameMatches(request.rule(), "organizations/*/rules/*");
  violations.Require(rule, "rule", "NAME_INVALID", "looks like organizations/*/rules/*");
  violations.Require(Notification::State_IsValid(request.state()), "state", "STATE_INVALID", "one of the states, or unset");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(CheckOwn(call, request.recipient()));
  storage::Query query =
      store::NotificationQuery(base::OrganizationOf(request.parent()), request.recipient(), request.rule(), request.state());
  std::vector<Notification> page;
  v1::ListNotificationsResponse response;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 100, 500, page, *response.mutable_next_page_token()));
  response.mutable_notifications()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<v1::PullNotificationsResponse> NotificationApi::PullNotifications(const base::Call& call,
                                                                                 const v1::PullNotificationsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  GILDE_ASSIGN_OR_RETURN(domain::PullTerms terms, domain::TermsOf(request));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::PullNotificationsResponse> {
    v1::PullNotificationsResponse response;
    storage::Query query = store::PullQuery(base::OrganizationOf(request.parent()));
    query.limit = 200;
    while (response.notifications_size() < terms.limit) {
      GILDE_ASSIGN_OR_RETURN(std::vector<Notification> open, writer.Find<Notification>(query));
      for (Notification& notification : open) {
        query.after = notification.name();
        if (!domain::CanLease(notification, call.now) || response.notifications_size() == terms.limit) continue;
        domain::Lease(terms, call.now, notification);
        GILDE_ASSIGN_OR_RETURN(notification, writer.Update(std::move(notification), ""));
        *response.add_notifications() = Pulled(notification);
      }
      if (static_cast<int>(open.size()) < query.limit) break;
    }
    return response;
  });
}

absl::StatusOr<v1::AcknowledgeNotificationsResponse> NotificationApi::AcknowledgeNotifications(
    const base::Call& call, const v1::AcknowledgeNotificationsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  base::Violations violations;
  violations.Require(request.names_size() >= 1 && request.names_size() <= kMostAcknowledged, "names", "TOO_MANY", "1-100");
  for (const std::string& name : request.names()) {
    violations.Require(base::NameMatches(name, kNotification), "names", "NAME_INVALID", "looks like " + std::string(kNotification));
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::AcknowledgeNotificationsResponse> {
    v1::AcknowledgeNotificationsResponse response;
    storage::Names ahead;
    for (const std::string& name : request.names()) ahead.Add<Notification>(name);
    GILDE_RETURN_IF_ERROR(writer.ReadAhead(ahead));
    for (const std::string& name : request.names()) {
      GILDE_ASSIGN_OR_RETURN(Notification notification, writer.Get<Notification>(name));
      if (!domain::TakeOver(call.now, notification)) continue;
      GILDE_RETURN_IF_ERROR(writer.Update(std::move(notification), "notification.sent").status());
      response.set_acknowledged(response.acknowledged() + 1);
    }
    return response;
  });
}

absl::StatusOr<Notification> NotificationApi::ReportDelivery(const base::Call& call, const v1::ReportDeliveryRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kNotification, "name"));
  base::Violations violations;
  violations.Require(base::CodePoints(request.reason()) <= kLongestReason, "reason", "TEXT_TOO_LONG", "at most 200 characters");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Notification> {
    GILDE_ASSIGN_OR_RETURN(Notification notification, writer.Get<Notification>(request.name()));
    GILDE_RETURN_IF_ERROR(domain::Report(request.delivered(), request.reason(), call.now, notification));
    return writer.Update(std::move(notification), request.delivered() ? "notification.delivered" : "notification.failed");
  });
}

}  // namespace gilde::notification::api
