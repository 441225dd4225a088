// A person at rest: the profile and the open goals that a Person is made of, as bytes, in a fifth of the room. Unpacking one takes about
// 10 us.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/domain/person.h"

namespace gilde::matching::domain {

class PackedPerson {
 public:
  void Take(gilde::profile::v1::Profile profile);
  void Take(const gilde::profile::v1::Goal& goal);
  // Equal to a Person that took the same.
  Person Unpack() const;
  Terms OfferTerms() const;
  // Whether both unpack to equal people, as far as their bytes tell.
  bool operator==(const PackedPerson& other) const = default;

 private:
  std::string_view profile() const { return std::string_view(bytes_).substr(0, goals_at_); }
  std::string_view goals() const { return std::string_view(bytes_).substr(goals_at_); }
  void Set(std::string_view profile, std::string_view goals);

  std::string bytes_;  // the profile, then a list of the open goals
  std::uint32_t goals_at_ = 0;
};

}  // namespace gilde::matching::domain
