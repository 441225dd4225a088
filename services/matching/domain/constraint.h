// An expression over the attributes of two people that must hold for a pair, in the filter syntax of AIP-160 (google.aip.dev/160):
//   mentor.seniority_level >= 5 AND NOT same(location) AND mentee.skills_sought:sql
// AND binds less than OR, blanks between restrictions are AND, `-` is NOT, text may end or begin with `*`.
// Attributes are those of attribute.h, each of `mentee` or `mentor`. `:` asks whether a list has an element, `attribute:*` whether there
// is anything at all. `same(a)` compares an attribute of both, `shares(a, b)` is whether the mentee's list a and the mentor's list b have
// an element in common. A comparison with an attribute that is not there does not hold, whatever it is, `!=` too.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/matching/v1/match.pb.h"
#include "services/matching/domain/attribute.h"

namespace gilde::matching::domain {

// Thread-safe once made.
class Constraint {
 public:
  // INVALID_ARGUMENT with where and what in its message: `at 8: mentor.levle is no attribute; there are ...`. Text without a word holds for
  // everybody.
  static absl::StatusOr<Constraint> Parse(std::string_view text);

  // Whether it asks for nothing.
  bool empty() const { return all_.empty(); }
  bool Holds(const Side& mentee, const Side& mentor) const;
  // The parts of it, as written, that do not hold though all of them must.
  std::vector<std::string> Broken(const Side& mentee, const Side& mentor) const;

  struct Node;

 private:
  std::vector<std::shared_ptr<const Node>> all_;  // each must hold
};

// That of a policy which has been checked.
Constraint ConstraintOf(const gilde::matching::v1::MatchPolicy& policy);

}  // namespace gilde::matching::domain
