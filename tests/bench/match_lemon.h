// LEMON's answers to the questions of match runs: the referee of our own.
#pragma once

#include <cstdint>
#include <vector>

namespace gilde::bench {

struct LemonOption {
  int mentee = 0, mentor = 0;
  std::int64_t weight = 0;
};

enum class LemonSolver { kNetworkSimplex, kCostScaling, kCapacityScaling };

// The largest sum of weights in which each mentee has one mentor or none, and each mentor at most `seats` mentees; -1 when LEMON finds
// none.
std::int64_t LemonHighest(LemonSolver solver, int mentees, const std::vector<int>& seats, const std::vector<LemonOption>& options);

}  // namespace gilde::bench
