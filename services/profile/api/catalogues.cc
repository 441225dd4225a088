#include "services/profile/api/catalogues.h"

#include "common/base/ids.h"

namespace gilde::profile::api {

absl::StatusOr<std::shared_ptr<const domain::Catalogue>> Catalogues::Of(storage::Reader& reader, const v1::Organization& organization) {
  {
    std::lock_guard lock(mutex_);
    if (organization.catalogue_revision() == 0) {
      if (!shipped_) shipped_ = std::make_shared<domain::Catalogue>(std::vector<v1::Skill>());
      return shipped_;
    }
    const Kept& kept = kept_[organization.name()];
    if (kept.revision == organization.catalogue_revision()) return kept.catalogue;
  }
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Skill> own, reader.Find<v1::Skill>({.parent = organization.name()}));
  auto catalogue = std::make_shared<const domain::Catalogue>(own);
  std::lock_guard lock(mutex_);
  Kept& kept = kept_[organization.name()];
  if (kept.revision < organization.catalogue_revision()) kept = {organization.catalogue_revision(), catalogue};
  return catalogue;
}

absl::StatusOr<Setting> SettingOf(storage::Reader& reader, Catalogues& catalogues, std::string_view organization) {
  Setting setting;
  GILDE_ASSIGN_OR_RETURN(setting.organization, reader.Get<v1::Organization>(organization));
  GILDE_ASSIGN_OR_RETURN(setting.catalogue, catalogues.Of(reader, setting.organization));
  return setting;
}

absl::StatusOr<Setting> SettingOf(storage::Store& store, const base::Call& call, Catalogues& catalogues, std::string_view organization) {
  Setting setting;
  GILDE_RETURN_IF_ERROR(store.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(setting, SettingOf(reader, catalogues, organization));
    return absl::OkStatus();
  }));
  return setting;
}

absl::Status CheckName(std::string_view name, std::string_view pattern, std::string_view field) {
  base::Violations violations;
  violations.Require(base::NameMatches(name, pattern), field, "NAME_INVALID", "a name looks like " + std::string(pattern));
  return violations.Check();
}

}  // namespace gilde::profile::api
