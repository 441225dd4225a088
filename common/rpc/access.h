// Who may call a method and who may see a field, as the proto declares it (gilde/common/v1/options.proto): the one place that enforces
// both, for requests and answers. What there is to check in a message type is worked out once, when the server is built.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/rpc/authenticator.h"
#include "gilde/common/v1/options.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace gilde::rpc {

struct MessagePlan;

// Immutable, thread-safe.
class MethodAccess {
 public:
  // FAILED_PRECONDITION when the method does not declare `requires` and `effect`.
  static absl::StatusOr<std::unique_ptr<MethodAccess>> Create(const google::protobuf::MethodDescriptor& method);

  // PERMISSION_DENIED / ROLE_REQUIRED or SCOPE_REQUIRED.
  absl::Status Authorize(const Identity& identity) const;
  // NOT_FOUND for a resource name of another organization; PERMISSION_DENIED / FIELD_NOT_ALLOWED for a field of a class that the
  // caller may not set; INVALID_ARGUMENT / TEXT_INVALID or TEXT_TOO_LONG for text with control characters or over 100,000 bytes.
  // Leaves out lists whose items are checked one by one.
  absl::Status CheckRequest(const base::Call& call, const google::protobuf::Message& request) const;
  // Clears what the caller may not see.
  void FilterResponse(const base::Call& call, google::protobuf::Message& response) const;

 private:
  MethodAccess() = default;
  std::string name_;
  gilde::common::v1::Requirement requirement_;
  const MessagePlan* request_ = nullptr;
  const MessagePlan* response_ = nullptr;
};

// The same for one item of a list whose items are checked one by one; fields are named from the item on. Thread-safe.
absl::Status CheckItem(const base::Call& call, const google::protobuf::Message& item);

}  // namespace gilde::rpc
