// Does the work of a service's operations (common/storage/operations.h), one after another, the oldest first.
//
//   feed::AddOperationJobs("matching", store, {{"gilde.matching.v1.MatchService/CreateMatchRun", run}}, service.jobs,
//                          [&people] { return people.complete(); });
//
// A worker's work must be repeatable: it is begun anew when the service was stopped or killed in the middle of it. Several processes of a
// service share the work: an operation is one process' while that works on it, and another's 15 seconds of real time after it was killed or
// cut off from the database.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/base/clock.h"
#include "common/base/guarded.h"
#include "common/feed/job.h"
#include "common/storage/store.h"
#include "gilde/common/v1/operation.pb.h"

namespace gilde::feed {

// What a worker is given to work with.
class Working {
 public:
  virtual ~Working() = default;
  // Says how far the work has got (OperationProgress) and asks whether to go on. Thread-safe, and cheap however often it is called: about
  // twice a second of real time it writes the progress down, keeps the turn, and looks whether the end was asked for. While it is not
  // called the last report is repeated every five seconds, so that long steps lose no turn; how soon the worker ends when that was asked
  // for depends on how often it calls. When it is not OK, the worker returns soon, with that status: CANCELLED, DEADLINE_EXCEEDED, or
  // UNAVAILABLE when this process stops or has lost its turn; the operation then stays undone and is taken up anew.
  virtual absl::Status Report(std::string_view stage, int percent, std::int64_t best_bound) = 0;

  // To read and write with: the service's own, in the operation's organization, in the name of who started it.
  base::Call call;
};

// Does the work of one operation. What it returns is the response; an error, with its reason, is the operation's. Operation.request
// holds what it was started with.
using Worker = std::function<absl::StatusOr<std::unique_ptr<google::protobuf::Message>>(const gilde::common::v1::Operation& operation,
                                                                                        Working& working)>;
using Workers = std::map<std::string, Worker>;  // by Operation.method
// Whether the workers have what they work with; nothing is taken up before. Right after a start much is still being read. Thread-safe, and
// cheap.
using Ready = std::function<bool()>;
inline bool Always() { return true; }

// A Step does the whole work of one operation. Operations of methods that have no worker wait.
class OperationJob : public Job {
 public:
  // `store` has OperationKind and outlives the job. `wall` is real time, the machine's when null.
  OperationJob(std::string name, storage::Store& store, Workers workers, const base::Clock* wall = nullptr, Ready ready = Always);
  std::string name() const override { return name_; }
  absl::StatusOr<int> Step(absl::Time now) override;
  const google::protobuf::Descriptor* Sweeps() const override { return gilde::common::v1::Operation::descriptor(); }
  // In the past while there are undone ones: those that another process has may become this one's without anything being written.
  // Until it is ready, no time is the one.
  absl::Time NextDue() override { return ready_() ? store_.NextDue<gilde::common::v1::Operation>() : absl::InfinitePast(); }
  void Stop() override { stopping_ = true; }

 private:
  class Turn;
  struct Taken {
    gilde::common::v1::Operation operation;
    int turns = 0;  // those of others, none of which ended it or gave it back
  };
  // Takes the oldest that has a worker and nobody's turn.
  absl::StatusOr<std::optional<Taken>> Take(const base::Call& call);
  absl::StatusOr<std::optional<Taken>> TakeOne(const base::Call& call, const std::string& name);
  absl::Status EndOldTurns(const base::Call& call, const std::vector<std::string>& names);
  absl::Status GiveBack(const base::Call& call, const std::string& name);
  // Whether it did: an operation whose turn is not ours any more is another's to end, or to do anew.
  absl::StatusOr<bool> End(const base::Call& call, const std::string& name,
                           const absl::StatusOr<std::unique_ptr<google::protobuf::Message>>& result);

  std::string name_;
  storage::Store& store_;
  Workers workers_;
  base::SystemClock system_;
  const base::Clock& wall_;
  Ready ready_;
  std::string holder_;  // of the turns that it takes
  bool fresh_ = true;
  std::atomic<bool> stopping_ = false;
};

// Ends operations whose deadline has come, whether somebody works on them or not.
class OperationDeadlines : public Job {
 public:
  OperationDeadlines(std::string name, storage::Store& store) : name_(std::move(name)), store_(store) {}
  std::string name() const override { return name_; }
  absl::StatusOr<int> Step(absl::Time now) override;
  const google::protobuf::Descriptor* Sweeps() const override { return gilde::common::v1::Operation::descriptor(); }
  // The earliest deadline of those that the last Step saw.
  absl::Time NextDue() override {
    return next_.With([](const auto& known) { return known.value_or(absl::InfinitePast()); });
  }

 private:
  std::string name_;
  storage::Store& store_;
  base::Guarded<std::optional<absl::Time>> next_;
};

// Both, for `service`.
void AddOperationJobs(const std::string& service, storage::Store& store, Workers workers, std::vector<std::unique_ptr<Job>>& jobs,
                      Ready ready = Always);

}  // namespace gilde::feed
