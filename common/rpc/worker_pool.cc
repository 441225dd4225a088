#include "common/rpc/worker_pool.h"

namespace gilde::rpc {

WorkerPool::WorkerPool(int threads, size_t most_waiting) : most_waiting_(most_waiting) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::Submit(std::function<void()> work) {
  std::lock_guard lock(mutex_);
  if (waiting_.size() >= most_waiting_ || stopping_) return false;
  waiting_.push_back(std::move(work));
  WakeOne();
  return true;
}

void WorkerPool::WakeOne() {
  if (waking_ || idle_ == 0 || waiting_.empty()) return;
  waking_ = true;
  arrived_.notify_one();
}

void WorkerPool::Run() {
  while (true) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      while (waiting_.empty() && !stopping_) {
        ++idle_;
        arrived_.wait(lock);
        --idle_;
        // Even when another was faster: the next to come must be able to wake us again.
        waking_ = false;
      }
      if (waiting_.empty()) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
      WakeOne();
    }
    work();
  }
}

}  // namespace gilde::rpc
