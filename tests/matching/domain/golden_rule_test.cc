// The golden rule in five languages: what people write when they ask for a mentor, and what they write when they do not.
#include "services/matching/domain/golden_rule.h"

#include <gtest/gtest.h>

#include "tests/matching/domain/golden_texts.h"

namespace gilde::matching::domain {
namespace {

class GoldenRule : public testing::TestWithParam<GoldenTexts> {};

TEST_P(GoldenRule, FindsTheAskInNaturalVariants) {
  for (std::string_view text : GetParam().caught) EXPECT_TRUE(AsksForAMentor(text)) << text;
}

TEST_P(GoldenRule, LetsInnocentTextsAboutMentorsPass) {
  for (std::string_view text : GetParam().innocent) EXPECT_FALSE(AsksForAMentor(text)) << text;
}

TEST_P(GoldenRule, FindsTheAskInsideALongerText) {
  for (std::string_view text : GetParam().caught) {
    std::string longer = "Your talk on streams was clear. " + std::string(text) + "\nThank you and kind regards";
    EXPECT_TRUE(AsksForAMentor(longer)) << longer;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, GoldenRule,
                         testing::Values(EnglishGoldenTexts(), DutchGoldenTexts(), GermanGoldenTexts(), FrenchGoldenTexts(),
                                         SpanishGoldenTexts()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST_P(GoldenRule, IsTriedOnFortyTextsOfEachKindAndMore) {
  EXPECT_GE(GetParam().caught.size(), 40u);
  EXPECT_GE(GetParam().innocent.size(), 40u);
}

TEST(GoldenRuleOfNoLanguage, HoldsForEmptyAndBrokenText) {
  EXPECT_FALSE(AsksForAMentor(""));
  EXPECT_FALSE(AsksForAMentor("mentor"));
  EXPECT_FALSE(AsksForAMentor("\xff\xfe"));
}

}  // namespace
}  // namespace gilde::matching::domain
