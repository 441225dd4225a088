// How a conversation request goes from mentor to mentor and is answered: pure moves over the message.
#pragma once

#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/approach.h"

namespace gilde::matching::domain {

// A request after a move, and the event that tells it.
struct RequestChange {
  gilde::matching::v1::ConversationRequest request;
  std::string event;
};

// Sets `due_time` to the earliest of the request's deadlines.
void SetDue(gilde::matching::v1::ConversationRequest& request);

// Whether a mentor (profile name) can be asked now.
using CanAsk = absl::FunctionRef<bool(const std::string& mentor)>;

// Sends a checked draft to the first ranked mentor who can be asked. FAILED_PRECONDITION / MENTOR_NOT_AVAILABLE when none can.
absl::StatusOr<RequestChange> Send(gilde::matching::v1::ConversationRequest draft, const gilde::matching::v1::ProgramRules& rules,
                                   const ApproachFacts& facts, const Sent& sent, CanAsk can_ask, absl::Time now);

// The moves of people. FAILED_PRECONDITION / REQUEST_NOT_OPEN unless SENT. Accept: INVALID_ARGUMENT / SLOT_UNKNOWN when `slot` is set
// and is not one of the proposed.
absl::StatusOr<RequestChange> Accept(gilde::matching::v1::ConversationRequest request, const gilde::matching::v1::ProposedSlot* slot,
                                     std::string_view note, std::string_view mentorship, absl::Time now);
absl::StatusOr<RequestChange> Decline(gilde::matching::v1::ConversationRequest request, std::string_view note,
                                      const gilde::matching::v1::ProgramRules& rules, CanAsk can_ask, absl::Time now);
// The mentor takes a yes back: the next choice while one of the times is still to come, else DECLINED. FAILED_PRECONDITION /
// REQUEST_NOT_OPEN unless ACCEPTED.
absl::StatusOr<RequestChange> TakeBack(gilde::matching::v1::ConversationRequest request, const gilde::matching::v1::ProgramRules& rules,
                                       CanAsk can_ask, absl::Time now);
absl::StatusOr<RequestChange> Withdraw(gilde::matching::v1::ConversationRequest request, absl::Time now);

// The mentor cannot answer any more (has left): the next choice, else EXPIRED.
absl::StatusOr<RequestChange> MentorGone(gilde::matching::v1::ConversationRequest request, const gilde::matching::v1::ProgramRules& rules,
                                         CanAsk can_ask, absl::Time now);
// Somebody behind in the ranking has left: they leave the list.
void Unrank(gilde::matching::v1::ConversationRequest& request, std::string_view mentor);
// The program has ended: EXPIRED.
absl::StatusOr<RequestChange> Close(gilde::matching::v1::ConversationRequest request, absl::Time now);

// What happens by itself when `request.due_time()` has come: the next choice, a reminder, or the end.
absl::StatusOr<RequestChange> OnDue(gilde::matching::v1::ConversationRequest request, const gilde::matching::v1::ProgramRules& rules,
                                    CanAsk can_ask, absl::Time now);

}  // namespace gilde::matching::domain
