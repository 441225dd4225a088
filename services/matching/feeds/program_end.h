// When a program is completed or cancelled, its mentorships end and its open requests close: in small transactions, and again from where
// it stood after an interruption.
#pragma once

#include <cstdint>
#include <string>

#include "common/feed/job.h"
#include "common/storage/store.h"

namespace gilde::matching::feeds {

class ProgramEnd : public feed::Job {
 public:
  explicit ProgramEnd(storage::Store& store) : store_(store) {}
  std::string name() const override { return "matching.program_end"; }
  absl::StatusOr<int> Step(absl::Time now) override;

 private:
  storage::Store& store_;
  // Up to where this process has read the service's events; -1 before the first step. Saved now and then and after each ended program.
  std::int64_t read_ = -1;
  std::int64_t saved_ = 0;
};

}  // namespace gilde::matching::feeds
