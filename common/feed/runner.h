// Runs the jobs of a process: in real time each on a thread of its own; in sandbox time in rounds, so that a simulated half year happens
// in the same order every time. In a round the services work side by side, each on its jobs one after another, and on what the others
// had written before the round: jobs reach services that have jobs by Look alone, and write only to their own.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/feed/job.h"
#include "common/rpc/worker_pool.h"

namespace gilde::feed {

// Thread-safe. Jobs outlive the runner.
class Runner {
 public:
  struct Entry {
    std::string service;  // whose job it is
    Job* job = nullptr;
  };
  // Counts what was written in a service of that kind of resource, or of events where it is null; without it nothing is known of that,
  // and idle jobs are asked again and again.
  using Writes = std::function<std::int64_t(const std::string& service, const google::protobuf::Descriptor* kind)>;
  // With `sandbox` (the same clock as `clock`) jobs run in rounds.
  Runner(const std::vector<Entry>& jobs, const base::Clock& clock, base::ManualClock* sandbox, Writes writes = nullptr);
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
  // Nothing happens by itself for so long of real time; what is called goes on. Sandbox only.
  void StayStill(absl::Duration real);
  // Earliest instant at which something falls due.
  absl::Time NextDue();

 private:
  struct Known {
    Job* job = nullptr;
    std::string service;           // whose job it is
    std::string acts_on;           // service whose writes give it something to do
    std::int64_t idle_since = -1;  // writes when it was found to have nothing to do; -1: it was not
    absl::Time due;                // then
    std::int64_t writes = -1;      // at the beginning of the round
    bool idle = false;             // in this round
  };
  void RunAlone(Job& job);
  int Step(Job& job);
  std::int64_t WritesFor(const Known& known);
  bool Idle(const Known& known);
  // Does a part of each service's round, side by side; returns what that did in all.
  int SideBySide(absl::FunctionRef<bool(const Known&)> has_part, int (Runner::*part)(Known&));
  int Look(Known& known);
  int Act(Known& known);
  struct Done {
    int things = 0;
    bool more = false;  // whether there may be more to do
  };
  Done Round();
  int SettleLocked();
  absl::Time NextDueLocked();
  absl::Status MoveTo(absl::Time time, const Keep& keep);

  std::vector<Known> jobs_;  // those of a service together; beside the job itself, only rounds change it
  std::unique_ptr<rpc::WorkerPool> helpers_;
  Writes writes_;
  const base::Clock& clock_;
  base::ManualClock* sandbox_;
  std::mutex rounds_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::int64_t> still_until_ = 0;  // microseconds of real time
  std::vector<std::thread> threads_;
};

}  // namespace gilde::feed
