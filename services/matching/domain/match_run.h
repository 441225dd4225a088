// A match run as stages, each a pure function: people in their order -> candidates -> pairs made -> what came of it. What goes from one to
// the next is the run as it is exported (MatchRunPart), so that a reader checks exactly what was computed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/going_on.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/placement.h"
#include "services/matching/domain/recommend.h"

namespace gilde::matching::domain {

// Who is matched: mentees, and mentors whether or not they have seats free. In PEER programs both are the same people in the same order.
struct RunPeople {
  std::vector<Seeker> seekers;
  std::vector<Offered> offered;
};

// Puts them in the order of the run: by a hash of the seed and their names; without a seed by name.
void PutInOrder(std::int64_t seed, RunPeople& people);

// Names, seats, pins and candidates. `options` are allowed pairs by number; the run's pins are among them, and what it forbids may be.
// FAILED_PRECONDITION / PIN_IMPOSSIBLE for a pin that is not.
absl::StatusOr<v1::MatchRunPart> InstanceOf(const v1::MatchRun& run, const v1::Program& program, const RunPeople& people,
                                            const std::vector<Option>& options);

// What the solvers take. Of a PEER run the options are the pairs of people.
Placement PlacementOf(const v1::MatchRunPart& instance);

// The instance with its pairs made, proven. FAILED_PRECONDITION / PIN_IMPOSSIBLE when pins hold a group below its least size.
// `still_wanted` is asked now and then, here and by Kept, and what it refuses with ends it.
struct SolvedRun {
  v1::MatchRunPart whole;
  std::int64_t total = 0;  // of the scores
  std::int64_t bound = 0;  // no way has a larger total
};
absl::StatusOr<SolvedRun> SolveRun(v1::MatchRunPart instance, absl::FunctionRef<absl::Status()> still_wanted = AlwaysWanted);

// Pairs of an earlier draft, by number, that stay together so that at most `most_disturbed` of them do not and as little as possible is
// lost: each gets the same bonus, the smallest that keeps enough (Lagrange), found by bisection. Where no bonus does, the others stay too,
// those that have seats. `before` are candidates, of mentees who are not pinned; of peers the first comes first.
absl::StatusOr<std::vector<std::pair<int, int>>> Kept(const v1::MatchRunPart& instance, const std::vector<std::pair<int, int>>& before,
                                                      int most_disturbed, absl::FunctionRef<absl::Status()> still_wanted = AlwaysWanted);

}  // namespace gilde::matching::domain
