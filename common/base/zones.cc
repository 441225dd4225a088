#include "common/base/zones.h"

#include <algorithm>
#include <cctype>

#include "common/base/errors.h"

namespace gilde::base {
namespace {

// Area/Location names of the tz database, and UTC: letters, digits, '_', '+', '-' and '/', not starting with a separator.
bool LooksLikeZone(std::string_view name) {
  if (name.empty() || name.size() > 64 || !std::isalpha(static_cast<unsigned char>(name[0]))) return false;
  return std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '+' || c == '-' || c == '/'; });
}

}  // namespace

absl::StatusOr<absl::TimeZone> Zone(std::string_view name) {
  absl::TimeZone zone;
  // Abseil also knows "localtime" and "Fixed/..." names of its own.
  bool own_name = name == "localtime" || name.substr(0, 6) == "Fixed/";
  if (own_name || !LooksLikeZone(name) || !absl::LoadTimeZone(std::string(name), &zone)) {
    return Refusal(absl::StatusCode::kInvalidArgument, "ZONE_UNKNOWN", "name an IANA time zone, as Europe/Amsterdam");
  }
  return zone;
}

absl::Time AtLocal(absl::CivilSecond local, const absl::TimeZone& zone) {
  // Abseil's `pre` is the instant by the offset before a transition: what RFC 5545 asks for in a gap, and the first of two in a repeat.
  return zone.At(local).pre;
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp proto;
  std::int64_t seconds = absl::ToUnixSeconds(time);
  proto.set_seconds(seconds);
  proto.set_nanos(static_cast<int>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return proto;
}

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

std::string ToString(absl::Time time) { return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone()); }

}  // namespace gilde::base
