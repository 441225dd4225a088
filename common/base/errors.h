// Refusals: absl::Status with a stable reason. Made where the fact is known; common/rpc maps them once to google.rpc details.
// Messages never contain a personal value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace google::rpc {
class Status;
}

namespace gilde::base {

// A status with a google.rpc.ErrorInfo {domain "gilde", reason}. `reason` is UPPER_SNAKE_CASE and never changes.
absl::Status Refusal(absl::StatusCode code, std::string_view reason, std::string_view message);

absl::Status NotFound(std::string_view name);  // NOT_FOUND / RESOURCE_NOT_FOUND; says nothing about whether it exists elsewhere
absl::Status AlreadyExists(std::string_view reason, std::string_view message);
absl::Status FailedPrecondition(std::string_view reason, std::string_view message);
absl::Status PermissionDenied(std::string_view reason, std::string_view message);
absl::Status Aborted(std::string_view reason, std::string_view message);
// RESOURCE_EXHAUSTED or UNAVAILABLE with google.rpc.RetryInfo.
absl::Status TryAgain(absl::StatusCode code, std::string_view reason, std::string_view message, absl::Duration retry_after);

// The stable reason of a status, or empty.
std::string ReasonOf(const absl::Status& status);

// A status as clients see it, with its details.
google::rpc::Status ToProto(const absl::Status& status);

// Collects what is wrong with a request, so that every field is named at once.
//   Violations violations;
//   violations.Require(!goal.outcome().empty(), "goal.outcome", "OUTCOME_MISSING", "say what will be different when it is reached");
//   GILDE_RETURN_IF_ERROR(violations.Check());
class Violations {
 public:
  // One google.rpc.BadRequest.FieldViolation; its description is "REASON: message".
  void Add(std::string_view field, std::string_view reason, std::string_view message);
  void Require(bool fine, std::string_view field, std::string_view reason, std::string_view message) {
    if (!fine) Add(field, reason, message);
  }
  bool empty() const { return items_.empty(); }
  struct Item {
    std::string field, reason, message;
  };
  const std::vector<Item>& items() const { return items_; }
  // OK, or INVALID_ARGUMENT with every violation. The ErrorInfo reason is the first violation's.
  absl::Status Check() const;
  // Those that a refusal names; for one that names none, its reason about the whole.
  static Violations Of(const absl::Status& refusal);

 private:
  std::vector<Item> items_;
};

}  // namespace gilde::base

#define GILDE_RETURN_IF_ERROR(expression)                                   \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#define GILDE_CONCAT_INNER_(a, b) a##b
#define GILDE_CONCAT_(a, b) GILDE_CONCAT_INNER_(a, b)
// GILDE_ASSIGN_OR_RETURN(Profile profile, store.Get<Profile>(name));
#define GILDE_ASSIGN_OR_RETURN(declaration, expression) \
  GILDE_ASSIGN_OR_RETURN_(GILDE_CONCAT_(status_or_, __LINE__), declaration, expression)
#define GILDE_ASSIGN_OR_RETURN_(temporary, declaration, expression) \
  auto temporary = (expression);                                    \
  if (!temporary.ok()) return std::move(temporary).status();        \
  declaration = *std::move(temporary)
