// What people do with a match run: ask for one, change a draft by hand, publish it or drop it. Pure moves over the messages.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "gilde/matching/v1/program.pb.h"

namespace gilde::matching::domain {

// Whether figures can be given by this attribute of mentees: `kind`, `location`, `org_unit`, `seniority_level`.
bool IsGroupAttribute(std::string_view attribute);
// What is wrong with a run that is asked for. KIND_UNSPECIFIED for a program that is not known.
base::Violations CheckMatchRun(const v1::MatchRun& asked, v1::Program::Kind kind);
// A new run of the program, RUNNING; it takes the pins and forbidden pairs of `base`, if there is one. FAILED_PRECONDITION /
// PROGRAM_NOT_OPEN, MATCH_RUN_NOT_DRAFT.
absl::StatusOr<v1::MatchRun> NewMatchRun(const v1::MatchRun& asked, const v1::Program& program, const std::optional<v1::MatchRun>& base);

// FAILED_PRECONDITION / MATCH_RUN_NOT_DRAFT.
absl::Status CheckDraft(const v1::MatchRun& run);
// Whether it was computed and is not dropped: FAILED_PRECONDITION / MATCH_RUN_STATE.
absl::Status CheckHasPairs(const v1::MatchRun& run);

// The run with a pair pinned or forbidden, or with that undone. Both: FAILED_PRECONDITION / PAIRS_TOO_MANY above 10,000. Pin:
// FAILED_PRECONDITION / PAIR_FORBIDDEN. A mentee has one pin, the last; of `peers` so has each of the two. Forbid: FAILED_PRECONDITION /
// PAIR_PINNED.
absl::StatusOr<v1::MatchRun> Pin(v1::MatchRun run, const v1::PairOfRun& pair, bool undo, bool peers = false);
absl::StatusOr<v1::MatchRun> Forbid(v1::MatchRun run, const v1::PairOfRun& pair, bool undo);

// Puts somebody of a draft with a mentor, or with nobody.
void MatchWith(const v1::MatchRunPair& found, v1::MatchRunPair& pair);
void TakeOut(v1::MatchRunPair& pair);

// FAILED_PRECONDITION / MATCH_RUN_NOT_DRAFT; Publish also PROGRAM_NOT_OPEN.
absl::StatusOr<v1::MatchRun> Publish(v1::MatchRun run, const v1::Program& program);
// Of a run that failed too.
absl::StatusOr<v1::MatchRun> Discard(v1::MatchRun run);
// What its operation could not compute; anything but a RUNNING one stays as it is.
v1::MatchRun Fail(v1::MatchRun run, std::string_view reason);

}  // namespace gilde::matching::domain
