// Rounds of a sandbox: whom they ask, and whom they may pass over.
#include "common/feed/runner.h"

#include <gtest/gtest.h>

namespace gilde::feed {
namespace {

class Counted : public Job {
 public:
  explicit Counted(std::string follows = "") : follows_(std::move(follows)) {}
  std::string name() const override { return "counted"; }
  std::string Follows() const override { return follows_; }
  absl::StatusOr<int> Step(absl::Time) override {
    ++steps;
    if (fails) return absl::UnavailableError("away");
    return left > 0 ? (--left, 1) : 0;
  }
  void StillIdle(absl::Time now) override { idle_at = now; }
  absl::Time NextDue() override { return due; }

  int steps = 0, left = 0;
  bool fails = false;
  absl::Time due = absl::InfiniteFuture(), idle_at = absl::InfinitePast();

 private:
  std::string follows_;
};

class RunnerTest : public testing::Test {
 protected:
  RunnerTest() : clock_(absl::FromUnixSeconds(1'800'000'000)) {}
  std::unique_ptr<Runner> Run(Job& job) {
    return std::make_unique<Runner>(std::vector<Runner::Entry>{{"matching", &job}}, clock_, &clock_,
                                    [this](const std::string& service) { return writes_[service]; });
  }
  base::ManualClock clock_;
  std::map<std::string, std::int64_t> writes_;
};

TEST_F(RunnerTest, AJobThatFoundNothingIsNotAskedAgainUntilItsServiceWrites) {
  Counted job;
  auto runner = Run(job);
  runner->Settle();
  runner->Settle();
  EXPECT_EQ(job.steps, 1);
  EXPECT_EQ(job.idle_at, clock_.Now());
  ++writes_["profile"];
  runner->Settle();
  EXPECT_EQ(job.steps, 1);
  ++writes_["matching"];
  job.left = 2;
  EXPECT_EQ(runner->Settle(), 2);
  EXPECT_EQ(job.steps, 4);
}

TEST_F(RunnerTest, AJobThatFollowsAnotherServiceIsAskedWhenThatOneWrites) {
  Counted job("profile");
  auto runner = Run(job);
  runner->Settle();
  ++writes_["matching"];
  runner->Settle();
  EXPECT_EQ(job.steps, 1);
  ++writes_["profile"];
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
}

TEST_F(RunnerTest, AJobIsAskedWhenSomethingFallsDueThoughNobodyWrote) {
  Counted job;
  job.due = clock_.Now() + absl::Hours(1);
  auto runner = Run(job);
  runner->Settle();
  clock_.Set(job.due - absl::Seconds(1));
  runner->Settle();
  EXPECT_EQ(job.steps, 1);
  clock_.Set(job.due);
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
}

TEST_F(RunnerTest, AJobThatFailedIsAskedAgain) {
  Counted job;
  job.fails = true;
  auto runner = Run(job);
  runner->Settle();
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
}

TEST_F(RunnerTest, WhereWritesAreNotKnownEveryJobIsAskedEveryTime) {
  Counted job;
  Runner runner({{"matching", &job}}, clock_, &clock_);
  runner.Settle();
  runner.Settle();
  EXPECT_EQ(job.steps, 2);
}

}  // namespace
}  // namespace gilde::feed
