// Resource ids and resource names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace gilde::base {

// A new id: 128 bit, 48 of them the time in milliseconds and the rest random, as 26 characters of Crockford base32 in lower case, so
// that ids sort by time. Those that a process makes in one millisecond without another between count on from the first, so that they sort
// as they were made (ULID specification, monotonic). Thread-safe.
std::string NewId(absl::Time now);

// `Random bytes` as lower-case hex, from the system's generator: secrets and trace ids. Thread-safe.
std::string RandomHex(int bytes);

// A client-set id: 1-63 of a-z 0-9 and '-', starting with a letter or digit (AIP-122).
bool IsId(std::string_view id);

// Whether `name` has the shape of `pattern`, `organizations/*/profiles/*`, every `*` a valid id.
bool NameMatches(std::string_view name, std::string_view pattern);

// Parts of a resource name `organizations/acme/programs/p1/enrollments/e1`:
std::string_view OrganizationOf(std::string_view name);  // acme; empty when the name has none
std::string_view CollectionOf(std::string_view name);    // enrollments
std::string_view IdOf(std::string_view name);            // e1
std::string_view ParentOf(std::string_view name);        // organizations/acme/programs/p1; empty for organizations/acme
std::string OrganizationName(std::string_view name);     // organizations/acme

}  // namespace gilde::base
