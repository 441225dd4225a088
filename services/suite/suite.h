// All four services in one process on one port: the embedded default, the sandbox, and what tests run.
#pragma once

#include <vector>

#include "common/host/host.h"

namespace gilde::suite {

// In the order in which data flows and sandbox time runs their jobs.
std::vector<host::Part> Parts();

}  // namespace gilde::suite
