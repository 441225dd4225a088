// A fresh database of either engine, and a store of goals in it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "common/storage/store.h"
#include "gilde/profile/v1/goal.pb.h"
#include "tests/support/databases.h"

namespace gilde::storage {

using gilde::profile::v1::Goal;

inline constexpr absl::StatusCode kOk = absl::StatusCode::kOk;

// Code and reason of a status, for one comparison.
inline std::pair<absl::StatusCode, std::string> Outcome(const absl::Status& status) { return {status.code(), base::ReasonOf(status)}; }
inline std::pair<absl::StatusCode, std::string> Refused(absl::StatusCode code, const std::string& reason) { return {code, reason}; }

// Runs `work(i)` for each i below `threads` at the same time.
template <class Work>
void Together(int threads, Work work) {
  std::vector<std::thread> running;
  running.reserve(static_cast<size_t>(threads));
  for (int i = 0; i < threads; ++i) running.emplace_back([&work, i] { work(i); });
  for (std::thread& thread : running) thread.join();
}

class DatabaseTest : public testing::TestWithParam<test::Engine> {
 protected:
  // As another process would.
  std::unique_ptr<Database> Open(const std::string& name = "profile") { return OpenDatabase(disk_.url(), name).value(); }

  test::TestDatabase disk_{GetParam()};
  std::unique_ptr<Database> database_ = Open();
  base::Call reading_ = base::System("test", absl::UnixEpoch());
};

// Goals are found by `skill`, their outcome is unique, and they are due at their close_time.
inline std::vector<Kind> GoalKinds() {
  return {KindOf<Goal>("organizations/*/profiles/*/goals/*", [](const Goal& goal, Keys& keys) {
    keys.Add("skill", goal.skill());
    if (!goal.outcome().empty()) keys.Unique("outcome", goal.outcome());
    if (goal.has_close_time()) keys.Due(base::FromProto(goal.close_time()));
  })};
}

inline Goal MakeGoal(const std::string& id, const std::string& skill = "", const std::string& outcome = "") {
  Goal goal;
  goal.set_name("organizations/acme/profiles/ada/goals/" + id);
  goal.set_skill(skill);
  goal.set_outcome(outcome);
  return goal;
}

class StoreTest : public DatabaseTest {
 protected:
  StoreTest() { EXPECT_EQ(store_.Open({}), absl::OkStatus()); }

  base::Call CallOf(const std::string& organization) {
    base::Call call;
    call.organization = organization;
    call.caller = "backend";
    call.method = "Test/Write";
    call.now = clock_.Now();
    return call;
  }
  absl::StatusOr<Goal> Create(const base::Call& call, const Goal& goal, const std::string& event = "goal.created") {
    return store_.Write(call, [&](Writer& writer) { return writer.Create(goal, event); });
  }
  absl::StatusOr<Goal> Update(const base::Call& call, const Goal& goal) {
    return store_.Write(call, [&](Writer& writer) { return writer.Update(goal, "goal.updated"); });
  }
  std::vector<std::string> Find(const base::Call& call, const Query& query) {
    std::vector<Goal> goals = store_.Find<Goal>(call, query).value();
    std::vector<std::string> ids;
    ids.reserve(goals.size());
    for (const Goal& goal : goals) ids.push_back(goal.name().substr(goal.name().rfind('/') + 1));
    return ids;
  }
  // (position, subject) of events after `position`.
  std::vector<std::pair<std::int64_t, std::string>> Events(std::int64_t position, const std::string& organization = "-",
                                                           const std::vector<std::string>& types = {}, int limit = 1000) {
    std::vector<std::pair<std::int64_t, std::string>> events;
    std::int64_t last = 0;
    absl::Status status = database_->Read(reading_, [&](Session& session) {
      return ReadEvents(session, organization, position, types, limit, &last, [&](std::int64_t at, std::string_view bytes) {
        gilde::common::v1::Event event;
        event.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
        events.emplace_back(at, event.subject());
        return true;
      });
    });
    EXPECT_EQ(status, absl::OkStatus());
    return events;
  }

  base::ManualClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  Store store_{*database_, clock_, GoalKinds()};
  base::Call acme_ = CallOf("acme");
};

}  // namespace gilde::storage
