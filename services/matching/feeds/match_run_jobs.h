// What match runs do by themselves: publish the pairs of a draft some at a time, let go what belongs to one that is dropped, and fail with
// their operation.
#pragma once

#include <memory>

#include "common/feed/job.h"
#include "common/storage/store.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::feeds {

// One pair, or group, after the other becomes a mentorship, each in one transaction with its row: however often it is interrupted, once.
std::unique_ptr<feed::Job> MatchRunPublisher(storage::Store& store, const domain::Projection& people);
// A run whose operation ends with an error is FAILED.
std::unique_ptr<feed::Job> MatchRunFailures(storage::Store& store);

}  // namespace gilde::matching::feeds
