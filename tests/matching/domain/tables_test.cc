// What tables give a pair, and what is wrong with them.
#include "services/matching/domain/tables.h"

#include <gmock/gmock.h>

#include "services/matching/domain/facets.h"
#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::MatchPolicy;
using testing::ElementsAre;
using testing::IsEmpty;

Measure Of(Measure::Kind kind, const std::string& mentee_attribute, const std::string& mentor_attribute, const std::string& text = "") {
  Measure measure;
  measure.set_kind(kind);
  measure.set_mentee_attribute(mentee_attribute);
  measure.set_mentor_attribute(mentor_attribute);
  measure.set_text(text);
  measure.add_cuts(1);
  return measure;
}

Table TableOf(std::vector<Measure> measures, std::vector<int> weights) {
  Table table;
  table.mutable_measures()->Assign(measures.begin(), measures.end());
  table.mutable_weights()->Assign(weights.begin(), weights.end());
  return table;
}

class Tables : public testing::Test {
 protected:
  Tables() {
    mentee.Put("seeks", {"Career Planning", "Interview Tips", "Career Planning"});
    mentor.Put("offers", {"Interview Tips", "Career Change", "Money", "Law"});
    mentee.Put("level", 3);
    mentor.Put("level", 7);
  }
  std::int64_t Number(Measure::Kind kind) const { return NumberOf(Of(kind, "seeks", "offers"), mentee, mentor); }
  Known mentee, mentor;
};

TEST_F(Tables, CountWhatBothListsHaveInCommon) {
  EXPECT_EQ(Number(Measure::SHARED), 1);
  EXPECT_EQ(Number(Measure::COVERED), 50) << "of two different ones";
  EXPECT_EQ(Number(Measure::USED), 25);
  EXPECT_EQ(Number(Measure::SHARED_WORDS), 3) << "career, interview, tips";
  EXPECT_EQ(Number(Measure::COVERED_WORDS), 75);
  EXPECT_EQ(Number(Measure::USED_WORDS), 50);
}

TEST_F(Tables, TellAnEmptyListFromOneWithNothingInCommon) {
  Known nobody;
  EXPECT_EQ(NumberOf(Of(Measure::COVERED, "seeks", "offers"), nobody, mentor), -1);
  EXPECT_EQ(NumberOf(Of(Measure::USED, "seeks", "offers"), nobody, mentor), 0);
  EXPECT_EQ(NumberOf(Of(Measure::USED, "seeks", "offers"), mentee, nobody), -1);
}

TEST_F(Tables, CountAndFindInTheListOfOne) {
  EXPECT_EQ(NumberOf(Of(Measure::COUNT, "seeks", ""), mentee, mentor), 2);
  EXPECT_EQ(NumberOf(Of(Measure::COUNT, "", "offers"), mentee, mentor), 4);
  EXPECT_EQ(NumberOf(Of(Measure::HAS, "", "offers", "Law"), mentee, mentor), 1);
  EXPECT_EQ(NumberOf(Of(Measure::HAS, "", "offers", "law"), mentee, mentor), 0);
  EXPECT_EQ(NumberOf(Of(Measure::HAS_WORD, "seeks", "", "planning"), mentee, mentor), 1);
  EXPECT_EQ(NumberOf(Of(Measure::HAS_WORD, "", "offers", "planning"), mentee, mentor), 0);
}

TEST_F(Tables, KnowTheGapBetweenTwoNumbersAndNoneWithoutOne) {
  EXPECT_EQ(NumberOf(Of(Measure::GAP, "level", "level"), mentee, mentor), 4);
  EXPECT_EQ(NumberOf(Of(Measure::GAP, "level", "level"), Known(), mentor), 0);
}

TEST_F(Tables, GiveTheWeightOfTheCellThatThePairIsIn) {
  Measure covered = Of(Measure::COVERED, "seeks", "offers");
  covered.clear_cuts();
  for (int cut : {0, 25, 50}) covered.add_cuts(cut);
  EXPECT_EQ(WeightOf(TableOf({covered}, {1, 2, 3, 4}), mentee, mentor), 4) << "from the cut on";
  EXPECT_EQ(WeightOf(TableOf({covered}, {1, 2, 3, 4}), Known(), mentor), 1);
  Measure law = Of(Measure::HAS, "", "offers", "Law");
  Table both = TableOf({covered, law}, {1, 2, 3, 4, 5, 6, 7, 8});
  EXPECT_EQ(WeightOf(both, mentee, mentor), 8);
  EXPECT_EQ(WeightOf(both, mentee, Known()), 3);
  EXPECT_EQ(MostWeightOf(both), 8);
  MatchPolicy policy;
  EXPECT_EQ(LearnedValue(policy, mentee, mentor), 0);
  *policy.add_tables() = both;
  *policy.add_tables() = TableOf({law}, {2, 0});
  EXPECT_EQ(LearnedValue(policy, mentee, mentor), kWhole * 8 / 10);
}

