// Decisions about pairs of people from a file of anybody's, for learning a policy and for scoring.
//
// A mapping is JSON: {"about": "...", "mentee_id": COLUMN, "mentor_id": COLUMN, "decision": COLUMN, "taken": ["1"], "split": "|",
// "mentee": {ATTRIBUTE: COLUMN}, "mentor": {ATTRIBUTE: COLUMN}, "numbers": [ATTRIBUTE]}. Columns are named by their header. Each attribute
// is a list, its cell parted by `split`; or a number, where it is among `numbers`. A policy that is to be used in a program names
// attributes of profiles, as MatchPolicy.HardConstraints.constraint lists them; for files, any names do. `taken` are the values of the
// column `decision` that say yes.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/matching/domain/fit.h"

namespace gilde::cli {

class PairMapping {
 public:
  // INVALID_ARGUMENT saying what is wrong with the text of the file.
  static absl::StatusOr<PairMapping> Parse(const std::string& json);

  struct Side {
    std::string id;                              // column
    std::map<std::string, std::string> columns;  // by attribute
  };
  Side mentee, mentor;
  std::string decision, split = "|";
  std::set<std::string> taken = {"1"}, numbers;
};

// The rows of a file of pairs, in its order. What two rows say alike of somebody is kept once.
class PairFile {
 public:
  struct Pair {
    std::string mentee, mentor;  // ids
    const matching::domain::Known* of_mentee = nullptr;
    const matching::domain::Known* of_mentor = nullptr;
    bool taken = false;
  };

  // CSV, also compressed by gzip. INVALID_ARGUMENT when it cannot be read, or a column is missing; that of the decision is asked for only
  // where `decided`.
  static absl::StatusOr<PairFile> Read(const std::string& path, const PairMapping& mapping, bool decided);
  const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  using People = std::map<std::vector<std::string>, const matching::domain::Known*>;
  const matching::domain::Known* Find(const PairMapping& mapping, const PairMapping::Side& side, std::vector<std::string> cells,
                                      People& people);

  std::deque<matching::domain::Known> known_;
  std::vector<Pair> pairs_;
};

}  // namespace gilde::cli
