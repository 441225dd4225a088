// A sweeper acts once on each resource whose time has come, many of them in one write, and none holds up those before it.
#include "common/feed/sweeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"
#include "common/base/clock.h"
#include "common/base/zones.h"
#include "gilde/profile/v1/goal.pb.h"
#include "tests/support/databases.h"

namespace gilde::feed {
namespace {

using gilde::profile::v1::Goal;

// Goals are due at their close_time, once.
absl::Time DueTime(const Goal& goal) { return goal.has_close_time() ? base::FromProto(goal.close_time()) : absl::InfiniteFuture(); }

class SweeperTest : public testing::TestWithParam<test::Engine> {
 protected:
  SweeperTest() { EXPECT_EQ(store_.Open({}), absl::OkStatus()); }

  void Add(int count, absl::Time due) {
    absl::Status status = store_.Apply(base::System("test", now_), [&](storage::Writer& writer) -> absl::Status {
      for (int i = 0; i < count; ++i) {
        Goal goal;
        goal.set_name(absl::StrFormat("organizations/acme/profiles/ada/goals/g%03d", added_++));
        *goal.mutable_close_time() = base::ToProto(due);
        GILDE_RETURN_IF_ERROR(writer.Create(std::move(goal), "").status());
      }
      return absl::OkStatus();
    });
    EXPECT_EQ(status, absl::OkStatus());
  }
  Sweeper<Goal> Sweep() {
    return Sweeper<Goal>("test.sweeper", store_, &DueTime, [this](storage::Writer& writer, Goal goal, absl::Time) -> absl::Status {
      if (goal.name() == bad_) return absl::UnavailableError("not yet");
      goal.clear_close_time();
      goal.set_outcome(goal.outcome() + "acted on");
      return writer.Update(std::move(goal), "goal.acted_on").status();
    });
  }
  int ActedOn() {
    int count = 0;
    std::vector<Goal> goals = store_.Find<Goal>(base::System("test", now_), {}).value();
    for (const Goal& goal : goals) count += goal.outcome() == "acted on" ? 1 : 0;
    return count;
  }

  test::TestDatabase disk_{GetParam()};
  std::unique_ptr<storage::Database> database_ = storage::OpenDatabase(disk_.url(), "profile").value();
  base::SystemClock clock_;
  storage::Store store_{
      *database_, clock_, {storage::KindOf<Goal>("organizations/*/profiles/*/goals/*", [](const Goal& goal, storage::Keys& keys) {
        keys.Due(DueTime(goal));
      })}};
  absl::Time now_ = absl::FromUnixSeconds(1'800'000'000);
  int added_ = 0;
  std::string bad_;
};
INSTANTIATE_TEST_SUITE_P(Engines, SweeperTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(SweeperTest, ActsOnWhatIsDueAndOnNothingElse) {
  Add(100, now_);
  Add(10, now_ + absl::Seconds(1));
  Sweeper<Goal> sweeper = Sweep();
  EXPECT_EQ(sweeper.Step(now_).value(), 100);
  EXPECT_EQ(ActedOn(), 100);
  EXPECT_EQ(sweeper.Step(now_).value(), 0);
  EXPECT_EQ(sweeper.NextDue(), now_ + absl::Seconds(1));
  EXPECT_EQ(sweeper.Step(now_ + absl::Seconds(1)).value(), 10);
  EXPECT_EQ(ActedOn(), 110);
}

TEST_P(SweeperTest, HoldsUpNothingBeforeOneThatFails) {
  Add(100, now_);
  bad_ = "organizations/acme/profiles/ada/goals/g050";
  Sweeper<Goal> sweeper = Sweep();
  EXPECT_FALSE(sweeper.Step(now_).ok());
  EXPECT_EQ(ActedOn(), 50);
  bad_.clear();
  EXPECT_EQ(sweeper.Step(now_).value(), 50);
  EXPECT_EQ(ActedOn(), 100);
}

TEST_P(SweeperTest, ActsOnceThoughTwoProcessesSweep) {
  Add(64, now_);
  Sweeper<Goal> one = Sweep(), other = Sweep();
  std::thread beside([&] { EXPECT_TRUE(other.Step(now_).ok()); });
  EXPECT_TRUE(one.Step(now_).ok());
  beside.join();
  EXPECT_EQ(ActedOn(), 64) << "an outcome written twice would say so twice";
}

}  // namespace
}  // namespace gilde::feed
