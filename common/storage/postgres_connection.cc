#include "common/storage/postgres_connection.h"

#include <endian.h>
#include <poll.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cerrno>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/clock.h"
#include "common/base/errors.h"

namespace gilde::storage {
namespace {

constexpr size_t kMostPrepared = 1000;
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(20);
constexpr int kBinary = 1;
// Object ids of types, fixed in PostgreSQL's catalog.
constexpr Oid kInferred = 0, kBytea = 17, kInt8 = 20, kText = 25;

absl::Status Unavailable() {
  return base::TryAgain(absl::StatusCode::kUnavailable, "STORAGE_UNAVAILABLE", "the database is away", absl::Seconds(1));
}

absl::Status ToStatus(const PGresult* result) {
  const char* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  std::string code = field == nullptr ? "" : field;
  std::string state_class = code.substr(0, 2);
  if (code == "23505")
    return base::AlreadyExists("RESOURCE_EXISTS", "a resource of this name, or with a key that only one may have, exists");
  if (code == "40001" || code == "40P01") return base::Aborted("STORAGE_CONFLICT", "another transaction came first: try again");
  if (code == "55P03") {
    return base::TryAgain(absl::StatusCode::kUnavailable, "STORAGE_BUSY", "the database is busy: try again", absl::Milliseconds(100));
  }
  if (code == "57014") {
    return base::Refusal(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed while the database worked");
  }
  if (code == "22021") {
    return base::Refusal(absl::StatusCode::kInvalidArgument, "TEXT_INVALID", "text must not hold the character U+0000");
  }
  // Only the primary message: details repeat values.
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  spdlog::error("postgresql: {} ({})", message == nullptr ? "" : message, code);
  if (code == "53100") {
    return base::TryAgain(absl::StatusCode::kResourceExhausted, "STORAGE_FULL", "the disk is full: nothing was written", absl::Seconds(30));
  }
  // Out of resources, shut down, disconnected, out of its time in a transaction, input or output failed, or read-only: no longer the
  // primary.
  if (state_class == "53" || state_class == "57" || state_class == "58" || state_class == "08" || code == "25P03" || code == "25006") {
    return Unavailable();
  }
  return base::Refusal(absl::StatusCode::kInternal, "STORAGE_ERROR", "the database refused a statement");
}

// `?` as PostgreSQL has it: $1, $2, ... Text in quotes stays.
std::string Numbered(std::string_view sql) {
  std::string numbered;
  int parameter = 0;
  bool quoted = false;
  for (char c : sql) {
    if (c == '\'') quoted = !quoted;
    if (c == '?' && !quoted) {
      absl::StrAppend(&numbered, "$", ++parameter);
    } else {
      numbered.push_back(c);
    }
  }
  return numbered;
}

Oid TypeOf(const Value& value) {
  if (std::holds_alternative<std::int64_t>(value)) return kInt8;
  if (std::holds_alternative<std::string>(value)) return kText;
  return std::holds_alternative<Blob>(value) ? kBytea : kInferred;
}

class PostgresRow : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  bool IsNull(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
  // Big-endian; literals of a query may be narrower than BIGINT.
  std::int64_t Int(int column) const override {
    std::string_view bytes = Text(column);
    std::int64_t number = !bytes.empty() && (bytes[0] & 0x80) != 0 ? -1 : 0;
    for (unsigned char byte : bytes) number = static_cast<std::int64_t>(static_cast<std::uint64_t>(number) << 8 | byte);
    return number;
  }
  std::string_view Text(int column) const override {
    return {PQgetvalue(result_, row_, column), static_cast<size_t>(PQgetlength(result_, row_, column))};
  }

 private:
  const PGresult* result_;
  int row_;
};

void ForEachRow(const PGresult* result, absl::FunctionRef<bool(const Row&)> each) {
  int rows = PQntuples(result);
  for (int row = 0; row < rows && each(PostgresRow(result, row)); ++row) {
  }
}

// Parameters as libpq takes them; points into the values it was made from.
struct Bound {
  explicit Bound(absl::Span<const Value> parameters) : numbers(parameters.size()) {
    for (size_t i = 0; i < parameters.size(); ++i) {
      std::string_view bytes;
      if (const auto* number = std::get_if<std::int64_t>(&parameters[i])) {
        numbers[i] = htobe64(static_cast<std::uint64_t>(*number));
        bytes = {reinterpret_cast<const char*>(&numbers[i]), sizeof numbers[i]};
      } else if (const auto* text = std::get_if<std::string>(&parameters[i])) {
        bytes = *text;
      } else if (const auto* blob = std::get_if<Blob>(&parameters[i])) {
        bytes = blob->bytes;
      }
      values.push_back(bytes.data());  // nullptr is NULL
      sizes.push_back(static_cast<int>(bytes.size()));
    }
  }
  std::vector<std::uint64_t> numbers;
  std::vector<const char*> values;
  std::vector<int> sizes;
};

}  // namespace

absl::Status StillWanted(const base::Call* call) {
  if (call == nullptr) return absl::OkStatus();
  if (call->cancelled && call->cancelled()) return base::Refusal(absl::StatusCode::kCancelled, "CANCELLED", "the caller has gone");
  if (base::SystemClock().Now() <= call->deadline) return absl::OkStatus();
  return base::Refusal(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed while the database worked");
}

absl::Duration NextLook(const base::Call* call) {
  if (call == nullptr) return absl::Seconds(1);
  absl::Duration left = call->deadline - base::SystemClock().Now() + absl::Milliseconds(1);
  return std::clamp(left, absl::ZeroDuration(), call->cancelled ? kBetweenLooks : absl::Seconds(1));
}

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(const std::string& url, std::string_view schema) {
  // The URL comes last, so that it can say otherwise.
  const char* keywords[] = {"client_encoding",  "connect_timeout",  "fallback_application_name", "keepalives_idle", "keepalives_interval",
                            "keepalives_count", "tcp_user_timeout", "target_session_attrs",      "dbname",          nullptr};
  const char* values[] = {"UTF8", "3", "gilde", "10", "5", "3", "20000", "read-write", url.c_str(), nullptr};
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(PQconnectdbParams(keywords, values, 1)));
  if (PQstatus(connection->handle_) == CONNECTION_OK && connection->SetUp(schema)) return connection;
  spdlog::error("postgresql: cannot connect: {}", absl::StrReplaceAll(PQerrorMessage(connection->handle_), {{"\n", " "}}));
  return Unavailable();
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

bool PostgresConnection::SetUp(std::string_view schema) {
  PQsetNoticeReceiver(handle_, &PostgresConnection::Noticed, this);
  // Writers wait for each other under one lock: not for ever, and none keeps it when its process has stopped.
  // A commit is on disk when it is answered, whatever the server's default. Plans are kept: one that was made while a table was small
  // would go on reading it whole, alone or in a join.
  return Run(absl::StrCat(
             "SET search_path TO ", std::string(schema),
             "; SET lock_timeout TO '10s'; SET idle_in_transaction_session_timeout TO '60s'; SET jit TO off; SET enable_seqscan TO off; "
             "SET enable_hashjoin TO off; SET enable_mergejoin TO off; "
             "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'")) &&
         PQsetnonblocking(handle_, 1) == 0 && PQenterPipelineMode(handle_) == 1;
}

bool PostgresConnection::Run(const std::string& sql) {
  Result result(PQexec(handle_, sql.c_str()), PQclear);
  return PQresultStatus(result.get()) == PGRES_COMMAND_OK || PQresultStatus(result.get()) == PGRES_TUPLES_OK;
}

bool PostgresConnection::IsAlive() {
  pollfd socket = {PQsocket(handle_), POLLIN, 0};
  Result unasked(nullptr, PQclear);
  while (!broken_ && poll(&socket, 1, 0) > 0) {
    if (PQconsumeInput(handle_) == 0) broken_ = true;
    while (!broken_ && PQisBusy(handle_) == 0 && !owed_.empty()) Take(Result(PQgetResult(handle_), PQclear), unasked);
    if (broken_ || !owed_.empty()) continue;
    // Told that there is no more, libpq is idle again, and reads a farewell as a notice.
    PQclear(PQgetResult(handle_));
    (void)PQisBusy(handle_);
  }
  return !broken_ && PQstatus(handle_) == CONNECTION_OK;
}

void PostgresConnection::Noticed(void* self, const PGresult* notice) {
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity != nullptr && std::string_view(severity) == "FATAL") static_cast<PostgresConnection*>(self)->broken_ = true;
}

void PostgresConnection::Begin(absl::Span<const std::string_view> opening, const base::Call* call) {
  opening_ = opening;
  call_ = call;
  if (prepared_.size() < kMostPrepared) return;
  (void)Send("DEALLOCATE ALL", {});
  (void)Sync();
  for (Owed& owed : owed_) owed.ignored = true;
  prepared_.clear();
}

absl::Status PostgresConnection::Query(std::string_view sql, absl::Span<const Value> parameters, absl::FunctionRef<bool(const Row&)> each) {
  GILDE_RETURN_IF_ERROR(Execute(sql, parameters));
  GILDE_RETURN_IF_ERROR(Sync());
  GILDE_ASSIGN_OR_RETURN(Result answer, Settle());
  ForEachRow(answer.get(), each);
  return absl::OkStatus();
}

absl::Status PostgresConnection::Execute(std::string_view sql, absl::Span<const Value> parameters) {
  GILDE_RETURN_IF_ERROR(SendOpening());
  return Send(sql, parameters);
}

absl::Status PostgresConnection::QueryAhead(std::string_view sql, absl::Span<const Value> parameters,
                                            std::function<bool(const Row&)> each) {
  ahead_.push_back({std::string(sql), {parameters.begin(), parameters.end()}, std::move(each)});
  return begun_ ? SendAhead() : absl::OkStatus();
}

absl::Status PostgresConnection::Arrive() {
  GILDE_RETURN_IF_ERROR(SendOpening());
  if (std::none_of(owed_.begin(), owed_.end(), [](const Owed& owed) { return owed.each != nullptr; })) return absl::OkStatus();
  GILDE_RETURN_IF_ERROR(Sync());
  return Settle().status();
}

absl::Status PostgresConnection::SendOpening() {
  GILDE_RETURN_IF_ERROR(error_);
  if (begun_) return absl::OkStatus();
  begun_ = true;
  for (std::string_view statement : opening_) GILDE_RETURN_IF_ERROR(Send(statement, {}));
  return SendAhead();
}

absl::Status PostgresConnection::SendAhead() {
  GILDE_RETURN_IF_ERROR(error_);
  for (Ahead& one : std::exchange(ahead_, {})) {
    GILDE_RETURN_IF_ERROR(Send(one.sql, one.parameters));
    owed_.back().each = std::move(one.each);
  }
  return absl::OkStatus();
}

absl::Status PostgresConnection::Commit() {
  if (begun_ && error_.ok()) {
    GILDE_RETURN_IF_ERROR(Send("COMMIT", {}));
    GILDE_RETURN_IF_ERROR(Sync());
    GILDE_RETURN_IF_ERROR(Settle().status());
  }
  GILDE_RETURN_IF_ERROR(error_);
  End();
  return absl::OkStatus();
}

void PostgresConnection::Rollback() {
  if (begun_ && !broken_) {
    // An error among what is queued would make the server skip what follows, up to the sync.
    if (!owed_.empty() && owed_.back().kind != Owed::kSync) (void)Sync();
    if (!opening_.empty()) {
      (void)Send("ROLLBACK", {});
      (void)Sync();
    }
    for (Owed& owed : owed_) owed.ignored = true;
  }
  End();
}

void PostgresConnection::End() {
  ahead_.clear();
  begun_ = false;
  error_ = absl::OkStatus();
  call_ = nullptr;
}

absl::Status PostgresConnection::Send(std::string_view sql, absl::Span<const Value> parameters) {
  GILDE_ASSIGN_OR_RETURN(std::string statement, Prepare(sql, parameters));
  Bound bound(parameters);
  std::vector<int> formats(parameters.size(), kBinary);
  if (PQsendQueryPrepared(handle_, statement.c_str(), static_cast<int>(parameters.size()), bound.values.data(), bound.sizes.data(),
                          formats.data(), kBinary) == 0) {
    return Lost();
  }
  owed_.push_back({Owed::kAnswer});
  return absl::OkStatus();
}

absl::StatusOr<std::string> PostgresConnection::Prepare(std::string_view sql, absl::Span<const Value> parameters) {
  auto found = prepared_.find(absl::string_view(sql.data(), sql.size()));
  if (found != prepared_.end()) return found->second;
  std::string statement = absl::StrCat("s", ++names_);
  std::vector<Oid> types;
  for (const Value& value : parameters) types.push_back(TypeOf(value));
  if (PQsendPrepare(handle_, statement.c_str(), Numbered(sql).c_str(), static_cast<int>(types.size()), types.data()) == 0) return Lost();
  owed_.push_back({Owed::kPrepared, statement});
  prepared_.emplace(sql, statement);
  return statement;
}

absl::Status PostgresConnection::Sync() {
  if (PQpipelineSync(handle_) == 0) return Lost();
  owed_.push_back({Owed::kSync});
  return absl::OkStatus();
}

// Receives all that is owed; returns the last answer, or the error of the transaction.
absl::StatusOr<PostgresConnection::Result> PostgresConnection::Settle() {
  Result answer(nullptr, PQclear);
  while (!owed_.empty()) {
    GILDE_RETURN_IF_ERROR(Await());
    Take(Result(PQgetResult(handle_), PQclear), answer);
  }
  GILDE_RETURN_IF_ERROR(error_);
  return answer;
}

// Until PQgetResult returns at once.
absl::Status PostgresConnection::Await() {
  while (PQisBusy(handle_) == 1) {
    int unsent = PQflush(handle_);
    if (unsent < 0) return Lost();
    if (absl::Status wanted = StillWanted(call_); !wanted.ok()) {
      // The cancellation may reach the server late, so nothing else may use this connection.
      char ignored[256];
      std::unique_ptr<PGcancel, void (*)(PGcancel*)> cancel(PQgetCancel(handle_), PQfreeCancel);
      PQcancel(cancel.get(), ignored, sizeof ignored);
      broken_ = true;
      error_ = wanted;
      return error_;
    }
    pollfd socket = {PQsocket(handle_), static_cast<short>(unsent == 1 ? POLLIN | POLLOUT : POLLIN), 0};
    int ready = poll(&socket, 1, static_cast<int>(absl::ToInt64Milliseconds(absl::Ceil(NextLook(call_), absl::Milliseconds(1)))));
    if (ready > 0 && PQconsumeInput(handle_) == 0) return Lost();
    if (ready < 0 && errno != EINTR) return Lost();
  }
  return absl::OkStatus();
}

void PostgresConnection::Take(Result result, Result& answer) {
  Owed& owed = owed_.front();
  if (result == nullptr) {  // ends what one statement returns
    if (owed.arrived) owed_.pop_front();
    return;
  }
  ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_PIPELINE_SYNC) {
    owed_.pop_front();
    return;
  }
  owed.arrived = true;
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
    if (owed.kind != Owed::kAnswer) return;
    if (owed.each == nullptr) {
      answer = std::move(result);
    } else if (!owed.ignored) {
      ForEachRow(result.get(), owed.each);
    }
    return;
  }
  if (owed.kind == Owed::kPrepared) {
    absl::erase_if(prepared_, [&owed](const auto& entry) { return entry.second == owed.statement; });
  }
  if (owed.ignored || status == PGRES_PIPELINE_ABORTED || !error_.ok()) return;
  error_ = ToStatus(result.get());
  if (absl::IsUnavailable(error_) && base::ReasonOf(error_) == "STORAGE_UNAVAILABLE") broken_ = true;
}

absl::Status PostgresConnection::Lost() {
  spdlog::error("postgresql: {}", absl::StrReplaceAll(PQerrorMessage(handle_), {{"\n", " "}}));
  broken_ = true;
  if (error_.ok()) error_ = Unavailable();
  return error_;
}

}  // namespace gilde::storage
