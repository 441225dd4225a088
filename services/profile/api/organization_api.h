// gilde.profile.v1.OrganizationService; see the proto for what each method answers and refuses.
#pragma once

#include "common/storage/store.h"
#include "gilde/profile/v1/organization.pb.h"

namespace gilde::profile::api {

class OrganizationApi {
 public:
  explicit OrganizationApi(storage::Store& store) : store_(store) {}
  absl::StatusOr<v1::Organization> CreateOrganization(const base::Call& call, const v1::CreateOrganizationRequest& request);
  absl::StatusOr<v1::Organization> GetOrganization(const base::Call& call, const v1::GetOrganizationRequest& request);
  absl::StatusOr<v1::Organization> UpdateOrganization(const base::Call& call, const v1::UpdateOrganizationRequest& request);
  absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(const base::Call& call, const v1::ListOrganizationsRequest& request);

 private:
  storage::Store& store_;
};

}  // namespace gilde::profile::api
