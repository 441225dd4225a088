// Rules of goals: what a goal must say, and how it moves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/profile/domain/profile.h"

namespace gilde::profile::domain {

// Fields that only the service sets.
const base::OutputOnly& GoalOutputOnly();

// What a goal is judged against.
struct GoalFacts {
  gilde::profile::v1::ProfileRules rules;
  absl::CivilDay today;                            // where the person is
  std::optional<gilde::profile::v1::Goal> served;  // the goal that `serves` names, when there is one
};

// The day it is for the person.
absl::CivilDay TodayOf(const gilde::profile::v1::Profile& profile, absl::Time now);

// Whether every word of the text only says that a mentor, help or growth is wanted, in English, Dutch, German, French or Spanish.
bool IsVague(std::string_view outcome);

// Brings a draft into stored form: texts trimmed, skill resolved.
void Normalize(gilde::profile::v1::Goal& goal, const Resolve& resolve);

// Adds everything that is wrong with a normalized goal of `profile`. `before` is the goal as stored, null for a new one: a horizon and
// target date that stay are not judged again.
void CheckGoal(const gilde::profile::v1::Goal& goal, const gilde::profile::v1::Goal* before, std::string_view profile,
               const GoalFacts& facts, base::Violations& violations);

// What would make a valid goal better.
std::vector<gilde::profile::v1::CheckGoalResponse::Finding> Advise(const gilde::profile::v1::Goal& goal, bool skill_known);

// The stored form of a new goal called `name`: OPEN, nothing reached yet.
gilde::profile::v1::Goal NewGoal(gilde::profile::v1::Goal wanted, std::string_view name);

// FAILED_PRECONDITION / GOAL_CLOSED unless OPEN.
absl::Status CheckOpen(const gilde::profile::v1::Goal& goal);

// A goal after a step, and what to call that.
struct GoalStep {
  gilde::profile::v1::Goal goal;
  std::string_view event;  // goal.progressed, goal.reached or goal.dropped
};

// Records a step of an OPEN goal. INVALID_ARGUMENT naming every bad field; FAILED_PRECONDITION / GOAL_CLOSED.
absl::StatusOr<GoalStep> Record(gilde::profile::v1::Goal goal, const gilde::profile::v1::RecordProgressRequest& request, absl::Time now);

}  // namespace gilde::profile::domain
