// The drivers behind OpenDatabase.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/database.h"

namespace gilde::storage {

// DIRECTORY/NAME.db; makes the directory.
absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const std::string& directory, std::string_view name);

// Schema NAME of the database that `url` names.
absl::StatusOr<std::unique_ptr<Database>> OpenPostgres(const std::string& url, std::string_view name);

}  // namespace gilde::storage
