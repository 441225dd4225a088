// Proofs of what a match run found, and their check by somebody who trusts nobody.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/peers.h"
#include "services/matching/domain/placement.h"

namespace gilde::matching::domain {

// The proof that `placed` is what the objective asks for. `prices` are those of HIGHEST_SCORE and HIGHEST_PARTICIPATION; in GROUP programs
// those found without the least sizes. `least`: of each mentor, in GROUP programs; others leave it empty. STABLE and FAIREST are proved
// among the groups that are open: one that holds nobody and takes no fewer than two is closed. Of FAIREST how many are placed is proved and
// the lowest score, not the next lowest.
// Linear in the options but for FAIREST, which looks for a largest matching in a part of them.
v1::MatchCertificate CertificateOf(v1::MatchRun::Objective objective, const Placement& placement, const Placed& placed,
                                   const Prices* prices = nullptr, const std::vector<int>& least = {});
// The same of peers.
v1::MatchCertificate CertificateOf(const PricedPeers& peers);

// What a run that was checked came to.
struct CheckedRun {
  int people = 0;          // mentees or peers
  int matched = 0;         // of them
  std::int64_t total = 0;  // of the scores, pins included; millionths of a point
  // What no other way exceeds. They are `matched` and `total` but for HIGHEST_SCORE and HIGHEST_PARTICIPATION where groups have a least
  // size: then the proof is a bound. `most_matched` is HIGHEST_PARTICIPATION's; `most_total` is among the ways that match `most_matched`,
  // and not given where these are more than `matched`.
  int most_matched = 0;
  std::int64_t most_total = 0;
};

// Checks a run, all of its parts merged, against its own lists and nothing else: that pairs made are candidates, that pins are kept, that
// seats and least sizes are, that everybody is matched at most once, and the proof. FAILED_PRECONDITION/CERTIFICATE_REFUTED names the
// first thing that is wrong, with the numbers of the people. Takes any message, however broken. Linear in the message, but for odd sets
// that hold the same people.
absl::StatusOr<CheckedRun> CheckCertificate(const v1::MatchRunPart& whole);

}  // namespace gilde::matching::domain
