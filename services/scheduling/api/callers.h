// Who may do what to a meeting or a calendar.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/base/call.h"
#include "common/base/errors.h"
#include "common/base/ids.h"

namespace gilde::scheduling::api {

// OK for a service and for an acting person among `people`. PERMISSION_DENIED / ACTING_PERSON_REQUIRED, NOT_A_PARTY.
template <class People>
absl::Status RequireParty(const base::Call& call, const People& people) {
  if (call.IsService()) return absl::OkStatus();
  if (call.acting_person.empty()) return base::PermissionDenied("ACTING_PERSON_REQUIRED", "say for whom the call is made");
  if (std::find(people.begin(), people.end(), call.acting_person) == people.end()) {
    return base::PermissionDenied("NOT_A_PARTY", "the acting person does not take part in this");
  }
  return absl::OkStatus();
}

inline bool IsAdministrator(const base::Call& call) {
  return call.IsService() || call.Has(common::v1::PROGRAM_ADMIN) || call.Has(common::v1::PLATFORM);
}

// The same, and OK for an administrator.
template <class People>
absl::Status RequirePartyOrAdministrator(const base::Call& call, const People& people) {
  return IsAdministrator(call) ? absl::OkStatus() : RequireParty(call, people);
}

// INVALID_ARGUMENT / NAME_INVALID unless `name` has the shape of `pattern`.
inline absl::Status RequireName(std::string_view field, std::string_view name, std::string_view pattern) {
  base::Violations violations;
  violations.Require(base::NameMatches(name, pattern), field, "NAME_INVALID", "looks like " + std::string(pattern));
  return violations.Check();
}

}  // namespace gilde::scheduling::api
