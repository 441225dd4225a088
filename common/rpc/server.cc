#include "common/rpc/server.h"

#include <google/protobuf/arena.h>
#include <grpcpp/ext/channelz_service_plugin.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/base/errors.h"
#include "common/rpc/blocking_stream.h"
#include "common/rpc/invocation.h"
#include "common/rpc/status.h"

namespace gilde::rpc {

namespace {

absl::Status Busy(std::string_view what) {
  return base::TryAgain(absl::StatusCode::kResourceExhausted, "SERVER_BUSY", what, absl::Milliseconds(200));
}

}  // namespace

// A grpc::Service whose methods are known only at run time; each gets bytes and answers bytes.
class MethodService : public grpc::Service {
 public:
  explicit MethodService(Server& server) : server_(server) {}

  void AddUnary(const BoundMethod& method) {
    using Handler = grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>;
    Add(method, grpc::internal::RpcMethod::NORMAL_RPC,
        new Handler([this, &method](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
          return StartUnary(method, context, const_cast<grpc::ByteBuffer*>(request), response);
        }));
  }

  void AddStreaming(const BoundMethod& method) {
    using Handler = grpc::internal::CallbackBidiHandler<grpc::ByteBuffer, grpc::ByteBuffer>;
    // On the wire a server stream is a bidirectional one whose client sends one message; gRPC would read that one for another handler.
    Add(method, grpc::internal::RpcMethod::BIDI_STREAMING, new Handler([this, &method](grpc::CallbackServerContext* context) {
          auto* stream = new BlockingStream(method, *context, server_.draining_);
          StartStream(method, *context, stream);
          return stream;
        }));
  }

 private:
  void Add(const BoundMethod& method, grpc::internal::RpcMethod::RpcType type, grpc::internal::MethodHandler* handler) {
    // gRPC keeps the pointer to the path.
    paths_.push_back(std::make_unique<std::string>("/" + method.name));
    AddMethod(new grpc::internal::RpcServiceMethod(paths_.back()->c_str(), type, nullptr));
    MarkMethodRawCallback(static_cast<int>(paths_.size()) - 1, handler);
  }

  grpc::ServerUnaryReactor* StartUnary(const BoundMethod& method, grpc::CallbackServerContext* context, grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    auto run = [this, &method, context, request, response, reactor] {
      absl::Time start = wall_.Now();
      absl::Status status = RunUnary(method, *context, *request, *response);
      // Counted first: after Finish the call's memory is gone.
      const_cast<BoundMethod&>(method).metrics.Record(status.code(), wall_.Now() - start);
      reactor->Finish(ToWire(status));
    };
    if (method.method->inlined) {
      run();
    } else if (!method.pool->Submit(run)) {
      reactor->Finish(ToWire(Busy("all workers are busy: try again shortly")));
    }
    return reactor;
  }

