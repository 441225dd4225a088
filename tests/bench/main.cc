// gilde-bench [ROW...]: measures Gilde against its peers and prints a table.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "spdlog/spdlog.h"
#include "tests/bench/bench.h"
#include "tests/bench/scratch.h"

namespace gilde::bench {
namespace {

struct Row {
  const char* name;
  absl::StatusOr<Lines> (*measure)(const Setup&);
};

// Memory first, while the process is small.
constexpr Row kRows[] = {{"memory", &Memory},
                         {"match_candidates", &MatchCandidates},
                         {"get_profile", &GetProfile},
                         {"create_sqlite", &CreateProfileOnSqlite},
                         {"create_postgres", &CreateProfileOnPostgres},
                         {"feed", &Feed},
                         {"import", &Import},
                         {"recommend", &Recommend},
                         {"recommend_large", &RecommendLarge},
                         {"slots", &Slots},
                         {"reports", &Reports},
                         {"timeline", &Timeline},
                         {"reminders", &Reminders},
                         {"match_highest", &MatchHighest},
                         {"match_highest_large", &MatchHighestLarge},
                         {"match_stable", &MatchStable},
                         {"match_fairest", &MatchFairest}};

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// TestDatabase throws where there is no server.
absl::StatusOr<Lines> Measured(const Row& row, const Setup& setup) {
  try {
    return row.measure(setup);
  } catch (const std::exception& error) {
    return absl::UnavailableError(error.what());
  }
}

int Run(const std::vector<std::string>& wanted, Setup setup, const std::string& parent) {
  absl::StatusOr<std::unique_ptr<Folder>> folder = Folder::Make(parent);
  if (!folder.ok()) {
    std::cerr << "gilde-bench: " << std::string(folder.status().message()) << "\n";
    return 1;
  }
  setup.folder = (*folder)->path();
  Lines table;
  for (const Row& row : kRows) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), row.name) == wanted.end()) continue;
    std::cerr << "measuring " << row.name << " ..." << std::endl;
    absl::StatusOr<Lines> lines = Measured(row, setup);
    if (!lines.ok()) lines = Lines{{.what = row.name, .note = "failed: " + lines.status().ToString()}};
    std::cerr << Print(*lines) << std::endl;
    table.insert(table.end(), lines->begin(), lines->end());
  }
  std::cout << Print(table);
  return 0;
}

int Main(int argc, char** argv) {
  Setup setup;
  std::vector<std::string> rows;
  std::string folder = ".";
  CLI::App app("Measures Gilde against its peers, in the same run, and prints a table with ratios", "gilde-bench");
  std::vector<std::string> names;
  for (const Row& row : kRows) names.emplace_back(row.name);
  app.add_option("rows", rows, "which rows; none: all of " + CLI::detail::join(names, ", "))->check(CLI::IsMember(names));
  app.add_option("--scale", setup.scale, "size of a run, 1 is the sizes of the table")
      ->check(CLI::Range(0.001, 10.0))
      ->capture_default_str();
  app.add_option("--rounds", setup.rounds, "rounds of each side; the middle one counts")->check(CLI::Range(1, 99))->capture_default_str();
  app.add_option("--folder", folder, "where databases are made; on a real disk, for commits to cost what they cost")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  setup.postgres = Variable("GILDE_TEST_POSTGRES");
  setup.redis = Variable("GILDE_TEST_REDIS");
  std::filesystem::path build = std::filesystem::canonical("/proc/self/exe").parent_path().parent_path();
  setup.build = build;
  // build/PRESET lies in the source tree.
  setup.source = build.parent_path().parent_path() / "tests/bench";
  spdlog::set_level(spdlog::level::err);
  return Run(rows, setup, folder);
}

}  // namespace
}  // namespace gilde::bench

int main(int argc, char** argv) { return gilde::bench::Main(argc, argv); }
