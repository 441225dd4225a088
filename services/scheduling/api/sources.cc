#include "services/scheduling/api/sources.h"

#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"

namespace gilde::scheduling::api {
namespace {

constexpr absl::Duration kTimeout = absl::Seconds(10);
constexpr int kMaxPages = 10;

}  // namespace

absl::StatusOr<profile::v1::Profile> Sources::GetProfile(std::string_view name) const {
  profile::v1::GetProfileRequest request;
  request.set_name(std::string(name));
  return profile_->Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/GetProfile", request, kTimeout);
}

absl::StatusOr<std::vector<profile::v1::Profile>> Sources::GetProfiles(const std::vector<std::string>& names) const {
  std::vector<profile::v1::Profile> profiles;
  for (const std::string& name : names) {
    GILDE_ASSIGN_OR_RETURN(profile::v1::Profile profile, GetProfile(name));
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

absl::StatusOr<std::vector<profile::v1::Goal>> Sources::ListGoals(std::string_view profile) const {
  profile::v1::ListGoalsRequest request;
  request.set_parent(std::string(profile));
  GILDE_ASSIGN_OR_RETURN(auto page,
                         profile_->Call<profile::v1::ListGoalsResponse>("gilde.profile.v1.GoalService/ListGoals", request, kTimeout));
  return std::vector<profile::v1::Goal>(page.goals().begin(), page.goals().end());
}

absl::StatusOr<matching::v1::Mentorship> Sources::GetMentorship(std::string_view name) const {
  matching::v1::GetMentorshipRequest request;
  request.set_name(std::string(name));
  return matching_->Call<matching::v1::Mentorship>("gilde.matching.v1.MentorshipService/GetMentorship", request, kTimeout);
}

absl::StatusOr<matching::v1::ConversationRequest> Sources::GetConversationRequest(std::string_view name) const {
  matching::v1::GetConversationRequestRequest request;
  request.set_name(std::string(name));
  return matching_->Call<matching::v1::ConversationRequest>("gilde.matching.v1.ConversationService/GetConversationRequest", request,
                                                            kTimeout);
}

absl::StatusOr<std::vector<matching::v1::Advice>> Sources::ListAdvice(std::string_view mentorship) const {
  matching::v1::ListAdviceRequest request;
  request.set_parent(std::string(mentorship));
  request.set_page_size(100);
  std::vector<matching::v1::Advice> advice;
  for (int page = 0; page < kMaxPages; ++page) {
    GILDE_ASSIGN_OR_RETURN(auto answer, matching_->Call<matching::v1::ListAdviceResponse>("gilde.matching.v1.MentorshipService/ListAdvice",
                                                                                          request, kTimeout));
    advice.insert(advice.end(), answer.advice().begin(), answer.advice().end());
    if (answer.next_page_token().empty()) break;
    request.set_page_token(answer.next_page_token());
  }
  return advice;
}

}  // namespace gilde::scheduling::api
