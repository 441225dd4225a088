#include "common/rpc/status.h"

#include "common/base/errors.h"
#include "google/rpc/status.pb.h"

namespace gilde::rpc {

grpc::Status ToWire(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  google::rpc::Status wire = base::ToProto(status);
  return {static_cast<grpc::StatusCode>(status.code()), wire.message(), wire.SerializeAsString()};
}

absl::Status FromWire(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status wire;
  if (wire.ParseFromString(status.error_details())) {
    for (const google::protobuf::Any& detail : wire.details()) result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

}  // namespace gilde::rpc
