// A policy learned from what people decided: tables over numbers about a pair (tables.h), found by gradient boosting of small trees
// (Friedman, Greedy Function Approximation, Annals of Statistics 29, 2001; second order as in Chen and Guestrin, XGBoost, KDD 2016), each
// tree of two questions at most and therefore a sum of tables. Where more of a measure is better, no tree takes for more of it. Nobody's
// name is a measure, what few people share is none either, and one mentee's many decisions weigh no more than some: the policy is about
// people like these, not about these people.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "gilde/matching/v1/match.pb.h"
#include "services/matching/domain/going_on.h"
#include "services/matching/domain/tables.h"

namespace gilde::matching::domain {

// What a mentee decided about a mentor. The two outlive it.
struct Decision {
  std::string mentee;  // decisions of one belong together when they are judged
  const Known* of_mentee = nullptr;
  const Known* of_mentor = nullptr;
  bool taken = false;
};

// What may be measured: names of lists and numbers of each side. Those who protect somebody are left out by whoever calls.
struct Measurable {
  std::vector<std::string> mentee_lists, mentor_lists, mentee_numbers, mentor_numbers;
};

// How well scores tell those taken from the others, on mentees from whom nothing was learned.
struct Judged {
  int decisions = 0, taken = 0;
  double auc = 0.5;  // the chance that one taken scores above one not taken; equal counts half
};
// Among decisions of about the same prediction: how many were predicted to be taken, and how many were.
struct Calibration {
  int decisions = 0;
  double predicted = 0, taken = 0;  // shares
};
struct JudgedGroup {
  std::string element;  // of the list of mentees by which it is broken down
  int mentees = 0;
  Judged judged;
};

struct Fitted {
  gilde::matching::v1::MatchPolicy policy;
  int rounds = 0;
  Judged judged;                         // cross-validated in three parts of the mentees
  std::vector<Calibration> calibration;  // ten parts of the same size, rising
  std::vector<JudgedGroup> groups;       // of five mentees at least, in order of the element
};

// Deterministic: the same decisions in the same order, the same policy. INVALID_ARGUMENT when none or all are taken, or there are fewer
// than ten mentees. `by` is a list of mentees to judge groups by; empty: none. `still_wanted` is asked now and then, on several threads,
// and what it refuses with ends it.
absl::StatusOr<Fitted> FitPolicy(const std::vector<Decision>& decisions, const Measurable& measurable, const std::string& by,
                                 absl::FunctionRef<absl::Status()> still_wanted = AlwaysWanted);

// Of any scores.
double AreaUnderCurve(const std::vector<double>& scores, const std::vector<bool>& taken);

}  // namespace gilde::matching::domain
