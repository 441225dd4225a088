#include "common/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace gilde::base {

void OnThreads(int threads, absl::FunctionRef<void(int thread)> work) {
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([work, i] { work(i); });
  work(0);
  for (std::thread& other : others) other.join();
}

void SideBySide(const std::vector<std::function<void()>>& jobs) {
  std::atomic<size_t> next = 0;
  size_t cores = std::max(1U, std::thread::hardware_concurrency());
  OnThreads(static_cast<int>(std::min(cores, jobs.size())), [&](int) {
    for (size_t job = next++; job < jobs.size(); job = next++) jobs[job]();
  });
}

}  // namespace gilde::base
