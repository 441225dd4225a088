#include "services/matching/domain/facets.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/text.h"
#include "services/matching/domain/tables.h"

namespace gilde::matching::domain {

using gilde::matching::v1::MatchPolicy;
using gilde::profile::v1::Profile;

namespace {

constexpr int kHoursWanted = 20 * 60;
constexpr int kUnitStepsWanted = 3;
constexpr int kGapWidth = 5;
constexpr int kBestProficiency = 5;
constexpr size_t kShortestWish = 4;
constexpr size_t kMostNamedWords = 5;

std::int64_t Ratio(std::int64_t part, std::int64_t of) { return of <= 0 ? 0 : std::clamp<std::int64_t>(part * kWhole / of, 0, kWhole); }

std::string Say(Words words, std::string english, std::string dutch) {
  return words == Words::kNone ? "" : words == Words::kDutch ? std::move(dutch) : std::move(english);
}

// How well one offered level serves what is sought: fully from the level sought on, nothing at or below the level there already.
std::int64_t LevelValue(int offered, int from, int to) {
  if (offered >= to) return kWhole;
  return offered <= from ? 0 : Ratio(offered - from, to - from);
}

FacetValue Skills(const Pair& pair, const SkillLikeness& likeness, Words words) {
  const auto& sought = pair.mentee.profile.skills_sought();
  std::int64_t sum = 0;
  std::vector<std::string> covered;
  for (const auto& want : sought) {
    std::int64_t best = 0;
    for (const auto& offer : pair.mentor.profile.skills_offered()) {
      best = std::max(best, OfferValue(likeness.Between(want.skill(), offer.skill()), offer.level(), want));
    }
    sum += best;
    if (best > 0 && words != Words::kNone) covered.push_back(want.skill());
  }
  if (sought.empty()) return {0, Say(words, "you name no skill you seek", "je noemt geen vaardigheid die je zoekt")};
  std::string list = covered.empty() ? "" : absl::StrCat(": ", absl::StrJoin(covered, ", "));
  return {SkillsValue(sum, sought.size()),
          Say(words, absl::StrCat("offers ", covered.size(), " of ", sought.size(), " skills sought", list),
              absl::StrCat("biedt ", covered.size(), " van ", sought.size(), " gezochte vaardigheden", list))};
}

FacetValue Guidance(const Pair& pair, Words words) {
  const auto& sought = pair.mentee.profile.guidance_sought();
  const auto& offered = pair.mentor.profile.guidance_offered();
  auto met = std::count_if(sought.begin(), sought.end(),
                           [&](int kind) { return std::find(offered.begin(), offered.end(), kind) != offered.end(); });
  return {Ratio(met, sought.size()), Say(words, absl::StrCat("gives ", met, " of ", sought.size(), " kinds of guidance sought"),
                                         absl::StrCat("geeft ", met, " van ", sought.size(), " gezochte soorten begeleiding"))};
}

FacetValue Persona(const Pair& pair, const SkillLikeness& likeness, Words words) {
  const auto& persona = pair.mentee.profile.persona();
  const auto& offered = pair.mentor.profile.skills_offered();
  std::vector<std::string> words_wished = WishedWords(persona);
  auto offers = [&](const std::string& skill) {
    return std::any_of(offered.begin(), offered.end(),
                       [&](const auto& offer) { return likeness.Between(skill, offer.skill()) >= kAlikeEnough; });
  };
  auto has_word = [&](const std::string& word) {
    return std::binary_search(pair.mentor.offer_words.begin(), pair.mentor.offer_words.end(), word);
  };
  std::int64_t asked = persona.skills_size() + LevelWishes(persona) + static_cast<std::int64_t>(words_wished.size());
  std::int64_t met = std::count_if(persona.skills().begin(), persona.skills().end(), offers) +
                     LevelWishesMet(persona, pair.mentor.profile.seniority_level()) +
                     std::count_if(words_wished.begin(), words_wished.end(), has_word);
  return {PersonaValue(met, asked), Say(words, absl::StrCat("meets ", met, " of ", asked, " wishes of your mentor persona"),
                                        absl::StrCat("voldoet aan ", met, " van ", asked, " wensen voor je mentor"))};
}

// The words of the goals that the offer answers, those that weigh most first.
std::vector<std::string> WordsInCommon(const Person& mentee, const Person& mentor, const Offers& offers) {
  Language language = mentee.GoalLanguage();
  std::set<std::pair<std::int64_t, std::string>> words;
  for (const auto& [goal, goal_words] : mentee.goal_words) {
    for (const std::string& word : goal_words) {
      Term term = TermOf(word, language);
      bool wanted = std::binary_search(mentee.goal_terms.begin(), mentee.goal_terms.end(), term);
      bool offered = std::binary_search(mentor.offer_terms.begin(), mentor.offer_terms.end(), term);
      if (wanted && offered) words.emplace(-offers.WeightOf(term), word);
    }
  }
  std::vector<std::string> in_order;
  in_order.reserve(words.size());
  for (const auto& [weight, word] : words) in_order.push_back(word);
  return in_order;
}

FacetValue GoalText(const Pair& pair, const Offers& offers, Words words) {
  FacetValue facet{offers.Answers(pair.mentee.goal_terms, pair.mentor.offer_terms), ""};
  if (words == Words::kNone) return facet;
  std::vector<std::string> shared = WordsInCommon(pair.mentee, pair.mentor, offers);
  size_t count = shared.size();
  shared.resize(std::min(count, kMostNamedWords));
  std::string list = shared.empty() ? "" : absl::StrCat(": ", absl::StrJoin(shared, ", "));
  facet.fact =
      Say(words, absl::StrCat(count, " words in common with your goals", list), absl::StrCat(count, " woorden gemeen met je doelen", list));
  return facet;
}

FacetValue SeniorityGap(const Pair& pair, const MatchPolicy& policy, Words words) {
  int gap = pair.mentor.profile.seniority_level() - pair.mentee.profile.seniority_level();
  int off = std::abs(gap - policy.target_seniority_gap());
  return {Ratio(std::max(0, kGapWidth - off), kGapWidth),
          Say(words, absl::StrCat(gap, " levels above you; ", policy.target_seniority_gap(), " is best here"),
              absl::StrCat(gap, " niveaus boven je; ", policy.target_seniority_gap(), " is hier het best"))};
}

FacetValue OrgDistance(const Pair& pair, Words words) {
  std::vector<std::string> a = absl::StrSplit(pair.mentee.profile.org_unit(), '/', absl::SkipEmpty());
  std::vector<std::string> b = absl::StrSplit(pair.mentor.profile.org_unit(), '/', absl::SkipEmpty());
  size_t common = 0;
  while (common < a.size() && common < b.size() && a[common] == b[common]) ++common;
  auto steps = static_cast<std::int64_t>(a.size() + b.size() - 2 * common);
  return {Ratio(steps, kUnitStepsWanted),
          Say(words, absl::StrCat(steps, " steps away in the organization"), absl::StrCat(steps, " stappen verderop in de organisatie"))};
}

FacetValue Communication(const Pair& pair, Words words) {
  const auto& a = pair.mentee.profile.communication();
  const auto& b = pair.mentor.profile.communication();
  int asked = 0;
  int same = 0;
  auto compare = [&](bool set, bool equal) {
    asked += set ? 1 : 0;
    same += set && equal ? 1 : 0;
  };
  compare(a.channel() != 0, a.channel() == b.channel());
  compare(a.directness() != 0, std::abs(a.directness() - b.directness()) <= 1);
  compare(a.formality() != 0, std::abs(a.formality() - b.formality()) <= 1);
  compare(!a.language().empty(), a.language() == b.language());
  return {Ratio(same, asked), Say(words, absl::StrCat(same, " of ", asked, " ways of communicating in common"),
                                  absl::StrCat(same, " van ", asked, " manieren van communiceren gemeen"))};
}

// With the two tables that give the pair most.
FacetValue Learned(const Pair& pair, const PolicyInUse& in_use, Words words) {
  const MatchPolicy& policy = in_use.policy();
  const Known &mentee = in_use.Mentee(pair.mentee.profile), &mentor = in_use.Mentor(pair.mentor.profile);
  FacetValue learned{LearnedValue(policy, mentee, mentor), ""};
  if (words == Words::kNone) return learned;
  bool dutch = words == Words::kDutch;
  std::vector<std::pair<std::int64_t, std::string>> gains;
  for (const Table& table : policy.tables()) {
    std::string about = absl::StrJoin(table.measures(), dutch ? " en " : " and ",
                                      [&](std::string* out, const Measure& measure) { *out += WordsOf(measure, dutch); });
    gains.emplace_back(-WeightOf(table, mentee, mentor), std::move(about));
  }
  std::sort(gains.begin(), gains.end());
  gains.resize(std::min<size_t>(gains.size(), 2));
  std::string most = absl::StrJoin(gains, "; ", [](std::string* out, const auto& gain) { *out += gain.second; });
  learned.fact = Say(words, absl::StrCat("as people chose before, most for ", most),
                     absl::StrCat("zoals eerder gekozen is, vooral kijkend naar ", most));
  return learned;
}

}  // namespace

FacetValue ValueOf(v1::Facet facet, const Pair& pair, const PolicyInUse& policy, const SkillLikeness& likeness, absl::Time now,
                   Words words) {
  switch (facet) {
    case v1::SKILLS:
      return Skills(pair, likeness, words);
    case v1::GUIDANCE:
      return Guidance(pair, words);
    case v1::PERSONA:
      return Persona(pair, likeness, words);
    case v1::GOAL_TEXT:
      return GoalText(pair, likeness.offers(), words);
    case v1::SENIORITY_GAP:
      return SeniorityGap(pair, policy.policy(), words);
    case v1::HOURS: {
      int minutes = OverlapMinutes(pair.mentee, pair.mentor, now);
      return {Ratio(minutes, kHoursWanted), Say(words, absl::StrCat(minutes / 60, " working hours a week in common"),
                                                absl::StrCat(minutes / 60, " werkuren per week gemeen"))};
    }
    case v1::LANGUAGE: {
      auto [tag, level] = SharedLanguage(pair.mentee, pair.mentor);
      return {Ratio(level, kBestProficiency), Say(words, tag.empty() ? "no language in common" : absl::StrCat("both speak ", tag),
                                                  tag.empty() ? "geen taal gemeen" : absl::StrCat("spreken beiden ", tag))};
    }
    case v1::ORG_DISTANCE:
      return OrgDistance(pair, words);
    case v1::COMMUNICATION:
      return Communication(pair, words);
    case v1::FREE_CAPACITY:
      return {Ratio(pair.free_seats, pair.capacity), Say(words, absl::StrCat(pair.free_seats, " of ", pair.capacity, " seats free"),
                                                         absl::StrCat(pair.free_seats, " van ", pair.capacity, " plaatsen vrij"))};
    case v1::LEARNED:
      return Learned(pair, policy, words);
    default:
      return {};
  }
}

std::int64_t OfferValue(double similarity, int level, const profile::v1::SoughtSkill& sought) {
  auto alike = static_cast<std::int64_t>(std::llround(similarity * kWhole));
  return alike * LevelValue(level, sought.from_level(), sought.to_level()) / kWhole;
}

std::int64_t SkillsValue(std::int64_t best_offers, size_t sought) { return Ratio(best_offers, kWhole * static_cast<std::int64_t>(sought)); }

std::vector<std::string> WishedWords(const profile::v1::MentorPersona& persona) {
  std::vector<std::string> words = base::Words(persona.experience());
  words.erase(std::remove_if(words.begin(), words.end(), [](const std::string& word) { return word.size() < kShortestWish; }), words.end());
  return words;
}

int LevelWishes(const profile::v1::MentorPersona& persona) {
  return (persona.has_seniority_min() ? 1 : 0) + (persona.has_seniority_max() ? 1 : 0);
}

int LevelWishesMet(const profile::v1::MentorPersona& persona, int level) {
  return (persona.has_seniority_min() && level >= persona.seniority_min() ? 1 : 0) +
         (persona.has_seniority_max() && level <= persona.seniority_max() ? 1 : 0);
}

std::int64_t PersonaValue(std::int64_t met, std::int64_t wishes) { return Ratio(met, wishes); }

}  // namespace gilde::matching::domain
