#include "services/matching/domain/conversation.h"

#include <algorithm>
#include <utility>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::PastChoice;
using gilde::matching::v1::ProgramRules;
using gilde::matching::v1::ProposedSlot;

absl::Status NotOpen() { return base::FailedPrecondition("REQUEST_NOT_OPEN", "the request was answered, taken back or has expired"); }

// Place of the current mentor in the ranking: everybody before has become a past choice.
int Rank(const ConversationRequest& request) { return request.past_choices_size(); }

void Ask(ConversationRequest& request, int rank, const ProgramRules& rules, absl::Time now) {
  request.set_state(ConversationRequest::SENT);
  request.set_mentor(request.ranked_mentors(rank));
  if (rank > 0) request.set_opening(request.further_openings(rank - 1));
  request.set_work_reference(request.work_references(rank));
  *request.mutable_sent_time() = base::ToProto(now);
  request.clear_reminded_time();
  request.clear_remind_time();
  request.clear_next_choice_time();
  if (rank + 1 < request.ranked_mentors_size()) {
    *request.mutable_next_choice_time() = base::ToProto(now + Days(rules.request_next_choice_days()));
  } else {
    *request.mutable_remind_time() = base::ToProto(now + Days(rules.request_remind_days()));
  }
  *request.mutable_expire_time() = base::ToProto(now + Days(rules.request_expire_days()));
  SetDue(request);
}

void AddPast(ConversationRequest& request, std::string_view opening, PastChoice::Outcome outcome, std::string_view note, absl::Time now) {
  int rank = Rank(request);
  PastChoice& past = *request.add_past_choices();
  past.set_mentor(request.ranked_mentors(rank));
  past.set_opening(std::string(opening));
  past.set_outcome(outcome);
  past.set_note(std::string(note));
  *past.mutable_time() = base::ToProto(now);
}

// First rank from `from` on whose mentor can be asked, or the number of ranks.
int NextFree(const ConversationRequest& request, int from, CanAsk can_ask) {
  int rank = from;
  for (; rank < request.ranked_mentors_size(); ++rank) {
    if (can_ask(request.ranked_mentors(rank))) break;
  }
  return rank;
}

// Leaves the current mentor for the next who can be asked; false, with nothing changed, when there is none.
bool MoveOn(ConversationRequest& request, PastChoice::Outcome outcome, std::string_view note, const ProgramRules& rules, CanAsk can_ask,
            absl::Time now) {
  int next = NextFree(request, Rank(request) + 1, can_ask);
  if (next == request.ranked_mentors_size()) return false;
  AddPast(request, request.opening(), outcome, note, now);
  while (Rank(request) < next) AddPast(request, "", PastChoice::NOT_AVAILABLE, "", now);
  Ask(request, next, rules, now);
  return true;
}

RequestChange Closed(ConversationRequest request, ConversationRequest::State state, std::string_view event, absl::Time now) {
  request.set_state(state);
  request.clear_remind_time();
  request.clear_next_choice_time();
  request.clear_expire_time();
  *request.mutable_close_time() = base::ToProto(now);
  SetDue(request);
  return {std::move(request), std::string(event)};
}

constexpr std::string_view kNextChoice = "conversation_request.next_choice";

}  // namespace

void SetDue(ConversationRequest& request) {
  request.clear_due_time();
  if (request.state() != ConversationRequest::SENT) return;
  absl::Time due = base::FromProto(request.expire_time());
  if (request.has_remind_time() && !request.has_reminded_time()) due = std::min(due, base::FromProto(request.remind_time()));
  if (request.has_next_choice_time()) due = std::min(due, base::FromProto(request.next_choice_time()));
  *request.mutable_due_time() = base::ToProto(due);
}

absl::StatusOr<RequestChange> Send(ConversationRequest draft, const ProgramRules& rules, const ApproachFacts& facts, const Sent& sent,
                                   CanAsk can_ask, absl::Time now) {
  std::vector<std::string> further;
  draft.clear_work_references();
  draft.clear_past_choices();
  for (int i = 0; i < draft.ranked_mentors_size(); ++i) {
    const std::string& opening = OpeningFor(draft, i);
    if (i > 0) further.push_back(opening);
    auto mentor = facts.mentors.find(draft.ranked_mentors(i));
    draft.add_work_references(mentor == facts.mentors.end() ? "" : NamedBy(opening, mentor->second, facts));
  }
  draft.mutable_further_openings()->Assign(further.begin(), further.end());
  int rank = NextFree(draft, 0, can_ask);
  if (rank == draft.ranked_mentors_size()) {
    return base::FailedPrecondition("MENTOR_NOT_AVAILABLE", "none of the ranked mentors can be asked now; recommendations show who can");
  }
  draft.set_quality(QualityOf(draft, rank, facts, sent));
  while (Rank(draft) < rank) AddPast(draft, "", PastChoice::NOT_AVAILABLE, "", now);
  Ask(draft, rank, rules, now);
  return RequestChange{std::move(draft), "conversation_request.sent"};
}

