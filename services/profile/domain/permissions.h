// Who may change what of a profile, and see a person's goals. Roles and field classes are checked before; this is about the person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/base/call.h"

namespace gilde::profile::domain {

// Whether the caller runs the organization's people data.
bool IsAdministrator(const base::Call& call);

// OK for the person and for services. PERMISSION_DENIED / ACTING_PERSON_REQUIRED when nobody is acted for, NOT_THE_PERSON for anybody else.
absl::Status CheckIsPerson(const base::Call& call, std::string_view profile);

// As CheckIsPerson, and OK for administrators too.
absl::Status CheckIsPersonOrAdministrator(const base::Call& call, std::string_view profile);

// Whether a caller who may change the profile may change this field of it: what belongs to the person alone only the person, what HR knows
// only administrators. `path` may go deeper, `persona.traits`.
bool MayChange(const base::Call& call, std::string_view profile, const std::string& path);

// PERMISSION_DENIED / FIELD_NOT_ALLOWED naming the first field that the caller may not change.
absl::Status CheckMayChange(const base::Call& call, std::string_view profile, const std::vector<std::string>& paths);

}  // namespace gilde::profile::domain
