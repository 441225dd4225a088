// The catalogue of skills: one id for what people write in many ways, and how near skills are to each other.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/base/errors.h"
#include "gilde/profile/v1/skill.pb.h"

namespace gilde::profile::domain {

// What a word means.
struct Resolution {
  std::string skill;  // id; for an unknown word the folded word
  bool known;
};

// Immutable once built; safe to share between threads.
class Catalogue {
 public:
  // The shipped skills, with an organization's `own` ones added; one of the same id replaces the shipped one. Names in `own` are full.
  explicit Catalogue(const std::vector<gilde::profile::v1::Skill>& own);

  // Tries the word without case, accents, blanks and punctuation, then without a version number, a trailing `js` or a plural `s`.
  Resolution Resolve(std::string_view word) const;
  // Ids of skills that are spelled nearly like the word, nearest first, at most `limit`.
  std::vector<std::string> Suggest(std::string_view word, int limit) const;
  // The skill, its name holding the id only; null when unknown.
  const gilde::profile::v1::Skill* Find(std::string_view id) const;
  // 1 for the same skill, 0 for skills not known to be related.
  double Similarity(std::string_view a, std::string_view b) const;
  // All of them in order of their ids, each name holding the id only.
  const std::map<std::string, gilde::profile::v1::Skill, std::less<>>& skills() const { return skills_; }

 private:
  std::map<std::string, gilde::profile::v1::Skill, std::less<>> skills_;
  absl::flat_hash_map<std::string, std::string> spellings_;  // Spelling() of every title, id and alias -> id
};

// What is compared: letters, digits, + and # of the folded text.
std::string Spelling(std::string_view text);

// The shipped skills, names holding the id only.
const std::vector<gilde::profile::v1::Skill>& ShippedSkills();

// Names everything that is wrong with skills to be imported into `organization` (`organizations/acme`), whose own skills are `present`.
base::Violations CheckSkills(std::string_view organization, const std::vector<gilde::profile::v1::Skill>& imported,
                             const std::vector<gilde::profile::v1::Skill>& present);

}  // namespace gilde::profile::domain
