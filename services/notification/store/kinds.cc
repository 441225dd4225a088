#include "services/notification/store/kinds.h"

#include <string>

#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/notification/v1/preference.pb.h"
#include "gilde/notification/v1/rule.pb.h"
#include "gilde/notification/v1/template.pb.h"

namespace gilde::notification::store {

using v1::Notification;
using v1::Reminder;

namespace {

std::string InState(std::string_view who, int state) { return std::string(who) + " " + std::to_string(state); }

void IndexReminder(const Reminder& reminder, storage::Keys& keys) {
  keys.Add("find", InState(reminder.recipient(), reminder.state()));
  keys.Add("find", InState(reminder.recipient(), Reminder::STATE_UNSPECIFIED));
  if (reminder.state() != Reminder::WAITING) return;
  for (const std::string& key : reminder.unless()) keys.Add("unless", key);
  keys.Due(base::FromProto(reminder.due_time()));
}

void IndexNotification(const Notification& notification, storage::Keys& keys) {
  keys.Add("recipient", notification.recipient());
  if (!notification.rule().empty()) keys.Add("rule", notification.rule());
  keys.Add("state", std::to_string(notification.state()));
  bool open = notification.state() == Notification::PENDING || notification.state() == Notification::SENDING;
  if (!open) return;
  if (notification.channel() == v1::PULL) {
    keys.Add("pull", "open");
  } else {
    keys.Due(base::FromProto(notification.due_time()));
  }
}

storage::Query Keyed(std::string_view organization, std::string_view key, std::string_view value) {
  storage::Query query;
  query.parent = base::OrganizationName(organization);
  query.key = std::string(key);
  query.value = std::string(value);
  return query;
}

}  // namespace

std::vector<storage::Kind> Kinds() {
  return {
      storage::KindOf<v1::Rule>("organizations/*/rules/*"),
      storage::KindOf<v1::RuleRevision>("organizations/*/rules/*/revisions/*"),
      storage::KindOf<Reminder>("organizations/*/reminders/*", &IndexReminder),
      storage::KindOf<v1::Preferences>("organizations/*/profiles/*/preferences"),
      storage::KindOf<Notification>("organizations/*/notifications/*", &IndexNotification),
      storage::KindOf<v1::Template>("organizations/*/templates/*"),
      storage::KindOf<v1::House>("organizations/*/house"),
      storage::KindOf<v1::Recipient>("organizations/*/profiles/*/recipient"),
      storage::KindOf<v1::Pair>("organizations/*/mentorships/*/pair"),
      storage::KindOf<v1::Team>("organizations/*/programs/*/team"),
  };
}

storage::Query ReminderQuery(std::string_view organization, std::string_view recipient, Reminder::State state) {
  if (!recipient.empty()) return Keyed(organization, "find", InState(recipient, state));
  storage::Query query;
  query.parent = base::OrganizationName(organization);
  return query;
}

storage::Query UnlessQuery(std::string_view organization, std::vector<std::string> unless_keys) {
  storage::Query query = Keyed(organization, "unless", "");
  query.any_of = std::move(unless_keys);
  return query;
}

storage::Query NotificationQuery(std::string_view organization, std::string_view recipient, std::string_view rule,
                                 Notification::State state) {
  if (!recipient.empty()) return Keyed(organization, "recipient", recipient);
  if (!rule.empty()) return Keyed(organization, "rule", rule);
  if (state != Notification::STATE_UNSPECIFIED) return Keyed(organization, "state", std::to_string(state));
  storage::Query query;
  query.parent = base::OrganizationName(organization);
  return query;
}

storage::Query PullQuery(std::string_view organization) { return Keyed(organization, "pull", "open"); }

}  // namespace gilde::notification::store
