// What notification does on the events of the other three: learns whom they are about, ends reminders that became needless, and makes
// those that rules ask for.
#pragma once

#include <memory>

#include "common/feed/follower.h"
#include "common/rpc/service.h"
#include "common/storage/store.h"

namespace gilde::notification::feeds {

// To be run in the order in which the services know of each other. Each must outlive those after it.
struct EventFollowers {
  std::unique_ptr<feed::Follower> profile, matching, scheduling;
};
EventFollowers FollowOthers(storage::Store& store, const rpc::Dependencies& dependencies);

// Feeds are read side by side, and one of them may be away: what an event refers to may not be known yet. Whether `feed` has been read
// so far that whatever was there at `time` is known; the clocks of two machines may differ by a minute.
bool HasRead(const feed::Follower& feed, absl::Time time);

}  // namespace gilde::notification::feeds
