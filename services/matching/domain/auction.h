// Prices of seats to begin with, near those that place mentees with the largest total of scores.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/domain/going_on.h"
#include "services/matching/domain/offers.h"

namespace gilde::matching::domain {

// Mentees bid for seats in turns (Bertsekas 1979; for places that are alike, Bertsekas and Castanon 1989): each for the mentor from whom
// they profit most, as much more as they would lose with their second choice, and a step besides that lets nobody bid in vain. A mentor's
// price is the lowest bid held when the seats are full, and 0 before. The step is 1/400 of the highest score: smaller ones cost more bids
// than they save afterwards. Prices of 0 and more are all that follows needs, so that a war of prices is cut off after 50 bids a mentee.
std::vector<std::int64_t> AuctionPrices(const Offers& to_mentees, const std::vector<int>& seats, GoOn go_on = Always);

}  // namespace gilde::matching::domain
