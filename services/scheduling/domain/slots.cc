#include "services/scheduling/domain/slots.h"

#include <algorithm>
#include <bit>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"

namespace gilde::scheduling::domain {
namespace {

constexpr int kMaxOutside = 720;
constexpr int kMaxOutsideCells = kMaxOutside / kCellMinutes;
constexpr int kSlotsADay = 4;
constexpr int kDayCells = 24 * 60 / kCellMinutes;
constexpr int kQuarterCells = 3;

using Row = std::vector<std::uint32_t>;  // the cells of all weeks of a search

// Keeps the cells from which `cells` in a row are set.
void KeepRuns(Row& row, int cells) {
  for (int run = 1; run < cells;) {
    int step = std::min(run, cells - run);
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::uint32_t next = i + 1 < row.size() ? row[i + 1] : 0;
      row[i] &= row[i] >> step | next << (kWordCells - step);
    }
    run += step;
  }
}

Row Common(absl::Span<const Candidate> people, std::size_t weeks, bool inside_hours) {
  Row row(weeks * kWeekWords, ~0u);
  for (const Candidate& person : people) {
    for (std::size_t week = 0; week < weeks; ++week) {
      const WeekBits& bits = *person.weeks[week];
      std::uint32_t* out = &row[week * kWeekWords];
      for (std::size_t i = 0; i < kWeekWords; ++i) out[i] &= inside_hours ? bits.possible[i] & bits.hours[i] : bits.possible[i];
    }
  }
  return row;
}

// Cells at which the meeting may start: the window, everybody's notice and the time now.
struct Range {
  std::int64_t first, last;  // inclusive
};
Range StartsOf(absl::Span<const Candidate> people, const Search& search, Weeks weeks) {
  absl::Time earliest = std::max(search.window.start, search.now);
  for (const Candidate& person : people) earliest = std::max(earliest, search.now + person.notice);
  absl::Duration cell = absl::Minutes(kCellMinutes);
  absl::Time origin = WeekStart(weeks.first);
  absl::Time latest = search.window.end - absl::Minutes(search.minutes);
  if (latest < earliest) return {0, -1};
  return {absl::Ceil(earliest - origin, cell) / cell, absl::Floor(latest - origin, cell) / cell};
}

// Calls `each(cell)` for the set cells of `row` in the range and on the grid, until it returns false.
template <class Each>
void ForEachStart(const Row& row, Range range, int grid, Each each) {
  for (std::int64_t cell = range.first; cell <= range.last;) {
    auto word = static_cast<std::size_t>(cell / kWordCells);
    if (word >= row.size()) return;
    std::uint32_t rest = row[word] >> (cell % kWordCells);
    if (rest == 0) {
      cell = static_cast<std::int64_t>(word + 1) * kWordCells;
      continue;
    }
    cell += std::countr_zero(rest);
    if (cell > range.last) return;
    if (cell % grid == 0 && !each(cell)) return;
    ++cell;
  }
}

// The starts chosen so far: apart from each other, few a day.
class Choice {
 public:
  Choice(int cells, int limit) : cells_(cells), limit_(limit) {}
  bool Full() const { return static_cast<int>(starts_.size()) >= limit_; }
  void Offer(std::int64_t cell) {
    int same_day = 0;
    for (std::int64_t start : starts_) {
      if (std::abs(start - cell) < cells_) return;
      same_day += start / kDayCells == cell / kDayCells ? 1 : 0;
    }
    if (same_day < kSlotsADay) starts_.push_back(cell);
  }
  const std::vector<std::int64_t>& starts() const { return starts_; }

