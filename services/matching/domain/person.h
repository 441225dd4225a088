// What matching knows of a person: the profile without what matching does not look at, and the words of their open goals.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

struct Person {
  gilde::profile::v1::Profile profile;
  std::map<std::string, std::set<std::string>> goal_words;          // goal name -> folded words of an open goal
  std::map<std::string, gilde::matching::v1::GoalMark> open_goals;  // by name, as mentorships keep them
  std::set<std::string> offer_words;                                // folded words of offered skills and works

  // Takes a profile over, leaving out names, addresses and links.
  void Take(gilde::profile::v1::Profile profile);
  void Take(const gilde::profile::v1::Goal& goal);
  // Offers a skill at a level, also when the profile did so at another.
  void Offer(const std::string& skill, int level);
  // The same, unless the profile offers it at that level or a higher one.
  void OfferAtLeast(const std::string& skill, int level);
};

// Similarity of skills, 0..1; a skill is 1 to itself.
class SkillLikeness {
 public:
  void Set(const std::string& a, const std::string& b, double similarity);
  double Between(const std::string& a, const std::string& b) const;
  // The skill itself and all that have a similarity to it, by name.
  std::map<std::string, double> To(const std::string& skill) const;

 private:
  std::map<std::string, std::map<std::string, double>> similarity_;  // both ways
};

}  // namespace gilde::matching::domain
