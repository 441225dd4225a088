// Operations (AIP-151) as resources of the service that does their work: started in the transaction of the call that asks for it, and ended
// once. common/feed/operations.h does the work between, and serves them.
#pragma once

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/storage/store.h"
#include "gilde/common/v1/operation.pb.h"

namespace gilde::storage {

// A service that has operations adds it to its kinds. Undone ones are found by (`open`, kOpen), and are due from their start on: the
// oldest first.
Kind OperationKind();
inline constexpr std::string_view kOpen = "1";

// Starts one in the caller's transaction, in the organization of `subject` (a resource name) or, when that is empty, of the call.
// `method` is the RPC that starts it, `gilde.matching.v1.MatchService/CreateMatchRun`, by which its worker is found; `request` is what
// the worker gets to work on. `deadline` is the domain's time. Publishes `operation.started`.
// RESOURCE_EXHAUSTED / OPERATIONS_TOO_MANY with retry info when twenty of the organization's are not done: they are done one after
// another, and no organization shall make all others wait.
absl::StatusOr<gilde::common::v1::Operation> StartOperation(Writer& writer, std::string_view method, std::string_view subject,
                                                            const google::protobuf::Message& request,
                                                            absl::Time deadline = absl::InfiniteFuture());

// Writes down how one ended, and that nobody works on it any more; one that is done stays as it is. Publishes `operation.done`.
absl::StatusOr<gilde::common::v1::Operation> EndOperation(Writer& writer, std::string_view name,
                                                          const absl::StatusOr<std::unique_ptr<google::protobuf::Message>>& result);

// Adds the progress that whoever works on it has reported.
absl::Status AddProgress(Reader& reader, gilde::common::v1::Operation& operation);

// How an operation ends whose end was asked for, whose deadline has passed, or that ends every process that works on it.
absl::Status OperationCancelled();  // CANCELLED / OPERATION_CANCELLED
absl::Status OperationTooLate();    // DEADLINE_EXCEEDED / OPERATION_TOO_LATE
absl::Status OperationGivenUp();    // ABORTED / OPERATION_GIVEN_UP
bool IsTooLate(const gilde::common::v1::Operation& operation, absl::Time now);

}  // namespace gilde::storage
