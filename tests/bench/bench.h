// What the rows of gilde-bench share: what they are given, and the lines that they answer with.
//
// A row measures Gilde and its peer in the same run, in turns, on the same machine and the same disk. Figures are printed, never asserted.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace gilde::bench {

// What every row is given.
struct Setup {
  double scale = 1;      // of the sizes that the table names
  int rounds = 3;        // of each side; the middle one counts
  std::string folder;    // of this run, on a real disk; removed at its end
  std::string postgres;  // URL of a server on which databases may be made, or empty
  std::string redis;     // as --redis of a server, or empty
  std::string build;     // folder of the build, where peers are installed
  std::string source;    // tests/bench

  int Count(int whole) const { return std::max(1, static_cast<int>(whole * scale)); }
};

// A rate, or another measure, and how long single calls took in milliseconds; 0 where that was not measured.
struct Figure {
  double value = 0;
  double p50 = 0, p99 = 0;
};

// One line of the table. Without a peer it is a report only.
struct Line {
  std::string what;
  std::string against;
  Figure own, peer;
  double to_reach = 0;   // of own / peer
  bool at_most = false;  // whether to_reach is an upper bound
  std::string unit = "/s";
  std::string note;
};

using Lines = std::vector<Line>;
using Measure = std::function<absl::StatusOr<Figure>()>;

// Runs both in turns, `setup.rounds` times, and fills the line with the middle round of each. The first error ends it.
absl::StatusOr<Line> Compare(const Setup& setup, Line line, const Measure& peer, const Measure& own);

// The table in plain text.
std::string Print(const Lines& lines);

// The rows.
absl::StatusOr<Lines> GetProfile(const Setup& setup);
absl::StatusOr<Lines> CreateProfileOnSqlite(const Setup& setup);
absl::StatusOr<Lines> CreateProfileOnPostgres(const Setup& setup);
absl::StatusOr<Lines> Feed(const Setup& setup);
absl::StatusOr<Lines> Import(const Setup& setup);
absl::StatusOr<Lines> Recommend(const Setup& setup);
absl::StatusOr<Lines> RecommendLarge(const Setup& setup);
absl::StatusOr<Lines> Slots(const Setup& setup);
absl::StatusOr<Lines> Reports(const Setup& setup);
absl::StatusOr<Lines> Timeline(const Setup& setup);
absl::StatusOr<Lines> Reminders(const Setup& setup);
absl::StatusOr<Lines> MatchHighest(const Setup& setup);
absl::StatusOr<Lines> MatchHighestLarge(const Setup& setup);
absl::StatusOr<Lines> MatchStable(const Setup& setup);
absl::StatusOr<Lines> MatchFairest(const Setup& setup);
absl::StatusOr<Lines> Memory(const Setup& setup);
absl::StatusOr<Lines> MatchCandidates(const Setup& setup);

}  // namespace gilde::bench
