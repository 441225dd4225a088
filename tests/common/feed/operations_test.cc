// The work of operations: seen while it is done, ended when its end is asked for, and done when its service is ready for it.
#include <thread>

#include "common/feed/runner.h"
#include "tests/common/feed/operations_fixture.h"

namespace gilde::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

INSTANTIATE_TEST_SUITE_P(Engines, OperationsTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(OperationsTest, HoldsWhatItWasStartedWithAndThenWhatCameOfIt) {
  Operation started = Start("algebra", clock_.Now() + absl::Hours(1));
  EXPECT_EQ(started.method(), kMethod);
  EXPECT_EQ(started.caller(), "backend");
  EXPECT_EQ(started.acting_person(), kAda);
  EXPECT_EQ(started.deadline_time().seconds(), 1'800'003'600);
  EXPECT_FALSE(started.done());
  EXPECT_FALSE(started.has_progress());
  auto job = Answering();
  EXPECT_EQ(Step(*job), 1);
  Operation done = Get(started.name()).value();
  EXPECT_EQ(EndOf(done), "algebra");
  EXPECT_EQ(done.progress().percent(), 100);
  EXPECT_THAT(Published("operation.started"), ElementsAre(started.name()));
  EXPECT_THAT(Published("operation.done"), ElementsAre(started.name()));
  EXPECT_EQ(Step(*job), 0);
}

TEST_P(OperationsTest, StartedInATransactionThatFailsLeavesNothing) {
  absl::StatusOr<Operation> started = store_.Write(CallOf(), [&](storage::Writer& writer) -> absl::StatusOr<Operation> {
    GILDE_RETURN_IF_ERROR(storage::StartOperation(writer, kMethod, "", Goal()).status());
    return base::FailedPrecondition("NOT_NOW", "after it was started");
  });
  EXPECT_EQ(Refused(started.status()), "FAILED_PRECONDITION NOT_NOW");
  auto job = Answering();
  EXPECT_EQ(Step(*job), 0);
  EXPECT_THAT(Published("operation.*"), IsEmpty());
}

TEST_P(OperationsTest, StartsOnceThoughItIsAskedForTwice) {
  base::Call call = CallOf();
  call.request_id = "once";
  auto start = [&](storage::Writer& writer) { return storage::StartOperation(writer, kMethod, kAda, Goal()); };
  Operation first = store_.Write(call, start).value();
  EXPECT_EQ(first.subject(), kAda);
  EXPECT_EQ(store_.Write(call, start).value().name(), first.name());
  EXPECT_EQ(Published("operation.started").size(), 1);
}

TEST_P(OperationsTest, AreRefusedToAnOrganizationThatHasTwentyUndone) {
  auto start = [&](const std::string& organization) {
    return store_.Write(CallOf(organization), [](storage::Writer& writer) { return storage::StartOperation(writer, kMethod, "", Goal()); });
  };
  std::string first = start("acme").value().name();
  for (int i = 1; i < 20; ++i) EXPECT_TRUE(start("acme").ok()) << i;
  absl::Status refused = start("acme").status();
  EXPECT_EQ(Refused(refused), "RESOURCE_EXHAUSTED OPERATIONS_TOO_MANY");
  EXPECT_TRUE(refused.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  EXPECT_TRUE(start("globex").ok()) << "they are no others' burden";
  EXPECT_TRUE(Cancel(first).ok());
  EXPECT_TRUE(start("acme").ok());
  EXPECT_EQ(Refused(start("acme").status()), "RESOURCE_EXHAUSTED OPERATIONS_TOO_MANY");
}

TEST_P(OperationsTest, AreDoneOldestFirstInWhateverOrganization) {
  std::vector<std::string> order;
  for (const char* organization : {"umbrella", "acme", "globex"}) {
    Start(organization, absl::InfiniteFuture(), organization);
    clock_.Set(clock_.Now() + absl::Seconds(1));
  }
  Work([&](const Operation&, Working& working) {
    order.push_back(working.call.organization);
    return Made("");
  });
  EXPECT_THAT(order, ElementsAre("umbrella", "acme", "globex"));
}

TEST_P(OperationsTest, OfAMethodWithoutAWorkerHoldUpNoOther) {
  Operation unknown = Start("", absl::InfiniteFuture(), "acme", "gilde.test.v1.TestService/Other");
  Operation known = Start("algebra");
  auto job = Answering();
  EXPECT_EQ(Step(*job), 1);
  EXPECT_EQ(Step(*job), 0);
  EXPECT_EQ(EndOf(Get(known.name()).value()), "algebra");
  EXPECT_EQ(EndOf(Get(unknown.name()).value()), "not done");
}

TEST_P(OperationsTest, ShowTheirProgressAboutTwiceASecond) {
  std::string name = Start().name();
  Work([&](const Operation&, Working& working) {
    EXPECT_EQ(working.Report("solving", 40, 1234), absl::OkStatus());
    EXPECT_EQ(Get(name).value().progress().stage(), "solving");
    EXPECT_EQ(Get(name).value().progress().best_bound(), 1234);
    EXPECT_EQ(working.Report("solving", 50, 1200), absl::OkStatus());
    EXPECT_EQ(Get(name).value().progress().percent(), 40) << "too soon to write it down";
    wall_.Set(wall_.Now() + absl::Milliseconds(500));
    EXPECT_EQ(working.Report("proving", 150, 1100), absl::OkStatus());
    EXPECT_EQ(Get(name).value().progress().percent(), 100);
    EXPECT_EQ(Get(name).value().etag(), "1");
    return Made("");
  });
  EXPECT_EQ(Get(name).value().progress().stage(), "proving");
  EXPECT_EQ(Audited().size(), 2) << "a start and an end: progress is no change";
}

TEST_P(OperationsTest, ReportFromSeveralThreads) {
  Start();
  Work([&](const Operation&, Working& working) {
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int percent = 0; percent <= 100; ++percent) {
          wall_.Set(wall_.Now() + absl::Milliseconds(100));
          EXPECT_EQ(working.Report("solving", percent, 0), absl::OkStatus());
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    return Made("");
  });
}

TEST_P(OperationsTest, ActInTheNameOfWhoStartedThem) {
  Start();
  Work([&](const Operation&, Working& working) -> Result {
    EXPECT_EQ(working.call.caller, "backend");
    EXPECT_EQ(working.call.acting_person, kAda);
    EXPECT_EQ(working.call.method, kMethod);
    EXPECT_TRUE(working.call.IsService());
    return Made("");
  });
  EXPECT_EQ(Audited().back().caller(), "backend");
  EXPECT_EQ(Audited().back().method(), kMethod);
}

TEST_P(OperationsTest, FailWithTheStatusOfTheirWorkerAndItsReason) {
  std::string name = Start().name();
  Work([](const Operation&, Working&) -> Result { return base::FailedPrecondition("NOBODY_TO_MATCH", "enroll somebody"); });
  Operation failed = Get(name).value();
  EXPECT_EQ(EndOf(failed), "FAILED_PRECONDITION NOBODY_TO_MATCH");
  EXPECT_EQ(failed.error().message(), "enroll somebody");
  EXPECT_THAT(Published("operation.done"), ElementsAre(name));
}

TEST_P(OperationsTest, EndWithCancelledWhenThatIsAskedForAndTheirWorkerIsTold) {
  std::string name = Start().name();
  Work([&](const Operation&, Working& working) -> Result {
    EXPECT_EQ(working.Report("solving", 10, 0), absl::OkStatus());
    Operation asked = Cancel(name).value();
    EXPECT_TRUE(asked.cancel_requested());
    EXPECT_FALSE(asked.done());
    EXPECT_EQ(asked.progress().percent(), 10);
    wall_.Set(wall_.Now() + absl::Seconds(1));
    EXPECT_EQ(Refused(working.Report("solving", 20, 0)), "CANCELLED OPERATION_CANCELLED");
    EXPECT_TRUE(working.call.cancelled());
    return absl::InternalError("stopped somewhere");
  });
  EXPECT_EQ(EndOf(Get(name).value()), "CANCELLED OPERATION_CANCELLED");
}

TEST_P(OperationsTest, KeepAResultThatComesBeforeTheirEndIsNoticed) {
  std::string name = Start().name();
  Work([&](const Operation&, Working&) -> Result {
    EXPECT_TRUE(Cancel(name).ok());
    return Made("all the same");
  });
  EXPECT_EQ(EndOf(Get(name).value()), "all the same");
}

TEST_P(OperationsTest, EndAtOnceWhenNobodyWorksOnThem) {
  std::string name = Start().name();
  EXPECT_EQ(EndOf(Cancel(name).value()), "CANCELLED OPERATION_CANCELLED");
  auto job = Answering();
  EXPECT_EQ(Step(*job), 0);
  EXPECT_THAT(Published("operation.done"), ElementsAre(name));
}

TEST_P(OperationsTest, FailAtTheirDeadlineAndTheirWorkerIsTold) {
  OperationDeadlines deadlines("test.deadlines", store_);
  std::string name = Start("", clock_.Now() + absl::Minutes(1)).name();
  Work([&](const Operation&, Working& working) -> Result {
    EXPECT_EQ(working.Report("solving", 10, 0), absl::OkStatus());
    EXPECT_EQ(deadlines.Step(clock_.Now()).value(), 0);
    clock_.Set(clock_.Now() + absl::Minutes(1));
    wall_.Set(wall_.Now() + absl::Seconds(1));
    absl::Status told = working.Report("solving", 20, 0);
    EXPECT_EQ(Refused(told), "DEADLINE_EXCEEDED OPERATION_TOO_LATE");
    return told;
  });
  EXPECT_EQ(EndOf(Get(name).value()), "DEADLINE_EXCEEDED OPERATION_TOO_LATE");
}

TEST_P(OperationsTest, FailAtTheirDeadlineThoughNobodyWorksOnThem) {
  OperationDeadlines deadlines("test.deadlines", store_);
  std::string name = Start("", clock_.Now() + absl::Minutes(1)).name();
  Start();
  clock_.Set(clock_.Now() + absl::Minutes(1));
  auto job = Answering();
  EXPECT_EQ(Step(*job), 1) << "the other: for this one it is too late";
  EXPECT_EQ(deadlines.Step(clock_.Now()).value(), 1);
  EXPECT_EQ(deadlines.Step(clock_.Now()).value(), 0);
  EXPECT_EQ(EndOf(Get(name).value()), "DEADLINE_EXCEEDED OPERATION_TOO_LATE");
  EXPECT_EQ(deadlines.NextDue(), absl::InfiniteFuture());
}

TEST_P(OperationsTest, InASandboxAreDoneInItsRounds) {
  std::vector<std::unique_ptr<Job>> jobs;
  AddOperationJobs("matching", store_, {{kMethod, [](const Operation&, Working&) { return Made("done"); }}}, jobs);
  std::vector<Runner::Entry> entries;
  entries.reserve(jobs.size());
  for (auto& job : jobs) entries.push_back({"matching", job.get()});
  Runner runner(entries, clock_, &clock_,
                [&](const std::string&, const google::protobuf::Descriptor* kind) { return store_.ChangesOf(*kind); });
  EXPECT_EQ(runner.Settle(), 0);
  std::string name = Start().name();
  EXPECT_EQ(runner.Settle(), 1);
  EXPECT_EQ(EndOf(Get(name).value()), "done");
  EXPECT_EQ(runner.NextDue(), absl::InfiniteFuture());
  std::string waits = Start("", clock_.Now() + absl::Hours(1), "acme", "gilde.test.v1.TestService/Other").name();
  EXPECT_EQ(runner.Settle(), 0);
  EXPECT_EQ(runner.AdvanceTo(clock_.Now() + absl::Hours(2), [](absl::Time) { return absl::OkStatus(); }).value(), 1);
  EXPECT_EQ(EndOf(Get(waits).value()), "DEADLINE_EXCEEDED OPERATION_TOO_LATE");
}

TEST_P(OperationsTest, WaitUntilTheirServiceIsReadyAndDoNotHoldTheClockMeanwhile) {
  bool ready = false;
  int asked = 0, instants = 0;
  std::vector<std::unique_ptr<Job>> jobs;
  auto is_ready = [&] { return ++asked, ready; };
  AddOperationJobs("matching", store_, {{kMethod, [](const Operation&, Working&) { return Made("done"); }}}, jobs, is_ready);
  std::vector<Runner::Entry> entries;
  entries.reserve(jobs.size());
  for (auto& job : jobs) entries.push_back({"matching", job.get()});
  Runner runner(entries, clock_, &clock_,
                [&](const std::string&, const google::protobuf::Descriptor* kind) { return store_.ChangesOf(*kind); });
  std::string name = Start().name();
  EXPECT_EQ(runner.Settle(), 0);
  EXPECT_EQ(runner.NextDue(), absl::InfiniteFuture());
  auto count = [&](absl::Time) { return ++instants, absl::OkStatus(); };
  EXPECT_EQ(runner.AdvanceTo(clock_.Now() + absl::Hours(24 * 365), count).value(), 0);
  EXPECT_LE(instants, 2);
  EXPECT_LT(asked, 20);
  EXPECT_EQ(EndOf(Get(name).value()), "not done");
  ready = true;
  EXPECT_EQ(runner.Settle(), 1) << "though nothing was written and no time has come";
  EXPECT_EQ(EndOf(Get(name).value()), "done");
}

TEST_P(OperationsTest, LetTheClockGoToTheirDeadlineAtOnce) {
  OperationDeadlines deadlines("test.deadlines", store_);
  EXPECT_EQ(deadlines.Step(clock_.Now()).value(), 0);
  EXPECT_EQ(deadlines.NextDue(), absl::InfiniteFuture());
  Start("", clock_.Now() + absl::Minutes(90));
  Start("", clock_.Now() + absl::Minutes(30));
  Start();
  EXPECT_EQ(deadlines.Step(clock_.Now()).value(), 0);
  EXPECT_EQ(deadlines.NextDue(), clock_.Now() + absl::Minutes(30));
}

}  // namespace
}  // namespace gilde::feed
