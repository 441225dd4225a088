#include "common/feed/operations.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/storage/lease.h"
#include "common/storage/operations.h"

namespace gilde::feed {

using gilde::common::v1::Operation;
using gilde::common::v1::OperationProgress;
using google::protobuf::Message;

namespace {

constexpr absl::Duration kTurn = absl::Seconds(15);
constexpr absl::Duration kReportedEvery = absl::Milliseconds(500);
// Twice more before the turn is over, should one fail.
constexpr absl::Duration kBeatsEvery = absl::Seconds(5);
constexpr std::chrono::milliseconds kBeatLookedAt(100);
constexpr int kMostLookedAt = 1000;
// Work that ends whoever does it, for want of memory perhaps, must not do so for ever.
constexpr int kMostTurns = 5;

absl::Status Stopping() {
  return base::TryAgain(absl::StatusCode::kUnavailable, "SERVER_STOPPING", "this server stops: the work begins anew", absl::Seconds(1));
}
absl::Status TurnLost() {
  return base::TryAgain(absl::StatusCode::kUnavailable, "TURN_LOST", "another process does the work now", absl::Seconds(1));
}

}  // namespace

// One operation while this process works on it.
class OperationJob::Turn : public Working {
 public:
  Turn(OperationJob& job, const Operation& operation, absl::Time now) : job_(job), name_(operation.name()) {
    call = base::System(operation.method(), now);
    call.organization = std::string(base::OrganizationOf(name_));
    call.caller = operation.caller();
    call.acting_person = operation.acting_person();
    call.cancelled = [this] { return !Told().ok(); };
    until_ = job_.wall_.Now() + kTurn;
  }

  // Has the work done, and keeps the turn meanwhile, also while nothing is reported. The turn is kept no more when this returns, so that it
  // can be given back.
  absl::StatusOr<std::unique_ptr<Message>> Do(const Worker& worker, const Operation& operation) {
    std::jthread heart([this](const std::stop_token& stop) { Beat(stop); });
    return worker(operation, *this);
  }

  absl::Status Report(std::string_view stage, int percent, std::int64_t best_bound) override {
    GILDE_RETURN_IF_ERROR(Told());
    if (absl::ToUnixMicros(job_.wall_.Now()) < next_) return absl::OkStatus();
    std::unique_lock lock(reporting_, std::try_to_lock);
    if (!lock.owns_lock()) return absl::OkStatus();
    // Somebody may have reported between the look at the clock and the lock.
    if (ended_ || absl::ToUnixMicros(job_.wall_.Now()) < next_) return Told();
    progress_.set_stage(std::string(stage));
    progress_.set_percent(std::clamp(percent, 0, 100));
    progress_.set_best_bound(best_bound);
    return Write();
  }

  // Why the worker shall return; OK while it need not.
  absl::Status Told() const {
    if (ended_) return told_;
    return job_.stopping_ ? Stopping() : absl::OkStatus();
  }

 private:
  // Repeats the last report when there has been none for long. What it is told the worker hears at its next report.
  void Beat(const std::stop_token& stop) {
    std::mutex sleeping;
    std::condition_variable_any woken;
    std::unique_lock asleep(sleeping);
    while (!woken.wait_for(asleep, stop, kBeatLookedAt, [&] { return stop.stop_requested(); }) && Told().ok()) {
      std::lock_guard lock(reporting_);
      absl::Time real = job_.wall_.Now();
      bool due = until_ - kTurn + kBeatsEvery <= real && next_ <= absl::ToUnixMicros(real);
      if (due && !ended_ && !stop.stop_requested()) (void)Write();
    }
  }

  // With `reporting_` locked.
  absl::Status Write() {
    absl::Time real = job_.wall_.Now();
    told_ = Keep(progress_, real);
    ended_ = !told_.ok();
    next_ = absl::ToUnixMicros(real + kReportedEvery);
    return told_;
  }