std::vector<std::string> Faults(const Table& table) {
  std::vector<std::string> faults;
  for (const Fault& fault : FaultsOf(table, IsOfProfiles)) faults.push_back(fault.field + " " + fault.reason);
  return faults;
}

TEST(Table, NamesWhatIsWrongWithIt) {
  Measure fine = Of(Measure::SHARED, "skills_sought", "skills_offered");
  EXPECT_THAT(Faults(TableOf({fine}, {0, 1})), IsEmpty());
  EXPECT_THAT(Faults(TableOf({Of(Measure::GAP, "seniority_level", "seniority_level")}, {0, 1})), IsEmpty());
  EXPECT_THAT(Faults(TableOf({}, {0})), ElementsAre(".measures MEASURE_COUNT"));
  EXPECT_THAT(Faults(TableOf({fine, fine, fine}, {0, 0, 0, 0, 0, 0, 0, 1})), ElementsAre(".measures MEASURE_COUNT"));
  EXPECT_THAT(Faults(TableOf({fine}, {0, 1, 2})), ElementsAre(".weights WEIGHT_COUNT"));
  EXPECT_THAT(Faults(TableOf({fine}, {0, -1})), ElementsAre(".weights OUT_OF_RANGE"));
  EXPECT_THAT(Faults(TableOf({fine}, {0, 1'000'001})), ElementsAre(".weights OUT_OF_RANGE"));
  auto measure = [](const Measure& one) { return Faults(TableOf({one}, {0, 1})); };
  EXPECT_THAT(measure(Of(Measure::KIND_UNSPECIFIED, "skills_sought", "skills_offered")),
              ElementsAre(".measures[0].kind MEASURE_KIND_UNKNOWN"));
  EXPECT_THAT(measure(Of(Measure::SHARED, "skills_sougth", "skills_offered")),
              ElementsAre(".measures[0].mentee_attribute ATTRIBUTE_UNKNOWN"));
  EXPECT_THAT(measure(Of(Measure::SHARED, "skills_sought", "location")), ElementsAre(".measures[0].mentor_attribute ATTRIBUTE_UNKNOWN"))
      << "no list";
  EXPECT_THAT(measure(Of(Measure::GAP, "skills_sought", "seniority_level")),
              ElementsAre(".measures[0].mentee_attribute ATTRIBUTE_UNKNOWN"));
  EXPECT_THAT(measure(Of(Measure::COUNT, "skills_sought", "skills_offered")), ElementsAre(".measures[0].mentee_attribute ATTRIBUTE_COUNT"));
  EXPECT_THAT(measure(Of(Measure::HAS, "skills_sought", "")), ElementsAre(".measures[0].text TEXT_INVALID"));
  EXPECT_THAT(measure(Of(Measure::SHARED, "skills_sought", "skills_offered", "sql")), ElementsAre(".measures[0].text TEXT_INVALID"));
  fine.add_cuts(1);
  EXPECT_THAT(measure(fine), ElementsAre(".measures[0].cuts CUTS_INVALID"));
  fine.clear_cuts();
  EXPECT_THAT(measure(fine), ElementsAre(".measures[0].cuts CUTS_INVALID"));
}

TEST(Table, ReadsProfilesAsTheyAre) {
  MatchPolicy policy;
  *policy.add_tables() = TableOf({Of(Measure::SHARED, "skills_sought", "skills_offered")}, {0, 1});
  *policy.add_tables() = TableOf({Of(Measure::GAP, "seniority_level", "seniority_level")}, {0, 1});
  Person ada = APerson("ada", [](auto& profile) { Seek(profile, "sql", 0, 3); });
  Person grace = AMentor("grace", [](auto& profile) { Offer(profile, "sql", 5); });
  ada.profile.set_seniority_level(2);
  grace.profile.set_seniority_level(5);
  Known mentee = KnownOf(ada.profile, policy, false), mentor = KnownOf(grace.profile, policy, true);
  EXPECT_THAT(mentee.Elements("skills_sought"), ElementsAre("sql"));
  EXPECT_EQ(NumberOf(policy.tables(0).measures(0), mentee, mentor), 1);
  EXPECT_EQ(NumberOf(policy.tables(1).measures(0), mentee, mentor), 3);
  ada.profile.set_seniority_level(0);
  EXPECT_EQ(NumberOf(policy.tables(1).measures(0), KnownOf(ada.profile, policy, false), mentor), 5) << "who is just starting";
}

