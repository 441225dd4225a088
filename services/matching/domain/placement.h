// Placing mentees with mentors who have seats: what is given, what came of it, and what every way of placing shares.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "common/base/errors.h"

namespace gilde::matching::domain {

// A pair that may be. `score` in millionths of a point, 0..100'000'000.
struct Option {
  int mentee = 0, mentor = 0;
  std::int64_t score = 0;
};
inline constexpr std::int64_t kMostPoints = 100'000'000;

struct Placement {
  int mentees = 0;
  std::vector<int> seats;  // of each mentor, 0 and more
  std::vector<Option> options;
  std::vector<std::pair<int, int>> pins, forbidden;  // mentee, mentor: must be; must not be
};

// Who is placed where.
struct Placed {
  std::vector<int> mentor_of;  // of each mentee; -1: nobody
  std::int64_t total = 0;      // of the scores
  int count = 0;               // of the placed
};

// What is wrong with it, as fields of the placement: NEGATIVE_COUNT, UNKNOWN_MENTEE, UNKNOWN_MENTOR, NEGATIVE_CAPACITY, SCORE_OUT_OF_RANGE,
// DUPLICATE_PAIR, PIN_NOT_A_PAIR, PIN_ON_FORBIDDEN, PINS_OVER_CAPACITY, DUPLICATE_PIN.
base::Violations CheckPlacement(const Placement& placement);

// What pins and what is forbidden leave to decide. Of a checked placement only, as all that follows.
struct Undecided {
  std::vector<int> seats;       // left
  std::vector<Option> options;  // of mentees who are not pinned, with mentors who have a seat left, in the order of the placement
  std::vector<int> mentor_of;   // the pinned
};
Undecided UndecidedOf(const Placement& placement);

// Counts what came of it.
Placed PlacedAs(const Placement& placement, std::vector<int> mentor_of);

}  // namespace gilde::matching::domain
