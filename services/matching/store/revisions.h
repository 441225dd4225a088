// The versions of a program's rules.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/program.pb.h"

namespace gilde::matching::store {

// `organizations/acme/programs/p1/revisions/00000002`.
std::string RevisionName(const std::string& program, int rule_version);

// Keeps the program's rules as they are, as its current version; call it with every new one.
absl::Status KeepRevision(storage::Writer& writer, const v1::Program& program);

}  // namespace gilde::matching::store
