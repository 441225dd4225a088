// What happens in a mentorship by itself, and when: the earliest of its deadlines, and one pure function that acts on it.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

enum class Deadline { kNone, kAcceptanceOver, kSilence, kWrapUp, kResumeNotice, kResume, kWrapUpOver, kTouch };

struct Due {
  absl::Time time = absl::InfiniteFuture();
  Deadline what = Deadline::kNone;
};

// The earliest deadline of the mentorship in its state.
Due NextDue(const gilde::matching::v1::Mentorship& mentorship);

// Acts on the deadline that has come at `now`; when none has, only sets `due_time` anew.
absl::StatusOr<Change> OnDue(gilde::matching::v1::Mentorship mentorship, absl::Time now);

// When a wrap-up proposed at `now` completes by itself: the end of the end date, or after as many days as a wrap-up is proposed before
// an end date, when that is open or nearer.
absl::Time WrapUpUntil(const gilde::matching::v1::Mentorship& mentorship, absl::Time now);

}  // namespace gilde::matching::domain
