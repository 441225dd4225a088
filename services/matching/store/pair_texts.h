// Everything that is private to a pair in what lies below a mentorship.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/mentorship_service.pb.h"

namespace gilde::matching::store {

// Every text of class PAIR below the mentorship, oldest first; of more than `most` the newest. What is of class PERSON stays out.
absl::StatusOr<std::vector<v1::PairText>> PairTexts(storage::Reader& reader, const std::string& mentorship, std::size_t most);

}  // namespace gilde::matching::store
