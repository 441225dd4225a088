#include "services/matching/domain/auction.h"

#include <algorithm>

namespace gilde::matching::domain {

namespace {

constexpr std::int64_t kStep = kMostPoints / 400;
constexpr std::int64_t kBidsEach = 50;
constexpr std::int64_t kAskedEvery = 1024;  // bids

struct Bid {
  std::int64_t price;
  int mentee;
  // A heap of them has the lowest on top.
  bool operator<(const Bid& b) const { return price != b.price ? price > b.price : mentee < b.mentee; }
};

// What a mentee profits most from.
struct Choice {
  int mentor = -1;
  std::int64_t bid = 0;  // above the price
};

Choice ChoiceOf(size_t mentee, const Offers& offers, const std::vector<std::int64_t>& price) {
  Choice choice;
  std::int64_t best = 0, second = 0;  // 0: without a mentor
  for (const Offer* offer = offers.begin(mentee); offer != offers.end(mentee) && offer->score > second; ++offer) {
    std::int64_t profit = offer->score - price[static_cast<size_t>(offer->other)];
    if (profit > best) {
      second = best;
      best = profit;
      choice.mentor = offer->other;
    } else if (profit > second) {
      second = profit;
    }
  }
  choice.bid = best - second + kStep;
  return choice;
}

}  // namespace

std::vector<std::int64_t> AuctionPrices(const Offers& to_mentees, const std::vector<int>& seats, GoOn go_on) {
  size_t mentees = to_mentees.first.size() - 1;
  std::vector<std::int64_t> price(seats.size(), 0);
  std::vector<std::vector<Bid>> held(seats.size());
  std::vector<int> bidding;
  for (size_t mentee = mentees; mentee-- > 0;) bidding.push_back(static_cast<int>(mentee));
  for (auto left = static_cast<std::int64_t>(mentees) * kBidsEach; left > 0 && !bidding.empty(); --left) {
    if (left % kAskedEvery == 0 && !go_on()) break;
    int mentee = bidding.back();
    bidding.pop_back();
    Choice choice = ChoiceOf(static_cast<size_t>(mentee), to_mentees, price);
    if (choice.mentor < 0) continue;
    auto mentor = static_cast<size_t>(choice.mentor);
    std::vector<Bid>& bids = held[mentor];
    if (static_cast<int>(bids.size()) == seats[mentor]) {
      bidding.push_back(bids.front().mentee);
      std::pop_heap(bids.begin(), bids.end());
      bids.pop_back();
    }
    bids.push_back({price[mentor] + choice.bid, mentee});
    std::push_heap(bids.begin(), bids.end());
    if (static_cast<int>(bids.size()) == seats[mentor]) price[mentor] = bids.front().price;
  }
  return price;
}

}  // namespace gilde::matching::domain
