// What a match run came to for everybody of it, and in figures.
#pragma once

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/match_run.h"
#include "services/matching/domain/person.h"

namespace gilde::matching::domain {

// Everybody of the run in its order, without names: whom they are with, or why with nobody and what would place them. `still_wanted` is
// asked for each who has no candidate, and what it refuses with ends it.
absl::StatusOr<std::vector<v1::MatchRunPair>> PairsOf(const SolvedRun& solved, const v1::MatchRun& run, const v1::Program& program,
                                                      const RunPeople& people, const SkillLikeness& likeness, absl::Time now,
                                                      absl::FunctionRef<absl::Status()> still_wanted);

// Figures of pairs; those that pairs do not say are taken from `known`.
v1::MatchRunFigures FiguresOf(const v1::MatchRun& run, const std::vector<v1::MatchRunPair>& pairs, const v1::MatchRunFigures& known,
                              bool peers);
// Those that pairs do not say.
v1::MatchRunFigures KnownFigures(const SolvedRun& solved);

}  // namespace gilde::matching::domain
