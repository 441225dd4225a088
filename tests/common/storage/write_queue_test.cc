// Writes that share a commit, and writes that come twice.
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "tests/common/storage/fixture.h"

namespace gilde::storage {
namespace {

using testing::ElementsAre;

// Opens once `count` threads have come by.
class Gate {
 public:
  explicit Gate(int count) : missing_(count) {}
  void Arrive() {
    std::lock_guard lock(mutex_);
    if (--missing_ == 0) open_.notify_all();
  }
  void Wait() {
    std::unique_lock lock(mutex_);
    open_.wait(lock, [this] { return missing_ <= 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable open_;
  int missing_;
};

class WriteQueueTest : public StoreTest {
 protected:
  // Runs `write(i)` for each i below `count` while the writer is held up, so that they meet in its queue.
  template <class Write>
  void InOneQueue(int count, Write write) {
    Gate gate(count);
    base::Call holder = acme_;
    holder.request_id.clear();
    Together(count + 1, [&](int i) {
      if (i < count) {
        gate.Arrive();
        write(i);
        return;
      }
      EXPECT_EQ(store_.Apply(holder,
                             [&](Writer&) {
                               gate.Wait();
                               return absl::OkStatus();
                             }),
                absl::OkStatus());
    });
  }
  static std::string Id(int i) { return "g" + std::to_string(i); }
  std::vector<std::string> All() { return Find(acme_, {.parent = "organizations/acme"}); }
};

TEST_P(WriteQueueTest, LeavesTheNeighboursOfAFailingWriteWhole) {
  InOneQueue(8, [&](int i) {
    absl::Status status = store_.Apply(acme_, [i](Writer& writer) -> absl::Status {
      GILDE_RETURN_IF_ERROR(writer.Create(MakeGoal(Id(i)), "goal.created").status());
      return i % 4 == 3 ? base::FailedPrecondition("NO", "no") : absl::OkStatus();
    });
    EXPECT_EQ(status.ok(), i % 4 != 3) << status;
  });
  EXPECT_THAT(All(), ElementsAre("g0", "g1", "g2", "g4", "g5", "g6"));
  EXPECT_EQ(Events(0).size(), 6u);
  EXPECT_EQ(Events(0).back().first, 6);
}

TEST_P(WriteQueueTest, LetsOneOfManyHaveAUniqueKey) {
  std::atomic<int> created = 0;
  InOneQueue(8, [&](int i) {
    absl::Status status = Create(acme_, MakeGoal(Id(i), "", "I lead")).status();
    created += status.ok() ? 1 : 0;
    EXPECT_EQ(Outcome(status), status.ok() ? Refused(kOk, "") : Refused(absl::StatusCode::kAlreadyExists, "RESOURCE_EXISTS"));
  });
  EXPECT_EQ(created, 1);
  EXPECT_EQ(All().size(), 1u);
  EXPECT_EQ(Events(0).size(), 1u);
}

TEST_P(WriteQueueTest, LetsEachSeeWhatThoseBeforeItWrote) {
  ASSERT_EQ(Create(acme_, MakeGoal("count")).status(), absl::OkStatus());
  InOneQueue(20, [&](int) {
    EXPECT_EQ(store_.Apply(acme_,
                           [](Writer& writer) -> absl::Status {
                             GILDE_ASSIGN_OR_RETURN(Goal goal, writer.Get<Goal>(MakeGoal("count").name()));
                             goal.set_progress(goal.progress() + 1);
                             return writer.Update(goal, "").status();
                           }),
              absl::OkStatus());
  });
  Goal goal = store_.Get<Goal>(acme_, MakeGoal("count").name()).value();
  EXPECT_EQ(goal.progress(), 20);
  EXPECT_EQ(goal.etag(), "21");
}

TEST_P(WriteQueueTest, DoesNotBeginAWriteWhoseDeadlineHasPassed) {
  acme_.deadline = base::SystemClock().Now() - absl::Seconds(1);
  EXPECT_EQ(Outcome(Create(acme_, MakeGoal("a")).status()), Refused(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  EXPECT_EQ(Outcome(store_.Get<Goal>(CallOf("acme"), MakeGoal("a").name()).status()).first, absl::StatusCode::kNotFound);
}

TEST_P(WriteQueueTest, TellsThoseWhoWaitForEvents) {
  std::int64_t seen = store_.WaitForEvents(0, absl::ZeroDuration());
  std::thread writer([&] { EXPECT_EQ(Create(acme_, MakeGoal("a")).status(), absl::OkStatus()); });
  EXPECT_EQ(store_.WaitForEvents(seen, absl::Seconds(60)), seen + 1);
  writer.join();
  EXPECT_EQ(store_.WaitForEvents(seen + 1, absl::ZeroDuration()), seen + 1);
}

class RequestIdTest : public WriteQueueTest {
 protected:
  RequestIdTest() {
    acme_.request_id = "r1";
    acme_.fingerprint = "f1";
  }
  // A goal with a fresh id, and how often the work ran.
  absl::StatusOr<Goal> CreateNext(const base::Call& call) {
    return store_.Write(call, [this](Writer& writer) { return writer.Create(MakeGoal("g" + std::to_string(++runs_)), "goal.created"); });
  }
  std::atomic<int> runs_ = 0;
};

TEST_P(RequestIdTest, AnswersARepetitionWithTheFirstAnswer) {
  Goal first = CreateNext(acme_).value();
  acme_.now += absl::Hours(23);
  EXPECT_EQ(CreateNext(acme_).value().SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(Events(0).size(), 1u);
}

TEST_P(RequestIdTest, RefusesTheIdWithAnotherRequest) {
  ASSERT_EQ(CreateNext(acme_).status(), absl::OkStatus());
  acme_.fingerprint = "f2";
  EXPECT_EQ(Outcome(CreateNext(acme_).status()), Refused(absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED"));
}

TEST_P(RequestIdTest, ForgetsAfterADay) {
  ASSERT_EQ(CreateNext(acme_).status(), absl::OkStatus());
  acme_.now += absl::Hours(24);
  acme_.fingerprint = "f2";
  EXPECT_EQ(CreateNext(acme_).value().name(), MakeGoal("g2").name());
  EXPECT_EQ(CreateNext(acme_).value().name(), MakeGoal("g2").name());
}

TEST_P(RequestIdTest, IsTheCallersOwn) {
  ASSERT_EQ(CreateNext(acme_).status(), absl::OkStatus());
  acme_.caller = "another backend";
  EXPECT_EQ(CreateNext(acme_).value().name(), MakeGoal("g2").name());
}

TEST_P(RequestIdTest, IsFreeAgainAfterAFailure) {
  EXPECT_EQ(
      Outcome(store_.Write(acme_, [](Writer&) -> absl::StatusOr<Goal> { return base::FailedPrecondition("NO", "no"); }).status()).second,
      "NO");
  EXPECT_EQ(CreateNext(acme_).status(), absl::OkStatus());
}

TEST_P(RequestIdTest, IsAnsweredOnceToManyAtATime) {
  std::vector<std::string> names(8);
  Together(8, [&](int i) { names[static_cast<size_t>(i)] = CreateNext(acme_).value().name(); });
  EXPECT_THAT(names, testing::Each(names[0]));
  EXPECT_EQ(Find(acme_, {.parent = "organizations/acme"}).size(), 1u);
}

TEST_P(RequestIdTest, IsAnsweredOnceToManyWhoShareACommit) {
  std::vector<std::string> names(8);
  InOneQueue(8, [&](int i) { names[static_cast<size_t>(i)] = CreateNext(acme_).value().name(); });
  EXPECT_THAT(names, testing::Each(names[0]));
  EXPECT_EQ(All().size(), 1u);
}

TEST_P(RequestIdTest, OfManyWhoShareACommitIsEachAnsweredWithTheirOwn) {
  std::vector<base::Call> calls(20, acme_);
  for (size_t i = 0; i < calls.size(); ++i) calls[i].request_id = "r" + std::to_string(i);
  std::vector<std::string> first(calls.size()), second(calls.size());
  InOneQueue(20, [&](int i) { first[static_cast<size_t>(i)] = CreateNext(calls[static_cast<size_t>(i)]).value().name(); });
  InOneQueue(20, [&](int i) { second[static_cast<size_t>(i)] = CreateNext(calls[static_cast<size_t>(i)]).value().name(); });
  EXPECT_EQ(first, second);
  EXPECT_EQ(All().size(), 20u);
}

INSTANTIATE_TEST_SUITE_P(Engines, WriteQueueTest, testing::ValuesIn(test::Engines()), test::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, RequestIdTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::storage
