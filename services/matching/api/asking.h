// Whether a mentor can be asked by a mentee now, from what a transaction sees and what is known of people.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/matching/domain/formation.h"
#include "services/matching/domain/projection.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {

inline const v1::Enrollment* OrNull(const std::optional<v1::Enrollment>& enrollment) { return enrollment ? &*enrollment : nullptr; }

// A domain::CanAsk that looks into the store and, unless `people` is null, at what profiles say now. All of them outlive it.
class Asking {
 public:
  static absl::StatusOr<Asking> Load(storage::Reader& reader, const domain::Projection* people, const v1::Program& program,
                                     const std::string& mentee) {
    Asking asking(reader, people, program, mentee);
    GILDE_ASSIGN_OR_RETURN(asking.mentorships_, store::MentorshipsOf(reader, mentee));
    GILDE_ASSIGN_OR_RETURN(asking.open_requests_, store::OpenRequestsOf(reader, mentee));
    return asking;
  }
  bool operator()(const std::string& mentor) const {
    auto enrollment = store::FindEnrollment(reader_, program_.name(), mentor);
    status_.Update(enrollment.status());
    bool free = enrollment.ok() &&
                domain::CanBeAsked(program_, OrNull(*enrollment), domain::PastWith(mentorships_, mentor), open_requests_, mentor);
    if (!free || people_ == nullptr) return free;
    absl::StatusOr<bool> askable = domain::Askable(*people_, mentee_, mentor, program_, reader_.call().now);
    status_.Update(askable.status());
    return askable.value_or(false);
  }
  // The first error met on the way.
  const absl::Status& status() const { return status_; }
  const std::vector<v1::Mentorship>& mentorships() const { return mentorships_; }
  const std::vector<v1::ConversationRequest>& open_requests() const { return open_requests_; }

 private:
  Asking(storage::Reader& reader, const domain::Projection* people, const v1::Program& program, const std::string& mentee)
      : reader_(reader), people_(people), program_(program), mentee_(mentee) {}
  storage::Reader& reader_;
  const domain::Projection* people_;
  const v1::Program& program_;
  std::string mentee_;
  std::vector<v1::Mentorship> mentorships_;
  std::vector<v1::ConversationRequest> open_requests_;
  mutable absl::Status status_;
};

}  // namespace gilde::matching::api
