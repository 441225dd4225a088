#include "services/scheduling/domain/hours.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/base/zones.h"
#include "services/scheduling/domain/recurrence.h"

namespace gilde::scheduling::domain {
namespace {

// Minutes since midnight, 0-1440.
int MinuteOf(const google::type::TimeOfDay& time) { return time.hours() * 60 + time.minutes(); }

absl::CivilDay DayOf(const google::type::Date& date) { return absl::CivilDay(date.year(), date.month(), date.day()); }

// The span between two local times of one day, the end on the next day when it is not after the start.
Span LocalSpan(absl::CivilDay day, int from, int to, const absl::TimeZone& zone) {
  absl::CivilSecond midnight(day);
  if (to <= from) to += 24 * 60;
  return {base::AtLocal(midnight + 60 * from, zone), base::AtLocal(midnight + 60 * to, zone)};
}

// Days on which a span that touches the window may start.
std::pair<absl::CivilDay, absl::CivilDay> Days(Span window, const absl::TimeZone& zone) {
  return {absl::ToCivilDay(window.start, zone) - 1, absl::ToCivilDay(window.end, zone)};
}

google::type::DayOfWeek DayOfWeek(absl::CivilDay day) {
  return static_cast<google::type::DayOfWeek>(static_cast<int>(absl::GetWeekday(day)) + 1);
}

// Spans of the recurring times with `effect`. A rule that does not expand (it was checked when stored) adds nothing.
Spans Recurring(const Diary& diary, Span window, v1::RecurringTime::Effect effect, const absl::flat_hash_set<absl::CivilDay>& without) {
  Spans spans;
  for (const v1::RecurringTime& recurring : diary.availability.recurring()) {
    if (recurring.effect() != effect) continue;
    auto start = ParseLocal(recurring.start());
    if (!start.ok()) continue;
    std::vector<absl::CivilSecond> exceptions;
    for (const std::string& text : recurring.exceptions()) {
      if (auto exception = ParseLocal(text); exception.ok()) exceptions.push_back(*exception);
    }
    auto instants = Recurrences(*start, recurring.rrule(), exceptions, diary.zone, window.end);
    if (!instants.ok()) continue;
    for (absl::Time instant : *instants) {
      Span span = {instant, instant + absl::Minutes(recurring.minutes())};
      if (span.Overlaps(window) && !without.contains(absl::ToCivilDay(instant, diary.zone))) spans.push_back(span);
    }
  }
  return spans;
}

// Whole weeks of the person's zone that have as many bookings as they may have.
Spans FullWeeks(const Diary& diary) {
  std::map<absl::CivilDay, int> count;
  for (const Span& booking : diary.bookings) {
    absl::CivilDay day = absl::ToCivilDay(booking.start, diary.zone);
    ++count[absl::PrevWeekday(day + 1, absl::Weekday::monday)];
  }
  Spans weeks;
  for (const auto& [monday, meetings] : count) {
    if (meetings < diary.availability.meetings_per_week()) continue;
    weeks.push_back({base::AtLocal(absl::CivilSecond(monday), diary.zone), base::AtLocal(absl::CivilSecond(monday + 7), diary.zone)});
  }
  return weeks;
}

}  // namespace

Spans Hours(const Diary& diary, Span window) {
  const v1::Availability& availability = diary.availability;
  absl::flat_hash_map<absl::CivilDay, const v1::DateOverride*> overrides;
  absl::flat_hash_set<absl::CivilDay> overridden;
  for (const v1::DateOverride& entry : availability.overrides()) {
    overrides[DayOf(entry.date())] = &entry;
    overridden.insert(DayOf(entry.date()));
  }
  Spans spans = Recurring(diary, window, v1::RecurringTime::AVAILABLE, overridden);
  auto [first, last] = Days(window, diary.zone);
  for (absl::CivilDay day = first; day <= last; ++day) {
    if (auto entry = overrides.find(day); entry != overrides.end()) {
      for (const v1::HoursSpan& hours : entry->second->hours()) {
        spans.push_back(LocalSpan(day, MinuteOf(hours.start()), MinuteOf(hours.end()), diary.zone));
      }
      continue;
    }
    for (const v1::WeeklyHours& hours : availability.weekly_hours()) {
      if (hours.day() != DayOfWeek(day)) continue;
      spans.push_back(LocalSpan(day, MinuteOf(hours.start()), MinuteOf(hours.end()), diary.zone));
    }
  }
  return Clipped(Merged(std::move(spans)), window);
}

Spans PossibleHours(const Diary& diary, Span window) {
  const v1::Availability& availability = diary.availability;
  Spans spans = Hours(diary, window);
  int from = MinuteOf(availability.stretch_from());
  int to = MinuteOf(availability.stretch_to());
  if (from >= to) return spans;
  absl::flat_hash_set<absl::CivilDay> off;
  for (const v1::DateOverride& entry : availability.overrides()) {
    if (entry.hours().empty()) off.insert(DayOf(entry.date()));
  }
  auto [first, last] = Days(window, diary.zone);
  for (absl::CivilDay day = first; day <= last; ++day) {
    if (!off.contains(day)) spans.push_back(LocalSpan(day, from, to, diary.zone));
  }
  return Clipped(Merged(std::move(spans)), window);
}

Spans Blocked(const Diary& diary, Span window, const Relaxed& relaxed) {
  const v1::Availability& availability = diary.availability;
  if (availability.deactivated()) return {window};
  absl::Duration buffer = relaxed.buffer ? absl::ZeroDuration() : absl::Minutes(availability.buffer_minutes());
  Spans spans = diary.bookings;
  if (!relaxed.busy) {
    spans.insert(spans.end(), diary.busy.begin(), diary.busy.end());
    Span wide = {window.start - buffer, window.end + buffer};
    Spans recurring = Recurring(diary, wide, v1::RecurringTime::BUSY, {});
    spans.insert(spans.end(), recurring.begin(), recurring.end());
  }
  spans = Widened(Merged(std::move(spans)), buffer);
  if (availability.meetings_per_week() > 0 && !relaxed.meetings_per_week) {
    Spans weeks = FullWeeks(diary);
    spans.insert(spans.end(), weeks.begin(), weeks.end());
  }
  return Clipped(Merged(std::move(spans)), window);
}

bool IsBusy(const Diary& diary, Span span) {
  auto overlaps = [&](const Span& busy) { return busy.Overlaps(span); };
  return std::any_of(diary.busy.begin(), diary.busy.end(), overlaps) || !Recurring(diary, span, v1::RecurringTime::BUSY, {}).empty();
}

absl::Duration Notice(const v1::Availability& availability) { return absl::Minutes(availability.notice_minutes()); }

Spans FreeTimes(const Diary& diary, Span window, absl::Time now) {
  window.start = std::max(window.start, now + Notice(diary.availability));
  if (window.start >= window.end) return {};
  return Subtract(Hours(diary, window), Blocked(diary, window));
}

}  // namespace gilde::scheduling::domain
