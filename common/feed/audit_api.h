// Serves the audit chains of the services in this process as gilde.common.v1.Audit.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/common/v1/audit.pb.h"

namespace gilde::feed {

class AuditApi {
 public:
  // (service name, its store) in a fixed order.
  explicit AuditApi(std::vector<std::pair<std::string, storage::Store*>> chains) : chains_(std::move(chains)) {}

  absl::StatusOr<gilde::common::v1::ListAuditEntriesResponse> ListAuditEntries(const base::Call& call,
                                                                               const gilde::common::v1::ListAuditEntriesRequest& request);
  absl::StatusOr<gilde::common::v1::VerifyAuditChainResponse> VerifyAuditChain(const base::Call& call,
                                                                               const gilde::common::v1::VerifyAuditChainRequest& request);

 private:
  std::vector<std::pair<std::string, storage::Store*>> chains_;
};

}  // namespace gilde::feed
