#include "services/matching/domain/draft.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/matching/domain/formation.h"

namespace gilde::matching::domain {

using v1::MatchRun;
using v1::MatchRunPair;
using v1::PairOfRun;
using v1::Program;

namespace {

using Pairs = google::protobuf::RepeatedPtrField<PairOfRun>;

bool Same(const PairOfRun& a, const PairOfRun& b) { return a.mentee() == b.mentee() && a.mentor() == b.mentor(); }

// Every write of the run writes all of them.
constexpr int kMostPairs = 10'000;

absl::Status CheckRoom(const Pairs& pairs) {
  if (pairs.size() < kMostPairs) return absl::OkStatus();
  return base::FailedPrecondition("PAIRS_TOO_MANY", absl::StrCat("at most ", kMostPairs, " pairs are pinned, and as many forbidden"));
}

bool Has(const Pairs& pairs, const PairOfRun& pair) {
  return std::any_of(pairs.begin(), pairs.end(), [&](const PairOfRun& one) { return Same(one, pair); });
}

template <class Predicate>
void Remove(Pairs& pairs, Predicate predicate) {
  pairs.erase(std::remove_if(pairs.begin(), pairs.end(), predicate), pairs.end());
}

void Insert(Pairs& pairs, const PairOfRun& pair) {
  *pairs.Add() = pair;
  std::sort(pairs.begin(), pairs.end(), [](const PairOfRun& a, const PairOfRun& b) {
    return std::make_pair(a.mentee(), a.mentor()) < std::make_pair(b.mentee(), b.mentor());
  });
}

void CheckBase(const MatchRun& asked, base::Violations& violations) {
  if (!asked.has_most_disturbed()) return;
  bool in_range = asked.most_disturbed() >= 0 && asked.most_disturbed() <= 1'000'000;
  violations.Require(in_range, "match_run.most_disturbed", "MOST_DISTURBED_INVALID", "0 to 1,000,000");
  violations.Require(!asked.base().empty(), "match_run.most_disturbed", "MOST_DISTURBED_INVALID", "only with a base");
  bool by_score = asked.objective() == MatchRun::HIGHEST_SCORE || asked.objective() == MatchRun::HIGHEST_PARTICIPATION;
  violations.Require(by_score, "match_run.most_disturbed", "MOST_DISTURBED_INVALID", "only with HIGHEST_SCORE and HIGHEST_PARTICIPATION");
}

}  // namespace

bool IsGroupAttribute(std::string_view attribute) {
  return attribute == "kind" || attribute == "location" || attribute == "org_unit" || attribute == "seniority_level";
}

base::Violations CheckMatchRun(const MatchRun& asked, Program::Kind kind) {
  base::Violations violations;
  bool known = MatchRun::Objective_IsValid(asked.objective()) && asked.objective() != MatchRun::OBJECTIVE_UNSPECIFIED;
  violations.Require(known, "match_run.objective", "OBJECTIVE_INVALID", "one of the objectives");
  bool for_peers = asked.objective() != MatchRun::STABLE && asked.objective() != MatchRun::FAIREST;
  violations.Require(kind != Program::PEER || for_peers, "match_run.objective", "OBJECTIVE_INVALID",
                     "peers are matched by HIGHEST_SCORE or HIGHEST_PARTICIPATION");
  violations.Require(asked.most_candidates() >= 0 && asked.most_candidates() <= 1000, "match_run.most_candidates",
                     "MOST_CANDIDATES_INVALID", "0 to 1000");
  CheckBase(asked, violations);
  violations.Require(asked.group_attributes_size() <= 4, "match_run.group_attributes", "GROUP_ATTRIBUTES_INVALID", "at most 4");
  std::set<std::string> seen;
  for (int i = 0; i < asked.group_attributes_size(); ++i) {
    const std::string& attribute = asked.group_attributes(i);
    violations.Require(IsGroupAttribute(attribute) && seen.insert(attribute).second, absl::StrCat("match_run.group_attributes[", i, "]"),
                       "GROUP_ATTRIBUTES_INVALID", "kind, location, org_unit or seniority_level, each once");
  }
  return violations;
}

absl::StatusOr<MatchRun> NewMatchRun(const MatchRun& asked, const Program& program, const std::optional<MatchRun>& base) {
  GILDE_RETURN_IF_ERROR(CheckOpen(program));
  MatchRun run;
  run.set_objective(asked.objective());
  run.set_seed(asked.seed());
  run.set_most_candidates(asked.most_candidates());
  run.set_base(asked.base());
  if (asked.has_most_disturbed()) run.set_most_disturbed(asked.most_disturbed());
  *run.mutable_group_attributes() = asked.group_attributes();
  *run.mutable_policy() = program.match_policy();
  run.set_rule_version(program.rule_version());
  run.set_state(MatchRun::RUNNING);
  if (!base) return run;
  GILDE_RETURN_IF_ERROR(CheckDraft(*base));
  *run.mutable_pins() = base->pins();
  *run.mutable_forbidden() = base->forbidden();
  return run;
}

absl::Status CheckDraft(const MatchRun& run) {
  if (run.state() == MatchRun::DRAFT) return absl::OkStatus();
  return base::FailedPrecondition("MATCH_RUN_NOT_DRAFT", absl::StrCat("the run is ", MatchRun::State_Name(run.state())));
}

absl::Status CheckHasPairs(const MatchRun& run) {
  bool has = run.state() == MatchRun::DRAFT || run.state() == MatchRun::PUBLISHING || run.state() == MatchRun::PUBLISHED;
  if (has) return absl::OkStatus();
  return base::FailedPrecondition("MATCH_RUN_STATE", absl::StrCat("a run that is ", MatchRun::State_Name(run.state()), " has no pairs"));
}

absl::StatusOr<MatchRun> Pin(MatchRun run, const PairOfRun& pair, bool undo, bool peers) {
  GILDE_RETURN_IF_ERROR(CheckDraft(run));
  if (undo) {
    Remove(*run.mutable_pins(), [&](const PairOfRun& one) { return Same(one, pair); });
    return run;
  }
  if (Has(run.forbidden(), pair)) return base::FailedPrecondition("PAIR_FORBIDDEN", "the pair is forbidden in this draft");
  auto is_of = [&](const PairOfRun& one, const std::string& person) { return one.mentee() == person || (peers && one.mentor() == person); };
  Remove(*run.mutable_pins(), [&](const PairOfRun& one) { return is_of(one, pair.mentee()) || (peers && is_of(one, pair.mentor())); });
  GILDE_RETURN_IF_ERROR(CheckRoom(run.pins()));
  Insert(*run.mutable_pins(), pair);
  return run;
}

absl::StatusOr<MatchRun> Forbid(MatchRun run, const PairOfRun& pair, bool undo) {
  GILDE_RETURN_IF_ERROR(CheckDraft(run));
  Remove(*run.mutable_forbidden(), [&](const PairOfRun& one) { return Same(one, pair); });
  if (undo) return run;
  if (Has(run.pins(), pair)) return base::FailedPrecondition("PAIR_PINNED", "the pair is pinned in this draft");
  GILDE_RETURN_IF_ERROR(CheckRoom(run.forbidden()));
  Insert(*run.mutable_forbidden(), pair);
  return run;
}

void MatchWith(const MatchRunPair& found, MatchRunPair& pair) {
  pair.set_mentor(found.mentor());
  pair.set_score(found.score());
  pair.set_rank(found.rank());
  pair.set_group(found.group());
  pair.set_pinned(found.pinned());
  pair.set_state(MatchRunPair::MATCHED);
  pair.clear_unmatched();
  pair.clear_rule();
  pair.clear_remedy();
  pair.clear_remedy_mentor();
}

void TakeOut(MatchRunPair& pair) {
  MatchWith({}, pair);
  pair.set_state(MatchRunPair::UNMATCHED);
  pair.set_unmatched(MatchRunPair::TAKEN_OUT);
}

absl::StatusOr<MatchRun> Publish(MatchRun run, const Program& program) {
  GILDE_RETURN_IF_ERROR(CheckDraft(run));
  GILDE_RETURN_IF_ERROR(CheckOpen(program));
  run.set_state(MatchRun::PUBLISHING);
  return run;
}

absl::StatusOr<MatchRun> Discard(MatchRun run) {
  if (run.state() != MatchRun::FAILED) GILDE_RETURN_IF_ERROR(CheckDraft(run));
  // They are there until all that lies below the run is gone; a run that failed may have left some of it.
  run.mutable_figures();
  run.set_state(MatchRun::DISCARDED);
  return run;
}

MatchRun Fail(MatchRun run, std::string_view reason) {
  if (run.state() != MatchRun::RUNNING) return run;
  run.set_state(MatchRun::FAILED);
  run.set_failure(std::string(reason));
  return run;
}

}  // namespace gilde::matching::domain
