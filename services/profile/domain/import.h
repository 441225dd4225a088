// Importing people: what one row does to what is stored. The dry run and the real run ask the same function.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "google/protobuf/descriptor.h"
#include "services/profile/domain/profile.h"
#include "services/profile/domain/skills.h"

namespace gilde::profile::domain {

// Settings of a whole import, checked.
struct ImportSettings {
  std::string parent;  // organizations/acme
  bool validate_only = false;
  bool masked = false;
  std::vector<const google::protobuf::FieldDescriptor*> fields;  // what rows change of people already here, when masked
  bool full_roster = false;
  bool confirm_mass_change = false;
  bool reactivate = false;
};
// INVALID_ARGUMENT naming every bad setting: NAME_INVALID, MASK_PATH_UNKNOWN, MASK_PATH_NOT_IMPORTED.
absl::StatusOr<ImportSettings> SettingsOf(const gilde::profile::v1::ImportProfilesRequest& first);

// Profile id of a new person: the external id where it is a valid id, else `x` and 25 digits computed from it.
std::string IdForExternalId(std::string_view external_id);

// What one row does.
struct RowPlan {
  gilde::profile::v1::ImportProfileResult result;
  gilde::profile::v1::Profile profile;  // to be created or updated, by result.outcome
  std::string_view event;
};

// What is known about a row before it is planned.
struct RowFacts {
  const gilde::profile::v1::Profile* current = nullptr;  // the profile with the row's external id
  bool name_taken = false;                               // somebody without that external id has the id that a new profile would get
  std::int64_t earlier_line = 0;                         // line of an earlier row with this external id
};

// Name of a serialized profile.
std::string NameOfStored(std::string_view stored);

// The result of a row that changes nothing about `stored`, the serialized profile with its external id, found by comparing bytes. Nullopt
// when that is not certain: then PlanRow tells.
std::optional<gilde::profile::v1::ImportProfileResult> PlanUnchanged(const gilde::profile::v1::ImportProfileRow& row,
                                                                     std::int64_t earlier_line, std::string_view stored,
                                                                     const ImportSettings& settings);

// A row that is refused whoever it is about.
RowPlan Refused(const gilde::profile::v1::ImportProfileRow& row, const base::Violations& violations);

// Plans one row; its profile is normalized, its manager that of manager_external_id.
RowPlan PlanRow(const gilde::profile::v1::ImportProfileRow& row, const RowFacts& facts, const ImportSettings& settings,
                const gilde::profile::v1::Organization& organization, const Catalogue& catalogue);

// Whether deactivating `leaving` of `active` people is more than `percent` of them.
bool IsMassChange(std::int64_t leaving, std::int64_t active, int percent);

}  // namespace gilde::profile::domain
