// Match runs over gRPC, and the computing of one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/rpc/handlers.h"
#include "common/storage/store.h"
#include "gilde/common/v1/operation.pb.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::api {

class MatchRunApi {
 public:
  MatchRunApi(storage::Store& store, const domain::Projection& projection) : store_(store), projection_(projection) {}
  absl::StatusOr<gilde::common::v1::Operation> CreateMatchRun(const base::Call& call, const v1::CreateMatchRunRequest& request);
  absl::StatusOr<v1::MatchRun> GetMatchRun(const base::Call& call, const v1::GetMatchRunRequest& request);
  absl::StatusOr<v1::ListMatchRunsResponse> ListMatchRuns(const base::Call& call, const v1::ListMatchRunsRequest& request);
  absl::StatusOr<v1::ListMatchRunPairsResponse> ListMatchRunPairs(const base::Call& call, const v1::ListMatchRunPairsRequest& request);
  absl::StatusOr<v1::MatchRun> PinPair(const base::Call& call, const v1::PinPairRequest& request);
  absl::StatusOr<v1::MatchRun> ForbidPair(const base::Call& call, const v1::ForbidPairRequest& request);
  absl::StatusOr<v1::CompareMatchRunsResponse> CompareMatchRuns(const base::Call& call, const v1::CompareMatchRunsRequest& request);
  absl::StatusOr<v1::MatchRun> PublishMatchRun(const base::Call& call, const v1::PublishMatchRunRequest& request);
  absl::StatusOr<v1::MatchRun> DiscardMatchRun(const base::Call& call, const v1::DiscardMatchRunRequest& request);
  absl::Status ExportMatchRun(const base::Call& call, const v1::ExportMatchRunRequest& request, rpc::Stream& stream);

  // Says how far it is and asks whether to go on: feed::Working::Report.
  using Report = std::function<absl::Status(std::string_view stage, int percent, std::int64_t best_bound)>;
  // Computes a run that is RUNNING and makes it a DRAFT; of another it answers what it is. Repeatable.
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Compute(const base::Call& call, const std::string& run, const Report& report);

 private:
  absl::StatusOr<bool> IsEmpty(const base::Call& call, const std::string& program);

  storage::Store& store_;
  const domain::Projection& projection_;
};

}  // namespace gilde::matching::api
