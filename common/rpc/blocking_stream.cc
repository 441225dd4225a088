#include "common/rpc/blocking_stream.h"

namespace gilde::rpc {
namespace {

constexpr size_t kMostQueued = 64;

}  // namespace

void BlockingStream::OnReadDone(bool ok) {
  std::lock_guard lock(mutex_);
  read_done_ = true;
  read_ok_ = ok;
  changed_.notify_all();
}

bool BlockingStream::Read(Message& message) {
  {
    std::lock_guard lock(mutex_);
    if (reading_stopped_) return false;
  }
  incoming_.Clear();
  StartRead(&incoming_);
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return read_done_ || reading_stopped_; });
    read_done_ = false;
    if (!read_ok_ || reading_stopped_) return false;
  }
  base::Call call = *call_;
  failure_ = Receive(method_, incoming_, call, message);
  return failure_.ok();
}

void BlockingStream::StopReading() {
  std::lock_guard lock(mutex_);
  reading_stopped_ = true;
  changed_.notify_all();
}

bool BlockingStream::Write(Message&& message) { return Enqueue(Send(method_, *call_, message)); }

bool BlockingStream::WriteSerialized(std::string_view bytes) {
  grpc::Slice slice(bytes.data(), bytes.size());
  return Enqueue(grpc::ByteBuffer(&slice, 1));
}

bool BlockingStream::Enqueue(grpc::ByteBuffer bytes) {
  const grpc::ByteBuffer* first = nullptr;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return broken_ || outgoing_.size() < kMostQueued; });
    if (broken_) return false;
    outgoing_.push_back(std::move(bytes));
    if (outgoing_.size() > 1) return true;
    first = &outgoing_.front();
  }
  // Not under the mutex: gRPC may call OnWriteDone before StartWrite returns. A deque does not move its elements when others join.
  StartWrite(first);
  return true;
}

void BlockingStream::OnWriteDone(bool ok) {
  const grpc::ByteBuffer* next = nullptr;
  grpc::WriteOptions options;
  {
    std::lock_guard lock(mutex_);
    outgoing_.pop_front();
    if (!ok) {
      broken_ = true;
      outgoing_.clear();
    }
    // Whoever makes messages wakes when half is sent, not after each.
    if (outgoing_.size() <= kMostQueued / 2) changed_.notify_all();
    if (outgoing_.empty()) return;
    next = &outgoing_.front();
    // Bytes of several messages go to the network together.
    if (outgoing_.size() > 1) options.set_buffer_hint();
  }
  StartWrite(next, options);
}

void BlockingStream::Close(const grpc::Status& status) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return outgoing_.empty(); });
  }
  Finish(status);
}

}  // namespace gilde::rpc
