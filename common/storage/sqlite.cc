// SQLite: one write connection, a pool of read connections, WAL with full synchronous commits. Several processes may share a file.
#include <spdlog/spdlog.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/storage/engines.h"

namespace gilde::storage {
namespace {

constexpr int kBusyMilliseconds = 10'000;
constexpr int kInstructionsBetweenChecks = 20'000;
// Pages of the log from which they are copied into the database, by a thread of its own; and from which a writer stops to do it.
constexpr int kCheckpointPages = 4'000;
constexpr int kMostLogPages = 16'000;
// A small cache, as the file is mapped: SQLite walks all of it at the commit of a transaction that balanced a tree, because balancing
// numbers a page beyond the file's end for a while.
constexpr const char* kCacheSize = "PRAGMA cache_size = -8192";  // KiB

absl::Status ToStatus(sqlite3* connection, int code) {
  int extended = sqlite3_extended_errcode(connection);
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return base::AlreadyExists("RESOURCE_EXISTS", "a resource of this name, or with a key that only one may have, exists");
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return base::TryAgain(absl::StatusCode::kUnavailable, "STORAGE_BUSY", "the database is busy: try again", absl::Milliseconds(100));
    case SQLITE_FULL:
      return base::TryAgain(absl::StatusCode::kResourceExhausted, "STORAGE_FULL", "the disk is full: nothing was written",
                            absl::Seconds(30));
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      spdlog::error("sqlite: {} ({})", sqlite3_errmsg(connection), extended);
      return base::TryAgain(absl::StatusCode::kUnavailable, "STORAGE_UNAVAILABLE", "the database cannot be read or written",
                            absl::Seconds(5));
    case SQLITE_INTERRUPT:
      return base::Refusal(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed while the database worked");
    default:
      spdlog::error("sqlite: {} ({})", sqlite3_errmsg(connection), extended);
      return base::Refusal(absl::StatusCode::kInternal, "STORAGE_ERROR", "the database refused a statement");
  }
}

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool IsNull(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t Int(int column) const override { return sqlite3_column_int64(statement_, column); }
  std::string_view Text(int column) const override {
    const void* data = sqlite3_column_blob(statement_, column);
    auto size = static_cast<size_t>(sqlite3_column_bytes(statement_, column));
    return data == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
  }

 private:
  sqlite3_stmt* statement_;
};

// A connection with its prepared statements; used by one thread at a time.
class Connection : public Session {
 public:
  ~Connection() override {
    for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(handle_);
  }

  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& file) {
    auto connection = std::make_unique<Connection>();
    int code =
        sqlite3_open_v2(file.c_str(), &connection->handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) return ToStatus(connection->handle_, code);
    sqlite3_busy_timeout(connection->handle_, kBusyMilliseconds);
    for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", kCacheSize, "PRAGMA mmap_size = 1073741824",
                               "PRAGMA wal_autocheckpoint = 0", "PRAGMA foreign_keys = ON"}) {
      // Processes that start together meet in the change to WAL, for which SQLite itself does not wait.
      absl::Time end = base::SystemClock().Now() + absl::Milliseconds(kBusyMilliseconds);
      while ((code = sqlite3_exec(connection->handle_, pragma, nullptr, nullptr, nullptr)) == SQLITE_BUSY &&
             base::SystemClock().Now() < end) {
        base::SleepFor(absl::Milliseconds(5));
      }
      if (code != SQLITE_OK) return ToStatus(connection->handle_, code);
    }
    return connection;
  }

  absl::Status Query(std::string_view sql, absl::Span<const Value> parameters, absl::FunctionRef<bool(const Row&)> each) override {
    // After some errors SQLite has undone the transaction, and what came now would be committed alone.
    if (inside_ && sqlite3_get_autocommit(handle_) != 0) {
      return base::TryAgain(absl::StatusCode::kUnavailable, "STORAGE_UNAVAILABLE", "the transaction was undone", absl::Seconds(1));
    }
    GILDE_ASSIGN_OR_RETURN(sqlite3_stmt * statement, Prepare(sql));
    Bind(statement, parameters);
    SqliteRow row(statement);
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW && each(row)) {
    }
    absl::Status status = code == SQLITE_ROW || code == SQLITE_DONE ? absl::OkStatus() : ToStatus(handle_, code);
    sqlite3_reset(statement);
    return status;
  }

  absl::Status Execute(std::string_view sql, absl::Span<const Value> parameters) override {
    return Query(sql, parameters, [](const Row&) { return true; });
  }

  absl::Status QueryAhead(std::string_view sql, absl::Span<const Value> parameters, std::function<bool(const Row&)> each) override {
    return Query(sql, parameters, each);
  }
  absl::Status Arrive() override { return absl::OkStatus(); }

  // Interrupts what runs when `call` is out of time or gone; nullptr stops watching.
  void Watch(const base::Call* call) {
    watched_ = call;
    bool endless = call == nullptr || (call->deadline == absl::InfiniteFuture() && !call->cancelled);
    sqlite3_progress_handler(handle_, endless ? 0 : kInstructionsBetweenChecks, &Connection::OutOfTime, this);
  }

  // After each commit `committed(subject, handle, "main", pages of the log)` is called.
  void OnCommit(int (*committed)(void*, sqlite3*, const char*, int), void* subject) { sqlite3_wal_hook(handle_, committed, subject); }

  // Copies what it can from the log into the database, without waiting for anybody.
  static void Checkpoint(sqlite3* handle) { sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }
  void Checkpoint() { Checkpoint(handle_); }

  // Immediate: a transaction that reads first and asks for the write lock later fails at once when another process has it.
  absl::Status Begin() {
    GILDE_RETURN_IF_ERROR(Execute("BEGIN IMMEDIATE", {}));
    inside_ = true;
    return absl::OkStatus();
  }
  absl::Status Commit() {
    GILDE_RETURN_IF_ERROR(Execute("COMMIT", {}));
    inside_ = false;
    return absl::OkStatus();
  }

  void Rollback() {
    inside_ = false;
    // After some errors, a full disk among them, SQLite has rolled back already.
    if (sqlite3_get_autocommit(handle_) == 0) (void)Execute("ROLLBACK", {});
  }

 private:
  static int OutOfTime(void* self) {
    const base::Call& call = *static_cast<Connection*>(self)->watched_;
    return base::SystemClock().Now() > call.deadline || (call.cancelled && call.cancelled()) ? 1 : 0;
  }

  absl::StatusOr<sqlite3_stmt*> Prepare(std::string_view sql) {
    auto found = statements_.find(absl::string_view(sql.data(), sql.size()));
    if (found != statements_.end()) return found->second;
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return ToStatus(handle_, code);
    statements_.emplace(sql, statement);
    return statement;
  }

  static void Bind(sqlite3_stmt* statement, absl::Span<const Value> parameters) {
    int index = 0;
    for (const Value& value : parameters) {
      ++index;
      if (const auto* number = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(statement, index, *number);
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        sqlite3_bind_text(statement, index, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
      } else if (const auto* blob = std::get_if<Blob>(&value)) {
        sqlite3_bind_blob(statement, index, blob->bytes.data(), static_cast<int>(blob->bytes.size()), SQLITE_STATIC);
      } else {
        sqlite3_bind_null(statement, index);
      }
    }
  }

  sqlite3* handle_ = nullptr;
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
  const base::Call* watched_ = nullptr;
  bool inside_ = false;  // a transaction that writes
};

