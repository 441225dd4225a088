#include "services/matching/domain/placement.h"

#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace gilde::matching::domain {

namespace {

using Pair = std::pair<int, int>;

class Checks {
 public:
  explicit Checks(const Placement& placement) : p_(placement) {}

  base::Violations Run() {
    violations_.Require(p_.mentees >= 0, "mentees", "NEGATIVE_COUNT", "0 mentees and more");
    for (size_t j = 0; j < p_.seats.size(); ++j) {
      violations_.Require(p_.seats[j] >= 0, absl::StrCat("mentors[", j, "]"), "NEGATIVE_CAPACITY", "0 seats and more");
    }
    options_.reserve(p_.options.size());
    for (size_t k = 0; k < p_.options.size(); ++k) CheckOption(k);
    for (size_t k = 0; k < p_.forbidden.size(); ++k) Known(p_.forbidden[k], absl::StrCat("forbidden[", k, "]"));
    Pins();
    return std::move(violations_);
  }

 private:
  bool Known(const Pair& pair, std::string_view field) {
    bool mentee = pair.first >= 0 && pair.first < p_.mentees;
    bool mentor = pair.second >= 0 && pair.second < static_cast<int>(p_.seats.size());
    violations_.Require(mentee, field, "UNKNOWN_MENTEE", "mentees are numbered from 0");
    violations_.Require(mentor, field, "UNKNOWN_MENTOR", "mentors are numbered from 0");
    return mentee && mentor;
  }

  // There are millions of them, nearly all fine: words are found for those only that are not.
  void CheckOption(size_t k) {
    const Option& option = p_.options[k];
    bool known =
        option.mentee >= 0 && option.mentee < p_.mentees && option.mentor >= 0 && option.mentor < static_cast<int>(p_.seats.size());
    bool in_range = option.score >= 0 && option.score <= kMostPoints;
    bool first = known && options_.insert({option.mentee, option.mentor}).second;
    if (known && in_range && first) return;
    std::string field = absl::StrCat("pairs[", k, "]");
    if (!Known({option.mentee, option.mentor}, field)) return;
    violations_.Require(in_range, field, "SCORE_OUT_OF_RANGE", "0 to 100,000,000");
    violations_.Require(first, field, "DUPLICATE_PAIR", "each pair once");
  }

  void Pins() {
    absl::flat_hash_set<Pair> forbidden_pairs(p_.forbidden.begin(), p_.forbidden.end());
    absl::flat_hash_set<int> pinned;
    std::vector<int> left = p_.seats;
    for (size_t k = 0; k < p_.pins.size(); ++k) {
      const Pair& pin = p_.pins[k];
      std::string field = absl::StrCat("pins[", k, "]");
      if (!Known(pin, field)) continue;
      bool forbidden = forbidden_pairs.contains(pin);
      violations_.Require(!forbidden, field, "PIN_ON_FORBIDDEN", "what must be cannot be forbidden");
      violations_.Require(options_.contains(pin), field, "PIN_NOT_A_PAIR", "pin a pair that may be");
      violations_.Require(pinned.insert(pin.first).second, field, "DUPLICATE_PIN", "a mentee has one mentor");
      violations_.Require(--left[static_cast<size_t>(pin.second)] >= 0, field, "PINS_OVER_CAPACITY", "the mentor has fewer seats");
    }
  }

  const Placement& p_;
  absl::flat_hash_set<Pair> options_;
  base::Violations violations_;
};

}  // namespace

base::Violations CheckPlacement(const Placement& placement) { return Checks(placement).Run(); }

Undecided UndecidedOf(const Placement& placement) {
  Undecided left{placement.seats, {}, std::vector<int>(static_cast<size_t>(placement.mentees), -1)};
  for (const auto& [mentee, mentor] : placement.pins) {
    left.mentor_of[static_cast<size_t>(mentee)] = mentor;
    --left.seats[static_cast<size_t>(mentor)];
  }
  absl::flat_hash_set<Pair> forbidden(placement.forbidden.begin(), placement.forbidden.end());
  left.options.reserve(placement.options.size());
  for (const Option& option : placement.options) {
    bool open = left.mentor_of[static_cast<size_t>(option.mentee)] < 0 && left.seats[static_cast<size_t>(option.mentor)] > 0;
    if (open && (forbidden.empty() || !forbidden.contains(Pair(option.mentee, option.mentor)))) left.options.push_back(option);
  }
  return left;
}

Placed PlacedAs(const Placement& placement, std::vector<int> mentor_of) {
  Placed placed{std::move(mentor_of), 0, 0};
  for (const Option& option : placement.options) {
    if (placed.mentor_of[static_cast<size_t>(option.mentee)] != option.mentor) continue;
    placed.total += option.score;
    ++placed.count;
  }
  return placed;
}

}  // namespace gilde::matching::domain
