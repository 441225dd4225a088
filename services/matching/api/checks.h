// Checks that several methods share.
#pragma once

#include <string>
#include <string_view>

#include "common/base/errors.h"
#include "common/base/ids.h"

namespace gilde::matching::api {

// INVALID_ARGUMENT / NAME_INVALID unless the name has the pattern's shape.
inline absl::Status CheckName(std::string_view name, std::string_view pattern, std::string_view field) {
  base::Violations violations;
  violations.Require(base::NameMatches(name, pattern), field, "NAME_INVALID", "a name looks like " + std::string(pattern));
  return violations.Check();
}

// The id that a create request sets, or a new one. INVALID_ARGUMENT / ID_INVALID.
inline absl::StatusOr<std::string> IdOrNew(std::string_view id, std::string_view field, absl::Time now) {
  if (id.empty()) return base::NewId(now);
  base::Violations violations;
  violations.Require(base::IsId(id), field, "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return std::string(id);
}

// Names a filter by a state that is none of the enumeration's.
inline void CheckState(bool known, base::Violations& violations) {
  violations.Require(known, "state", "STATE_INVALID", "one of the states, or unset");
}

// Adds what is wrong to an earlier list.
inline void Append(const base::Violations& more, base::Violations& violations) {
  for (const auto& item : more.items()) violations.Add(item.field, item.reason, item.message);
}

inline constexpr std::string_view kOrganization = "organizations/*";
inline constexpr std::string_view kProfile = "organizations/*/profiles/*";
inline constexpr std::string_view kProgram = "organizations/*/programs/*";
inline constexpr std::string_view kRequest = "organizations/*/conversationRequests/*";
inline constexpr std::string_view kMentorship = "organizations/*/mentorships/*";

}  // namespace gilde::matching::api
