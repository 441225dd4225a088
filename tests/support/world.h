// All four services in this process on a private socket, with a sandbox clock that only the test moves.
#pragma once

#include <memory>
#include <string>

#include "common/host/host.h"
#include "common/rpc/client.h"
#include "tests/support/databases.h"

namespace gilde::test {

class World {
 public:
  // On a fresh database of `engine`; the clock stands at 2027-01-04T08:00:00Z, a Monday.
  explicit World(Engine engine);
  ~World();

  // A caller of organization `organization` with comma-separated roles, acting for `person` (full name or id; may be empty).
  rpc::Client client(const std::string& organization, const std::string& roles, const std::string& person = "");
  base::ManualClock& clock() { return *host_->sandbox_clock(); }
  // Lets everything that is due happen, up to `by` from now.
  void Advance(absl::Duration by) {
    (void)host_->runner().AdvanceTo(clock().Now() + by, [](absl::Time) { return absl::OkStatus(); });
  }
  void Settle() { host_->runner().Settle(); }
  storage::Store& store(const std::string& service) { return host_->store(service); }
  // Stops everything and starts it again on the same database and clock.
  void Restart();
  // As they are used at the next (re)start.
  host::Options& options() { return options_; }

 private:
  void Start();
  TestDatabase database_;
  std::string socket_;
  host::Options options_;
  std::unique_ptr<host::Host> host_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace gilde::test
