#include "common/feed/sandbox_api.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/zones.h"

namespace gilde::feed {

using gilde::common::v1::AdvanceClockRequest;
using gilde::common::v1::GetClockRequest;
using gilde::common::v1::SandboxClock;

namespace {

constexpr absl::Duration kFarthest = absl::Hours(24 * 3653);
constexpr absl::Duration kStillest = absl::Minutes(10);

}  // namespace

absl::StatusOr<absl::Time> KeptSandboxTime(storage::Store& store) {
  GILDE_ASSIGN_OR_RETURN(std::string kept, store.Setting("sandbox_clock"));
  std::int64_t micros = 0;
  if (!absl::SimpleAtoi(kept, &micros)) return absl::InfinitePast();
  return absl::FromUnixMicros(micros);
}

absl::Status KeepSandboxTime(storage::Store& store, absl::Time time) {
  return store.SetSetting("sandbox_clock", absl::StrCat(absl::ToUnixMicros(time)));
}

SandboxClock SandboxApi::State(int settled) {
  SandboxClock state;
  *state.mutable_time() = base::ToProto(clock_.Now());
  absl::Time due = runner_.NextDue();
  if (due < absl::InfiniteFuture()) *state.mutable_next_due_time() = base::ToProto(due);
  state.set_settled_count(settled);
  return state;
}

absl::StatusOr<SandboxClock> SandboxApi::GetClock(const base::Call&, const GetClockRequest&) { return State(0); }

absl::StatusOr<SandboxClock> SandboxApi::AdvanceClock(const base::Call&, const AdvanceClockRequest& request) {
  absl::Time target = base::FromProto(request.time());
  base::Violations violations;
  if (!request.has_time()) {
    violations.Add("time", "TIME_MISSING", "say what time it shall be");
  } else if (target > clock_.Now() + kFarthest) {
    violations.Add("time", "TIME_TOO_FAR", "at most 10 years ahead");
  }
  absl::Duration still = absl::Seconds(request.stand_still().seconds()) + absl::Nanoseconds(request.stand_still().nanos());
  violations.Require(still >= absl::ZeroDuration() && still <= kStillest, "stand_still", "DURATION_INVALID", "0 to 10 minutes");
  GILDE_RETURN_IF_ERROR(violations.Check());
  // Kept first: after a kill, time never stands before what has happened.
  auto keep = [this](absl::Time time) { return KeepSandboxTime(store_, time); };
  GILDE_ASSIGN_OR_RETURN(int settled, runner_.AdvanceTo(target, keep));
  runner_.StayStill(still);
  return State(settled);
}

}  // namespace gilde::feed
