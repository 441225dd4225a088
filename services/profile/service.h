// The profile service, composed.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/service.h"

namespace gilde::profile {

// Opens the store in `dependencies.database` and binds every method of gilde.profile.v1. Needs no other service.
absl::StatusOr<rpc::Service> BuildProfileService(const rpc::Dependencies& dependencies);

}  // namespace gilde::profile
