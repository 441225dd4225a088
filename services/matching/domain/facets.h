// The facets of a score, each 0..1 in millionths, with the fact behind it.
#pragma once

#include <cstdint>
#include <string>

#include "services/matching/domain/score.h"

namespace gilde::matching::domain {

inline constexpr std::int64_t kWhole = 1'000'000;

struct FacetValue {
  std::int64_t value = 0;  // 0..kWhole
  std::string fact;        // empty unless words were asked for
};

// In what words facts are given.
enum class Words { kNone, kEnglish, kDutch };

FacetValue ValueOf(gilde::matching::v1::Facet facet, const Pair& pair, const PolicyInUse& policy, const SkillLikeness& likeness,
                   absl::Time now, Words words);

}  // namespace gilde::matching::domain
