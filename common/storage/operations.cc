#include "common/storage/operations.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/storage/lease.h"

namespace gilde::storage {

using gilde::common::v1::Operation;

Kind OperationKind() {
  return KindOf<Operation>("organizations/*/operations/*", [](const Operation& operation, Keys& keys) {
    if (operation.done()) return;
    keys.Add("open", kOpen);
    keys.Due(base::FromProto(operation.create_time()));
  });
}

namespace {

constexpr int kMostOpen = 20;
constexpr absl::Duration kUntilOneEnds = absl::Seconds(10);

absl::Status CheckRoom(Writer& writer, const std::string& organization) {
  GILDE_ASSIGN_OR_RETURN(std::vector<Operation> open,
                         writer.Find<Operation>({.parent = organization, .key = "open", .value = std::string(kOpen), .limit = kMostOpen}));
  if (open.size() < kMostOpen) return absl::OkStatus();
  return base::TryAgain(absl::StatusCode::kResourceExhausted, "OPERATIONS_TOO_MANY",
                        "twenty of the organization's operations are not done: wait for one or cancel it", kUntilOneEnds);
}

}  // namespace

absl::StatusOr<Operation> StartOperation(Writer& writer, std::string_view method, std::string_view subject,
                                         const google::protobuf::Message& request, absl::Time deadline) {
  const base::Call& call = writer.call();
  std::string_view organization = subject.empty() ? std::string_view(call.organization) : base::OrganizationOf(subject);
  GILDE_RETURN_IF_ERROR(CheckRoom(writer, base::OrganizationName(organization)));
  Operation operation;
  operation.set_name(absl::StrCat(base::OrganizationName(organization), "/operations/", base::NewId(call.now)));
  operation.set_method(std::string(method));
  operation.set_subject(std::string(subject));
  operation.mutable_request()->PackFrom(request);
  if (deadline < absl::InfiniteFuture()) *operation.mutable_deadline_time() = base::ToProto(deadline);
  operation.set_caller(call.caller);
  operation.set_acting_person(call.acting_person);
  return writer.Create(std::move(operation), "operation.started");
}

absl::StatusOr<Operation> EndOperation(Writer& writer, std::string_view name,
                                       const absl::StatusOr<std::unique_ptr<google::protobuf::Message>>& result) {
  GILDE_ASSIGN_OR_RETURN(Operation operation, writer.Get<Operation>(name));
  if (operation.done()) return operation;
  GILDE_RETURN_IF_ERROR(AddProgress(writer, operation));
  operation.set_done(true);
  if (result.ok()) {
    operation.mutable_response()->PackFrom(**result);
    operation.mutable_progress()->set_percent(100);
  } else {
    *operation.mutable_error() = base::ToProto(result.status());
  }
  GILDE_ASSIGN_OR_RETURN(operation, writer.Update(std::move(operation), "operation.done"));
  GILDE_RETURN_IF_ERROR(DropLease(writer.session(), name));
  return operation;
}

absl::Status AddProgress(Reader& reader, Operation& operation) {
  if (operation.done()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(std::optional<Lease> lease, LoadLease(reader.session(), operation.name()));
  if (lease && !lease->note.empty()) operation.mutable_progress()->ParseFromString(lease->note);
  return absl::OkStatus();
}

absl::Status OperationCancelled() { return base::Refusal(absl::StatusCode::kCancelled, "OPERATION_CANCELLED", "its end was asked for"); }

absl::Status OperationTooLate() {
  return base::Refusal(absl::StatusCode::kDeadlineExceeded, "OPERATION_TOO_LATE", "it was not done by its deadline");
}

absl::Status OperationGivenUp() {
  return base::Aborted("OPERATION_GIVEN_UP", "it was begun several times, and every time its process was killed or fell silent");
}

bool IsTooLate(const Operation& operation, absl::Time now) {
  return operation.has_deadline_time() && base::FromProto(operation.deadline_time()) <= now;
}

}  // namespace gilde::storage
