#include "services/profile/domain/permissions.h"

#include <set>

#include "common/base/errors.h"

namespace gilde::profile::domain {

namespace {

// Class PERSON in the proto.
const std::set<std::string_view>& OfThePersonAlone() {
  static const auto& fields = *new std::set<std::string_view>{"persona", "blocked"};
  return fields;
}

// Matching trusts these: who reports to whom and how senior people are.
const std::set<std::string_view>& KnownByHr() {
  static const auto& fields = *new std::set<std::string_view>{"external_id", "email", "kind", "manager", "org_unit", "seniority_level"};
  return fields;
}

}  // namespace

bool IsAdministrator(const base::Call& call) { return call.Has(gilde::common::v1::PLATFORM) || call.Has(gilde::common::v1::PROGRAM_ADMIN); }

absl::Status CheckIsPerson(const base::Call& call, std::string_view profile) {
  if (call.IsService() || call.ActsFor(profile)) return absl::OkStatus();
  if (call.acting_person.empty()) {
    return base::PermissionDenied("ACTING_PERSON_REQUIRED", "say for whom you act: this belongs to one person");
  }
  return base::PermissionDenied("NOT_THE_PERSON", "this belongs to another person");
}

absl::Status CheckIsPersonOrAdministrator(const base::Call& call, std::string_view profile) {
  return IsAdministrator(call) ? absl::OkStatus() : CheckIsPerson(call, profile);
}

bool MayChange(const base::Call& call, std::string_view profile, const std::string& path) {
  if (call.IsService()) return true;
  std::string field = path.substr(0, path.find('.'));
  if (OfThePersonAlone().count(field) > 0) return call.ActsFor(profile);
  return IsAdministrator(call) || KnownByHr().count(field) == 0;
}

absl::Status CheckMayChange(const base::Call& call, std::string_view profile, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (MayChange(call, profile, path)) continue;
    std::string who = IsAdministrator(call) ? "only the person changes " : "only the platform and administrators change ";
    return base::PermissionDenied("FIELD_NOT_ALLOWED", who + path);
  }
  return absl::OkStatus();
}

}  // namespace gilde::profile::domain
