// A service's whole feed, for those who count.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/common/v1/event.pb.h"
#include "services/cli/connection.h"

namespace gilde::cli {

// Every event that a service has published in the organization, oldest first.
absl::StatusOr<std::vector<gilde::common::v1::Event>> AllEvents(const Connection& connection, const std::string& service);

}  // namespace gilde::cli
