#include "tests/profile/api/fixture.h"

namespace gilde::profile {
namespace {

using testing::ElementsAre;

class ProfileApiTest : public ProfileTest {
 protected:
  absl::StatusOr<v1::Profile> Review(const rpc::Client& client, const std::string& id, v1::ReviewMentorOfferRequest::Decision decision) {
    v1::ReviewMentorOfferRequest request;
    request.set_name(Person(id));
    request.set_decision(decision);
    return client.Call<v1::Profile>("gilde.profile.v1.ProfileService/ReviewMentorOffer", request);
  }
  absl::StatusOr<v1::Profile> Reactivate(const std::string& id) {
    v1::ReactivateProfileRequest request;
    request.set_name(Person(id));
    return platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/ReactivateProfile", request);
  }
  absl::StatusOr<v1::ListMentorPersonaRevisionsResponse> Revisions(const rpc::Client& client, const std::string& id) {
    v1::ListMentorPersonaRevisionsRequest request;
    request.set_parent(Person(id));
    return client.Call<v1::ListMentorPersonaRevisionsResponse>("gilde.profile.v1.ProfileService/ListMentorPersonaRevisions", request);
  }
};

TEST_P(ProfileApiTest, CreatesAProfileInItsStoredForm) {
  auto ada = Create("ada");
  ASSERT_TRUE(ada.ok()) << ada.status();
  EXPECT_EQ(ada->name(), Person("ada"));
  EXPECT_EQ(ada->etag(), "1");
  EXPECT_EQ(ada->display_name(), "Ada Lovelace");
  EXPECT_EQ(ada->skills_sought(0).skill(), "go");
  EXPECT_TRUE(ada->has_create_time());
  EXPECT_EQ(Get(platform(), Person("ada"))->SerializeAsString(), ada->SerializeAsString());
  EXPECT_THAT(Events(), ElementsAre("organization.created", "profile.created"));
}

TEST_P(ProfileApiTest, MakesAnIdWhenNoneIsGiven) {
  auto somebody = Create("", [](auto& p) { p.clear_external_id(); });
  ASSERT_TRUE(somebody.ok()) << somebody.status();
  EXPECT_EQ(somebody->name().size(), Person("").size() + 26);
}

TEST_P(ProfileApiTest, CreatesAProfileOnceForOneRequestId) {
  v1::CreateProfileRequest request;
  request.set_parent(kAcme);
  request.set_request_id("r1");
  *request.mutable_profile() = Ada();
  auto first = platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request);
  auto again = platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  request.mutable_profile()->set_given_name("Adelaide");
  EXPECT_EQ(Refused(platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request)),
            "ALREADY_EXISTS REQUEST_ID_REUSED");
}

TEST_P(ProfileApiTest, RefusesWhatIsTakenOrUnknown) {
  ASSERT_TRUE(Create("ada").ok());
  EXPECT_EQ(Refused(Create("ada", [](auto& p) { p.set_external_id("E-9"); })), "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_EQ(Refused(Create("bob", [](auto& p) { p.set_external_id("E-ada"); })), "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_EQ(Refused(Create("Bob")), "INVALID_ARGUMENT ID_INVALID");
  EXPECT_EQ(Refused(Create("bob", [](auto& p) { p.set_manager(Person("nobody")); })), "INVALID_ARGUMENT PERSON_UNKNOWN");
  v1::CreateProfileRequest request;
  request.set_parent("acme");
  *request.mutable_profile() = Ada();
  EXPECT_EQ(Refused(platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request)),
            "INVALID_ARGUMENT NAME_INVALID");
  request.set_parent("organizations/globex");
  EXPECT_EQ(Refused(platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request)),
            "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(ProfileApiTest, RefusesEveryBadFieldByItsName) {
  for (const BadProfile& bad : BadProfiles()) {
    EXPECT_EQ(Refused(Create("ada", [&](auto& p) { bad.spoil(p); })), std::string("INVALID_ARGUMENT ") + bad.reason) << bad.name;
  }
  ASSERT_TRUE(Create("ada").ok());
  for (const BadProfile& bad : BadProfiles()) {
    auto refused = Update(platform(), "ada",
                          [&](auto& p) {
                            p.MergeFrom(Ada());
                            bad.spoil(p);
                          },
                          {"*"});
    EXPECT_EQ(Refused(refused), std::string("INVALID_ARGUMENT ") + bad.reason) << bad.name;
  }
  for (const BadProfile& bad : BadPersonas()) {
    EXPECT_EQ(Refused(Update(member("ada"), "ada", [&](auto& p) { bad.spoil(p); })), std::string("INVALID_ARGUMENT ") + bad.reason)
        << bad.name;
  }
  EXPECT_EQ(Get(platform(), Person("ada"))->etag(), "1");
}

