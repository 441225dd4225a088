#include "services/matching/domain/pool.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/score.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Facet;
using gilde::matching::v1::HardRule;
using gilde::matching::v1::Program;

namespace {

struct Looked {
  Facet facet;
  std::vector<HardRule> rules;  // that look at the same
};

// The facets that look at one trait.
const std::vector<Looked>& OfTraits() {
  static const auto& all = *new std::vector<Looked>{
      {v1::GUIDANCE, {}},
      {v1::SENIORITY_GAP, {v1::SENIORITY}},
      {v1::HOURS, {v1::ZONE_DISTANCE, v1::OVERLAP}},
      {v1::LANGUAGE, {v1::SHARED_LANGUAGE}},
      {v1::ORG_DISTANCE, {v1::OTHER_UNIT}},
      {v1::COMMUNICATION, {}},
      {v1::FREE_CAPACITY, {}},
  };
  return all;
}

bool Asks(HardRule rule, const Program& program) {
  const auto& hard = program.match_policy().hard();
  switch (rule) {
    case v1::SENIORITY:
      return program.kind() == Program::REVERSE;
    case v1::ZONE_DISTANCE:
      return hard.max_zone_hours() > 0;
    case v1::OVERLAP:
      return hard.min_overlap_minutes() > 0;
    case v1::SHARED_LANGUAGE:
      return hard.shared_language();
    default:
      return hard.other_unit();
  }
}

void AddKinds(std::vector<int> kinds, std::string& text) {
  std::sort(kinds.begin(), kinds.end());
  for (int kind : kinds) absl::StrAppend(&text, kind, " ");
}

// What of a mentor a facet looks at.
std::string TraitOf(Facet facet, const Offered& one, absl::Time now) {
  std::string text;
  switch (facet) {
    case v1::GUIDANCE: {
      const auto& kinds = one.mentor->profile.guidance_offered();
      AddKinds(std::vector<int>(kinds.begin(), kinds.end()), text);
      return text;
    }
    case v1::FREE_CAPACITY:
      return absl::StrCat(FreeSeats(one.enrollment), " ", one.enrollment.capacity());
    default:
      return TraitOf(facet, *one.mentor, now);
  }
}

// More kinds of a trait than this are worth no bound of their own in each block.
constexpr size_t kFew = 48;

// Whether no mentee can have this mentor.
bool IsNobodys(const Offered& one, const Program& program, const Constraint& constraint, absl::Time now) {
  static const Person& nobody = *new Person;
  Candidacy candidacy{nobody, *one.mentor, nullptr, program, one.enrolled(), {}, &constraint, nullptr};
  auto breaks = [&](HardRule rule) { return Breaks(rule, candidacy, now); };
  return breaks(v1::ENROLLED) || breaks(v1::CAPACITY) || breaks(v1::VETTED) || breaks(v1::ACTIVE);
}

}  // namespace

std::string TraitOf(Facet facet, const Person& mentee, absl::Time now) {
  const auto& profile = mentee.profile;
  std::string text;
  switch (facet) {
    case v1::GUIDANCE:
      AddKinds(std::vector<int>(profile.guidance_sought().begin(), profile.guidance_sought().end()), text);
      return text;
    case v1::SENIORITY_GAP:
      return absl::StrCat(profile.seniority_level());
    case v1::HOURS:
      return absl::StrCat(OffsetMinutes(mentee, now));
    case v1::LANGUAGE:
      for (const auto& language : profile.languages()) absl::StrAppend(&text, language.tag(), " ", language.proficiency(), " ");
      return text;
    case v1::ORG_DISTANCE:
      return profile.org_unit();
    case v1::COMMUNICATION: {
      const auto& manners = profile.communication();
      return absl::StrCat(manners.channel(), " ", manners.directness(), " ", manners.formality(), " ", manners.language());
    }
    default:
      return "";
  }
}

Pool::Pool(const Program& its_program, const std::vector<Offered>& its_offered, const SkillLikeness& its_likeness, absl::Time its_now)
    : program(its_program),
      offered(its_offered),
      likeness(its_likeness),
      now(its_now),
      constraint(ConstraintOf(its_program.match_policy())) {
  for (const auto& preference : program.match_policy().preferences()) weights += preference.weight();
  AddTraits();
  Place();
  AddBlocks();
  AddSkills();
  AddWords();
  AddNames();
}

