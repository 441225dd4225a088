// What grows in a mentorship, in gilde.matching.v1.MentorshipService: introductions, advocacy, stretch assignments, wins, stories,
// reflections.
#pragma once

#include "common/storage/store.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "services/matching/api/people.h"

namespace gilde::matching::api {

class GrowthApi {
 public:
  // `people` must outlive this.
  GrowthApi(storage::Store& store, const People& people) : store_(store), people_(people) {}
  absl::StatusOr<v1::Introduction> OfferIntroduction(const base::Call& call, const v1::OfferIntroductionRequest& request);
  absl::StatusOr<v1::Introduction> GetIntroduction(const base::Call& call, const v1::GetIntroductionRequest& request);
  absl::StatusOr<v1::ListIntroductionsResponse> ListIntroductions(const base::Call& call, const v1::ListIntroductionsRequest& request);
  absl::StatusOr<v1::Introduction> AnswerIntroduction(const base::Call& call, const v1::AnswerIntroductionRequest& request);
  absl::StatusOr<v1::Introduction> CompleteIntroduction(const base::Call& call, const v1::CompleteIntroductionRequest& request);
  absl::StatusOr<v1::Advocacy> OfferAdvocacy(const base::Call& call, const v1::OfferAdvocacyRequest& request);
  absl::StatusOr<v1::ListAdvocaciesResponse> ListAdvocacies(const base::Call& call, const v1::ListAdvocaciesRequest& request);
  absl::StatusOr<v1::Advocacy> AnswerAdvocacy(const base::Call& call, const v1::AnswerAdvocacyRequest& request);
  absl::StatusOr<v1::Advocacy> CompleteAdvocacy(const base::Call& call, const v1::CompleteAdvocacyRequest& request);
  absl::StatusOr<v1::StretchAssignment> CreateStretchAssignment(const base::Call& call, const v1::CreateStretchAssignmentRequest& request);
  absl::StatusOr<v1::ListStretchAssignmentsResponse> ListStretchAssignments(const base::Call& call,
                                                                            const v1::ListStretchAssignmentsRequest& request);
  absl::StatusOr<v1::StretchAssignment> DebriefStretchAssignment(const base::Call& call,
                                                                 const v1::DebriefStretchAssignmentRequest& request);
  absl::StatusOr<v1::Win> CreateWin(const base::Call& call, const v1::CreateWinRequest& request);
  absl::StatusOr<v1::ListWinsResponse> ListWins(const base::Call& call, const v1::ListWinsRequest& request);
  absl::StatusOr<v1::Story> CreateStory(const base::Call& call, const v1::CreateStoryRequest& request);
  absl::StatusOr<v1::ListStoriesResponse> ListStories(const base::Call& call, const v1::ListStoriesRequest& request);
  absl::StatusOr<v1::Understanding> CreateUnderstanding(const base::Call& call, const v1::CreateUnderstandingRequest& request);
  absl::StatusOr<v1::Understanding> AnswerUnderstanding(const base::Call& call, const v1::AnswerUnderstandingRequest& request);
  absl::StatusOr<v1::ListUnderstandingsResponse> ListUnderstandings(const base::Call& call, const v1::ListUnderstandingsRequest& request);
  absl::StatusOr<v1::GoalResource> ShareResource(const base::Call& call, const v1::ShareResourceRequest& request);
  absl::StatusOr<v1::ListResourcesResponse> ListResources(const base::Call& call, const v1::ListResourcesRequest& request);
  absl::StatusOr<v1::Reflection> CreateReflection(const base::Call& call, const v1::CreateReflectionRequest& request);
  absl::StatusOr<v1::ListReflectionsResponse> ListReflections(const base::Call& call, const v1::ListReflectionsRequest& request);

 private:
  storage::Store& store_;
  const People& people_;
};

}  // namespace gilde::matching::api
