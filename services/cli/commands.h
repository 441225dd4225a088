// The subcommands of `gilde`. Each adds itself to the command line and, when chosen, sets what to do.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "services/cli/connection.h"

namespace gilde::cli {

struct Context {
  Options options;
  std::function<absl::Status(const Connection&)> action;  // of the chosen subcommand
};

void AddImport(CLI::App& app, Context& context);
void AddDemo(CLI::App& app, Context& context);
void AddRecommend(CLI::App& app, Context& context);
void AddTimeline(CLI::App& app, Context& context);
void AddReport(CLI::App& app, Context& context);
void AddClock(CLI::App& app, Context& context);
void AddEvents(CLI::App& app, Context& context);
void AddLifecycle(CLI::App& app, Context& context);
void AddMatch(CLI::App& app, Context& context);
void AddMatchRuns(CLI::App& match, Context& context);  // below `match`
void AddCertificate(CLI::App& app, Context& context);
void AddFit(CLI::App& app, Context& context);
void AddScore(CLI::App& app, Context& context);
void AddSimulate(CLI::App& app, Context& context);
void AddCompletion(CLI::App& app, Context& context);

// Folder of the shipped mappings: beside the sources, or beside the program.
std::string MappingFolder();

}  // namespace gilde::cli
