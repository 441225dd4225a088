// Runs as they are exported, of placements and peers, for tests of what proves them.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "services/matching/domain/certificate.h"

namespace gilde::matching::domain {

// Small ones of every shape, with pins, forbidden pairs and equal scores among them.
inline Placement ARandomPlacement(int mentees, int mentors, std::mt19937& random) {
  auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  Placement placement;
  placement.mentees = mentees;
  for (int j = 0; j < mentors; ++j) placement.seats.push_back(below(4));
  int kinds = below(3) == 0 ? 3 : 100;  // few scores make many ties
  for (int i = 0; i < mentees; ++i) {
    for (int j = 0; j < mentors; ++j) {
      if (below(3) == 0) continue;
      placement.options.push_back({i, j, below(kinds) * 1'000'000});
      if (below(8) == 0) placement.forbidden.emplace_back(i, j);
    }
  }
  for (const Option& option : placement.options) {
    if (below(12) != 0) continue;
    placement.pins.emplace_back(option.mentee, option.mentor);
    if (!CheckPlacement(placement).empty()) placement.pins.pop_back();
  }
  return placement;
}

inline v1::MatchRunPart RunOf(v1::MatchRun::Objective objective, const Placement& placement, const Placed& placed,
                              const std::vector<int>& least = {}) {
  v1::MatchRunPart run;
  run.set_objective(objective);
  for (int i = 0; i < placement.mentees; ++i) run.add_mentees(absl::StrCat("mentee", i));
  for (size_t j = 0; j < placement.seats.size(); ++j) {
    auto* mentor = run.add_mentors();
    mentor->set_name(absl::StrCat("mentor", j));
    mentor->set_seats(placement.seats[j]);
    mentor->set_least(least.empty() ? 0 : least[j]);
  }
  absl::flat_hash_set<std::pair<int, int>> forbidden(placement.forbidden.begin(), placement.forbidden.end());
  for (const Option& option : placement.options) {
    if (forbidden.contains(std::pair(option.mentee, option.mentor))) continue;
    run.add_candidate_mentees(option.mentee);
    run.add_candidate_mentors(option.mentor);
    run.add_candidate_scores(option.score);
  }
  for (int i = 0; i < placement.mentees; ++i) {
    if (placed.mentor_of[i] < 0) continue;
    run.add_made_mentees(i);
    run.add_made_mentors(placed.mentor_of[i]);
  }
  for (const auto& [mentee, mentor] : placement.pins) {
    run.add_pinned_mentees(mentee);
    run.add_pinned_mentors(mentor);
  }
  return run;
}

}  // namespace gilde::matching::domain
