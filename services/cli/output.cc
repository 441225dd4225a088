#include "services/cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "google/protobuf/util/json_util.h"
#include "google/rpc/error_details.pb.h"

namespace gilde::cli {

namespace {

bool HasColours() {
  static const bool has = [] {
    const char* term = std::getenv("TERM");
    return isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr && term != nullptr && std::string_view(term) != "dumb";
  }();
  return has;
}

std::string Colour(const std::string& code, const std::string& text) {
  return HasColours() ? absl::StrCat("\x1b[", code, "m", text, "\x1b[0m") : text;
}

// Columns that a text takes, its colour codes apart.
int Width(const std::string& text) {
  int width = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      while (i < text.size() && text[i] != 'm') ++i;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++width;
    }
  }
  return width;
}

}  // namespace

std::string Bold(const std::string& text) { return Colour("1", text); }
std::string Dim(const std::string& text) { return Colour("2", text); }
std::string Green(const std::string& text) { return Colour("32", text); }
std::string Yellow(const std::string& text) { return Colour("33", text); }
std::string Red(const std::string& text) { return Colour("31", text); }

std::string Fit(const std::string& text, int columns) {
  int width = Width(text);
  if (width <= columns) return absl::StrCat(text, std::string(columns - width, ' '));
  std::string cut;
  int taken = 0;
  for (char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++taken == columns) break;
    cut += c;
  }
  return cut + "…";
}

void PrintTable(const std::vector<std::vector<std::string>>& rows) {
  std::vector<int> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], Width(row[i]));
  }
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) std::cout << (i + 1 < row.size() ? Fit(row[i], widths[i]) + "  " : row[i]);
    std::cout << '\n';
  }
}

std::string ToJson(const google::protobuf::Message& message, bool one_line) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = !one_line;
  options.preserve_proto_field_names = true;
  std::string json;
  auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  return status.ok() ? json : absl::StrCat("{\"error\":\"", std::string(status.message()), "\"}");
}

std::string Explain(const absl::Status& status) {
  std::string reason = base::ReasonOf(status);
  std::string text =
      absl::StrCat(absl::StatusCodeToString(status.code()), reason.empty() ? "" : " / ", reason, ": ", std::string(status.message()));
  if (auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest")) {
    google::rpc::BadRequest details;
    if (details.ParseFromString(std::string(*payload))) {
      for (const auto& violation : details.field_violations()) {
        absl::StrAppend(&text, "\n    ", violation.field(), ": ", violation.description());
      }
    }
  }
  return text;
}

Progress::Progress(std::string label, std::int64_t total)
    : label_(std::move(label)), total_(std::max<std::int64_t>(total, 1)), on_(isatty(STDERR_FILENO) != 0) {
  Set(0);
}

Progress::~Progress() {
  if (on_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::Set(std::int64_t done) {
  if (!on_) return;
  int percent = static_cast<int>(std::min(done, total_) * 100 / total_);
  if (percent == shown_) return;
  shown_ = percent;
  std::string bar(30, ' ');
  std::fill_n(bar.begin(), percent * 30 / 100, '=');
  std::cerr << "\r" << label_ << " [" << bar << "] " << percent << "% " << std::flush;
}

}  // namespace gilde::cli
