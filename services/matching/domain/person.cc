#include "services/matching/domain/person.h"

#include <algorithm>

#include "common/base/text.h"
#include "services/matching/domain/goals.h"

namespace gilde::matching::domain {

namespace {

// Shorter words say little in any of the languages.
constexpr size_t kShortestWord = 4;

void AddWords(std::string_view text, std::set<std::string>& words) {
  for (std::string& word : base::Words(text)) {
    if (word.size() >= kShortestWord) words.insert(std::move(word));
  }
}

}  // namespace

void Person::Take(gilde::profile::v1::Profile next) {
  offer_words.clear();
  for (const auto& offered : next.skills_offered()) AddWords(offered.skill(), offer_words);
  for (const auto& work : next.public_works()) AddWords(work.title(), offer_words);
  next.clear_given_name();
  next.clear_family_name();
  next.clear_email();
  next.clear_external_id();
  next.clear_public_works();
  next.clear_unknown_skills();
  profile = std::move(next);
}

void Person::Take(const gilde::profile::v1::Goal& goal) {
  std::set<std::string>& words = goal_words[goal.name()];
  words.clear();
  AddWords(goal.outcome(), words);
  AddWords(goal.skill(), words);
  open_goals[goal.name()] = MarkOf(goal);
  if (goal.state() == gilde::profile::v1::Goal::OPEN) return;
  goal_words.erase(goal.name());
  open_goals.erase(goal.name());
}

void Person::Offer(const std::string& skill, int level) {
  auto& offers = *profile.mutable_skills_offered();
  auto same = std::find_if(offers.begin(), offers.end(), [&](const auto& offer) { return offer.skill() == skill; });
  auto& offer = same == offers.end() ? *offers.Add() : *same;
  offer.set_skill(skill);
  offer.set_level(level);
  AddWords(skill, offer_words);
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