  absl::Status RunUnary(const BoundMethod& method, grpc::CallbackServerContext& context, grpc::ByteBuffer& bytes,
                        grpc::ByteBuffer& answer) {
    GILDE_ASSIGN_OR_RETURN(base::Call call, Admit(method, context, *server_.authenticator_, server_.clock_));
    if (call.deadline < wall_.Now()) {
      return base::Refusal(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed while the call waited");
    }
    google::protobuf::Arena arena;
    Message* request = method.request_prototype->New(&arena);
    GILDE_RETURN_IF_ERROR(Receive(method, bytes, call, *request));
    std::unique_ptr<Message> response(method.response_prototype->New());
    GILDE_RETURN_IF_ERROR(method.method->unary(call, *request, *response));
    answer = Send(method, call, *response);
    return absl::OkStatus();
  }

  void StartStream(const BoundMethod& method, grpc::CallbackServerContext& context, BlockingStream* stream) {
    if (server_.streams_.fetch_add(1) >= server_.options_.most_streams) {
      server_.streams_.fetch_sub(1);
      stream->Close(ToWire(Busy("too many streams are open")));
      return;
    }
    std::thread([this, &method, &context, stream] {
      absl::Status status = RunStream(method, context, *stream);
      stream->Close(ToWire(status));
      server_.streams_.fetch_sub(1);
    }).detach();
  }

  absl::Status RunStream(const BoundMethod& method, grpc::CallbackServerContext& context, BlockingStream& stream) {
    GILDE_ASSIGN_OR_RETURN(base::Call call, Admit(method, context, *server_.authenticator_, server_.clock_));
    stream.SetCall(call);
    std::unique_ptr<Message> first(method.request_prototype->New());
    // A bidirectional call that ends without a message is an empty one.
    if (!stream.Read(*first)) return stream.failure();
    GILDE_RETURN_IF_ERROR(method.method->streaming(call, *first, stream));
    return stream.failure();
  }

  Server& server_;
  base::SystemClock wall_;
  std::vector<std::unique_ptr<std::string>> paths_;
};

Server::Server(const base::Clock& clock, std::unique_ptr<Authenticator> authenticator, Options options)
    : clock_(clock), authenticator_(std::move(authenticator)), options_(options) {}

Server::~Server() { Drain(absl::ZeroDuration()); }

absl::Status Server::Add(const Handlers& handlers) {
  GILDE_RETURN_IF_ERROR(handlers.Complete());
  auto service = std::make_unique<MethodService>(*this);
  std::unique_ptr<WorkerPool>& pool = pools_[handlers.descriptor().file()->package()];
  if (pool == nullptr) pool = std::make_unique<WorkerPool>(options_.workers, options_.most_waiting);
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  for (const Handlers::Method& method : handlers.methods()) {
    auto bound = std::make_unique<BoundMethod>();
    bound->method = &method;
    bound->pool = pool.get();
    bound->name = absl::StrCat(method.descriptor->service()->full_name(), "/", method.descriptor->name());
    GILDE_ASSIGN_OR_RETURN(bound->access, MethodAccess::Create(*method.descriptor));
    bound->request_prototype = factory->GetPrototype(method.descriptor->input_type());
    bound->response_prototype = factory->GetPrototype(method.descriptor->output_type());
    bound->request_id = method.descriptor->input_type()->FindFieldByName("request_id");
    bound->metrics = metrics_.ForMethod(bound->name);
    if (method.unary) {
      service->AddUnary(*bound);
    } else {
      service->AddStreaming(*bound);
    }
    std::string name = bound->name;
    methods_.emplace(std::move(name), std::move(bound));
  }
  service_names_.push_back(handlers.descriptor().full_name());
  services_.push_back(std::move(service));
  return absl::OkStatus();
}

absl::Status Server::CallHere(std::string_view method, const RequestMetadata& metadata, const Message& request, absl::Time deadline,
                              Message& response) {
  auto found = methods_.find(method);
  if (found == methods_.end() || !found->second->method->unary) return absl::InternalError("there is no such method here");
  BoundMethod& bound = *found->second;
  base::SystemClock wall;
  absl::Time start = wall.Now();
  auto run = [&]() -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(base::Call call, Admit(bound, metadata, *authenticator_, clock_));
    call.deadline = deadline;
    call.cancelled = [this] { return draining_.load(); };
    GILDE_RETURN_IF_ERROR(Check(bound, bound.request_id == nullptr ? "" : request.SerializeAsString(), call, request));
    GILDE_RETURN_IF_ERROR(bound.method->unary(call, request, response));
    bound.access->FilterResponse(call, response);
    return absl::OkStatus();
  };
  absl::Status status = run();
  bound.metrics.Record(status.code(), wall.Now() - start);
  return status;
}

absl::Status Server::Start(const std::string& address, std::shared_ptr<grpc::ServerCredentials> credentials,
                           const std::string& internal_address) {
  static const bool plugins = [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::channelz::experimental::InitChannelzService();
    // gRPC's mutexes are Abseil's, which Debian builds with a search for deadlocks at every lock.
    absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
    return true;
  }();
  (void)plugins;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, std::move(credentials), &port_);
  builder.AddListeningPort(internal_address, grpc::InsecureServerCredentials());
  builder.SetMaxReceiveMessageSize(options_.most_request_bytes);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  for (auto& service : services_) builder.RegisterService(service.get());
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || (port_ == 0 && address.rfind("unix:", 0) != 0)) {
    return base::TryAgain(absl::StatusCode::kUnavailable, "ADDRESS_IN_USE",
                          absl::StrCat("cannot listen on ", address, ": is another server there, or do certificate and key not fit?"),
                          absl::Seconds(5));
  }
  for (const std::string& name : service_names_) server_->GetHealthCheckService()->SetServingStatus(name, true);
  return absl::OkStatus();
}

void Server::Drain(absl::Duration grace) {
  if (server_ == nullptr || draining_.exchange(true)) return;
  server_->GetHealthCheckService()->SetServingStatus(false);
  server_->Shutdown(absl::ToChronoTime(base::SystemClock().Now() + grace));
  server_->Wait();
  while (streams_ > 0) base::SleepFor(absl::Milliseconds(1));
  pools_.clear();
}

}  // namespace gilde::rpc
