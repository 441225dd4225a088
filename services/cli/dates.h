// Days on the wire.
#pragma once

#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"

namespace gilde::cli {

inline void SetDate(absl::CivilDay day, google::type::Date& date) {
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
}

}  // namespace gilde::cli
