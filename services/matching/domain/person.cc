#include "services/matching/domain/person.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "common/base/text.h"
#include "services/matching/domain/goals.h"

namespace gilde::matching::domain {

using gilde::profile::v1::Goal;
using gilde::profile::v1::Profile;

namespace {

// Shorter words say little in any of the languages.
constexpr size_t kShortestWord = 4;

// Adds to `longer` those of the words that are not too short.
void AddLonger(std::vector<std::string> words, std::vector<std::string>& longer) {
  for (std::string& word : words) {
    if (word.size() >= kShortestWord) longer.push_back(std::move(word));
  }
}

void SortOnce(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

// Adds the words as they are said to those that are offered.
void AddOffer(std::vector<std::string> words, Person& person) {
  for (const std::string& word : words) {
    auto terms = TermsOf(word);
    person.offer_terms.insert(person.offer_terms.end(), terms.begin(), terms.end());
  }
  std::sort(person.offer_terms.begin(), person.offer_terms.end());
  std::move(words.begin(), words.end(), std::back_inserter(person.offer_words));
  SortOnce(person.offer_words);
}

void TakeOffer(const Profile& profile, Person& person) {
  std::vector<std::string> words;
  for (const auto& offered : profile.skills_offered()) AddLonger(base::Words(offered.skill()), words);
  for (const auto& work : profile.public_works()) AddLonger(base::Words(work.title()), words);
  person.offer_words.clear();
  person.offer_terms.clear();
  person.offer_terms.reserve(words.size() * std::size(kLanguages));
  AddOffer(std::move(words), person);
}

void TakeGoal(const Goal& goal, Person& person) {
  person.goal_words.erase(goal.name());
  person.goal_languages.erase(goal.name());
  person.open_goals.erase(goal.name());
  if (goal.state() != Goal::OPEN) return;
  std::vector<std::string> outcome = base::Words(goal.outcome());
  if (std::optional<Language> language = LanguageOfWords(outcome)) person.goal_languages[goal.name()] = *language;
  person.open_goals[goal.name()] = MarkOf(goal);
  std::vector<std::string>& words = person.goal_words[goal.name()];
  AddLonger(std::move(outcome), words);
  AddLonger(base::Words(goal.skill()), words);
  SortOnce(words);
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

bool IsApproved(const Profile& profile) { return profile.mentor_offer().vetting() == gilde::profile::v1::MentorOffer::APPROVED; }

Profile Stripped(Profile profile) {
  profile.clear_etag();
  profile.clear_given_name();
  profile.clear_family_name();
  profile.clear_display_name();
  profile.clear_email();
  profile.clear_external_id();
  profile.clear_unknown_skills();
  for (auto& work : *profile.mutable_public_works()) {
    work.clear_kind();
    work.clear_url();
  }
  return profile;
}

Goal Stripped(const Goal& goal) {
  Goal stripped;
  stripped.set_name(goal.name());
  stripped.set_outcome(goal.outcome());
  stripped.set_skill(goal.skill());
  stripped.set_horizon(goal.horizon());
  stripped.set_state(goal.state());
  return stripped;
}

void Person::Take(Profile next) { Take(std::move(next), {}); }

void Person::Take(const Goal& goal) {
  TakeGoal(goal, *this);
  FindGoalTerms(*this);
}

void Person::Take(Profile next, const google::protobuf::RepeatedPtrField<Goal>& goals) {
  TakeOffer(next, *this);
  profile = Stripped(std::move(next));
  profile.clear_public_works();
  for (const Goal& goal : goals) TakeGoal(goal, *this);
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
  if (same == offers.end()) {
    std::vector<std::string> words;
    AddLonger(base::Words(skill), words);
    AddOffer(std::move(words), *this);
  }
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
