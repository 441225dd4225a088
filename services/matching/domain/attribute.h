// What expressions may ask of a person: attributes of the profile, and of the enrollment in the program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

// One of two people, with their enrollment in the program, or null.
struct Side {
  const gilde::profile::v1::Profile& profile;
  const gilde::matching::v1::Enrollment* enrollment = nullptr;
};

// What a person has of an attribute: one text, or the elements of a list, or a number; nothing when it is not known.
struct Reading {
  std::vector<std::string_view> texts;
  std::optional<std::int64_t> number;
};

struct Attribute {
  enum class Type { kText, kNumber, kList };
  std::string_view name;
  Type type;
  std::vector<std::string_view> values;  // the only ones there are; empty: any
  void (*read)(const Side&, Reading&);

  Reading Of(const Side& side) const {
    Reading reading;
    read(side, reading);
    return reading;
  }
};

// All of them, by name.
absl::Span<const Attribute> Attributes();
// Null when there is none.
const Attribute* FindAttribute(std::string_view name);

}  // namespace gilde::matching::domain
