// People by the hundred, as an import asks for them.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "common/storage/store.h"

namespace gilde::profile::store {

// Profiles of an organization (id) by external id, serialized; those that exist.
absl::StatusOr<absl::flat_hash_map<std::string, std::string>> FindByExternalId(storage::Reader& reader, const std::string& organization,
                                                                               const std::vector<std::string>& external_ids);

// Those of `names` (full profile names of one organization) that are taken.
absl::StatusOr<absl::flat_hash_set<std::string>> FindTaken(storage::Reader& reader, const std::string& organization,
                                                           const std::vector<std::string>& names);

}  // namespace gilde::profile::store
