#include "tests/profile/api/fixture.h"

namespace gilde::profile {
namespace {

using testing::ElementsAre;

class SkillTest : public ProfileTest {
 protected:
  absl::StatusOr<v1::ResolveSkillsResponse> Resolve(const std::vector<std::string>& words, const std::string& parent = kAcme) {
    v1::ResolveSkillsRequest request;
    request.set_parent(parent);
    for (const std::string& word : words) request.add_words(word);
    return world.client("acme", "member").Call<v1::ResolveSkillsResponse>("gilde.profile.v1.SkillService/ResolveSkills", request);
  }
  absl::StatusOr<v1::ImportSkillsResponse> Import(const std::vector<v1::Skill>& skills, bool validate_only = false) {
    v1::ImportSkillsRequest request;
    request.set_parent(kAcme);
    request.set_validate_only(validate_only);
    for (const v1::Skill& skill : skills) *request.add_skills() = skill;
    return platform().Call<v1::ImportSkillsResponse>("gilde.profile.v1.SkillService/ImportSkills", request);
  }
  absl::StatusOr<v1::ListSkillsResponse> List(int size, const std::string& token = "") {
    v1::ListSkillsRequest request;
    request.set_parent(kAcme);
    request.set_page_size(size);
    request.set_page_token(token);
    return platform().Call<v1::ListSkillsResponse>("gilde.profile.v1.SkillService/ListSkills", request);
  }
  static v1::Skill Own(const std::string& id, const std::string& title, const std::string& alias = "") {
    v1::Skill skill;
    skill.set_name(std::string(kAcme) + "/skills/" + id);
    skill.set_title(title);
    if (!alias.empty()) skill.add_aliases()->set_text(alias);
    return skill;
  }
};

TEST_P(SkillTest, ResolvesWordsAndReportsTheUnknownWithTheNearest) {
  auto response = Resolve({"React.js", "Führung", "kubernets", "Basket  Weaving"});
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->resolutions_size(), 4);
  EXPECT_EQ(response->resolutions(0).skill(), "react");
  EXPECT_EQ(response->resolutions(0).title(), "React");
  EXPECT_EQ(response->resolutions(1).skill(), "leadership");
  EXPECT_FALSE(response->resolutions(2).known());
  EXPECT_THAT(response->resolutions(2).suggestions(), ElementsAre("kubernetes"));
  EXPECT_EQ(response->resolutions(3).skill(), "basket weaving");
  EXPECT_EQ(response->resolutions(3).word(), "Basket  Weaving");
}

TEST_P(SkillTest, RefusesBadWords) {
  EXPECT_EQ(Refused(Resolve({})), "INVALID_ARGUMENT LIST_SIZE_INVALID");
  EXPECT_EQ(Refused(Resolve({""})), "INVALID_ARGUMENT TEXT_MISSING");
  EXPECT_EQ(Refused(Resolve({std::string(81, 'x')})), "INVALID_ARGUMENT TEXT_TOO_LONG");
  EXPECT_EQ(Refused(Resolve(std::vector<std::string>(501, "go"))), "INVALID_ARGUMENT LIST_SIZE_INVALID");
  EXPECT_EQ(Refused(Resolve({"go"}, "acme")), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Resolve({"go"}, "organizations/globex")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(SkillTest, ListsTheCatalogueInPages) {
  std::vector<std::string> names;
  std::string token;
  do {
    auto page = List(60, token);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& skill : page->skills()) names.push_back(skill.name());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_GE(names.size(), 200u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(Refused(List(-1)), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  EXPECT_EQ(Refused(List(1, "Zm9yZ2Vk")), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

TEST_P(SkillTest, OfTheOrganizationAreKnownAtOnceAndChangeNothingTheSecondTime) {
  EXPECT_EQ(Import({Own("hull-design", "Hull Design", "rompontwerp")}, true)->created_count(), 1);
  EXPECT_FALSE(Resolve({"rompontwerp"})->resolutions(0).known());
  auto first = Import({Own("hull-design", "Hull Design", "rompontwerp")});
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->created_count(), 1);
  EXPECT_EQ(first->catalogue_revision(), 1);
  EXPECT_EQ(Resolve({"Rompontwerp"})->resolutions(0).skill(), "hull-design");
  auto again = Import({Own("hull-design", "Hull Design", "rompontwerp")});
  EXPECT_EQ(again->unchanged_count(), 1);
  EXPECT_EQ(again->catalogue_revision(), 1);
  auto changed = Import({Own("hull-design", "Hull Design", "scheepsrompontwerp")});
  EXPECT_EQ(changed->updated_count(), 1);
  EXPECT_FALSE(Resolve({"rompontwerp"})->resolutions(0).known());
  EXPECT_THAT(Events(),
              ElementsAre("organization.created", "skill.created", "organization.updated", "skill.updated", "organization.updated"));
}

TEST_P(SkillTest, OfTheOrganizationAreFoundInProfiles) {
  ASSERT_TRUE(Import({Own("hull-design", "Hull Design", "rompontwerp")}).ok());
  auto ada = Create("ada", [](auto& p) { p.mutable_skills_offered(0)->set_skill("Rompontwerp"); });
  ASSERT_TRUE(ada.ok()) << ada.status();
  EXPECT_EQ(ada->skills_offered(0).skill(), "hull-design");
  EXPECT_EQ(ada->unknown_skills_size(), 0);
}

TEST_P(SkillTest, AreImportedAllOrNone) {
  EXPECT_EQ(Refused(Import({Own("a", "A"), Own("b", "")})), "INVALID_ARGUMENT TEXT_MISSING");
  EXPECT_EQ(Refused(Import({Own("a", "A", "same"), Own("b", "B", "same")})), "INVALID_ARGUMENT ALIAS_TAKEN");
  EXPECT_EQ(Refused(Import({})), "INVALID_ARGUMENT LIST_SIZE_INVALID");
  EXPECT_EQ(List(0)->catalogue_revision(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, SkillTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::profile
