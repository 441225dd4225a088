#include "services/cli/csv.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace gilde::cli {

namespace {

// What stands between the cells of the header line: spreadsheets of many countries write semicolons, others tabs.
char SeparatorOf(absl::string_view text) {
  std::string bare;  // without what is in quotes
  bool quoted = false;
  for (char c : text) {
    if (c == '\n' && !quoted) break;
    if (c == '"') quoted = !quoted;
    if (!quoted) bare += c;
  }
  char separator = ',';
  auto count = [&bare](char c) { return std::count(bare.begin(), bare.end(), c); };
  for (char c : {';', '\t'}) {
    if (count(c) > count(separator)) separator = c;
  }
  return separator;
}

}  // namespace

absl::StatusOr<std::vector<CsvRow>> ParseCsv(const std::string& text) {
  absl::string_view rest = text;
  absl::ConsumePrefix(&rest, "\xEF\xBB\xBF");
  char separator = SeparatorOf(rest);
  std::vector<CsvRow> rows;
  CsvRow row;
  std::string cell;
  bool quoted = false;
  int line = 1, quote_line = 0;
  row.line = line;
  auto end_row = [&] {
    row.cells.push_back(std::move(cell));
    cell.clear();
    if (row.cells.size() > 1 || !row.cells[0].empty()) rows.push_back(std::move(row));
    row = CsvRow{};
    row.line = line;
  };
  for (size_t i = 0; i < rest.size(); ++i) {
    char c = rest[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < rest.size() && rest[i + 1] == '"') {
        cell += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && cell.empty()) {
      quoted = true;
      quote_line = line;
    } else if (c == separator) {
      row.cells.push_back(std::move(cell));
      cell.clear();
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r' || (i + 1 < rest.size() && rest[i + 1] != '\n')) {
      cell += c;
    }
  }
  if (quoted) return absl::InvalidArgumentError(absl::StrCat("line ", quote_line, ": a quote is opened and never closed"));
  end_row();
  return rows;
}

}  // namespace gilde::cli
