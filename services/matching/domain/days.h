// Days as the rules count them.
#pragma once

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/type/date.pb.h"

namespace gilde::matching::domain {

inline absl::Duration Days(int days) { return absl::Hours(24) * days; }

// First instant after the date, in UTC; InfiniteFuture when it is unset.
inline absl::Time EndOf(const google::type::Date& date) {
  if (date.year() == 0) return absl::InfiniteFuture();
  return absl::FromCivil(absl::CivilDay(date.year(), date.month(), date.day()) + 1, absl::UTCTimeZone());
}

// Whether it is a real day of the calendar.
inline bool IsDate(const google::type::Date& date) {
  absl::CivilDay day(date.year(), date.month(), date.day());
  return date.year() > 0 && date.year() < 10000 && day.month() == date.month() && day.day() == date.day();
}

}  // namespace gilde::matching::domain
