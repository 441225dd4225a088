// The facets of a score, one by one.
#include "services/matching/domain/facets.h"

#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Facet;
using gilde::profile::v1::CommunicationPreference;
using gilde::profile::v1::Profile;

class Facets : public testing::Test {
 protected:
  FacetValue Of(Facet facet, Words words = Words::kNone) const {
    Person mentee = APerson("ada", [&](Profile& profile) { profile.MergeFrom(ada); });
    for (const std::string& outcome : goals) {
      auto goal = AGoal("ada", outcome);
      goal.set_name(goal.name() + std::to_string(mentee.goal_words.size()));
      mentee.Take(goal);
    }
    Person mentor = APerson("grace", [&](Profile& profile) { profile.MergeFrom(grace); });
    auto policy = Weighing({{facet, 1}});
    *policy.mutable_tables() = {tables.begin(), tables.end()};
    policy.set_target_seniority_gap(target_gap);
    return ValueOf(facet, {mentee, mentor, free_seats, capacity}, PolicyInUse(policy), likeness, kMonday, words);
  }
  std::int64_t Value(Facet facet) const { return Of(facet).value; }
  std::string Fact(Facet facet) const { return Of(facet, Words::kEnglish).fact; }
  std::string Feit(Facet facet) const { return Of(facet, Words::kDutch).fact; }

  Profile ada, grace;  // mentee and mentor
  std::vector<std::string> goals;
  std::vector<Table> tables;
  SkillLikeness likeness;
  int target_gap = 2, free_seats = 0, capacity = 0;
};

