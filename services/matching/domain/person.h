// What matching knows of a person: the profile without what matching does not look at, and the words of their open goals.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/domain/language.h"
#include "services/matching/domain/terms.h"

namespace gilde::matching::domain {

// Folded words in ascending order, each once.
using SortedWords = std::vector<std::string>;

struct Person {
  gilde::profile::v1::Profile profile;
  std::map<std::string, SortedWords> goal_words;                    // goal name -> words of an open goal
  std::map<std::string, gilde::matching::v1::GoalMark> open_goals;  // by name, as mentorships keep them
  SortedWords offer_words;                                          // of offered skills and works
  std::map<std::string, Language> goal_languages;                   // by goal name: of open goals whose text tells
  Terms goal_terms;                                                 // of the goals' words but small ones, in GoalLanguage(), each once
  Terms offer_terms;                                                // of the offer's words, in each language

  // Takes a profile over, leaving out names, addresses and works.
  void Take(gilde::profile::v1::Profile profile);
  void Take(const gilde::profile::v1::Goal& goal);
  // The same as one after the other, in less time.
  void Take(gilde::profile::v1::Profile profile, const google::protobuf::RepeatedPtrField<gilde::profile::v1::Goal>& goals);
  // Offers a skill at a level, also when the profile did so at another.
  void Offer(const std::string& skill, int level);
  // The same, unless the profile offers it at that level or a higher one.
  void OfferAtLeast(const std::string& skill, int level);
  // The language that most goals are written in; where their texts do not tell, the one the person prefers to communicate in or else knows
  // best, of the five; English when that is none.
  Language GoalLanguage() const;
};

// Whether an organization has approved them as a mentor.
bool IsApproved(const gilde::profile::v1::Profile& profile);

// What a Person is made of: a profile without names, addresses and links, a goal without its progress.
gilde::profile::v1::Profile Stripped(gilde::profile::v1::Profile profile);
gilde::profile::v1::Goal Stripped(const gilde::profile::v1::Goal& goal);

// Similarity of skills, 0..1; a skill is 1 to itself. And what the words of offers weigh, beside which skills are not all.
class SkillLikeness {
 public:
  void Set(const std::string& a, const std::string& b, double similarity);
  double Between(const std::string& a, const std::string& b) const;
  // The skill itself and all that have a similarity to it, by name.
  std::map<std::string, double> To(const std::string& skill) const;
  void SetOffers(Offers offers) { offers_ = std::move(offers); }
  const Offers& offers() const { return offers_; }

 private:
  std::map<std::string, std::map<std::string, double>> similarity_;  // both ways
  Offers offers_;
};

}  // namespace gilde::matching::domain
