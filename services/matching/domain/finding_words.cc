#include "services/matching/domain/finding_words.h"

namespace gilde::matching::domain {
namespace {

absl::Span<const FindingRow> RowsOf(Language language) {
  switch (language) {
    case Language::kEnglish:
      return EnglishFindingWords();
    case Language::kDutch:
      return DutchFindingWords();
    case Language::kGerman:
      return GermanFindingWords();
    case Language::kFrench:
      return FrenchFindingWords();
    case Language::kSpanish:
      return SpanishFindingWords();
  }
  return EnglishFindingWords();
}

}  // namespace

const FindingWords& WordsFor(std::string_view reason, Language language) {
  absl::Span<const FindingRow> rows = RowsOf(language);
  for (const FindingRow& row : rows) {
    if (row.reason == reason) return row.words;
  }
  return rows.back().words;
}

}  // namespace gilde::matching::domain