std::int64_t Pool::WeightOf(Facet facet) const {
  std::int64_t weight = 0;
  for (const auto& preference : program.match_policy().preferences()) weight += preference.facet() == facet ? preference.weight() : 0;
  return weight;
}

void Pool::AddTraits() {
  // Wishes of a level look at the same trait as the gap does.
  bool wishes = WeightOf(v1::PERSONA) > 0;
  for (const Looked& one : OfTraits()) {
    Trait trait{one.facet, WeightOf(one.facet), one.rules, {}};
    trait.rules.erase(std::remove_if(trait.rules.begin(), trait.rules.end(), [&](HardRule rule) { return !Asks(rule, program); }),
                      trait.rules.end());
    if (trait.weight > 0 || !trait.rules.empty() || (one.facet == v1::SENIORITY_GAP && wishes)) traits.push_back(std::move(trait));
  }
  std::stable_sort(traits.begin(), traits.end(), [](const Trait& a, const Trait& b) { return a.weight > b.weight; });
}

void Pool::Place() {
  std::vector<std::uint32_t> in;
  std::vector<std::vector<std::uint32_t>> kind(traits.size());  // of those in, by trait
  std::vector<absl::flat_hash_map<std::string, std::uint32_t>> known(traits.size());
  for (size_t i = 0; i < offered.size(); ++i) {
    if (IsNobodys(offered[i], program, constraint, now)) continue;
    in.push_back(static_cast<std::uint32_t>(i));
    for (size_t t = 0; t < traits.size(); ++t) {
      auto [its, fresh] = known[t].try_emplace(TraitOf(traits[t].facet, offered[i], now), traits[t].examples.size());
      if (fresh) traits[t].examples.push_back(&offered[i]);
      kind[t].push_back(its->second);
    }
  }
  std::vector<size_t> column(traits.size());
  std::iota(column.begin(), column.end(), size_t{0});
  std::stable_partition(column.begin(), column.end(), [&](size_t t) { return traits[t].examples.size() <= kFew; });
  std::vector<Trait> in_order;
  for (size_t t : column) in_order.push_back(std::move(traits[t]));
  traits = std::move(in_order);
  few = std::count_if(traits.begin(), traits.end(), [](const Trait& trait) { return trait.examples.size() <= kFew; });

  std::vector<std::uint32_t> order(in.size()), by_name(in.size()), rank_of(in.size());
  std::iota(order.begin(), order.end(), 0);
  std::iota(by_name.begin(), by_name.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    for (size_t t : column) {
      if (kind[t][a] != kind[t][b]) return kind[t][a] < kind[t][b];
    }
    return a < b;
  });
  auto name = [&](std::uint32_t one) -> const std::string& { return offered[in[one]].mentor->profile.name(); };
  std::stable_sort(by_name.begin(), by_name.end(), [&](std::uint32_t a, std::uint32_t b) { return name(a) < name(b); });
  for (std::uint32_t i = 0; i < by_name.size(); ++i) rank_of[by_name[i]] = i;
  place.reserve(in.size());
  rank.reserve(in.size());
  kinds.reserve(in.size() * traits.size());
  for (std::uint32_t one : order) {
    place.push_back(in[one]);
    rank.push_back(rank_of[one]);
    seats.push_back({HashOf(name(one)), FreeSeats(offered[in[one]].enrollment)});
    for (size_t t : column) kinds.push_back(kind[t][one]);
  }
}

void Pool::AddBlocks() {
  std::vector<std::uint32_t> there;
  for (std::uint32_t block = 0; block < blocks(); ++block) {
    std::uint32_t begin = block * kBlock, end = std::min(size(), begin + kBlock);
    for (size_t t = 0; t < few; ++t) {
      there.clear();
      for (std::uint32_t slot = begin; slot < end; ++slot) there.push_back(kinds_of(slot)[t]);
      std::sort(there.begin(), there.end());
      there.erase(std::unique(there.begin(), there.end()), there.end());
      block_kinds_begin.push_back(static_cast<std::uint32_t>(block_kinds.size()));
      block_kinds.insert(block_kinds.end(), there.begin(), there.end());
    }
  }
  block_kinds_begin.push_back(static_cast<std::uint32_t>(block_kinds.size()));
}

