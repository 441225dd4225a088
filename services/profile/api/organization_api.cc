#include "services/profile/api/organization_api.h"

#include "services/profile/api/catalogues.h"
#include "services/profile/domain/organization.h"

namespace gilde::profile::api {

using v1::Organization;

absl::StatusOr<Organization> OrganizationApi::CreateOrganization(const base::Call& call, const v1::CreateOrganizationRequest& request) {
  GILDE_ASSIGN_OR_RETURN(Organization organization, domain::NewOrganization(request.organization(), request.organization_id()));
  return store_.Write(call, [&](storage::Writer& writer) { return writer.Create(organization, "organization.created"); });
}

absl::StatusOr<Organization> OrganizationApi::GetOrganization(const base::Call& call, const v1::GetOrganizationRequest& request) {
  return store_.Get<Organization>(call, request.name());
}

absl::StatusOr<Organization> OrganizationApi::UpdateOrganization(const base::Call& call, const v1::UpdateOrganizationRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.organization().name(), "organizations/*", "organization.name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Organization> {
    GILDE_ASSIGN_OR_RETURN(Organization current, writer.Get<Organization>(request.organization().name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(current, request.organization().etag()));
    GILDE_ASSIGN_OR_RETURN(Organization next, domain::ChangeOrganization(current, request));
    return writer.Update(next, "organization.updated");
  });
}

absl::StatusOr<v1::ListOrganizationsResponse> OrganizationApi::ListOrganizations(const base::Call& call,
                                                                                 const v1::ListOrganizationsRequest& request) {
  v1::ListOrganizationsResponse response;
  std::vector<Organization> page;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, {}, request.page_size(), request.page_token(), 100, 1000, page, *response.mutable_next_page_token()));
  response.mutable_organizations()->Assign(page.begin(), page.end());
  return response;
}

}  // namespace gilde::profile::api
