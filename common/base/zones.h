// IANA time zones over Abseil's reading of the system's zoneinfo. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace gilde::base {

// Loads `Europe/Amsterdam`. INVALID_ARGUMENT / ZONE_UNKNOWN for anything that is not an IANA name (a file path, an offset).
absl::StatusOr<absl::TimeZone> Zone(std::string_view name);

// Instant of a local wall time (RFC 5545, 3.3.5): a time in a gap uses the offset before the gap, an ambiguous one is its first
// occurrence.
absl::Time AtLocal(absl::CivilSecond local, const absl::TimeZone& zone);

google::protobuf::Timestamp ToProto(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& time);

// RFC 3339 in UTC, `2026-01-05T09:00:00Z`.
std::string ToString(absl::Time time);

}  // namespace gilde::base
