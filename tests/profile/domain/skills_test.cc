#include "services/profile/domain/skills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "absl/strings/str_split.h"
#include "common/base/ids.h"

namespace gilde::profile::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const Catalogue& Shipped() {
  static const auto& catalogue = *new Catalogue({});
  return catalogue;
}

v1::Skill Own(const std::string& id, const std::string& title, const std::vector<std::string>& aliases = {}) {
  v1::Skill skill;
  skill.set_name("organizations/acme/skills/" + id);
  skill.set_title(title);
  for (const std::string& alias : aliases) skill.add_aliases()->set_text(alias);
  return skill;
}

TEST(ShippedSkills, HaveValidIdsTitlesAndKnownRelatives) {
  std::set<std::string> ids;
  for (const v1::Skill& skill : ShippedSkills()) EXPECT_TRUE(ids.insert(skill.name()).second) << skill.name();
  EXPECT_GE(ids.size(), 200u);
  for (const v1::Skill& skill : ShippedSkills()) {
    EXPECT_TRUE(base::IsId(skill.name())) << skill.name();
    EXPECT_FALSE(skill.title().empty()) << skill.name();
    for (const auto& related : skill.related()) {
      EXPECT_EQ(ids.count(related.skill()), 1u) << skill.name() << " -> " << related.skill();
      EXPECT_NE(related.skill(), skill.name());
      EXPECT_GT(related.similarity(), 0);
      EXPECT_LT(related.similarity(), 1);
    }
  }
}

TEST(ShippedSkills, NeverShareASpelling) {
  std::map<std::string, std::string> claims;
  for (const v1::Skill& skill : ShippedSkills()) {
    std::set<std::string> spellings = {Spelling(skill.name()), Spelling(skill.title())};
    for (const auto& alias : skill.aliases()) spellings.insert(Spelling(alias.text()));
    for (const std::string& spelling : spellings) {
      auto [claim, fresh] = claims.emplace(spelling, skill.name());
      EXPECT_TRUE(fresh) << spelling << " is claimed by " << claim->second << " and " << skill.name();
    }
  }
}

TEST(Catalogue, KnowsOneSkillByManySpellings) {
  for (auto [word, id] : std::vector<std::pair<const char*, const char*>>{{"reactjs", "react"},
                                                                          {"React.js", "react"},
                                                                          {"REACT", "react"},
                                                                          {"js", "javascript"},
                                                                          {"JavaScript", "javascript"},
                                                                          {"golang", "go"},
                                                                          {"Go", "go"},
                                                                          {"c#", "c-sharp"},
                                                                          {"C Sharp", "c-sharp"},
                                                                          {"C++", "c-plus-plus"},
                                                                          {"c", "c"},
                                                                          {".NET", "dotnet"},
                                                                          {"Node.js", "nodejs"},
                                                                          {"node", "nodejs"},
                                                                          {"k8s", "kubernetes"},
                                                                          {"CI/CD", "ci-cd"},
                                                                          {"vue3", "vue"},
                                                                          {"angular2", "angular"},
                                                                          {"front end", "frontend"},
                                                                          {"Ruby on Rails", "rails"},
                                                                          {"sql servers", "sql-server"},
                                                                          {"  machine   learning ", "machine-learning"}}) {
    Resolution resolution = Shipped().Resolve(word);
    EXPECT_TRUE(resolution.known) << word;
    EXPECT_EQ(resolution.skill, id) << word;
  }
}

TEST(Catalogue, KnowsSkillsInFiveLanguages) {
  for (const char* word : {"Leadership", "leiderschap", "Führung", "FUHRUNG", "encadrement", "liderazgo"}) {
    EXPECT_EQ(Shipped().Resolve(word).skill, "leadership") << word;
  }
  for (const char* word : {"negotiation", "onderhandelen", "Verhandlungsführung", "négociation", "negociacion"}) {
    EXPECT_EQ(Shipped().Resolve(word).skill, "negotiation") << word;
  }
}

TEST(Catalogue, KeepsUnknownWordsFolded) {
  Resolution resolution = Shipped().Resolve("  Größere  Törtchen ");
  EXPECT_FALSE(resolution.known);
  EXPECT_EQ(resolution.skill, "grossere tortchen");
  EXPECT_EQ(Shipped().Resolve(resolution.skill).skill, resolution.skill);
}

TEST(Catalogue, ResolvesItsOwnIdsToThemselves) {
  for (const auto& [id, skill] : Shipped().skills()) EXPECT_EQ(Shipped().Resolve(id).skill, id);
}

TEST(Catalogue, SuggestsTheNearestSpellings) {
  EXPECT_THAT(Shipped().Suggest("kubernets", 3), ElementsAre("kubernetes"));
  EXPECT_THAT(Shipped().Suggest("javasript", 3), Contains("javascript"));
  EXPECT_THAT(Shipped().Suggest("zzzzzzzzzzzz", 3), IsEmpty());
  EXPECT_LE(Shipped().Suggest("java", 2).size(), 2u);
}

