#include "services/notification/service.h"

#include "services/notification/api/notification_api.h"
#include "services/notification/api/preference_api.h"
#include "services/notification/api/reminder_api.h"
#include "services/notification/api/rule_api.h"
#include "services/notification/api/template_api.h"
#include "services/notification/feeds/deliverer.h"
#include "services/notification/feeds/event_followers.h"
#include "services/notification/feeds/reminder_worker.h"
#include "services/notification/store/kinds.h"

namespace gilde::notification {

namespace {

struct Parts {
  explicit Parts(const rpc::Dependencies& dependencies) : store(*dependencies.database, *dependencies.clock, store::Kinds()) {}
  storage::Store store;
  api::RuleApi rules{store};
  api::ReminderApi reminders{store};
  api::PreferenceApi preferences{store};
  api::NotificationApi notifications{store};
  api::TemplateApi templates{store};
};

void BindRules(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.notification.v1.RuleService");
  handlers->Add("ListRules", parts.rules, &api::RuleApi::ListRules);
  handlers->Add("GetRule", parts.rules, &api::RuleApi::GetRule);
  handlers->Add("UpdateRule", parts.rules, &api::RuleApi::UpdateRule);
  handlers->Add("ListRuleRevisions", parts.rules, &api::RuleApi::ListRuleRevisions);
  service.handlers.push_back(std::move(handlers));
}

void BindReminders(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.notification.v1.ReminderService");
  handlers->Add("CreateReminder", parts.reminders, &api::ReminderApi::CreateReminder);
  handlers->Add("BatchCreateReminders", parts.reminders, &api::ReminderApi::BatchCreateReminders);
  handlers->Add("CancelReminder", parts.reminders, &api::ReminderApi::CancelReminder);
  handlers->Add("ListReminders", parts.reminders, &api::ReminderApi::ListReminders);
  handlers->Add("SnoozeReminder", parts.reminders, &api::ReminderApi::SnoozeReminder);
  service.handlers.push_back(std::move(handlers));
}

void BindPreferences(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.notification.v1.PreferenceService");
  handlers->Add("GetPreferences", parts.preferences, &api::PreferenceApi::GetPreferences);
  handlers->Add("UpdatePreferences", parts.preferences, &api::PreferenceApi::UpdatePreferences);
  handlers->Add("Unsubscribe", parts.preferences, &api::PreferenceApi::Unsubscribe);
  service.handlers.push_back(std::move(handlers));
}

void BindNotifications(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.notification.v1.NotificationService");
  handlers->Add("GetNotification", parts.notifications, &api::NotificationApi::GetNotification);
  handlers->Add("ListNotifications", parts.notifications, &api::NotificationApi::ListNotifications);
  handlers->Add("PullNotifications", parts.notifications, &api::NotificationApi::PullNotifications);
  handlers->Add("AcknowledgeNotifications", parts.notifications, &api::NotificationApi::AcknowledgeNotifications);
  handlers->Add("ReportDelivery", parts.notifications, &api::NotificationApi::ReportDelivery);
  service.handlers.push_back(std::move(handlers));
}

void BindTemplates(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.notification.v1.TemplateService");
  handlers->Add("ListTemplates", parts.templates, &api::TemplateApi::ListTemplates);
  handlers->Add("GetTemplate", parts.templates, &api::TemplateApi::GetTemplate);
  handlers->Add("UpdateTemplate", parts.templates, &api::TemplateApi::UpdateTemplate);
  handlers->Add("PreviewTemplate", parts.templates, &api::TemplateApi::PreviewTemplate);
  service.handlers.push_back(std::move(handlers));
}

}  // namespace

absl::StatusOr<rpc::Service> BuildNotificationService(const rpc::Dependencies& dependencies) {
  auto parts = std::make_shared<Parts>(dependencies);
  GILDE_RETURN_IF_ERROR(parts->store.Open({}));
  rpc::Service service;
  service.name = "notification";
  BindRules(*parts, service);
  BindReminders(*parts, service);
  BindPreferences(*parts, service);
  BindNotifications(*parts, service);
  BindTemplates(*parts, service);
  feeds::EventFollowers followers = feeds::FollowOthers(parts->store, dependencies);
  bool can_mail = !dependencies.smtp.empty();
  auto reminders = std::make_unique<feeds::ReminderWorker>(parts->store, dependencies.redis, can_mail, *followers.profile);
  service.jobs.push_back(std::move(followers.profile));
  service.jobs.push_back(std::move(followers.matching));
  service.jobs.push_back(std::move(followers.scheduling));
  service.jobs.push_back(std::move(reminders));
  if (can_mail) service.jobs.push_back(std::make_unique<feeds::Deliverer>(parts->store, dependencies.smtp, dependencies.smtp_from));
  service.store = &parts->store;
  service.owned = std::move(parts);
  return service;
}

}  // namespace gilde::notification
