// Whose turn at an operation it is: done once whoever does it, kept through long steps, and taken up anew after a process that was stopped,
// killed or cut off.
#include <thread>

#include "tests/common/feed/operations_fixture.h"

namespace gilde::feed {
namespace {

class OperationTurnsTest : public OperationsTest {};
INSTANTIATE_TEST_SUITE_P(Engines, OperationTurnsTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(OperationTurnsTest, AreTakenUpAtOnceByTheNextProcessWhenOneStops) {
  std::string name = Start("algebra").name();
  std::unique_ptr<OperationJob> stopped = JobOf(store_, [&](const Operation&, Working& working) -> Result {
    EXPECT_EQ(working.Report("solving", 50, 0), absl::OkStatus());
    stopped->Stop();
    absl::Status told = working.Report("solving", 60, 0);
    EXPECT_EQ(Refused(told), "UNAVAILABLE SERVER_STOPPING");
    return told;
  });
  EXPECT_EQ(Step(*stopped), 0);
  EXPECT_EQ(Step(*stopped), 0);
  EXPECT_FALSE(Get(name).value().done());
  EXPECT_FALSE(Get(name).value().has_progress());
  auto next = Answering();
  EXPECT_EQ(Step(*next), 1);
  EXPECT_EQ(EndOf(Get(name).value()), "algebra");
}

TEST_P(OperationTurnsTest, AreTakenUpByTheNextProcessWhenOneIsKilledInTheMiddle) {
  std::string name = Start("algebra").name();
  // What is left behind is what a kill leaves: the turn, and nothing that ends it.
  struct Killed {};
  auto killed = JobOf(store_, [](const Operation&, Working& working) -> Result {
    EXPECT_EQ(working.Report("solving", 50, 0), absl::OkStatus());
    throw Killed();
  });
  EXPECT_THROW((void)killed->Step(clock_.Now()), Killed);
  EXPECT_EQ(Get(name).value().progress().percent(), 50);
  auto next = Answering();
  if (GetParam() == test::Engine::kPostgres) {
    EXPECT_EQ(Step(*next), 0) << "that one may be alive";
    EXPECT_LE(next->NextDue(), clock_.Now()) << "it looks again, though nothing is written";
    wall_.Set(wall_.Now() + absl::Seconds(15));
  }
  EXPECT_EQ(Step(*next), 1);
  EXPECT_EQ(EndOf(Get(name).value()), "algebra");
  EXPECT_EQ(next->NextDue(), absl::InfiniteFuture());
}

TEST_P(OperationTurnsTest, AreGivenUpWhenTheyEndEveryProcess) {
  std::string name = Start("algebra").name();
  struct Killed {};
  for (int i = 0; i < 5; ++i) {
    auto killed = JobOf(store_, [](const Operation&, Working&) -> Result { throw Killed(); });
    EXPECT_THROW((void)killed->Step(clock_.Now()), Killed) << i;
    wall_.Set(wall_.Now() + absl::Seconds(15));
  }
  auto job = Answering();
  EXPECT_EQ(Step(*job), 1);
  EXPECT_EQ(EndOf(Get(name).value()), "ABORTED OPERATION_GIVEN_UP");
}

TEST_P(OperationTurnsTest, AreNotGivenUpThoughManyProcessesStopOverThem) {
  std::string name = Start("algebra").name();
  for (int i = 0; i < 10; ++i) {
    std::unique_ptr<OperationJob> stopped = JobOf(store_, [&](const Operation&, Working& working) -> Result {
      stopped->Stop();
      return working.Report("solving", 50, 0);
    });
    EXPECT_EQ(Step(*stopped), 0);
  }
  auto job = Answering();
  EXPECT_EQ(Step(*job), 1);
  EXPECT_EQ(EndOf(Get(name).value()), "algebra");
}

TEST_P(OperationTurnsTest, AreAnothersWhenAProcessWasCutOffUntilItsTurnWasOver) {
  // It has started before, and has nothing to forget.
  auto other = Answering();
  EXPECT_EQ(Step(*other), 0);
  std::string name = Start("geometry").name();
  Work([&](const Operation&, Working& working) -> Result {
    EXPECT_EQ(working.Report("solving", 10, 0), absl::OkStatus());
    EXPECT_EQ(Step(*other), 0);
    EndTurn(name);
    EXPECT_EQ(Step(*other), 1);
    wall_.Set(wall_.Now() + absl::Seconds(1));
    EXPECT_EQ(Refused(working.Report("solving", 30, 0)), "UNAVAILABLE TURN_LOST");
    return Made("too late");
  });
  EXPECT_EQ(EndOf(Get(name).value()), "geometry");
  EXPECT_EQ(Published("operation.done").size(), 1);
}

TEST_P(OperationTurnsTest, KeepTheirTurnThroughALongStepThatReportsNothing) {
  auto other = Answering();
  EXPECT_EQ(Step(*other), 0);
  std::string name = Start("geometry").name();
  Work([&](const Operation&, Working& working) -> Result {
    EXPECT_EQ(working.Report("solving", 10, 1234), absl::OkStatus());
    for (int i = 0; i < 4; ++i) {
      wall_.Set(wall_.Now() + absl::Seconds(6));
      EXPECT_TRUE(Soon([&] { return TurnOf(name).until == wall_.Now() + absl::Seconds(15); })) << i;
      EXPECT_EQ(Step(*other), 0);
    }
    EXPECT_EQ(Get(name).value().progress().stage(), "solving");
    EXPECT_EQ(Get(name).value().progress().best_bound(), 1234);
    return Made("after long");
  });
  EXPECT_EQ(EndOf(Get(name).value()), "after long");
}

TEST_P(OperationTurnsTest, KeepTheirTurnBeforeTheFirstReport) {
  std::string name = Start().name();
  Work([&](const Operation&, Working&) -> Result {
    wall_.Set(wall_.Now() + absl::Seconds(6));
    EXPECT_TRUE(Soon([&] { return TurnOf(name).until == wall_.Now() + absl::Seconds(15); }));
    EXPECT_FALSE(Get(name).value().has_progress());
    return Made("");
  });
}

TEST_P(OperationTurnsTest, NoticeThatTheirEndWasAskedForDuringALongStep) {
  std::string name = Start().name();
  Work([&](const Operation&, Working& working) -> Result {
    EXPECT_TRUE(Cancel(name).ok());
    wall_.Set(wall_.Now() + absl::Seconds(6));
    EXPECT_TRUE(Soon([&] { return working.call.cancelled(); }));
    absl::Status told = working.Report("solving", 20, 0);
    EXPECT_EQ(Refused(told), "CANCELLED OPERATION_CANCELLED");
    return told;
  });
  EXPECT_EQ(EndOf(Get(name).value()), "CANCELLED OPERATION_CANCELLED");
}

TEST_P(OperationTurnsTest, NoticeTheirDeadlineDuringALongStep) {
  std::string name = Start("", clock_.Now() + absl::Minutes(1)).name();
  Work([&](const Operation&, Working& working) -> Result {
    clock_.Set(clock_.Now() + absl::Minutes(1));
    wall_.Set(wall_.Now() + absl::Seconds(6));
    EXPECT_TRUE(Soon([&] { return working.call.cancelled(); }));
    return absl::InternalError("stopped somewhere");
  });
  EXPECT_EQ(EndOf(Get(name).value()), "DEADLINE_EXCEEDED OPERATION_TOO_LATE");
}

TEST_P(OperationTurnsTest, StayUndoneWhenTheirWorkerReturnsBecauseItsTurnWasLost) {
  std::string name = Start().name();
  auto job = JobOf(store_, [&](const Operation&, Working& working) -> Result {
    GiveTurnTo("somebody", name);
    absl::Status told = working.Report("solving", 10, 0);
    EXPECT_EQ(Refused(told), "UNAVAILABLE TURN_LOST");
    return told;
  });
  EXPECT_EQ(Step(*job), 0);
  EXPECT_EQ(EndOf(Get(name).value()), "not done");
  EXPECT_EQ(TurnOf(name).holder, "somebody");
}

TEST_P(OperationTurnsTest, AreNotEndedByWhatAnotherHasWrittenAlready) {
  std::string name = Start("algebra").name();
  auto exists = JobOf(store_, [&](const Operation&, Working&) -> Result {
    GiveTurnTo("somebody", name);
    return base::AlreadyExists("RESOURCE_EXISTS", "written by somebody");
  });
  EXPECT_EQ(Step(*exists), 0);
  EXPECT_EQ(EndOf(Get(name).value()), "not done");
  EXPECT_EQ(TurnOf(name).holder, "somebody");
  // The same after that one has given its turn back.
  EndTurn(name);
  exists = JobOf(store_, [&](const Operation&, Working&) -> Result {
    GiveBackTurn(name);
    return base::AlreadyExists("RESOURCE_EXISTS", "written by somebody");
  });
  EXPECT_EQ(Step(*exists), 0);
  EXPECT_EQ(EndOf(Get(name).value()), "not done");
  auto next = Answering();
  EXPECT_EQ(Step(*next), 1);
  EXPECT_EQ(EndOf(Get(name).value()), "algebra");
}

TEST_P(OperationTurnsTest, AreDoneOnceByHoweverManyProcesses) {
  constexpr int kProcesses = 4, kOperations = 24;
  // Those that start have nothing to forget.
  std::vector<std::unique_ptr<Process>> processes;
  std::vector<std::unique_ptr<OperationJob>> jobs;
  std::atomic<int> worked = 0;
  for (int i = 0; i < kProcesses; ++i) {
    processes.push_back(std::make_unique<Process>(disk_.url(), "matching", clock_));
    jobs.push_back(JobOf(processes.back()->store, [&](const Operation&, Working& working) -> Result {
      EXPECT_EQ(working.Report("solving", 50, 0), absl::OkStatus());
      ++worked;
      return Made("");
    }));
    EXPECT_EQ(Step(*jobs.back()), 0);
  }
  for (int i = 0; i < kOperations; ++i) Start("", absl::InfiniteFuture(), i % 2 == 0 ? "acme" : "globex");
  std::vector<std::thread> threads;
  threads.reserve(kProcesses);
  for (auto& job : jobs) {
    threads.emplace_back([&, job = job.get()] {
      while (worked < kOperations) EXPECT_TRUE(job->Step(clock_.Now()).ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(worked, kOperations);
  EXPECT_EQ(Published("operation.done").size(), kOperations);
}

}  // namespace
}  // namespace gilde::feed
