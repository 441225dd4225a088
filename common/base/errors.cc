#include "common/base/errors.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace gilde::base {
namespace {

constexpr char kErrorInfo[] = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr char kBadRequest[] = "type.googleapis.com/google.rpc.BadRequest";
constexpr char kRetryInfo[] = "type.googleapis.com/google.rpc.RetryInfo";

}  // namespace

absl::Status Refusal(absl::StatusCode code, std::string_view reason, std::string_view message) {
  absl::Status status(code, std::string(message));
  google::rpc::ErrorInfo info;
  info.set_domain("gilde");
  info.set_reason(std::string(reason));
  status.SetPayload(kErrorInfo, absl::Cord(info.SerializeAsString()));
  return status;
}

absl::Status NotFound(std::string_view) {
  // The name is not repeated: it may hold what the caller should not learn.
  return Refusal(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND", "there is no such resource");
}

absl::Status AlreadyExists(std::string_view reason, std::string_view message) {
  return Refusal(absl::StatusCode::kAlreadyExists, reason, message);
}
absl::Status FailedPrecondition(std::string_view reason, std::string_view message) {
  return Refusal(absl::StatusCode::kFailedPrecondition, reason, message);
}
absl::Status PermissionDenied(std::string_view reason, std::string_view message) {
  return Refusal(absl::StatusCode::kPermissionDenied, reason, message);
}
absl::Status Aborted(std::string_view reason, std::string_view message) { return Refusal(absl::StatusCode::kAborted, reason, message); }

absl::Status TryAgain(absl::StatusCode code, std::string_view reason, std::string_view message, absl::Duration retry_after) {
  absl::Status status = Refusal(code, reason, message);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(retry_after));
  retry.mutable_retry_delay()->set_nanos(static_cast<int>(absl::ToInt64Nanoseconds(retry_after % absl::Seconds(1))));
  status.SetPayload(kRetryInfo, absl::Cord(retry.SerializeAsString()));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  absl::optional<absl::Cord> payload = status.GetPayload(kErrorInfo);
  google::rpc::ErrorInfo info;
  if (!payload || !info.ParseFromString(std::string(*payload))) return "";
  return info.reason();
}

google::rpc::Status ToProto(const absl::Status& status) {
  google::rpc::Status proto;
  proto.set_code(static_cast<int>(status.code()));
  proto.set_message(std::string(status.message()));
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    google::protobuf::Any& detail = *proto.add_details();
    detail.set_type_url(std::string(type));
    detail.set_value(std::string(payload));
  });
  return proto;
}

void Violations::Add(std::string_view field, std::string_view reason, std::string_view message) {
  items_.push_back({std::string(field), std::string(reason), std::string(message)});
}

Violations Violations::Of(const absl::Status& refusal) {
  Violations violations;
  absl::optional<absl::Cord> payload = refusal.GetPayload(kBadRequest);
  google::rpc::BadRequest bad;
  if (!payload || !bad.ParseFromString(std::string(*payload))) {
    violations.Add("", ReasonOf(refusal), std::string(refusal.message()));
    return violations;
  }
  for (const auto& violation : bad.field_violations()) {
    std::pair<std::string, std::string> said = absl::StrSplit(violation.description(), absl::MaxSplits(": ", 1));
    violations.Add(violation.field(), said.first, said.second);
  }
  return violations;
}

absl::Status Violations::Check() const {
  if (items_.empty()) return absl::OkStatus();
  google::rpc::BadRequest bad;
  std::string message;
  for (const Item& item : items_) {
    google::rpc::BadRequest::FieldViolation& violation = *bad.add_field_violations();
    violation.set_field(item.field);
    violation.set_description(absl::StrCat(item.reason, ": ", item.message));
    absl::StrAppend(&message, message.empty() ? "" : "; ", item.field, ": ", item.message);
  }
  absl::Status status = Refusal(absl::StatusCode::kInvalidArgument, items_[0].reason, message);
  status.SetPayload(kBadRequest, absl::Cord(bad.SerializeAsString()));
  return status;
}

}  // namespace gilde::base
