#include "services/matching/domain/score.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"
#include "services/matching/domain/facets.h"

namespace gilde::matching::domain {

using gilde::matching::v1::MatchPolicy;
using gilde::matching::v1::ScorePart;
using Counterfactual = gilde::matching::v1::ExplainMatchResponse::Counterfactual;

namespace {

constexpr int kWorkBegins = 9;
constexpr int kWorkEnds = 17;
constexpr size_t kMostCounterfactuals = 5;

Score Compute(const Pair& pair, const PolicyInUse& policy, const SkillLikeness& likeness, absl::Time now, Words words) {
  const auto& all = policy.policy().preferences();
  std::vector<MatchPolicy::Preference> preferences(all.begin(), all.end());
  preferences.erase(std::remove_if(preferences.begin(), preferences.end(), [](const auto& p) { return p.weight() == 0; }),
                    preferences.end());
  std::sort(preferences.begin(), preferences.end(), [](const auto& a, const auto& b) { return a.facet() < b.facet(); });
  std::int64_t weights = 0;
  for (const auto& preference : preferences) weights += preference.weight();
  Score score;
  if (weights == 0) return score;
  std::vector<std::int64_t> remainders;
  std::int64_t gained = 0;
  std::int64_t given = 0;
  for (const auto& preference : preferences) {
    FacetValue facet = ValueOf(preference.facet(), pair, policy, likeness, now, words);
    // points = 100,000,000 * weight * value / (weights * kWhole); kWhole divides kMostPoints.
    std::int64_t numerator = kMostPoints / kWhole * preference.weight() * facet.value;
    ScorePart& part = score.parts.emplace_back();
    part.set_facet(preference.facet());
    part.set_points(numerator / weights);
    // Rounded up: a whole facet may be given a point of what rounding down left.
    part.set_most_points((kMostPoints * preference.weight() + weights - 1) / weights);
    part.set_fact(std::move(facet.fact));
    remainders.push_back(numerator % weights);
    gained += numerator;
    given += part.points();
  }
  score.points = gained / weights;
  std::vector<size_t> order(remainders.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
  for (size_t i = 0; given < score.points; ++i, ++given) score.parts[order[i]].set_points(score.parts[order[i]].points() + 1);
  return score;
}

}  // namespace

int OffsetMinutes(const Person& person, absl::Time now) {
  absl::StatusOr<absl::TimeZone> zone = base::Zone(person.profile.time_zone());
  return zone.ok() ? zone->At(now).offset / 60 : 0;
}

int OverlapMinutes(const Person& a, const Person& b, absl::Time now) {
  int apart = std::abs(OffsetMinutes(a, now) - OffsetMinutes(b, now));
  constexpr int kDay = 24 * 60;
  constexpr int kWork = (kWorkEnds - kWorkBegins) * 60;
  // Working days overlap on the same day, and across midnight with the neighbour's next one: four pairs of days in a week.
  int same_day = std::max(0, kWork - apart);
  int next_day = std::max(0, kWork - std::abs(kDay - apart));
  return 5 * same_day + 4 * next_day;
}

double ZoneHours(const Person& a, const Person& b, absl::Time now) {
  return std::abs(OffsetMinutes(a, now) - OffsetMinutes(b, now)) / 60.0;
}

std::pair<std::string, int> SharedLanguage(const Person& a, const Person& b) {
  auto primary = [](const std::string& tag) { return tag.substr(0, tag.find('-')); };
  std::pair<std::string, int> best;
  for (const auto& mine : a.profile.languages()) {
    for (const auto& theirs : b.profile.languages()) {
      int level = std::min(mine.proficiency(), theirs.proficiency());
      if (primary(mine.tag()) == primary(theirs.tag()) && level > best.second) best = {primary(mine.tag()), level};
    }
  }
  return best;
}

Score ScoreOf(const Pair& pair, const PolicyInUse& policy, const SkillLikeness& likeness, absl::Time now) {
  return Compute(pair, policy, likeness, now, Words::kNone);
}

Score ExplainedScoreOf(const Pair& pair, const PolicyInUse& policy, const SkillLikeness& likeness, absl::Time now, bool dutch) {
  return Compute(pair, policy, likeness, now, dutch ? Words::kDutch : Words::kEnglish);
}

std::vector<Counterfactual> Counterfactuals(const Pair& pair, const MatchPolicy& policy, const SkillLikeness& likeness, absl::Time now,
                                            bool dutch) {
  std::int64_t current = ScoreOf(pair, PolicyInUse(policy), likeness, now).points;
  std::vector<Counterfactual> found;
  for (const auto& want : pair.mentee.profile.skills_sought()) {
    const auto& offers = pair.mentor.profile.skills_offered();
    bool there = std::any_of(offers.begin(), offers.end(),
                             [&](const auto& offer) { return offer.skill() == want.skill() && offer.level() >= want.to_level(); });
    if (there) continue;
    Person better = pair.mentor;
    better.Offer(want.skill(), want.to_level());
    std::int64_t gain = ScoreOf({pair.mentee, better, pair.free_seats, pair.capacity}, PolicyInUse(policy), likeness, now).points - current;
    if (gain <= 0) continue;
    Counterfactual& change = found.emplace_back();
    change.set_change(dutch ? absl::StrCat("op niveau ", want.to_level(), " in ", want.skill())
                            : absl::StrCat("at level ", want.to_level(), " in ", want.skill()));
    change.set_points(gain);
    change.set_facet(v1::SKILLS);
    change.set_skill(want.skill());
    change.set_level(want.to_level());
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.points() > b.points(); });
  if (found.size() > kMostCounterfactuals) found.resize(kMostCounterfactuals);
  return found;
}

}  // namespace gilde::matching::domain
