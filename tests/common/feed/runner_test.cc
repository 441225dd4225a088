// Rounds of a sandbox: whom they ask, and whom they may pass over.
#include "common/feed/runner.h"

#include <google/protobuf/timestamp.pb.h>
#include <gtest/gtest.h>

#include <array>
#include <utility>

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
    if (left == 0) return 0;
    if (write) write();
    --left;
    return 1;
  }
  const google::protobuf::Descriptor* Sweeps() const override { return sweeps; }
  void StillIdle(absl::Time now) override { idle_at = now; }
  absl::Time NextDue() override { return due; }
  bool Drained() const override { return drained; }

  int steps = 0, left = 0;
  bool fails = false, drained = false;
  std::function<void()> write;  // of each Step that does something
  const google::protobuf::Descriptor* sweeps = nullptr;
  absl::Time due = absl::InfiniteFuture(), idle_at = absl::InfinitePast();

 private:
  std::string follows_;
};

class RunnerTest : public testing::Test {
 protected:
  RunnerTest() : clock_(absl::FromUnixSeconds(1'800'000'000)) {}
  std::unique_ptr<Runner> Run(Job& job) {
    return std::make_unique<Runner>(std::vector<Runner::Entry>{{"matching", &job}}, clock_, &clock_,
                                    [this](const std::string& service, const google::protobuf::Descriptor* kind) {
                                      return writes_[kind == nullptr ? service : std::string(kind->name())];
                                    });
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

TEST_F(RunnerTest, AJobThatDidAllThereWasIsNotAskedAgainBeforeSomethingIsWritten) {
  Counted job;
  job.drained = true;
  job.left = 1;
  auto runner = Run(job);
  EXPECT_EQ(runner->Settle(), 1);
  EXPECT_EQ(runner->Settle(), 0);
  EXPECT_EQ(job.steps, 1);
  ++writes_["matching"];
  job.left = 1;
  EXPECT_EQ(runner->Settle(), 1);
  EXPECT_EQ(job.steps, 2);
}

TEST_F(RunnerTest, AJobThatDidAllThereWasIsAskedWhenSomethingFallsDue) {
  Counted job;
  job.drained = true;
  job.left = 1;
  job.due = clock_.Now() + absl::Hours(1);
  auto runner = Run(job);
  runner->Settle();
  EXPECT_EQ(job.steps, 1);
  clock_.Set(job.due);
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
}

TEST_F(RunnerTest, AJobThatDidSomethingAndDoesNotSayThatItWasAllIsAskedAgain) {
  Counted job;
  job.left = 1;
  auto runner = Run(job);
  EXPECT_EQ(runner->Settle(), 1);
  EXPECT_EQ(job.steps, 2);
}

TEST_F(RunnerTest, AJobThatFailedIsAskedAgainThoughItSaysThatNothingIsLeft) {
  Counted job;
  job.drained = job.fails = true;
  auto runner = Run(job);
  runner->Settle();
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
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

TEST_F(RunnerTest, AJobThatWaitsForWhatNobodyTellsOfIsAskedInEveryRoundAndHoldsNoClock) {
  Counted job;
  job.due = absl::InfinitePast();
  auto runner = Run(job);
  runner->Settle();
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
  EXPECT_EQ(runner->NextDue(), absl::InfiniteFuture());
  EXPECT_EQ(runner->AdvanceTo(clock_.Now() + absl::Hours(1), [](absl::Time) { return absl::OkStatus(); }).value(), 0);
  EXPECT_LT(job.steps, 6);
}

TEST_F(RunnerTest, AJobThatFailedIsAskedAgain) {
  Counted job;
  job.fails = true;
  auto runner = Run(job);
  runner->Settle();
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
}

// A service's job that passes on what it has got from the one before it, and looks at that one before it acts.
class PassesOn : public Job {
 public:
  PassesOn(std::string follows, const int& from, int& to) : follows_(std::move(follows)), from_(from), to_(to) {}
  std::string name() const override { return "passes_on"; }
  std::string Follows() const override { return follows_; }
  void Look(absl::Time) override { seen_ = from_; }
  absl::StatusOr<int> Step(absl::Time) override {
    int more = seen_ - to_;
    to_ = seen_;
    history.push_back(to_);
    return more;
  }
  std::vector<int> history;

 private:
  std::string follows_;
  const int& from_;
  int& to_;
  int seen_ = 0;
};

TEST_F(RunnerTest, ServicesWorkSideBySideOnWhatWasWrittenBeforeTheRound) {
  for (int attempt = 0; attempt < 200; ++attempt) {
    int given = 7;
    std::array<int, 3> have = {};
    PassesOn first("z", given, have[0]), second("a", have[0], have[1]), third("b", have[1], have[2]);
    Runner runner({{"c", &third}, {"a", &first}, {"b", &second}}, clock_, &clock_);
    EXPECT_EQ(runner.Settle(), 21);
    EXPECT_EQ(first.history, (std::vector<int>{7, 7, 7, 7}));
    EXPECT_EQ(second.history, (std::vector<int>{0, 7, 7, 7}));
    EXPECT_EQ(third.history, (std::vector<int>{0, 0, 7, 7}));
  }
}

// Writes for another job, and then fails, once.
class WritesAndFails : public Job {
 public:
  explicit WritesAndFails(std::function<void()> write) : write_(std::move(write)) {}
  std::string name() const override { return "writes_and_fails"; }
  absl::StatusOr<int> Step(absl::Time) override {
    if (write_ == nullptr) return 0;
    std::exchange(write_, nullptr)();
    return absl::UnavailableError("away");
  }

 private:
  std::function<void()> write_;
};

TEST_F(RunnerTest, WhatAJobWroteBeforeItFailedIsActedOnInTheSameSettling) {
  Counted before;
  WritesAndFails job([&] {
    ++writes_["matching"];
    before.left = 1;
  });
  Runner runner({{"matching", &before}, {"matching", &job}}, clock_, &clock_,
                [this](const std::string& service, const google::protobuf::Descriptor*) { return writes_[service]; });
  EXPECT_EQ(runner.Settle(), 1);
}

TEST_F(RunnerTest, AJobOfOneKindOfResourceIsNotAskedWhenOnlyOthersAreWritten) {
  Counted job;
  job.sweeps = google::protobuf::Timestamp::descriptor();
  auto runner = Run(job);
  runner->Settle();
  ++writes_["matching"];
  runner->Settle();
  EXPECT_EQ(job.steps, 1);
  ++writes_["Timestamp"];
  runner->Settle();
  EXPECT_EQ(job.steps, 2);
}

TEST_F(RunnerTest, AJobOfOneKindOfResourceIsAskedAgainForItsOwnWritesOnlyWhenTheyFallDue) {
  for (bool due_at_once : {false, true}) {
    Counted job;
    job.sweeps = google::protobuf::Timestamp::descriptor();
    job.drained = true;
    job.left = 2;
    job.write = [&] {
      ++writes_["Timestamp"];
      job.due = due_at_once ? clock_.Now() : clock_.Now() + absl::Hours(1);
    };
    auto runner = Run(job);
    EXPECT_EQ(runner->Settle(), due_at_once ? 2 : 1);
    EXPECT_EQ(job.left, due_at_once ? 0 : 1);
    job.left = 1;
    ++writes_["Timestamp"];
    job.due = absl::InfiniteFuture();
    EXPECT_EQ(runner->Settle(), 1) << "and for those of others";
  }
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
