// Learning a match policy from a program's own requests over gRPC.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/common/v1/operation.pb.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "services/matching/api/match_run_api.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::api {

class FitApi {
 public:
  FitApi(storage::Store& store, const domain::Projection& projection) : store_(store), projection_(projection) {}
  absl::StatusOr<gilde::common::v1::Operation> FitMatchPolicy(const base::Call& call, const v1::FitMatchPolicyRequest& request);

  // Learns; `request` holds the FitMatchPolicyRequest. Repeatable.
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Fit(const base::Call& call, const google::protobuf::Any& request,
                                                                 const MatchRunApi::Report& report);

 private:
  storage::Store& store_;
  const domain::Projection& projection_;
};

}  // namespace gilde::matching::api
