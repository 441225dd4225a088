// How two people, or a few, agree to work together: versions, signatures, what is in force.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

// What is wrong with a proposed agreement for this mentorship.
base::Violations CheckAgreement(const gilde::matching::v1::Agreement& draft, const gilde::matching::v1::Mentorship& mentorship,
                                absl::Time now);

// How the meetings that were held go against what was agreed, or the program says; nothing before the second.
std::optional<gilde::matching::v1::Drift> DriftOf(const gilde::matching::v1::Mentorship& mentorship);

// What an agreement's move changes.
struct AgreementChange {
  Change change;
  gilde::matching::v1::Agreement agreement;
  // The one that is no longer proposed, or in force, because of it.
  std::optional<gilde::matching::v1::Agreement> replaced;
};

// Proposes `draft` (checked, with its name) as the next version; `waiting` is the one proposed before, if any.
absl::StatusOr<AgreementChange> ProposeAgreement(gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::Agreement draft,
                                                 std::optional<gilde::matching::v1::Agreement> waiting, int version, const Actor& actor,
                                                 absl::Time now);
// Signs; `in_force` is the agreement signed before, if any. FAILED_PRECONDITION / AGREEMENT_NOT_PROPOSED, ALREADY_SIGNED.
absl::StatusOr<AgreementChange> SignAgreement(gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::Agreement agreement,
                                              std::optional<gilde::matching::v1::Agreement> in_force, const Actor& actor, absl::Time now);

}  // namespace gilde::matching::domain
