// The mentors whom each mentee of a program may get: what match runs choose from.
#pragma once

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/matching/domain/placement.h"
#include "services/matching/domain/recommend.h"

namespace gilde::matching::domain {

// For each mentee, in the order given, the best mentors by number, also as given: sorted by mentee, then mentor. The same on any number of
// threads. `still_wanted` is told the share done so far and asked now and then, on the calling thread; what it refuses with ends it. Nobody
// is a candidate of their own. What there was between two people is told by the seekers' mentorships.
absl::StatusOr<std::vector<Option>> CandidateGraph(const gilde::matching::v1::Program& program, const std::vector<Seeker>& seekers,
                                                   const std::vector<Offered>& offered, const SkillLikeness& likeness, absl::Time now,
                                                   size_t most, int threads, absl::FunctionRef<absl::Status(double done)> still_wanted);

}  // namespace gilde::matching::domain