absl::StatusOr<RequestChange> Accept(ConversationRequest request, const ProposedSlot* slot, std::string_view note,
                                     std::string_view mentorship, absl::Time now) {
  if (request.state() != ConversationRequest::SENT) return NotOpen();
  if (slot != nullptr) {
    auto same = [&](const ProposedSlot& proposed) {
      return base::FromProto(proposed.start_time()) == base::FromProto(slot->start_time()) &&
             base::FromProto(proposed.end_time()) == base::FromProto(slot->end_time());
    };
    if (std::none_of(request.proposed_slots().begin(), request.proposed_slots().end(), same)) {
      base::Violations violations;
      violations.Add("slot", "SLOT_UNKNOWN", "not one of the proposed slots");
      return violations.Check();
    }
    *request.mutable_accepted_slot() = *slot;
  }
  request.set_answer_note(std::string(note));
  request.set_mentorship(std::string(mentorship));
  request.set_accept_count(request.accept_count() + 1);
  return Closed(std::move(request), ConversationRequest::ACCEPTED, "conversation_request.accepted", now);
}

absl::StatusOr<RequestChange> Decline(ConversationRequest request, std::string_view note, const ProgramRules& rules, CanAsk can_ask,
                                      absl::Time now) {
  if (request.state() != ConversationRequest::SENT) return NotOpen();
  if (MoveOn(request, PastChoice::DECLINED, note, rules, can_ask, now)) return RequestChange{std::move(request), std::string(kNextChoice)};
  request.set_answer_note(std::string(note));
  return Closed(std::move(request), ConversationRequest::DECLINED, "conversation_request.declined", now);
}

absl::StatusOr<RequestChange> TakeBack(ConversationRequest request, const ProgramRules& rules, CanAsk can_ask, absl::Time now) {
  if (request.state() != ConversationRequest::ACCEPTED) {
    return base::FailedPrecondition("REQUEST_NOT_OPEN", "a mentor takes back a yes; before that they decline");
  }
  request.clear_mentorship();
  request.clear_accepted_slot();
  request.clear_answer_note();
  request.clear_close_time();
  bool time_left = std::any_of(request.proposed_slots().begin(), request.proposed_slots().end(),
                               [&](const ProposedSlot& slot) { return base::FromProto(slot.start_time()) > now; });
  if (time_left && MoveOn(request, PastChoice::WITHDREW, "", rules, can_ask, now))
    return RequestChange{std::move(request), std::string(kNextChoice)};
  return Closed(std::move(request), ConversationRequest::DECLINED, "conversation_request.declined", now);
}

absl::StatusOr<RequestChange> Withdraw(ConversationRequest request, absl::Time now) {
  if (request.state() != ConversationRequest::SENT) return NotOpen();
  return Closed(std::move(request), ConversationRequest::WITHDRAWN, "conversation_request.withdrawn", now);
}

absl::StatusOr<RequestChange> MentorGone(ConversationRequest request, const ProgramRules& rules, CanAsk can_ask, absl::Time now) {
  if (request.state() != ConversationRequest::SENT) return NotOpen();
  if (MoveOn(request, PastChoice::NOT_AVAILABLE, "", rules, can_ask, now))
    return RequestChange{std::move(request), std::string(kNextChoice)};
  return Close(std::move(request), now);
}

void Unrank(ConversationRequest& request, std::string_view mentor) {
  for (int rank = Rank(request) + 1; rank < request.ranked_mentors_size(); ++rank) {
    if (request.ranked_mentors(rank) != mentor) continue;
    request.mutable_ranked_mentors()->erase(request.ranked_mentors().begin() + rank);
    request.mutable_further_openings()->erase(request.further_openings().begin() + rank - 1);
    request.mutable_work_references()->erase(request.work_references().begin() + rank);
    return;
  }
}

absl::StatusOr<RequestChange> Close(ConversationRequest request, absl::Time now) {
  if (request.state() != ConversationRequest::SENT) return NotOpen();
  return Closed(std::move(request), ConversationRequest::EXPIRED, "conversation_request.expired", now);
}

absl::StatusOr<RequestChange> OnDue(ConversationRequest request, const ProgramRules& rules, CanAsk can_ask, absl::Time now) {
  if (request.state() != ConversationRequest::SENT) return NotOpen();
  bool expired = base::FromProto(request.expire_time()) <= now;
  bool impatient = request.has_next_choice_time() && base::FromProto(request.next_choice_time()) <= now;
  if ((expired || impatient) && MoveOn(request, PastChoice::NO_ANSWER, "", rules, can_ask, now)) {
    return RequestChange{std::move(request), std::string(kNextChoice)};
  }
  if (expired) return Close(std::move(request), now);
  // Nobody else is free: the mentor keeps the request and is reminded instead.
  request.clear_next_choice_time();
  *request.mutable_remind_time() = base::ToProto(now);
  *request.mutable_reminded_time() = base::ToProto(now);
  SetDue(request);
  return RequestChange{std::move(request), "conversation_request.reminded"};
}

}  // namespace gilde::matching::domain
