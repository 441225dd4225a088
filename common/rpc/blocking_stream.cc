#include "common/rpc/blocking_stream.h"

namespace gilde::rpc {

void BlockingStream::Wake(bool ok) {
  std::lock_guard lock(mutex_);
  done_ = true;
  ok_ = ok;
  woken_.notify_one();
}

bool BlockingStream::Wait() {
  std::unique_lock lock(mutex_);
  woken_.wait(lock, [this] { return done_; });
  done_ = false;
  return ok_;
}

bool BlockingStream::Read(Message& message) {
  incoming_.Clear();
  StartRead(&incoming_);
  if (!Wait()) return false;
  base::Call call = *call_;
  failure_ = Receive(method_, incoming_, call, message);
  return failure_.ok();
}

bool BlockingStream::Write(const Message& message) {
  std::unique_ptr<Message> visible(message.New());
  visible->CopyFrom(message);
  outgoing_ = Send(method_, *call_, *visible);
  StartWrite(&outgoing_);
  return Wait();
}

bool BlockingStream::WriteSerialized(std::string_view bytes) {
  grpc::Slice slice(bytes.data(), bytes.size());
  outgoing_ = grpc::ByteBuffer(&slice, 1);
  StartWrite(&outgoing_);
  return Wait();
}

}  // namespace gilde::rpc
