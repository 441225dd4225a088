// Reads what a person's free time follows from.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "services/scheduling/domain/hours.h"

namespace gilde::scheduling::api {

// The diary of `person` around `window`. NOT_FOUND when the person has no availability yet.
absl::StatusOr<domain::Diary> ReadDiary(storage::Reader& reader, std::string_view person, domain::Span window);

}  // namespace gilde::scheduling::api
