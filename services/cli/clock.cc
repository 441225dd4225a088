#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/common/v1/sandbox.pb.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::common::v1::SandboxClock;

namespace {

struct ClockFlags {
  std::string to, by;
};

absl::StatusOr<absl::Time> Target(const ClockFlags& flags, absl::Time now) {
  absl::Time to;
  std::string error;
  if (!flags.to.empty()) {
    if (!absl::ParseTime(absl::RFC3339_full, flags.to, &to, &error)) return absl::InvalidArgumentError(absl::StrCat("--to: ", error));
    return to;
  }
  // Days are not among the units of ParseDuration.
  std::string text = flags.by;
  absl::Duration by;
  int days = 0;
  if (!text.empty() && text.back() == 'd' && absl::SimpleAtoi(text.substr(0, text.size() - 1), &days)) return now + absl::Hours(24 * days);
  if (absl::ParseDuration(text, &by)) return now + by;
  return absl::InvalidArgumentError("--by wants a length such as 14d, 36h or 10m");
}

absl::Status Clock(const Connection& connection, const ClockFlags& flags) {
  rpc::Client client = connection.To("profile", connection.Administrator());
  absl::StatusOr<SandboxClock> asked = client.Call<SandboxClock>("gilde.common.v1.Sandbox/GetClock", gilde::common::v1::GetClockRequest());
  if (absl::IsUnimplemented(asked.status()))
    return absl::FailedPreconditionError("no sandbox: started without --sandbox, time is the real one");
  GILDE_ASSIGN_OR_RETURN(SandboxClock clock, std::move(asked));
  if (!flags.to.empty() || !flags.by.empty()) {
    GILDE_ASSIGN_OR_RETURN(absl::Time to, Target(flags, base::FromProto(clock.time())));
    gilde::common::v1::AdvanceClockRequest advance;
    *advance.mutable_time() = base::ToProto(to);
    GILDE_ASSIGN_OR_RETURN(clock, client.Call<SandboxClock>("gilde.common.v1.Sandbox/AdvanceClock", advance, absl::Minutes(10)));
  }
  if (connection.options().json) {
    std::cout << ToJson(clock) << '\n';
    return absl::OkStatus();
  }
  std::cout << "It is " << Bold(base::ToString(base::FromProto(clock.time())));
  if (clock.settled_count() > 0) std::cout << ", " << clock.settled_count() << " things happened on the way";
  if (clock.has_next_due_time()) std::cout << "; something falls due at " << base::ToString(base::FromProto(clock.next_due_time()));
  std::cout << '\n';
  return absl::OkStatus();
}

}  // namespace

void AddClock(CLI::App& app, Context& context) {
  auto flags = std::make_shared<ClockFlags>();
  CLI::App* command = app.add_subcommand("clock", "What time it is in the sandbox, or move it forward");
  auto* to = command->add_option("--to", flags->to, "Move to this time, RFC 3339: 2027-03-01T09:00:00Z");
  command->add_option("--by", flags->by, "Move by this much: 14d, 36h, 10m")->excludes(to);
  command->callback([flags, &context] { context.action = [flags](const Connection& c) { return Clock(c, *flags); }; });
}

}  // namespace gilde::cli
