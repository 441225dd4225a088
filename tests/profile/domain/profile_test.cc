#include "services/profile/domain/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/profile/domain/update.h"
#include "tests/profile/cases.h"

namespace gilde::profile::domain {
namespace {

using testing::ElementsAre;

constexpr char kAda[] = "organizations/acme/profiles/ada";

const Catalogue& Shipped() {
  static const auto& catalogue = *new Catalogue({});
  return catalogue;
}

v1::Organization Acme() {
  v1::Organization acme;
  acme.set_name("organizations/acme");
  acme.set_default_time_zone("Europe/Amsterdam");
  return acme;
}

v1::Profile Stored(v1::Profile profile) {
  Normalize(profile, [](const std::string& word) { return Shipped().Resolve(word); });
  return NewProfile(std::move(profile), kAda, Acme(), Shipped());
}

std::vector<std::string> Wrong(const v1::Profile& profile) {
  base::Violations violations;
  CheckProfile(profile, "profile", violations);
  std::vector<std::string> found;
  for (const auto& item : violations.items()) found.push_back(item.field + " " + item.reason);
  return found;
}

base::Call CallBy(gilde::common::v1::Role role, std::string acting_person = "") {
  base::Call call;
  call.organization = "acme";
  call.roles = 1u << role;
  call.acting_person = std::move(acting_person);
  call.now = absl::FromUnixSeconds(1'767'225'600);
  return call;
}

class BadProfileTest : public testing::TestWithParam<BadProfile> {};

TEST_P(BadProfileTest, IsRefusedNamingTheField) {
  v1::Profile profile = Ada();
  GetParam().spoil(profile);
  EXPECT_THAT(Wrong(Stored(profile)), ElementsAre(std::string(GetParam().field) + " " + GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(Rules, BadProfileTest, testing::ValuesIn(BadProfiles()), [](const auto& info) { return info.param.name; });
INSTANTIATE_TEST_SUITE_P(PersonaRules, BadProfileTest, testing::ValuesIn(BadPersonas()), [](const auto& info) { return info.param.name; });

TEST(Profile, WithNothingWrongIsAccepted) { EXPECT_THAT(Wrong(Stored(Ada())), ElementsAre()); }

TEST(Profile, WithSeveralThingsWrongHasAllOfThemNamed) {
  v1::Profile profile = Ada();
  profile.clear_given_name();
  profile.set_email("nowhere");
  profile.set_time_zone("Atlantis/Main");
  EXPECT_THAT(Wrong(Stored(profile)),
              ElementsAre("profile.given_name TEXT_MISSING", "profile.email EMAIL_INVALID", "profile.time_zone ZONE_UNKNOWN"));
}

TEST(Profile, OfSomebodyWhoManagesThemselvesIsRefused) {
  v1::Profile profile = Ada();
  profile.set_manager(kAda);
  EXPECT_THAT(Wrong(Stored(profile)), ElementsAre("profile.manager MANAGER_SELF"));
  profile.set_manager("organizations/other/profiles/grace");
  EXPECT_THAT(Wrong(Stored(profile)), ElementsAre("profile.manager PERSON_INVALID"));
}

TEST(Profile, OfSomebodyWhoBlocksThemselvesIsRefused) {
  v1::Profile profile = Ada();
  profile.add_blocked(kAda);
  EXPECT_THAT(Wrong(Stored(profile)), ElementsAre("profile.blocked[0] BLOCKED_SELF"));
}

TEST(Profile, StoresSkillsUnderOneNameAndReportsTheUnknown) {
  v1::Profile profile = Ada();
  for (auto [word, level] : {std::pair("React.js", 2), {"reactjs", 4}, {"Ünderwater  Welding", 3}}) {
    auto& offered = *profile.add_skills_offered();
    offered.set_skill(word);
    offered.set_level(level);
  }
  v1::Profile stored = Stored(profile);
  ASSERT_EQ(stored.skills_offered_size(), 3);
  EXPECT_EQ(stored.skills_offered(0).skill(), "mathematics");
  EXPECT_EQ(stored.skills_offered(1).skill(), "react");
  EXPECT_EQ(stored.skills_offered(1).level(), 4);
  EXPECT_EQ(stored.skills_offered(2).skill(), "underwater welding");
  EXPECT_THAT(stored.unknown_skills(), ElementsAre("underwater welding"));
  EXPECT_EQ(stored.skills_sought(0).skill(), "go");
}

TEST(Profile, NeverReportsTheWordsOfAPersona) {
  v1::Profile profile = Ada();
  profile.mutable_persona()->add_skills("telepathy");
  EXPECT_EQ(Stored(profile).unknown_skills_size(), 0);
}

TEST(Profile, IsStoredTidily) {
  v1::Profile profile = Ada();
  profile.set_given_name("  Ada ");
  profile.set_org_unit("/eu// uk /engines/");
  profile.mutable_languages(0)->set_tag("EN-gb");
  v1::Profile stored = Stored(profile);
  EXPECT_EQ(stored.display_name(), "Ada Lovelace");
  EXPECT_EQ(stored.org_unit(), "eu/uk/engines");
  EXPECT_EQ(stored.languages(0).tag(), "en-GB");
}

TEST(Profile, OfSomebodyWithOneNameShowsThatName) {
  v1::Profile profile = Ada();
  profile.clear_family_name();
  EXPECT_EQ(Stored(profile).display_name(), "Ada");
  EXPECT_THAT(Wrong(Stored(profile)), ElementsAre());
}

TEST(Profile, StartsWithTheDefaults) {
  v1::Profile profile;
  profile.set_given_name("Ada");
  v1::Profile stored = Stored(profile);
  EXPECT_EQ(stored.time_zone(), "Europe/Amsterdam");
  EXPECT_EQ(stored.kind(), v1::Profile::EMPLOYEE);
  EXPECT_EQ(stored.visibility(), v1::Profile::EVERYONE);
  EXPECT_EQ(stored.state(), v1::Profile::ACTIVE);
}

TEST(MentorOffer, StartsPendingWhateverTheRequestSays) {
  v1::Profile profile = Ada();
  profile.mutable_mentor_offer()->set_vetting(v1::MentorOffer::APPROVED);
  EXPECT_EQ(Stored(profile).mentor_offer().vetting(), v1::MentorOffer::PENDING);
}

TEST(MentorOffer, KeepsItsVettingWhenThePersonChangesIt) {
  v1::Profile current = Stored(Ada());
  current.mutable_mentor_offer()->set_vetting(v1::MentorOffer::DECLINED);
  v1::UpdateProfileRequest request;
  request.mutable_profile()->set_name(kAda);
  request.mutable_profile()->mutable_mentor_offer()->set_capacity(3);
  request.mutable_profile()->mutable_mentor_offer()->set_vetting(v1::MentorOffer::APPROVED);
  base::Call call = CallBy(gilde::common::v1::MEMBER, kAda);
  auto next = ChangeProfile(call, current, request, *PathsOf(call, request), Shipped());
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->mentor_offer().vetting(), v1::MentorOffer::DECLINED);
  EXPECT_EQ(next->mentor_offer().capacity(), 3);
}

TEST(MentorOffer, WithdrawnAndMadeAgainIsPending) {
  v1::Profile with = Stored(Ada());
  with.mutable_mentor_offer()->set_vetting(v1::MentorOffer::APPROVED);
  v1::Profile without = with;
  without.clear_mentor_offer();
  Settle(with, Shipped(), without);
  v1::Profile again = without;
  again.mutable_mentor_offer()->set_capacity(1);
  Settle(without, Shipped(), again);
  EXPECT_EQ(again.mentor_offer().vetting(), v1::MentorOffer::PENDING);
}

TEST(MentorOffer, IsReviewedByAnAdministratorButNotByThePersonThemselves) {
  v1::Profile profile = Stored(Ada());
  base::Call admin = CallBy(gilde::common::v1::PROGRAM_ADMIN);
  EXPECT_EQ(base::ReasonOf(Review(admin, profile, v1::ReviewMentorOfferRequest::APPROVE).status()), "NO_MENTOR_OFFER");
  profile.mutable_mentor_offer()->set_capacity(2);
  EXPECT_EQ(Review(admin, profile, v1::ReviewMentorOfferRequest::APPROVE)->mentor_offer().vetting(), v1::MentorOffer::APPROVED);
  EXPECT_EQ(Review(admin, profile, v1::ReviewMentorOfferRequest::DECLINE)->mentor_offer().vetting(), v1::MentorOffer::DECLINED);
  admin.acting_person = kAda;
  EXPECT_EQ(base::ReasonOf(Review(admin, profile, v1::ReviewMentorOfferRequest::APPROVE).status()), "OWN_OFFER");
}

TEST(Profile, IsDeactivatedOnceAndReactivatedOnce) {
  v1::Profile profile = Stored(Ada());
  EXPECT_EQ(base::ReasonOf(Reactivate(profile).status()), "PROFILE_ACTIVE");
  auto gone = Deactivate(profile);
  ASSERT_TRUE(gone.ok());
  EXPECT_EQ(gone->state(), v1::Profile::DEACTIVATED);
  EXPECT_EQ(base::ReasonOf(Deactivate(*gone).status()), "PROFILE_DEACTIVATED");
  EXPECT_EQ(Reactivate(*gone)->state(), v1::Profile::ACTIVE);
  gone->mutable_mentor_offer();
  EXPECT_EQ(base::ReasonOf(Review(CallBy(gilde::common::v1::PLATFORM), *gone, v1::ReviewMentorOfferRequest::APPROVE).status()),
            "PROFILE_DEACTIVATED");
}

TEST(Profile, RefersOnlyToPeopleWhoAreNew) {
  v1::Profile before = Stored(Ada());
  before.set_manager("organizations/acme/profiles/grace");
  v1::Profile after = before;
  EXPECT_TRUE(NewReferences(before, after).empty());
  after.set_manager("organizations/acme/profiles/alan");
  after.add_blocked("organizations/acme/profiles/bob");
  EXPECT_THAT(NewReferences(before, after), ElementsAre(std::pair("profile.manager", "organizations/acme/profiles/alan"),
                                                        std::pair("profile.blocked[0]", "organizations/acme/profiles/bob")));
}

TEST(Persona, IsANewRevisionOnlyWhenItChanged) {
  v1::Profile before = Stored(Ada());
  v1::Profile after = before;
  EXPECT_FALSE(PersonaChanged(before, after));
  after.mutable_persona()->set_experience("has led a merger");
  EXPECT_TRUE(PersonaChanged(before, after));
  before = after;
  before.mutable_persona()->set_revision(7);
  EXPECT_FALSE(PersonaChanged(before, after));
}

}  // namespace
}  // namespace gilde::profile::domain
