#include "services/matching/domain/search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "services/matching/domain/facets.h"
#include "services/matching/domain/hard_constraints.h"

namespace gilde::matching::domain {

using gilde::matching::v1::HardRule;

namespace {

constexpr std::int32_t kForbidden = -1;
constexpr std::int32_t kUnknown = -2;
constexpr std::int64_t kNobody = -1;
// Gains kept for the mentees to come, over all traits: 32 MB.
constexpr size_t kMostKnown = 8'000'000;
// Fractions of a weighted value in 2^-20, so that shares are multiplied where they would be divided.
constexpr int kFraction = 20;

}  // namespace

Search::Search(const Pool& pool)
    : pool_(pool),
      policy_(pool.program.match_policy()),
      skills_weight_(pool.WeightOf(v1::SKILLS)),
      persona_weight_(pool.WeightOf(v1::PERSONA)),
      goal_weight_(pool.WeightOf(v1::GOAL_TEXT)),
      learned_weight_(pool.WeightOf(v1::LEARNED)),
      level_trait_(std::find_if(pool.traits.begin(), pool.traits.end(), [](const Trait& t) { return t.facet == v1::SENIORITY_GAP; }) -
                   pool.traits.begin()),
      known_(pool.traits.size()),
      counts_(pool.size()),
      suspect_(pool.size()),
      block_most_(pool.blocks()) {}

std::vector<Candidate> Search::Best(const Query& query, size_t most, const std::vector<bool>* without) {
  without_ = without;
  has_turn_ = nullptr;
  Begin(query, most == 0 ? pool_.size() : most);
  AskAll();
  return Take(top_);
}

Search::Both Search::BestAndInTurn(const Query& query, size_t most, const std::vector<bool>* without,
                                   absl::FunctionRef<bool(std::uint32_t)> has_turn) {
  without_ = without;
  has_turn_ = &has_turn;
  Begin(query, most == 0 ? pool_.size() : most);
  AskAll();
  has_turn_ = nullptr;
  return {Take(top_), Take(top_in_turn_)};
}

void Search::AskAll() {
  CountSkills();
  CountWishes();
  CountWords();
  AskCounted();
  AskOthers();
}

std::vector<Candidate> Search::Take(Top& top) const {
  std::sort(top.best.begin(), top.best.end(), [&](const Candidate& a, const Candidate& b) { return IsBehind(b, a); });
  return std::exchange(top, {}).best;
}

void Search::Begin(const Query& query, size_t most) {
  query_ = &query;
  most_ = most;
  scored_ = 0;
  ++query_number_;
  counted_.clear();
  if (known_size_ > kMostKnown) {
    for (auto& known : known_) known.clear();
    known_size_ = 0;
  }
  gains_.clear();
  most_of_traits_ = most_of_many_ = learned_weight_ * kWhole;
  for (size_t t = 0; t < pool_.traits.size(); ++t) {
    gains_.push_back(&GainsOf(t));
    most_of_traits_ += gains_.back()->most;
    if (t >= pool_.few) most_of_many_ += gains_.back()->most;
  }
  Suspect();
  const auto& persona = query.mentee.profile.persona();
  level_wishes_met_.clear();
  most_level_wishes_met_ = 0;
  if (persona_weight_ == 0) return;
  for (const Offered* one : pool_.traits[level_trait_].examples) {
    level_wishes_met_.push_back(static_cast<std::uint8_t>(LevelWishesMet(persona, one->mentor->profile.seniority_level())));
    most_level_wishes_met_ = std::max(most_level_wishes_met_, level_wishes_met_.back());
  }
}

Search::Gains& Search::GainsOf(size_t t) {
  const Trait& trait = pool_.traits[t];
  std::unique_ptr<Gains>& gains = known_[t][TraitOf(trait.facet, query_->mentee, pool_.now)];
  if (gains != nullptr) return *gains;
  gains = std::make_unique<Gains>();
  gains->of_kind.assign(trait.examples.size(), kUnknown);
  known_size_ += trait.examples.size();
  if (t >= pool_.few) {
    gains->most = static_cast<std::int32_t>(trait.weight * kWhole);
    return *gains;
  }
  for (std::uint32_t kind = 0; kind < trait.examples.size(); ++kind) {
    gains->of_kind[kind] = GainOf(t, kind);
    gains->most = std::max(gains->most, gains->of_kind[kind]);
  }
  return *gains;
}

std::int32_t Search::GainOf(size_t t, std::uint32_t kind) const {
  const Trait& trait = pool_.traits[t];
  const Offered& example = *trait.examples[kind];
  Candidacy candidacy{query_->mentee, *example.mentor, nullptr, pool_.program, nullptr, {}, &pool_.constraint, nullptr};
  bool forbidden = std::any_of(trait.rules.begin(), trait.rules.end(), [&](HardRule rule) { return Breaks(rule, candidacy, pool_.now); });
  if (forbidden) return kForbidden;
  if (trait.weight == 0) return 0;
  Pair pair = PairOf(query_->mentee, example);
  return static_cast<std::int32_t>(trait.weight * ValueOf(trait.facet, pair, policy_, pool_.likeness, pool_.now, Words::kNone).value);
}

// Marks those for whom a rule about two people has to be tried.
void Search::Suspect() {
  const auto& mentee = query_->mentee.profile;
  auto suspect = [&](const Pool::Lists& lists, std::string_view name) {
    auto found = lists.find(name);
    if (found == lists.end()) return;
    for (std::uint32_t i = found->second.begin; i < found->second.end; ++i) suspect_[pool_.holders[i]] = query_number_;
  };
  suspect(pool_.named, mentee.name());
  suspect(pool_.named, mentee.manager());
  if (query_->manager != nullptr) suspect(pool_.named, query_->manager->manager());
  suspect(pool_.managed_by, mentee.name());
  suspect(pool_.managed_by, mentee.manager());
  for (const std::string& name : mentee.blocked()) suspect(pool_.named, name);
  suspect(pool_.blocking, mentee.name());
  if (query_->mentorships == nullptr) {
    for (std::uint32_t slot : pool_.with_past) suspect_[slot] = query_number_;
    return;
  }
  for (const auto& mentorship : *query_->mentorships) {
    for (const std::string& name : mentorship.mentors()) suspect(pool_.named, name);
    for (const std::string& name : mentorship.mentees()) suspect(pool_.named, name);
  }
}

inline Search::Count& Search::CountOf(std::uint32_t slot) {
  Count& count = counts_[slot];
  if (count.query != query_number_) {
    count = {query_number_};
    counted_.push_back(slot);
  }
  return count;
}

// Whoever has been counted since the last call of NextList is not counted again.
template <class Add>
void Search::EachHolder(Holders who, Add add) {
  for (std::uint32_t i = who.begin; i < who.end; ++i) {
    Count& count = CountOf(pool_.holders[i]);
    if (count.list == list_number_) continue;
    count.list = list_number_;
    add(count);
  }
}

void Search::CountSkills() {
  offer_gain_ = 0;
  std::int64_t skills = query_->mentee.profile.skills_sought_size();
  if (skills_weight_ == 0 || skills == 0) return;
  offer_gain_ = (skills_weight_ << kFraction) / skills + 1;
  std::vector<std::pair<std::int64_t, Holders>> lists;
  for (const auto& sought : query_->mentee.profile.skills_sought()) {
    lists.clear();
    for (const auto& [skill, similarity] : pool_.likeness.To(sought.skill())) {
      auto found = pool_.skills.find(skill);
      if (found == pool_.skills.end()) continue;
      for (const Pool::Level& level : found->second) {
        std::int64_t value = OfferValue(similarity, level.level, sought);
        if (value > 0) lists.emplace_back(value, level.who);
      }
    }
    // The best offer counts.
    std::sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    ++list_number_;
    for (const auto& [value, who] : lists) {
      EachHolder(who, [value = static_cast<std::uint32_t>(value)](Count& count) { count.offers += value; });
    }
  }
}

void Search::CountWishes() {
  wishes_gain_.assign(1, 0);
  if (persona_weight_ == 0) return;
  const auto& persona = query_->mentee.profile.persona();
  for (const std::string& wished : persona.skills()) {
    ++list_number_;
    for (const auto& [skill, similarity] : pool_.likeness.To(wished)) {
      auto found = pool_.skills.find(skill);
      if (similarity < kAlikeEnough || found == pool_.skills.end()) continue;
      for (const Pool::Level& level : found->second) EachHolder(level.who, [](Count& count) { ++count.wishes; });
    }
  }
  std::vector<std::string> words = WishedWords(persona);
  for (const std::string& word : words) {
    ++list_number_;
    auto found = pool_.words.find(word);
    if (found != pool_.words.end()) EachHolder(found->second, [](Count& count) { ++count.wishes; });
  }
  std::int64_t wishes = persona.skills_size() + LevelWishes(persona) + static_cast<std::int64_t>(words.size());
  for (std::int64_t met = 1; met <= wishes; ++met) wishes_gain_.push_back(persona_weight_ * PersonaValue(met, wishes));
}

void Search::CountWords() {
  if (goal_weight_ == 0) return;
  const Offers& offers = pool_.likeness.offers();
  const Terms& sought = query_->mentee.goal_terms;
  std::int64_t most = 0;
  for (Term term : sought) most += offers.WeightOf(term);
  for (Term term : sought) {
    auto found = pool_.terms.find(term);
    if (found == pool_.terms.end() || most == 0) continue;
    std::int64_t share = (offers.WeightOf(term) << kFraction) / most + 1;
    for (std::uint32_t i = found->second.begin; i < found->second.end; ++i) {
      std::uint32_t slot = pool_.holders[i];
      CountOf(slot).answers += static_cast<std::uint32_t>((share * pool_.worth_of_term[slot] >> kFraction) + 1);
    }
  }
}

// The most that a mentor's skills and words, and their level as the persona wishes it, can be worth.
inline std::int64_t Search::MostOf(const Count& count) const {
  std::int64_t of_skills = (count.offers * offer_gain_ >> kFraction) + 1;
  return of_skills + wishes_gain_[count.wishes + most_level_wishes_met_] + goal_weight_ * std::min<std::int64_t>(kWhole, count.answers);
}

// The most that the traits of a mentor of the block can be worth; kNobody when a rule forbids them all.
std::int64_t Search::MostInBlock(std::uint32_t block) {
  BlockMost& known = block_most_[block];
  if (known.query == query_number_) return known.most;
  std::int64_t most = most_of_many_;
  const std::uint32_t* begin = &pool_.block_kinds_begin[size_t{block} * pool_.few];
  for (size_t t = 0; t < pool_.few && most != kNobody; ++t) {
    std::int32_t best = kForbidden;
    for (std::uint32_t i = begin[t]; i < begin[t + 1]; ++i) best = std::max(best, gains_[t]->of_kind[pool_.block_kinds[i]]);
    most = best == kForbidden ? kNobody : most + best;
  }
  known = {query_number_, most};
  return most;
}

// Those whom a list names: first the few of whom the lists say most, so that the bar is high when the others are held against it.
void Search::AskCounted() {
  std::int64_t highest = 0;
  most_of_counted_.clear();
  for (std::uint32_t slot : counted_) {
    most_of_counted_.push_back(MostOf(counts_[slot]));
    highest = std::max(highest, most_of_counted_.back());
  }
  constexpr int kStepBits = 8;
  int shift = std::max(0, static_cast<int>(std::bit_width(static_cast<std::uint64_t>(highest))) - kStepBits);
  std::array<std::uint32_t, size_t{1} << kStepBits> in_step{};
  for (std::int64_t most : most_of_counted_) ++in_step[static_cast<size_t>(most >> shift)];
  size_t first = in_step.size(), enough = 0;
  while (first > 0 && enough < 2 * most_) enough += in_step[--first];
  std::int64_t high = static_cast<std::int64_t>(first) << shift;
  for (size_t i = 0; i < counted_.size(); ++i) {
    if (most_of_counted_[i] >= high) Ask(counted_[i], counts_[counted_[i]]);
  }
  for (size_t i = 0; i < counted_.size(); ++i) {
    std::int64_t most = most_of_counted_[i];
    if (most + most_of_traits_ < LowestBar() || most >= high) continue;
    std::int64_t in_block = MostInBlock(counted_[i] / Pool::kBlock);
    if (in_block != kNobody && most + in_block >= BarOf(counted_[i])) Ask(counted_[i], counts_[counted_[i]]);
  }
}

// Those whom no list names, by block.
void Search::AskOthers() {
  std::int64_t of_level = wishes_gain_[most_level_wishes_met_];
  if (most_of_traits_ + of_level < LowestBar()) return;
  std::vector<std::pair<std::int64_t, std::uint32_t>> blocks;
  for (std::uint32_t block = 0; block < pool_.blocks(); ++block) {
    std::int64_t most = MostInBlock(block);
    if (most != kNobody && most + of_level >= LowestBar()) blocks.emplace_back(-most, block);
  }
  std::sort(blocks.begin(), blocks.end());
  for (const auto& [most, block] : blocks) {
    if (of_level - most < LowestBar()) return;
    std::uint32_t end = std::min(pool_.size(), (block + 1) * Pool::kBlock);
    for (std::uint32_t slot = block * Pool::kBlock; slot < end; ++slot) {
      if (counts_[slot].query != query_number_ && of_level - most >= BarOf(slot)) Ask(slot, {});
    }
  }
}

bool Search::IsBehind(const Candidate& a, const Candidate& b) const {
  return a.points != b.points ? a.points < b.points : pool_.rank[a.slot] > pool_.rank[b.slot];
}

// Scores a mentor, who enters if they are among the best and allowed.
void Search::Ask(std::uint32_t slot, const Count& count) {
  if (without_ != nullptr && (*without_)[slot]) return;
  ++scored_;
  const Offered& mentor = pool_.mentor(slot);
  std::int64_t gained = 0;
  const std::uint32_t* kinds = pool_.kinds_of(slot);
  for (size_t t = 0; t < gains_.size(); ++t) {
    std::int32_t& gain = gains_[t]->of_kind[kinds[t]];
    if (gain == kUnknown) gain = GainOf(t, kinds[t]);
    if (gain == kForbidden) return;
    gained += gain;
  }
  if (persona_weight_ > 0) gained += wishes_gain_[count.wishes + level_wishes_met_[kinds[level_trait_]]];
  if (count.offers > 0) {
    gained += skills_weight_ * SkillsValue(count.offers, static_cast<size_t>(query_->mentee.profile.skills_sought_size()));
  }
  if (gained + goal_weight_ * std::min<std::int64_t>(kWhole, count.answers) + learned_weight_ * kWhole < BarOf(slot)) return;
  if (count.answers > 0) gained += goal_weight_ * pool_.likeness.offers().Answers(query_->mentee.goal_terms, mentor.mentor->offer_terms);
  if (learned_weight_ > 0) {
    if (IsForbidden(slot)) return;
    gained +=
        learned_weight_ * LearnedValue(policy_.policy(), policy_.Mentee(query_->mentee.profile), policy_.Mentor(mentor.mentor->profile));
  }
  Candidate candidate{slot, pool_.weights == 0 ? 0 : kMostPoints / kWhole * gained / pool_.weights};
  bool of_all = WouldEnter(candidate, top_);
  bool in_turn = HasTurn(slot) && WouldEnter(candidate, top_in_turn_);
  if ((!of_all && !in_turn) || (learned_weight_ == 0 && IsForbidden(slot))) return;
  if (of_all) Enter(candidate, top_);
  if (in_turn) Enter(candidate, top_in_turn_);
}

bool Search::WouldEnter(const Candidate& candidate, const Top& top) const {
  return top.best.size() < most_ || !IsBehind(candidate, top.best.front());
}

void Search::Enter(const Candidate& candidate, Top& top) const {
  auto behind = [&](const Candidate& a, const Candidate& b) { return IsBehind(b, a); };
  if (top.best.size() == most_) {
    std::pop_heap(top.best.begin(), top.best.end(), behind);
    top.best.pop_back();
  }
  top.best.push_back(candidate);
  std::push_heap(top.best.begin(), top.best.end(), behind);
  if (top.best.size() < most_) return;
  // The least that gives as many points as the last has: the name may decide.
  constexpr std::int64_t kStep = kMostPoints / kWhole;
  top.bar = (top.best.front().points * pool_.weights + kStep - 1) / kStep;
}

// The rules that are about these two people and not about a trait of them.
bool Search::IsForbidden(std::uint32_t slot) const {
  bool suspect = suspect_[slot] == query_number_;
  if (!suspect && pool_.constraint.empty()) return false;
  const Offered& one = pool_.mentor(slot);
  Past past = query_->mentorships == nullptr ? one.past : PastWith(*query_->mentorships, one.mentor->profile.name());
  Candidacy candidacy{query_->mentee, *one.mentor, query_->manager,   pool_.program,
                      one.enrolled(), past,        &pool_.constraint, query_->enrollment};
  return (suspect && (Breaks(v1::REPORTING_LINE, candidacy, pool_.now) || Breaks(v1::PAST, candidacy, pool_.now))) ||
         Breaks(v1::CONSTRAINT, candidacy, pool_.now);
}

}  // namespace gilde::matching::domain
