#include "services/profile/api/skill_api.h"

#include <algorithm>
#include <map>

#include "common/base/fields.h"
#include "common/base/ids.h"
#include "services/profile/domain/checks.h"

namespace gilde::profile::api {

using v1::Organization;
using v1::Skill;

namespace {

constexpr int kMostWords = 500;
constexpr int kMostSkills = 1000;
constexpr int kSuggestions = 3;

std::vector<Skill> Wanted(const v1::ImportSkillsRequest& request) {
  static const auto& output_only = *new base::OutputOnly{"etag", "create_time", "update_time", "built_in"};
  std::vector<Skill> skills(request.skills().begin(), request.skills().end());
  for (Skill& skill : skills) {
    base::ClearOutputOnly(output_only, skill);
    domain::Trim(skill.mutable_title());
    for (auto& alias : *skill.mutable_aliases()) {
      domain::Trim(alias.mutable_text());
      alias.set_language(domain::CanonicalLanguage(alias.language()));
    }
  }
  return skills;
}

// Whether storing `wanted` over `present` would change something.
bool IsSame(const Skill& wanted, const Skill& present) {
  Skill stored = wanted;
  stored.set_etag(present.etag());
  *stored.mutable_create_time() = present.create_time();
  *stored.mutable_update_time() = present.update_time();
  return stored.SerializeAsString() == present.SerializeAsString();
}

}  // namespace

absl::StatusOr<v1::ResolveSkillsResponse> SkillApi::ResolveSkills(const base::Call& call, const v1::ResolveSkillsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  base::Violations violations;
  violations.Require(request.words_size() >= 1 && request.words_size() <= kMostWords, "words", "LIST_SIZE_INVALID", "1 to 500 words");
  for (int i = 0; i < request.words_size() && i < kMostWords; ++i) {
    domain::CheckText(request.words(i), domain::At("words", i), {.maximum = 80, .required = true}, violations);
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(Setting setting, SettingOf(store_, call, catalogues_, request.parent()));
  v1::ResolveSkillsResponse response;
  for (const std::string& word : request.words()) {
    domain::Resolution resolved = setting.catalogue->Resolve(word);
    v1::SkillResolution& resolution = *response.add_resolutions();
    resolution.set_word(word);
    resolution.set_skill(resolved.skill);
    resolution.set_known(resolved.known);
    if (resolved.known) {
      resolution.set_title(setting.catalogue->Find(resolved.skill)->title());
    } else if (!request.without_suggestions()) {
      for (const std::string& id : setting.catalogue->Suggest(word, kSuggestions)) resolution.add_suggestions(id);
    }
  }
  return response;
}

absl::StatusOr<v1::ListSkillsResponse> SkillApi::ListSkills(const base::Call& call, const v1::ListSkillsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  base::Violations violations;
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(std::string after, store_.PagePosition(call, request.parent(), request.page_token()));
  GILDE_ASSIGN_OR_RETURN(Setting setting, SettingOf(store_, call, catalogues_, request.parent()));
  int size = request.page_size() == 0 ? 100 : std::min(request.page_size(), 1000);
  v1::ListSkillsResponse response;
  response.set_catalogue_revision(setting.organization.catalogue_revision());
  const auto& skills = setting.catalogue->skills();
  for (auto next = skills.upper_bound(after); next != skills.end(); ++next) {
    if (response.skills_size() == size) {
      response.set_next_page_token(store_.PageToken(call, request.parent(), base::IdOf(response.skills(size - 1).name())));
      break;
    }
    Skill& skill = *response.add_skills();
    skill = next->second;
    skill.set_name(request.parent() + "/skills/" + next->first);
  }
  return response;
}

absl::StatusOr<v1::ImportSkillsResponse> SkillApi::ImportSkills(const base::Call& call, const v1::ImportSkillsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  base::Violations violations;
  violations.Require(request.skills_size() >= 1 && request.skills_size() <= kMostSkills, "skills", "LIST_SIZE_INVALID", "1 to 1000 skills");
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::vector<Skill> wanted = Wanted(request);

  // Counts what would change; `change` makes it so.
  auto import = [&](storage::Reader& reader, const std::function<absl::Status(const Skill&, bool fresh)>& change,
                    v1::ImportSkillsResponse& response) -> absl::StatusOr<Organization> {
    GILDE_ASSIGN_OR_RETURN(Organization organization, reader.Get<Organization>(request.parent()));
    GILDE_ASSIGN_OR_RETURN(std::vector<Skill> present, reader.Find<Skill>({.parent = request.parent()}));
    GILDE_RETURN_IF_ERROR(domain::CheckSkills(request.parent(), wanted, present).Check());
    std::map<std::string_view, const Skill*> by_name;
    for (const Skill& skill : present) by_name[skill.name()] = &skill;
    for (const Skill& skill : wanted) {
      auto found = by_name.find(skill.name());
      bool fresh = found == by_name.end();
      if (!fresh && IsSame(skill, *found->second)) {
        response.set_unchanged_count(response.unchanged_count() + 1);
        continue;
      }
      fresh ? response.set_created_count(response.created_count() + 1) : response.set_updated_count(response.updated_count() + 1);
      GILDE_RETURN_IF_ERROR(change(skill, fresh));
    }
    return organization;
  };

  if (request.validate_only()) {
    v1::ImportSkillsResponse response;
    GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(Organization organization, import(
                                                            reader, [](const Skill&, bool) { return absl::OkStatus(); }, response));
      response.set_catalogue_revision(organization.catalogue_revision());
      return absl::OkStatus();
    }));
    return response;
  }
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::ImportSkillsResponse> {
    v1::ImportSkillsResponse response;
    auto change = [&](const Skill& skill, bool fresh) {
      return fresh ? writer.Create(skill, "skill.created").status() : writer.Update(skill, "skill.updated").status();
    };
    GILDE_ASSIGN_OR_RETURN(Organization organization, import(writer, change, response));
    if (response.created_count() + response.updated_count() > 0) {
      organization.set_catalogue_revision(organization.catalogue_revision() + 1);
      GILDE_RETURN_IF_ERROR(writer.Update(organization, "organization.updated").status());
    }
    response.set_catalogue_revision(organization.catalogue_revision());
    return response;
  });
}

}  // namespace gilde::profile::api
