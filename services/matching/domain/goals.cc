#include "services/matching/domain/goals.h"

#include <algorithm>
#include <utility>

#include "common/base/errors.h"

namespace gilde::matching::domain {

using gilde::matching::v1::GoalMark;
using gilde::matching::v1::Mentorship;
using gilde::profile::v1::Goal;

GoalMark MarkOf(const Goal& goal) {
  GoalMark mark;
  mark.set_goal(goal.name());
  mark.set_skill(goal.skill());
  mark.set_long_term(goal.horizon() == Goal::LONG);
  mark.set_state(goal.state() == Goal::REACHED ? GoalMark::REACHED : goal.state() == Goal::DROPPED ? GoalMark::DROPPED : GoalMark::OPEN);
  return mark;
}

bool GoalsDone(const Mentorship& mentorship) {
  const auto& goals = mentorship.goals();
  bool near = std::any_of(goals.begin(), goals.end(), [](const GoalMark& goal) { return !goal.long_term(); });
  bool reached = false;
  for (const GoalMark& goal : goals) {
    if (near && goal.long_term()) continue;
    if (goal.state() == GoalMark::OPEN) return false;
    reached |= goal.state() == GoalMark::REACHED;
  }
  return reached;
}

absl::StatusOr<Change> NoteGoal(Mentorship mentorship, const GoalMark& mark, absl::Time now) {
  bool done_before = GoalsDone(mentorship);
  GoalMark* known = nullptr;
  for (GoalMark& goal : *mentorship.mutable_goals()) {
    if (goal.goal() == mark.goal()) known = &goal;
  }
  bool reached = mark.state() == GoalMark::REACHED && (known == nullptr || known->state() != GoalMark::REACHED);
  *(known != nullptr ? known : mentorship.add_goals()) = mark;
  Course course(std::move(mentorship), Actor(), now);
  Mentorship& after = course.mentorship();
  if (reached) course.Enter("goal.reached", mark.goal(), People(after), "");
  if (after.state() == Mentorship::ACTIVE && !done_before && GoalsDone(after)) {
    after.set_wrap_up_cause(Mentorship::ALL_GOALS_DONE);
    GILDE_RETURN_IF_ERROR(course.Make(Move::kProposeWrapUp));
  }
  return course.Finish();
}

}  // namespace gilde::matching::domain