TEST_F(Facets, SkillsCountFullyFromTheLevelSoughtAndNotAtTheLevelThereAlready) {
  Seek(ada, "kafka", 1, 5);
  struct Row {
    int offered;
    std::int64_t value;
  };
  for (const Row& row : {Row{1, 0}, {2, 250'000}, {3, 500'000}, {4, 750'000}, {5, kWhole}}) {
    grace.clear_skills_offered();
    Offer(grace, "kafka", row.offered);
    EXPECT_EQ(Value(v1::SKILLS), row.value) << row.offered;
  }
}

TEST_F(Facets, SkillsAreTheMeanOfThoseSought) {
  Seek(ada, "kafka", 1, 3);
  Seek(ada, "sql", 1, 3);
  Offer(grace, "kafka", 4);
  EXPECT_EQ(Value(v1::SKILLS), kWhole / 2);
  EXPECT_EQ(Fact(v1::SKILLS), "offers 1 of 2 skills sought: kafka");
  EXPECT_EQ(Feit(v1::SKILLS), "biedt 1 van 2 gezochte vaardigheden: kafka");
}

TEST_F(Facets, RelatedSkillsCountByTheirSimilarityAndTheBestOneIsTaken) {
  Seek(ada, "kafka", 1, 3);
  Offer(grace, "pulsar", 5);
  Offer(grace, "rabbitmq", 5);
  EXPECT_EQ(Value(v1::SKILLS), 0);
  likeness.Set("kafka", "pulsar", 0.6);
  likeness.Set("kafka", "rabbitmq", 0.8);
  EXPECT_EQ(Value(v1::SKILLS), 800'000);
}

TEST_F(Facets, NoSkillSoughtIsNoneCovered) {
  Offer(grace, "kafka", 5);
  EXPECT_EQ(Value(v1::SKILLS), 0);
  EXPECT_EQ(Fact(v1::SKILLS), "you name no skill you seek");
}

TEST_F(Facets, GuidanceIsTheShareOfKindsSought) {
  ada.add_guidance_sought(gilde::profile::v1::TECHNICAL);
  ada.add_guidance_sought(gilde::profile::v1::CAREER_STRATEGY);
  grace.add_guidance_offered(gilde::profile::v1::CAREER_STRATEGY);
  grace.add_guidance_offered(gilde::profile::v1::EMOTIONAL_SUPPORT);
  EXPECT_EQ(Value(v1::GUIDANCE), kWhole / 2);
  EXPECT_EQ(Fact(v1::GUIDANCE), "gives 1 of 2 kinds of guidance sought");
  ada.clear_guidance_sought();
  EXPECT_EQ(Value(v1::GUIDANCE), 0);
}

TEST_F(Facets, PersonaCountsSkillsLevelsAndWords) {
  auto& persona = *ada.mutable_persona();
  persona.add_skills("kafka");
  persona.set_seniority_min(4);
  persona.set_seniority_max(6);
  persona.set_experience("negotiation");
  grace.set_seniority_level(5);
  EXPECT_EQ(Value(v1::PERSONA), kWhole / 2);  // both limits of seniority
  Offer(grace, "negotiation", 3);
  EXPECT_EQ(Value(v1::PERSONA), 3 * kWhole / 4);
  Offer(grace, "pulsar", 3);
  likeness.Set("kafka", "pulsar", 0.5);
  EXPECT_EQ(Value(v1::PERSONA), kWhole);
  grace.set_seniority_level(7);
  EXPECT_EQ(Value(v1::PERSONA), 3 * kWhole / 4);
  EXPECT_EQ(Fact(v1::PERSONA), "meets 3 of 4 wishes of your mentor persona");
  ada.clear_persona();
  EXPECT_EQ(Value(v1::PERSONA), 0);
}

TEST_F(Facets, GoalTextIsTheShareOfTheWordsOfGoalsThatTheOfferAnswers) {
  goals = {"negotiations and leadership", "budget planning"};
  EXPECT_EQ(Value(v1::GOAL_TEXT), 0);
  EXPECT_EQ(Fact(v1::GOAL_TEXT), "0 words in common with your goals");
  Offer(grace, "negotiation", 3);
  EXPECT_EQ(Value(v1::GOAL_TEXT), kWhole / 4);
  EXPECT_EQ(Fact(v1::GOAL_TEXT), "1 words in common with your goals: negotiations") << "as the mentee wrote it";
  EXPECT_EQ(Feit(v1::GOAL_TEXT), "1 woorden gemeen met je doelen: negotiations");
  Offer(grace, "leadership", 3);
  Offer(grace, "budget", 3);
  EXPECT_EQ(Value(v1::GOAL_TEXT), 3 * kWhole / 4);
  Offer(grace, "planning", 3);
  EXPECT_EQ(Value(v1::GOAL_TEXT), kWhole);
}

TEST_F(Facets, GoalTextNamesTheRarestWordsFirstAndFiveOfThem) {
  goals = {"negotiation leadership budget planning strategy coaching"};
  for (const char* skill : {"negotiation", "leadership", "budget", "planning", "strategy", "coaching"}) Offer(grace, skill, 3);
  Offers offers;
  offers.Add(APerson("grace", [&](Profile& profile) { profile.MergeFrom(grace); }).offer_terms);
  for (const char* common : {"budget", "leadership", "coaching"}) {
    offers.Add(APerson("alan", [&](Profile& profile) { Offer(profile, common, 3); }).offer_terms);
  }
  likeness.SetOffers(offers);
  EXPECT_EQ(Fact(v1::GOAL_TEXT), "6 words in common with your goals: negotiation, planning, strategy, budget, coaching");
}

TEST_F(Facets, SeniorityGapIsBestAtTheTargetAndNothingFiveLevelsOff) {
  ada.set_seniority_level(2);
  struct Row {
    int level;
    std::int64_t value;
  };
  for (const Row& row : {Row{4, kWhole}, {3, 800'000}, {5, 800'000}, {2, 600'000}, {9, 0}}) {
    grace.set_seniority_level(row.level);
    EXPECT_EQ(Value(v1::SENIORITY_GAP), row.value) << row.level;
  }
  target_gap = -2;
  grace.set_seniority_level(0);
  EXPECT_EQ(Value(v1::SENIORITY_GAP), kWhole);
}

TEST_F(Facets, HoursAreAgainstTwentyAWeek) {
  EXPECT_EQ(Value(v1::HOURS), kWhole);
  grace.set_time_zone("Asia/Karachi");  // five hours: three a day, fifteen a week
  EXPECT_EQ(Value(v1::HOURS), 750'000);
  EXPECT_EQ(Fact(v1::HOURS), "15 working hours a week in common");
  grace.set_time_zone("Asia/Tokyo");
  EXPECT_EQ(Value(v1::HOURS), 0);
}

TEST_F(Facets, LanguageIsTheBestSharedOneByTheWeakerOfTheTwo) {
  EXPECT_EQ(Value(v1::LANGUAGE), 0);
  EXPECT_EQ(Fact(v1::LANGUAGE), "no language in common");
  Speak(ada, "en", 2);
  Speak(grace, "en", 5);
  EXPECT_EQ(Value(v1::LANGUAGE), 400'000);
  Speak(ada, "pt-BR", 5);
  Speak(grace, "pt-PT", 4);
  EXPECT_EQ(Value(v1::LANGUAGE), 800'000);
  EXPECT_EQ(Fact(v1::LANGUAGE), "both speak pt");
  EXPECT_EQ(Feit(v1::LANGUAGE), "spreken beiden pt");
}

TEST_F(Facets, OrgDistanceCountsStepsInTheTreeUpToThree) {
  ada.set_org_unit("eu/nl/platform");
  struct Row {
    const char* unit;
    std::int64_t value;
  };
  for (const Row& row : {Row{"eu/nl/platform", 0}, {"eu/nl", 333'333}, {"eu/nl/web", 666'666}, {"eu", 666'666}, {"us/ny", kWhole}}) {
    grace.set_org_unit(row.unit);
    EXPECT_EQ(Value(v1::ORG_DISTANCE), row.value) << row.unit;
  }
}

TEST_F(Facets, CommunicationIsTheShareOfWishesBothHave) {
  EXPECT_EQ(Value(v1::COMMUNICATION), 0);
  auto& wishes = *ada.mutable_communication();
  wishes.set_channel(CommunicationPreference::VIDEO);
  wishes.set_directness(4);
  wishes.set_formality(2);
  wishes.set_language("en");
  auto& theirs = *grace.mutable_communication();
  theirs.set_channel(CommunicationPreference::EMAIL);
  theirs.set_directness(5);
  theirs.set_formality(4);
  theirs.set_language("en");
  EXPECT_EQ(Value(v1::COMMUNICATION), kWhole / 2);
  EXPECT_EQ(Fact(v1::COMMUNICATION), "2 of 4 ways of communicating in common");
}

TEST_F(Facets, FreeCapacityIsTheShareOfSeatsThatAreFree) {
  EXPECT_EQ(Value(v1::FREE_CAPACITY), 0);
  capacity = 4;
  free_seats = 1;
  EXPECT_EQ(Value(v1::FREE_CAPACITY), kWhole / 4);
  EXPECT_EQ(Fact(v1::FREE_CAPACITY), "1 of 4 seats free");
}

TEST_F(Facets, LearnedSaysWhatTheTwoTablesAreAboutThatGiveMost) {
  auto add = [&](Measure::Kind kind, int weight) -> Measure& {
    Table& table = tables.emplace_back();
    Measure& measure = *table.add_measures();
    measure.set_kind(kind);
    measure.set_mentor_attribute("skills_offered");
    measure.add_cuts(100);
    table.add_weights(weight);
    table.add_weights(0);
    return measure;
  };
  add(Measure::HAS, 1).set_text("sql");
  add(Measure::SHARED, 3).set_mentee_attribute("skills_sought");
  add(Measure::COUNT, 2);
  EXPECT_EQ(Value(v1::LEARNED), kWhole);
  EXPECT_EQ(Fact(v1::LEARNED), R"(as people chose before, most for what the lists "skills sought" and "skills offered" have in common; )"
                               R"(how many "skills offered" the mentor has)");
  EXPECT_EQ(Feit(v1::LEARNED),
            R"(zoals eerder gekozen is, vooral kijkend naar wat de lijsten "skills sought" en "skills offered" gemeen hebben; )"
            R"(hoeveel "skills offered" de mentor heeft)");
  tables.erase(tables.begin() + 1, tables.end());
  *tables[0].add_measures() = tables[0].measures(0);
  tables[0].mutable_measures(1)->set_kind(Measure::HAS_WORD);
  for (int i = 0; i < 2; ++i) tables[0].add_weights(0);
  EXPECT_EQ(Fact(v1::LEARNED), R"(as people chose before, most for whether "sql" is among the mentor's "skills offered" and )"
                               R"(whether the word "sql" is in the mentor's "skills offered")");
}

TEST_F(Facets, SayNothingUnlessAsked) {
  for (int facet = v1::SKILLS; facet <= v1::FREE_CAPACITY; ++facet) {
    EXPECT_EQ(Of(static_cast<Facet>(facet)).fact, "");
    EXPECT_NE(Fact(static_cast<Facet>(facet)), "");
    EXPECT_NE(Feit(static_cast<Facet>(facet)), Fact(static_cast<Facet>(facet)));
  }
}

}  // namespace
}  // namespace gilde::matching::domain
