#include "common/storage/lease.h"

#include "common/base/errors.h"

namespace gilde::storage {

absl::StatusOr<std::optional<Lease>> LoadLease(Session& session, std::string_view name) {
  std::optional<Lease> lease;
  GILDE_RETURN_IF_ERROR(
      session.Query("SELECT holder, until, note, holders FROM lease WHERE name = ?", {{std::string(name)}}, [&](const Row& row) {
        lease = {std::string(row.Text(0)), absl::FromUnixMicros(row.Int(1)), std::string(row.Text(2)), static_cast<int>(row.Int(3))};
        return false;
      }));
  return lease;
}

absl::StatusOr<bool> TakeLease(Session& session, std::string_view name, const Lease& lease, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(std::optional<Lease> held, LoadLease(session, name));
  if (held && held->holder != lease.holder && held->until > now) return false;
  int holders = !held ? 1 : held->holder == lease.holder ? held->holders : held->holders + 1;
  GILDE_RETURN_IF_ERROR(session.Execute(
      "INSERT INTO lease (name, holder, until, holders, note) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET holder = "
      "excluded.holder, until = excluded.until, holders = excluded.holders, note = excluded.note",
      {{std::string(name), lease.holder, absl::ToUnixMicros(lease.until), std::int64_t{holders}, Blob{lease.note}}}));
  return true;
}

absl::Status EndLease(Session& session, std::string_view name) {
  return session.Execute("UPDATE lease SET until = 0 WHERE name = ?", {{std::string(name)}});
}

absl::Status DropLease(Session& session, std::string_view name) {
  return session.Execute("DELETE FROM lease WHERE name = ?", {{std::string(name)}});
}

}  // namespace gilde::storage
