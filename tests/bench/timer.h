// Seconds since it was made, and the figures that follow from many of them.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

#include "tests/bench/bench.h"

namespace gilde::bench {

class Timer {
 public:
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  double milliseconds() const { return seconds() * 1000; }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

// Rate of `milliseconds.size()` calls in `seconds`, with how long they took.
inline Figure FigureOf(double seconds, std::vector<double> milliseconds) {
  std::sort(milliseconds.begin(), milliseconds.end());
  size_t count = milliseconds.size();
  if (count == 0) return {};
  return {static_cast<double>(count) / seconds, milliseconds[count / 2], milliseconds[count * 99 / 100]};
}

}  // namespace gilde::bench
