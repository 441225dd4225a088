#include "services/matching/domain/finding_words.h"

#include <string>

#include "absl/strings/ascii.h"

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

Language LanguageOf(std::string_view locale) {
  std::string primary(locale.substr(0, locale.find('-')));
  absl::AsciiStrToLower(&primary);
  if (primary == "nl") return Language::kDutch;
  if (primary == "de") return Language::kGerman;
  if (primary == "fr") return Language::kFrench;
  if (primary == "es") return Language::kSpanish;
  return Language::kEnglish;
}

const FindingWords& WordsFor(std::string_view reason, Language language) {
  absl::Span<const FindingRow> rows = RowsOf(language);
  for (const FindingRow& row : rows) {
    if (row.reason == reason) return row.words;
  }
  return rows.back().words;
}

}  // namespace gilde::matching::domain
