// What notification does on the events of the other three: learns whom they are about, ends reminders that became needless, and makes
// those that rules ask for.
#pragma once

#include <memory>
#include <vector>

#include "common/feed/job.h"
#include "common/rpc/service.h"
#include "common/storage/store.h"

namespace gilde::notification::feeds {

// In the order in which the services know of each other: profile, matching, scheduling.
std::vector<std::unique_ptr<feed::Job>> EventFollowers(storage::Store& store, const rpc::Dependencies& dependencies);

}  // namespace gilde::notification::feeds
