// Work on several threads, for pure code that may not know how threads are made.
#pragma once

#include "absl/functional/function_ref.h"

namespace gilde::base {

// Calls `work` with each number from 0 to `threads` - 1, each on a thread of its own, 0 on this one, and returns when all are done. Fewer
// than one thread counts as one. `work` must be thread-safe and not throw.
void OnThreads(int threads, absl::FunctionRef<void(int thread)> work);

}  // namespace gilde::base
