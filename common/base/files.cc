#include "common/base/files.h"

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace gilde::base {

absl::StatusOr<std::string> ReadFile(const std::string& path, const std::string& flag) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(flag, flag.empty() ? "" : ": ", "cannot read ", path));
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

}  // namespace gilde::base
