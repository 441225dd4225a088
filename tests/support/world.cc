#include "tests/support/world.h"

#include <cstdlib>
#include <iostream>

#include "common/base/ids.h"
#include "common/feed/sandbox_api.h"
#include "services/suite/suite.h"

namespace gilde::test {

World::World(Engine engine) : database_(engine) {
  socket_ = "unix-abstract:gilde-test-" + base::RandomHex(8);
  options_.listen = socket_;
  options_.metrics_listen = "";
  options_.database = database_.url();
  const char* redis = std::getenv("GILDE_TEST_REDIS");
  options_.redis = redis == nullptr ? "" : redis;
  options_.sandbox = true;
  options_.sandbox_start = absl::FromCivil(absl::CivilSecond(2027, 1, 4, 8), absl::UTCTimeZone());
  Start();
}

World::~World() = default;

void World::Start() {
  absl::StatusOr<std::unique_ptr<host::Host>> host = host::Host::Start(options_, suite::Parts());
  if (!host.ok()) {
    std::cerr << "the world does not start: " << host.status() << "\n";
    std::abort();
  }
  host_ = *std::move(host);
  channel_ = rpc::Connect(socket_);
}

void World::Restart() {
  (void)feed::KeepSandboxTime(store("profile"), clock().Now());
  host_.reset();
  Start();
}

rpc::Client World::client(const std::string& organization, const std::string& roles, const std::string& person) {
  rpc::Metadata metadata{{"gilde-organization", organization}, {"gilde-roles", roles}};
  if (!person.empty()) metadata["gilde-acting-person"] = person;
  return rpc::Client(channel_, metadata);
}

}  // namespace gilde::test
