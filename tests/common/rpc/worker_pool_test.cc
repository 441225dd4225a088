#include "common/rpc/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

namespace gilde::rpc {
namespace {

TEST(WorkerPool, DoesAllThatManyGiveItAndNothingTwice) {
  constexpr int kGivers = 8, kEach = 5000;
  std::vector<std::atomic<int>> done(kGivers * kEach);
  {
    WorkerPool pool(4, kGivers * kEach);
    std::vector<std::thread> givers;
    givers.reserve(kGivers);
    for (int giver = 0; giver < kGivers; ++giver) {
      givers.emplace_back([&, giver] {
        for (int i = giver * kEach; i < (giver + 1) * kEach; ++i) {
          EXPECT_TRUE(pool.Submit([&done, i] { ++done[static_cast<size_t>(i)]; }));
        }
      });
    }
    for (std::thread& giver : givers) giver.join();
  }
  for (const auto& times : done) ASSERT_EQ(times, 1);
}

TEST(WorkerPool, HasAThreadForEachOfAsManyAsItHasThatWaitForEachOther) {
  constexpr int kThreads = 6;
  for (int round = 0; round < 200; ++round) {
    std::vector<std::promise<void>> told(kThreads);
    WorkerPool pool(kThreads, 100);
    // Each waits for the one that is given after it.
    for (size_t i = 0; i < kThreads; ++i) {
      EXPECT_TRUE(pool.Submit([&, i] {
        if (i + 1 < kThreads) told[i + 1].get_future().wait();
        told[i].set_value();
      }));
    }
    EXPECT_EQ(told[0].get_future().wait_for(std::chrono::minutes(1)), std::future_status::ready);
  }
}

TEST(WorkerPool, WorksAgainAfterEachRest) {
  std::vector<std::promise<void>> done(5000);
  WorkerPool pool(3, 100);
  for (std::promise<void>& one : done) {
    ASSERT_TRUE(pool.Submit([&one] { one.set_value(); }));
    one.get_future().wait();
  }
}

TEST(WorkerPool, RefusesWhatItHasNoRoomFor) {
  std::promise<void> begun, go;
  WorkerPool pool(1, 2);
  ASSERT_TRUE(pool.Submit([&] {
    begun.set_value();
    go.get_future().wait();
  }));
  begun.get_future().wait();
  EXPECT_TRUE(pool.Submit([] {}));
  EXPECT_TRUE(pool.Submit([] {}));
  EXPECT_FALSE(pool.Submit([] {}));
  go.set_value();
}

}  // namespace
}  // namespace gilde::rpc
