#include "tests/bench/servers.h"

#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <cstdlib>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "gilde/profile/v1/organization.pb.h"
#include "services/suite/suite.h"

namespace gilde::bench {

using grpc::ByteBuffer;

absl::StatusOr<std::unique_ptr<Gilde>> Gilde::Start(const Setup& setup, const std::string& url, const std::vector<std::string>& services) {
  std::unique_ptr<Gilde> gilde(new Gilde(setup));
  gilde->secret_ = base::RandomHex(32);
  host::Options options;
  options.listen = "127.0.0.1:0";
  options.database = url;
  options.redis = setup.redis;
  options.jwks = gilde->tokens_.key_set();
  options.service_token = setup.folder + "/service_token";
  std::ofstream(options.service_token) << gilde->secret_;
  for (const char* name : {"profile", "matching", "scheduling", "notification"}) options.addresses[name] = "127.0.0.1:1";
  std::vector<host::Part> parts;
  for (const host::Part& part : suite::Parts()) {
    if (std::find(services.begin(), services.end(), part.name) != services.end()) parts.push_back(part);
  }
  GILDE_ASSIGN_OR_RETURN(gilde->host_, host::Host::Start(options, parts));
  gilde->address_ = absl::StrCat("127.0.0.1:", gilde->host_->port());
  profile::v1::CreateOrganizationRequest request;
  request.set_organization_id("bench");
  request.mutable_organization()->set_title("Bench");
  GILDE_RETURN_IF_ERROR(gilde->client("platform")
                            .Call<profile::v1::Organization>("gilde.profile.v1.OrganizationService/CreateOrganization", request)
                            .status());
  return gilde;
}

Target Gilde::As(const std::string& method, const std::string& roles, const std::string& person) const {
  return {address_, method, {{"authorization", "Bearer " + tokens_.For("bench", roles, person)}}};
}

Target Gilde::AsService(const std::string& method) const { return {address_, method, {{"gilde-internal", secret_}}}; }

rpc::Client Gilde::client(const std::string& roles, const std::string& person) const {
  return rpc::Client(rpc::Connect(address_), As("", roles, person).metadata);
}

namespace {

class Writer : public grpc::ServerWriteReactor<ByteBuffer> {
 public:
  Writer(const std::vector<ByteBuffer>& messages, std::int64_t count) : messages_(messages), count_(count) { Next(); }

 private:
  void Next() {
    if (sent_ == count_) return Finish(grpc::Status::OK);
    StartWrite(&messages_[static_cast<size_t>(sent_++) % messages_.size()]);
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    Next();
  }
  void OnDone() override { delete this; }

  const std::vector<ByteBuffer>& messages_;
  const std::int64_t count_;
  std::int64_t sent_ = 0;
};

}  // namespace

class Bare::Service : public grpc::Service {
 public:
  Service(std::vector<ByteBuffer> messages, std::int64_t count) : messages_(std::move(messages)), count_(count) {
    using grpc::internal::RpcMethod;
    Add(0, "/bench.Bare/Echo", RpcMethod::NORMAL_RPC,
        new grpc::internal::CallbackUnaryHandler<ByteBuffer, ByteBuffer>(
            [this](grpc::CallbackServerContext* context, const ByteBuffer*, ByteBuffer* answer) {
              *answer = messages_[0];
              grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
              reactor->Finish(grpc::Status::OK);
              return reactor;
            }));
    Add(1, "/bench.Bare/Stream", RpcMethod::SERVER_STREAMING,
        new grpc::internal::CallbackServerStreamingHandler<ByteBuffer, ByteBuffer>(
            [this](grpc::CallbackServerContext*, const ByteBuffer*) { return new Writer(messages_, count_); }));
  }

 private:
  void Add(int index, const char* path, grpc::internal::RpcMethod::RpcType type, grpc::internal::MethodHandler* handler) {
    AddMethod(new grpc::internal::RpcServiceMethod(path, type, nullptr));
    MarkMethodRawCallback(index, handler);
  }
  const std::vector<ByteBuffer> messages_;
  const std::int64_t count_;
};

Bare::Bare(const std::string& answer) {
  grpc::Slice slice(answer);
  service_ = std::make_unique<Service>(std::vector<ByteBuffer>{ByteBuffer(&slice, 1)}, 1);
  Start();
}

Bare::Bare(std::vector<ByteBuffer> messages, std::int64_t count) : service_(std::make_unique<Service>(std::move(messages), count)) {
  Start();
}

void Bare::Start() {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(service_.get());
  server_ = builder.BuildAndStart();
  address_ = absl::StrCat("127.0.0.1:", port);
}

Bare::~Bare() {
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
}

}  // namespace gilde::bench
