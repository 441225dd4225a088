#include "services/profile/store/directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace gilde::profile::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

v1::Profile Person(const std::string& id, const std::string& display_name, const std::function<void(v1::Profile&)>& more = nullptr) {
  v1::Profile profile;
  profile.set_name("organizations/acme/profiles/" + id);
  profile.set_display_name(display_name);
  profile.set_state(v1::Profile::ACTIVE);
  profile.set_visibility(v1::Profile::EVERYONE);
  if (more) more(profile);
  return profile;
}

// Ids found, in order.
std::vector<std::string> Found(const DirectoryIndex& index, const Criteria& criteria, const std::string& after = "", int limit = 100) {
  std::vector<std::string> ids;
  for (const std::string& name : index.Find(criteria, after, limit)) ids.push_back(name.substr(name.rfind('/') + 1));
  return ids;
}

DirectoryIndex Small() {
  DirectoryIndex index;
  index.Put(Person("ada", "Ada Lovelace", [](auto& p) {
    p.set_org_unit("eu/uk");
    p.set_location("London, United Kingdom");
    p.set_seniority_level(7);
    p.add_skills_offered()->set_skill("mathematics");
    p.add_languages()->set_tag("en-GB");
    p.mutable_mentor_offer()->set_vetting(v1::MentorOffer::APPROVED);
    p.add_public_works()->set_title("Notes on the Engine");
  }));
  index.Put(Person("grace", "Grace Hopper", [](auto& p) {
    p.set_org_unit("us");
    p.set_location("New York, United States");
    p.set_seniority_level(9);
    p.add_skills_offered()->set_skill("cobol");
    p.add_languages()->set_tag("en");
    p.mutable_mentor_offer()->set_vetting(v1::MentorOffer::PENDING);
  }));
  index.Put(Person("zoe", "Zoë Müller", [](auto& p) {
    p.set_org_unit("eu/ukraine");
    p.set_seniority_level(2);
    p.add_languages()->set_tag("de");
    p.set_visibility(v1::Profile::PROGRAMS);
  }));
  return index;
}

TEST(Directory, FindsPeopleByTheBeginningsOfTheirWords) {
  DirectoryIndex index = Small();
  EXPECT_THAT(Found(index, {.text = {"lov"}}), ElementsAre("ada"));
  EXPECT_THAT(Found(index, {.text = {"ho", "gr"}}), ElementsAre("grace"));
  EXPECT_THAT(Found(index, {.text = {"engine", "ada"}}), ElementsAre("ada"));
  EXPECT_THAT(Found(index, {.text = {"ovelace"}}), IsEmpty());
  EXPECT_THAT(Found(index, {.text = {"united"}}), ElementsAre("ada", "grace"));
}

TEST(Directory, FindsPeopleWithoutCaseAndAccents) {
  EXPECT_THAT(Found(Small(), {.text = {"muller", "zoe"}, .sees_programs = true}), ElementsAre("zoe"));
}

TEST(Directory, FindsPeopleByEachFact) {
  DirectoryIndex index = Small();
  EXPECT_THAT(Found(index, {.skill = "cobol"}), ElementsAre("grace"));
  EXPECT_THAT(Found(index, {.language = "en"}), ElementsAre("ada", "grace"));
  EXPECT_THAT(Found(index, {.language = "en-GB"}), ElementsAre("ada"));
  EXPECT_THAT(Found(index, {.language = "e"}), IsEmpty());
  EXPECT_THAT(Found(index, {.seniority_min = 8}), ElementsAre("grace"));
  EXPECT_THAT(Found(index, {.seniority_max = 7}), ElementsAre("ada"));
  EXPECT_THAT(Found(index, {.location = {"lond"}}), ElementsAre("ada"));
  EXPECT_THAT(Found(index, {.mentors_only = true}), ElementsAre("ada"));
}

TEST(Directory, FindsPeopleInAUnitAndBelowItButNotBesideIt) {
  DirectoryIndex index = Small();
  EXPECT_THAT(Found(index, {.org_unit = "eu", .sees_programs = true}), ElementsAre("ada", "zoe"));
  EXPECT_THAT(Found(index, {.org_unit = "eu/uk", .sees_programs = true}), ElementsAre("ada"));
}

TEST(Directory, ShowsPeopleOfProgramsToThoseWhoRunThemOnly) {
  DirectoryIndex index = Small();
  EXPECT_THAT(Found(index, {}), ElementsAre("ada", "grace"));
  EXPECT_THAT(Found(index, {.sees_programs = true}), ElementsAre("ada", "grace", "zoe"));
}

TEST(Directory, ForgetsPeopleWhoHaveLeftOrHide) {
  DirectoryIndex index = Small();
  index.Put(Person("ada", "Ada Lovelace", [](auto& p) { p.set_state(v1::Profile::DEACTIVATED); }));
  index.Put(Person("grace", "Grace Hopper", [](auto& p) { p.set_visibility(v1::Profile::NOBODY); }));
  EXPECT_THAT(Found(index, {}), IsEmpty());
  EXPECT_THAT(Found(index, {.skill = "cobol"}), IsEmpty());
  EXPECT_THAT(Found(index, {.text = {"ada"}}), IsEmpty());
}

TEST(Directory, FindsPeopleByTheirNewWordsAndNoLongerByTheirOldOnes) {
  DirectoryIndex index = Small();
  index.Put(Person("ada", "Ada King"));
  EXPECT_THAT(Found(index, {.text = {"king"}}), ElementsAre("ada"));
  EXPECT_THAT(Found(index, {.text = {"lovelace"}}), IsEmpty());
}

TEST(Directory, ContinuesAfterANameAlsoWhenThatPersonIsGone) {
  DirectoryIndex index;
  for (char id = 'a'; id <= 'j'; ++id) index.Put(Person(std::string(1, id), "Jo Common"));
  for (const Criteria& criteria : {Criteria{}, Criteria{.text = {"jo"}}}) {
    EXPECT_THAT(Found(index, criteria, "", 3), ElementsAre("a", "b", "c"));
    EXPECT_THAT(Found(index, criteria, "organizations/acme/profiles/c", 2), ElementsAre("d", "e"));
    EXPECT_THAT(Found(index, criteria, "organizations/acme/profiles/bb", 2), ElementsAre("c", "d"));
    EXPECT_THAT(Found(index, criteria, "organizations/acme/profiles/j", 2), IsEmpty());
  }
}

TEST(Directory, FindsTheSameWhetherTheWordsAreRareOrCommon) {
  DirectoryIndex index;
  for (int i = 100; i < 200; ++i) {
    index.Put(Person("p" + std::to_string(i), i % 50 == 0 ? "Rare Common" : "Jo Common", [&](auto& p) {
      p.set_location(i % 3 == 0 ? "Ghent" : "Bruges");
      p.add_skills_offered()->set_skill(i == 150 ? "glass" : "wood");
    }));
  }
  EXPECT_THAT(Found(index, {.text = {"rare"}}), ElementsAre("p100", "p150"));
  EXPECT_THAT(Found(index, {.text = {"rare"}, .skill = "glass"}), ElementsAre("p150"));
  EXPECT_THAT(Found(index, {.text = {"common", "rare"}, .location = {"ghent"}}), ElementsAre("p150"));
  EXPECT_EQ(Found(index, {.text = {"common"}, .location = {"g"}, .skill = "wood"}).size(), 32u);
  EXPECT_THAT(Found(index, {.text = {"common"}}, "organizations/acme/profiles/p197"), ElementsAre("p198", "p199"));
}

}  // namespace
}  // namespace gilde::profile::store
