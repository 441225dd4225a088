// Follows the scheduling service: meetings are contact, and say when there is no time.
#pragma once

#include <memory>

#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "common/storage/store.h"

namespace gilde::matching::feeds {

std::unique_ptr<feed::Job> MeetingFollower(storage::Store& store, rpc::Client scheduling);

}  // namespace gilde::matching::feeds
