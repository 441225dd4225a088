#include "common/rpc/invocation.h"

#include <grpcpp/impl/codegen/proto_utils.h>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/storage/journal.h"

namespace gilde::rpc {
namespace {

constexpr int kMostRequestIdCharacters = 128;

std::string_view Metadata(const grpc::ServerContextBase& context, std::string_view key) {
  auto found = context.client_metadata().find(grpc::string_ref(key.data(), key.size()));
  if (found == context.client_metadata().end()) return {};
  return {found->second.data(), found->second.size()};
}

// The trace id of a W3C traceparent, `00-TRACE-SPAN-FLAGS`.
std::string TraceOf(std::string_view traceparent) {
  if (traceparent.size() < 55 || traceparent[2] != '-' || traceparent[35] != '-') return "";
  return std::string(traceparent.substr(3, 32));
}

}  // namespace

absl::StatusOr<base::Call> Admit(const BoundMethod& method, const RequestMetadata& metadata, Authenticator& authenticator,
                                 const base::Clock& clock) {
  GILDE_ASSIGN_OR_RETURN(Identity identity, authenticator.Authenticate(metadata));
  GILDE_RETURN_IF_ERROR(method.access->Authorize(identity));
  base::Call call;
  call.organization = std::move(identity.organization);
  call.roles = identity.roles;
  call.acting_person = std::move(identity.acting_person);
  call.caller = std::move(identity.caller);
  call.method = method.name;
  call.now = clock.Now();
  call.trace = TraceOf(metadata("traceparent"));
  call.reason = std::string(metadata("gilde-reason").substr(0, 500));
  return call;
}

absl::StatusOr<base::Call> Admit(const BoundMethod& method, grpc::ServerContextBase& context, Authenticator& authenticator,
                                 const base::Clock& clock) {
  auto metadata = [&context](std::string_view key) { return Metadata(context, key); };
  GILDE_ASSIGN_OR_RETURN(base::Call call, Admit(method, metadata, authenticator, clock));
  call.deadline = absl::FromChrono(context.deadline());
  call.cancelled = [&context] { return context.IsCancelled(); };
  return call;
}

absl::Status Check(const BoundMethod& method, const std::string& bytes, base::Call& call, const Message& request) {
  GILDE_RETURN_IF_ERROR(method.access->CheckRequest(call, request));
  if (method.request_id == nullptr) return absl::OkStatus();
  call.request_id = request.GetReflection()->GetString(request, method.request_id);
  if (call.request_id.empty()) return absl::OkStatus();
  base::Violations violations;
  violations.Require(base::CodePoints(call.request_id) <= kMostRequestIdCharacters, "request_id", "REQUEST_ID_TOO_LONG",
                     "at most 128 characters; a UUID is best");
  GILDE_RETURN_IF_ERROR(violations.Check());
  call.fingerprint = storage::Sha256Hex(call.method + '\n' + call.caller + '\n' + call.acting_person + '\n' + bytes);
  return absl::OkStatus();
}

absl::Status Receive(const BoundMethod& method, grpc::ByteBuffer& bytes, base::Call& call, Message& request) {
  std::string fingerprinted;
  if (method.request_id != nullptr) {
    std::vector<grpc::Slice> slices;
    if (bytes.Dump(&slices).ok()) {
      for (const grpc::Slice& slice : slices) fingerprinted.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
    }
  }
  if (!grpc::SerializationTraits<Message>::Deserialize(&bytes, &request).ok()) {
    return base::Refusal(absl::StatusCode::kInvalidArgument, "REQUEST_MALFORMED",
                         "the request is not a valid message of its type, or not UTF-8");
  }
  return Check(method, fingerprinted, call, request);
}

grpc::ByteBuffer Send(const BoundMethod& method, const base::Call& call, Message& response) {
  method.access->FilterResponse(call, response);
  grpc::ByteBuffer bytes;
  bool own = false;
  (void)grpc::SerializationTraits<Message>::Serialize(response, &bytes, &own);
  return bytes;
}

}  // namespace gilde::rpc
