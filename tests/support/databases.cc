#include "tests/support/databases.h"

#include <libpq-fe.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "common/base/ids.h"

namespace gilde::test {
namespace {

std::string Cluster() {
  const char* url = std::getenv("GILDE_TEST_POSTGRES");
  return url == nullptr ? "" : url;
}

// Runs one statement in the cluster's own database.
void Run(const std::string& statement) {
  std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(Cluster().c_str()), PQfinish);
  std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), statement.c_str()), PQclear);
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return;
  throw std::runtime_error("the PostgreSQL that GILDE_TEST_POSTGRES names: " + std::string(PQerrorMessage(connection.get())));
}

// The URL of another database in the same cluster.
std::string UrlOf(const std::string& database) {
  std::string url = Cluster();
  size_t options = std::min(url.find('?'), url.size());
  size_t authority = url.find("://") + 3;
  size_t path = std::min(url.find('/', authority), options);
  return url.substr(0, path) + "/" + database + url.substr(options);
}

}  // namespace

std::vector<Engine> Engines() {
  if (!Cluster().empty()) return {Engine::kSqlite, Engine::kPostgres};
  static bool said = false;
  if (!said) std::cerr << "GILDE_TEST_POSTGRES is not set: these tests run on SQLite only\n";
  said = true;
  return {Engine::kSqlite};
}

std::string EngineName(const testing::TestParamInfo<Engine>& info) { return info.param == Engine::kSqlite ? "Sqlite" : "Postgres"; }

TestDatabase::TestDatabase(Engine engine) : engine_(engine), name_("gilde_test_" + base::RandomHex(8)) {
  if (engine == Engine::kSqlite) {
    name_ = (std::filesystem::temp_directory_path() / name_).string();
    std::filesystem::create_directories(name_);
    url_ = "sqlite:" + name_;
    return;
  }
  if (Cluster().empty()) throw std::runtime_error("set GILDE_TEST_POSTGRES to the URL of a PostgreSQL for tests");
  // By the log, which does not wait for a checkpoint as copying files does.
  Run("CREATE DATABASE " + name_ + " TEMPLATE template0 ENCODING 'UTF8' STRATEGY WAL_LOG");
  url_ = UrlOf(name_);
}

TestDatabase::~TestDatabase() {
  if (engine_ == Engine::kSqlite) {
    std::error_code ignored;
    std::filesystem::remove_all(name_, ignored);
    return;
  }
  try {
    Run("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::runtime_error& error) {
    std::cerr << error.what() << '\n';
  }
}

}  // namespace gilde::test
