// Runs the jobs of a process: in real time each on a thread of its own; in sandbox time one after another in a fixed order, so that a
// simulated half year happens in the same order every time.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/feed/job.h"

namespace gilde::feed {

// Thread-safe. Jobs outlive the runner.
class Runner {
 public:
  // With `sandbox` (the same clock as `clock`) jobs run in rounds.
  Runner(std::vector<Job*> jobs, const base::Clock& clock, base::ManualClock* sandbox);
  ~Runner() { Stop(); }
  // Starts the threads. Without it jobs run only in Settle and AdvanceTo.
  void Start();
  void Stop();
  // Runs rounds until nothing is left to do now; returns how many things were done. Sandbox only.
  int Settle();
  // Moves the sandbox clock from due instant to due instant up to `target`, settling at each. `keep` is called with every instant before
  // anything happens at it; its error ends the move.
  using Keep = std::function<absl::Status(absl::Time)>;
  absl::StatusOr<int> AdvanceTo(absl::Time target, const Keep& keep);
  absl::Time NextDue();

 private:
  void RunAlone(Job& job);
  int Step(Job& job);
  int SettleLocked();
  absl::Status MoveTo(absl::Time time, const Keep& keep);

  std::vector<Job*> jobs_;
  const base::Clock& clock_;
  base::ManualClock* sandbox_;
  std::mutex rounds_;
  std::atomic<bool> stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gilde::feed
