// Recommending and explaining through the RPCs.
#include <algorithm>

#include "tests/matching/api/match_fixture.h"
#include "tests/support/fields.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using v1::ExplainMatchResponse;
using v1::RecommendMentorsResponse;

INSTANTIATE_TEST_SUITE_P(Engines, MatchTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MatchTest, RecommendsTheBestFirstWithPartsThatSumToTheScore) {
  auto response = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(response), "OK ");
  ASSERT_EQ(response->recommendations_size(), 2);
  EXPECT_EQ(response->recommendations(0).mentor(), Person("grace"));
  EXPECT_EQ(response->recommendations(1).mentor(), Person("alan"));
  EXPECT_GT(response->recommendations(0).score(), response->recommendations(1).score());
  int rank = 0;
  for (const auto& one : response->recommendations()) {
    EXPECT_EQ(one.rank(), ++rank);
    EXPECT_EQ(Sum(one.parts()), one.score());
    EXPECT_EQ(one.parts_size(), 10);
    EXPECT_EQ(one.parts(0).facet(), v1::SKILLS);
    EXPECT_NE(one.parts(0).fact(), "");
    EXPECT_EQ(one.free_seats(), 2);
  }
  EXPECT_EQ(response->recommendations(0).parts(0).points(), 30'000'000);
  EXPECT_EQ(response->recommendations(1).parts(0).points(), 15'000'000);
  EXPECT_EQ(response->forbidden_count(), 0);
}

TEST_P(MatchTest, RecommendsAsManyAsAskedForInTheLanguageAskedFor) {
  v1::RecommendMentorsRequest request = Asking("ada", 1);
  request.set_locale("nl-BE");
  auto response = Recommend(admin(), request);
  ASSERT_EQ(Refused(response), "OK ");
  ASSERT_EQ(response->recommendations_size(), 1);
  EXPECT_EQ(response->recommendations(0).parts(0).fact(), "biedt 1 van 1 gezochte vaardigheden: messaging");
  request.set_locale("fi");
  EXPECT_EQ(Recommend(admin(), request)->recommendations(0).parts(0).fact(), "offers 1 of 1 skills sought: messaging");
  EXPECT_EQ(Recommend(admin(), Asking("ada", 1000))->recommendations_size(), 2);
}

