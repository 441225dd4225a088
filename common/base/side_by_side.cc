#include "common/base/side_by_side.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace gilde::base {

void SideBySide(const std::vector<std::function<void()>>& jobs) {
  std::atomic<size_t> next = 0;
  auto work = [&] {
    for (size_t job = next++; job < jobs.size(); job = next++) jobs[job]();
  };
  size_t cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::jthread> others;
  for (size_t i = 1; i < std::min(cores, jobs.size()); ++i) others.emplace_back(work);
  work();
}

}  // namespace gilde::base
