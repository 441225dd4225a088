// What a service remembers of its writes: the event outbox that its feed is served from, and the audit chain. Both are appended in the
// transaction of the write, by one writer at a time, so positions and sequences are in commit order and without gaps a reader could
// fall into.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "gilde/common/v1/audit.pb.h"
#include "gilde/common/v1/event.pb.h"

namespace gilde::storage {

// How long the answer to a request id is kept and given again.
inline constexpr absl::Duration kAnswersKept = absl::Hours(24);

// What one write adds. Sequence, hashes of the chain and cursors are set when it is appended.
struct Entries {
  std::vector<gilde::common::v1::Event> events;
  std::vector<std::pair<std::string, gilde::common::v1::AuditEntry>> audit;  // organization id, entry
};

// Where the outbox and the audit chains of some organizations end.
class Heads {
 public:
  // Asks for them ahead, at the beginning of a write that will append, most likely, for these organizations (ids).
  static absl::StatusOr<std::shared_ptr<Heads>> AskAhead(Session& session, const std::set<std::string>& organizations);

 private:
  friend absl::Status Append(Session& session, Entries& entries, Heads& heads);
  absl::Status Ask(Session& session, const std::vector<std::string>& organizations);
  bool See(const Row& row);

  std::int64_t position_ = 0;
  std::map<std::string, std::pair<std::int64_t, std::string>> chains_;  // sequence and hash, by organization
};

// Appends at the end of outbox and chains, of which `heads` were asked in the same transaction. Only inside Database::Write.
absl::Status Append(Session& session, Entries& entries, Heads& heads);

// Events after `position`, oldest first, of an organization (id; `-` for all) and of types (as FollowRequest.types), at most `limit`
// read. `each` gets the position, and the serialized Event without its cursor; it returns false to stop. `*last` is the position read
// up to, also when nothing matched.
absl::Status ReadEvents(Session& session, std::string_view organization, std::int64_t position, const std::vector<std::string>& types,
                        int limit, std::int64_t* last, absl::FunctionRef<bool(std::int64_t, std::string_view)> each);
absl::StatusOr<std::int64_t> LastPosition(Session& session);
// Position of the oldest event kept; 0 when there is none.
absl::StatusOr<std::int64_t> FirstPosition(Session& session);

// Cursor text of a position and back; INVALID_ARGUMENT / CURSOR_INVALID. Empty text is position 0.
std::string CursorOf(std::int64_t position);
absl::StatusOr<std::int64_t> PositionOf(std::string_view cursor);

// Entries of an organization's chain after `sequence`; about `subject` only unless that is empty.
absl::StatusOr<std::vector<gilde::common::v1::AuditEntry>> ReadAudit(Session& session, std::string_view organization, std::int64_t sequence,
                                                                     std::string_view subject, int limit);
// The chain hash of an entry, from every field but `hash`.
std::string ChainHash(const gilde::common::v1::AuditEntry& entry);
// Lower-case hex SHA-256.
std::string Sha256Hex(std::string_view bytes);

// Where a follower of another feed has got to.
absl::StatusOr<std::string> LoadCursor(Session& session, std::string_view follower);
// The same, asked ahead (Session::QueryAhead); nothing when it has got nowhere yet, and until the answer has come.
absl::StatusOr<std::shared_ptr<const std::optional<std::string>>> LoadCursorAhead(Session& session, std::string_view follower);
absl::Status SaveCursor(Session& session, std::string_view follower, std::string_view cursor);

// Deletes at most `limit` events and idempotent answers from before these instants; returns how many.
absl::StatusOr<int> Expire(Session& session, absl::Time events_before, absl::Time answers_before, int limit);

}  // namespace gilde::storage
