// What people are going to do, at the full hour where it does not matter. What is noted for one time happens in three turns: first those
// who only look, all at once; then those who act, lane by lane: one lane's acts one after the other, lanes beside each other; then, one
// after the other, what touches more than a lane. So the end is the same however many threads there are.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/worker_pool.h"

namespace gilde::cli::simulation {

// Thread-safe for notes; one thread calls Do.
class Diary {
 public:
  enum class Turn { kLook, kAct, kAlone };
  using Act = std::function<absl::Status()>;

  explicit Diary(int threads) : threads_(threads), pool_(threads, 1'000'000) {}
  // Notes an act for this time; or for the full hour after it.
  void At(absl::Time time, Turn turn, int lane, Act act);
  void AtTheHour(absl::Time time, Turn turn, int lane, Act act);
  // When there is something to do next.
  absl::Time Next() const;
  // Does what is noted for `time` and before. The first error ends it.
  absl::Status Do(absl::Time time);

 private:
  using Lanes = std::map<int, std::vector<Act>>;
  absl::Status Run(Turn turn, const Lanes& lanes);

  int threads_;
  mutable std::mutex mutex_;
  std::map<std::pair<absl::Time, Turn>, Lanes> notes_;
  rpc::WorkerPool pool_;
};

}  // namespace gilde::cli::simulation
