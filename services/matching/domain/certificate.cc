#include "services/matching/domain/certificate.h"

#include <algorithm>

#include "services/matching/domain/hall.h"
#include "services/matching/domain/stable.h"

namespace gilde::matching::domain {

namespace {

// Without the groups that are closed.
Placement OpenOnly(Placement placement, const Placed& placed, const std::vector<int>& least) {
  std::vector<bool> used(placement.seats.size(), false);
  for (int mentor : placed.mentor_of) {
    if (mentor >= 0) used[mentor] = true;
  }
  for (size_t j = 0; j < least.size(); ++j) {
    if (least[j] > 1 && !used[j]) placement.seats[j] = 0;
  }
  return placement;
}

void ProveFairest(const Placement& placement, const Placed& placed, v1::MatchCertificate& certificate) {
  Undecided left = UndecidedOf(placement);
  std::vector<int> hall = HallSet(left, placed.mentor_of);
  certificate.mutable_hall_mentees()->Assign(hall.begin(), hall.end());
  std::int64_t lowest = kMostPoints + 1;
  for (const Option& option : left.options) {
    if (placed.mentor_of[option.mentee] == option.mentor) lowest = std::min(lowest, option.score);
  }
  if (lowest > kMostPoints) return;  // nobody is placed beside the pins
  certificate.set_lowest_score(lowest);
  int unplaced = static_cast<int>(std::count(placed.mentor_of.begin(), placed.mentor_of.end(), -1));
  hall = HallSet(left, placed.mentor_of, lowest, unplaced + 1);
  certificate.mutable_threshold_hall_mentees()->Assign(hall.begin(), hall.end());
}

}  // namespace

v1::MatchCertificate CertificateOf(v1::MatchRun::Objective objective, const Placement& placement, const Placed& placed,
                                   const Prices* prices, const std::vector<int>& least) {
  v1::MatchCertificate certificate;
  if (objective == v1::MatchRun::STABLE) {
    int blocking = least.empty() ? BlockingPairs(placement, placed) : BlockingPairs(OpenOnly(placement, placed, least), placed);
    certificate.set_blocking_pairs(blocking);
  }
  if (objective == v1::MatchRun::FAIREST) {
    if (least.empty()) {
      ProveFairest(placement, placed, certificate);
    } else {
      ProveFairest(OpenOnly(placement, placed, least), placed, certificate);
    }
  }
  if (objective == v1::MatchRun::HIGHEST_PARTICIPATION) {
    std::vector<int> hall = HallSet(UndecidedOf(placement), placed.mentor_of);
    certificate.mutable_hall_mentees()->Assign(hall.begin(), hall.end());
  }
  if (prices != nullptr) {
    certificate.mutable_mentee_prices()->Assign(prices->mentee.begin(), prices->mentee.end());
    certificate.mutable_seat_prices()->Assign(prices->seat.begin(), prices->seat.end());
    certificate.set_bonus(prices->bonus);
  }
  return certificate;
}

v1::MatchCertificate CertificateOf(const PricedPeers& peers) {
  v1::MatchCertificate certificate;
  certificate.set_bonus(peers.bonus);
  certificate.mutable_person_prices()->Assign(peers.prices.begin(), peers.prices.end());
  for (const auto& odd : peers.odd_sets) {
    auto* set = certificate.add_odd_sets();
    set->mutable_people()->Assign(odd.people.begin(), odd.people.end());
    set->set_price(odd.price);
  }
  return certificate;
}

}  // namespace gilde::matching::domain
