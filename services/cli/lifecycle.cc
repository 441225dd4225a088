// gilde lifecycle: every state and move of a mentorship, from the table that the matching service runs on.
#include "services/matching/domain/lifecycle.h"

#include <iostream>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"

namespace gilde::cli {

using matching::domain::LifecycleRow;
using matching::v1::Mentorship;

namespace {

constexpr std::string_view kEvents = "mentorship.";

std::vector<std::string> WhoOf(const LifecycleRow& row) {
  std::vector<std::string> who;
  if ((row.who & matching::domain::kPerson) != 0) who.emplace_back("person");
  if ((row.who & matching::domain::kAdministrator) != 0) who.emplace_back("administrator");
  if ((row.who & matching::domain::kMachine) != 0) who.emplace_back("deadline");
  return who;
}

std::string NameOf(Mentorship::State state) { return Mentorship::State_Name(state); }

// Graphviz: one edge between two states, with the moves that lead there.
void PrintDot() {
  std::map<std::pair<int, int>, std::vector<std::string>> edges;
  for (const LifecycleRow& row : matching::domain::Lifecycle()) {
    edges[{row.from, row.to}].emplace_back(matching::domain::NameOf(row.move));
  }
  std::cout
      << "digraph mentorship {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=sans];\n  edge [fontname=sans, fontsize=10];\n";
  for (const auto& [states, moves] : edges) {
    std::cout << "  " << NameOf(static_cast<Mentorship::State>(states.first)) << " -> "
              << NameOf(static_cast<Mentorship::State>(states.second)) << " [label=\"" << absl::StrJoin(moves, "\\n") << "\"];\n";
  }
  std::cout << "}\n";
}

void PrintJson() {
  std::vector<std::string> rows;
  for (const LifecycleRow& row : matching::domain::Lifecycle()) {
    rows.push_back(absl::StrCat(R"({"from": ")", NameOf(row.from), R"(", "move": ")", std::string(matching::domain::NameOf(row.move)),
                                R"(", "who": [")", absl::StrJoin(WhoOf(row), R"(", ")"), R"("], "to": ")", NameOf(row.to),
                                R"(", "event": ")", std::string(row.event), R"(", "causes": ")", std::string(row.causes), R"("})"));
  }
  std::cout << "[" << absl::StrJoin(rows, ",\n ") << "]\n";
}

void PrintTable() {
  std::cout << "state       move              to          by                              event mentorship.* causes\n";
  for (const LifecycleRow& row : matching::domain::Lifecycle()) {
    std::string event(row.event.substr(kEvents.size()));
    std::cout << Fit(NameOf(row.from), 11) << " " << Fit(std::string(matching::domain::NameOf(row.move)), 17) << " "
              << Fit(NameOf(row.to), 11) << " " << Fit(absl::StrJoin(WhoOf(row), ", "), 31) << " "
              << (row.causes.empty() ? event : absl::StrCat(Fit(event, 18), " ", std::string(row.causes))) << "\n";
  }
}

}  // namespace

void AddLifecycle(CLI::App& app, Context& context) {
  auto dot = std::make_shared<bool>(false);
  CLI::App* command =
      app.add_subcommand("lifecycle", "Every state and move of a mentorship, who makes it, which event tells it and what it causes");
  command->add_flag("--dot", *dot, "As a drawing for Graphviz: gilde lifecycle --dot | dot -Tsvg");
  command->callback([dot, &context] {
    context.action = [dot](const Connection& connection) {
      if (*dot) {
        PrintDot();
      } else if (connection.options().json) {
        PrintJson();
      } else {
        PrintTable();
      }
      return absl::OkStatus();
    };
  });
}

}  // namespace gilde::cli
