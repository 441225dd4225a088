// Fresh databases for tests, of both engines. PostgreSQL is the cluster that GILDE_TEST_POSTGRES names (a URL of a database in which
// others may be created).
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gilde::test {

enum class Engine { kSqlite, kPostgres };

// Both; SQLite alone, said on stderr, where GILDE_TEST_POSTGRES is not set.
std::vector<Engine> Engines();
// For the names of parameterised tests: Sqlite, Postgres.
std::string EngineName(const testing::TestParamInfo<Engine>& info);

// An empty database that goes away, with everything in it, at the end of its scope. Throws std::runtime_error when it cannot be made.
class TestDatabase {
 public:
  explicit TestDatabase(Engine engine);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  // As storage::OpenDatabase takes it.
  const std::string& url() const { return url_; }

 private:
  Engine engine_;
  std::string name_;  // of the folder, or of the database in the cluster
  std::string url_;
};

}  // namespace gilde::test
