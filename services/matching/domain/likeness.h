// Whether two short texts are nearly the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace gilde::matching::domain {

// The different runs of three words of a folded text, as hashes in order; of a shorter text, the one run that it is.
using Shingles = std::vector<std::uint64_t>;
Shingles ShinglesOf(std::string_view text);

// Shingles that stand in both, out of those that stand in either: 0 to 1.
double Resemblance(const Shingles& a, const Shingles& b);

// Openings and who got them.
class Sent {
 public:
  void Add(std::string_view opening, std::string_view mentor);
  // Mentors who got this opening, or one that is nearly the same: a resemblance of at least kAlike.
  absl::flat_hash_set<std::string> Recipients(std::string_view opening) const;

  static constexpr double kAlike = 0.6;

 private:
  struct One {
    Shingles shingles;
    std::string mentor;
  };
  std::vector<One> all_;
};

}  // namespace gilde::matching::domain
