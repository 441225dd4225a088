#include "common/base/clock.h"

#include <algorithm>

#include "absl/time/clock.h"

namespace gilde::base {

absl::Time SystemClock::Now() const { return absl::Now(); }

absl::Time ManualClock::Now() const {
  std::lock_guard lock(mutex_);
  return now_;
}

void ManualClock::Set(absl::Time time) {
  std::lock_guard lock(mutex_);
  now_ = std::max(now_, absl::FromUnixMicros(absl::ToUnixMicros(time)));
}

void SleepFor(absl::Duration duration) { absl::SleepFor(duration); }

}  // namespace gilde::base