class SqliteDatabase : public Database {
 public:
  SqliteDatabase(std::string file, std::unique_ptr<Connection> writer, std::unique_ptr<Connection> checkpointer)
      : file_(std::move(file)), writer_(std::move(writer)), checkpointer_(std::move(checkpointer)) {
    writer_->OnCommit(&SqliteDatabase::Committed, this);
    checkpoints_ = std::thread([this] { RunCheckpoints(); });
  }
  ~SqliteDatabase() override {
    {
      std::lock_guard lock(log_mutex_);
      stopping_ = true;
    }
    log_grew_.notify_one();
    checkpoints_.join();
  }

  absl::Status Read(const base::Call& call, absl::FunctionRef<absl::Status(Session&)> work) override {
    GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection, Take());
    connection->Watch(&call);
    absl::Status status = connection->Execute("BEGIN", {});
    if (status.ok()) status = work(*connection);
    connection->Watch(nullptr);
    connection->Rollback();
    if (absl::IsDeadlineExceeded(status) && call.cancelled && call.cancelled()) {
      status = base::Refusal(absl::StatusCode::kCancelled, "CANCELLED", "the caller has gone");
    }
    std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(connection));
    return status;
  }

  absl::Status Write(absl::FunctionRef<absl::Status(Session&)> work) override {
    std::lock_guard lock(writer_mutex_);
    GILDE_RETURN_IF_ERROR(writer_->Begin());
    absl::Status status = work(*writer_);
    if (status.ok()) status = writer_->Commit();
    if (!status.ok()) writer_->Rollback();
    return status;
  }

  std::string_view engine() const override { return "sqlite"; }

 private:
  static int Committed(void* self, sqlite3* writer, const char*, int pages) {
    auto& database = *static_cast<SqliteDatabase*>(self);
    // While writers never rest, only one of them finds the log at its end, so that it can begin anew.
    if (pages >= kMostLogPages) Connection::Checkpoint(writer);
    if (pages < kCheckpointPages || pages >= kMostLogPages) return SQLITE_OK;
    {
      std::lock_guard lock(database.log_mutex_);
      database.log_is_long_ = true;
    }
    database.log_grew_.notify_one();
    return SQLITE_OK;
  }

  void RunCheckpoints() {
    std::unique_lock lock(log_mutex_);
    while (true) {
      log_grew_.wait(lock, [this] { return log_is_long_ || stopping_; });
      if (stopping_) return;
      log_is_long_ = false;
      lock.unlock();
      checkpointer_->Checkpoint();
      lock.lock();
    }
  }

  absl::StatusOr<std::unique_ptr<Connection>> Take() {
    {
      std::lock_guard lock(readers_mutex_);
      if (!readers_.empty()) {
        std::unique_ptr<Connection> connection = std::move(readers_.back());
        readers_.pop_back();
        return connection;
      }
    }
    return Connection::Open(file_);
  }

  std::string file_;
  std::mutex writer_mutex_;
  std::unique_ptr<Connection> writer_;
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<Connection>> readers_;
  std::unique_ptr<Connection> checkpointer_;
  std::mutex log_mutex_;
  std::condition_variable log_grew_;
  bool log_is_long_ = false;
  bool stopping_ = false;
  std::thread checkpoints_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const std::string& directory, std::string_view name) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    return base::Refusal(absl::StatusCode::kUnavailable, "STORAGE_UNAVAILABLE", absl::StrCat("cannot make the folder ", directory));
  }
  std::string file = absl::StrCat(directory, "/", std::string(name), ".db");
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Connection> writer, Connection::Open(file));
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Connection> checkpointer, Connection::Open(file));
  return std::make_unique<SqliteDatabase>(file, std::move(writer), std::move(checkpointer));
}

}  // namespace gilde::storage
