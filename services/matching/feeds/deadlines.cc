#include "services/matching/feeds/deadlines.h"

#include <utility>

#include "common/base/zones.h"
#include "common/feed/sweeper.h"
#include "services/matching/domain/deadlines.h"
#include "services/matching/domain/formation.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::feeds {

using v1::ConversationRequest;
using v1::Mentorship;
using v1::Program;

absl::Status MoveRequest(storage::Writer& writer, const domain::Projection& people, ConversationRequest request, RequestMove move) {
  const std::string mentee = request.mentee();
  GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(request.program()));
  GILDE_ASSIGN_OR_RETURN(auto mentorships, store::MentorshipsOf(writer, mentee));
  GILDE_ASSIGN_OR_RETURN(auto open, store::OpenRequestsOf(writer, mentee));
  absl::Status status;
  auto can_ask = [&](const std::string& mentor) {
    auto enrollment = store::FindEnrollment(writer, program.name(), mentor);
    status.Update(enrollment.status());
    bool free = enrollment.ok() &&
                domain::CanBeAsked(program, *enrollment ? &**enrollment : nullptr, domain::PastWith(mentorships, mentor), open, mentor);
    if (!free) return false;
    absl::StatusOr<bool> askable = domain::Askable(people, mentee, mentor, program, writer.call().now);
    status.Update(askable.status());
    return askable.value_or(false);
  };
  absl::StatusOr<domain::RequestChange> moved = move(std::move(request), program.rules(), can_ask);
  GILDE_RETURN_IF_ERROR(status);
  GILDE_RETURN_IF_ERROR(moved.status());
  return writer.Update(std::move(moved->request), moved->event).status();
}

std::unique_ptr<feed::Job> RequestSweeper(storage::Store& store, const domain::Projection& people) {
  auto due = [](const ConversationRequest& request) {
    return request.has_due_time() ? base::FromProto(request.due_time()) : absl::InfiniteFuture();
  };
  auto act = [&people](storage::Writer& writer, ConversationRequest request, absl::Time now) {
    return MoveRequest(writer, people, std::move(request),
                       [&](ConversationRequest open, const v1::ProgramRules& rules, domain::CanAsk can_ask) {
                         return domain::OnDue(std::move(open), rules, can_ask, now);
                       });
  };
  return std::make_unique<feed::Sweeper<ConversationRequest>>("matching.request_deadlines", store, due, act);
}

std::unique_ptr<feed::Job> MentorshipSweeper(storage::Store& store) {
  auto due = [](const Mentorship& mentorship) {
    return mentorship.has_due_time() ? base::FromProto(mentorship.due_time()) : absl::InfiniteFuture();
  };
  auto act = [](storage::Writer& writer, Mentorship mentorship, absl::Time now) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(domain::Change change, domain::OnDue(std::move(mentorship), now));
    return store::Save(writer, std::move(change)).status();
  };
  return std::make_unique<feed::Sweeper<Mentorship>>("matching.mentorship_deadlines", store, due, act);
}

}  // namespace gilde::matching::feeds
