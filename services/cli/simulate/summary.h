// What a simulation came to, from the event feeds and the program's report.
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gilde/common/v1/event.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "services/cli/simulate/nudge_check.h"
#include "services/cli/simulate/world.h"

namespace gilde::cli::simulation {

// A rung of the silence ladder: how many pairs came to it, and where they went from there.
struct Rung {
  const char* name;
  int reached = 0, came_back = 0, paused = 0, ended = 0;
};

// What was due in a month, and done in time.
struct OnTime {
  int agendas = 0, agendas_in_time = 0, follow_ups = 0, follow_ups_in_time = 0;
};

struct Summary {
  gilde::matching::v1::Measures measures;
  // By temperament of the mentee: out of all pairs, the part that is together n weeks after it began (Kaplan and Meier 1958: a pair that
  // came to its good end, or that is younger, is left out from then on).
  std::array<std::vector<double>, kTemperaments> survival;
  std::array<int, kTemperaments> mentees{}, pairs{};
  std::vector<OnTime> months;
  std::vector<Rung> ladder;
  int moved_on = 0;
  // Pairs that ended because something else was needed, and mentees who then began with somebody else.
  int mismatches = 0, matched_again = 0;
  NudgeCheck nudges;
  int messages = 0, blaming = 0;
  std::vector<std::string> examples;
  std::map<std::string, int> refusals;
  size_t events = 0;

  bool Kept() const { return nudges.over_cap + nudges.in_quiet_hours + nudges.to_paused_pairs + blaming == 0; }
};

Summary Summarize(const World& world, const std::vector<gilde::common::v1::Event>& matching,
                  const std::vector<gilde::common::v1::Event>& scheduling);

// The program's own figures, by name.
std::vector<std::pair<std::string, std::string>> ProgramRows(const Summary& summary);
// The report for a terminal.
void PrintSummary(const World& world, const Summary& summary);
// One page of HTML that needs nothing else: tables and four figures.
std::string PageOf(const World& world, const Summary& summary);

}  // namespace gilde::cli::simulation
