// Serves the sandbox clock of this process as gilde.common.v1.Sandbox.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/base/clock.h"
#include "common/feed/runner.h"
#include "common/storage/store.h"
#include "gilde/common/v1/sandbox.pb.h"

namespace gilde::feed {

class SandboxApi {
 public:
  // The clock's time is kept in `store` as setting "sandbox_clock", so that it goes on after a restart.
  SandboxApi(base::ManualClock& clock, Runner& runner, storage::Store& store) : clock_(clock), runner_(runner), store_(store) {}

  absl::StatusOr<gilde::common::v1::SandboxClock> GetClock(const base::Call& call, const gilde::common::v1::GetClockRequest& request);
  absl::StatusOr<gilde::common::v1::SandboxClock> AdvanceClock(const base::Call& call,
                                                               const gilde::common::v1::AdvanceClockRequest& request);

 private:
  gilde::common::v1::SandboxClock State(int settled);
  base::ManualClock& clock_;
  Runner& runner_;
  storage::Store& store_;
};

// The time kept in `store`, or InfinitePast in a new sandbox; and keeping it.
absl::StatusOr<absl::Time> KeptSandboxTime(storage::Store& store);
absl::Status KeepSandboxTime(storage::Store& store, absl::Time time);

}  // namespace gilde::feed
