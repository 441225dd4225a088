#include "services/profile/api/prospect_api.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "services/profile/domain/permissions.h"
#include "services/profile/domain/profile.h"
#include "services/profile/domain/prospect.h"
#include "services/profile/store/kinds.h"

namespace gilde::profile::api {

using v1::Profile;
using v1::Prospect;

namespace {

constexpr std::string_view kProfile = "organizations/*/profiles/*";
constexpr std::string_view kProspect = "organizations/*/profiles/*/prospects/*";

// The entry to change, for the person whose list it is on.
absl::StatusOr<Prospect> Load(storage::Writer& writer, const std::string& name, const std::string& etag) {
  GILDE_ASSIGN_OR_RETURN(Prospect prospect, writer.Get<Prospect>(name));
  GILDE_RETURN_IF_ERROR(storage::CheckEtag(prospect, etag));
  return prospect;
}

absl::Status CheckMay(const base::Call& call, const std::string& name, std::string_view field) {
  GILDE_RETURN_IF_ERROR(CheckName(name, kProspect, field));
  return domain::CheckIsPerson(call, base::ParentOf(name));
}

}  // namespace

absl::StatusOr<Prospect> ProspectApi::CreateProspect(const base::Call& call, const v1::CreateProspectRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProfile, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPerson(call, request.parent()));
  std::string id = request.prospect_id().empty() ? base::NewId(call.now) : request.prospect_id();
  Prospect draft = request.prospect();
  base::ClearOutputOnly(domain::ProspectOutputOnly(/*by_service=*/false), draft);
  draft.set_name(absl::StrCat(request.parent(), "/prospects/", id));
  draft.set_profile(request.parent());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Prospect> {
    GILDE_ASSIGN_OR_RETURN(Profile profile, writer.Get<Profile>(request.parent()));
    GILDE_RETURN_IF_ERROR(domain::CheckActive(profile));
    base::Violations violations;
    violations.Require(base::IsId(id), "prospect_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
    domain::CheckProspect(draft, request.parent(), violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    GILDE_ASSIGN_OR_RETURN(auto listed, writer.Find<Prospect>({.parent = request.parent(), .limit = domain::kMostProspects}));
    if (listed.size() == domain::kMostProspects) {
      return base::FailedPrecondition("TOO_MANY_PROSPECTS", "a shortlist holds 200: take somebody off first");
    }
    return writer.Create(draft, "");
  });
}

absl::StatusOr<v1::ListProspectsResponse> ProspectApi::ListProspects(const base::Call& call, const v1::ListProspectsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProfile, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPerson(call, request.parent()));
  v1::ListProspectsResponse response;
  std::vector<Prospect> page;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 100,
                                    domain::kMostProspects, page, *response.mutable_next_page_token()));
  response.mutable_prospects()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Prospect> ProspectApi::UpdateProspect(const base::Call& call, const v1::UpdateProspectRequest& request) {
  const std::string& name = request.prospect().name();
  GILDE_RETURN_IF_ERROR(CheckMay(call, name, "prospect.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.prospect(), domain::ProspectOutputOnly(call.IsService())));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Prospect> {
    GILDE_ASSIGN_OR_RETURN(Prospect current, Load(writer, name, request.prospect().etag()));
    Prospect next = current;
    base::Replace(request.prospect(), paths, next);
    base::Violations violations;
    violations.Require(!current.has_invite_time() || next.candidate() == current.candidate(), "prospect.candidate", "CANDIDATE_FIXED",
                       "an invitation was for this person");
    domain::CheckProspect(next, base::ParentOf(name), violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    return writer.Update(std::move(next), "");
  });
}

absl::StatusOr<google::protobuf::Empty> ProspectApi::DeleteProspect(const base::Call& call, const v1::DeleteProspectRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckMay(call, request.name(), "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<google::protobuf::Empty> {
    GILDE_ASSIGN_OR_RETURN(Prospect prospect, Load(writer, request.name(), request.etag()));
    GILDE_RETURN_IF_ERROR(writer.Delete(prospect, ""));
    return google::protobuf::Empty();
  });
}

absl::StatusOr<Prospect> ProspectApi::InviteProspect(const base::Call& call, const v1::InviteProspectRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckMay(call, request.name(), "name"));
  bool known = request.kind() == Profile::KIND_UNSPECIFIED || request.kind() == Profile::EXTERNAL || request.kind() == Profile::ALUMNUS;
  base::Violations violations;
  violations.Require(known, "kind", "KIND_INVALID", "EXTERNAL or ALUMNUS");
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::string owner(base::ParentOf(request.name())), organization = base::OrganizationName(owner);
  std::string profile_name = absl::StrCat(organization, "/profiles/", base::NewId(call.now));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Prospect> {
    GILDE_ASSIGN_OR_RETURN(Prospect prospect, Load(writer, request.name(), request.etag()));
    GILDE_ASSIGN_OR_RETURN(Profile inviting, writer.Get<Profile>(owner));
    GILDE_RETURN_IF_ERROR(domain::CheckActive(inviting));
    GILDE_ASSIGN_OR_RETURN(domain::Invitation invitation, domain::Invite(std::move(prospect), request.kind(), profile_name, call.now));
    GILDE_ASSIGN_OR_RETURN(auto outsider, writer.FindOne<Profile>(store::OutsiderQuery(organization, invitation.profile.email())));
    if (outsider && outsider->name() == owner) return base::FailedPrecondition("ALREADY_INVITED", "this address is your own");
    if (outsider) {
      invitation.prospect.set_candidate(outsider->name());
      return writer.Update(std::move(invitation.prospect), "");
    }
    GILDE_ASSIGN_OR_RETURN(Setting setting, SettingOf(writer, catalogues_, organization));
    domain::Normalize(invitation.profile, [&](const std::string& word) { return setting.catalogue->Resolve(word); });
    Profile profile = domain::NewProfile(std::move(invitation.profile), profile_name, setting.organization, *setting.catalogue);
    base::Violations of_profile;
    domain::CheckProfile(profile, "prospect", of_profile);
    GILDE_RETURN_IF_ERROR(of_profile.Check());
    GILDE_ASSIGN_OR_RETURN(profile, writer.Create(std::move(profile), "profile.created"));
    writer.Publish("profile.invited", profile.name(), profile);
    return writer.Update(std::move(invitation.prospect), "");
  });
}

}  // namespace gilde::profile::api
