#include "common/base/clock.h"

#include "absl/time/clock.h"

namespace gilde::base {

absl::Time SystemClock::Now() const { return absl::Now(); }

absl::Time ManualClock::Now() const {
  std::lock_guard lock(mutex_);
  return now_;
}

void ManualClock::Set(absl::Time time) {
  std::lock_guard lock(mutex_);
  if (time > now_) now_ = time;
}

void SleepFor(absl::Duration duration) { absl::SleepFor(duration); }

}  // namespace gilde::base
