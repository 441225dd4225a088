// SQLite with nothing around it: one table of names and bodies, synchronous = FULL. The peer of everything that is kept in a file.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace gilde::bench {

// For one thread. ABORTED with SQLite's words.
class PlainSqlite {
 public:
  // `journal`: DELETE is what SQLite does unasked, WAL is what Gilde asks for.
  static absl::StatusOr<std::unique_ptr<PlainSqlite>> Open(const std::string& file, const std::string& journal = "WAL");
  ~PlainSqlite();
  absl::Status Run(const char* sql);
  absl::Status Insert(const std::string& name, const std::string& body);

 private:
  PlainSqlite() = default;
  absl::Status Check(int code);
  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

}  // namespace gilde::bench