TEST(Similarity, IsTheSameInBothDirectionsAndOneForTheSameSkill) {
  EXPECT_EQ(Shipped().Similarity("react", "react"), 1);
  EXPECT_GT(Shipped().Similarity("react", "vue"), 0);
  EXPECT_EQ(Shipped().Similarity("react", "vue"), Shipped().Similarity("vue", "react"));
  EXPECT_EQ(Shipped().Similarity("react", "accounting"), 0);
  EXPECT_EQ(Shipped().Similarity("react", "no such skill"), 0);
}

TEST(OwnSkills, AreKnownByTheirSpellingsAndWinOverShippedOnes) {
  Catalogue catalogue({Own("hull-design", "Hull Design", {"rompontwerp"}), Own("ship-react", "Reactor Operation", {"react"})});
  EXPECT_EQ(catalogue.Resolve("Rompontwerp").skill, "hull-design");
  EXPECT_EQ(catalogue.Resolve("react").skill, "ship-react");
  EXPECT_EQ(catalogue.Resolve("reactjs").skill, "react");
  EXPECT_FALSE(catalogue.Find("hull-design")->built_in());
}

TEST(OwnSkills, ReplaceAShippedSkillOfTheSameId) {
  Catalogue catalogue({Own("go", "The Game of Go", {"baduk"})});
  EXPECT_EQ(catalogue.Find("go")->title(), "The Game of Go");
  EXPECT_EQ(catalogue.Resolve("baduk").skill, "go");
  EXPECT_FALSE(catalogue.Resolve("golang").known);
}

std::vector<std::string> Wrong(const std::vector<v1::Skill>& imported, const std::vector<v1::Skill>& present = {}) {
  std::vector<std::string> found;
  base::Violations violations = CheckSkills("organizations/acme", imported, present);
  for (const auto& item : violations.items()) found.push_back(item.field + " " + item.reason);
  return found;
}

TEST(SkillImport, AcceptsNewAndReplacedSkills) {
  v1::Skill hull = Own("hull-design", "Hull Design", {"rompontwerp"});
  v1::Skill keel = Own("keel-design", "Keel Design");
  auto& related = *keel.add_related();
  related.set_skill("hull-design");
  related.set_similarity(0.7);
  EXPECT_THAT(Wrong({hull, keel}), IsEmpty());
  EXPECT_THAT(Wrong({hull}, {hull, keel}), IsEmpty());
}

TEST(SkillImport, NamesEverythingThatIsWrong) {
  v1::Skill nameless = Own("x", "Fine");
  nameless.set_name("organizations/other/skills/x");
  v1::Skill untitled = Own("untitled", "");
  v1::Skill signs = Own("signs", "?!");
  v1::Skill strange = Own("strange", "Strange");
  auto& related = *strange.add_related();
  related.set_skill("no-such-skill");
  related.set_similarity(1.5);
  strange.add_aliases()->set_text("odd");
  strange.mutable_aliases(0)->set_language("in English");
  EXPECT_THAT(Wrong({nameless, untitled, signs, strange}),
              ElementsAre("skills[0].name NAME_INVALID", "skills[1].title TEXT_MISSING", "skills[2].title TITLE_WITHOUT_LETTERS",
                          "skills[3].aliases[0].language LANGUAGE_INVALID", "skills[3].related[0].skill RELATED_UNKNOWN",
                          "skills[3].related[0].similarity SIMILARITY_OUT_OF_RANGE"));
}

TEST(SkillImport, RefusesASpellingThatTwoSkillsClaim) {
  v1::Skill hull = Own("hull-design", "Hull Design", {"romp"});
  v1::Skill trunk = Own("trunk", "Trunk", {"Romp"});
  EXPECT_THAT(Wrong({hull, trunk}), ElementsAre("skills[1].aliases ALIAS_TAKEN"));
  EXPECT_THAT(Wrong({trunk}, {hull}), ElementsAre("skills[0].aliases ALIAS_TAKEN"));
}

TEST(SkillImport, RefusesASkillThatComesTwice) {
  EXPECT_THAT(Wrong({Own("a", "A"), Own("a", "A")}), ElementsAre("skills[1].name NAME_TWICE"));
}

// Real words of real mentors, where the data is there: a folder named by GILDE_DATA, by default beside the project.
TEST(Catalogue, KnowsNearlyEveryWordThatMentorsOfAnOpenCommunityTyped) {
  const char* folder = std::getenv("GILDE_DATA");
  std::ifstream file(std::string(folder != nullptr ? folder : "../shared/data") + "/open-mentors/mentors.csv");
  if (!file) GTEST_SKIP() << "open-mentors/mentors.csv is not there";
  std::string line;
  std::getline(file, line);
  int words = 0;
  int known = 0;
  std::set<std::string> unknown;
  while (std::getline(file, line)) {
    std::string column = line.substr(line.rfind(',') + 1);
    for (const std::string& word : std::vector<std::string>(absl::StrSplit(column, '|', absl::SkipWhitespace()))) {
      ++words;
      Shipped().Resolve(word).known ? static_cast<void>(++known) : static_cast<void>(unknown.insert(word));
    }
  }
  EXPECT_GT(words, 1000);
  EXPECT_GT(known, words * 0.95) << testing::PrintToString(unknown);
}

}  // namespace
}  // namespace gilde::profile::domain
