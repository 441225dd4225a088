// Match runs as people at a terminal make and see them.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "gilde/common/v1/operation.pb.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "services/cli/connection.h"

namespace gilde::cli {

// Waits until an operation is done; the status is its error's. `progress` is told the percentage now and then.
absl::StatusOr<gilde::common::v1::Operation> WaitFor(const Connection& connection, const Identity& as, const std::string& operation,
                                                     const std::function<void(int percent)>& progress);
// All parts of a run in one.
absl::StatusOr<gilde::matching::v1::MatchRunPart> ExportRun(const Connection& connection, const Identity& as, const std::string& run);

// `highest-score`, and back; UNSPECIFIED for a word that is none.
std::string WordOf(gilde::matching::v1::MatchRun::Objective objective);
gilde::matching::v1::MatchRun::Objective ObjectiveOf(const std::string& word);

// `38 of 40 mentees have a mentor; total 2,513.40 points, proven to be the most`, then a line a group.
std::string Summary(const gilde::matching::v1::MatchRun& run);

}  // namespace gilde::cli
