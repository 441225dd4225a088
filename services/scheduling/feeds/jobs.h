// What scheduling does by itself: deadlines of meetings and holds, and what other services' events mean for calendars and meetings.
#pragma once

#include <memory>
#include <vector>

#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "common/storage/store.h"

namespace gilde::scheduling::feeds {

// In the order in which sandbox time runs them: followers first, then deadlines. Everything outlives the jobs.
std::vector<std::unique_ptr<feed::Job>> Jobs(storage::Store& store, const std::shared_ptr<rpc::Client>& profile,
                                             const std::shared_ptr<rpc::Client>& matching);

}  // namespace gilde::scheduling::feeds
