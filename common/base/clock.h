// Time as a dependency. Everything that needs "now" receives a Clock or an absl::Time; only this room reads the machine's clock.
#pragma once

#include <mutex>

#include "absl/time/time.h"

namespace gilde::base {

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's clock.
class SystemClock : public Clock {
 public:
  absl::Time Now() const override;
};

// A clock moved by hand: tests and the sandbox. Never goes back.
class ManualClock : public Clock {
 public:
  explicit ManualClock(absl::Time start) { Set(start); }
  absl::Time Now() const override;
  // Moves to `time`, in whole microseconds as due times are stored in; an earlier time changes nothing.
  void Set(absl::Time time);

 private:
  mutable std::mutex mutex_;
  absl::Time now_ = absl::InfinitePast();
};

// Waits really, whatever the domain's clock says: for background loops and backoff only.
void SleepFor(absl::Duration duration);

}  // namespace gilde::base
