#include "services/profile/api/profile_api.h"

#include "absl/strings/str_format.h"
#include "common/base/ids.h"
#include "services/profile/domain/permissions.h"
#include "services/profile/domain/profile.h"
#include "services/profile/domain/update.h"

namespace gilde::profile::api {

using v1::MentorPersonaRevision;
using v1::Profile;

namespace {

constexpr int kMostNames = 500;

// INVALID_ARGUMENT / PERSON_UNKNOWN naming every person that `after` newly refers to and that has no profile.
absl::Status CheckReferences(storage::Writer& writer, const Profile& before, const Profile& after) {
  base::Violations violations;
  for (const auto& [field, name] : domain::NewReferences(before, after)) {
    absl::Status found = writer.Get<Profile>(name).status();
    if (!found.ok() && !absl::IsNotFound(found)) return found;
    violations.Require(found.ok(), field, "PERSON_UNKNOWN", "there is no such profile");
  }
  return violations.Check();
}

// Numbers the persona and keeps it as a revision.
absl::Status KeepRevision(storage::Writer& writer, Profile& profile) {
  GILDE_ASSIGN_OR_RETURN(std::vector<MentorPersonaRevision> kept, writer.Find<MentorPersonaRevision>({.parent = profile.name()}));
  int number = static_cast<int>(kept.size()) + 1;
  MentorPersonaRevision revision;
  revision.set_name(absl::StrFormat("%s/personaRevisions/%06d", profile.name(), number));
  revision.set_profile(profile.name());
  if (profile.has_persona()) {
    profile.mutable_persona()->set_revision(number);
    *revision.mutable_persona() = profile.persona();
  }
  return writer.Create(revision, "").status();
}

// Loads a profile for a change that names its etag.
absl::StatusOr<Profile> Load(storage::Writer& writer, const std::string& name, const std::string& etag) {
  GILDE_ASSIGN_OR_RETURN(Profile profile, writer.Get<Profile>(name));
  GILDE_RETURN_IF_ERROR(storage::CheckEtag(profile, etag));
  return profile;
}

}  // namespace

absl::StatusOr<Profile> ProfileApi::CreateProfile(const base::Call& call, const v1::CreateProfileRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  std::string id = request.profile_id().empty() ? base::NewId(call.now) : request.profile_id();
  std::string name = request.parent() + "/profiles/" + id;
  GILDE_RETURN_IF_ERROR(domain::CheckMayChange(call, name, base::Differences(Profile(), request.profile())));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Profile> {
    GILDE_ASSIGN_OR_RETURN(Setting setting, SettingOf(writer, catalogues_, request.parent()));
    Profile profile = request.profile();
    domain::Normalize(profile, [&](const std::string& word) { return setting.catalogue->Resolve(word); });
    profile = domain::NewProfile(std::move(profile), name, setting.organization, *setting.catalogue);
    base::Violations violations;
    violations.Require(base::IsId(id), "profile_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
    domain::CheckProfile(profile, "profile", violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    GILDE_RETURN_IF_ERROR(CheckReferences(writer, Profile(), profile));
    if (profile.has_persona()) GILDE_RETURN_IF_ERROR(KeepRevision(writer, profile));
    return writer.Create(std::move(profile), "profile.created");
  });
}

absl::StatusOr<Profile> ProfileApi::GetProfile(const base::Call& call, const v1::GetProfileRequest& request) {
  return store_.Get<Profile>(call, request.name());
}

absl::StatusOr<v1::BatchGetProfilesResponse> ProfileApi::BatchGetProfiles(const base::Call& call,
                                                                          const v1::BatchGetProfilesRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), "organizations/*"), "parent", "NAME_INVALID", "a name looks like organizations/*");
  violations.Require(request.names_size() >= 1 && request.names_size() <= kMostNames, "names", "LIST_SIZE_INVALID", "1 to 500 names");
  for (int i = 0; i < request.names_size() && i < kMostNames; ++i) {
    bool fine = base::NameMatches(request.names(i), "organizations/*/profiles/*") && base::ParentOf(request.names(i)) == request.parent();
    violations.Require(fine, "names[" + std::to_string(i) + "]", "NAME_INVALID",
                       "a name looks like organizations/*/profiles/*, under the parent");
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  v1::BatchGetProfilesResponse response;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    for (const std::string& name : request.names()) {
      GILDE_ASSIGN_OR_RETURN(*response.add_profiles(), reader.Get<Profile>(name));
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<Profile> ProfileApi::UpdateProfile(const base::Call& call, const v1::UpdateProfileRequest& request) {
  const std::string& name = request.profile().name();
  GILDE_RETURN_IF_ERROR(CheckName(name, "organizations/*/profiles/*", "profile.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths, domain::PathsOf(call, request));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Profile> {
    GILDE_ASSIGN_OR_RETURN(Profile current, Load(writer, name, request.profile().etag()));
    GILDE_ASSIGN_OR_RETURN(Setting setting, SettingOf(writer, catalogues_, base::ParentOf(name)));
    GILDE_ASSIGN_OR_RETURN(Profile next, domain::ChangeProfile(call, current, request, paths, *setting.catalogue));
    GILDE_RETURN_IF_ERROR(CheckReferences(writer, current, next));
    if (domain::PersonaChanged(current, next)) GILDE_RETURN_IF_ERROR(KeepRevision(writer, next));
    bool only_looked = base::Differences(current, next) == std::vector<std::string>{"last_active_time"};
    return writer.Update(std::move(next), only_looked ? "profile.looked_after" : "profile.updated");
  });
}

absl::StatusOr<v1::ListProfilesResponse> ProfileApi::ListProfiles(const base::Call& call, const v1::ListProfilesRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  v1::ListProfilesResponse response;
  std::vector<Profile> page;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 100, 1000, page,
                                    *response.mutable_next_page_token()));
  response.mutable_profiles()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Profile> ProfileApi::DeactivateProfile(const base::Call& call, const v1::DeactivateProfileRequest& request) {
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Profile> {
    GILDE_ASSIGN_OR_RETURN(Profile profile, Load(writer, request.name(), request.etag()));
    GILDE_ASSIGN_OR_RETURN(profile, domain::Deactivate(std::move(profile)));
    return writer.Update(std::move(profile), "profile.deactivated");
  });
}

