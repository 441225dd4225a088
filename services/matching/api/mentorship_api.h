// The life of mentorships in gilde.matching.v1.MentorshipService; see the proto for what each method answers and refuses.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/store.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/api/people.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::api {

// Mentors for a mentee of a program who fit this persona, best first, without the excluded people. Memory only.
using Rematch = std::function<absl::StatusOr<std::vector<v1::Recommendation>>(
    const base::Call&, const std::string& program, const std::string& mentee, const gilde::profile::v1::MentorPersona& persona,
    const std::vector<std::string>& excluded)>;

class MentorshipApi {
 public:
  // `rematch` may be empty: then nobody is recommended.
  MentorshipApi(storage::Store& store, const People& people, Rematch rematch)
      : store_(store), people_(people), rematch_(std::move(rematch)) {}
  absl::StatusOr<v1::Mentorship> CreateMentorship(const base::Call& call, const v1::CreateMentorshipRequest& request);
  absl::StatusOr<v1::Mentorship> AcceptMentorship(const base::Call& call, const v1::AcceptMentorshipRequest& request);
  absl::StatusOr<v1::Mentorship> GetMentorship(const base::Call& call, const v1::GetMentorshipRequest& request);
  absl::StatusOr<v1::ListMentorshipsResponse> ListMentorships(const base::Call& call, const v1::ListMentorshipsRequest& request);
  absl::StatusOr<v1::Mentorship> ConcludeIntro(const base::Call& call, const v1::ConcludeIntroRequest& request);
  absl::StatusOr<v1::Mentorship> PauseMentorship(const base::Call& call, const v1::PauseMentorshipRequest& request);
  absl::StatusOr<v1::Mentorship> ResumeMentorship(const base::Call& call, const v1::ResumeMentorshipRequest& request);
  absl::StatusOr<v1::Mentorship> ProposeWrapUp(const base::Call& call, const v1::ProposeWrapUpRequest& request);
  absl::StatusOr<v1::Mentorship> AnswerWrapUp(const base::Call& call, const v1::AnswerWrapUpRequest& request);
  absl::StatusOr<v1::EndMentorshipResponse> EndMentorship(const base::Call& call, const v1::EndMentorshipRequest& request);
  absl::StatusOr<v1::Mentorship> StartContact(const base::Call& call, const v1::StartContactRequest& request);
  absl::StatusOr<v1::Mentorship> StopContact(const base::Call& call, const v1::StopContactRequest& request);
  absl::StatusOr<v1::BreakGlassResponse> BreakGlass(const base::Call& call, const v1::BreakGlassRequest& request);
  absl::StatusOr<v1::GetTimelineResponse> GetTimeline(const base::Call& call, const v1::GetTimelineRequest& request);

 private:
  using Step = std::function<absl::StatusOr<domain::Change>(v1::Mentorship, const domain::Actor&)>;
  // Loads, checks party and etag, takes the step and saves, in one transaction.
  absl::StatusOr<v1::Mentorship> Take(const base::Call& call, const std::string& name, const std::string& etag, const Step& step);

  storage::Store& store_;
  const People& people_;
  Rematch rematch_;
};

}  // namespace gilde::matching::api
