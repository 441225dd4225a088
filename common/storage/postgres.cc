// PostgreSQL: one schema a service, one write connection, a bounded pool of read connections.
#include <condition_variable>
#include <mutex>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/storage/engines.h"
#include "common/storage/postgres_connection.h"

namespace gilde::storage {
namespace {

constexpr int kMostReaders = 12;
constexpr int kAttempts = 5;
constexpr absl::Duration kLongestWait = absl::Seconds(10);
constexpr absl::Duration kBetweenAttempts = absl::Milliseconds(100);
constexpr std::string_view kReadOpening[] = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(std::string url, std::string_view name) : url_(std::move(url)), schema_(name) {
    // Held up to the end of the transaction, after the commit can be seen: writers of all processes take turns, and what they write
    // becomes visible in the order in which they wrote it.
    lock_ = absl::StrCat("SELECT pg_advisory_xact_lock(hashtextextended('gilde.", schema_, "', 0))");
    write_opening_ = {"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", lock_};
  }

  // Makes the schema, if it is not there.
  absl::Status Open() {
    GILDE_ASSIGN_OR_RETURN(std::unique_ptr<PostgresConnection> connection, PostgresConnection::Open(url_, schema_));
    connection->Begin(write_opening_, nullptr);
    bool found = false;
    GILDE_RETURN_IF_ERROR(connection->Query("SELECT 1 FROM pg_namespace WHERE nspname = ?", {{schema_}}, [&](const Row&) {
      found = true;
      return false;
    }));
    if (!found) GILDE_RETURN_IF_ERROR(connection->Execute(absl::StrCat("CREATE SCHEMA ", schema_), {}));
    GILDE_RETURN_IF_ERROR(connection->Commit());
    writer_ = std::move(connection);
    return absl::OkStatus();
  }

  absl::Status Read(const base::Call& call, absl::FunctionRef<absl::Status(Session&)> work) override {
    return ReadAfter(kReadOpening, call, work);
  }
  absl::Status ReadOne(const base::Call& call, absl::FunctionRef<absl::Status(Session&)> work) override {
    return ReadAfter({}, call, work);
  }

  absl::Status Write(absl::FunctionRef<absl::Status(Session&)> work) override {
    std::lock_guard lock(writer_mutex_);
    absl::Status status = WriteOnce(work);
    for (int attempt = 1; attempt < kAttempts && base::ReasonOf(status) == "STORAGE_CONFLICT"; ++attempt) status = WriteOnce(work);
    return status;
  }

  std::string_view engine() const override { return "postgresql"; }

 private:
  absl::Status ReadAfter(absl::Span<const std::string_view> opening, const base::Call& call,
                         absl::FunctionRef<absl::Status(Session&)> work) {
    GILDE_ASSIGN_OR_RETURN(std::unique_ptr<PostgresConnection> connection, Take(call));
    connection->Begin(opening, &call);
    absl::Status status = work(*connection);
    connection->Rollback();
    Return(std::move(connection));
    return status;
  }

  absl::Status WriteOnce(absl::FunctionRef<absl::Status(Session&)> work) {
    if (writer_ == nullptr || !writer_->IsAlive()) {
      writer_.reset();
      GILDE_ASSIGN_OR_RETURN(writer_, Connect());
    }
    writer_->Begin(write_opening_, nullptr);
    absl::Status status = work(*writer_);
    if (status.ok()) status = writer_->Commit();
    if (!status.ok()) writer_->Rollback();
    return status;
  }

  // While the server is away, not every caller knocks.
  absl::StatusOr<std::unique_ptr<PostgresConnection>> Connect() {
    {
      std::lock_guard lock(away_mutex_);
      if (base::SystemClock().Now() < next_attempt_) return away_;
    }
    auto connection = PostgresConnection::Open(url_, schema_);
    if (connection.ok()) return connection;
    std::lock_guard lock(away_mutex_);
    away_ = connection.status();
    next_attempt_ = base::SystemClock().Now() + kBetweenAttempts;
    return away_;
  }

  absl::StatusOr<std::unique_ptr<PostgresConnection>> Take(const base::Call& call) {
    std::unique_lock lock(readers_mutex_);
    absl::Time end = base::SystemClock().Now() + kLongestWait;
    while (lent_ >= kMostReaders) {
      GILDE_RETURN_IF_ERROR(StillWanted(&call));
      if (base::SystemClock().Now() > end) {
        return base::TryAgain(absl::StatusCode::kUnavailable, "STORAGE_BUSY", "all connections to the database are in use",
                              absl::Milliseconds(100));
      }
      returned_.wait_for(lock, absl::ToChronoMilliseconds(NextLook(&call)));
    }
    ++lent_;
    while (!readers_.empty()) {
      std::unique_ptr<PostgresConnection> connection = std::move(readers_.back());
      readers_.pop_back();
      if (connection->IsAlive()) return connection;
    }
    lock.unlock();
    auto connection = Connect();
    if (!connection.ok()) Return(nullptr);
    return connection;
  }

  void Return(std::unique_ptr<PostgresConnection> connection) {
    {
      std::lock_guard lock(readers_mutex_);
      --lent_;
      if (connection != nullptr && !connection->broken()) readers_.push_back(std::move(connection));
    }
    returned_.notify_one();
  }

  std::string url_;
  std::string schema_;
  std::string lock_;
  std::vector<std::string_view> write_opening_;
  std::mutex away_mutex_;
  absl::Status away_;
  absl::Time next_attempt_ = absl::InfinitePast();
  std::mutex writer_mutex_;
  std::unique_ptr<PostgresConnection> writer_;
  std::mutex readers_mutex_;
  std::condition_variable returned_;
  int lent_ = 0;
  std::vector<std::unique_ptr<PostgresConnection>> readers_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenPostgres(const std::string& url, std::string_view name) {
  auto database = std::make_unique<PostgresDatabase>(url, name);
  absl::Status status = database->Open();
  if (status.ok()) return database;
  if (absl::IsUnavailable(status)) {
    return base::TryAgain(absl::StatusCode::kUnavailable, "STORAGE_UNAVAILABLE",
                          "PostgreSQL is away or refuses: start it, and check host, user, password and database in --database (the log has "
                          "its own words)",
                          absl::Seconds(5));
  }
  return base::FailedPrecondition("SCHEMA_REFUSED", "PostgreSQL refuses to make a schema: GRANT CREATE ON DATABASE to its user");
}

}  // namespace gilde::storage
