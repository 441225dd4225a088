// gilde.profile.v1.SkillService; see the proto for what each method answers and refuses.
#pragma once

#include "common/storage/store.h"
#include "gilde/profile/v1/skill.pb.h"
#include "services/profile/api/catalogues.h"

namespace gilde::profile::api {

class SkillApi {
 public:
  SkillApi(storage::Store& store, Catalogues& catalogues) : store_(store), catalogues_(catalogues) {}
  absl::StatusOr<v1::ResolveSkillsResponse> ResolveSkills(const base::Call& call, const v1::ResolveSkillsRequest& request);
  absl::StatusOr<v1::ListSkillsResponse> ListSkills(const base::Call& call, const v1::ListSkillsRequest& request);
  absl::StatusOr<v1::ImportSkillsResponse> ImportSkills(const base::Call& call, const v1::ImportSkillsRequest& request);

 private:
  storage::Store& store_;
  Catalogues& catalogues_;
};

}  // namespace gilde::profile::api
