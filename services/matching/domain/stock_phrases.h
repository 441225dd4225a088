// Subjects that could stand above any message, in five languages: a reader learns nothing from them.
#pragma once

#include <string_view>

namespace gilde::matching::domain {

// Whether the subject is only a stock phrase; case, accents and punctuation do not matter. Thread-safe.
bool IsStockPhrase(std::string_view subject);

}  // namespace gilde::matching::domain
