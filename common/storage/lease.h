// A turn at work that several processes could do: who has it, until when, and what they say of it meanwhile. It stands beside the
// resources: taking and keeping one leaves no event and no audit entry.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/storage/database.h"

namespace gilde::storage {

struct Lease {
  std::string holder;  // differs between processes
  absl::Time until;    // real time; whoever wants it may take it from then on
  std::string note;    // the holder's own bytes
  int holders = 0;     // how many have had it since it was last dropped; counted by TakeLease
};

// Who took `name` last, also when that is over; nothing when nobody did, or it was dropped.
absl::StatusOr<std::optional<Lease>> LoadLease(Session& session, std::string_view name);
// Takes `name`, or keeps it, unless somebody else holds it at `now`; returns whether. Only inside Database::Write.
absl::StatusOr<bool> TakeLease(Session& session, std::string_view name, const Lease& lease, absl::Time now);
// Whoever holds it: it is over, and may be taken at once.
absl::Status EndLease(Session& session, std::string_view name);
// The same, and nobody ever held it.
absl::Status DropLease(Session& session, std::string_view name);

}  // namespace gilde::storage
