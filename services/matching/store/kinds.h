// The kinds of resources that the matching service keeps.
//   Enrollment      profile, state
//   InvitationCode  code
//   MatchRunPair    mentor, state
#pragma once

#include <vector>

#include "common/storage/store.h"

namespace gilde::matching::store {

std::vector<storage::Kind> Kinds();

}  // namespace gilde::matching::store
