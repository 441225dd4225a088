// A person's hours and what blocks them, as sets of time.
#pragma once

#include "absl/time/time.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "services/scheduling/domain/spans.h"

namespace gilde::scheduling::domain {

// Everything a person's free time follows from. Busy times reach at least 8 days beyond the window that is asked about.
struct Diary {
  v1::Availability availability;
  absl::TimeZone zone;
  Spans busy;      // from calendars; any order
  Spans bookings;  // one span for each meeting or hold; any order
};

// Constraints not to apply, to find out which of them stands in the way.
struct Relaxed {
  bool hours = false, busy = false, buffer = false, notice = false, meetings_per_week = false;
};

// Hours inside which the person likes to meet: weekly hours, on dates with an override those of the override, and recurring ones.
Spans Hours(const Diary& diary, Span window);

// The hours and, on days that are not off, the times at which the person would meet for someone far away.
Spans PossibleHours(const Diary& diary, Span window);

// Busy times, bookings and recurring busy times with their buffers, and whole weeks that have their meetings.
Spans Blocked(const Diary& diary, Span window, const Relaxed& relaxed = {});

// Hours that are not blocked, from now + notice on.
Spans FreeTimes(const Diary& diary, Span window, absl::Time now);

// Whether the person's calendars or recurring busy times, without buffers, touch `span`.
bool IsBusy(const Diary& diary, Span span);

// The person's notice.
absl::Duration Notice(const v1::Availability& availability);

}  // namespace gilde::scheduling::domain
