// Match policies: their defaults and what makes them valid.
#pragma once

#include <string_view>

#include "common/base/errors.h"
#include "gilde/matching/v1/match.pb.h"
#include "gilde/matching/v1/program.pb.h"

namespace gilde::matching::domain {

// Fills what is unset with its default for a kind of program.
void FillPolicy(gilde::matching::v1::Program::Kind kind, gilde::matching::v1::MatchPolicy& policy);
// `hard.max_inactive_days`, or its default.
int InactiveDays(const gilde::matching::v1::MatchPolicy& policy);
// What is wrong with a policy, each field named below `field`.
void CheckPolicy(const gilde::matching::v1::MatchPolicy& policy, std::string_view field, base::Violations& violations);

}  // namespace gilde::matching::domain
