// Whether work that takes long shall go on.
#pragma once

#include <atomic>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/base/guarded.h"

namespace gilde::matching::domain {

// Asked now and then by what takes long. Once it has said no it says so for good, and whoever asked returns soon, with something unfinished
// that is of no use but to be dropped.
using GoOn = absl::FunctionRef<bool()>;
inline bool Always() { return true; }
// The same as those say it who know why.
inline absl::Status AlwaysWanted() { return absl::OkStatus(); }

// Asks those who know why, and keeps what they refuse with first. Thread-safe if they are.
class GoingOn {
 public:
  // Outlives it.
  explicit GoingOn(absl::FunctionRef<absl::Status()> still_wanted) : still_wanted_(still_wanted) {}

  bool operator()() const {
    if (ended_) return false;
    absl::Status status = still_wanted_();
    if (status.ok()) return true;
    refusal_.With([&](absl::Status& first) { first.Update(status); });
    ended_ = true;
    return false;
  }
  absl::Status status() const {
    return refusal_.With([](const absl::Status& first) { return first; });
  }

 private:
  absl::FunctionRef<absl::Status()> still_wanted_;
  mutable std::atomic<bool> ended_ = false;
  mutable base::Guarded<absl::Status> refusal_;
};

}  // namespace gilde::matching::domain
