#include "common/feed/runner.h"

#include <algorithm>
#include <iterator>
#include <latch>
#include <map>
#include <string_view>

#include "common/base/errors.h"
#include "spdlog/spdlog.h"

namespace gilde::feed {

namespace {

constexpr absl::Duration kIdle = absl::Milliseconds(100);
constexpr absl::Duration kLongestBackoff = absl::Seconds(5);
// A job that finds something to do in every round would never settle: a bug worth seeing, not a hang.
constexpr int kMostRounds = 100'000;
constexpr int kSideBySide = 4;

// A job whose NextDue is InfinitePast waits for no time.
absl::Time Earlier(absl::Time due, absl::Time other) { return other == absl::InfinitePast() ? due : std::min(due, other); }

}  // namespace

Runner::Runner(const std::vector<Entry>& jobs, const base::Clock& clock, base::ManualClock* sandbox, Writes writes)
    : writes_(std::move(writes)), clock_(clock), sandbox_(sandbox) {
  for (const Entry& entry : jobs) {
    std::string follows = entry.job->Follows();
    jobs_.push_back({entry.job, entry.service, follows.empty() ? entry.service : follows, -1, absl::InfinitePast()});
  }
  std::stable_sort(jobs_.begin(), jobs_.end(), [&](const Known& a, const Known& b) { return a.service < b.service; });
  if (sandbox_ != nullptr) helpers_ = std::make_unique<rpc::WorkerPool>(kSideBySide, kSideBySide);
}

void Runner::Stop() {
  stopping_ = true;
  for (const Known& known : jobs_) known.job->Stop();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Runner::Start() {
  if (sandbox_ != nullptr) {
    threads_.emplace_back([this] {
      while (!stopping_) {
        bool still = base::SystemClock().Now() < absl::FromUnixMicros(still_until_);
        if (still || Settle() == 0) base::SleepFor(kIdle);
      }
    });
    return;
  }
  for (const Known& known : jobs_) {
    threads_.emplace_back([this, job = known.job] { RunAlone(*job); });
  }
}

void Runner::RunAlone(Job& job) {
  absl::Duration wait = kIdle;
  while (!stopping_) {
    int done = Step(job);
    if (done > 0) {
      wait = kIdle;
      continue;
    }
    wait = done < 0 ? std::min(wait * 2, kLongestBackoff) : kIdle;
    // In short naps, so that a stop is noticed.
    for (absl::Duration left = wait; left > absl::ZeroDuration() && !stopping_; left -= kIdle) base::SleepFor(std::min(left, kIdle));
  }
}

int Runner::Step(Job& job) {
  absl::StatusOr<int> done = job.Step(clock_.Now());
  if (done.ok()) return *done;
  spdlog::warn("job {}: {}", job.name(), std::string(done.status().message()));
  return -1;
}

std::int64_t Runner::WritesFor(const Known& known) { return writes_ == nullptr ? -1 : writes_(known.acts_on, known.job->Sweeps()); }

bool Runner::Idle(const Known& known) { return known.idle_since >= 0 && known.idle_since == WritesFor(known) && clock_.Now() < known.due; }

int Runner::SideBySide(absl::FunctionRef<bool(const Known&)> has_part, int (Runner::*part)(Known&)) {
  std::map<std::string_view, std::vector<Known*>> services;
  for (Known& known : jobs_) {
    if (has_part(known)) services[known.service].push_back(&known);
  }
  if (services.empty()) return 0;
  std::atomic<int> done = 0;
  std::latch others(static_cast<std::ptrdiff_t>(services.size()) - 1);
  auto do_for = [&](const std::vector<Known*>& jobs) {
    for (Known* known : jobs) done += (this->*part)(*known);
  };
  for (auto service = std::next(services.begin()); service != services.end(); ++service) {
    auto work = [&do_for, &others, &jobs = service->second] {
      do_for(jobs);
      others.count_down();
    };
    if (!helpers_->Submit(work)) work();
  }
  do_for(services.begin()->second);
  others.wait();
  return done;
}

int Runner::Look(Known& known) {
  known.job->Look(clock_.Now());
  return 0;
}

int Runner::Act(Known& known) {
  int done = Step(*known.job);
  bool nothing_left = done == 0 || (done > 0 && known.job->Drained());
  // One that acts on due times says by the next of them what its own writes gave it to do.
  bool knows_its_writes = done > 0 && known.job->Sweeps() != nullptr;
  known.idle_since = !nothing_left ? -1 : knows_its_writes ? WritesFor(known) : known.writes;
  if (known.idle_since >= 0) known.due = known.job->NextDue();
  return std::max(0, done);
}

Runner::Done Runner::Round() {
  // Asked before anybody acts, so that it does not matter who is faster.
  for (Known& known : jobs_) {
    known.idle = Idle(known);
    known.writes = WritesFor(known);
    if (known.idle) known.job->StillIdle(clock_.Now());
  }
  SideBySide([](const Known& known) { return !known.idle && !known.job->Follows().empty(); }, &Runner::Look);
  int done = SideBySide([](const Known& known) { return !known.idle; }, &Runner::Act);
  // A job that failed may have written before it did, and others have that to act on.
  bool written = std::any_of(jobs_.begin(), jobs_.end(), [this](const Known& known) { return known.writes != WritesFor(known); });
  return {done, done > 0 || written};
}

int Runner::SettleLocked() {
  int total = 0;
  for (int round = 0; round < kMostRounds && !stopping_; ++round) {
    Done done = Round();
    total += done.things;
    if (!done.more) return total;
  }
  return total;
}

void Runner::StayStill(absl::Duration real) { still_until_ = absl::ToUnixMicros(base::SystemClock().Now() + real); }

int Runner::Settle() {
  std::lock_guard lock(rounds_);
  return SettleLocked();
}

absl::Time Runner::NextDue() {
  std::unique_lock lock(rounds_, std::try_to_lock);
  if (lock.owns_lock()) return NextDueLocked();
  absl::Time due = absl::InfiniteFuture();
  for (const Known& known : jobs_) due = Earlier(due, known.job->NextDue());
  return due;
}

absl::Time Runner::NextDueLocked() {
  absl::Time due = absl::InfiniteFuture();
  for (const Known& known : jobs_) due = Earlier(due, Idle(known) ? known.due : known.job->NextDue());
  return due;
}

absl::Status Runner::MoveTo(absl::Time time, const Keep& keep) {
  GILDE_RETURN_IF_ERROR(keep(std::max(time, sandbox_->Now())));
  sandbox_->Set(time);
  return absl::OkStatus();
}

absl::StatusOr<int> Runner::AdvanceTo(absl::Time target, const Keep& keep) {
  std::lock_guard lock(rounds_);
  int total = SettleLocked();
  while (!stopping_) {
    absl::Time due = NextDueLocked();
    if (due > target) break;
    // Due but not acted on: a job that fails must not hold the clock for ever.
    if (due <= sandbox_->Now()) due = std::min(target, sandbox_->Now() + absl::Minutes(1));
    GILDE_RETURN_IF_ERROR(MoveTo(due, keep));
    total += SettleLocked();
    if (sandbox_->Now() >= target) break;
  }
  if (stopping_) return base::TryAgain(absl::StatusCode::kUnavailable, "SERVER_STOPPING", "time stands still: ask again", absl::Seconds(1));
  GILDE_RETURN_IF_ERROR(MoveTo(target, keep));
  return total + SettleLocked();
}

}  // namespace gilde::feed
