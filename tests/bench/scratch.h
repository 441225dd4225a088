// The folder for the files of a run, gone when it ends.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace gilde::bench {

// A new folder below `parent`. ABORTED when it cannot be made.
class Folder {
 public:
  static absl::StatusOr<std::unique_ptr<Folder>> Make(const std::string& parent);
  ~Folder();
  const std::string& path() const { return path_; }

 private:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace gilde::bench
