// The silence ladder: what happens, and when, in a pair without meaningful contact. Kind in every step and never a penalty.
#pragma once

#include <string_view>

#include "absl/time/time.h"
#include "gilde/matching/v1/mentorship.pb.h"

namespace gilde::matching::domain {

// When the next step is due: QUIET at 1.5 x cadence after the last contact, at least 21 days (the program's rules), the soft check-in
// with it, ten minutes 7 days later, a pause after 7 more, moving on after 7 more. InfiniteFuture in states where nobody is nudged.
absl::Time NextSilence(const gilde::matching::v1::Mentorship& mentorship);

// Takes the step after the current one, PAUSE_OFFERED excepted, and says which event tells it.
std::string_view StepDown(gilde::matching::v1::Mentorship& mentorship, absl::Time now);

// Notes a meaningful contact at `time`: back to the first step.
void Reset(gilde::matching::v1::Mentorship& mentorship, absl::Time time);

}  // namespace gilde::matching::domain
