#include "common/base/parallel.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

namespace gilde::base {
namespace {

TEST(OnThreads, CallsEachNumberOnceAndWaitsForAll) {
  std::vector<std::atomic<int>> calls(8);
  OnThreads(8, [&](int thread) { ++calls[static_cast<size_t>(thread)]; });
  for (const auto& one : calls) EXPECT_EQ(one, 1);
}

TEST(OnThreads, TheFirstIsTheCaller) {
  std::vector<std::thread::id> ids(3);
  OnThreads(3, [&](int thread) { ids[static_cast<size_t>(thread)] = std::this_thread::get_id(); });
  EXPECT_EQ(ids[0], std::this_thread::get_id());
  EXPECT_NE(ids[1], ids[0]);
  EXPECT_NE(ids[2], ids[0]);
}

TEST(OnThreads, NoThreadIsOne) {
  for (int threads : {-1, 0, 1}) {
    int calls = 0;
    OnThreads(threads, [&](int) { ++calls; });
    EXPECT_EQ(calls, 1);
  }
}

TEST(SideBySide, DoesEachJobOnce) {
  for (size_t jobs : {0, 1, 2, 100}) {
    std::vector<int> done(jobs);
    std::vector<std::function<void()>> all;
    for (int& one : done) all.emplace_back([&one] { ++one; });
    SideBySide(all);
    EXPECT_THAT(done, testing::Each(1)) << jobs;
  }
}

}  // namespace
}  // namespace gilde::base
