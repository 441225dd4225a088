// Changing a profile: mask, permission, rules, in one pure step.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/call.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/profile/domain/profile.h"

namespace gilde::profile::domain {

// What a request asks to change, and who may: INVALID_ARGUMENT / MASK_PATH_UNKNOWN; PERMISSION_DENIED / ACTING_PERSON_REQUIRED or
// NOT_THE_PERSON. `*` means what this caller may change.
absl::StatusOr<std::vector<std::string>> PathsOf(const base::Call& call, const gilde::profile::v1::UpdateProfileRequest& request);

// `current` with `paths` as in the request. PERMISSION_DENIED / FIELD_NOT_ALLOWED for a field that would become another one and is not
// the caller's to change; FAILED_PRECONDITION / PROFILE_DEACTIVATED; INVALID_ARGUMENT naming every bad field. The person's own change
// makes them active now.
absl::StatusOr<gilde::profile::v1::Profile> ChangeProfile(const base::Call& call, const gilde::profile::v1::Profile& current,
                                                          const gilde::profile::v1::UpdateProfileRequest& request,
                                                          const std::vector<std::string>& paths, const Catalogue& catalogue);

}  // namespace gilde::profile::domain
