// Serves the operations of the services in this process as gilde.common.v1.Operations.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/call.h"
#include "common/base/clock.h"
#include "common/storage/store.h"
#include "gilde/common/v1/operation.pb.h"

namespace gilde::feed {

class OperationsApi {
 public:
  // The stores of the services, at least one, in a fixed order; they outlive the API. Those that know no operations have none.
  // `wall` is real time, the machine's when null.
  explicit OperationsApi(std::vector<storage::Store*> stores, const base::Clock* wall = nullptr);

  absl::StatusOr<gilde::common::v1::Operation> GetOperation(const base::Call& call, const gilde::common::v1::GetOperationRequest& request);
  absl::StatusOr<gilde::common::v1::ListOperationsResponse> ListOperations(const base::Call& call,
                                                                           const gilde::common::v1::ListOperationsRequest& request);
  absl::StatusOr<gilde::common::v1::Operation> WaitOperation(const base::Call& call,
                                                             const gilde::common::v1::WaitOperationRequest& request);
  absl::StatusOr<gilde::common::v1::Operation> CancelOperation(const base::Call& call,
                                                               const gilde::common::v1::CancelOperationRequest& request);
  // Whoever waits is answered soon.
  void Stop() { stopping_ = true; }

 private:
  // Which store has it, and the operation with its progress. NOT_FOUND.
  struct Found {
    storage::Store* store = nullptr;
    gilde::common::v1::Operation operation;
  };
  absl::StatusOr<Found> Find(const base::Call& call, const std::string& name);

  storage::Store& tokens_;
  std::vector<storage::Store*> stores_;  // of operations
  base::SystemClock system_;
  const base::Clock& wall_;
  std::atomic<int> waiting_ = 0;
  std::atomic<bool> stopping_ = false;
};

}  // namespace gilde::feed
