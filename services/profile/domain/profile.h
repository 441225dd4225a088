// Rules of profiles: what a valid one is, and what may be done with it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/call.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/profile/domain/skills.h"

namespace gilde::profile::domain {

// Fields that only the service sets.
const base::OutputOnly& ProfileOutputOnly();

// Says what a word among skills means; Catalogue::Resolve, or a memo of it.
using Resolve = std::function<Resolution(const std::string& word)>;

// Brings what a caller typed into the form in which it is stored: texts trimmed, language tags in BCP 47 case, skills resolved and each
// once (the higher level counts). Unset fields stay unset.
void Normalize(gilde::profile::v1::Profile& profile, const Resolve& resolve);

// Adds everything that is wrong with a normalized profile; `field` is where it stands in the request, `profile`.
void CheckProfile(const gilde::profile::v1::Profile& profile, std::string_view field, base::Violations& violations);

// The stored form of a new, normalized profile called `name`: defaults filled in, ACTIVE, a mentor offer PENDING. Not yet checked.
gilde::profile::v1::Profile NewProfile(gilde::profile::v1::Profile wanted, std::string_view name,
                                       const gilde::profile::v1::Organization& organization, const Catalogue& catalogue);

// Sets what follows from the rest after `next` was made from `current`: defaults of kind and visibility, display name, vetting (PENDING for
// a new offer, else as it was), persona revision as it was, unknown skills.
void Settle(const gilde::profile::v1::Profile& current, const Catalogue& catalogue, gilde::profile::v1::Profile& next);

// Whether the wish for a mentor became another one; if so it is a new revision.
bool PersonaChanged(const gilde::profile::v1::Profile& before, const gilde::profile::v1::Profile& after);

// Names of people that `after` refers to and `before` did not: they must exist. Each with the field that names it.
std::vector<std::pair<std::string, std::string>> NewReferences(const gilde::profile::v1::Profile& before,
                                                               const gilde::profile::v1::Profile& after);

// FAILED_PRECONDITION / PROFILE_DEACTIVATED unless ACTIVE.
absl::Status CheckActive(const gilde::profile::v1::Profile& profile);

// The person has left. FAILED_PRECONDITION / PROFILE_DEACTIVATED when that is known.
absl::StatusOr<gilde::profile::v1::Profile> Deactivate(gilde::profile::v1::Profile profile);
// The person is back. FAILED_PRECONDITION / PROFILE_ACTIVE when never gone.
absl::StatusOr<gilde::profile::v1::Profile> Reactivate(gilde::profile::v1::Profile profile);
// A reviewer has decided. PERMISSION_DENIED / OWN_OFFER; FAILED_PRECONDITION / PROFILE_DEACTIVATED or NO_MENTOR_OFFER.
absl::StatusOr<gilde::profile::v1::Profile> Review(const base::Call& call, gilde::profile::v1::Profile profile,
                                                   gilde::profile::v1::ReviewMentorOfferRequest::Decision decision);

}  // namespace gilde::profile::domain
