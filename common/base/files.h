// Files that a program is told to read.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace gilde::base {

// The whole of a file; NOT_FOUND, also for an empty one, naming the path and, if given, the flag that asked for it (`--tls_ca`).
// Thread-safe.
absl::StatusOr<std::string> ReadFile(const std::string& path, const std::string& flag = "");

}  // namespace gilde::base
