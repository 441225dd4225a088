#include "services/matching/domain/language.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace gilde::matching::domain {
namespace {

// The smallest and commonest words of each language, folded, in the order of Language. Some are words of several.
constexpr const char* kSmallWords[] = {
    "a about after also an and are as at be because been before being between but by can could do each for from had has have how i if in "
    "into is it its me more most my not of on or other our over she should so some such than that the their them then there these they "
    "this those through to under until us was we were what when where which while who why will with within without would you your",
    "aan al alle als andere bij binnen daar dan dat de deze die dit door dus een eens en er ervan geen goed had haar heb hebben heeft het "
    "hier hoe hun ik in is je kan kunnen maar me meer met mij mijn moet na naar niet nog nu of om omdat onder ons onze ook op over te "
    "tegen "
    "tot tussen uit van veel voor waar wat we wel werd wie wil worden wordt zal ze zich zij zijn zo zoals zonder zou",
    "aber alle als am an andere auch auf aus bei bin bis da damit das dass dein dem den der des die dies diese dieser durch ein eine einem "
    "einen einer er es euch fur haben hat ich ihr ihre im in ist kann konnen man mehr mein meine meinem meinen meiner mich mir mit muss "
    "nach nicht noch nur oder ohne sehr sein seine sich sie sind so sowie uber um und uns unser unsere unter vom von vor war was weil wenn "
    "werde werden wie will wir wird wo zu zum zur zwischen",
    "a afin alors apres au aussi autre autres aux avant avec avoir car ce cela ces cet cette chez comme comment dans de depuis des donc du "
    "elle en entre est et etre faire il ils j je l la le les leur leurs ma mais me mes mieux moi mon ne nos notre nous on ou par pas plus "
    "pour qu que quel qui sa sans se ses si son sont sous sur tous tout toute toutes tres tu un une vers vos votre vous y",
    "a al algo ante antes asi aunque bien cada como con contra cual cuando de del desde donde durante e el ella ellos en entre era es esa "
    "ese eso esta estar este esto ha hacer hacia hasta hay la las le les lo los mas me mejor mi mis mucho muy ni no nos nuestra nuestro o "
    "otra otro para pero poder por porque que quien quiero se ser si sin sobre son su sus tambien te tener todo todos tu un una unas uno "
    "unos y ya yo"};

// By word, a bit for each language in which it is small.
const absl::flat_hash_map<std::string, unsigned>& SmallWords() {
  static const auto& words = *[] {
    auto* all = new absl::flat_hash_map<std::string, unsigned>;
    for (size_t language = 0; language < std::size(kSmallWords); ++language) {
      for (absl::string_view word : absl::StrSplit(kSmallWords[language], ' ')) (*all)[word] |= 1U << language;
    }
    return all;
  }();
  return words;
}

unsigned SmallIn(const std::string& word) {
  auto found = SmallWords().find(word);
  return found == SmallWords().end() ? 0 : found->second;
}

}  // namespace

std::optional<Language> FindLanguage(std::string_view tag) {
  static constexpr std::string_view kTags[] = {"en", "nl", "de", "fr", "es"};
  std::string primary(tag.substr(0, tag.find('-')));
  absl::AsciiStrToLower(&primary);
  const auto* found = std::find(std::begin(kTags), std::end(kTags), primary);
  return found == std::end(kTags) ? std::nullopt : std::optional(kLanguages[found - std::begin(kTags)]);
}

Language LanguageOf(std::string_view locale) { return FindLanguage(locale).value_or(Language::kEnglish); }

std::optional<Language> LanguageOfWords(const std::vector<std::string>& words) {
  std::array<int, std::size(kLanguages)> counts{};
  for (const std::string& word : words) {
    unsigned in = SmallIn(word);
    for (size_t language = 0; language < counts.size(); ++language) counts[language] += static_cast<int>(in >> language & 1);
  }
  auto most = std::max_element(counts.begin(), counts.end());
  if (std::count(counts.begin(), counts.end(), *most) != 1) return std::nullopt;
  return kLanguages[most - counts.begin()];
}

bool IsSmallWord(const std::string& word, Language language) { return (SmallIn(word) >> static_cast<unsigned>(language) & 1) != 0; }

}  // namespace gilde::matching::domain