TEST_P(ProfileApiTest, AnswersWithTheFieldsThatTheCallerMaySee) {
  ASSERT_TRUE(Create("ada").ok());
  ASSERT_TRUE(Create("bob").ok());
  ASSERT_TRUE(Update(member("ada"), "ada", [](auto& p) { p.mutable_persona()->set_experience("has led a merger"); }).ok());
  auto own = Get(member("ada"), Person("ada"));
  EXPECT_EQ(own->persona().experience(), "has led a merger");
  EXPECT_EQ(own->email(), "ada@example.org");
  auto administrators = Get(admin(), Person("ada"));
  EXPECT_FALSE(administrators->has_persona());
  EXPECT_EQ(administrators->email(), "ada@example.org");
  auto colleagues = Get(member("bob"), Person("ada"));
  EXPECT_FALSE(colleagues->has_persona());
  EXPECT_EQ(colleagues->email(), "");
  EXPECT_EQ(colleagues->skills_sought_size(), 0);
  EXPECT_EQ(colleagues->display_name(), "Ada Lovelace");
}

TEST_P(ProfileApiTest, IsChangedByThePersonAndAdministratorsOnly) {
  ASSERT_TRUE(Create("ada").ok());
  ASSERT_TRUE(Create("bob").ok());
  auto move = [](auto& p) { p.set_location("Utrecht"); };
  EXPECT_TRUE(Update(member("ada"), "ada", move).ok());
  EXPECT_TRUE(Update(admin(), "ada", [](auto& p) { p.set_location("Delft"); }).ok());
  EXPECT_EQ(Refused(Update(member("bob"), "ada", move)), "PERMISSION_DENIED NOT_THE_PERSON");
  EXPECT_EQ(Refused(Update(world.client("acme", "member"), "ada", move)), "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
  EXPECT_EQ(Refused(Update(member("ada"), "ada", [](auto& p) { p.set_seniority_level(9); })), "PERMISSION_DENIED FIELD_NOT_ALLOWED");
  EXPECT_EQ(Refused(Update(admin(), "ada", [](auto& p) { p.mutable_persona()->set_experience("x"); })),
            "PERMISSION_DENIED FIELD_NOT_ALLOWED");
  EXPECT_EQ(Refused(Update(platform(), "ada", [](auto& p) { p.add_blocked(Person("bob")); })), "PERMISSION_DENIED FIELD_NOT_ALLOWED");
}

TEST_P(ProfileApiTest, ChangesTheMaskedFieldsUnderTheCurrentEtag) {
  ASSERT_TRUE(Create("ada").ok());
  auto moved = Update(platform(), "ada",
                      [](auto& p) {
                        p.set_etag("1");
                        p.set_location("Utrecht");
                        p.set_given_name("Adelaide");
                      },
                      {"location"});
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->location(), "Utrecht");
  EXPECT_EQ(moved->given_name(), "Ada");
  EXPECT_EQ(moved->etag(), "2");
  EXPECT_EQ(Refused(Update(platform(), "ada",
                           [](auto& p) {
                             p.set_etag("1");
                             p.set_location("Delft");
                           })),
            "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Update(platform(), "ada", [](auto&) {}, {"locaton"})), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  EXPECT_EQ(Refused(Update(platform(), "nobody", [](auto& p) { p.set_location("Delft"); })), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_THAT(Events(), ElementsAre("organization.created", "profile.created", "profile.updated"));
}

TEST_P(ProfileApiTest, RefusesUnknownPeopleInReferences) {
  ASSERT_TRUE(Create("ada").ok());
  EXPECT_EQ(Refused(Update(platform(), "ada", [](auto& p) { p.set_manager(Person("nobody")); })), "INVALID_ARGUMENT PERSON_UNKNOWN");
  EXPECT_EQ(Refused(Update(platform(), "ada", [](auto& p) { p.set_manager(Person("ada")); })), "INVALID_ARGUMENT MANAGER_SELF");
  EXPECT_EQ(Refused(Update(member("ada"), "ada", [](auto& p) { p.add_blocked(Person("nobody")); })), "INVALID_ARGUMENT PERSON_UNKNOWN");
  EXPECT_EQ(Refused(Update(member("ada"), "ada", [](auto& p) { p.add_blocked(Person("ada")); })), "INVALID_ARGUMENT BLOCKED_SELF");
}

TEST_P(ProfileApiTest, KeepsEveryPersonaAsARevisionForThePersonAlone) {
  ASSERT_TRUE(Create("ada").ok());
  ASSERT_TRUE(Update(member("ada"), "ada", [](auto& p) { p.mutable_persona()->set_experience("has led a merger"); }).ok());
  ASSERT_TRUE(Update(member("ada"), "ada", [](auto& p) { p.set_location("Utrecht"); }).ok());
  ASSERT_TRUE(Update(member("ada"), "ada", [](auto&) {}, {"persona"}).ok());
  auto last = Update(member("ada"), "ada", [](auto& p) { p.mutable_persona()->add_traits("patient"); });
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_EQ(last->persona().revision(), 3);
  auto revisions = Revisions(member("ada"), "ada");
  ASSERT_TRUE(revisions.ok()) << revisions.status();
  ASSERT_EQ(revisions->revisions_size(), 3);
  EXPECT_EQ(revisions->revisions(0).persona().experience(), "has led a merger");
  EXPECT_EQ(revisions->revisions(0).name(), Person("ada") + "/personaRevisions/000001");
  EXPECT_FALSE(revisions->revisions(1).has_persona());
  EXPECT_EQ(revisions->revisions(2).persona().traits(0), "patient");
  EXPECT_EQ(Refused(Revisions(member("bob"), "ada")), "PERMISSION_DENIED NOT_THE_PERSON");
  EXPECT_EQ(Refused(Revisions(world.client("acme", "member"), "ada")), "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
  EXPECT_EQ(Revisions(admin(), "ada").status().code(), absl::StatusCode::kPermissionDenied);
}

TEST_P(ProfileApiTest, ReviewsMentorOffers) {
  ASSERT_TRUE(Create("ada").ok());
  EXPECT_EQ(Refused(Review(admin(), "ada", v1::ReviewMentorOfferRequest::APPROVE)), "FAILED_PRECONDITION NO_MENTOR_OFFER");
  auto offered = Update(member("ada"), "ada", [](auto& p) {
    p.mutable_mentor_offer()->set_capacity(2);
    p.mutable_mentor_offer()->set_vetting(v1::MentorOffer::APPROVED);
  });
  ASSERT_TRUE(offered.ok()) << offered.status();
  EXPECT_EQ(offered->mentor_offer().vetting(), v1::MentorOffer::PENDING);
  EXPECT_EQ(Refused(Review(admin(), "ada", v1::ReviewMentorOfferRequest::DECISION_UNSPECIFIED)), "INVALID_ARGUMENT DECISION_MISSING");
  EXPECT_EQ(Review(member("ada"), "ada", v1::ReviewMentorOfferRequest::APPROVE).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Refused(Review(world.client("acme", "program_admin", Person("ada")), "ada", v1::ReviewMentorOfferRequest::APPROVE)),
            "PERMISSION_DENIED OWN_OFFER");
  auto reviewed = Review(admin(), "ada", v1::ReviewMentorOfferRequest::APPROVE);
  ASSERT_TRUE(reviewed.ok()) << reviewed.status();
  EXPECT_EQ(reviewed->mentor_offer().vetting(), v1::MentorOffer::APPROVED);
  EXPECT_EQ(Review(admin(), "ada", v1::ReviewMentorOfferRequest::APPROVE)->etag(), reviewed->etag());
  EXPECT_EQ(Events().back(), "mentor_offer.reviewed");
}

TEST_P(ProfileApiTest, DeactivatesAndReactivates) {
  ASSERT_TRUE(Create("ada").ok());
  EXPECT_EQ(Refused(Reactivate("ada")), "FAILED_PRECONDITION PROFILE_ACTIVE");
  EXPECT_EQ(Deactivate("ada")->state(), v1::Profile::DEACTIVATED);
  EXPECT_EQ(Refused(Deactivate("ada")), "FAILED_PRECONDITION PROFILE_DEACTIVATED");
  EXPECT_EQ(Refused(Update(member("ada"), "ada", [](auto& p) { p.set_location("Utrecht"); })), "FAILED_PRECONDITION PROFILE_DEACTIVATED");
  EXPECT_EQ(Refused(Review(admin(), "ada", v1::ReviewMentorOfferRequest::APPROVE)), "FAILED_PRECONDITION PROFILE_DEACTIVATED");
  EXPECT_EQ(Reactivate("ada")->state(), v1::Profile::ACTIVE);
  EXPECT_EQ(Refused(Deactivate("nobody")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_THAT(Events(), ElementsAre("organization.created", "profile.created", "profile.deactivated", "profile.reactivated"));
}

TEST_P(ProfileApiTest, NeverShowsAnotherOrganization) {
  ASSERT_TRUE(Create("ada").ok());
  EXPECT_EQ(Refused(Get(world.client("globex", "platform"), Person("ada"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(platform(), "organizations/acme/people/ada")), "INVALID_ARGUMENT NAME_INVALID");
}

TEST_P(ProfileApiTest, ReadsSeveralInTheOrderAskedFor) {
  for (const char* id : {"ada", "bob", "cat"}) ASSERT_TRUE(Create(id).ok());
  auto batch = [&](std::vector<std::string> names) {
    v1::BatchGetProfilesRequest request;
    request.set_parent(kAcme);
    for (std::string& name : names) request.add_names(std::move(name));
    return platform().Call<v1::BatchGetProfilesResponse>("gilde.profile.v1.ProfileService/BatchGetProfiles", request);
  };
  auto found = batch({Person("cat"), Person("ada")});
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->profiles_size(), 2);
  EXPECT_EQ(found->profiles(0).name(), Person("cat"));
  EXPECT_EQ(Refused(batch({Person("ada"), Person("nobody")})), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(batch({})), "INVALID_ARGUMENT LIST_SIZE_INVALID");
  EXPECT_EQ(Refused(batch(std::vector<std::string>(501, Person("ada")))), "INVALID_ARGUMENT LIST_SIZE_INVALID");
  EXPECT_EQ(Refused(batch({"ada"})), "INVALID_ARGUMENT NAME_INVALID");
}

TEST_P(ProfileApiTest, ListsEverybodyInPagesThatSurviveInserts) {
  for (const char* id : {"a", "c", "e"}) ASSERT_TRUE(Create(id).ok());
  auto list = [](const rpc::Client& client, const std::string& parent, int size, const std::string& token) {
    v1::ListProfilesRequest request;
    request.set_parent(parent);
    request.set_page_size(size);
    request.set_page_token(token);
    return client.Call<v1::ListProfilesResponse>("gilde.profile.v1.ProfileService/ListProfiles", request);
  };
  auto first = list(platform(), kAcme, 2, "");
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->profiles_size(), 2);
  for (const char* id : {"b", "d"}) ASSERT_TRUE(Create(id).ok());
  auto second = list(platform(), kAcme, 2, first->next_page_token());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->profiles(0).name(), Person("d"));
  EXPECT_EQ(second->profiles(1).name(), Person("e"));
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(Refused(list(platform(), kAcme, -1, "")), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  EXPECT_EQ(Refused(list(platform(), kAcme, 2, "Zm9yZ2Vk")), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  EXPECT_EQ(Refused(list(world.client("globex", "platform"), kAcme, 2, "")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(list(member("a"), kAcme, 2, "").status().code(), absl::StatusCode::kPermissionDenied);
}

INSTANTIATE_TEST_SUITE_P(Engines, ProfileApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::profile
