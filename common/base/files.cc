#include "common/base/files.h"

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace gilde::base {

absl::StatusOr<std::string> ReadFile(const std::string& path, const std::string& flag) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  // Fails for a folder and for an empty file too.
  if (!file || !(content << file.rdbuf())) {
    return absl::NotFoundError(absl::StrCat(flag, flag.empty() ? "" : ": ", "cannot read ", path, ", or it is empty"));
  }
  return std::move(content).str();
}

}  // namespace gilde::base
