// The profile service's resources and what they are found by.
#pragma once

#include <vector>

#include "common/storage/store.h"

namespace gilde::profile::store {

std::vector<storage::Kind> Kinds();

}  // namespace gilde::profile::store
