// Who may do what to a mentorship or request. Roles and field classes are checked before; this is about the acting person.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

// Whether the caller runs programs, or is a service.
bool Administers(const base::Call& call);

// OK for the person and for services. PERMISSION_DENIED / ACTING_PERSON_REQUIRED when nobody is acted for, NOT_A_PARTY for anybody else.
absl::Status CheckActsFor(const base::Call& call, std::string_view profile);

// OK for administrators and for whoever acts for somebody; PERMISSION_DENIED / ACTING_PERSON_REQUIRED otherwise.
absl::Status CheckActs(const base::Call& call);

// As whom the caller acts in this mentorship: one of its people, or an administrator. PERMISSION_DENIED / ACTING_PERSON_REQUIRED,
// NOT_A_PARTY.
absl::StatusOr<Actor> ActorIn(const base::Call& call, const gilde::matching::v1::Mentorship& mentorship);
// The same for what only its people do.
absl::StatusOr<Actor> PersonIn(const base::Call& call, const gilde::matching::v1::Mentorship& mentorship);

}  // namespace gilde::matching::domain
