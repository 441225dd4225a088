// Work on several cores at once.
#pragma once

#include <functional>
#include <vector>

namespace gilde::base {

// Runs jobs that share nothing they change, on as many threads as there are cores and jobs, and returns when all are done. What they make
// must not hang on their order.
void SideBySide(const std::vector<std::function<void()>>& jobs);

}  // namespace gilde::base
