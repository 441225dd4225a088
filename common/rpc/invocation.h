// One call of a bound method: from metadata and bytes to a checked request and a base::Call, and back to bytes.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>

#include "common/base/call.h"
#include "common/base/clock.h"
#include "common/rpc/access.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/handlers.h"
#include "common/rpc/metrics.h"

namespace gilde::rpc {

// A method with everything about it that is the same for every call.
struct BoundMethod {
  const Handlers::Method* method;
  std::string name;  // gilde.profile.v1.GoalService/GetGoal
  std::unique_ptr<MethodAccess> access;
  const Message* request_prototype;
  const Message* response_prototype;
  const google::protobuf::FieldDescriptor* request_id;  // null when the request has none
  MethodMetrics metrics;
  class WorkerPool* pool;  // of its service
};

// Who calls, and when. UNAUTHENTICATED or PERMISSION_DENIED.
absl::StatusOr<base::Call> Admit(const BoundMethod& method, const RequestMetadata& metadata, Authenticator& authenticator,
                                 const base::Clock& clock);
// The same over the wire, and until when.
absl::StatusOr<base::Call> Admit(const BoundMethod& method, grpc::ServerContextBase& context, Authenticator& authenticator,
                                 const base::Clock& clock);
// Checks a request and completes `call` with its request id; `bytes` are the request's. INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED.
absl::Status Check(const BoundMethod& method, const std::string& bytes, base::Call& call, const Message& request);
// Parses a request, and checks it.
absl::Status Receive(const BoundMethod& method, grpc::ByteBuffer& bytes, base::Call& call, Message& request);
// Serializes an answer with the fields that the caller may see.
grpc::ByteBuffer Send(const BoundMethod& method, const base::Call& call, Message& response);

}  // namespace gilde::rpc
