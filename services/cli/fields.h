// Writes one value into one field of a person.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "services/cli/mapping.h"

namespace gilde::cli {

// Takes the field's values, one unless the rule splits; returns false when they cannot be read.
using FieldWriter = std::function<bool(const std::vector<std::string>& values, Person& person)>;

// By the name that mapping files use.
const std::map<std::string, FieldWriter>& FieldWriters();

}  // namespace gilde::cli
