#include "tests/bench/plain_sqlite.h"

#include "common/base/errors.h"

namespace gilde::bench {

absl::StatusOr<std::unique_ptr<PlainSqlite>> PlainSqlite::Open(const std::string& file, const std::string& journal) {
  std::unique_ptr<PlainSqlite> database(new PlainSqlite);
  GILDE_RETURN_IF_ERROR(database->Check(sqlite3_open(file.c_str(), &database->handle_)));
  for (const std::string& sql :
       {"PRAGMA journal_mode = " + journal, std::string("PRAGMA synchronous = FULL"), std::string("DROP TABLE IF EXISTS person"),
        std::string("CREATE TABLE person (name TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL)")}) {
    GILDE_RETURN_IF_ERROR(database->Run(sql.c_str()));
  }
  GILDE_RETURN_IF_ERROR(database->Check(
      sqlite3_prepare_v2(database->handle_, "INSERT INTO person (name, body) VALUES (?, ?)", -1, &database->insert_, nullptr)));
  return database;
}

PlainSqlite::~PlainSqlite() {
  sqlite3_finalize(insert_);
  sqlite3_close(handle_);
}

absl::Status PlainSqlite::Check(int code) {
  return code == SQLITE_OK || code == SQLITE_DONE ? absl::OkStatus() : absl::AbortedError(sqlite3_errmsg(handle_));
}

absl::Status PlainSqlite::Run(const char* sql) { return Check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }

absl::Status PlainSqlite::Insert(const std::string& name, const std::string& body) {
  sqlite3_bind_text(insert_, 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
  sqlite3_bind_blob(insert_, 2, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
  absl::Status status = Check(sqlite3_step(insert_));
  sqlite3_reset(insert_);
  return status;
}

}  // namespace gilde::bench
