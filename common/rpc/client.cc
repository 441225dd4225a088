#include "common/rpc/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/impl/rpc_method.h>
#include <grpcpp/support/sync_stream.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/rpc/status.h"

namespace gilde::rpc {

using google::protobuf::Message;
using google::protobuf::MessageLite;

namespace {

constexpr int kLongestReconnectBackoffMs = 2000;

void Prepare(grpc::ClientContext& context, const Metadata& metadata, absl::Duration timeout) {
  for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
  if (timeout < absl::InfiniteDuration()) context.set_deadline(absl::ToChronoTime(base::SystemClock().Now() + timeout));
}

std::string Path(std::string_view method) { return absl::StrCat("/", std::string(method)); }

}  // namespace

Client::Client(std::shared_ptr<grpc::Channel> channel, Metadata metadata, std::string service, Here here)
    : channel_(std::move(channel)), metadata_(std::move(metadata)), service_(std::move(service)), here_(std::move(here)) {}

absl::Status Client::CallInto(std::string_view method, const Message& request, Message& response, absl::Duration timeout) const {
  if (here_ != nullptr) return here_(method, metadata_, request, base::SystemClock().Now() + timeout, response);
  grpc::ClientContext context;
  Prepare(context, metadata_, timeout);
  std::string path = Path(method);
  grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC);
  return FromWire(grpc::internal::BlockingUnaryCall<MessageLite, MessageLite>(channel_.get(), rpc, &context, request, &response));
}

absl::Status Client::Stream(std::string_view method, const Message& request, Message& buffer, const std::function<bool()>& each) const {
  grpc::ClientContext context;
  Prepare(context, metadata_, absl::InfiniteDuration());
  std::string path = Path(method);
  grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::SERVER_STREAMING);
  std::unique_ptr<grpc::ClientReader<Message>> reader(
      grpc::internal::ClientReaderFactory<Message>::Create(channel_.get(), rpc, &context, request));
  bool stopped = false;
  while (!stopped && reader->Read(&buffer)) stopped = !each();
  if (stopped) context.TryCancel();
  absl::Status status = FromWire(reader->Finish());
  return stopped ? absl::OkStatus() : status;
}

absl::Status Client::Exchange(std::string_view method, Message& up, const std::function<bool()>& next, Message& down,
                              const std::function<void()>& each) const {
  grpc::ClientContext context;
  Prepare(context, metadata_, absl::InfiniteDuration());
  std::string path = Path(method);
  grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::BIDI_STREAMING);
  std::unique_ptr<grpc::ClientReaderWriter<Message, Message>> stream(
      grpc::internal::ClientReaderWriterFactory<Message, Message>::Create(channel_.get(), rpc, &context));
  std::thread sender([&] {
    while (next() && stream->Write(up)) {
    }
    stream->WritesDone();
  });
  while (stream->Read(&down)) each();
  sender.join();
  return FromWire(stream->Finish());
}

std::shared_ptr<grpc::Channel> Connect(const std::string& address, const ClientTls& tls) {
  grpc::ChannelArguments arguments;
  // A page of large resources is larger than gRPC's default of 4 MiB.
  arguments.SetMaxReceiveMessageSize(-1);
  // Who was away is found again soon, and not after gRPC's two minutes.
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestReconnectBackoffMs);
  return grpc::CreateCustomChannel(address, ChannelCredentialsOf(tls), arguments);
}

}  // namespace gilde::rpc
