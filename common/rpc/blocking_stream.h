// A streaming call of the callback API as blocking reads and writes of one thread.
#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "common/rpc/invocation.h"

namespace gilde::rpc {

// Deletes itself once gRPC is done with the call.
class BlockingStream : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>, public Stream {
 public:
  BlockingStream(const BoundMethod& method, grpc::CallbackServerContext& context, const std::atomic<bool>& draining)
      : method_(method), context_(context), draining_(draining) {}

  void SetCall(const base::Call& call) { call_ = &call; }
  // Why the last Read refused a message; OK at the plain end of the stream.
  const absl::Status& failure() const { return failure_; }

  bool Read(Message& message) override;
  bool Write(const Message& message) override;
  bool WriteSerialized(std::string_view bytes) override;
  bool Cancelled() const override { return draining_ || context_.IsCancelled(); }

 private:
  void OnReadDone(bool ok) override { Wake(ok); }
  void OnWriteDone(bool ok) override { Wake(ok); }
  void OnDone() override { delete this; }
  void Wake(bool ok);
  bool Wait();

  const BoundMethod& method_;
  grpc::CallbackServerContext& context_;
  const std::atomic<bool>& draining_;
  const base::Call* call_ = nullptr;
  absl::Status failure_;
  grpc::ByteBuffer incoming_;
  grpc::ByteBuffer outgoing_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool done_ = false;
  bool ok_ = false;
};

}  // namespace gilde::rpc