struct Said {
  Measure measure;
  const char* english;
  const char* dutch;
};

TEST(Measures, AreSaidInWordsForPeople) {
  const std::string sought = "skills_sought", offered = "skills_offered";
  const Said all[] = {
      {Of(Measure::SHARED, sought, offered), R"(what the lists "skills sought" and "skills offered" have in common)",
       R"(wat de lijsten "skills sought" en "skills offered" gemeen hebben)"},
      {Of(Measure::COVERED, sought, offered), R"(how much of the mentee's "skills sought" is among the mentor's "skills offered")",
       R"(hoeveel van "skills sought" van de mentee ook in "skills offered" van de mentor staat)"},
      {Of(Measure::USED, sought, offered), R"(how much of the mentor's "skills offered" is among the mentee's "skills sought")",
       R"(hoeveel van "skills offered" van de mentor ook in "skills sought" van de mentee staat)"},
      {Of(Measure::SHARED_WORDS, sought, offered), R"(the words that "skills sought" and "skills offered" have in common)",
       R"(de woorden die "skills sought" en "skills offered" gemeen hebben)"},
      {Of(Measure::COVERED_WORDS, sought, offered),
       R"(how many words in the mentee's "skills sought" are in the mentor's "skills offered")",
       R"(hoeveel woorden in "skills sought" van de mentee ook in "skills offered" van de mentor staan)"},
      {Of(Measure::USED_WORDS, sought, offered), R"(how many words in the mentor's "skills offered" are in the mentee's "skills sought")",
       R"(hoeveel woorden in "skills offered" van de mentor ook in "skills sought" van de mentee staan)"},
      {Of(Measure::COUNT, "", offered), R"(how many "skills offered" the mentor has)", R"(hoeveel "skills offered" de mentor heeft)"},
      {Of(Measure::COUNT, sought, ""), R"(how many "skills sought" the mentee has)", R"(hoeveel "skills sought" de mentee heeft)"},
      {Of(Measure::HAS, "", offered, "sql"), R"(whether "sql" is among the mentor's "skills offered")",
       R"(of "sql" bij "skills offered" van de mentor staat)"},
      {Of(Measure::HAS, "guidance_sought", "", "CAREER_STRATEGY"), R"(whether "career strategy" is among the mentee's "guidance sought")",
       R"(of "career strategy" bij "guidance sought" van de mentee staat)"},
      {Of(Measure::HAS_WORD, "", offered, "law"), R"(whether the word "law" is in the mentor's "skills offered")",
       R"(of het woord "law" in "skills offered" van de mentor staat)"},
      {Of(Measure::GAP, "seniority_level", "seniority_level"), R"(the difference in "seniority level")",
       R"(het verschil in "seniority level")"},
      {Of(Measure::GAP, "seniority_level", "minutes_per_month"),
       R"(the difference between the mentee's "seniority level" and the mentor's "minutes per month")",
       R"(het verschil tussen "seniority level" van de mentee en "minutes per month" van de mentor)"},
  };
  for (const Said& said : all) {
    EXPECT_EQ(WordsOf(said.measure, false), said.english);
    EXPECT_EQ(WordsOf(said.measure, true), said.dutch);
  }
}

TEST(PolicyInUse, ReadsEachPersonOnceAsMenteeAndOnceAsMentor) {
  MatchPolicy policy;
  *policy.add_tables() = TableOf({Of(Measure::SHARED, "skills_sought", "skills_offered")}, {0, 1});
  Person ada = APerson("ada", [](auto& profile) {
    Seek(profile, "sql", 0, 3);
    Offer(profile, "kafka", 3);
  });
  Person grace = AMentor("grace", [](auto& profile) { Offer(profile, "sql", 5); });
  PolicyInUse in_use(policy);
  const Known &mentee = in_use.Mentee(ada.profile), &mentor = in_use.Mentor(ada.profile);
  EXPECT_THAT(mentee.Elements("skills_sought"), ElementsAre("sql"));
  EXPECT_THAT(mentor.Elements("skills_offered"), ElementsAre("kafka"));
  EXPECT_THAT(in_use.Mentor(grace.profile).Elements("skills_offered"), ElementsAre("sql"));
  EXPECT_EQ(&in_use.Mentee(ada.profile), &mentee);
  EXPECT_EQ(&in_use.Mentor(ada.profile), &mentor);
}

}  // namespace
}  // namespace gilde::matching::domain
