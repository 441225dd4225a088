#include "services/profile/domain/goal.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/profile/domain/checks.h"

namespace gilde::profile::domain {

using gilde::profile::v1::CheckGoalResponse;
using gilde::profile::v1::Goal;
using gilde::profile::v1::GuidanceKind_IsValid;
using gilde::profile::v1::Profile;
using gilde::profile::v1::RecordProgressRequest;

namespace {

constexpr int kTextLength = 2000;
constexpr int kHistoryKept = 50;

void CheckSubject(const Goal& goal, base::Violations& violations) {
  violations.Require(!goal.outcome().empty(), "goal.outcome", "OUTCOME_MISSING", "say what will be different when it is reached");
  CheckText(goal.outcome(), "goal.outcome", {.maximum = kTextLength, .one_line = false}, violations);
  violations.Require(goal.outcome().empty() || !IsVague(goal.outcome()), "goal.outcome", "OUTCOME_VAGUE",
                     "wanting a mentor is not yet a goal: say what will be different when it is reached");
  CheckText(goal.skill(), "goal.skill", {.maximum = 80}, violations);
  violations.Require(!goal.skill().empty() || goal.guidance_kinds_size() > 0, "goal.skill", "SKILL_OR_GUIDANCE_MISSING",
                     "name the skill, or in goal.guidance_kinds the kind of help, that it takes");
  std::set<int> seen;
  for (int i = 0; i < goal.guidance_kinds_size(); ++i) {
    int kind = goal.guidance_kinds(i);
    violations.Require(kind != 0 && GuidanceKind_IsValid(kind), At("goal.guidance_kinds", i), "KIND_UNKNOWN",
                       "must be one of the values of the enumeration");
    violations.Require(seen.insert(kind).second, At("goal.guidance_kinds", i), "KIND_TWICE", "each comes once");
  }
  CheckRange(goal.baseline(), 0, 5, "goal.baseline", "LEVEL_OUT_OF_RANGE", violations);
  CheckRange(goal.target(), 0, 5, "goal.target", "LEVEL_OUT_OF_RANGE", violations);
  violations.Require(goal.target() == 0 || goal.target() > goal.baseline(), "goal.target", "LEVEL_NOT_ABOVE",
                     "must be above baseline: something is to be gained");
  violations.Require(goal.baseline() == 0 || goal.target() != 0, "goal.target", "LEVEL_MISSING", "a baseline needs a target");
}

void CheckDate(const Goal& goal, const GoalFacts& facts, base::Violations& violations) {
  bool known = goal.horizon() == Goal::SHORT || goal.horizon() == Goal::LONG;
  violations.Require(known, "goal.horizon", "HORIZON_MISSING", "choose SHORT or LONG");
  if (!goal.has_target_date()) {
    violations.Add("goal.target_date", "TARGET_DATE_MISSING", "say by which day it should be reached");
    return;
  }
  if (!IsDay(goal.target_date())) {
    violations.Add("goal.target_date", "DATE_INVALID", "must be a whole day of the calendar");
    return;
  }
  absl::CivilDay target = Day(goal.target_date());
  absl::CivilMonth month(facts.today);
  // The same day of a later month, or that month's last day where it has no such day.
  auto later = [&](int months) {
    absl::CivilDay last = absl::CivilDay(month + months + 1) - 1;
    return std::min(absl::CivilDay(month + months) + (facts.today.day() - 1), last);
  };
  if (goal.horizon() == Goal::SHORT) {
    violations.Require(target > facts.today && target <= later(facts.rules.short_goal_months()), "goal.target_date",
                       "TARGET_DATE_OUTSIDE_HORIZON",
                       absl::StrCat("a SHORT goal is due after today and within ", facts.rules.short_goal_months(), " months"));
  }
  if (goal.horizon() == Goal::LONG) {
    violations.Require(
        target >= later(12 * facts.rules.long_goal_min_years()) && target <= later(12 * facts.rules.long_goal_max_years()),
        "goal.target_date", "TARGET_DATE_OUTSIDE_HORIZON",
        absl::StrCat("a LONG goal is due in ", facts.rules.long_goal_min_years(), " to ", facts.rules.long_goal_max_years(), " years"));
  }
}

void CheckServes(const Goal& goal, std::string_view profile, const GoalFacts& facts, base::Violations& violations) {
  if (goal.serves().empty()) return;
  violations.Require(goal.horizon() != Goal::LONG, "goal.serves", "SERVES_NOT_SHORT", "only a SHORT goal serves another");
  if (!base::NameMatches(goal.serves(), "organizations/*/profiles/*/goals/*")) {
    violations.Add("goal.serves", "NAME_INVALID", "a name looks like organizations/*/profiles/*/goals/*");
  } else if (base::ParentOf(goal.serves()) != profile) {
    violations.Add("goal.serves", "SERVES_OTHER_PERSON", "a goal serves a goal of the same person");
  } else if (!facts.served) {
    violations.Add("goal.serves", "SERVES_UNKNOWN", "there is no such goal");
  } else {
    violations.Require(facts.served->horizon() == Goal::LONG, "goal.serves", "SERVES_NOT_LONG", "only a LONG goal is served by others");
  }
}

}  // namespace

const base::OutputOnly& GoalOutputOnly() {
  static const auto& fields =
      *new base::OutputOnly{"name", "etag", "create_time", "update_time", "profile", "progress", "state", "progress_history", "close_time"};
  return fields;
}

absl::CivilDay TodayOf(const Profile& profile, absl::Time now) {
  absl::StatusOr<absl::TimeZone> zone = base::Zone(profile.time_zone());
  return absl::ToCivilDay(now, zone.ok() ? *zone : absl::UTCTimeZone());
}

void Normalize(Goal& goal, const Resolve& resolve) {
  Trim(goal.mutable_outcome());
  Trim(goal.mutable_skill());
  if (!goal.skill().empty()) goal.set_skill(resolve(goal.skill()).skill);
}

void CheckGoal(const Goal& goal, const Goal* before, std::string_view profile, const GoalFacts& facts, base::Violations& violations) {
  CheckSubject(goal, violations);
  bool date_stays = before != nullptr && before->horizon() == goal.horizon() && goal.has_target_date() &&
                    before->target_date().SerializeAsString() == goal.target_date().SerializeAsString();
  if (!date_stays) CheckDate(goal, facts, violations);
  CheckServes(goal, profile, facts, violations);
}

std::vector<CheckGoalResponse::Finding> Advise(const Goal& goal, bool skill_known) {
  std::vector<CheckGoalResponse::Finding> advice;
  auto add = [&](std::string_view field, std::string_view reason, std::string_view message) {
    CheckGoalResponse::Finding& finding = advice.emplace_back();
    finding.set_field(std::string(field));
    finding.set_reason(std::string(reason));
    finding.set_message(std::string(message));
  };
  if (!goal.skill().empty() && !skill_known) {
    add("goal.skill", "SKILL_UNKNOWN", "the catalogue does not know this skill, so fewer mentors are found for it");
  }
  if (!goal.skill().empty() && goal.target() == 0) {
    add("goal.baseline", "NO_SELF_ASSESSMENT", "say where you stand (baseline) and where you want to be (target), 1 to 5");
  }
  if (goal.horizon() == Goal::SHORT && goal.serves().empty()) {
    add("goal.serves", "SERVES_NOTHING", "name the long goal that this one is a step towards, if there is one");
  }
  return advice;
}

Goal NewGoal(Goal wanted, std::string_view name) {
  base::ClearOutputOnly(GoalOutputOnly(), wanted);
  wanted.set_name(std::string(name));
  wanted.set_profile(std::string(base::ParentOf(name)));
  wanted.set_state(Goal::OPEN);
  return wanted;
}

absl::Status CheckOpen(const Goal& goal) {
  if (goal.state() == Goal::OPEN) return absl::OkStatus();
  return base::FailedPrecondition("GOAL_CLOSED", "the goal was reached or dropped: set a new one");
}

absl::StatusOr<GoalStep> Record(Goal goal, const RecordProgressRequest& request, absl::Time now) {
  base::Violations violations;
  CheckRange(request.progress(), 0, 100, "progress", "PROGRESS_OUT_OF_RANGE", violations);
  CheckText(request.note(), "note", {.maximum = kTextLength, .one_line = false}, violations);
  violations.Require(Goal::State_IsValid(request.state()), "state", "STATE_UNKNOWN", "must be one of the values of the enumeration");
  bool says_something =
      request.has_progress() || !request.note().empty() || request.state() == Goal::REACHED || request.state() == Goal::DROPPED;
  violations.Require(says_something, "progress", "PROGRESS_MISSING", "say how far it is, or what was done");
  violations.Require(request.state() != Goal::REACHED || !request.has_progress() || request.progress() == 100, "progress",
                     "PROGRESS_NOT_COMPLETE", "a goal that is reached is at 100");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(CheckOpen(goal));

  if (request.has_progress()) goal.set_progress(request.progress());
  bool complete = request.has_progress() && request.progress() == 100 && request.state() == Goal::STATE_UNSPECIFIED;
  Goal::State state = complete ? Goal::REACHED : request.state() == Goal::STATE_UNSPECIFIED ? Goal::OPEN : request.state();
  goal.set_state(state);
  if (state == Goal::REACHED) goal.set_progress(100);
  if (state != Goal::OPEN) *goal.mutable_close_time() = base::ToProto(now);
  Goal::Progress& step = *goal.add_progress_history();
  *step.mutable_time() = base::ToProto(now);
  step.set_progress(goal.progress());
  step.set_note(request.note());
  if (goal.progress_history_size() > kHistoryKept) {
    goal.mutable_progress_history()->DeleteSubrange(0, goal.progress_history_size() - kHistoryKept);
  }
  std::string_view event = state == Goal::REACHED ? "goal.reached" : state == Goal::DROPPED ? "goal.dropped" : "goal.progressed";
  return GoalStep{std::move(goal), event};
}

}  // namespace gilde::profile::domain
