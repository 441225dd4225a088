// One storage interface, two engines. Drivers: sqlite.cc, postgres.cc. SQL is written once, with ? for parameters.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/base/call.h"

namespace gilde::storage {

// A column or parameter: NULL, BIGINT, TEXT or BLOB/BYTEA. Instants are stored as microseconds since 1970 in a BIGINT.
struct Blob {
  std::string bytes;
};
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

// One row of an answer; valid only during the callback.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool IsNull(int column) const = 0;
  virtual std::int64_t Int(int column) const = 0;
  virtual std::string_view Text(int column) const = 0;  // TEXT, BLOB and BYTEA alike
};

// A transaction in progress; used by one thread.
// Named errors: ALREADY_EXISTS (a unique key is taken), ABORTED (conflict with another transaction), UNAVAILABLE (database away or
// busy), RESOURCE_EXHAUSTED (disk full), DEADLINE_EXCEEDED, CANCELLED, INTERNAL (a wrong statement; logged).
class Session {
 public:
  virtual ~Session() = default;
  // Runs a query; `each` sees every row in order and returns false to stop early.
  virtual absl::Status Query(std::string_view sql, absl::Span<const Value> parameters, absl::FunctionRef<bool(const Row&)> each) = 0;
  // Runs a statement without an answer. The engine may send it later; its error then comes from the next Query or the commit.
  virtual absl::Status Execute(std::string_view sql, absl::Span<const Value> parameters) = 0;
  // Asks without a round trip of its own: the engine may send it with the next question, and never when none comes. `each` has seen the
  // rows once a Query or Arrive has returned; it may be called up to the commit.
  virtual absl::Status QueryAhead(std::string_view sql, absl::Span<const Value> parameters, std::function<bool(const Row&)> each) = 0;
  virtual absl::Status Arrive() = 0;
};

// `(?, ?), (?, ?)`: as many rows.
std::string Placeholders(size_t rows, size_t columns);
// Repeats the first row until there are a power of two of them, so that there are few different statements: for rows that are asked for.
void FillUp(std::vector<Value>& cells, size_t columns);
// Runs a statement that takes rows, many at once: `before` and `after` are what stands around `(?, ?), (?, ?)`, and `cells` the rows, one
// after another.
absl::Status ForRows(Session& session, std::string_view before, size_t columns, absl::Span<const Value> cells, std::string_view after = "");

// Thread-safe.
class Database {
 public:
  virtual ~Database() = default;
  // Runs `work` on one consistent snapshot, until call.deadline or cancellation.
  virtual absl::Status Read(const base::Call& call, absl::FunctionRef<absl::Status(Session&)> work) = 0;
  // The same for work that asks one query, or several that need not be of one snapshot; cheaper where a transaction costs something.
  virtual absl::Status ReadOne(const base::Call& call, absl::FunctionRef<absl::Status(Session&)> work) { return Read(call, work); }
  // Runs `work` in one durable transaction that excludes every other writer of this service, in this process or another. Commits when
  // it returns OK, else rolls back. `work` may run more than once, after a conflict.
  virtual absl::Status Write(absl::FunctionRef<absl::Status(Session&)> work) = 0;
  // `sqlite` or `postgresql`, for the few statements that differ.
  virtual std::string_view engine() const = 0;
};

// Opens `sqlite:DIRECTORY` (file DIRECTORY/NAME.db) or `postgresql://...` (schema NAME) for the service called `name`.
absl::StatusOr<std::unique_ptr<Database>> OpenDatabase(std::string_view url, std::string_view name);

// Numbered, forward-only. Several processes may start at once: one migrates, the others wait.
struct Migration {
  int number;
  std::string_view sql;  // statements separated by ';' at line ends; BLOB, BIGINT, TEXT and WITHOUT ROWID are translated for the engine
};
absl::Status Migrate(Database& database, absl::Span<const Migration> migrations);

}  // namespace gilde::storage
