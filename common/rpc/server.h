// A gRPC server on the callback API that runs Handlers. It knows reactors, pools and the wire; handlers know none of them.
//
// Around every handler, in this order: authentication, role and scope, size and shape of the request, organization and field classes,
// deadline and idempotency key, the handler, field classes of the answer, metrics.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/handlers.h"
#include "common/rpc/metrics.h"
#include "common/rpc/worker_pool.h"

namespace grpc {
class Server;
class ServerCredentials;
class Service;
}  // namespace grpc

namespace gilde::rpc {

struct BoundMethod;

// Built, filled with Add, then started; Add is not thread-safe, the rest is.
class Server {
 public:
  struct Options {
    int workers = 64;            // threads a service for handlers that may block
    size_t most_waiting = 1024;  // requests queued beyond them; more get RESOURCE_EXHAUSTED / SERVER_BUSY with retry info
    int most_streams = 256;      // streaming calls at a time
    int most_request_bytes = 4 << 20;
  };
  Server(const base::Clock& clock, std::unique_ptr<Authenticator> authenticator, Options options);
  ~Server();

  // `handlers` outlives the server. FAILED_PRECONDITION when a method has no handler or does not declare who may call it.
  absl::Status Add(const Handlers& handlers);
  // Listens on `address` (host:port, port 0 picks one, or unix:path) and, in plain text, on `internal_address` for callers in this
  // process. UNAVAILABLE / ADDRESS_IN_USE when it cannot.
  absl::Status Start(const std::string& address, std::shared_ptr<grpc::ServerCredentials> credentials, const std::string& internal_address);
  // A unary call from inside this process: as over the wire, but run at once by the calling thread. `response` is of the method's type.
  absl::Status CallHere(std::string_view method, const RequestMetadata& metadata, const Message& request, absl::Time deadline,
                        Message& response);
  int port() const { return port_; }
  Metrics& metrics() { return metrics_; }
  // Reports unhealthy, lets running calls finish for `grace`, then ends them.
  void Drain(absl::Duration grace);

 private:
  friend class MethodService;
  friend class BlockingStream;
  const base::Clock& clock_;
  std::unique_ptr<Authenticator> authenticator_;
  Options options_;
  Metrics metrics_;
  std::map<std::string, std::unique_ptr<BoundMethod>, std::less<>> methods_;  // by name
  std::vector<std::unique_ptr<grpc::Service>> services_;
  std::vector<std::string> service_names_;
  std::atomic<int> streams_ = 0;
  std::atomic<bool> draining_ = false;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
  // One a service (proto package): services ask each other in one direction only, so a pool whose every worker waits for another service
  // never waits for itself, also when all of them share this server.
  std::map<std::string, std::unique_ptr<WorkerPool>> pools_;
};

}  // namespace gilde::rpc