  absl::Status Keep(const OperationProgress& progress, absl::Time real) {
    absl::Time now = job_.store_.clock().Now();
    absl::Status told;
    absl::Status kept = job_.store_.Apply(base::System(job_.name_, now), [&](storage::Writer& writer) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(std::optional<Operation> operation, writer.GetOptional<Operation>(name_));
      told = TurnLost();
      if (operation && storage::IsTooLate(*operation, now)) told = storage::OperationTooLate();
      if (!operation || operation->done() || storage::IsTooLate(*operation, now)) return absl::OkStatus();
      told = operation->cancel_requested() ? storage::OperationCancelled() : absl::OkStatus();
      if (!told.ok()) return absl::OkStatus();
      storage::Lease lease{job_.holder_, real + kTurn, progress.SerializeAsString()};
      GILDE_ASSIGN_OR_RETURN(bool mine, storage::TakeLease(writer.session(), name_, lease, real));
      if (!mine) told = TurnLost();
      return absl::OkStatus();
    });
    // A database that is away for a moment does not end the work; whose turn it is after that nobody knows.
    if (!kept.ok()) return real < until_ ? absl::OkStatus() : TurnLost();
    until_ = real + kTurn;
    return told;
  }

  OperationJob& job_;
  const std::string name_;
  std::mutex reporting_;
  std::atomic<std::int64_t> next_ = 0;  // microseconds of real time
  std::atomic<bool> ended_ = false;
  absl::Status told_;           // does not change once `ended_`
  OperationProgress progress_;  // as last written down
  absl::Time until_;            // ours till then at least
};

OperationJob::OperationJob(std::string name, storage::Store& store, Workers workers, const base::Clock* wall, Ready ready)
    : name_(std::move(name)),
      store_(store),
      workers_(std::move(workers)),
      wall_(wall == nullptr ? system_ : *wall),
      ready_(std::move(ready)),
      holder_(base::RandomHex(16)) {}

absl::StatusOr<int> OperationJob::Step(absl::Time now) {
  if (stopping_ || !ready_()) return 0;
  base::Call own = base::System(name_, now);
  GILDE_ASSIGN_OR_RETURN(std::optional<Taken> taken, Take(own));
  if (!taken) return 0;
  const Operation& operation = taken->operation;
  Turn turn(*this, operation, now);
  absl::StatusOr<std::unique_ptr<Message>> result = storage::OperationCancelled();
  if (!operation.cancel_requested()) {
    result = storage::OperationGivenUp();
    if (taken->turns < kMostTurns) result = turn.Do(workers_.at(operation.method()), operation);
  }
  // What it was told says better why it returned than what it makes of that.
  if (!result.ok() && !turn.Told().ok()) {
    result = turn.Told();
    if (absl::IsUnavailable(result.status())) {
      GILDE_RETURN_IF_ERROR(GiveBack(own, operation.name()));
      return 0;
    }
  }
  base::Call call = turn.call;
  call.now = store_.clock().Now();
  GILDE_ASSIGN_OR_RETURN(bool ended, End(call, operation.name(), result));
  return ended ? 1 : 0;
}

absl::StatusOr<std::optional<OperationJob::Taken>> OperationJob::Take(const base::Call& call) {
  absl::Time real = wall_.Now();
  std::vector<std::string> names;
  GILDE_RETURN_IF_ERROR(store_.ReadOne(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(names, reader.Due<Operation>(call.now, kMostLookedAt));
    return absl::OkStatus();
  }));
  if (fresh_) GILDE_RETURN_IF_ERROR(EndOldTurns(call, names));
  fresh_ = false;
  if (names.empty()) return std::optional<Taken>();
  std::string free;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(std::vector<Operation> undone, reader.GetAll<Operation>(names));
    for (const Operation& operation : undone) {
      if (!workers_.contains(operation.method()) || storage::IsTooLate(operation, call.now)) continue;
      GILDE_ASSIGN_OR_RETURN(std::optional<storage::Lease> lease, storage::LoadLease(reader.session(), operation.name()));
      if (lease && lease->holder != holder_ && lease->until > real) continue;
      free = operation.name();
      return absl::OkStatus();
    }
    return absl::OkStatus();
  }));
  return free.empty() ? std::optional<Taken>() : TakeOne(call, free);
}

