// Work on several threads, for pure code that may not know how threads are made.
#pragma once

#include <functional>
#include <vector>

#include "absl/functional/function_ref.h"

namespace gilde::base {

// Calls `work` with each number from 0 to `threads` - 1, each on a thread of its own, 0 on this one, and returns when all are done. Fewer
// than one thread counts as one. `work` must be thread-safe and not throw.
void OnThreads(int threads, absl::FunctionRef<void(int thread)> work);

// Runs jobs that share nothing they change, on as many threads as there are cores and jobs, and returns when all are done. What they make
// must not hang on their order.
void SideBySide(const std::vector<std::function<void()>>& jobs);

}  // namespace gilde::base