 private:
  int cells_, limit_;
  std::vector<std::int64_t> starts_;
};

bool IsHours(const Candidate& person, std::int64_t cell) {
  const WeekBits& bits = *person.weeks[static_cast<std::size_t>(cell / kWeekCells)];
  return (bits.hours[static_cast<std::size_t>(cell % kWeekCells / kWordCells)] >> (cell % kWordCells) & 1) != 0;
}

// For every cell of a search, how many cells it lies from the person's nearest hours; 0 inside, at most kMaxOutsideCells.
std::vector<std::uint8_t> Distances(const Candidate& person) {
  std::vector<std::uint8_t> distances(person.weeks.size() * kWeekCells);
  int distance = kMaxOutsideCells;
  for (std::size_t cell = 0; cell < distances.size(); ++cell) {
    distance = IsHours(person, static_cast<std::int64_t>(cell)) ? 0 : std::min(distance + 1, kMaxOutsideCells);
    distances[cell] = static_cast<std::uint8_t>(distance);
  }
  for (std::size_t cell = distances.size(); cell-- > 0;) {
    distance = distances[cell] == 0 ? 0 : std::min(distance + 1, kMaxOutsideCells);
    distances[cell] = std::min(distances[cell], static_cast<std::uint8_t>(distance));
  }
  return distances;
}

// How far a meeting lies outside, in minutes: as far as the cell that lies farthest.
int OutsideOf(const std::vector<std::uint8_t>& distances, std::int64_t cell, int cells) {
  auto first = distances.begin() + cell;
  return *std::max_element(first, first + cells) * kCellMinutes;
}

using AllDistances = std::vector<std::vector<std::uint8_t>>;

v1::Slot ToSlot(absl::Span<const Candidate> people, const Search& search, Weeks weeks, std::int64_t cell, const AllDistances& distances) {
  v1::Slot slot;
  absl::Time start = WeekStart(weeks.first) + cell * absl::Minutes(kCellMinutes);
  *slot.mutable_start_time() = base::ToProto(start);
  *slot.mutable_end_time() = base::ToProto(start + absl::Minutes(search.minutes));
  for (std::size_t i = 0; i < people.size(); ++i) {
    int outside = distances.empty() ? 0 : OutsideOf(distances[i], cell, search.minutes / kCellMinutes);
    *slot.add_people() = LocalTimeOf(people[i].profile, people[i].time_zone, people[i].zone, start, outside);
  }
  return slot;
}

// Starts outside someone's hours, the cheapest first, then the earliest.
std::vector<std::int64_t> Priced(absl::Span<const Candidate> people, const AllDistances& distances, const Row& possible, Range range,
                                 int grid, int cells) {
  std::vector<std::pair<std::int64_t, std::int64_t>> priced;
  ForEachStart(possible, range, grid, [&](std::int64_t cell) {
    std::int64_t price = 0;
    for (std::size_t i = 0; i < people.size(); ++i) price += OutsideOf(distances[i], cell, cells) * (60 + people[i].burden);
    if (price > 0) priced.emplace_back(price, cell);
    return true;
  });
  std::sort(priced.begin(), priced.end());
  std::vector<std::int64_t> starts;
  starts.reserve(priced.size());
  for (const auto& [price, cell] : priced) starts.push_back(cell);
  return starts;
}

// What one relaxation opens: for everybody, or only for person `only`.
int Opened(absl::Span<const Explained> people, Search search, const Relaxed& relaxed, int only) {
  Weeks weeks = WeeksOf(search.window);
  std::vector<std::vector<WeekBits>> bits;
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < people.size(); ++i) {
    bool applies = only < 0 || only == static_cast<int>(i);
    bits.push_back(BitsOf(people[i].diary, weeks.first, weeks.count, applies ? relaxed : Relaxed{}));
    candidates.push_back(people[i].person);
    if (applies && relaxed.notice) candidates.back().notice = absl::ZeroDuration();
    candidates.back().weeks.clear();
    for (const WeekBits& week : bits.back()) candidates.back().weeks.push_back(&week);
  }
  return CountStarts(candidates, search);
}

std::vector<v1::Slot> TenMinutes(absl::Span<const Explained> people, Search search) {
  search.minutes = 10;
  Weeks weeks = WeeksOf(search.window);
  std::vector<std::vector<WeekBits>> bits;
  std::vector<Candidate> candidates;
  for (const Explained& explained : people) {
    bits.push_back(BitsOf(explained.diary, weeks.first, weeks.count));
    candidates.push_back(explained.person);
    candidates.back().weeks.clear();
    for (const WeekBits& week : bits.back()) candidates.back().weeks.push_back(&week);
  }
  return BestSlots(candidates, search);
}

}  // namespace

Weeks WeeksOf(Span window) {
  std::int64_t first = WeekOf(window.start - absl::Minutes(kMaxOutside));
  std::int64_t last = WeekOf(window.end + absl::Minutes(kMaxOutside));
  return {first, static_cast<int>(last - first + 1)};
}

v1::LocalTime LocalTimeOf(std::string_view profile, std::string_view time_zone, const absl::TimeZone& zone, absl::Time start,
                          int outside_minutes) {
  absl::TimeZone::CivilInfo at = zone.At(start);
  v1::LocalTime local;
  local.set_person(profile.data(), profile.size());
  local.set_local_start(absl::StrCat(at.cs.year(), "-", absl::Dec(at.cs.month(), absl::kZeroPad2), "-",
                                     absl::Dec(at.cs.day(), absl::kZeroPad2), "T", absl::Dec(at.cs.hour(), absl::kZeroPad2), ":",
                                     absl::Dec(at.cs.minute(), absl::kZeroPad2), ":", absl::Dec(at.cs.second(), absl::kZeroPad2)));
  local.set_time_zone(time_zone.data(), time_zone.size());
  local.set_utc_offset_minutes(at.offset / 60);
  local.set_outside_hours(outside_minutes > 0);
  local.set_outside_minutes(outside_minutes);
  return local;
}

