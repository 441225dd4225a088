#include "common/feed/operations_api.h"

#include <algorithm>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/storage/lease.h"
#include "common/storage/operations.h"

namespace gilde::feed {

using gilde::common::v1::CancelOperationRequest;
using gilde::common::v1::GetOperationRequest;
using gilde::common::v1::ListOperationsRequest;
using gilde::common::v1::ListOperationsResponse;
using gilde::common::v1::Operation;
using gilde::common::v1::WaitOperationRequest;

namespace {

constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;
constexpr absl::Duration kLongestWait = absl::Seconds(60);
// Before the call's own deadline, so that the answer still arrives.
constexpr absl::Duration kOnTheWay = absl::Milliseconds(100);
// Those of other processes are found so.
constexpr absl::Duration kPoll = absl::Milliseconds(250);
// However often something is written.
constexpr absl::Duration kLookedAtEvery = absl::Milliseconds(50);
// Each holds a thread of those that also serve the feed.
constexpr int kMostWaiting = 16;

void CheckName(std::string_view name, base::Violations& violations) {
  violations.Require(base::NameMatches(name, "organizations/*/operations/*"), "name", "NAME_INVALID",
                     "name an operation, organizations/acme/operations/01j9z3");
}

// Operations after `after`, at most `limit`, with their progress.
absl::StatusOr<std::vector<Operation>> Some(storage::Store& store, const base::Call& call, const ListOperationsRequest& request,
                                            const std::string& after, int limit) {
  storage::Query query;
  query.parent = request.parent();
  query.after = after;
  query.limit = limit;
  if (request.only_open()) {
    query.key = "open";
    query.value = storage::kOpen;
  }
  std::vector<Operation> operations;
  GILDE_RETURN_IF_ERROR(store.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(operations, reader.Find<Operation>(query));
    for (Operation& operation : operations) GILDE_RETURN_IF_ERROR(storage::AddProgress(reader, operation));
    return absl::OkStatus();
  }));
  return operations;
}

}  // namespace

OperationsApi::OperationsApi(std::vector<storage::Store*> stores, const base::Clock* wall)
    : tokens_(*stores.at(0)), wall_(wall == nullptr ? system_ : *wall) {
  std::copy_if(stores.begin(), stores.end(), std::back_inserter(stores_),
               [](const storage::Store* store) { return store->Has(*Operation::descriptor()); });
}

absl::StatusOr<OperationsApi::Found> OperationsApi::Find(const base::Call& call, const std::string& name) {
  for (storage::Store* store : stores_) {
    std::optional<Operation> operation;
    GILDE_RETURN_IF_ERROR(store->Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(operation, reader.GetOptional<Operation>(name));
      return operation ? storage::AddProgress(reader, *operation) : absl::OkStatus();
    }));
    if (operation) return Found{store, *std::move(operation)};
  }
  return base::NotFound(name);
}

absl::StatusOr<Operation> OperationsApi::GetOperation(const base::Call& call, const GetOperationRequest& request) {
  base::Violations violations;
  CheckName(request.name(), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(Found found, Find(call, request.name()));
  return std::move(found.operation);
}

absl::StatusOr<ListOperationsResponse> OperationsApi::ListOperations(const base::Call& call, const ListOperationsRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), "organizations/*"), "parent", "NAME_INVALID",
                     "name an organization, organizations/acme");
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  int limit = request.page_size() == 0 ? kDefaultPage : std::min(request.page_size(), kLargestPage);
  std::string filter = absl::StrCat(request.parent(), "\n", request.only_open());
  GILDE_ASSIGN_OR_RETURN(std::string position, tokens_.PagePosition(call, filter, request.page_token()));
  std::pair<std::string, std::string> place = absl::StrSplit(position, ':');
  size_t index = 0;
  if (!position.empty() && !absl::SimpleAtoi(place.first, &index)) index = stores_.size();
  ListOperationsResponse response;
  for (std::string after = place.second; index < stores_.size(); ++index, after.clear()) {
    int room = limit - response.operations_size();
    GILDE_ASSIGN_OR_RETURN(std::vector<Operation> operations, Some(*stores_[index], call, request, after, room + 1));
    bool more = static_cast<int>(operations.size()) > room;
    if (more) operations.pop_back();
    for (Operation& operation : operations) {
      after = operation.name();
      *response.add_operations() = std::move(operation);
    }
    if (!more) continue;
    response.set_next_page_token(tokens_.PageToken(call, filter, absl::StrCat(index, ":", after)));
    break;
  }
  return response;
}

absl::StatusOr<Operation> OperationsApi::WaitOperation(const base::Call& call, const WaitOperationRequest& request) {
  base::Violations violations;
  CheckName(request.name(), violations);
  absl::Duration timeout = absl::Seconds(request.timeout().seconds()) + absl::Nanoseconds(request.timeout().nanos());
  violations.Require(timeout >= absl::ZeroDuration() && timeout <= kLongestWait, "timeout", "DURATION_INVALID", "0 to 60 seconds");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(Found found, Find(call, request.name()));
  absl::Time until = std::min(wall_.Now() + (request.has_timeout() ? timeout : kLongestWait), call.deadline - kOnTheWay);
  absl::Cleanup leave = [this] { --waiting_; };
  bool crowded = ++waiting_ > kMostWaiting;
  std::int64_t seen = -1;  // looks once more at once: what was done between the first look and the first wait
  while (!found.operation.done() && !crowded && !stopping_ && wall_.Now() < until && !(call.cancelled && call.cancelled())) {
    absl::Time waits = wall_.Now();
    seen = found.store->WaitForEvents(seen, std::min(kPoll, until - waits));
    // Naps over what else is written by then; `seen` is of before, so that nothing is missed.
    base::SleepFor(std::max(absl::ZeroDuration(), std::min(waits + kLookedAtEvery, until) - wall_.Now()));
    GILDE_ASSIGN_OR_RETURN(found, Find(call, request.name()));
  }
  return std::move(found.operation);
}

absl::StatusOr<Operation> OperationsApi::CancelOperation(const base::Call& call, const CancelOperationRequest& request) {
  base::Violations violations;
  CheckName(request.name(), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(Found found, Find(call, request.name()));
  absl::Time real = wall_.Now();
  return found.store->Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Operation> {
    GILDE_ASSIGN_OR_RETURN(Operation operation, writer.Get<Operation>(request.name()));
    if (operation.done()) return operation;
    operation.set_cancel_requested(true);
    GILDE_ASSIGN_OR_RETURN(operation, writer.Update(std::move(operation), ""));
    GILDE_ASSIGN_OR_RETURN(std::optional<storage::Lease> lease, storage::LoadLease(writer.session(), request.name()));
    if (!lease || lease->until <= real) return storage::EndOperation(writer, request.name(), storage::OperationCancelled());
    GILDE_RETURN_IF_ERROR(storage::AddProgress(writer, operation));
    return operation;
  });
}

}  // namespace gilde::feed
