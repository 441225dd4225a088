#include "tests/profile/api/fixture.h"

namespace gilde::profile {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Search = v1::SearchProfilesRequest;

class SearchTest : public ProfileTest {
 protected:
  SearchTest() {
    EXPECT_TRUE(Create("ada").ok());
    EXPECT_TRUE(Create("grace", [](auto& p) {
                  p.set_given_name("Grace");
                  p.set_family_name("Höpper");
                  p.set_org_unit("us/navy");
                  p.set_location("New York, United States");
                  p.set_seniority_level(9);
                  p.mutable_skills_offered(0)->set_skill("React.js");
                  p.mutable_languages(0)->set_tag("pt-BR");
                }).ok());
    EXPECT_TRUE(Create("zoe", [](auto& p) {
                  p.set_given_name("Zoe");
                  p.set_visibility(v1::Profile::PROGRAMS);
                }).ok());
  }
  absl::StatusOr<v1::SearchProfilesResponse> Ask(const rpc::Client& client, Search request) {
    if (request.parent().empty()) request.set_parent(kAcme);
    return client.Call<v1::SearchProfilesResponse>("gilde.profile.v1.ProfileService/SearchProfiles", request);
  }
  std::vector<std::string> Found(const rpc::Client& client, const std::function<void(Search&)>& ask) {
    Search request;
    ask(request);
    auto response = Ask(client, request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> ids;
    if (!response.ok()) return ids;
    for (const auto& profile : response->profiles()) ids.push_back(profile.name().substr(Person("").size()));
    return ids;
  }
};

TEST_P(SearchTest, FindsPeopleByWordsAndFacts) {
  rpc::Client ada = member("ada");
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_text("HOPP gra"); }), ElementsAre("grace"));
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_skill("reactjs"); }), ElementsAre("grace"));
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_language("pt"); }), ElementsAre("grace"));
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_org_unit("EU/"); }), ElementsAre("ada"));
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_seniority_min(5); }), ElementsAre("grace"));
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_seniority_max(0); }), IsEmpty());
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_location("new york"); }), ElementsAre("grace"));
  EXPECT_THAT(Found(ada, [](auto& s) { s.set_mentors_only(true); }), IsEmpty());
}

TEST_P(SearchTest, SeesEveryWriteThatWasAnsweredBefore) {
  EXPECT_THAT(Found(member("ada"), [](auto& s) { s.set_text("adelaide"); }), IsEmpty());
  ASSERT_TRUE(Update(platform(), "ada", [](auto& p) { p.set_given_name("Adelaide"); }).ok());
  EXPECT_THAT(Found(member("ada"), [](auto& s) { s.set_text("adelaide"); }), ElementsAre("ada"));
  ASSERT_TRUE(Deactivate("grace").ok());
  EXPECT_THAT(Found(member("ada"), [](auto&) {}), ElementsAre("ada"));
}

TEST_P(SearchTest, ShowsOnlyWhatTheCallerMaySee) {
  EXPECT_THAT(Found(member("ada"), [](auto&) {}), ElementsAre("ada", "grace"));
  EXPECT_THAT(Found(admin(), [](auto&) {}), ElementsAre("ada", "grace", "zoe"));
  EXPECT_THAT(Found(member("ada"), [](auto& s) { s.set_text("example"); }), IsEmpty()) << "nobody is found by an address they do not show";
  Search request;
  request.set_text("grace");
  EXPECT_EQ(Ask(member("ada"), request)->profiles(0).email(), "");
  EXPECT_NE(Ask(admin(), request)->profiles(0).email(), "");
}

TEST_P(SearchTest, GoesOnFromPageToPage) {
  Search request;
  request.set_page_size(1);
  auto first = Ask(member("ada"), request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(Create("aab").ok());
  request.set_page_token(first->next_page_token());
  auto second = Ask(member("ada"), request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->profiles(0).name(), Person("grace"));
  EXPECT_EQ(second->next_page_token(), "");
  request.set_text("ada");
  EXPECT_EQ(Refused(Ask(member("ada"), request)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

TEST_P(SearchTest, IsRefusedNamingTheField) {
  auto refused = [&](const std::function<void(Search&)>& spoil) {
    Search request;
    spoil(request);
    return Refused(Ask(member("ada"), request));
  };
  EXPECT_EQ(refused([](auto& s) { s.set_parent("acme"); }), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(refused([](auto& s) { s.set_text(std::string(201, 'x')); }), "INVALID_ARGUMENT TEXT_TOO_LONG");
  EXPECT_EQ(refused([](auto& s) { s.set_skill(std::string(81, 'x')); }), "INVALID_ARGUMENT TEXT_TOO_LONG");
  EXPECT_EQ(refused([](auto& s) { s.set_language("in Dutch"); }), "INVALID_ARGUMENT LANGUAGE_INVALID");
  EXPECT_EQ(refused([](auto& s) { s.set_seniority_min(10); }), "INVALID_ARGUMENT SENIORITY_OUT_OF_RANGE");
  EXPECT_EQ(refused([](auto& s) {
              s.set_seniority_min(5);
              s.set_seniority_max(4);
            }),
            "INVALID_ARGUMENT SENIORITY_REVERSED");
  EXPECT_EQ(refused([](auto& s) { s.set_page_size(-1); }), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  EXPECT_EQ(refused([](auto& s) { s.set_parent("organizations/globex"); }), "NOT_FOUND RESOURCE_NOT_FOUND");
}

INSTANTIATE_TEST_SUITE_P(Engines, SearchTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::profile
