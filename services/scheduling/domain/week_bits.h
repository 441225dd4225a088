// Free time of a week as bits, so that the common free time of several people is an AND.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/scheduling/domain/hours.h"

namespace gilde::scheduling::domain {

inline constexpr int kCellMinutes = 5;
inline constexpr int kWeekCells = 7 * 24 * 60 / kCellMinutes;  // 2016
inline constexpr int kWordCells = 32;                          // 2016 is a multiple of 32, not of 64
inline constexpr int kWeekWords = kWeekCells / kWordCells;

// One person, one week from Monday 00:00 UTC. Bit i of word w is cell 32 w + i; a set bit means the whole 5 minutes.
struct WeekBits {
  std::array<std::uint32_t, kWeekWords> possible{};  // could meet: inside possible hours and not blocked
  std::array<std::uint32_t, kWeekWords> hours{};     // inside the person's hours, blocked or not
  bool operator==(const WeekBits& o) const { return possible == o.possible && hours == o.hours; }
};

// Weeks since Monday 5 January 1970 UTC, and back.
std::int64_t WeekOf(absl::Time time);
absl::Time WeekStart(std::int64_t week);
// ISO 8601 label of the week, `2026-W10`.
std::string WeekLabel(std::int64_t week);

// Bits of `count` weeks from week `first`.
std::vector<WeekBits> BitsOf(const Diary& diary, std::int64_t first, int count, const Relaxed& relaxed = {});

// 504 bytes, the same on every machine; and back, false when the bytes are not such.
std::string Encode(const WeekBits& bits);
bool Decode(std::string_view bytes, WeekBits& bits);

}  // namespace gilde::scheduling::domain
