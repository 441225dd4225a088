// What people will do, in order of time; equal times in the order in which they were put in.
#pragma once

#include <functional>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/cli/demo/story.h"

namespace gilde::cli {

class Calendar {
 public:
  using Act = std::function<absl::Status()>;
  void At(absl::Time time, Act act) { acts_.emplace(std::make_pair(time, next_++), std::move(act)); }
  // Does everything before `end`, moving the story along, and leaves the story at `end`.
  absl::Status RunUntil(absl::Time end, Story& story) {
    while (!acts_.empty() && acts_.begin()->first.first < end) {
      auto first = acts_.extract(acts_.begin());
      story.MoveTo(first.key().first);
      GILDE_RETURN_IF_ERROR(first.mapped()());
    }
    story.MoveTo(end);
    return absl::OkStatus();
  }

 private:
  std::map<std::pair<absl::Time, int>, Act> acts_;
  int next_ = 0;
};

}  // namespace gilde::cli
