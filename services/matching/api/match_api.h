// Recommending and explaining matches over gRPC.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/api/rosters.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::api {

class MatchApi {
 public:
  MatchApi(storage::Store& store, const domain::Projection& projection, Rosters& rosters)
      : store_(store), projection_(projection), rosters_(rosters) {}
  absl::StatusOr<v1::RecommendMentorsResponse> RecommendMentors(const base::Call& call, const v1::RecommendMentorsRequest& request);
  absl::StatusOr<v1::RecommendMenteesResponse> RecommendMentees(const base::Call& call, const v1::RecommendMenteesRequest& request);
  absl::StatusOr<v1::SimulateMatchPolicyResponse> SimulateMatchPolicy(const base::Call& call,
                                                                      const v1::SimulateMatchPolicyRequest& request);
  absl::StatusOr<v1::ExplainMatchResponse> ExplainMatch(const base::Call& call, const v1::ExplainMatchRequest& request);

  // Mentors for a mentee who needs this persona instead, none of `excluded`: the rematch.
  absl::StatusOr<std::vector<v1::Recommendation>> Rematch(const base::Call& call, const std::string& program, const std::string& mentee,
                                                          const gilde::profile::v1::MentorPersona& persona,
                                                          const std::vector<std::string>& excluded);

 private:
  storage::Store& store_;
  const domain::Projection& projection_;
  Rosters& rosters_;
};

}  // namespace gilde::matching::api
