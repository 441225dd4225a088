// What a mentorship knows of its mentees' goals.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

gilde::matching::v1::GoalMark MarkOf(const gilde::profile::v1::Goal& goal);

// Every goal that counts is reached or dropped, at least one reached. Goals of 3-5 years count only when there are no others.
bool GoalsDone(const gilde::matching::v1::Mentorship& mentorship);

// Takes in how a goal of a mentee stands now. When it completes the goals of an ACTIVE mentorship, proposes to wrap up.
absl::StatusOr<Change> NoteGoal(gilde::matching::v1::Mentorship mentorship, const gilde::matching::v1::GoalMark& mark, absl::Time now);

}  // namespace gilde::matching::domain
