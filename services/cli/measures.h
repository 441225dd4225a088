// The measures of a program as rows of a table.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gilde/matching/v1/report.pb.h"

namespace gilde::cli {

// What is measured, and its value in words: `follow-ups in time`, `41 of 44 (93 %)`.
std::vector<std::pair<std::string, std::string>> MeasureRows(const gilde::matching::v1::Measures& measures);

}  // namespace gilde::cli