void Pool::AddSkills() {
  if (WeightOf(v1::SKILLS) == 0 && WeightOf(v1::PERSONA) == 0) return;
  absl::flat_hash_map<std::string_view, std::uint32_t> ids;
  std::vector<std::tuple<std::uint32_t, int, std::uint32_t>> all;  // skill, level, slot
  for (std::uint32_t slot = 0; slot < size(); ++slot) {
    for (const auto& offer : mentor(slot).mentor->profile.skills_offered()) {
      all.emplace_back(ids.try_emplace(offer.skill(), ids.size()).first->second, offer.level(), slot);
    }
  }
  std::sort(all.begin(), all.end());
  std::vector<std::vector<Level>> levels(ids.size());
  for (const auto& [skill, level, slot] : all) {
    auto at = static_cast<std::uint32_t>(holders.size());
    if (levels[skill].empty() || levels[skill].back().level != level) levels[skill].push_back({level, {at, at}});
    holders.push_back(slot);
    levels[skill].back().who.end = at + 1;
  }
  for (const auto& [skill, id] : ids) skills[skill] = std::move(levels[id]);
}

template <class Key>
Pool::ListsBy<Key> Pool::ListsOf(const std::vector<std::pair<Key, std::uint32_t>>& all) {
  absl::flat_hash_map<Key, std::uint32_t> ids;
  std::vector<std::uint32_t> id_of, next;
  for (const auto& [key, slot] : all) {
    std::uint32_t id = ids.try_emplace(key, ids.size()).first->second;
    if (id == next.size()) next.push_back(0);
    ++next[id];
    id_of.push_back(id);
  }
  auto at = static_cast<std::uint32_t>(holders.size());
  for (std::uint32_t& one : next) at += std::exchange(one, at);
  holders.resize(at);
  ListsBy<Key> lists;
  lists.reserve(ids.size());
  for (const auto& [key, id] : ids) lists[key].begin = next[id];
  for (size_t i = 0; i < all.size(); ++i) holders[next[id_of[i]]++] = all[i].second;
  for (const auto& [key, id] : ids) lists[key].end = next[id];
  return lists;
}

void Pool::AddWords() {
  bool wished = WeightOf(v1::PERSONA) > 0, sought = WeightOf(v1::GOAL_TEXT) > 0;
  std::vector<std::pair<std::string_view, std::uint32_t>> all_words;
  std::vector<std::pair<Term, std::uint32_t>> all_terms;
  for (std::uint32_t slot = 0; slot < size(); ++slot) {
    const Person& person = *mentor(slot).mentor;
    for (const std::string& word : person.offer_words) {
      if (wished) all_words.emplace_back(word, slot);
    }
    if (!sought) continue;
    for (Term term : person.offer_terms) all_terms.emplace_back(term, slot);
    auto said = static_cast<std::int64_t>(person.offer_terms.size());
    worth_of_term.push_back(said == 0 ? 0 : likeness.offers().WorthOf(1, said) + 1);
  }
  words = ListsOf(all_words);
  terms = ListsOf(all_terms);
}

void Pool::AddNames() {
  std::vector<std::pair<std::string_view, std::uint32_t>> names, managers, blocked;
  for (std::uint32_t slot = 0; slot < size(); ++slot) {
    const auto& profile = mentor(slot).mentor->profile;
    names.emplace_back(profile.name(), slot);
    if (!profile.manager().empty()) managers.emplace_back(profile.manager(), slot);
    for (const std::string& other : profile.blocked()) blocked.emplace_back(other, slot);
    if (mentor(slot).past.together || mentor(slot).past.never) with_past.push_back(slot);
  }
  named = ListsOf(names);
  managed_by = ListsOf(managers);
  blocking = ListsOf(blocked);
  holders.shrink_to_fit();
}

}  // namespace gilde::matching::domain
