// Which of the five languages a text is in.
#include "services/matching/domain/language.h"

#include <gtest/gtest.h>

#include "common/base/text.h"

namespace gilde::matching::domain {
namespace {

TEST(Language, IsToldByTheSmallWordsOfAText) {
  struct Row {
    const char* text;
    std::optional<Language> language;
  };
  for (const Row& row : {Row{"I want to lead a team of engineers", Language::kEnglish},
                         {"Ik wil leren onderhandelen met klanten", Language::kDutch},
                         {"Ich möchte ein Team führen und besser verhandeln", Language::kGerman},
                         {"Je veux gérer une équipe et parler avec des clients", Language::kFrench},
                         {"Quiero dirigir un equipo y hablar con los clientes", Language::kSpanish},
                         {"Für die Kunden", Language::kGerman},
                         {"Kafka streaming", std::nullopt},
                         {"Kafka in production", std::nullopt},  // in English, Dutch and German
                         {"", std::nullopt}}) {
    EXPECT_EQ(LanguageOfWords(base::Words(row.text)), row.language) << row.text;
  }
}

TEST(Language, IsFoundByItsTag) {
  EXPECT_EQ(FindLanguage("nl-BE"), Language::kDutch);
  EXPECT_EQ(FindLanguage("ES"), Language::kSpanish);
  EXPECT_EQ(FindLanguage("it"), std::nullopt);
  EXPECT_EQ(FindLanguage(""), std::nullopt);
  EXPECT_EQ(LanguageOf("it"), Language::kEnglish);
  EXPECT_EQ(LanguageOf("de-AT"), Language::kGerman);
}

TEST(Language, HasSmallWordsOfItsOwn) {
  EXPECT_TRUE(IsSmallWord("with", Language::kEnglish));
  EXPECT_FALSE(IsSmallWord("with", Language::kDutch));
  EXPECT_TRUE(IsSmallWord("fur", Language::kGerman)) << "folded";
  EXPECT_FALSE(IsSmallWord("team", Language::kEnglish));
}

}  // namespace
}  // namespace gilde::matching::domain
