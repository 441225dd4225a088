#include "services/profile/domain/organization.h"

#include "absl/strings/str_cat.h"
#include "common/base/fields.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/profile/domain/checks.h"

namespace gilde::profile::domain {

using gilde::profile::v1::Organization;
using gilde::profile::v1::ProfileRules;

namespace {

const base::OutputOnly& OrganizationOutputOnly() {
  static const auto& fields = *new base::OutputOnly{"name", "etag", "create_time", "update_time", "catalogue_revision"};
  return fields;
}

void Tidy(Organization& organization) {
  Trim(organization.mutable_title());
  organization.set_default_language(CanonicalLanguage(organization.default_language()));
  if (organization.default_time_zone().empty()) organization.set_default_time_zone("UTC");
  if (organization.default_language().empty()) organization.set_default_language("en");
  ProfileRules& rules = *organization.mutable_rules();
  if (!rules.has_short_goal_months()) rules.set_short_goal_months(12);
  if (!rules.has_long_goal_min_years()) rules.set_long_goal_min_years(3);
  if (!rules.has_long_goal_max_years()) rules.set_long_goal_max_years(5);
  if (!rules.has_mass_change_percent()) rules.set_mass_change_percent(5);
}

void Check(const Organization& organization, base::Violations& violations) {
  CheckText(organization.title(), "organization.title", {.maximum = 120, .required = true}, violations);
  violations.Require(base::Zone(organization.default_time_zone()).ok(), "organization.default_time_zone", "ZONE_UNKNOWN",
                     "must be an IANA zone such as Europe/Amsterdam");
  violations.Require(base::IsLanguageTag(organization.default_language()), "organization.default_language", "LANGUAGE_INVALID",
                     "must be a BCP 47 tag");
  const ProfileRules& rules = organization.rules();
  CheckRange(rules.short_goal_months(), 1, 24, "organization.rules.short_goal_months", "NUMBER_OUT_OF_RANGE", violations);
  CheckRange(rules.long_goal_min_years(), 1, 10, "organization.rules.long_goal_min_years", "NUMBER_OUT_OF_RANGE", violations);
  CheckRange(rules.long_goal_max_years(), rules.long_goal_min_years(), 20, "organization.rules.long_goal_max_years", "NUMBER_OUT_OF_RANGE",
             violations);
  CheckRange(rules.mass_change_percent(), 0, 100, "organization.rules.mass_change_percent", "NUMBER_OUT_OF_RANGE", violations);
}

}  // namespace

absl::StatusOr<Organization> NewOrganization(Organization wanted, std::string_view id) {
  base::Violations violations;
  violations.Require(base::IsId(id), "organization_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
  base::ClearOutputOnly(OrganizationOutputOnly(), wanted);
  wanted.set_name("organizations/" + std::string(id));
  Tidy(wanted);
  Check(wanted, violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  return wanted;
}

absl::StatusOr<Organization> ChangeOrganization(const Organization& current, const gilde::profile::v1::UpdateOrganizationRequest& request) {
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.organization(), OrganizationOutputOnly()));
  Organization next = current;
  base::Replace(request.organization(), paths, next);
  Tidy(next);
  base::Violations violations;
  Check(next, violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  return next;
}

}  // namespace gilde::profile::domain
