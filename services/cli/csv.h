// Separated values as spreadsheets write them (RFC 4180): quotes, doubled quotes, line breaks inside quotes, a byte order mark. Commas,
// semicolons or tabs, whichever the header line has most of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gilde::cli {

struct CsvRow {
  int line = 0;  // in the file, from 1, where the row begins
  std::vector<std::string> cells;
};

// All rows but blank ones, the header first. INVALID_ARGUMENT naming the line of a quote that is never closed.
absl::StatusOr<std::vector<CsvRow>> ParseCsv(const std::string& text);

}  // namespace gilde::cli
