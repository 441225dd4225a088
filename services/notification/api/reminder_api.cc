#include "services/notification/api/reminder_api.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/notification/v1/template.pb.h"
#include "services/notification/api/checks.h"
#include "services/notification/domain/reminder.h"
#include "services/notification/domain/template.h"
#include "services/notification/store/kinds.h"

namespace gilde::notification::api {

using v1::Reminder;

namespace {

constexpr std::string_view kReminder = "organizations/*/reminders/*";
constexpr int kMostAtOnce = 1000;

absl::StatusOr<bool> TemplateExists(storage::Reader& reader, const std::string& organization, const std::string& id) {
  if (domain::Ships(id)) return true;
  storage::Query query;
  query.parent = organization;
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Template> own, reader.Find<v1::Template>(query));
  return std::any_of(own.begin(), own.end(), [&](const v1::Template& words) { return words.template_() == id; });
}

absl::Status CheckReachable(storage::Reader& reader, const std::string& person) {
  absl::StatusOr<v1::Recipient> recipient = reader.Get<v1::Recipient>(person + "/recipient");
  if (absl::IsNotFound(recipient.status())) {
    return base::FailedPrecondition("RECIPIENT_UNKNOWN", "there is no such person here, or not yet");
  }
  GILDE_RETURN_IF_ERROR(recipient.status());
  if (recipient->deactivated()) return base::FailedPrecondition("PERSON_DEACTIVATED", "the person has left");
  return absl::OkStatus();
}

// A reminder that its caller may see, else NOT_FOUND.
absl::StatusOr<Reminder> Own(storage::Reader& reader, const std::string& name) {
  GILDE_ASSIGN_OR_RETURN(Reminder reminder, reader.Get<Reminder>(name));
  if (IsMemberOnly(reader.call()) && !reader.call().ActsFor(reminder.recipient())) return base::NotFound(name);
  return reminder;
}

}  // namespace

absl::StatusOr<Reminder> ReminderApi::CreateReminder(const base::Call& call, const v1::CreateReminderRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  std::string id = request.reminder_id().empty() ? base::NewId(call.now) : request.reminder_id();
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Reminder> {
    GILDE_ASSIGN_OR_RETURN(bool known, TemplateExists(writer, request.parent(), request.reminder().template_()));
    base::Violations violations;
    violations.Require(base::IsId(id), "reminder_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
    domain::CheckReminder(request, request.parent(), known, call.now, "", violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    GILDE_RETURN_IF_ERROR(CheckReachable(writer, request.reminder().recipient()));
    return writer.Create(domain::NewReminder(request, request.parent() + "/reminders/" + id, call.now), "reminder.scheduled");
  });
}

absl::StatusOr<v1::BatchCreateRemindersResponse> ReminderApi::BatchCreateReminders(const base::Call& call,
                                                                                   const v1::BatchCreateRemindersRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  base::Violations count;
  count.Require(request.requests_size() >= 1 && request.requests_size() <= kMostAtOnce, "requests", "TOO_MANY", "1-1,000");
  GILDE_RETURN_IF_ERROR(count.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::BatchCreateRemindersResponse> {
    base::Violations violations;
    std::map<std::string, bool> known;
    std::vector<std::string> names;
    for (int i = 0; i < request.requests_size(); ++i) {
      const v1::CreateReminderRequest& one = request.requests(i);
      std::string prefix = absl::StrCat("requests[", i, "].");
      auto [words, fresh] = known.try_emplace(one.reminder().template_(), false);
      if (fresh) {
        GILDE_ASSIGN_OR_RETURN(words->second, TemplateExists(writer, request.parent(), words->first));
      }
      std::string id = one.reminder_id().empty() ? base::NewId(call.now) : one.reminder_id();
      violations.Require(base::IsId(id), prefix + "reminder_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
      violations.Require(one.parent().empty() || one.parent() == request.parent(), prefix + "parent", "NAME_INVALID", "the same parent");
      domain::CheckReminder(one, request.parent(), words->second, call.now, prefix, violations);
      names.push_back(request.parent() + "/reminders/" + id);
    }
    GILDE_RETURN_IF_ERROR(violations.Check());
    std::map<std::string, bool> reachable;
    v1::BatchCreateRemindersResponse response;
    for (int i = 0; i < request.requests_size(); ++i) {
      const std::string& recipient = request.requests(i).reminder().recipient();
      if (reachable.try_emplace(recipient, true).second) GILDE_RETURN_IF_ERROR(CheckReachable(writer, recipient));
      GILDE_ASSIGN_OR_RETURN(
          *response.add_reminders(),
          writer.Create(domain::NewReminder(request.requests(i), names[static_cast<size_t>(i)], call.now), "reminder.scheduled"));
    }
    return response;
  });
}

absl::StatusOr<Reminder> ReminderApi::CancelReminder(const base::Call& call, const v1::CancelReminderRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kReminder, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Reminder> {
    GILDE_ASSIGN_OR_RETURN(Reminder reminder, Own(writer, request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(reminder, request.etag()));
    GILDE_ASSIGN_OR_RETURN(reminder, domain::Cancel(std::move(reminder)));
    return writer.Update(std::move(reminder), "reminder.cancelled");
  });
}

absl::StatusOr<v1::ListRemindersResponse> ReminderApi::ListReminders(const base::Call& call, const v1::ListRemindersRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  base::Violations violations;
  bool person = request.recipient().empty() || base::NameMatches(request.recipient(), "organizations/*/profiles/*");
  violations.Require(person, "recipient", "NAME_INVALID", "looks like organizations/*/profiles/*");
  violations.Require(request.state() == Reminder::STATE_UNSPECIFIED || !request.recipient().empty(), "state", "FILTER_INVALID",
                     "only together with recipient");
  violations.Require(Reminder::State_IsValid(request.state()), "state", "STATE_INVALID", "one of the states, or unset");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(CheckOwn(call, request.recipient()));
  storage::Query query = store::ReminderQuery(base::OrganizationOf(request.parent()), request.recipient(), request.state());
  std::vector<Reminder> page;
  v1::ListRemindersResponse response;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 100, 500, page, *response.mutable_next_page_token()));
  response.mutable_reminders()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Reminder> ReminderApi::SnoozeReminder(const base::Call& call, const v1::SnoozeReminderRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kReminder, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Reminder> {
    GILDE_ASSIGN_OR_RETURN(Reminder reminder, Own(writer, request.name()));
    GILDE_ASSIGN_OR_RETURN(reminder, domain::Snooze(std::move(reminder), base::FromProto(request.until_time()), call.now));
    return writer.Update(std::move(reminder), "reminder.snoozed");
  });
}

}  // namespace gilde::notification::api
