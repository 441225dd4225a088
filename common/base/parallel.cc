#include "common/base/parallel.h"

#include <thread>
#include <vector>

namespace gilde::base {

void OnThreads(int threads, absl::FunctionRef<void(int thread)> work) {
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([work, i] { work(i); });
  work(0);
  for (std::thread& other : others) other.join();
}

}  // namespace gilde::base
