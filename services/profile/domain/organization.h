// Rules of organizations.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/errors.h"
#include "gilde/profile/v1/organization.pb.h"

namespace gilde::profile::domain {

// A new organization from what the caller sent: defaults filled in, output only fields cleared. INVALID_ARGUMENT naming every bad field.
absl::StatusOr<gilde::profile::v1::Organization> NewOrganization(gilde::profile::v1::Organization wanted, std::string_view id);

// `current` with the fields of `wanted` that the mask names. INVALID_ARGUMENT naming every bad path or field.
absl::StatusOr<gilde::profile::v1::Organization> ChangeOrganization(const gilde::profile::v1::Organization& current,
                                                                    const gilde::profile::v1::UpdateOrganizationRequest& request);

}  // namespace gilde::profile::domain