absl::StatusOr<Profile> ProfileApi::ReactivateProfile(const base::Call& call, const v1::ReactivateProfileRequest& request) {
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Profile> {
    GILDE_ASSIGN_OR_RETURN(Profile profile, Load(writer, request.name(), request.etag()));
    GILDE_ASSIGN_OR_RETURN(profile, domain::Reactivate(std::move(profile)));
    return writer.Update(std::move(profile), "profile.reactivated");
  });
}

absl::StatusOr<Profile> ProfileApi::ReviewMentorOffer(const base::Call& call, const v1::ReviewMentorOfferRequest& request) {
  base::Violations violations;
  bool decided = request.decision() == v1::ReviewMentorOfferRequest::APPROVE || request.decision() == v1::ReviewMentorOfferRequest::DECLINE;
  violations.Require(base::NameMatches(request.name(), "organizations/*/profiles/*"), "name", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  violations.Require(decided, "decision", "DECISION_MISSING", "choose APPROVE or DECLINE");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Profile> {
    GILDE_ASSIGN_OR_RETURN(Profile profile, Load(writer, request.name(), request.etag()));
    GILDE_ASSIGN_OR_RETURN(profile, domain::Review(call, std::move(profile), request.decision()));
    return writer.Update(std::move(profile), "mentor_offer.reviewed");
  });
}

absl::StatusOr<v1::ListMentorPersonaRevisionsResponse> ProfileApi::ListMentorPersonaRevisions(
    const base::Call& call, const v1::ListMentorPersonaRevisionsRequest& request) {
  GILDE_RETURN_IF_ERROR(domain::CheckIsPerson(call, request.parent()));
  v1::ListMentorPersonaRevisionsResponse response;
  std::vector<MentorPersonaRevision> page;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 100, 1000, page,
                                    *response.mutable_next_page_token()));
  response.mutable_revisions()->Assign(page.begin(), page.end());
  return response;
}

}  // namespace gilde::profile::api
