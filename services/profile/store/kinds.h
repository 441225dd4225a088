// The profile service's resources and what they are found by.
#pragma once

#include <string_view>
#include <vector>

#include "common/storage/store.h"

namespace gilde::profile::store {

std::vector<storage::Kind> Kinds();

// Active EXTERNAL and ALUMNUS profiles of this address, in whatever letters.
storage::Query OutsiderQuery(std::string_view organization, std::string_view email);

}  // namespace gilde::profile::store
