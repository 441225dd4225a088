// Prospects: a mentee's own shortlist.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/profile/v1/prospect.pb.h"

namespace gilde::profile::domain {

// The most that a list holds.
inline constexpr int kMostProspects = 200;

// What is wrong with an entry of `owner`'s list.
void CheckProspect(const gilde::profile::v1::Prospect& prospect, std::string_view owner, base::Violations& violations);

// An entry and the profile that its invitation makes.
struct Invitation {
  gilde::profile::v1::Prospect prospect;
  gilde::profile::v1::Profile profile;
};
// Invites somebody without a profile, who gets this one, with an offer to mentor that waits for review. FAILED_PRECONDITION /
// ALREADY_INVITED, EMAIL_MISSING.
absl::StatusOr<Invitation> Invite(gilde::profile::v1::Prospect prospect, gilde::profile::v1::Profile::Kind kind,
                                  std::string_view profile_name, absl::Time now);

// Paths that a caller cannot set; a service may set `conversation_request`.
const base::OutputOnly& ProspectOutputOnly(bool by_service);

}  // namespace gilde::profile::domain
