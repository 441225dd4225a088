#include "services/notification/domain/reminder.h"

#include <algorithm>
#include <cctype>

#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"

namespace gilde::notification::domain {

using v1::Reminder;

namespace {

constexpr absl::Duration kFarthest = absl::Hours(24 * 400);
constexpr absl::Duration kLongestSnooze = absl::Hours(24 * 90);
constexpr int kMostValues = 20;
constexpr int kLongestValue = 2000;

bool IsValueName(std::string_view name) {
  return !name.empty() && name.size() <= 40 &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isupper(c) || std::isdigit(c) || c == '_'; });
}

absl::Status CheckWaiting(const Reminder& reminder) {
  if (reminder.state() == Reminder::WAITING) return absl::OkStatus();
  return base::FailedPrecondition("REMINDER_NOT_WAITING", "it was told, taken back or dropped already");
}

}  // namespace

void CheckReminder(const v1::CreateReminderRequest& request, std::string_view organization, bool template_known, absl::Time now,
                   const std::string& prefix, base::Violations& violations) {
  const Reminder& wanted = request.reminder();
  const std::string field = prefix + "reminder", values = prefix + "values";
  bool recipient = base::NameMatches(wanted.recipient(), "organizations/*/profiles/*") &&
                   base::OrganizationName(base::OrganizationOf(wanted.recipient())) == organization;
  violations.Require(recipient, field + ".recipient", "RECIPIENT_INVALID", "a profile of the organization");
  bool time = wanted.has_due_time() && base::FromProto(wanted.due_time()) <= now + kFarthest;
  violations.Require(time, field + ".due_time", "TIME_INVALID", "say when, at most 400 days ahead");
  violations.Require(template_known, field + ".template", "TEMPLATE_UNKNOWN", "name the id of a template");
  bool subject = wanted.subject().empty() ||
                 (base::OrganizationName(base::OrganizationOf(wanted.subject())) == organization && wanted.subject().size() <= 300);
  violations.Require(subject, field + ".subject", "SUBJECT_INVALID", "a resource of the organization, or nothing");
  violations.Require(v1::Category_IsValid(wanted.category()), field + ".category", "CATEGORY_INVALID", "one of Category");
  violations.Require(request.values_size() <= kMostValues, values, "TOO_MANY", "at most 20");
  for (const auto& [name, value] : request.values()) {
    violations.Require(IsValueName(name), values, "VALUE_NAME_INVALID", "names are capitals, digits and '_'");
    violations.Require(base::CodePoints(value) <= kLongestValue, values, "TEXT_TOO_LONG", "at most 2,000 characters each");
  }
}

Reminder NewReminder(const v1::CreateReminderRequest& request, const std::string& name, absl::Time now) {
  const Reminder& wanted = request.reminder();
  Reminder reminder;
  reminder.set_name(name);
  reminder.set_recipient(wanted.recipient());
  *reminder.mutable_due_time() = base::ToProto(std::max(now, base::FromProto(wanted.due_time())));
  *reminder.mutable_planned_time() = reminder.due_time();
  reminder.set_state(Reminder::WAITING);
  reminder.set_template_(wanted.template_());
  reminder.set_category(wanted.category() == v1::CATEGORY_UNSPECIFIED ? v1::NUDGE : wanted.category());
  reminder.set_nudge(wanted.nudge());
  reminder.set_subject(wanted.subject());
  *reminder.mutable_values() = request.values();
  return reminder;
}

absl::StatusOr<Reminder> Cancel(Reminder reminder) {
  GILDE_RETURN_IF_ERROR(CheckWaiting(reminder));
  reminder.set_state(Reminder::CANCELLED);
  return reminder;
}

absl::StatusOr<Reminder> Snooze(Reminder reminder, absl::Time until, absl::Time now) {
  base::Violations violations;
  violations.Require(until > now && until <= now + kLongestSnooze, "until_time", "TIME_INVALID", "after now, at most 90 days ahead");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(CheckWaiting(reminder));
  *reminder.mutable_due_time() = base::ToProto(until);
  reminder.set_reason(Reminder::SNOOZED);
  return reminder;
}

}  // namespace gilde::notification::domain
