#include "tests/bench/scratch.h"

#include <cstdlib>
#include <filesystem>

namespace gilde::bench {

absl::StatusOr<std::unique_ptr<Folder>> Folder::Make(const std::string& parent) {
  std::string path = parent + "/gilde-bench-XXXXXX";
  if (mkdtemp(path.data()) == nullptr) return absl::AbortedError("--folder: cannot make a folder in " + parent);
  return std::unique_ptr<Folder>(new Folder(std::filesystem::absolute(path)));
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace gilde::bench
