// Reminders scheduled and fired; against BullMQ, which does the same with jobs, on the same Redis.
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/notification/v1/reminder.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/servers.h"
#include "tests/bench/timer.h"

namespace gilde::bench {
namespace {

constexpr int kReminders = 100'000;
constexpr int kRecipients = 100;
constexpr int kTogether = 1000;

notification::v1::CreateReminderRequest SomeReminder(const std::string& recipient, absl::Time due) {
  notification::v1::CreateReminderRequest request;
  request.set_parent(kOrganization);
  notification::v1::Reminder& reminder = *request.mutable_reminder();
  reminder.set_recipient(recipient);
  *reminder.mutable_due_time() = base::ToProto(due);
  reminder.set_template_("plain");
  reminder.set_category(notification::v1::SERVICE);
  (*request.mutable_values())["SUBJECT"] = "Your badge";
  (*request.mutable_values())["TEXT"] = "Bring it along";
  return request;
}

struct Rates {
  double scheduled = 0, fired = 0;  // a second
};

// What a command prints; ABORTED when it fails.
absl::StatusOr<std::string> Output(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return absl::AbortedError("cannot run " + command);
  std::string text;
  char part[4096];
  for (size_t size; (size = fread(part, 1, sizeof part, pipe)) > 0;) text.append(part, size);
  return pclose(pipe) == 0 ? absl::StatusOr<std::string>(text) : absl::AbortedError("failed: " + command);
}

// Installs BullMQ below the build on the first use.
absl::StatusOr<Rates> BullmqRates(const Setup& setup, int count) {
  if (setup.redis.empty()) return absl::UnavailableError("GILDE_TEST_REDIS does not name a server");
  if (!Output("node --version 2>/dev/null && npm --version 2>/dev/null").ok()) return absl::UnavailableError("there is no node, or no npm");
  std::string folder = setup.build + "/bullmq";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::filesystem::copy(setup.source + "/bullmq", folder,
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing, error);
  if (error) return absl::AbortedError("cannot copy tests/bench/bullmq: " + error.message());
  if (!std::filesystem::exists(folder + "/node_modules/bullmq")) {
    GILDE_RETURN_IF_ERROR(Output(absl::StrCat("npm install --silent --no-audit --no-fund --prefix '", folder, "' 2>&1")).status());
  }
  GILDE_ASSIGN_OR_RETURN(std::string text, Output(absl::StrCat("node '", folder, "/jobs.mjs' '", setup.redis, "' ", count)));
  Rates rates;
  std::istringstream(text) >> rates.scheduled >> rates.fired;
  return rates;
}

// Some people to remind, known to the notification service when this returns.
absl::StatusOr<std::vector<std::string>> Recipients(const Gilde& gilde) {
  rpc::Client client = gilde.client("platform");
  std::vector<std::string> names;
  for (int i = 0; i < kRecipients; ++i) {
    profile::v1::CreateProfileRequest request;
    request.set_parent(kOrganization);
    request.set_profile_id(absl::StrCat("p", i));
    *request.mutable_profile() = SomePerson(i);
    GILDE_RETURN_IF_ERROR(client.Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request).status());
    names.push_back(Person(request.profile_id()));
  }
  absl::Status known;
  for (int i = 0; i < 600; ++i) {
    known = client
                .Call<notification::v1::Reminder>("gilde.notification.v1.ReminderService/CreateReminder",
                                                  SomeReminder(names.back(), absl::Now() + absl::Hours(24)))
                .status();
    if (base::ReasonOf(known) != "RECIPIENT_UNKNOWN") break;
    absl::SleepFor(absl::Milliseconds(100));
  }
  GILDE_RETURN_IF_ERROR(known);
  return names;
}

// Reminders of the notification service, scheduled a thousand a call as BullMQ's jobs are. They are told when each has its notification
// in the delivery log, where the enterprise's portal pulls it.
absl::StatusOr<Rates> ReminderRates(const Setup& setup, int count) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde,
                         Gilde::Start(setup, "sqlite:" + setup.folder + "/reminders", {"profile", "notification"}));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> recipients, Recipients(*gilde));
  rpc::Client client = gilde->client("platform");
  // Far enough ahead for all to be scheduled before, one behind the other.
  absl::Time due = absl::Now() + absl::Seconds(2) + absl::Milliseconds(count / 2);
  Timer scheduling;
  for (int first = 0; first < count; first += kTogether) {
    notification::v1::BatchCreateRemindersRequest request;
    request.set_parent(kOrganization);
    for (int i = first; i < std::min(first + kTogether, count); ++i) {
      *request.add_requests() = SomeReminder(recipients[static_cast<size_t>(i) % recipients.size()], due);
    }
    GILDE_RETURN_IF_ERROR(
        client.Call<notification::v1::BatchCreateRemindersResponse>("gilde.notification.v1.ReminderService/BatchCreateReminders", request)
            .status());
  }
  Rates rates;
  rates.scheduled = count / scheduling.seconds();
  if (absl::Now() > due) return absl::AbortedError("scheduling took longer than the reminders were ahead");
  absl::SleepFor(due - absl::Now());
  Timer telling;
  storage::Store& store = gilde->store("notification");
  while (store.NextDue<notification::v1::Reminder>() <= due) absl::SleepFor(absl::Milliseconds(2));
  rates.fired = count / telling.seconds();
  return rates;
}

}  // namespace

absl::StatusOr<Lines> Reminders(const Setup& setup) {
  int count = setup.Count(kReminders);
  Line scheduled{.what = absl::StrCat("reminders scheduled, ", count), .against = "BullMQ, jobs added", .to_reach = 3};
  Line fired{.what = "  and fired", .against = "BullMQ, jobs done", .to_reach = 3};
  absl::StatusOr<Rates> peer = BullmqRates(setup, count);
  if (peer.ok()) {
    scheduled.peer = {peer->scheduled};
    fired.peer = {peer->fired};
  } else {
    scheduled.note = "BullMQ not measured: " + std::string(peer.status().message());
  }
  absl::StatusOr<Rates> own = ReminderRates(setup, count);
  if (own.ok()) {
    scheduled.own = {own->scheduled};
    fired.own = {own->fired};
  } else {
    fired.note = "not measured: " + std::string(own.status().message());
  }
  return Lines{scheduled, fired};
}

}  // namespace gilde::bench
