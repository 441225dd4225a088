// What people see: colours only on a terminal, tables, a progress bar, refusals in words, and JSON for programs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace gilde::cli {

// Colours when standard output is a terminal, NO_COLOR is unset and TERM is not dumb; plain text otherwise.
std::string Bold(const std::string& text);
std::string Dim(const std::string& text);
std::string Green(const std::string& text);
std::string Yellow(const std::string& text);
std::string Red(const std::string& text);

// Fills up with blanks, or cuts with an ellipsis, to this many columns; counts code points, not bytes.
std::string Fit(const std::string& text, int columns);

// Columns as wide as their longest cell, two blanks between.
void PrintTable(const std::vector<std::vector<std::string>>& rows);

// One message as JSON with the proto's field names; several one after the other make JSON lines when `one_line`.
std::string ToJson(const google::protobuf::Message& message, bool one_line = false);

// A refusal in words: `FAILED_PRECONDITION / MENTOR_AT_CAPACITY: every seat is taken`, then a line a violated field.
std::string Explain(const absl::Status& status);

// A bar on standard error while something long goes on; silent when that is no terminal.
class Progress {
 public:
  Progress(std::string label, std::int64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void Set(std::int64_t done);

 private:
  std::string label_;
  std::int64_t total_;
  int shown_ = -1;
  bool on_;
};

}  // namespace gilde::cli