absl::StatusOr<std::optional<OperationJob::Taken>> OperationJob::TakeOne(const base::Call& call, const std::string& name) {
  absl::Time real = wall_.Now();
  std::optional<Taken> taken;
  GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    taken.reset();
    GILDE_ASSIGN_OR_RETURN(std::optional<Operation> operation, writer.GetOptional<Operation>(name));
    if (!operation || operation->done()) return absl::OkStatus();
    GILDE_ASSIGN_OR_RETURN(std::optional<storage::Lease> before, storage::LoadLease(writer.session(), name));
    GILDE_ASSIGN_OR_RETURN(bool mine, storage::TakeLease(writer.session(), name, {holder_, real + kTurn, ""}, real));
    int others = before && before->holder != holder_ ? before->holders : 0;
    if (mine) taken = {*std::move(operation), others};
    return absl::OkStatus();
  }));
  return taken;
}

// A database that is a file has one process. This one has just started: whoever had a turn is gone, and need not be waited for.
absl::Status OperationJob::EndOldTurns(const base::Call& call, const std::vector<std::string>& names) {
  if (names.empty() || store_.database().engine() != "sqlite") return absl::OkStatus();
  return store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    for (const std::string& name : names) GILDE_RETURN_IF_ERROR(storage::EndLease(writer.session(), name));
    return absl::OkStatus();
  });
}

absl::Status OperationJob::GiveBack(const base::Call& call, const std::string& name) {
  return store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(std::optional<storage::Lease> lease, storage::LoadLease(writer.session(), name));
    return lease && lease->holder == holder_ ? storage::DropLease(writer.session(), name) : absl::OkStatus();
  });
}

absl::StatusOr<bool> OperationJob::End(const base::Call& call, const std::string& name,
                                       const absl::StatusOr<std::unique_ptr<Message>>& result) {
  bool mine = false;
  GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(std::optional<storage::Lease> lease, storage::LoadLease(writer.session(), name));
    mine = lease && lease->holder == holder_;
    return mine ? storage::EndOperation(writer, name, result).status() : absl::OkStatus();
  }));
  return mine;
}

absl::StatusOr<int> OperationDeadlines::Step(absl::Time now) {
  base::Call call = base::System(name_, now);
  std::vector<std::string> names, late;
  GILDE_RETURN_IF_ERROR(store_.ReadOne(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(names, reader.Due<Operation>(now, kMostLookedAt));
    return absl::OkStatus();
  }));
  // Behind so many there may be more.
  absl::Time next = names.size() < kMostLookedAt ? absl::InfiniteFuture() : now;
  auto look = [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(std::vector<Operation> undone, reader.GetAll<Operation>(names));
    for (const Operation& operation : undone) {
      if (storage::IsTooLate(operation, now)) late.push_back(operation.name());
      if (operation.has_deadline_time()) next = std::min(next, base::FromProto(operation.deadline_time()));
    }
    return absl::OkStatus();
  };
  if (!names.empty()) GILDE_RETURN_IF_ERROR(store_.Read(call, look));
  next_.With([next](auto& known) { known = next; });
  if (late.empty()) return 0;
  GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    for (const std::string& name : late) {
      GILDE_RETURN_IF_ERROR(storage::EndOperation(writer, name, storage::OperationTooLate()).status());
    }
    return absl::OkStatus();
  }));
  return static_cast<int>(late.size());
}

void AddOperationJobs(const std::string& service, storage::Store& store, Workers workers, std::vector<std::unique_ptr<Job>>& jobs,
                      Ready ready) {
  jobs.push_back(std::make_unique<OperationDeadlines>(service + ".operation_deadlines", store));
  jobs.push_back(std::make_unique<OperationJob>(service + ".operations", store, std::move(workers), nullptr, std::move(ready)));
}

}  // namespace gilde::feed
