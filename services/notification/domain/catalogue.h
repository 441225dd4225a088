// The rules that every organization has from the start, and what an organization made of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "gilde/notification/v1/rule.pb.h"

namespace gilde::notification::domain {

// The catalogue as rules of an organization (`organizations/acme`), in order of their names.
std::vector<gilde::notification::v1::Rule> Catalogue(std::string_view organization);

// The catalogue with an organization's own rules in place of those of the same name, or beside them: those that are wanted, in order of
// their names. `wanted` sees the catalogue's without a full name.
std::vector<gilde::notification::v1::Rule> Effective(std::string_view organization, std::vector<gilde::notification::v1::Rule> own,
                                                     absl::FunctionRef<bool(const gilde::notification::v1::Rule&)> wanted);

}  // namespace gilde::notification::domain
