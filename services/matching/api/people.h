// What the relationship methods ask of the profile service, before they write.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/client.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/domain/approach.h"

namespace gilde::matching::api {

// Thread-safe. Errors of the profile service pass through, so that its being away is UNAVAILABLE here too.
class People {
 public:
  explicit People(std::shared_ptr<rpc::Client> profile) : profile_(std::move(profile)) {}

  // What the rules of an approach ask about a draft: its mentors, and the skills that its openings speak of.
  absl::StatusOr<domain::ApproachFacts> FactsFor(const v1::ConversationRequest& draft, const v1::Program& program, absl::Time now) const;
  // Goals of these people, as mentorships keep them.
  absl::StatusOr<std::vector<v1::GoalMark>> GoalsOf(const std::vector<std::string>& people) const;
  // Whether each has an active profile: INVALID_ARGUMENT / PERSON_INVALID naming those who have not.
  absl::Status CheckActive(const std::string& field, const google::protobuf::RepeatedPtrField<std::string>& people) const;
  absl::Status CheckActive(const std::string& field, const std::string& person) const;
  // Whether the two may come together by their profiles; where the junior mentors the senior, also whether the mentor offers to and stands
  // below the mentee: FAILED_PRECONDITION / MENTOR_NOT_AVAILABLE.
  absl::Status CheckFits(const v1::Mentorship& draft, const v1::Program& program, absl::Time now) const;
  // Whether an open request may still become a mentorship by the profiles of the two as they are now.
  absl::StatusOr<bool> MayBegin(const v1::ConversationRequest& request, const v1::Program& program) const;
  // Makes this the mentor persona of a mentee, once for a request id.
  absl::Status SetPersona(const std::string& mentee, const gilde::profile::v1::MentorPersona& persona, const std::string& request_id) const;
  // Notes at the mentee's prospect that this request grew from it.
  absl::Status NoteAsked(const std::string& prospect, const std::string& request) const;
  // A profile; a default one, without a name, when it is not there.
  absl::StatusOr<gilde::profile::v1::Profile> Find(const std::string& name) const;

 private:
  absl::Status AddSkills(const std::string& organization, const std::string& text, domain::ApproachFacts& facts) const;
  // Whom the draft's prospect is about.
  absl::StatusOr<std::string> CandidateOf(const v1::ConversationRequest& draft) const;

  std::shared_ptr<rpc::Client> profile_;
};

}  // namespace gilde::matching::api
