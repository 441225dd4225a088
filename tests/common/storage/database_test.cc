// What both engines promise alike, below the store.
#include "common/storage/database.h"

#include <atomic>
#include <future>

#include "tests/common/storage/fixture.h"

namespace gilde::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Migration kItems[] = {{1, "CREATE TABLE item (name TEXT NOT NULL PRIMARY KEY, number BIGINT, note TEXT, body BLOB);\n"}};
constexpr Migration kItemsAndMore[] = {{1, kItems[0].sql}, {2, "CREATE TABLE more (number BIGINT NOT NULL PRIMARY KEY);\n"}};
constexpr char kForAges[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT COUNT(*) FROM n";

class ItemTest : public DatabaseTest {
 protected:
  ItemTest() { EXPECT_EQ(Migrate(*database_, kItems), absl::OkStatus()); }

  static absl::Status Insert(Session& session, const std::string& name, const Value& number = {}, const Value& note = {},
                             const Value& body = {}) {
    return session.Execute("INSERT INTO item (name, number, note, body) VALUES (?, ?, ?, ?)", {{name, number, note, body}});
  }
  absl::Status Insert(const std::string& name, const Value& number = {}, const Value& note = {}, const Value& body = {}) {
    return database_->Write([&](Session& session) { return Insert(session, name, number, note, body); });
  }
  std::vector<std::string> Names() {
    std::vector<std::string> names;
    EXPECT_EQ(database_->Read(reading_,
                              [&](Session& session) {
                                return session.Query("SELECT name FROM item ORDER BY name", {}, [&](const Row& row) {
                                  names.emplace_back(row.Text(0));
                                  return true;
                                });
                              }),
              absl::OkStatus());
    return names;
  }
  // `name`'s number is one more afterwards: read, then written.
  static absl::Status CountUp(Database& database, const std::string& name) {
    return database.Write([&](Session& session) -> absl::Status {
      std::int64_t number = 0;
      GILDE_RETURN_IF_ERROR(session.Query("SELECT number FROM item WHERE name = ?", {{name}}, [&](const Row& row) {
        number = row.Int(0);
        return false;
      }));
      return session.Execute("UPDATE item SET number = ? WHERE name = ?", {{number + 1, name}});
    });
  }
  std::int64_t NumberOf(const std::string& name) {
    std::int64_t number = -1;
    EXPECT_EQ(database_->Read(reading_,
                              [&](Session& session) {
                                return session.Query("SELECT number FROM item WHERE name = ?", {{name}}, [&](const Row& row) {
                                  number = row.Int(0);
                                  return false;
                                });
                              }),
              absl::OkStatus());
    return number;
  }
};

TEST_P(ItemTest, KeepsEveryKindOfValueAsItWas) {
  std::string bytes("\0\x01'\xFF?\0", 6);
  ASSERT_EQ(Insert("full", std::int64_t{9'223'372'036'854'775'807}, "Zoë's ?", Blob{bytes}), absl::OkStatus());
  ASSERT_EQ(Insert("least", std::numeric_limits<std::int64_t>::min(), "", Blob{""}), absl::OkStatus());
  ASSERT_EQ(Insert("null"), absl::OkStatus());
  std::vector<std::string> seen;
  absl::Status status = database_->Read(reading_, [&](Session& session) {
    return session.Query("SELECT number, note, body FROM item ORDER BY name", {}, [&](const Row& row) {
      seen.push_back(row.IsNull(0) ? "NULL" : std::to_string(row.Int(0)));
      for (int column : {1, 2}) seen.push_back(row.IsNull(column) ? "NULL" : std::string(row.Text(column)));
      return true;
    });
  });
  EXPECT_EQ(status, absl::OkStatus());
  EXPECT_THAT(seen, ElementsAre("9223372036854775807", "Zoë's ?", bytes, "-9223372036854775808", "", "", "NULL", "NULL", "NULL"));
}

TEST_P(ItemTest, ComparesTextByItsBytes) {
  for (const char* name : {"b", "a", "B", "_", "é", "a-b", "a b", "Z"}) ASSERT_EQ(Insert(name), absl::OkStatus());
  EXPECT_THAT(Names(), ElementsAre("B", "Z", "_", "a", "a b", "a-b", "b", "é"));
}

TEST_P(ItemTest, ReadsNumbersThatTheQueryItselfNames) {
  std::vector<std::int64_t> numbers;
  absl::Status status = database_->Read(reading_, [&](Session& session) {
    return session.Query("SELECT 1, -2, '?', COUNT(*) FROM item WHERE name <> 'what?' AND name <> ?", {{"x"}}, [&](const Row& row) {
      numbers = {row.Int(0), row.Int(1), row.Int(3)};
      EXPECT_EQ(row.Text(2), "?");
      return true;
    });
  });
  EXPECT_EQ(status, absl::OkStatus());
  EXPECT_THAT(numbers, ElementsAre(1, -2, 0));
}

TEST_P(ItemTest, StopsWhenTheReaderHasEnoughAndAsksAgainInBetween) {
  for (const char* name : {"a", "b", "c"}) ASSERT_EQ(Insert(name), absl::OkStatus());
  std::vector<std::string> seen;
  absl::Status status = database_->Read(reading_, [&](Session& session) {
    return session.Query("SELECT name FROM item ORDER BY name", {}, [&](const Row& row) {
      seen.emplace_back(row.Text(0));
      EXPECT_EQ(session.Query("SELECT name FROM item WHERE name > ?", {{"b"}},
                              [&](const Row& other) {
                                seen.emplace_back(other.Text(0));
                                return true;
                              }),
                absl::OkStatus());
      return seen.size() < 4;
    });
  });
  EXPECT_EQ(status, absl::OkStatus());
  EXPECT_THAT(seen, ElementsAre("a", "c", "b", "c"));
}

TEST_P(ItemTest, AsksOneQueryOnItsOwnAsInATransaction) {
  ASSERT_EQ(Insert("a"), absl::OkStatus());
  auto ask = [&](const std::string& sql) {
    std::vector<std::string> names;
    absl::Status status = database_->ReadOne(reading_, [&](Session& session) {
      return session.Query(sql, {}, [&](const Row& row) {
        names.emplace_back(row.Text(0));
        return false;
      });
    });
    return status.ok() ? absl::StatusOr<std::vector<std::string>>(names) : status;
  };
  for (int again = 0; again < 3; ++again) {
    EXPECT_THAT(*ask("SELECT name FROM item ORDER BY name"), ElementsAre("a"));
    EXPECT_EQ(ask("SELECT name FROM absent").status().code(), absl::StatusCode::kInternal);
    EXPECT_THAT(Names(), ElementsAre("a")) << "the connection is as good as before";
  }
  EXPECT_EQ(database_->ReadOne(reading_, [](Session&) { return absl::OkStatus(); }), absl::OkStatus()) << "without a query";
  ASSERT_EQ(Insert("b"), absl::OkStatus());
  EXPECT_THAT(*ask("SELECT name FROM item ORDER BY name DESC"), ElementsAre("b")) << "what was committed before is seen";
}

TEST_P(ItemTest, HasAnsweredWhatWasAskedAheadWithTheNextAnswerAndOtherwiseOnArrival) {
  ASSERT_EQ(Insert("a"), absl::OkStatus());
  for (bool ask_more : {true, false}) {
    auto seen = std::make_shared<std::vector<std::string>>();
    EXPECT_EQ(database_->Write([&](Session& session) -> absl::Status {
      GILDE_RETURN_IF_ERROR(session.QueryAhead("SELECT name FROM item WHERE name = ?", {{std::string("a")}}, [seen](const Row& row) {
        seen->emplace_back(row.Text(0));
        return true;
      }));
      std::int64_t count = 0;
      auto see = [&](const Row& row) {
        count = row.Int(0);
        return true;
      };
      if (ask_more) {
        GILDE_RETURN_IF_ERROR(session.Query("SELECT COUNT(*) FROM item", {}, see));
        EXPECT_EQ(count, 1) << "each answer goes to who asked for it";
      } else {
        GILDE_RETURN_IF_ERROR(session.Arrive());
      }
      EXPECT_THAT(*seen, ElementsAre("a"));
      return session.Arrive();
    }),
              absl::OkStatus());
    EXPECT_THAT(*seen, ElementsAre("a")) << "once";
  }
}

TEST_P(ItemTest, IsNoWorseForWhatWasAskedAheadAndNeverWaitedFor) {
  ASSERT_EQ(Insert("a"), absl::OkStatus());
  auto ahead = [](Session& session, const std::string& sql) { return session.QueryAhead(sql, {}, [](const Row&) { return true; }); };
  EXPECT_EQ(database_->Write([&](Session& session) { return ahead(session, "SELECT name FROM item"); }), absl::OkStatus());
  EXPECT_EQ(database_
                ->Write([&](Session& session) -> absl::Status {
                  GILDE_RETURN_IF_ERROR(ahead(session, "SELECT name FROM item"));
                  GILDE_RETURN_IF_ERROR(Insert(session, "b", {}, {}, {}));
                  return absl::NotFoundError("not after all");
                })
                .code(),
            absl::StatusCode::kNotFound);
  EXPECT_THAT(Names(), ElementsAre("a"));
  EXPECT_EQ(database_->Write([&](Session& session) -> absl::Status {
    GILDE_RETURN_IF_ERROR(ahead(session, "SELECT name FROM item"));
    return Insert(session, "c", {}, {}, {});
  }),
            absl::OkStatus());
  EXPECT_EQ(database_
                ->Write([&](Session& session) -> absl::Status {
                  GILDE_RETURN_IF_ERROR(ahead(session, "SELECT name FROM absent"));
                  return session.Arrive();
                })
                .code(),
            absl::StatusCode::kInternal);
  EXPECT_THAT(Names(), ElementsAre("a", "c"));
}

TEST_P(ItemTest, RefusesASecondOneOfAUniqueKey) {
  ASSERT_EQ(Insert("a"), absl::OkStatus());
  EXPECT_EQ(Outcome(Insert("a")), Refused(absl::StatusCode::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_EQ(Insert("b"), absl::OkStatus());
  EXPECT_THAT(Names(), ElementsAre("a", "b"));
}

TEST_P(ItemTest, LeavesNothingOfAWriteThatFails) {
  EXPECT_EQ(Outcome(database_->Write([&](Session& session) -> absl::Status {
              GILDE_RETURN_IF_ERROR(Insert(session, "a"));
              return base::FailedPrecondition("NO", "no");
            })),
            Refused(absl::StatusCode::kFailedPrecondition, "NO"));
  EXPECT_EQ(Outcome(database_->Write([&](Session& session) -> absl::Status {
              GILDE_RETURN_IF_ERROR(Insert(session, "b"));
              return session.Execute("INSERT INTO absent (name) VALUES (?)", {{"b"}});
            })),
            Refused(absl::StatusCode::kInternal, "STORAGE_ERROR"));
  EXPECT_THAT(Names(), IsEmpty());
}

TEST_P(ItemTest, RunsAStatementAgainThatFailedOnce) {
  for (const char* name : {"a", "a", "b"}) {
    (void)database_->Write([&](Session& session) -> absl::Status {
      return session.Execute("INSERT INTO item (name, number) VALUES (?, (SELECT number FROM item WHERE name = 'no'))", {{name}});
    });
  }
  EXPECT_THAT(Names(), ElementsAre("a", "b"));
}

TEST_P(ItemTest, TakesManyLargeStatementsAtOnce) {
  ASSERT_EQ(database_->Write([&](Session& session) -> absl::Status {
    for (int i = 0; i < 3000; ++i) GILDE_RETURN_IF_ERROR(Insert(session, std::to_string(i), {}, {}, Blob{std::string(5000, 'x')}));
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(Names().size(), 3000u);
}

TEST_P(ItemTest, SeesOneMomentDuringARead) {
  ASSERT_EQ(Insert("a"), absl::OkStatus());
  absl::Status status = database_->Read(reading_, [&](Session& session) {
    auto count = [&session](std::int64_t& found) {
      return session.Query("SELECT COUNT(*) FROM item", {}, [&found](const Row& row) {
        found = row.Int(0);
        return false;
      });
    };
    std::int64_t before = 0;
    std::int64_t after = 0;
    GILDE_RETURN_IF_ERROR(count(before));
    EXPECT_EQ(Insert("b"), absl::OkStatus());
    GILDE_RETURN_IF_ERROR(count(after));
    EXPECT_EQ(before, 1);
    EXPECT_EQ(after, 1);
    return absl::OkStatus();
  });
  EXPECT_EQ(status, absl::OkStatus());
  EXPECT_THAT(Names(), ElementsAre("a", "b"));
}

TEST_P(ItemTest, LetsOneWriterInAtATimeAlsoOfOtherProcesses) {
  std::unique_ptr<Database> other = Open();
  std::atomic<bool> first_is_done = false;
  std::promise<void> arrived;
  std::thread second;
  ASSERT_EQ(database_->Write([&](Session& session) -> absl::Status {
    GILDE_RETURN_IF_ERROR(session.Query("SELECT COUNT(*) FROM item", {}, [](const Row&) { return true; }));
    second = std::thread([&] {
      arrived.set_value();
      EXPECT_EQ(other->Write([&](Session& session) -> absl::Status {
        std::int64_t items = 0;
        GILDE_RETURN_IF_ERROR(session.Query("SELECT COUNT(*) FROM item", {}, [&](const Row& row) {
          items = row.Int(0);
          return true;
        }));
        EXPECT_TRUE(first_is_done);
        EXPECT_EQ(items, 1);
        return absl::OkStatus();
      }),
                absl::OkStatus());
    });
    arrived.get_future().wait();
    first_is_done = true;
    return Insert(session, "a");
  }),
            absl::OkStatus());
  second.join();
}

TEST_P(ItemTest, LosesNoCountOfManyThreadsInTwoProcesses) {
  std::unique_ptr<Database> other = Open();
  ASSERT_EQ(Insert("count", std::int64_t{0}), absl::OkStatus());
  Together(8, [&](int thread) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(CountUp(thread % 2 == 0 ? *database_ : *other, "count"), absl::OkStatus());
  });
  EXPECT_EQ(NumberOf("count"), 80);
}

TEST_P(ItemTest, AnswersMoreReadersThanItHasConnections) {
  ASSERT_EQ(Insert("a", std::int64_t{7}), absl::OkStatus());
  Together(40, [&](int) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(NumberOf("a"), 7);
  });
}

TEST_P(ItemTest, KeepsServicesApart) {
  std::unique_ptr<Database> matching = Open("matching");
  EXPECT_EQ(Migrate(*matching, kItems), absl::OkStatus());
  EXPECT_EQ(matching->Write([&](Session& session) { return Insert(session, "there"); }), absl::OkStatus());
  EXPECT_THAT(Names(), IsEmpty());
}

TEST_P(DatabaseTest, IsMigratedOnceByProcessesThatStartTogether) {
  Together(4, [&](int) {
    absl::StatusOr<std::unique_ptr<Database>> own = OpenDatabase(disk_.url(), "matching");
    ASSERT_EQ(own.status(), absl::OkStatus());
    EXPECT_EQ(Migrate(**own, kItemsAndMore), absl::OkStatus());
  });
  EXPECT_EQ(Migrate(*Open("matching"), kItemsAndMore), absl::OkStatus());
}

TEST_P(DatabaseTest, IsMigratedForwardAndNeverBack) {
  EXPECT_EQ(Migrate(*database_, kItems), absl::OkStatus());
  EXPECT_EQ(Migrate(*database_, kItemsAndMore), absl::OkStatus());
  EXPECT_EQ(Outcome(Migrate(*database_, kItems)), Refused(absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_NEW"));
}

TEST_P(DatabaseTest, InterruptsAReadAtItsDeadline) {
  absl::Time start = base::SystemClock().Now();
  reading_.deadline = start + absl::Milliseconds(100);
  auto forever = [](Session& session) { return session.Query(kForAges, {}, [](const Row&) { return true; }); };
  EXPECT_EQ(Outcome(database_->Read(reading_, forever)), Refused(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  EXPECT_LT(base::SystemClock().Now() - start, absl::Seconds(5));
  reading_.deadline = absl::InfiniteFuture();
  EXPECT_EQ(database_->Read(reading_, [](Session& session) { return session.Query("SELECT 1", {}, [](const Row&) { return true; }); }),
            absl::OkStatus());
}

TEST_P(DatabaseTest, InterruptsAReadWhoseCallerHasGone) {
  int looks = 0;
  reading_.cancelled = [&looks] { return ++looks > 3; };
  auto forever = [](Session& session) { return session.Query(kForAges, {}, [](const Row&) { return true; }); };
  EXPECT_EQ(Outcome(database_->Read(reading_, forever)), Refused(absl::StatusCode::kCancelled, "CANCELLED"));
}

TEST(DatabaseUrl, IsOfOneOfTheTwoEngines) {
  EXPECT_EQ(Outcome(OpenDatabase("mysql://x/y", "profile").status()), Refused(absl::StatusCode::kInvalidArgument, "DATABASE_URL_INVALID"));
}

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseTest, testing::ValuesIn(test::Engines()), test::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, ItemTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::storage
