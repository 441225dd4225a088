#include "services/profile/domain/organization.h"

#include <gtest/gtest.h>

namespace gilde::profile::domain {
namespace {

v1::Organization Acme() {
  v1::Organization acme;
  acme.set_title("Acme Shipyards");
  return acme;
}

TEST(Organization, StartsWithEveryDefaultWrittenDown) {
  auto acme = NewOrganization(Acme(), "acme");
  ASSERT_TRUE(acme.ok()) << acme.status();
  EXPECT_EQ(acme->name(), "organizations/acme");
  EXPECT_EQ(acme->default_time_zone(), "UTC");
  EXPECT_EQ(acme->default_language(), "en");
  EXPECT_EQ(acme->rules().short_goal_months(), 12);
  EXPECT_EQ(acme->rules().long_goal_min_years(), 3);
  EXPECT_EQ(acme->rules().long_goal_max_years(), 5);
  EXPECT_EQ(acme->rules().mass_change_percent(), 5);
}

TEST(Organization, MayWantNoMassChangeAtAll) {
  v1::Organization wanted = Acme();
  wanted.mutable_rules()->set_mass_change_percent(0);
  EXPECT_EQ(NewOrganization(wanted, "acme")->rules().mass_change_percent(), 0);
}

TEST(Organization, IsRefusedNamingTheField) {
  auto reason = [](const std::string& id, auto spoil) {
    v1::Organization wanted = Acme();
    spoil(wanted);
    return base::ReasonOf(NewOrganization(wanted, id).status());
  };
  EXPECT_EQ(reason("Acme Shipyards", [](auto&) {}), "ID_INVALID");
  EXPECT_EQ(reason("acme", [](auto& o) { o.clear_title(); }), "TEXT_MISSING");
  EXPECT_EQ(reason("acme", [](auto& o) { o.set_title(std::string(121, 'x')); }), "TEXT_TOO_LONG");
  EXPECT_EQ(reason("acme", [](auto& o) { o.set_default_time_zone("Home"); }), "ZONE_UNKNOWN");
  EXPECT_EQ(reason("acme", [](auto& o) { o.set_default_language("Dutch please"); }), "LANGUAGE_INVALID");
  EXPECT_EQ(reason("acme", [](auto& o) { o.mutable_rules()->set_short_goal_months(25); }), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(reason("acme", [](auto& o) { o.mutable_rules()->set_long_goal_min_years(0); }), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(reason("acme", [](auto& o) { o.mutable_rules()->set_long_goal_max_years(2); }), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(reason("acme", [](auto& o) { o.mutable_rules()->set_mass_change_percent(101); }), "NUMBER_OUT_OF_RANGE");
}

TEST(Organization, ChangesOneRuleAndKeepsTheOthers) {
  v1::Organization acme = *NewOrganization(Acme(), "acme");
  acme.set_catalogue_revision(4);
  v1::UpdateOrganizationRequest request;
  request.mutable_organization()->mutable_rules()->set_short_goal_months(6);
  request.mutable_organization()->set_catalogue_revision(99);
  request.mutable_update_mask()->add_paths("rules.short_goal_months");
  request.mutable_update_mask()->add_paths("catalogue_revision");
  auto next = ChangeOrganization(acme, request);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->rules().short_goal_months(), 6);
  EXPECT_EQ(next->rules().long_goal_max_years(), 5);
  EXPECT_EQ(next->title(), "Acme Shipyards");
  EXPECT_EQ(next->catalogue_revision(), 4);
}

TEST(Organization, RefusesAnUnknownMaskPath) {
  v1::UpdateOrganizationRequest request;
  request.mutable_update_mask()->add_paths("rules.months");
  EXPECT_EQ(base::ReasonOf(ChangeOrganization(*NewOrganization(Acme(), "acme"), request).status()), "MASK_PATH_UNKNOWN");
}

}  // namespace
}  // namespace gilde::profile::domain
