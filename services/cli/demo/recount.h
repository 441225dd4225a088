// The numbers of a program's report, computed again from nothing but the event feeds, by the definitions in report.proto.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "services/cli/connection.h"

namespace gilde::cli {

// The measures of a program, from the events of matching and scheduling.
gilde::matching::v1::Measures Recount(const std::string& program, const std::vector<gilde::common::v1::Event>& matching,
                                      const std::vector<gilde::common::v1::Event>& scheduling);

}  // namespace gilde::cli
