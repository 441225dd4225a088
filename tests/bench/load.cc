#include "tests/bench/load.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/security/credentials.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "common/base/errors.h"
#include "common/rpc/status.h"
#include "tests/bench/timer.h"

namespace gilde::bench {
namespace {

using grpc::ByteBuffer;

constexpr auto kTimeout = std::chrono::seconds(60);

absl::StatusOr<std::shared_ptr<grpc::Channel>> Open(const std::string& address) {
  grpc::ChannelArguments arguments;
  // A connection of its own, not one shared with another channel to the same address.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  auto channel = grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
  if (channel->WaitForConnected(std::chrono::system_clock::now() + kTimeout)) return channel;
  return absl::UnavailableError("cannot connect to " + address);
}

void Prepare(grpc::ClientContext& context, const Target& target, bool endless = false) {
  for (const auto& [key, value] : target.metadata) context.AddMetadata(key, value);
  if (!endless) context.set_deadline(std::chrono::system_clock::now() + kTimeout);
}

// All calls of one Drive.
struct Run {
  grpc::GenericStub stub;
  const Target& target;
  std::string path;
  const std::vector<ByteBuffer>& requests;
  std::int64_t calls;
  int in_flight;
  std::atomic<std::int64_t> next = 0;

  std::mutex mutex;
  std::condition_variable changed;
  int going = 0;
  grpc::Status refusal;
};

// One of the callers: its next call starts when the last has ended.
class Caller : public grpc::ClientUnaryReactor {
 public:
  explicit Caller(Run& run) : run_(run) { took_.reserve(static_cast<size_t>(run.calls / run.in_flight * 2)); }

  void Next() {
    std::int64_t number = run_.next.fetch_add(1, std::memory_order_relaxed);
    if (number >= run_.calls) return End(grpc::Status::OK);
    context_.emplace();
    Prepare(*context_, run_.target);
    answer_.Clear();
    timer_ = Timer();
    const ByteBuffer& request = run_.requests[static_cast<size_t>(number) % run_.requests.size()];
    run_.stub.PrepareUnaryCall(&*context_, run_.path, {}, &request, &answer_, this);
    StartCall();
  }
  const std::vector<double>& took() const { return took_; }

 private:
  void OnDone(const grpc::Status& status) override {
    took_.push_back(timer_.milliseconds());
    if (!status.ok()) return End(status);
    Next();
  }
  void End(const grpc::Status& status) {
    std::lock_guard lock(run_.mutex);
    if (!status.ok()) run_.refusal = status;
    --run_.going;
    run_.changed.notify_one();
  }

  Run& run_;
  std::optional<grpc::ClientContext> context_;
  ByteBuffer answer_;
  Timer timer_;
  std::vector<double> took_;
};

absl::StatusOr<Figure> DriveOn(const std::shared_ptr<grpc::Channel>& channel, const Target& target, const std::vector<ByteBuffer>& requests,
                               int calls, int in_flight) {
  Run run{grpc::GenericStub(channel), target, "/" + target.method, requests, calls, in_flight};
  run.going = in_flight;
  std::vector<std::unique_ptr<Caller>> callers;
  callers.reserve(static_cast<size_t>(in_flight));
  for (int i = 0; i < in_flight; ++i) callers.push_back(std::make_unique<Caller>(run));
  Timer timer;
  for (auto& caller : callers) caller->Next();
  {
    std::unique_lock lock(run.mutex);
    run.changed.wait(lock, [&] { return run.going == 0; });
  }
  double seconds = timer.seconds();
  GILDE_RETURN_IF_ERROR(rpc::FromWire(run.refusal));
  std::vector<double> took;
  for (auto& caller : callers) took.insert(took.end(), caller->took().begin(), caller->took().end());
  return FigureOf(seconds, std::move(took));
}

// A streaming call: writes and reads go on beside each other.
class Flow : public grpc::ClientBidiReactor<ByteBuffer, ByteBuffer> {
 public:
  Flow(const Target& target, const std::vector<ByteBuffer>& requests, std::int64_t most) : requests_(requests), most_(most) {
    Prepare(context_, target, /*endless=*/true);
  }

  absl::Status Run(const std::shared_ptr<grpc::Channel>& channel, const std::string& path) {
    grpc::GenericStub(channel).PrepareBidiStreamingCall(&context_, path, {}, this);
    WriteOn();
    StartRead(&answer_);
    StartCall();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return done_; });
    return most_ > 0 && answers_ >= most_ ? absl::OkStatus() : rpc::FromWire(status_);
  }
  std::int64_t answers() const { return answers_; }
  const ByteBuffer& last() const { return last_; }

 private:
  void WriteOn() {
    if (written_ == requests_.size()) return;
    const ByteBuffer& request = requests_[written_++];
    if (written_ == requests_.size()) {
      StartWriteLast(&request, grpc::WriteOptions());
    } else {
      StartWrite(&request);
    }
  }
  void OnWriteDone(bool ok) override {
    if (ok) WriteOn();
  }
  void OnReadDone(bool ok) override {
    if (!ok) return;
    ++answers_;
    last_.Swap(&answer_);
    if (answers_ == most_) return context_.TryCancel();
    StartRead(&answer_);
  }
  void OnDone(const grpc::Status& status) override {
    std::lock_guard lock(mutex_);
    status_ = status;
    done_ = true;
    changed_.notify_one();
  }

  grpc::ClientContext context_;
  const std::vector<ByteBuffer>& requests_;
  const std::int64_t most_;
  size_t written_ = 0;
  std::int64_t answers_ = 0;
  ByteBuffer answer_, last_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
  grpc::Status status_;
};

}  // namespace

ByteBuffer Bytes(const google::protobuf::Message& message) {
  grpc::Slice slice(message.SerializeAsString());
  return {&slice, 1};
}

std::string Text(const ByteBuffer& bytes) {
  std::vector<grpc::Slice> slices;
  std::string text;
  if (!bytes.Dump(&slices).ok()) return text;
  for (const grpc::Slice& slice : slices) text.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return text;
}

absl::StatusOr<std::string> CallOnce(const Target& target, const google::protobuf::Message& request) {
  GILDE_ASSIGN_OR_RETURN(Streamed streamed, Stream(target, {Bytes(request)}));
  return streamed.last;
}

absl::StatusOr<Figure> Drive(const Target& target, const std::vector<ByteBuffer>& requests, int calls, int warm_up, int in_flight) {
  GILDE_ASSIGN_OR_RETURN(std::shared_ptr<grpc::Channel> channel, Open(target.address));
  if (warm_up > 0) GILDE_RETURN_IF_ERROR(DriveOn(channel, target, requests, warm_up, in_flight).status());
  return DriveOn(channel, target, requests, calls, in_flight);
}

absl::StatusOr<Streamed> Stream(const Target& target, const std::vector<ByteBuffer>& requests, std::int64_t most) {
  GILDE_ASSIGN_OR_RETURN(std::shared_ptr<grpc::Channel> channel, Open(target.address));
  Flow flow(target, requests, most);
  Timer timer;
  GILDE_RETURN_IF_ERROR(flow.Run(channel, "/" + target.method));
  return Streamed{timer.seconds(), flow.answers(), Text(flow.last())};
}

}  // namespace gilde::bench
