// The solvers of match runs on organizations that are made up, against LEMON on the same graph and against a sort.
#include <malloc.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"
#include "services/matching/domain/certificate.h"
#include "services/matching/domain/fairest.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/stable.h"
#include "tests/bench/bench.h"
#include "tests/bench/match_graph.h"
#include "tests/bench/match_lemon.h"
#include "tests/bench/timer.h"

namespace gilde::bench {
namespace {

using matching::domain::Option;
using matching::domain::Placed;
using matching::domain::Placement;

constexpr int kOptionsEach = 50;
constexpr std::uint64_t kSeed = 7;

// What the kernel says of this process, in MiB.
double Status(const std::string& key) {
  std::ifstream file("/proc/self/status");
  std::string word;
  double kib = 0;
  while (file >> word) {
    if (word == key && file >> kib) return kib / 1024;
  }
  return 0;
}

// The most memory that the process held while it worked, the graph included.
template <typename Work>
double PeakMebibytes(const Work& work) {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
  work();
  return Status("VmHWM:");
}

std::string SizeOf(const Placement& placement) {
  return absl::StrCat(placement.mentees, " x ", placement.seats.size(), ", ", placement.options.size(), " options");
}

struct Solver {
  LemonSolver solver;
  const char* name;
};

// Against the fastest of these solvers.
absl::StatusOr<Line> CertifiedAgainst(const Setup& setup, const Placement& placement, const std::vector<Solver>& solvers) {
  std::int64_t total = 0;
  bool proven = true;
  auto solve = [&] {
    matching::domain::Highest highest = HighestScore(placement);
    total = highest.placed.total;
    proven = proven && Proves(highest.prices, placement, highest.placed);
  };
  double peak = PeakMebibytes(solve);
  std::vector<LemonOption> options;
  for (const Option& option : placement.options) options.push_back({option.mentee, option.mentor, option.score});
  Line line{.what = absl::StrCat("certified highest total, ", SizeOf(placement)), .to_reach = 1.0 / 3, .at_most = true, .unit = " s"};
  line.note = absl::StrFormat("%.0f MiB at most; LEMON's", peak);
  for (const Solver& one : solvers) {
    Timer timer;
    std::int64_t theirs = LemonHighest(one.solver, placement.mentees, placement.seats, options);
    double seconds = timer.seconds();
    if (theirs != total) return absl::InternalError(absl::StrCat("LEMON finds ", theirs, " and not ", total));
    absl::StrAppendFormat(&line.note, " %s %.2f s", one.name, seconds);
    if (line.peer.value > 0 && line.peer.value <= seconds) continue;
    line.peer.value = seconds;
    line.against = absl::StrCat("LEMON's ", one.name);
  }
  Figure peer = line.peer;
  GILDE_ASSIGN_OR_RETURN(line, Compare(
                                   setup, line, [&]() -> absl::StatusOr<Figure> { return peer; },
                                   [&]() -> absl::StatusOr<Figure> {
                                     Timer timer;
                                     solve();
                                     return Figure{timer.seconds()};
                                   }));
  if (!proven) return absl::InternalError("the prices do not prove the total");
  return line;
}

}  // namespace

absl::StatusOr<Lines> MatchHighest(const Setup& setup) {
  Placement placement = SomeOrganization(setup.Count(10'000), setup.Count(3'000), kOptionsEach, kSeed);
  GILDE_ASSIGN_OR_RETURN(Line line, CertifiedAgainst(setup, placement,
                                                     {{LemonSolver::kNetworkSimplex, "NetworkSimplex"},
                                                      {LemonSolver::kCostScaling, "CostScaling"},
                                                      {LemonSolver::kCapacityScaling, "CapacityScaling"}}));
  return Lines{line};
}

// Without CapacityScaling, which is thirty times slower than the best on the smaller one already.
absl::StatusOr<Lines> MatchHighestLarge(const Setup& setup) {
  Placement placement = SomeOrganization(setup.Count(100'000), setup.Count(25'000), kOptionsEach, kSeed);
  GILDE_ASSIGN_OR_RETURN(
      Line line,
      CertifiedAgainst(setup, placement, {{LemonSolver::kNetworkSimplex, "NetworkSimplex"}, {LemonSolver::kCostScaling, "CostScaling"}}));
  return Lines{line};
}

absl::StatusOr<Lines> MatchStable(const Setup& setup) {
  Placement placement = SomeOrganization(setup.Count(100'000), setup.Count(25'000), kOptionsEach, kSeed);
  auto sort = [&]() -> absl::StatusOr<Figure> {
    std::vector<Option> options = placement.options;
    Timer timer;
    std::sort(options.begin(), options.end(),
              [](const Option& a, const Option& b) { return a.mentee != b.mentee ? a.mentee < b.mentee : a.score > b.score; });
    return Figure{timer.seconds()};
  };
  int blocking = 0;
  auto stable = [&]() -> absl::StatusOr<Figure> {
    Timer timer;
    Placed placed = Stable(placement);
    double seconds = timer.seconds();
    blocking += BlockingPairs(placement, placed);
    return Figure{seconds};
  };
  Line line{.what = absl::StrCat("stable, ", SizeOf(placement)), .against = "std::sort of the options", .to_reach = 2, .at_most = true};
  line.unit = " s";
  GILDE_ASSIGN_OR_RETURN(line, Compare(setup, line, sort, stable));
  if (blocking > 0) return absl::InternalError(absl::StrCat(blocking, " pairs block"));
  return Lines{line};
}

absl::StatusOr<Lines> MatchFairest(const Setup& setup) {
  Lines lines;
  for (auto [mentees, mentors] : {std::pair(5'000, 1'250), std::pair(20'000, 5'000), std::pair(100'000, 25'000)}) {
    Placement placement = SomeOrganization(setup.Count(mentees), setup.Count(mentors), kOptionsEach, kSeed);
    Line line{.what = absl::StrCat("certified fairest, ", SizeOf(placement)), .unit = " s"};
    double peak = PeakMebibytes([&] {
      Timer timer;
      Placed placed = Fairest(placement);
      auto proof = CertificateOf(matching::v1::MatchRun::FAIREST, placement, placed);
      line.own = {timer.seconds()};
      auto lowest = static_cast<double>(proof.lowest_score());
      line.note = absl::StrFormat("to reach: 60 s; %d placed, the lowest score %.6f points", placed.count, lowest / 1e6);
    });
    absl::StrAppendFormat(&line.note, "; %.0f MiB at most", peak);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace gilde::bench
