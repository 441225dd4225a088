// Reminders scheduled and fired; against BullMQ, which does the same with jobs, on the same Redis.
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "tests/bench/bench.h"

namespace gilde::bench {
namespace {

constexpr int kReminders = 100'000;

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

// Reminders of the notification service, through its own database and the same Redis.
absl::StatusOr<Rates> ReminderRates(const Setup&, int) {
  return absl::UnavailableError("the notification service is not part of this build");
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
