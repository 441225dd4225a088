// A streaming call of the callback API as blocking reads and writes.
#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "common/rpc/invocation.h"

namespace gilde::rpc {

// Writes are queued, at most kMostQueued, so that the one who makes messages does not wait for the network after each. Deletes itself
// once gRPC is done with the call.
class BlockingStream : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>, public Stream {
 public:
  BlockingStream(const BoundMethod& method, grpc::CallbackServerContext& context, const std::atomic<bool>& draining)
      : method_(method), context_(context), draining_(draining) {}

  void SetCall(const base::Call& call) { call_ = &call; }
  // Why the last Read refused a message; OK at the plain end of the stream.
  const absl::Status& failure() const { return failure_; }

  bool Read(Message& message) override;
  bool Broken() const override { return !failure_.ok() || Cancelled(); }
  void StopReading() override;
  bool Write(Message&& message) override;
  bool WriteSerialized(std::string_view bytes) override;
  bool Cancelled() const override { return draining_ || context_.IsCancelled(); }
  // Ends the call, after what is queued. Nothing may be read or written afterwards.
  void Close(const grpc::Status& status);

 private:
  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }
  bool Enqueue(grpc::ByteBuffer bytes);

  const BoundMethod& method_;
  grpc::CallbackServerContext& context_;
  const std::atomic<bool>& draining_;
  const base::Call* call_ = nullptr;
  absl::Status failure_;
  grpc::ByteBuffer incoming_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool read_done_ = false;
  bool read_ok_ = false;
  bool reading_stopped_ = false;
  std::deque<grpc::ByteBuffer> outgoing_;  // the first is on its way
  bool broken_ = false;                    // the client has gone
};

}  // namespace gilde::rpc
