// What is private to a pair in what lies below a mentorship.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/mentorship_service.pb.h"

namespace gilde::matching::store {

// Texts of class PAIR in agreements, advice, feedback, appreciations, advocacies, stretch assignments, wins, stories, understandings,
// resources and check-ins as they were at `until`, oldest first; of more than `most` the newest. What also belongs to somebody who is not
// of the mentorship now stays out, as all that is of class PERSON.
absl::StatusOr<std::vector<v1::PairText>> PairTexts(storage::Reader& reader, const v1::Mentorship& mentorship, absl::Time until,
                                                    std::size_t most);

}  // namespace gilde::matching::store
