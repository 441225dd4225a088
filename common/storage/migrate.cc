#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/storage/database.h"

namespace gilde::storage {
namespace {

// Migrations are written in one dialect. PostgreSQL has BYTEA for BLOB, compares text bytewise only under the collation "C", and knows no
// tables without row ids. SQLite keeps a number as the row id itself only when its type is INTEGER.
std::string Translate(const std::string& sql, std::string_view engine) {
  if (engine == "postgresql")
    return absl::StrReplaceAll(sql, {{" BLOB", " BYTEA"}, {" TEXT", " TEXT COLLATE \"C\""}, {" WITHOUT ROWID", ""}});
  return absl::StrReplaceAll(sql, {{" BIGINT NOT NULL PRIMARY KEY", " INTEGER NOT NULL PRIMARY KEY"}});
}

absl::Status Apply(Session& session, const Migration& migration, std::string_view engine) {
  for (absl::string_view statement : absl::StrSplit(absl::string_view(migration.sql.data(), migration.sql.size()), ";\n")) {
    statement = absl::StripAsciiWhitespace(statement);
    if (statement.empty()) continue;
    GILDE_RETURN_IF_ERROR(session.Execute(Translate(std::string(statement), engine), {}));
  }
  return session.Execute("INSERT INTO schema_migration (number) VALUES (?)", {{std::int64_t{migration.number}}});
}

}  // namespace

absl::Status Migrate(Database& database, absl::Span<const Migration> migrations) {
  return database.Write([&](Session& session) -> absl::Status {
    GILDE_RETURN_IF_ERROR(session.Execute("CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT NOT NULL PRIMARY KEY)", {}));
    std::set<std::int64_t> done;
    GILDE_RETURN_IF_ERROR(session.Query("SELECT number FROM schema_migration", {}, [&](const Row& row) {
      done.insert(row.Int(0));
      return true;
    }));
    for (const Migration& migration : migrations) {
      if (done.erase(migration.number) == 0) GILDE_RETURN_IF_ERROR(Apply(session, migration, database.engine()));
    }
    if (done.empty()) return absl::OkStatus();
    return base::FailedPrecondition("SCHEMA_TOO_NEW", "the database was written by a newer version: run that one or restore a backup");
  });
}

}  // namespace gilde::storage
