// Words as terms, and how well offers answer goals.
#include "services/matching/domain/terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "common/base/text.h"
#include "services/matching/domain/facets.h"

namespace gilde::matching::domain {
namespace {

constexpr const char* kWords[] = {"kafka", "leadership", "writing", "budget", "strategy", "coaching", "statistics", "negotiation"};

Terms Seeking(const std::string& text, Language language = Language::kEnglish) {
  Terms terms;
  for (const std::string& word : base::Words(text)) terms.push_back(TermOf(word, language));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}
Terms Offering(const std::string& text) {
  Terms terms;
  for (const std::string& word : base::Words(text)) {
    for (Language language : kLanguages) terms.push_back(TermOf(word, language));
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}
Offers Of(const std::vector<std::string>& texts) {
  Offers offers;
  for (const std::string& text : texts) offers.Add(Offering(text));
  return offers;
}

TEST(Term, IsTheSameForPluralsAndInflectionsInEachLanguage) {
  struct Row {
    Language language;
    const char *one, *other;
  };
  for (const Row& row : {Row{Language::kEnglish, "teams", "team"},
                         {Language::kEnglish, "leading", "lead"},
                         {Language::kEnglish, "negotiations", "negotiate"},
                         {Language::kEnglish, "strategies", "strategy"},
                         {Language::kDutch, "vaardigheden", "vaardigheid"},
                         {Language::kDutch, "onderhandelingen", "onderhandelen"},
                         {Language::kDutch, "gesprekken", "gesprek"},
                         {Language::kGerman, "Häuser", "Haus"},
                         {Language::kGerman, "Verhandlungen", "Verhandlung"},
                         {Language::kGerman, "Präsentationen", "Präsentation"},
                         {Language::kFrench, "équipes", "équipe"},
                         {Language::kFrench, "négociations", "négociation"},
                         {Language::kFrench, "motivée", "motivé"},
                         {Language::kFrench, "activités", "activité"},
                         {Language::kSpanish, "equipos", "equipo"},
                         {Language::kSpanish, "negociaciones", "negociación"},
                         {Language::kSpanish, "tecnologías", "tecnología"},
                         {Language::kSpanish, "habilidades", "habilidad"}}) {
    EXPECT_EQ(TermOf(base::Fold(row.one), row.language), TermOf(base::Fold(row.other), row.language)) << row.one << " " << row.other;
  }
}

TEST(Term, IsAnotherWhereSnowballSaysSo) {
  EXPECT_NE(TermOf("leadership", Language::kEnglish), TermOf("leading", Language::kEnglish));
  EXPECT_NE(TermOf("leader", Language::kEnglish), TermOf("lead", Language::kEnglish));
  EXPECT_NE(TermOf("kafka", Language::kEnglish), TermOf("pulsar", Language::kEnglish));
}

TEST(Term, IsTheSameInWhateverCaseAndWithoutAccents) {
  for (Language language : kLanguages) {
    for (auto [typed, plain] :
         {std::pair("ÉQUIPE", "equipe"), {"Negociación", "negociacion"}, {"Führung", "fuhrung"}, {"KAFKA", "kafka"}}) {
      EXPECT_EQ(TermOf(base::Fold(typed), language), TermOf(base::Fold(plain), language)) << typed;
    }
  }
}

TEST(Term, BelongsToOneLanguageAndIsTheSameOnEveryMachine) {
  EXPECT_NE(TermOf("kafka", Language::kEnglish), TermOf("kafka", Language::kDutch));
  EXPECT_EQ(TermOf("teams", Language::kEnglish), 1818747969461573427u);
}

TEST(OffersOfAnOrganization, MakeRareWordsWeighMoreThanCommonOnes) {
  Offers offers = Of({"kafka project", "project leadership", "project", "project budget"});
  EXPECT_GT(offers.WeightOf(TermOf("kafka", Language::kEnglish)), 3 * offers.WeightOf(TermOf("project", Language::kEnglish)));
  EXPECT_GT(offers.WeightOf(TermOf("project", Language::kEnglish)), 0) << "which everybody offers";
  EXPECT_EQ(offers.WeightOf(TermOf("chess", Language::kEnglish)), 0) << "which nobody offers";
  Terms goals = Seeking("a kafka project");
  EXPECT_GT(offers.Answers(goals, Offering("kafka strategy")), offers.Answers(goals, Offering("project strategy")));
}

TEST(OffersOfAnOrganization, WeighAllWordsTheSameWhenThereAreNone) {
  Offers none;
  EXPECT_EQ(none.WeightOf(TermOf("kafka", Language::kEnglish)), none.WeightOf(TermOf("project", Language::kEnglish)));
  EXPECT_EQ(none.Answers(Seeking("kafka project"), Offering("kafka")), kWhole / 2);
}

TEST(OffersOfAnOrganization, AreMeasuredByTheWordsOfGoalsThatAnybodyOffers) {
  Offers offers = Of({"kafka leadership", "leadership budget", "budget kafka"});
  EXPECT_EQ(offers.Answers(Seeking("kafka leadership"), Offering("kafka leadership")), kWhole);
  EXPECT_EQ(offers.Answers(Seeking("kafka leadership unheard-of"), Offering("kafka leadership")), kWhole);
  EXPECT_EQ(offers.Answers(Seeking("kafka leadership"), Offering("kafka budget")), kWhole / 2);
  EXPECT_EQ(offers.Answers(Seeking("kafka"), Offering("strategy")), 0);
  EXPECT_EQ(offers.Answers({}, Offering("kafka")), 0);
  EXPECT_EQ(offers.Answers(Seeking("kafka"), {}), 0);
  EXPECT_EQ(offers.Answers(Seeking("unheard-of"), Offering("kafka")), 0);
}

TEST(OffersOfAnOrganization, CountLessWhenTheyAreLongAndMoreWhenTheySayAWordOften) {
  Offers offers = Of({"kafka budget strategy", "leadership budget strategy", "writing budget strategy"});
  Terms goals = Seeking("kafka leadership writing");
  auto answers = [&](const char* offer) { return offers.Answers(goals, Offering(offer)); };
  EXPECT_GT(answers("kafka budget strategy"), answers("kafka budget strategy budget strategy"));
  EXPECT_GT(answers("kafka kafka strategy"), answers("kafka budget strategy"));
  EXPECT_LT(answers("kafka kafka kafka"), 3 * answers("kafka budget strategy")) << "more of the same says ever less";
}

TEST(OffersOfAnOrganization, AnswerGoalsInTheLanguageTheseAreWrittenIn) {
  Offers offers = Of({"vaardigheden coaching", "Führung Strategie", "négociations budget"});
  EXPECT_EQ(offers.Answers(Seeking("vaardigheid", Language::kDutch), Offering("vaardigheden coaching")), kWhole);
  EXPECT_EQ(offers.Answers(Seeking("vaardigheid", Language::kEnglish), Offering("vaardigheden coaching")), 0);
  EXPECT_EQ(offers.Answers(Seeking("negociation", Language::kFrench), Offering("négociations budget")), kWhole);
  for (Language language : kLanguages) EXPECT_EQ(offers.Answers(Seeking("coaching", language), Offering("coaching vaardigheden")), kWhole);
}

TEST(OffersOfAnOrganization, NeverAnswerMoreThanTheWholeOfTheGoals) {
  std::mt19937 random(7);
  auto text = [&](size_t words) {
    std::string all;
    for (size_t i = 0; i < words; ++i) all.append(kWords[random() % std::size(kWords)]).append(" ");
    return all;
  };
  for (int i = 0; i < 1000; ++i) {
    Offers offers;
    for (size_t k = random() % 5; k > 0; --k) offers.Add(Offering(text(1 + random() % 10)));
    std::int64_t answers = offers.Answers(Seeking(text(random() % 6)), Offering(text(random() % 40)));
    ASSERT_GE(answers, 0);
    ASSERT_LE(answers, kWhole);
  }
}

TEST(OffersOfAnOrganization, AreTheSameInWhateverOrderTheyCame) {
  std::vector<std::string> texts = {"kafka budget", "budget", "leadership kafka writing", "strategy"};
  Offers offers = Of(texts);
  std::reverse(texts.begin(), texts.end());
  Offers turned = Of(texts);
  Terms left = Offering("kafka chess");
  turned.Add(left);
  turned.Remove(left);
  for (const char* word : kWords) {
    Term term = TermOf(word, Language::kEnglish);
    EXPECT_EQ(offers.WeightOf(term), turned.WeightOf(term)) << word;
    EXPECT_EQ(offers.Answers({term}, Offering("kafka budget leadership")), turned.Answers({term}, Offering("kafka budget leadership")));
  }
  EXPECT_EQ(turned.WeightOf(TermOf("chess", Language::kEnglish)), 0);
}

TEST(OffersOfAnOrganization, ChangeNothingButWeightsWhenPeopleJoin) {
  Offers offers = Of({"kafka budget", "leadership budget"});
  Terms goals = Seeking("kafka budget"), kafka = Offering("kafka writing"), budget = Offering("budget writing");
  std::int64_t before = offers.Answers(goals, kafka);
  EXPECT_GT(before, offers.Answers(goals, budget));
  for (int i = 0; i < 3; ++i) offers.Add(Offering("kafka strategy"));
  EXPECT_LT(offers.Answers(goals, kafka), before) << "many can help with it now";
  EXPECT_EQ(offers.Answers(goals, Offering("kafka budget")), kWhole) << "who answers all still does";
  EXPECT_EQ(offers.Answers(goals, Offering("writing")), 0) << "and who answers nothing too";
}

TEST(OffersOfAnOrganization, WeighByTheLogarithmOfRarity) {
  // 7 offers, 1 with the word: log2(16 / 3), in parts of 2^20.
  Offers offers = Of({"kafka", "one", "two", "three", "four", "five", "six"});
  EXPECT_EQ(offers.WeightOf(TermOf("kafka", Language::kEnglish)), 2'532'351);
  for (int i = 0; i < 2000; ++i) offers.Add(Offering("project"));
  EXPECT_NEAR(static_cast<double>(offers.WeightOf(TermOf("kafka", Language::kEnglish))), std::log2(4016 / 3.0) * (1 << 20), 3);
  EXPECT_NEAR(static_cast<double>(offers.WeightOf(TermOf("project", Language::kEnglish))), std::log2(4016 / 4001.0) * (1 << 20), 3);
}

}  // namespace
}  // namespace gilde::matching::domain
