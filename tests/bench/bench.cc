#include "tests/bench/bench.h"

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"

namespace gilde::bench {
namespace {

Figure Middle(std::vector<Figure> rounds) {
  std::sort(rounds.begin(), rounds.end(), [](const Figure& a, const Figure& b) { return a.value < b.value; });
  return rounds[rounds.size() / 2];
}

// 12,345 or 1.23
std::string Number(double value) {
  if (value < 100) return absl::StrFormat("%.2f", value);
  std::string digits = std::to_string(std::llround(value));
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<size_t>(at), ",");
  return digits;
}

std::string Times(const Figure& figure) { return figure.p99 == 0 ? "" : absl::StrFormat("%.2f / %.2f", figure.p50, figure.p99); }

std::vector<std::string> Cells(const Line& line) {
  bool compared = line.own.value > 0 && line.peer.value > 0;
  double ratio = compared ? line.own.value / line.peer.value : 0;
  bool reached = line.at_most ? ratio <= line.to_reach : ratio >= line.to_reach;
  return {line.what,
          line.own.value > 0 ? Number(line.own.value) + line.unit : "-",
          Times(line.own),
          line.against,
          line.peer.value > 0 ? Number(line.peer.value) + line.unit : "-",
          Times(line.peer),
          compared ? absl::StrFormat("%.2f", ratio) : "-",
          line.to_reach > 0 ? absl::StrFormat("%s %g", line.at_most ? "<=" : ">=", line.to_reach) : "",
          compared && line.to_reach > 0 ? (reached ? "yes" : "no") : ""};
}

}  // namespace

absl::StatusOr<Line> Compare(const Setup& setup, Line line, const Measure& peer, const Measure& own) {
  std::vector<Figure> peers;
  std::vector<Figure> owns;
  for (int round = 0; round < setup.rounds; ++round) {
    GILDE_ASSIGN_OR_RETURN(peers.emplace_back(), peer());
    GILDE_ASSIGN_OR_RETURN(owns.emplace_back(), own());
  }
  line.peer = Middle(std::move(peers));
  line.own = Middle(std::move(owns));
  return line;
}

std::string Print(const Lines& lines) {
  std::vector<std::vector<std::string>> table = {
      {"what", "measured", "p50 / p99 ms", "against", "its", "p50 / p99 ms", "ratio", "to reach", "reached"}};
  for (const Line& line : lines) table.push_back(Cells(line));
  std::vector<size_t> widths(table[0].size());
  for (const auto& cells : table) {
    for (size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
  }
  std::string text;
  for (size_t row = 0; row < table.size(); ++row) {
    for (size_t i = 0; i < widths.size(); ++i) {
      const std::string& cell = table[row][i];
      std::string blank(widths[i] - cell.size(), ' ');
      bool words = i == 0 || i == 3;
      absl::StrAppend(&text, words ? cell + blank : blank + cell, "  ");
    }
    absl::StripTrailingAsciiWhitespace(&text);
    absl::StrAppend(&text, "\n");
    if (row > 0 && !lines[row - 1].note.empty()) absl::StrAppend(&text, "    ", lines[row - 1].note, "\n");
  }
  return text;
}

}  // namespace gilde::bench
