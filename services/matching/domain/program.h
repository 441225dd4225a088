// Programs: their numbers, what makes them valid, and their states.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/matching/v1/program.pb.h"

namespace gilde::matching::domain {

enum class ProgramMove { kOpen, kStart, kClose, kComplete, kCancel };

// Fills every unset number with its default for the program's kind, and an empty policy with the default one.
void FillDefaults(gilde::matching::v1::Program& program);
// What is wrong with a program, each field named below `field`.
void CheckProgram(const gilde::matching::v1::Program& program, std::string_view field, base::Violations& violations);
// The program after a move, with the event it publishes; FAILED_PRECONDITION / PROGRAM_STATE or PROGRAM_BUILT_IN.
struct ProgramChange {
  gilde::matching::v1::Program program;
  std::string_view event;
};
absl::StatusOr<ProgramChange> MoveProgram(gilde::matching::v1::Program program, ProgramMove move);
// FAILED_PRECONDITION / PROGRAM_STATE once a program is over.
absl::Status CheckNotOver(const gilde::matching::v1::Program& program);

// An http or https address of at most 2,000 characters.
bool IsWebAddress(std::string_view address);

// A new program in DRAFT with everything of another but its dates; the same title where none is given.
gilde::matching::v1::Program CopyOf(const gilde::matching::v1::Program& program, std::string_view name, std::string_view title);

// The built-in informal program of an organization (`organizations/acme`).
gilde::matching::v1::Program InformalProgram(std::string_view organization);
bool IsBuiltIn(const gilde::matching::v1::Program& program);

// Paths that a caller cannot set.
const base::OutputOnly& ProgramOutputOnly();

}  // namespace gilde::matching::domain
