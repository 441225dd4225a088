// Calling RPCs by name: other services, the CLI and tests. Blocking; thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/rpc/tls.h"
#include "google/protobuf/message.h"

namespace grpc {
class Channel;
}

namespace gilde::rpc {

// Metadata sent with every call: `authorization`, or in sandbox mode `gilde-organization`, `gilde-roles`, `gilde-acting-person`.
using Metadata = std::map<std::string, std::string>;

class Client {
 public:
  // A unary call without the network, of a service in this process.
  using Here = std::function<absl::Status(std::string_view method, const Metadata& metadata, const google::protobuf::Message& request,
                                          absl::Time deadline, google::protobuf::Message& response)>;
  // `service`: whose client it is, `profile`, where somebody asks for that; `here` when that is in this process.
  Client(std::shared_ptr<grpc::Channel> channel, Metadata metadata, std::string service = "", Here here = nullptr);
  const std::string& service() const { return service_; }

  // client.Call<Profile>("gilde.profile.v1.ProfileService/GetProfile", request). The status carries the server's details, so
  // base::ReasonOf works on it. A method's last message type is checked against `Response`.
  template <class Response>
  absl::StatusOr<Response> Call(std::string_view method, const google::protobuf::Message& request,
                                absl::Duration timeout = absl::Seconds(30)) const {
    Response response;
    GILDE_RETURN_IF_ERROR(CallInto(method, request, response, timeout));
    return response;
  }
  // Reads a server stream until it ends or `each` returns false.
  absl::Status Stream(std::string_view method, const google::protobuf::Message& request, google::protobuf::Message& buffer,
                      const std::function<bool()>& each) const;
  // Sends while `next` fills `up` and returns true; `each` sees every answer in `down`.
  absl::Status Exchange(std::string_view method, google::protobuf::Message& up, const std::function<bool()>& next,
                        google::protobuf::Message& down, const std::function<void()>& each) const;

 private:
  absl::Status CallInto(std::string_view method, const google::protobuf::Message& request, google::protobuf::Message& response,
                        absl::Duration timeout) const;
  std::shared_ptr<grpc::Channel> channel_;
  Metadata metadata_;
  std::string service_;
  Here here_;
};

// Plain-text or TLS channel to `host:port` or `unix:path`.
std::shared_ptr<grpc::Channel> Connect(const std::string& address, const ClientTls& tls = {});

}  // namespace gilde::rpc
