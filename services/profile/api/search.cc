// ProfileApi::SearchProfiles: what a caller asks for, as the directory understands it.
#include <algorithm>

#include "common/base/ids.h"
#include "common/base/text.h"
#include "services/profile/api/profile_api.h"
#include "services/profile/domain/checks.h"
#include "services/profile/domain/permissions.h"

namespace gilde::profile::api {

namespace {

constexpr int kDefaultPage = 50;
constexpr int kLargestPage = 200;

base::Violations CheckSearch(const v1::SearchProfilesRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), "organizations/*"), "parent", "NAME_INVALID", "a name looks like organizations/*");
  domain::CheckText(request.text(), "text", {.maximum = 200}, violations);
  domain::CheckText(request.skill(), "skill", {.maximum = 80}, violations);
  domain::CheckText(request.org_unit(), "org_unit", {.maximum = 200}, violations);
  domain::CheckText(request.location(), "location", {.maximum = 120}, violations);
  violations.Require(request.language().empty() || base::IsLanguageTag(request.language()), "language", "LANGUAGE_INVALID",
                     "must be a BCP 47 tag such as nl or pt-BR");
  domain::CheckRange(request.seniority_min(), 0, 9, "seniority_min", "SENIORITY_OUT_OF_RANGE", violations);
  domain::CheckRange(request.seniority_max(), 0, 9, "seniority_max", "SENIORITY_OUT_OF_RANGE", violations);
  violations.Require(!request.has_seniority_max() || request.seniority_max() >= request.seniority_min(), "seniority_max",
                     "SENIORITY_REVERSED", "must not be below seniority_min");
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  return violations;
}

store::Criteria CriteriaOf(const base::Call& call, const v1::SearchProfilesRequest& request, const domain::Catalogue& catalogue) {
  store::Criteria criteria;
  criteria.text = base::Words(request.text());
  criteria.location = base::Words(request.location());
  if (!request.skill().empty()) criteria.skill = catalogue.Resolve(request.skill()).skill;
  criteria.language = domain::CanonicalLanguage(request.language());
  criteria.org_unit = base::Fold(request.org_unit());
  while (!criteria.org_unit.empty() && criteria.org_unit.back() == '/') criteria.org_unit.pop_back();
  criteria.seniority_min = request.seniority_min();
  if (request.has_seniority_max()) criteria.seniority_max = request.seniority_max();
  criteria.mentors_only = request.mentors_only();
  criteria.sees_programs = call.IsService() || domain::IsAdministrator(call);
  return criteria;
}

// What a page token is bound to.
std::string FilterOf(v1::SearchProfilesRequest request) {
  request.clear_page_size();
  request.clear_page_token();
  return request.SerializeAsString();
}

}  // namespace

absl::StatusOr<v1::SearchProfilesResponse> ProfileApi::SearchProfiles(const base::Call& call, const v1::SearchProfilesRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckSearch(request).Check());
  std::string filter = FilterOf(request);
  GILDE_ASSIGN_OR_RETURN(std::string after, store_.PagePosition(call, filter, request.page_token()));
  GILDE_ASSIGN_OR_RETURN(Setting setting, SettingOf(store_, call, catalogues_, request.parent()));
  int size = request.page_size() == 0 ? kDefaultPage : std::min(request.page_size(), kLargestPage);
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Profile> found, directory_.Search(call, std::string(base::IdOf(request.parent())),
                                                                           CriteriaOf(call, request, *setting.catalogue), after, size + 1));
  v1::SearchProfilesResponse response;
  if (static_cast<int>(found.size()) > size) {
    found.pop_back();
    response.set_next_page_token(store_.PageToken(call, filter, found.back().name()));
  }
  response.mutable_profiles()->Assign(found.begin(), found.end());
  return response;
}

}  // namespace gilde::profile::api
