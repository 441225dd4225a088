// The five languages that people write goals, offers and approaches in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilde::matching::domain {

enum class Language { kEnglish, kDutch, kGerman, kFrench, kSpanish };
inline constexpr Language kLanguages[] = {Language::kEnglish, Language::kDutch, Language::kGerman, Language::kFrench, Language::kSpanish};

// Of a BCP 47 tag, `nl` or `de-AT`; nothing for one that is empty or of another language.
std::optional<Language> FindLanguage(std::string_view tag);
// The same; English instead of nothing.
Language LanguageOf(std::string_view locale);

// The language whose small words (`the`, `het`, `und`) a text of these folded words has most of; nothing when it has none, or as many of
// another.
std::optional<Language> LanguageOfWords(const std::vector<std::string>& words);
// Whether a folded word holds sentences of the language together and says nothing by itself.
bool IsSmallWord(const std::string& word, Language language);

}  // namespace gilde::matching::domain
