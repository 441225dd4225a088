#include "services/profile/domain/update.h"

#include <algorithm>

#include "common/base/zones.h"
#include "services/profile/domain/permissions.h"

namespace gilde::profile::domain {

using gilde::profile::v1::Profile;
using gilde::profile::v1::UpdateProfileRequest;

absl::StatusOr<std::vector<std::string>> PathsOf(const base::Call& call, const UpdateProfileRequest& request) {
  const std::string& name = request.profile().name();
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.profile(), ProfileOutputOnly()));
  GILDE_RETURN_IF_ERROR(CheckIsPersonOrAdministrator(call, name));
  const auto& asked = request.update_mask().paths();
  if (std::find(asked.begin(), asked.end(), "*") != asked.end()) {
    paths.erase(std::remove_if(paths.begin(), paths.end(), [&](const std::string& path) { return !MayChange(call, name, path); }),
                paths.end());
  }
  return paths;
}

absl::StatusOr<Profile> ChangeProfile(const base::Call& call, const Profile& current, const UpdateProfileRequest& request,
                                      const std::vector<std::string>& paths, const Catalogue& catalogue) {
  Profile next = current;
  base::Replace(request.profile(), paths, next);
  Normalize(next, [&](const std::string& word) { return catalogue.Resolve(word); });
  Settle(current, catalogue, next);
  std::vector<std::string> changed = base::Differences(current, next);
  changed.erase(
      std::remove_if(changed.begin(), changed.end(), [](const std::string& field) { return ProfileOutputOnly().count(field) > 0; }),
      changed.end());
  GILDE_RETURN_IF_ERROR(CheckMayChange(call, current.name(), changed));
  GILDE_RETURN_IF_ERROR(CheckActive(current));
  base::Violations violations;
  CheckProfile(next, "profile", violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  bool long_ago = call.now > base::FromProto(current.last_active_time()) + absl::Hours(24);
  if ((!changed.empty() || long_ago) && call.ActsFor(current.name())) *next.mutable_last_active_time() = base::ToProto(call.now);
  return next;
}

}  // namespace gilde::profile::domain
