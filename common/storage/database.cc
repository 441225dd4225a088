#include "common/storage/database.h"

#include <algorithm>
#include <bit>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/storage/engines.h"

namespace gilde::storage {

absl::StatusOr<std::unique_ptr<Database>> OpenDatabase(std::string_view url, std::string_view name) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.substr(0, kSqlite.size()) == kSqlite) return OpenSqlite(std::string(url.substr(kSqlite.size())), name);
  if (url.substr(0, 13) == "postgresql://" || url.substr(0, 11) == "postgres://") return OpenPostgres(std::string(url), name);
  return base::Refusal(absl::StatusCode::kInvalidArgument, "DATABASE_URL_INVALID",
                       "give --database as sqlite:DIRECTORY or postgresql://HOST/DATABASE");
}

std::string Placeholders(size_t rows, size_t columns) {
  std::string row = "(?";
  for (size_t i = 1; i < columns; ++i) row += ", ?";
  row += ")";
  std::string all = row;
  for (size_t i = 1; i < rows; ++i) absl::StrAppend(&all, ", ", row);
  return all;
}

void FillUp(std::vector<Value>& cells, size_t columns) {
  if (cells.empty()) return;
  std::vector<Value> first(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(columns));
  size_t rows = cells.size() / columns;
  for (size_t more = std::bit_ceil(rows) - rows; more > 0; --more) cells.insert(cells.end(), first.begin(), first.end());
}

absl::Status ForRows(Session& session, std::string_view before, size_t columns, absl::Span<const Value> cells, std::string_view after) {
  // Powers of two, so that there are few different statements.
  constexpr size_t kMostTogether = 64;
  while (!cells.empty()) {
    size_t together = std::min(std::bit_floor(cells.size() / columns), kMostTogether);
    std::string sql = absl::StrCat(std::string(before), Placeholders(together, columns), std::string(after));
    GILDE_RETURN_IF_ERROR(session.Execute(sql, cells.subspan(0, together * columns)));
    cells.remove_prefix(together * columns);
  }
  return absl::OkStatus();
}

}  // namespace gilde::storage
