// absl::Status and grpc::Status: the one place where errors cross the wire, with their google.rpc details.
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace gilde::rpc {

grpc::Status ToWire(const absl::Status& status);
absl::Status FromWire(const grpc::Status& status);

}  // namespace gilde::rpc