TEST_P(MatchTest, RecommendsInPagesThatTogetherAreTheWhole) {
  auto whole = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(whole), "OK ");
  EXPECT_EQ(whole->next_page_token(), "");
  v1::RecommendMentorsRequest request = Asking("ada", 1);
  std::vector<std::string> mentors;
  do {
    auto page = Recommend(as("ada"), request);
    ASSERT_EQ(Refused(page), "OK ");
    ASSERT_EQ(page->recommendations_size(), 1);
    EXPECT_EQ(page->recommendations(0).rank(), static_cast<int>(mentors.size()) + 1);
    mentors.push_back(page->recommendations(0).mentor());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(mentors, ElementsAre(whole->recommendations(0).mentor(), whole->recommendations(1).mentor()));
  request.set_page_token("forged");
  EXPECT_EQ(Refused(Recommend(as("ada"), request)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

TEST_P(MatchTest, APersonaCanBeTriedBeforeItIsSaved) {
  ASSERT_EQ(Refused(TryPolicy([](v1::MatchPolicy& policy) {
              policy.clear_preferences();
              auto& preference = *policy.add_preferences();
              preference.set_facet(v1::PERSONA);
              preference.set_weight(1);
            })),
            "OK ");
  ChangeProfile("alan", [](auto& profile) { profile.set_seniority_level(8); });
  ChangeProfile("grace", [](auto& profile) { profile.set_seniority_level(3); });
  world.Settle();
  v1::RecommendMentorsRequest request = Asking();
  request.mutable_persona()->set_seniority_min(7);
  auto high = Recommend(as("ada"), request);
  ASSERT_EQ(Refused(high), "OK ");
  EXPECT_EQ(high->recommendations(0).mentor(), Person("alan"));
  request.mutable_persona()->set_seniority_min(2);
  request.mutable_persona()->set_seniority_max(4);
  EXPECT_EQ(Recommend(as("ada"), request)->recommendations(0).mentor(), Person("grace"));
}

TEST_P(MatchTest, IsAskedForOneselfOrByAnAdministrator) {
  AddPerson("bob");
  world.Settle();
  EXPECT_EQ(Refused(Recommend(as("bob"), Asking())), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Explain(as("bob"), "grace")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Explain(as("grace"), "grace")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Recommend(auditor(), Asking())), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Explain(auditor(), "grace")), "PERMISSION_DENIED ROLE_REQUIRED");
  for (const rpc::Client& client : {as("ada"), admin(), platform()}) {
    EXPECT_EQ(Refused(Recommend(client, Asking())), "OK ");
    EXPECT_EQ(Refused(Explain(client, "grace")), "OK ");
  }
}

TEST_P(MatchTest, ThatIsWrongIsRefusedWithEachFieldNamed) {
  v1::RecommendMentorsRequest recommend;
  recommend.set_program("p1");
  recommend.set_mentee("ada");
  recommend.set_page_size(-1);
  auto refused = Recommend(admin(), recommend);
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_THAT(Fields(refused.status()), ElementsAre("program", "mentee", "page_size"));
  v1::ExplainMatchRequest explain;
  EXPECT_THAT(Fields(Match<ExplainMatchResponse>(admin(), "ExplainMatch", explain).status()), ElementsAre("program", "mentee", "mentor"));
}

TEST_P(MatchTest, OfWhatIsNotThereOrForeignIsNotFound) {
  const std::string no = "NOT_FOUND RESOURCE_NOT_FOUND";
  EXPECT_EQ(Refused(Recommend(admin(), Asking("nobody"))), no);
  EXPECT_EQ(Refused(Explain(admin(), "nobody")), no);
  v1::RecommendMentorsRequest request = Asking();
  request.set_mentee("organizations/other/profiles/ada");
  EXPECT_EQ(Refused(Recommend(admin(), request)), no);
  EXPECT_EQ(Refused(Recommend(stranger(), Asking())), no);
  EXPECT_EQ(Refused(Explain(stranger(), "grace")), no);
  request = Asking();
  request.set_program("organizations/acme/programs/none");
  EXPECT_EQ(Refused(Recommend(admin(), request)), no);
}

TEST_P(MatchTest, ExplainsTheScoreAlsoOfAPairThatIsForbidden) {
  ChangeProfile(
      "ada", [](auto& profile) { profile.add_blocked(Person("grace")); }, true);
  auto explained = Explain(as("ada"), "grace", "nl");
  ASSERT_EQ(Refused(explained), "OK ");
  EXPECT_FALSE(explained->allowed());
  EXPECT_EQ(explained->forbidden(0).fact(), "is niet beschikbaar voor jou");
  EXPECT_EQ(Sum(explained->parts()), explained->score());
  EXPECT_GT(explained->score(), 0);
}

TEST_P(MatchTest, ExplainsWhatRecommendationsSay) {
  auto recommended = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(recommended), "OK ");
  for (const auto& one : recommended->recommendations()) {
    auto explained = Explain(as("ada"), one.mentor().substr(one.mentor().rfind('/') + 1));
    ASSERT_EQ(Refused(explained), "OK ");
    EXPECT_EQ(explained->score(), one.score());
    for (int i = 0; i < one.parts_size(); ++i) {
      EXPECT_EQ(explained->parts(i).SerializeAsString(), one.parts(i).SerializeAsString());
    }
  }
}

TEST_P(MatchTest, SaysWhatWouldRaiseTheScoreAndThatIsTrue) {
  auto before = Explain(as("ada"), "alan");
  ASSERT_EQ(Refused(before), "OK ");
  ASSERT_EQ(before->counterfactuals_size(), 1);
  const auto& change = before->counterfactuals(0);
  EXPECT_EQ(change.change(), "at level 5 in messaging");
  EXPECT_EQ(change.skill() + " " + std::to_string(change.level()), "messaging 5");
  OfferAt("alan", 5);
  EXPECT_EQ(Explain(as("ada"), "alan")->score(), before->score() + change.points());
  EXPECT_EQ(Explain(as("ada"), "alan")->counterfactuals_size(), 0);
}

TEST_P(MatchTest, FollowsThePolicyOfTheProgram) {
  SetPolicy([](auto& policy) {
    policy.clear_preferences();
    auto& only = *policy.add_preferences();
    only.set_facet(v1::FREE_CAPACITY);
    only.set_weight(7);
  });
  auto response = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(response), "OK ");
  EXPECT_EQ(response->recommendations(0).mentor(), Person("alan"));  // equal now: in order of name
  EXPECT_EQ(response->recommendations(0).score(), 100'000'000);
  EXPECT_EQ(response->recommendations(0).parts_size(), 1);
}

TEST_P(MatchTest, IsTheSameAfterARestart) {
  auto before = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(before), "OK ");
  world.Restart();
  world.Settle();
  auto after = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(after), "OK ");
  EXPECT_EQ(after->SerializeAsString(), before->SerializeAsString());
}

TEST_P(MatchTest, OfSomebodyWhoLeftIsNoMore) {
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("grace"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

}  // namespace
}  // namespace gilde::matching
