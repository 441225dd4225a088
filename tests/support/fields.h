// Which fields a refusal names.
#pragma once

#include <string>
#include <vector>

#include "common/base/errors.h"

namespace gilde::test {

// In order; none where it names none.
inline std::vector<std::string> Fields(const absl::Status& refusal) {
  std::vector<std::string> fields;
  base::Violations named = base::Violations::Of(refusal);
  for (const auto& item : named.items()) fields.push_back(item.field);
  return fields;
}

}  // namespace gilde::test
