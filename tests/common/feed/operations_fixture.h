// A store that has operations, in a fresh database of either engine; goals stand for what is asked for and for what comes of it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/feed/operations.h"
#include "common/feed/operations_api.h"
#include "common/storage/lease.h"
#include "common/storage/operations.h"
#include "gilde/profile/v1/goal.pb.h"
#include "tests/support/databases.h"

namespace gilde::feed {

using gilde::common::v1::Event;
using gilde::common::v1::Operation;
using gilde::profile::v1::Goal;
using Result = absl::StatusOr<std::unique_ptr<google::protobuf::Message>>;

inline constexpr char kMethod[] = "gilde.test.v1.TestService/Work";
inline const std::string kAda = "organizations/acme/profiles/ada";

inline std::string Refused(const absl::Status& status) { return absl::StatusCodeToString(status.code()) + " " + base::ReasonOf(status); }

// How an operation ended: `CANCELLED OPERATION_CANCELLED`, or the outcome of the goal that came of it.
inline std::string EndOf(const Operation& operation) {
  if (!operation.done()) return "not done";
  if (operation.has_error()) {
    absl::Status status(static_cast<absl::StatusCode>(operation.error().code()), operation.error().message());
    for (const auto& detail : operation.error().details()) status.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    return Refused(status);
  }
  Goal goal;
  return operation.response().UnpackTo(&goal) ? goal.outcome() : "something else";
}

inline Result Made(const std::string& outcome) {
  auto goal = std::make_unique<Goal>();
  goal->set_outcome(outcome);
  return goal;
}

// A process of a service, on a database that it may share.
struct Process {
  Process(const std::string& url, const std::string& service, const base::Clock& clock)
      : database(storage::OpenDatabase(url, service).value()), store(*database, clock, {storage::OperationKind()}) {
    EXPECT_EQ(store.Open({}), absl::OkStatus());
  }
  std::unique_ptr<storage::Database> database;
  storage::Store store;
};

class OperationsTest : public testing::TestWithParam<test::Engine> {
 protected:
  // Asked for by a backend of the organization, for Ada.
  base::Call CallOf(const std::string& organization = "acme") {
    base::Call call;
    call.organization = organization;
    call.roles = 1u << gilde::common::v1::PROGRAM_ADMIN;
    call.caller = "backend";
    call.acting_person = kAda;
    call.method = kMethod;
    call.now = clock_.Now();
    return call;
  }
  Operation Start(const std::string& skill = "", absl::Time deadline = absl::InfiniteFuture(), const std::string& organization = "acme",
                  const std::string& method = kMethod) {
    Goal goal;
    goal.set_skill(skill);
    return store_
        .Write(CallOf(organization), [&](storage::Writer& writer) { return storage::StartOperation(writer, method, "", goal, deadline); })
        .value();
  }
  std::unique_ptr<OperationJob> JobOf(storage::Store& store, const Worker& worker) {
    return std::make_unique<OperationJob>("test.operations", store, Workers{{kMethod, worker}}, &wall_);
  }
  // One whose worker answers the skill of the goal that it was asked for.
  std::unique_ptr<OperationJob> Answering() {
    return JobOf(store_, [](const Operation& operation, Working&) -> Result {
      Goal goal;
      EXPECT_TRUE(operation.request().UnpackTo(&goal));
      return Made(goal.skill());
    });
  }
  int Step(OperationJob& job) { return job.Step(clock_.Now()).value(); }
  // Does all there is with a worker.
  void Work(const Worker& worker) {
    auto job = JobOf(store_, worker);
    while (Step(*job) > 0) {
    }
  }
  absl::StatusOr<Operation> Get(const std::string& name, const std::string& organization = "acme") {
    gilde::common::v1::GetOperationRequest request;
    request.set_name(name);
    return api_.GetOperation(CallOf(organization), request);
  }
  absl::StatusOr<Operation> Cancel(const std::string& name, const std::string& organization = "acme") {
    gilde::common::v1::CancelOperationRequest request;
    request.set_name(name);
    return api_.CancelOperation(CallOf(organization), request);
  }
  // The turn at an operation, whoever has it.
  storage::Lease TurnOf(const std::string& name) {
    std::optional<storage::Lease> lease;
    EXPECT_TRUE(store_
                    .Read(base::System("test", clock_.Now()),
                          [&](storage::Reader& reader) -> absl::Status {
                            GILDE_ASSIGN_OR_RETURN(lease, storage::LoadLease(reader.session(), name));
                            return absl::OkStatus();
                          })
                    .ok());
    return lease.value_or(storage::Lease());
  }
  // What time or another process does to a turn.
  void EndTurn(const std::string& name) {
    Change([&](storage::Session& session) { return storage::EndLease(session, name); });
  }
  void GiveBackTurn(const std::string& name) {
    Change([&](storage::Session& session) { return storage::DropLease(session, name); });
  }
  void GiveTurnTo(const std::string& holder, const std::string& name) {
    EndTurn(name);
    Change([&](storage::Session& session) {
      return storage::TakeLease(session, name, {holder, wall_.Now() + absl::Seconds(15), ""}, wall_.Now()).status();
    });
  }
  void Change(const std::function<absl::Status(storage::Session&)>& work) {
    EXPECT_TRUE(store_.Apply(base::System("test", clock_.Now()), [&](storage::Writer& writer) { return work(writer.session()); }).ok());
  }
  // Whether something that another thread does comes true within a while of real time.
  static bool Soon(const std::function<bool()>& true_now) {
    base::SystemClock real;
    absl::Time until = real.Now() + absl::Seconds(20);
    while (!true_now()) {
      if (real.Now() > until) return false;
      std::this_thread::yield();
    }
    return true;
  }
  // Subjects of the events of a type.
  std::vector<std::string> Published(const std::string& type) {
    std::vector<std::string> subjects;
    std::int64_t last = 0;
    EXPECT_TRUE(store_
                    .Read(base::System("test", clock_.Now()),
                          [&](storage::Reader& reader) {
                            return storage::ReadEvents(reader.session(), "-", 0, {type}, 1000, &last,
                                                       [&](std::int64_t, std::string_view bytes) {
                                                         Event event;
                                                         event.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
                                                         subjects.push_back(event.subject());
                                                         return true;
                                                       });
                          })
                    .ok());
    return subjects;
  }
  std::vector<gilde::common::v1::AuditEntry> Audited() {
    std::vector<gilde::common::v1::AuditEntry> entries;
    EXPECT_TRUE(store_
                    .Read(base::System("test", clock_.Now()),
                          [&](storage::Reader& reader) -> absl::Status {
                            GILDE_ASSIGN_OR_RETURN(entries, storage::ReadAudit(reader.session(), "acme", 0, "", 1000));
                            return absl::OkStatus();
                          })
                    .ok());
    return entries;
  }

  test::TestDatabase disk_{GetParam()};
  base::ManualClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  base::ManualClock wall_{absl::FromUnixSeconds(1'700'000'000)};  // real time
  Process process_{disk_.url(), "matching", clock_};
  storage::Store& store_ = process_.store;
  OperationsApi api_{{&store_}, &wall_};
};

}  // namespace gilde::feed
