// gilde.profile.v1.GoalService; see the proto for what each method answers and refuses.
#pragma once

#include "common/storage/store.h"
#include "gilde/profile/v1/goal.pb.h"
#include "services/profile/api/catalogues.h"
#include "services/profile/domain/goal.h"

namespace gilde::profile::api {

class GoalApi {
 public:
  GoalApi(storage::Store& store, Catalogues& catalogues) : store_(store), catalogues_(catalogues) {}
  absl::StatusOr<v1::Goal> CreateGoal(const base::Call& call, const v1::CreateGoalRequest& request);
  absl::StatusOr<v1::Goal> GetGoal(const base::Call& call, const v1::GetGoalRequest& request);
  absl::StatusOr<v1::Goal> UpdateGoal(const base::Call& call, const v1::UpdateGoalRequest& request);
  absl::StatusOr<v1::ListGoalsResponse> ListGoals(const base::Call& call, const v1::ListGoalsRequest& request);
  absl::StatusOr<v1::CheckGoalResponse> CheckGoal(const base::Call& call, const v1::CheckGoalRequest& request);
  absl::StatusOr<v1::Goal> RecordProgress(const base::Call& call, const v1::RecordProgressRequest& request);

 private:
  storage::Store& store_;
  Catalogues& catalogues_;
};

}  // namespace gilde::profile::api
