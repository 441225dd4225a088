// The matching service, composed.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/service.h"

namespace gilde::matching {

// Opens the store in `dependencies.database` and binds every method of gilde.matching.v1. Asks profile; follows profile and scheduling.
absl::StatusOr<rpc::Service> BuildMatchingService(const rpc::Dependencies& dependencies);

}  // namespace gilde::matching
