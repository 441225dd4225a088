#include "services/scheduling/domain/week_bits.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace gilde::scheduling::domain {
namespace {

constexpr std::int64_t kWeekSeconds = 7 * 24 * 3600;
constexpr std::int64_t kFirstMonday = 4 * 24 * 3600;  // 1970-01-05

using Words = std::array<std::uint32_t, kWeekWords>;

// Sets the cells that lie wholly inside the spans.
void Fill(const Spans& spans, std::int64_t first, std::vector<WeekBits>& weeks, Words WeekBits::*words) {
  absl::Time origin = WeekStart(first);
  absl::Duration cell = absl::Minutes(kCellMinutes);
  auto total = static_cast<std::int64_t>(weeks.size()) * kWeekCells;
  for (const Span& span : spans) {
    std::int64_t from = std::max<std::int64_t>(0, absl::Ceil(span.start - origin, cell) / cell);
    std::int64_t to = std::min<std::int64_t>(total, absl::Floor(span.end - origin, cell) / cell);
    for (std::int64_t i = from; i < to; ++i) {
      (weeks[static_cast<std::size_t>(i / kWeekCells)].*words)[static_cast<std::size_t>(i % kWeekCells / kWordCells)] |=
          1u << (i % kWordCells);
    }
  }
}

void Put(const Words& words, std::string& bytes) {
  for (std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>(word >> shift & 0xff));
  }
}

void Take(std::string_view bytes, Words& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = 0;
    for (std::size_t byte = 0; byte < 4; ++byte) {
      words[i] |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[4 * i + byte])) << (8 * byte);
    }
  }
}

}  // namespace

std::int64_t WeekOf(absl::Time time) {
  std::int64_t seconds = absl::ToUnixSeconds(time) - kFirstMonday;
  return seconds >= 0 ? seconds / kWeekSeconds : -((-seconds + kWeekSeconds - 1) / kWeekSeconds);
}

absl::Time WeekStart(std::int64_t week) { return absl::FromUnixSeconds(kFirstMonday + week * kWeekSeconds); }

std::string WeekLabel(std::int64_t week) {
  // The week belongs to the year of its Thursday.
  absl::CivilDay thursday = absl::ToCivilDay(WeekStart(week), absl::UTCTimeZone()) + 3;
  return absl::StrFormat("%d-W%02d", thursday.year(), (absl::GetYearDay(thursday) - 1) / 7 + 1);
}

std::vector<WeekBits> BitsOf(const Diary& diary, std::int64_t first, int count, const Relaxed& relaxed) {
  std::vector<WeekBits> weeks(static_cast<std::size_t>(count));
  Span window = {WeekStart(first), WeekStart(first + count)};
  Spans possible = relaxed.hours ? Spans{window} : PossibleHours(diary, window);
  Fill(Subtract(possible, Blocked(diary, window, relaxed)), first, weeks, &WeekBits::possible);
  Fill(relaxed.hours ? Spans{window} : Hours(diary, window), first, weeks, &WeekBits::hours);
  return weeks;
}

std::string Encode(const WeekBits& bits) {
  std::string bytes;
  bytes.reserve(2 * 4 * kWeekWords);
  Put(bits.possible, bytes);
  Put(bits.hours, bytes);
  return bytes;
}

bool Decode(std::string_view bytes, WeekBits& bits) {
  if (bytes.size() != 2 * 4 * kWeekWords) return false;
  Take(bytes.substr(0, 4 * kWeekWords), bits.possible);
  Take(bytes.substr(4 * kWeekWords), bits.hours);
  return true;
}

}  // namespace gilde::scheduling::domain
