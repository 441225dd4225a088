// The facets of a score, each 0..1 in millionths, with the fact behind it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

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

// What the facets are made of that add up over a mentor's skills and words.
// How well an offered skill of this similarity serves a sought one, and what all of these together are worth.
std::int64_t OfferValue(double similarity, int level, const gilde::profile::v1::SoughtSkill& sought);
std::int64_t SkillsValue(std::int64_t best_offers, size_t sought);
// From what similarity on an offered skill is one that the persona wishes for.
inline constexpr double kAlikeEnough = 0.5;
// The words that the persona wishes for, as often as it says them; its wishes of a seniority level, and how many a level meets.
std::vector<std::string> WishedWords(const gilde::profile::v1::MentorPersona& persona);
int LevelWishes(const gilde::profile::v1::MentorPersona& persona);
int LevelWishesMet(const gilde::profile::v1::MentorPersona& persona, int level);
std::int64_t PersonaValue(std::int64_t met, std::int64_t wishes);

}  // namespace gilde::matching::domain
