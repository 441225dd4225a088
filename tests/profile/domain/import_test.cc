#include "services/profile/domain/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/ids.h"
#include "tests/profile/cases.h"

namespace gilde::profile::domain {
namespace {

using testing::ElementsAre;
using R = v1::ImportProfileResult;

const Catalogue& Shipped() {
  static const auto& catalogue = *new Catalogue({});
  return catalogue;
}

v1::Organization Acme() {
  v1::Organization acme;
  acme.set_name("organizations/acme");
  acme.set_default_time_zone("UTC");
  return acme;
}

ImportSettings Settings(const std::vector<std::string>& mask = {}, bool reactivate = false) {
  v1::ImportProfilesRequest first;
  first.set_parent("organizations/acme");
  first.set_reactivate(reactivate);
  for (const std::string& path : mask) first.mutable_update_mask()->add_paths(path);
  auto settings = SettingsOf(first);
  EXPECT_TRUE(settings.ok()) << settings.status();
  return *settings;
}

v1::ImportProfileRow Row(v1::Profile profile) {
  Normalize(profile, [](const std::string& word) { return Shipped().Resolve(word); });
  v1::ImportProfileRow row;
  row.set_line(7);
  *row.mutable_profile() = std::move(profile);
  return row;
}

RowPlan Plan(const v1::ImportProfileRow& row, const RowFacts& facts = {}, const ImportSettings& settings = Settings()) {
  return PlanRow(row, facts, settings, Acme(), Shipped());
}

std::vector<std::string> Errors(const RowPlan& plan) {
  std::vector<std::string> errors;
  for (const auto& error : plan.result.errors()) errors.push_back(error.field() + " " + error.reason());
  return errors;
}

// Ada as a first import stored her.
v1::Profile StoredAda() { return Plan(Row(Ada())).profile; }

TEST(ImportRow, OfSomebodyNewCreatesThem) {
  RowPlan plan = Plan(Row(Ada()));
  EXPECT_EQ(plan.result.outcome(), R::CREATED);
  EXPECT_EQ(plan.result.line(), 7);
  EXPECT_EQ(plan.event, "profile.created");
  EXPECT_EQ(plan.profile.display_name(), "Ada Lovelace");
  EXPECT_EQ(plan.profile.state(), v1::Profile::ACTIVE);
  EXPECT_EQ(plan.result.profile(), plan.profile.name());
}

TEST(ImportRow, TheSameAgainChangesNothing) {
  v1::Profile stored = StoredAda();
  RowFacts facts;
  facts.current = &stored;
  EXPECT_EQ(Plan(Row(Ada()), facts).result.outcome(), R::UNCHANGED);
}

TEST(ImportRow, ChangesOnlyTheFieldsThatItSets) {
  v1::Profile stored = StoredAda();
  RowFacts facts;
  facts.current = &stored;
  v1::Profile partial;
  partial.set_external_id("E-1");
  partial.set_org_unit("eu/nl");
  RowPlan plan = Plan(Row(partial), facts);
  EXPECT_EQ(plan.result.outcome(), R::UPDATED);
  EXPECT_EQ(plan.event, "profile.updated");
  EXPECT_EQ(plan.profile.org_unit(), "eu/nl");
  EXPECT_EQ(plan.profile.given_name(), "Ada");
  EXPECT_EQ(plan.profile.languages_size(), 1);
}

TEST(ImportRow, WithAMaskEmptiesWhatTheMaskNamesAndTheRowLeavesOut) {
  v1::Profile stored = StoredAda();
  RowFacts facts;
  facts.current = &stored;
  v1::Profile partial;
  partial.set_external_id("E-1");
  partial.set_given_name("Adelaide");
  RowPlan plan = Plan(Row(partial), facts, Settings({"location", "org_unit"}));
  EXPECT_EQ(plan.profile.location(), "");
  EXPECT_EQ(plan.profile.org_unit(), "");
  EXPECT_EQ(plan.profile.given_name(), "Ada");
}

TEST(ImportRow, LeavesAloneWhatIsThePersonsAndWhatAReviewerDecided) {
  v1::Profile stored = StoredAda();
  stored.mutable_persona()->set_experience("has led a merger");
  stored.mutable_persona()->set_revision(3);
  stored.mutable_mentor_offer()->set_vetting(v1::MentorOffer::APPROVED);
  RowFacts facts;
  facts.current = &stored;
  v1::Profile again = Ada();
  again.mutable_mentor_offer()->set_capacity(2);
  RowPlan plan = Plan(Row(again), facts);
  EXPECT_EQ(plan.profile.persona().experience(), "has led a merger");
  EXPECT_EQ(plan.profile.persona().revision(), 3);
  EXPECT_EQ(plan.profile.mentor_offer().vetting(), v1::MentorOffer::APPROVED);
  EXPECT_EQ(plan.profile.mentor_offer().capacity(), 2);
}

TEST(ImportRow, WithFieldsOfThePersonAloneFails) {
  v1::Profile profile = Ada();
  profile.mutable_persona();
  profile.add_blocked("organizations/acme/profiles/bob");
  RowPlan plan = Plan(Row(profile));
  EXPECT_EQ(plan.result.outcome(), R::FAILED);
  EXPECT_THAT(Errors(plan), ElementsAre("profile.persona FIELD_NOT_ALLOWED", "profile.blocked FIELD_NOT_ALLOWED"));
}

TEST(ImportRow, WithoutAnExternalIdFails) {
  v1::Profile profile = Ada();
  profile.clear_external_id();
  EXPECT_THAT(Errors(Plan(Row(profile))), ElementsAre("profile.external_id EXTERNAL_ID_MISSING"));
}

TEST(ImportRow, OfSomebodyWhoCameBeforeFails) {
  RowFacts facts;
  facts.earlier_line = 3;
  EXPECT_THAT(Errors(Plan(Row(Ada()), facts)), ElementsAre("profile.external_id EXTERNAL_ID_TWICE"));
}

TEST(ImportRow, WhoseProfileIdSomebodyElseHasFails) {
  RowFacts facts;
  facts.name_taken = true;
  EXPECT_THAT(Errors(Plan(Row(Ada()), facts)), ElementsAre("profile.external_id RESOURCE_EXISTS"));
}

TEST(ImportRow, OfSomebodyWhoHasLeftFailsUnlessTheImportReactivates) {
  v1::Profile stored = StoredAda();
  stored.set_state(v1::Profile::DEACTIVATED);
  RowFacts facts;
  facts.current = &stored;
  EXPECT_THAT(Errors(Plan(Row(Ada()), facts)), ElementsAre("profile.external_id PROFILE_DEACTIVATED"));
  RowPlan plan = Plan(Row(Ada()), facts, Settings({}, true));
  EXPECT_EQ(plan.result.outcome(), R::UPDATED);
  EXPECT_EQ(plan.event, "profile.reactivated");
  EXPECT_EQ(plan.profile.state(), v1::Profile::ACTIVE);
}

TEST(ImportRow, OfSomebodyWhoManagesThemselvesFails) {
  v1::ImportProfileRow row = Row(Ada());
  row.set_manager_external_id("E-1");
  EXPECT_THAT(Errors(Plan(row)), ElementsAre("manager_external_id MANAGER_SELF"));
}

TEST(UnchangedRow, IsKnownWithoutParsing) {
  v1::Profile stored = StoredAda();
  stored.mutable_persona()->set_experience("has led a merger");
  stored.mutable_mentor_offer()->set_vetting(v1::MentorOffer::APPROVED);
  stored.add_unknown_skills("telepathy");
  auto result = PlanUnchanged(Row(Ada()), 0, stored.SerializeAsString(), Settings());
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->outcome(), R::UNCHANGED);
  EXPECT_EQ(result->profile(), stored.name());
  EXPECT_EQ(result->line(), 7);
  EXPECT_THAT(result->unknown_skills(), ElementsAre("telepathy"));
  EXPECT_EQ(NameOfStored(stored.SerializeAsString()), stored.name());
}

TEST(UnchangedRow, IsNeverOneThatChangesOrFails) {
  std::string stored = StoredAda().SerializeAsString();
  auto unchanged = [&](const std::function<void(v1::Profile&)>& change) {
    v1::Profile profile = Ada();
    change(profile);
    return PlanUnchanged(Row(profile), 0, stored, Settings()).has_value();
  };
  EXPECT_TRUE(unchanged([](auto& p) { p.clear_location(); }));
  EXPECT_FALSE(unchanged([](auto& p) { p.set_location("Utrecht"); }));
  EXPECT_FALSE(unchanged([](auto& p) { p.add_languages()->set_tag("nl"); }));
  EXPECT_FALSE(unchanged([](auto& p) { p.clear_skills_offered(), p.add_skills_offered()->set_skill("go"); }));
  EXPECT_FALSE(unchanged([](auto& p) { p.mutable_mentor_offer()->set_capacity(1); }));
  EXPECT_FALSE(unchanged([](auto& p) { p.mutable_persona(); }));
  EXPECT_FALSE(unchanged([](auto& p) { p.set_visibility(v1::Profile::NOBODY); }));
  EXPECT_FALSE(PlanUnchanged(Row(Ada()), 3, stored, Settings()).has_value());
  EXPECT_FALSE(PlanUnchanged(Row(Ada()), 0, stored, Settings({"location"})).has_value());
  EXPECT_FALSE(PlanUnchanged(Row(Ada()), 0, "not a profile", Settings()).has_value());
  v1::Profile gone = StoredAda();
  gone.set_state(v1::Profile::DEACTIVATED);
  EXPECT_FALSE(PlanUnchanged(Row(Ada()), 0, gone.SerializeAsString(), Settings()).has_value());
}

TEST(ImportRow, ReportsTheSkillsThatNobodyKnows) {
  v1::Profile profile = Ada();
  profile.mutable_skills_offered(0)->set_skill("Telepathy");
  EXPECT_THAT(Plan(Row(profile)).result.unknown_skills(), ElementsAre("telepathy"));
}

class BadRow : public testing::TestWithParam<BadProfile> {};

TEST_P(BadRow, FailsNamingTheField) {
  v1::Profile profile = Ada();
  GetParam().spoil(profile);
  EXPECT_THAT(Errors(Plan(Row(profile))), ElementsAre(std::string(GetParam().field) + " " + GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(Rules, BadRow, testing::ValuesIn(BadProfiles()), [](const auto& info) { return info.param.name; });

TEST(ImportSettings, NameEverythingThatIsWrong) {
  v1::ImportProfilesRequest first;
  for (const char* path : {"location", "surname", "persona", "state", "mentor_offer.capacity"})
    first.mutable_update_mask()->add_paths(path);
  absl::Status refused = SettingsOf(first).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(base::ReasonOf(refused), "NAME_INVALID");
  first.set_parent("organizations/acme");
  EXPECT_EQ(base::ReasonOf(SettingsOf(first).status()), "MASK_PATH_UNKNOWN");
}

TEST(ExternalId, ThatIsAValidIdBecomesTheProfileId) {
  EXPECT_EQ(IdForExternalId("ada-lovelace"), "ada-lovelace");
  EXPECT_TRUE(base::IsId(IdForExternalId("E 10442/ä")));
  EXPECT_EQ(IdForExternalId("E 10442/ä").size(), 26u);
  EXPECT_NE(IdForExternalId("E-1"), IdForExternalId("e-1"));
  EXPECT_EQ(IdForExternalId("E-1"), IdForExternalId("E-1"));
}

TEST(MassChange, IsMoreThanThePercentageOfThoseHere) {
  EXPECT_FALSE(IsMassChange(5, 100, 5));
  EXPECT_TRUE(IsMassChange(6, 100, 5));
  EXPECT_FALSE(IsMassChange(0, 0, 0));
  EXPECT_TRUE(IsMassChange(1, 1000, 0));
  EXPECT_TRUE(IsMassChange(1, 3, 5));
}

}  // namespace
}  // namespace gilde::profile::domain
