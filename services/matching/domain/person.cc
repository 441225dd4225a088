#include "services/matching/domain/person.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "common/base/text.h"
#include "services/matching/domain/goals.h"

namespace gilde::matching::domain {

namespace {

// Shorter words say little in any of the languages.
constexpr size_t kShortestWord = 4;

std::vector<std::string> LongerWords(std::string_view text) {
  std::vector<std::string> words = base::Words(text);
  words.erase(std::remove_if(words.begin(), words.end(), [](const std::string& word) { return word.size() < kShortestWord; }), words.end());
  return words;
}

void AddOffer(std::string_view text, Person& person) {
  for (std::string& word : LongerWords(text)) {
    for (Language language : kLanguages) person.offer_terms.push_back(TermOf(word, language));
    person.offer_words.insert(std::move(word));
  }
  std::sort(person.offer_terms.begin(), person.offer_terms.end());
}

void FindGoalTerms(Person& person) {
  person.goal_terms.clear();
  Language language = person.GoalLanguage();
  for (const auto& [goal, words] : person.goal_words) {
    for (const std::string& word : words) {
      if (!IsSmallWord(word, language)) person.goal_terms.push_back(TermOf(word, language));
    }
  }
  std::sort(person.goal_terms.begin(), person.goal_terms.end());
  person.goal_terms.erase(std::unique(person.goal_terms.begin(), person.goal_terms.end()), person.goal_terms.end());
}

}  // namespace

void Person::Take(gilde::profile::v1::Profile next) {
  offer_words.clear();
  offer_terms.clear();
  for (const auto& offered : next.skills_offered()) AddOffer(offered.skill(), *this);
  for (const auto& work : next.public_works()) AddOffer(work.title(), *this);
  offer_terms.shrink_to_fit();
  next.clear_given_name();
  next.clear_family_name();
  next.clear_email();
  next.clear_external_id();
  next.clear_public_works();
  next.clear_unknown_skills();
  profile = std::move(next);
  FindGoalTerms(*this);
}

void Person::Take(const gilde::profile::v1::Goal& goal) {
  goal_words.erase(goal.name());
  goal_languages.erase(goal.name());
  open_goals.erase(goal.name());
  if (goal.state() == gilde::profile::v1::Goal::OPEN) {
    std::set<std::string>& words = goal_words[goal.name()];
    for (const std::string& text : {goal.outcome(), goal.skill()}) {
      std::vector<std::string> longer = LongerWords(text);
      words.insert(longer.begin(), longer.end());
    }
    if (std::optional<Language> language = LanguageOfText(goal.outcome())) goal_languages[goal.name()] = *language;
    open_goals[goal.name()] = MarkOf(goal);
  }
  FindGoalTerms(*this);
}

Language Person::GoalLanguage() const {
  std::array<int, std::size(kLanguages)> goals{};
  for (const auto& [goal, language] : goal_languages) ++goals[static_cast<size_t>(language)];
  auto most = std::max_element(goals.begin(), goals.end());
  if (std::count(goals.begin(), goals.end(), *most) == 1) return kLanguages[most - goals.begin()];
  if (std::optional<Language> preferred = FindLanguage(profile.communication().language())) return *preferred;
  Language best = Language::kEnglish;
  int proficiency = 0;
  for (const auto& known : profile.languages()) {
    std::optional<Language> language = FindLanguage(known.tag());
    if (!language || known.proficiency() <= proficiency) continue;
    best = *language;
    proficiency = known.proficiency();
  }
  return best;
}

void Person::Offer(const std::string& skill, int level) {
  auto& offers = *profile.mutable_skills_offered();
  auto same = std::find_if(offers.begin(), offers.end(), [&](const auto& offer) { return offer.skill() == skill; });
  if (same == offers.end()) AddOffer(skill, *this);
  auto& offer = same == offers.end() ? *offers.Add() : *same;
  offer.set_skill(skill);
  offer.set_level(level);
}

void Person::OfferAtLeast(const std::string& skill, int level) {
  const auto& offers = profile.skills_offered();
  auto same = std::find_if(offers.begin(), offers.end(), [&](const auto& offer) { return offer.skill() == skill; });
  if (same == offers.end() || same->level() < level) Offer(skill, level);
}

void SkillLikeness::Set(const std::string& a, const std::string& b, double similarity) {
  similarity_[a][b] = similarity_[b][a] = std::clamp(similarity, 0.0, 1.0);
}

double SkillLikeness::Between(const std::string& a, const std::string& b) const {
  if (a == b) return 1;
  auto near = similarity_.find(a);
  if (near == similarity_.end()) return 0;
  auto found = near->second.find(b);
  return found == near->second.end() ? 0 : found->second;
}

std::map<std::string, double> SkillLikeness::To(const std::string& skill) const {
  auto near = similarity_.find(skill);
  std::map<std::string, double> all = near == similarity_.end() ? std::map<std::string, double>() : near->second;
  all[skill] = 1;
  return all;
}

}  // namespace gilde::matching::domain
