// A running process of one or more services: what main.cc, the suite and every test start.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/feed/operations_api.h"
#include "common/feed/runner.h"
#include "common/host/options.h"
#include "common/rpc/server.h"
#include "common/rpc/service.h"
#include "common/rpc/tls.h"

namespace gilde::host {

// A service that a process serves.
struct Part {
  std::string name;  // profile
  absl::StatusOr<rpc::Service> (*build)(const rpc::Dependencies&);
};

// Thread-safe once started.
class Host {
 public:
  // Opens databases, builds the parts in order, starts serving and running jobs.
  // The error says in one line what to do.
  static absl::StatusOr<std::unique_ptr<Host>> Start(const Options& options, const std::vector<Part>& parts);
  // Drains: answers what runs, takes nothing new, stops jobs.
  ~Host();

  int port() const { return server_->port(); }
  // Null unless sandbox.
  base::ManualClock* sandbox_clock() { return sandbox_.get(); }
  feed::Runner& runner() { return *runner_; }
  // The store of a part, for tests that look behind the RPCs.
  storage::Store& store(const std::string& service);

 private:
  Host() = default;
  absl::Status Open(const Options& options, const std::vector<Part>& parts);
  absl::Status Build(const Options& options, const std::vector<Part>& parts);
  absl::Status Serve(const Options& options);
  std::shared_ptr<rpc::Client> ClientOf(const Options& options, const std::vector<Part>& parts, const std::string& service);

  std::string internal_address_, secret_;
  rpc::Tls tls_;
  rpc::ClientTls client_tls_;
  std::unique_ptr<base::ManualClock> sandbox_;
  base::SystemClock system_;
  std::vector<std::unique_ptr<storage::Database>> databases_;
  std::unique_ptr<redis::Redis> redis_;
  std::vector<rpc::Service> services_;
  std::vector<std::unique_ptr<feed::Job>> housekeepers_;
  std::vector<std::shared_ptr<void>> common_apis_;
  std::unique_ptr<feed::OperationsApi> operations_;
  std::vector<std::unique_ptr<rpc::Handlers>> common_handlers_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<feed::Runner> runner_;
};

// Runs until SIGTERM or SIGINT; the process's exit code. What every main() is.
int RunUntilStopped(const Options& options, const std::vector<Part>& parts);

}  // namespace gilde::host
