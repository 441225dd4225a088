// Threads for work that may block on storage. Bounded: when the queue is full, the caller is told at once. One thread is woken at a time,
// and it wakes the next when there is more to do: short work is then done by few threads, without a switch for each.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gilde::rpc {

// Thread-safe.
class WorkerPool {
 public:
  WorkerPool(int threads, size_t most_waiting);
  // Finishes what waits, then joins.
  ~WorkerPool();
  // False when the queue is full.
  bool Submit(std::function<void()> work);

 private:
  void Run();
  void WakeOne();
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> waiting_;
  size_t most_waiting_;
  int idle_ = 0;
  bool waking_ = false;  // somebody was notified and has not come yet
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gilde::rpc
