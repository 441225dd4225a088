#include "services/cli/simulate/diary.h"

#include <atomic>
#include <latch>

#include "common/base/errors.h"

namespace gilde::cli::simulation {

namespace {

absl::Status RunLane(const std::vector<Diary::Act>& lane) {
  for (const Diary::Act& act : lane) GILDE_RETURN_IF_ERROR(act());
  return absl::OkStatus();
}

}  // namespace

void Diary::At(absl::Time time, Turn turn, int lane, Act act) {
  std::lock_guard lock(mutex_);
  notes_[{time, turn}][lane].push_back(std::move(act));
}

void Diary::AtTheHour(absl::Time time, Turn turn, int lane, Act act) {
  At(absl::UnixEpoch() + absl::Ceil(time - absl::UnixEpoch(), absl::Hours(1)), turn, lane, std::move(act));
}

absl::Time Diary::Next() const {
  std::lock_guard lock(mutex_);
  return notes_.empty() ? absl::InfiniteFuture() : notes_.begin()->first.first;
}

absl::Status Diary::Do(absl::Time time) {
  while (Next() <= time) {
    std::unique_lock lock(mutex_);
    auto first = notes_.extract(notes_.begin());
    lock.unlock();
    GILDE_RETURN_IF_ERROR(Run(first.key().second, first.mapped()));
  }
  return absl::OkStatus();
}

absl::Status Diary::Run(Turn turn, const Lanes& lanes) {
  if (turn == Turn::kAlone || lanes.size() == 1 || threads_ == 1) {
    for (const auto& [lane, acts] : lanes) GILDE_RETURN_IF_ERROR(RunLane(acts));
    return absl::OkStatus();
  }
  std::latch done(static_cast<std::ptrdiff_t>(lanes.size()));
  std::mutex mutex;
  absl::Status first;
  for (const auto& [lane, acts] : lanes) {
    pool_.Submit([&, &acts = acts] {
      absl::Status status = RunLane(acts);
      if (!status.ok()) {
        std::lock_guard lock(mutex);
        first.Update(status);
      }
      done.count_down();
    });
  }
  done.wait();
  return first;
}

}  // namespace gilde::cli::simulation
