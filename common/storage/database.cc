#include "common/storage/database.h"

#include "common/base/errors.h"
#include "common/storage/engines.h"

namespace gilde::storage {

absl::StatusOr<std::unique_ptr<Database>> OpenDatabase(std::string_view url, std::string_view name) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.substr(0, kSqlite.size()) == kSqlite) return OpenSqlite(std::string(url.substr(kSqlite.size())), name);
  if (url.substr(0, 13) == "postgresql://" || url.substr(0, 11) == "postgres://") return OpenPostgres(std::string(url), name);
  return base::Refusal(absl::StatusCode::kInvalidArgument, "DATABASE_URL_INVALID",
                       "give --database as sqlite:DIRECTORY or postgresql://HOST/DATABASE");
}

}  // namespace gilde::storage
