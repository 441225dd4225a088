// The tables of a policy: what a pair gets by whole numbers about it, as they are learned from decisions. Additive over single numbers and
// pairs of them (Lou, Caruana, Gehrke, Hooker, Accurate Intelligible Models with Pairwise Interactions, KDD 2013).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "gilde/matching/v1/match.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

using Measure = gilde::matching::v1::MatchPolicy::Measure;
using Table = gilde::matching::v1::MatchPolicy::Table;

// What is known of a person: lists, and words in them, each ascending and each once; and numbers.
class Known {
 public:
  void Put(const std::string& attribute, std::vector<std::string> elements);
  void Put(const std::string& attribute, std::int64_t number) { numbers_[attribute] = number; }
  const std::vector<std::string>& Elements(const std::string& attribute) const { return Find(elements_, attribute); }
  const std::vector<std::string>& Words(const std::string& attribute) const { return Find(words_, attribute); }
  std::optional<std::int64_t> Number(const std::string& attribute) const;

 private:
  using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;
  static const std::vector<std::string>& Find(const Lists& lists, const std::string& attribute);
  Lists elements_, words_;
  std::map<std::string, std::int64_t, std::less<>> numbers_;
};
// The attributes of a profile that the tables of a policy name.
Known KnownOf(const gilde::profile::v1::Profile& profile, const gilde::matching::v1::MatchPolicy& policy, bool mentor);

// A policy as pairs are scored by it: what its tables ask of a person is read once. Both the policy and the people must outlive it, where
// they are and as they are. Used by one thread.
class PolicyInUse {
 public:
  explicit PolicyInUse(const gilde::matching::v1::MatchPolicy& policy) : policy_(policy) {}
  const gilde::matching::v1::MatchPolicy& policy() const { return policy_; }
  const Known& Mentee(const gilde::profile::v1::Profile& profile) const { return Of(profile, false, mentees_); }
  const Known& Mentor(const gilde::profile::v1::Profile& profile) const { return Of(profile, true, mentors_); }

 private:
  using People = std::unordered_map<const gilde::profile::v1::Profile*, Known>;
  const Known& Of(const gilde::profile::v1::Profile& profile, bool mentor, People& people) const;

  const gilde::matching::v1::MatchPolicy& policy_;
  mutable People mentees_, mentors_;
};

// Whether more of a measure is better, so that a table may never take from a pair that has more of it.
bool MoreIsBetter(Measure::Kind kind);
// The number that a measure is about.
std::int64_t NumberOf(const Measure& measure, const Known& mentee, const Known& mentor);
// What it is about, for people: `what the lists "skills sought" and "skills offered" have in common`.
std::string WordsOf(const Measure& measure, bool dutch);

// Whether there is a list (or a number) of this name.
using IsAttribute = absl::FunctionRef<bool(std::string_view name, bool number)>;
// Whether attribute.h has it, and the profile knows it.
bool IsOfProfiles(std::string_view name, bool number);

// What is wrong with a table: the field below it, the reason and why. Empty: nothing.
struct Fault {
  std::string field, reason, why;
};
std::vector<Fault> FaultsOf(const Table& table, IsAttribute is_attribute);

// The weight that checked tables give a pair, and the most they give any.
std::int64_t WeightOf(const Table& table, const Known& mentee, const Known& mentor);
std::int64_t MostWeightOf(const Table& table);
// The part of the most that all tables give the pair, in millionths; 0 without tables.
std::int64_t LearnedValue(const gilde::matching::v1::MatchPolicy& policy, const Known& mentee, const Known& mentor);

}  // namespace gilde::matching::domain
