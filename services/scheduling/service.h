// Composition of the scheduling service.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/service.h"

namespace gilde::scheduling {

// Opens the store (migrating it) and builds handlers and jobs. Uses dependencies.profile and .matching, and .redis when there is one.
absl::StatusOr<rpc::Service> BuildSchedulingService(const rpc::Dependencies& dependencies);

}  // namespace gilde::scheduling
