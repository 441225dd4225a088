// Quiet hours in a person's own zone.
#pragma once

#include "absl/time/time.h"
#include "gilde/notification/v1/preference.pb.h"

namespace gilde::notification::domain {

// The first whole minute at or after `due` that is not quiet: local times from <= t < to are (over midnight when `to` is the earlier), and
// Saturdays and Sundays whole with `weekend`. `due` itself when it is not quiet. Unset `from` and `to` are 20:00 and 08:00.
absl::Time FirstNotQuiet(const gilde::notification::v1::Preferences::QuietHours& quiet, absl::TimeZone zone, absl::Time due);

}  // namespace gilde::notification::domain
