// One connection to PostgreSQL, always in pipeline mode: what is queued goes out with the next question, in one round trip.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/storage/database.h"

namespace gilde::storage {

// OK, or DEADLINE_EXCEEDED or CANCELLED once `call` is out of time or gone. nullptr waits forever.
absl::Status StillWanted(const base::Call* call);
// The longest that a wait for `call` may last before StillWanted is asked again.
absl::Duration NextLook(const base::Call* call);

// Used by one thread at a time. Errors are those of Session; one that breaks the transaction is also that of every later statement of it.
class PostgresConnection : public Session {
 public:
  // UNAVAILABLE / STORAGE_UNAVAILABLE when the server is away or refuses; the log says why.
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(const std::string& url, std::string_view schema);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // Starts a transaction with the statements `opening` (which must outlive it); they are sent with its first statement. Until the end of
  // the transaction it works for `call`, which may be nullptr.
  void Begin(absl::Span<const std::string_view> opening, const base::Call* call);
  absl::Status Query(std::string_view sql, absl::Span<const Value> parameters, absl::FunctionRef<bool(const Row&)> each) override;
  absl::Status Execute(std::string_view sql, absl::Span<const Value> parameters) override;
  absl::Status QueryAhead(std::string_view sql, absl::Span<const Value> parameters, std::function<bool(const Row&)> each) override;
  absl::Status Arrive() override;
  absl::Status Commit();
  // Ends the transaction without waiting for the answer.
  void Rollback();

  // Whether an idle connection still has its server, as far as the socket tells without asking.
  bool IsAlive();
  // After this, only good for being closed.
  bool broken() const { return broken_; }

 private:
  using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;
  // What the server owes us, in order.
  struct Owed {
    enum Kind { kPrepared, kAnswer, kSync } kind;
    std::string statement;  // of kPrepared: its name
    bool ignored = false;   // its transaction is over
    bool arrived = false;
    std::function<bool(const Row&)> each;  // of what was asked ahead: sees its rows
  };
  struct Ahead {
    std::string sql;
    std::vector<Value> parameters;
    std::function<bool(const Row&)> each;
  };

  explicit PostgresConnection(PGconn* handle) : handle_(handle) {}
  bool SetUp(std::string_view schema);
  bool Run(const std::string& sql);
  absl::Status SendOpening();
  absl::Status SendAhead();
  absl::Status Send(std::string_view sql, absl::Span<const Value> parameters);
  absl::StatusOr<std::string> Prepare(std::string_view sql, absl::Span<const Value> parameters);
  absl::Status Sync();
  absl::StatusOr<Result> Settle();
  absl::Status Await();
  void Take(Result result, Result& answer);
  static void Noticed(void* self, const PGresult* notice);
  absl::Status Lost();
  void End();

  PGconn* handle_;
  absl::flat_hash_map<std::string, std::string> prepared_;  // SQL text: name of the statement
  int names_ = 0;
  std::deque<Owed> owed_;
  bool broken_ = false;

  absl::Span<const std::string_view> opening_;
  const base::Call* call_ = nullptr;
  std::vector<Ahead> ahead_;  // not sent yet
  bool begun_ = false;
  absl::Status error_;  // the first of this transaction
};

}  // namespace gilde::storage
