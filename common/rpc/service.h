// One service, built from its dependencies: what main.cc, the suite and every test run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "common/rpc/handlers.h"
#include "common/storage/store.h"

namespace gilde::redis {
class Redis;
}

namespace gilde::rpc {

// What a service is built from. All pointers outlive the service.
struct Dependencies {
  storage::Database* database = nullptr;
  base::Clock* clock = nullptr;
  redis::Redis* redis = nullptr;  // may be null: slower, never wrong
  // The other services, with the SERVICE role; a service uses only those that DESIGN lets it call or follow.
  std::shared_ptr<Client> profile, matching, scheduling, notification;
  std::string smtp;       // smtp://host:port, or empty
  std::string smtp_from;  // sender address
};

// A built service. Handlers and jobs refer to what `owned` holds.
struct Service {
  std::string name;  // profile
  std::vector<std::unique_ptr<Handlers>> handlers;
  std::vector<std::unique_ptr<feed::Job>> jobs;  // in the order in which sandbox time runs them
  storage::Store* store = nullptr;               // feeds, audit and health are served from it
  std::shared_ptr<void> owned;
};

}  // namespace gilde::rpc
