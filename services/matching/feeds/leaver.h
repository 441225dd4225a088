// Follows the profile service: people who leave, and goals that move.
#pragma once

#include <memory>

#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "common/storage/store.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::feeds {

// profile.deactivated: pairs end neutrally or go on without the person, requests are withdrawn or move on, seats are freed.
std::unique_ptr<feed::Job> LeaverFollower(storage::Store& store, rpc::Client profile, const domain::Projection& people);

// goal.*: mentorships of the person know how their goals stand; the last one done proposes to wrap up.
std::unique_ptr<feed::Job> GoalFollower(storage::Store& store, rpc::Client profile);

}  // namespace gilde::matching::feeds
