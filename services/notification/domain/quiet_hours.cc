// Problem: walk out of the quiet minutes in local time, across days that have 23 or 25 hours.
// Chosen: go by local minutes only at the borders. From a quiet instant there are few candidates for the first minute that is not quiet:
// the local end of the quiet hours and each local midnight of the next days. Rejected: stepping minute by minute, 3,000 steps for a
// weekend.
#include "services/notification/domain/quiet_hours.h"

#include "common/base/zones.h"

namespace gilde::notification::domain {

namespace {

constexpr int kLongestQuietDays = 5;

int MinuteOf(const google::type::TimeOfDay& time) { return time.hours() * 60 + time.minutes(); }

struct Hours {
  int from = 20 * 60, to = 8 * 60;
  bool weekend = false;

  bool Quiet(absl::CivilMinute local) const {
    absl::Weekday day = absl::GetWeekday(local);
    if (weekend && (day == absl::Weekday::saturday || day == absl::Weekday::sunday)) return true;
    int minute = local.hour() * 60 + local.minute();
    return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
  }
};

}  // namespace

absl::Time FirstNotQuiet(const v1::Preferences::QuietHours& quiet, absl::TimeZone zone, absl::Time due) {
  Hours hours;
  if (quiet.has_from()) hours.from = MinuteOf(quiet.from());
  if (quiet.has_to()) hours.to = MinuteOf(quiet.to());
  hours.weekend = quiet.weekend();
  auto quiet_at = [&](absl::Time time) { return hours.Quiet(absl::ToCivilMinute(time, zone)); };
  if (!quiet_at(due)) return due;
  absl::CivilDay today = absl::ToCivilDay(due, zone);
  absl::Time best = absl::InfiniteFuture();
  auto consider = [&](absl::Time time) {
    if (time >= due && !quiet_at(time)) best = std::min(best, time);
  };
  for (int day = 0; day <= kLongestQuietDays; ++day) {
    absl::CivilMinute midnight(today + day);
    for (absl::CivilMinute local : {midnight, midnight + hours.to}) {
      auto info = zone.At(absl::CivilSecond(local));
      // A local time that does not exist is left at the jump over it; one that exists twice may be quiet the first time only.
      if (info.kind == absl::TimeZone::TimeInfo::SKIPPED) {
        consider(info.trans);
      } else {
        consider(info.pre);
        consider(info.post);
      }
    }
    if (best != absl::InfiniteFuture()) break;
  }
  // A clock set back can lead out of the quiet hours, or into them again, at the change itself.
  absl::TimeZone::CivilTransition change;
  for (absl::Time time = due; zone.NextTransition(time, &change);) {
    auto gap = zone.At(change.from), repeat = zone.At(change.to);
    absl::Time next = gap.kind == absl::TimeZone::TimeInfo::SKIPPED ? gap.trans : repeat.trans;
    if (next <= time || next >= best || next > due + absl::Hours(24 * kLongestQuietDays)) break;
    consider(next);
    time = next;
  }
  return best == absl::InfiniteFuture() ? due : best;
}

}  // namespace gilde::notification::domain
