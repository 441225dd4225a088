// Disks that fill up, servers that go away and come back, conflicts.
#include "google/rpc/error_details.pb.h"
#include "tests/common/storage/fixture.h"

namespace gilde::storage {
namespace {

constexpr Migration kItems[] = {{1, "CREATE TABLE item (name TEXT NOT NULL PRIMARY KEY);\n"}};

absl::Status Insert(Session& session, const std::string& name) { return session.Execute("INSERT INTO item (name) VALUES (?)", {{name}}); }

std::vector<test::Engine> PostgresOnly() {
  std::vector<test::Engine> engines = test::Engines();
  engines.erase(engines.begin());
  return engines;
}

class OutageTest : public DatabaseTest {
 protected:
  OutageTest() { EXPECT_EQ(Migrate(*database_, kItems), absl::OkStatus()); }
  absl::Status Insert(const std::string& name) {
    return database_->Write([&](Session& session) { return storage::Insert(session, name); });
  }
  absl::StatusOr<std::int64_t> Count() {
    std::int64_t count = 0;
    GILDE_RETURN_IF_ERROR(database_->Read(reading_, [&](Session& session) {
      return session.Query("SELECT COUNT(*) FROM item", {}, [&](const Row& row) {
        count = row.Int(0);
        return true;
      });
    }));
    return count;
  }
};
class PostgresTest : public OutageTest {};

TEST_P(OutageTest, SaysThatTheDiskIsFullAndWritesNothing) {
  // SQLite is told that no page is left, PostgreSQL to fail as if.
  bool sqlite = GetParam() == test::Engine::kSqlite;
  absl::Status status = database_->Write([&](Session& session) -> absl::Status {
    GILDE_RETURN_IF_ERROR(storage::Insert(session, "a"));
    GILDE_RETURN_IF_ERROR(session.Execute(sqlite ? "PRAGMA max_page_count = 1" : "DO 'BEGIN RAISE SQLSTATE ''53100''; END'", {}));
    return storage::Insert(session, std::string(100'000, 'x'));
  });
  EXPECT_EQ(Outcome(status), Refused(absl::StatusCode::kResourceExhausted, "STORAGE_FULL"));
  EXPECT_EQ(Count().value(), 0);
}

TEST_P(PostgresTest, ConnectsAgainAfterLosingItsConnection) {
  absl::Status status = database_->Write([](Session& session) -> absl::Status {
    GILDE_RETURN_IF_ERROR(storage::Insert(session, "a"));
    return session.Query("SELECT pg_terminate_backend(pg_backend_pid())", {}, [](const Row&) { return true; });
  });
  EXPECT_EQ(Outcome(status), Refused(absl::StatusCode::kUnavailable, "STORAGE_UNAVAILABLE"));
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  EXPECT_EQ(status.message(), "the database is away");
  EXPECT_EQ(Insert("b"), absl::OkStatus());
  EXPECT_EQ(Count().value(), 1);
}

TEST_P(PostgresTest, DoesNotStumbleOverConnectionsThatDiedWhileIdle) {
  ASSERT_EQ(Insert("a"), absl::OkStatus());
  ASSERT_EQ(Count().value(), 1);
  auto others = [](Session& session, std::string_view sql) {
    std::int64_t count = 0;
    EXPECT_EQ(session.Query(sql, {},
                            [&](const Row& row) {
                              count = row.Int(0);
                              return true;
                            }),
              absl::OkStatus());
    return count;
  };
  EXPECT_EQ(Open("other")->Write([&](Session& session) {
    std::string from =
        " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    others(session, "SELECT COUNT(pg_terminate_backend(pid))" + from);
    while (others(session, "SELECT COUNT(pg_stat_clear_snapshot()::text)" + from) > 0) {
    }
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(Count().value(), 1);
  EXPECT_EQ(Insert("b"), absl::OkStatus());
}

TEST_P(PostgresTest, RunsAWriteAgainThatMetAConflict) {
  int runs = 0;
  EXPECT_EQ(database_->Write([&](Session& session) -> absl::Status {
    GILDE_RETURN_IF_ERROR(storage::Insert(session, "a"));
    if (++runs == 1) GILDE_RETURN_IF_ERROR(session.Execute("DO 'BEGIN RAISE SQLSTATE ''40001''; END'", {}));
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Outcome(database_->Write(
                [&](Session& session) -> absl::Status { return session.Execute("DO 'BEGIN RAISE SQLSTATE ''40P01''; END'", {}); })),
            Refused(absl::StatusCode::kAborted, "STORAGE_CONFLICT"));
}

TEST_P(PostgresTest, SaysAtTheStartWhatToDo) {
  absl::Status status = OpenDatabase("postgresql://127.0.0.1:1/nobody", "profile").status();
  EXPECT_EQ(Outcome(status), Refused(absl::StatusCode::kUnavailable, "STORAGE_UNAVAILABLE"));
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("check host, user, password and database in --database"));
  EXPECT_THAT(std::string(status.message()), testing::Not(testing::HasSubstr("127.0.0.1")));
}

TEST_P(PostgresTest, KeepsCommitsDurableWhateverTheServersDefault) {
  ASSERT_EQ(database_->Write([](Session& session) {
    return session.Execute("DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET synchronous_commit TO off'', current_database()); END'", {});
  }),
            absl::OkStatus());
  std::string setting;
  ASSERT_EQ(Open()->Write([&](Session& session) {
    return session.Query("SELECT current_setting('synchronous_commit')", {}, [&](const Row& row) {
      setting = std::string(row.Text(0));
      return true;
    });
  }),
            absl::OkStatus());
  EXPECT_EQ(setting, "on");
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresTest);
INSTANTIATE_TEST_SUITE_P(Engines, OutageTest, testing::ValuesIn(test::Engines()), test::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, PostgresTest, testing::ValuesIn(PostgresOnly()), test::EngineName);

}  // namespace
}  // namespace gilde::storage
