// RFC 5545 recurrence at local wall-clock time.
//
// libical's iterator walks the rule over local times that know no zone; each is turned into an instant only afterwards, so that a
// weekly ten o'clock stays ten o'clock across changes of the clock. (Iterating in UTC would move it; libical's own zones are not the
// system's.) The number of steps is bounded, because a few letters can ask for a billion recurrences.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace gilde::scheduling::domain {

// Steps that one expansion may take: 50 years of days.
inline constexpr int kMaxRecurrenceSteps = 20'000;

// A local time without offset, `2026-01-05T09:00:00`; seconds may be left out.
absl::StatusOr<absl::CivilSecond> ParseLocal(std::string_view text);

// Whether `rrule` is well formed, DAILY or slower, at most once a day in effect (no BYHOUR, BYMINUTE, BYSECOND), in the Gregorian
// calendar. INVALID_ARGUMENT / RRULE_INVALID or RRULE_TOO_DENSE.
absl::Status CheckRule(std::string_view rrule);

// Starts of the series that lie before `until`, in order; `exceptions` are left out after COUNT was counted. The first start is part of
// the series only when it fits the rule.
// INVALID_ARGUMENT / RRULE_INVALID, RRULE_TOO_DENSE (more than kMaxRecurrenceSteps).
absl::StatusOr<std::vector<absl::Time>> Recurrences(absl::CivilSecond start, std::string_view rrule,
                                                    const std::vector<absl::CivilSecond>& exceptions, const absl::TimeZone& zone,
                                                    absl::Time until);

}  // namespace gilde::scheduling::domain
