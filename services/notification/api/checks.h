// Checks that every handler of notification makes.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/storage/store.h"

namespace gilde::notification::api {

// INVALID_ARGUMENT / NAME_INVALID unless `name` has the shape of `pattern`.
inline absl::Status CheckName(std::string_view name, std::string_view pattern, std::string_view field) {
  base::Violations violations;
  violations.Require(base::NameMatches(name, pattern), field, "NAME_INVALID", "looks like " + std::string(pattern));
  return violations.Check();
}

// A member, who reads and changes only what is their own.
inline bool IsMemberOnly(const base::Call& call) {
  return !call.IsService() && !call.Has(common::v1::PLATFORM) && !call.Has(common::v1::PROGRAM_ADMIN) && !call.Has(common::v1::AUDITOR);
}

// OK for administrators and for the person. PERMISSION_DENIED / ACTING_PERSON_REQUIRED, NOT_A_PARTY.
inline absl::Status CheckOwn(const base::Call& call, std::string_view person) {
  if (!IsMemberOnly(call)) return absl::OkStatus();
  if (call.acting_person.empty()) return base::PermissionDenied("ACTING_PERSON_REQUIRED", "say for whom the call is made");
  return call.ActsFor(person) ? absl::OkStatus() : base::PermissionDenied("NOT_A_PARTY", "this belongs to somebody else");
}

// One page of items that lie in memory in order of their names.
template <class M>
absl::Status PageOf(const storage::Store& store, const base::Call& call, const std::vector<M>& items, std::string_view filter,
                    int page_size, std::string_view page_token, google::protobuf::RepeatedPtrField<M>& page, std::string& next_page_token) {
  base::Violations violations;
  violations.Require(page_size >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(std::string after, store.PagePosition(call, filter, page_token));
  int size = page_size == 0 ? 100 : std::min(page_size, 500);
  for (const M& item : items) {
    if (item.name() <= after) continue;
    if (page.size() == size) {
      next_page_token = store.PageToken(call, filter, page.at(size - 1).name());
      return absl::OkStatus();
    }
    *page.Add() = item;
  }
  return absl::OkStatus();
}

}  // namespace gilde::notification::api
