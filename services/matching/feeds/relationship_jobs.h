// What the relationship half of the matching service does by itself: deadlines, meetings, goals, leavers, ended programs.
#pragma once

#include <memory>
#include <vector>

#include "common/feed/job.h"
#include "common/rpc/service.h"
#include "common/storage/store.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::feeds {

// Appends the jobs, in the order in which sandbox time runs them. `store` and `people` outlive them. Without a client of scheduling or
// profile the jobs that follow it are left out.
void AddRelationshipJobs(storage::Store& store, const domain::Projection& people, const rpc::Dependencies& dependencies,
                         std::vector<std::unique_ptr<feed::Job>>& jobs);

}  // namespace gilde::matching::feeds
