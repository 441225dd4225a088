// What is measured: Gilde as it runs in production, and a bare gRPC server that does nothing but answer. Both in this process, on ports of
// their own; calls go over TCP.
#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/host/host.h"
#include "common/rpc/client.h"
#include "tests/bench/bench.h"
#include "tests/bench/load.h"
#include "tests/bench/tokens.h"

namespace grpc {
class Server;
}

namespace gilde::bench {

inline constexpr char kOrganization[] = "organizations/bench";
inline std::string Person(const std::string& id) { return absl::StrCat(kOrganization, "/profiles/", id); }

// Services with one organization, on the real clock; callers show signed tokens.
class Gilde {
 public:
  // On the database that `url` names.
  static absl::StatusOr<std::unique_ptr<Gilde>> Start(const Setup& setup, const std::string& url, const std::vector<std::string>& services);

  // A method as called with these roles (space-separated), for `person` (full name or empty).
  Target As(const std::string& method, const std::string& roles, const std::string& person = "") const;
  // The same as one of the four services.
  Target AsService(const std::string& method) const;
  rpc::Client client(const std::string& roles, const std::string& person = "") const;
  storage::Store& store(const std::string& service) { return host_->store(service); }

 private:
  explicit Gilde(const Setup& setup) : tokens_(setup.folder) {}
  Tokens tokens_;
  std::string address_, secret_;
  std::unique_ptr<host::Host> host_;
};

// A callback server over bytes, called with the same metadata as Gilde, so that both receive the same: unary `bench.Bare/Echo` answers
// `answer`, and the stream `bench.Bare/Stream` answers `messages` in turn, `count` of them.
class Bare {
 public:
  explicit Bare(const std::string& answer);
  Bare(std::vector<grpc::ByteBuffer> messages, std::int64_t count);
  ~Bare();
  Target echo(const Target& like) const { return {address_, "bench.Bare/Echo", like.metadata}; }
  Target stream(const Target& like) const { return {address_, "bench.Bare/Stream", like.metadata}; }

 private:
  class Service;
  void Start();
  std::unique_ptr<Service> service_;
  std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace gilde::bench
