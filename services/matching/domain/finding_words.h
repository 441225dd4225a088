// What findings about an approach say to people, in five languages.
#pragma once

#include <string_view>

#include "absl/types/span.h"
#include "services/matching/domain/language.h"

namespace gilde::matching::domain {

// Words with `$0`, `$1`, `$2` where numbers belong (absl::Substitute).
struct FindingWords {
  std::string_view message, instead, example;
};

// The words for a stable reason; every reason of approach.cc has them in every language. General words for any other reason.
const FindingWords& WordsFor(std::string_view reason, Language language);

// The tables behind it: the same reasons in the same order in every language; the last row, without a reason, has the general words.
struct FindingRow {
  std::string_view reason;
  FindingWords words;
};
absl::Span<const FindingRow> EnglishFindingWords();
absl::Span<const FindingRow> DutchFindingWords();
absl::Span<const FindingRow> GermanFindingWords();
absl::Span<const FindingRow> FrenchFindingWords();
absl::Span<const FindingRow> SpanishFindingWords();

}  // namespace gilde::matching::domain