int OutsideMinutes(const Candidate& person, Weeks weeks, absl::Time start, int minutes) {
  return OutsideOf(Distances(person), (start - WeekStart(weeks.first)) / absl::Minutes(kCellMinutes), minutes / kCellMinutes);
}

std::vector<v1::Slot> BestSlots(absl::Span<const Candidate> people, const Search& search) {
  Weeks weeks = WeeksOf(search.window);
  Range range = StartsOf(people, search, weeks);
  int cells = search.minutes / kCellMinutes;
  Row inside = Common(people, static_cast<std::size_t>(weeks.count), /*inside_hours=*/true);
  KeepRuns(inside, cells);
  Choice choice(cells, search.max_slots);
  AllDistances distances;  // only of a search that needs them
  for (int grid : {kQuarterCells, 1}) {
    ForEachStart(inside, range, grid, [&](std::int64_t cell) {
      choice.Offer(cell);
      return !choice.Full();
    });
    if (!choice.Full() && !search.inside_hours_only) {
      Row possible = Common(people, static_cast<std::size_t>(weeks.count), /*inside_hours=*/false);
      KeepRuns(possible, cells);
      if (distances.empty()) {
        for (const Candidate& person : people) distances.push_back(Distances(person));
      }
      for (std::int64_t cell : Priced(people, distances, possible, range, grid, cells)) {
        if (choice.Full()) break;
        choice.Offer(cell);
      }
    }
    if (!choice.starts().empty()) break;
  }
  std::vector<v1::Slot> slots;
  for (std::int64_t cell : choice.starts()) slots.push_back(ToSlot(people, search, weeks, cell, distances));
  return slots;
}

int CountStarts(absl::Span<const Candidate> people, const Search& search) {
  Weeks weeks = WeeksOf(search.window);
  Row row = Common(people, static_cast<std::size_t>(weeks.count), search.inside_hours_only);
  KeepRuns(row, search.minutes / kCellMinutes);
  int count = 0;
  ForEachStart(row, StartsOf(people, search, weeks), 1, [&](std::int64_t) { return ++count > 0; });
  return count;
}

v1::NoSlot ExplainNoSlot(absl::Span<const Explained> people, const Search& search) {
  using Constraint = v1::Relaxation;
  const std::pair<Constraint::Constraint, bool Relaxed::*> constraints[] = {{Constraint::HOURS, &Relaxed::hours},
                                                                            {Constraint::BUSY, &Relaxed::busy},
                                                                            {Constraint::BUFFER, &Relaxed::buffer},
                                                                            {Constraint::NOTICE, &Relaxed::notice},
                                                                            {Constraint::MEETINGS_PER_WEEK, &Relaxed::meetings_per_week}};
  v1::NoSlot answer;
  for (const auto& [constraint, member] : constraints) {
    Relaxed relaxed;
    relaxed.*member = true;
    int opened = Opened(people, search, relaxed, -1);
    if (opened == 0) continue;
    v1::Relaxation& relaxation = *answer.add_relaxations();
    relaxation.set_constraint(constraint);
    relaxation.set_opened_starts(opened);
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (Opened(people, search, relaxed, static_cast<int>(i)) > 0) relaxation.add_people(people[i].person.profile);
    }
  }
  std::stable_sort(answer.mutable_relaxations()->begin(), answer.mutable_relaxations()->end(),
                   [](const v1::Relaxation& a, const v1::Relaxation& b) { return a.opened_starts() > b.opened_starts(); });
  Search later = search;
  later.window = {search.window.end, search.window.end + absl::Hours(14 * 24)};
  if (int opened = Opened(people, later, {}, -1); opened > 0) {
    v1::Relaxation& relaxation = *answer.add_relaxations();
    relaxation.set_constraint(Constraint::WINDOW);
    relaxation.set_opened_starts(opened);
  }
  if (search.minutes > 10) {
    for (v1::Slot& slot : TenMinutes(people, search)) *answer.add_shorter_slots() = std::move(slot);
    if (answer.shorter_slots_size() > 0) answer.set_shorter_minutes(10);
  }
  return answer;
}

}  // namespace gilde::scheduling::domain
