// Chance that is the same on every machine: each person has dice of their own, so that who does something first changes nothing.
#pragma once

#include <cstdint>
#include <random>

namespace gilde::cli::simulation {

class Dice {
 public:
  Dice(std::uint64_t seed, std::uint32_t whose) {
    std::seed_seq mixed{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32), whose};
    engine_.seed(mixed);
  }
  // True this often, 0 to 1.
  bool Chance(double often) { return static_cast<double>(engine_() - engine_.min()) < often * static_cast<double>(kRange); }
  // A whole number from `low` to `high`, both possible.
  int Between(int low, int high) {
    return low + static_cast<int>((engine_() - engine_.min()) % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  // The standard fixes what this engine gives; it does not fix the distributions.
  std::minstd_rand engine_;
  static constexpr std::uint64_t kRange = std::minstd_rand::max() - std::minstd_rand::min() + 1;
};

}  // namespace gilde::cli::simulation
