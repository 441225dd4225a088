#include "services/matching/api/conversation_api.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/matching/api/asking.h"
#include "services/matching/api/checks.h"
#include "services/matching/domain/conversation.h"
#include "services/matching/domain/exchange.h"
#include "services/matching/domain/formation.h"
#include "services/matching/domain/parties.h"
#include "services/matching/domain/relationship.h"
#include "services/matching/store/mentorship_kinds.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {
namespace {

using v1::ConversationRequest;
using v1::Mentorship;
using v1::Program;

// A draft with what a caller may not set taken out, and its program.
absl::StatusOr<ConversationRequest> DraftOf(const base::Call& call, const std::string& parent, const ConversationRequest& sent) {
  GILDE_RETURN_IF_ERROR(CheckName(parent, kOrganization, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckActsFor(call, sent.mentee()));
  ConversationRequest draft;
  draft.set_program(sent.program().empty() ? parent + "/programs/informal" : sent.program());
  GILDE_RETURN_IF_ERROR(CheckName(draft.program(), kProgram, "conversation_request.program"));
  draft.set_mentee(sent.mentee());
  *draft.mutable_ranked_mentors() = sent.ranked_mentors();
  draft.set_subject(sent.subject());
  draft.set_opening(sent.opening());
  *draft.mutable_further_openings() = sent.further_openings();
  draft.set_introduction(sent.introduction());
  *draft.mutable_questions() = sent.questions();
  draft.set_minutes(sent.minutes());
  draft.set_window_days(sent.window_days());
  *draft.mutable_proposed_slots() = sent.proposed_slots();
  draft.set_prospect(sent.prospect());
  GILDE_RETURN_IF_ERROR(domain::CheckSizes(draft).Check());
  return draft;
}

// Why the mentee cannot send to the first ranked mentor, precisely where the mentee may know.
absl::Status CheckMayAsk(const Asking& asking, const ConversationRequest& draft, const v1::ProgramRules& rules) {
  if (static_cast<int>(asking.open_requests().size()) >= rules.open_requests_per_mentee()) {
    return base::FailedPrecondition("TOO_MANY_OPEN_REQUESTS",
                                    absl::StrCat("at most ", rules.open_requests_per_mentee(), " wait for an answer at once"));
  }
  if (draft.ranked_mentors_size() > 1) return absl::OkStatus();
  const std::string& mentor = draft.ranked_mentors(0);
  for (const ConversationRequest& open : asking.open_requests()) {
    if (open.mentor() == mentor) return base::FailedPrecondition("ALREADY_ASKED", "a request to this mentor waits for an answer");
  }
  return domain::CheckNotTogether(domain::PastWith(asking.mentorships(), mentor));
}

absl::StatusOr<ConversationRequest> LoadFor(storage::Writer& writer, const std::string& name, const std::string& etag, bool by_mentor) {
  GILDE_ASSIGN_OR_RETURN(ConversationRequest request, writer.Get<ConversationRequest>(name));
  GILDE_RETURN_IF_ERROR(domain::CheckActsFor(writer.call(), by_mentor ? request.mentor() : request.mentee()));
  GILDE_RETURN_IF_ERROR(storage::CheckEtag(request, etag));
  return request;
}

// The next mentor is nothing that the one who said no should learn.
ConversationRequest WithoutNext(ConversationRequest request, std::string_view said_no) {
  if (request.mentor() != said_no) request.clear_mentor();
  return request;
}

// The mentorship that acceptance begins, with its seats. Runs inside the transaction that accepts.
absl::Status Begin(storage::Writer& writer, const ConversationRequest& request, const std::vector<v1::GoalMark>& goals) {
  GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(request.program()));
  GILDE_RETURN_IF_ERROR(domain::CheckOpen(program));
  GILDE_ASSIGN_OR_RETURN(auto mentor, store::FindEnrollment(writer, program.name(), request.mentor()));
  GILDE_ASSIGN_OR_RETURN(auto mentee, store::FindEnrollment(writer, program.name(), request.mentee()));
  GILDE_RETURN_IF_ERROR(domain::CheckMentor(program, OrNull(mentor)));
  GILDE_RETURN_IF_ERROR(domain::CheckMentee(program, OrNull(mentee)));
  GILDE_RETURN_IF_ERROR(domain::CheckSeat(OrNull(mentor)));
  if (program.kind() == Program::PEER) GILDE_RETURN_IF_ERROR(domain::CheckSeat(OrNull(mentee)));
  GILDE_ASSIGN_OR_RETURN(auto mentorships, store::MentorshipsOf(writer, request.mentee()));
  domain::Past past = domain::PastWith(mentorships, request.mentor());
  GILDE_RETURN_IF_ERROR(domain::CheckNotTogether(past));
  if (past.never) return domain::NotAvailable();
  domain::Actor actor{domain::kPerson, request.mentor()};
  GILDE_ASSIGN_OR_RETURN(domain::Change change, domain::BeginFrom(request, request.mentorship(), program, goals, actor, writer.call().now));
  return store::Save(writer, std::move(change)).status();
}

// As one who said yes and takes it back: the mentorship ends, and the request moves on.
absl::StatusOr<ConversationRequest> TakeBack(storage::Writer& writer, const domain::Projection& people, ConversationRequest request) {
  absl::Time now = writer.call().now;
  std::string mentor = request.mentor();
  if (request.state() == ConversationRequest::ACCEPTED) {
    GILDE_ASSIGN_OR_RETURN(Mentorship begun, writer.Get<Mentorship>(request.mentorship()));
    GILDE_ASSIGN_OR_RETURN(domain::Change ended, domain::TakeBack(std::move(begun), {domain::kPerson, mentor}, now));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(ended)).status());
  }
  GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(request.program()));
  GILDE_ASSIGN_OR_RETURN(Asking asking, Asking::Load(writer, &people, program, request.mentee()));
  GILDE_ASSIGN_OR_RETURN(auto mentee, store::FindEnrollment(writer, program.name(), request.mentee()));
  bool goes_on = domain::CheckOpen(program).ok() && domain::CheckMentee(program, OrNull(mentee)).ok();
  auto can_ask = [&](const std::string& other) { return goes_on && asking(other); };
  absl::StatusOr<domain::RequestChange> moved = domain::TakeBack(std::move(request), program.rules(), can_ask, now);
  GILDE_RETURN_IF_ERROR(asking.status());
  GILDE_RETURN_IF_ERROR(moved.status());
  GILDE_ASSIGN_OR_RETURN(ConversationRequest after, writer.Update(std::move(moved->request), moved->event));
  return WithoutNext(std::move(after), mentor);
}

}  // namespace

absl::StatusOr<v1::CheckConversationRequestResponse> ConversationApi::CheckConversationRequest(
    const base::Call& call, const v1::CheckConversationRequestRequest& request) {
  GILDE_ASSIGN_OR_RETURN(ConversationRequest draft, DraftOf(call, request.parent(), request.conversation_request()));
  GILDE_ASSIGN_OR_RETURN(Program program, store_.Get<Program>(call, draft.program()));
  GILDE_ASSIGN_OR_RETURN(domain::ApproachFacts facts, people_.FactsFor(draft, program, call.now));
  v1::CheckConversationRequestResponse response;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(auto earlier, store::RequestsOf(reader, draft.mentee()));
    domain::Language language = domain::LanguageOf(request.locale());
    domain::Sent sent = domain::SentOpenings(earlier);
    auto findings = domain::CheckApproach(draft, program.rules(), facts, sent, call.now, language);
    auto hints = domain::HintsFor(draft, facts, sent, language);
    response.mutable_findings()->Assign(findings.begin(), findings.end());
    response.mutable_hints()->Assign(hints.begin(), hints.end());
    response.set_quality(domain::QualityOf(draft, 0, facts, sent));
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<ConversationRequest> ConversationApi::CreateConversationRequest(const base::Call& call,
                                                                               const v1::CreateConversationRequestRequest& request) {
  GILDE_ASSIGN_OR_RETURN(ConversationRequest draft, DraftOf(call, request.parent(), request.conversation_request()));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.conversation_request_id(), "conversation_request_id", call.now));
  draft.set_name(request.parent() + "/conversationRequests/" + id);
  GILDE_ASSIGN_OR_RETURN(Program current, store_.Get<Program>(call, draft.program()));
  GILDE_ASSIGN_OR_RETURN(domain::ApproachFacts facts, people_.FactsFor(draft, current, call.now));
  auto created = store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<ConversationRequest> {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(draft.program()));
    GILDE_ASSIGN_OR_RETURN(auto earlier, store::RequestsOf(writer, draft.mentee()));
    domain::Sent openings = domain::SentOpenings(earlier);
    auto findings = domain::CheckApproach(draft, program.rules(), facts, openings, call.now);
    GILDE_RETURN_IF_ERROR(domain::ToViolations(findings).Check());
    GILDE_RETURN_IF_ERROR(domain::CheckOpen(program));
    if (program.kind() == Program::GROUP) {
      return base::FailedPrecondition("PROGRAM_TAKES_NO_REQUESTS", "groups are put together by an administrator");
    }
    GILDE_ASSIGN_OR_RETURN(auto enrollment, store::FindEnrollment(writer, program.name(), draft.mentee()));
    GILDE_RETURN_IF_ERROR(domain::CheckMentee(program, OrNull(enrollment)));
    GILDE_ASSIGN_OR_RETURN(Asking asking, Asking::Load(writer, /*people=*/nullptr, program, draft.mentee()));
    GILDE_RETURN_IF_ERROR(CheckMayAsk(asking, draft, program.rules()));
    absl::StatusOr<domain::RequestChange> sent = domain::Send(draft, program.rules(), facts, openings, asking, call.now);
    GILDE_RETURN_IF_ERROR(asking.status());
    GILDE_RETURN_IF_ERROR(sent.status());
    if (enrollment && enrollment->served()) {
      enrollment->set_served(false);
      GILDE_RETURN_IF_ERROR(writer.Update(*std::move(enrollment), "enrollment.seat_changed").status());
    }
    return writer.Create(std::move(sent->request), sent->event);
  });
  // The shortlist is another service's; a request that was sent stays sent when it cannot be told now.
  if (created.ok() && !created->prospect().empty()) people_.NoteAsked(created->prospect(), created->name()).IgnoreError();
  return created;
}

absl::StatusOr<ConversationRequest> ConversationApi::GetConversationRequest(const base::Call& call,
                                                                            const v1::GetConversationRequestRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kRequest, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  GILDE_ASSIGN_OR_RETURN(ConversationRequest found, store_.Get<ConversationRequest>(call, request.name()));
  if (domain::Administers(call) || call.ActsFor(found.mentor())) return found;
  GILDE_RETURN_IF_ERROR(domain::CheckActsFor(call, found.mentee()));
  return found;
}

absl::StatusOr<v1::ListConversationRequestsResponse> ConversationApi::ListConversationRequests(
    const base::Call& call, const v1::ListConversationRequestsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kOrganization, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  int filters = !request.mentee().empty() + !request.mentor().empty() + !request.program().empty();
  base::Violations violations;
  violations.Require(filters <= 1, "mentee", "FILTER_INVALID", "at most one of mentee, mentor and program");
  CheckState(ConversationRequest::State_IsValid(request.state()), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  storage::Query query{.parent = request.parent()};
  auto by = [&](std::string_view key, std::string_view value) { query.key = key, query.value = value; };
  if (!request.mentee().empty()) by("mentee", request.mentee());
  if (!request.mentor().empty()) by("mentor", request.mentor());
  if (!request.program().empty()) by("program", request.program());
  if (!domain::Administers(call)) {
    if (filters == 0) by("person", call.acting_person);
    GILDE_RETURN_IF_ERROR(domain::CheckActsFor(call, query.value));
  }
  if (request.state() != ConversationRequest::STATE_UNSPECIFIED) {
    if (query.key.empty()) by("organization", request.parent());
    query.key += "_state";
    query.value = store::WithState(query.value, request.state());
  }
  v1::ListConversationRequestsResponse response;
  std::vector<ConversationRequest> page;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 50, 500, page, *response.mutable_next_page_token()));
  response.mutable_conversation_requests()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<ConversationRequest> ConversationApi::AcceptConversationRequest(const base::Call& call,
                                                                               const v1::AcceptConversationRequestRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kRequest, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckWords("note", request.note(), false).Check());
  GILDE_ASSIGN_OR_RETURN(ConversationRequest waiting, store_.Get<ConversationRequest>(call, request.name()));
  GILDE_RETURN_IF_ERROR(domain::CheckActsFor(call, waiting.mentor()));
  GILDE_ASSIGN_OR_RETURN(Program program, store_.Get<Program>(call, waiting.program()));
  std::vector<std::string> learners = {waiting.mentee()};
  if (program.kind() == Program::PEER) learners.push_back(waiting.mentor());
  GILDE_ASSIGN_OR_RETURN(auto goals, people_.GoalsOf(learners));
  GILDE_ASSIGN_OR_RETURN(bool may_begin, people_.MayBegin(waiting, program));
  std::string mentorship = absl::StrCat(base::OrganizationName(request.name()), "/mentorships/", base::NewId(call.now));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<ConversationRequest> {
    GILDE_ASSIGN_OR_RETURN(ConversationRequest open, LoadFor(writer, request.name(), request.etag(), /*by_mentor=*/true));
    GILDE_ASSIGN_OR_RETURN(domain::RequestChange accepted, domain::Accept(std::move(open), request.has_slot() ? &request.slot() : nullptr,
                                                                          request.note(), mentorship, call.now));
    if (!may_begin) return domain::NotAvailable();
    GILDE_RETURN_IF_ERROR(Begin(writer, accepted.request, goals));
    return writer.Update(std::move(accepted.request), accepted.event);
  });
}

absl::StatusOr<ConversationRequest> ConversationApi::DeclineConversationRequest(const base::Call& call,
                                                                                const v1::DeclineConversationRequestRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kRequest, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckWords("note", request.note(), false).Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<ConversationRequest> {
    GILDE_ASSIGN_OR_RETURN(ConversationRequest open, LoadFor(writer, request.name(), request.etag(), /*by_mentor=*/true));
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(open.program()));
    GILDE_ASSIGN_OR_RETURN(Asking asking, Asking::Load(writer, &projection_, program, open.mentee()));
    std::string declined_by = open.mentor();
    absl::StatusOr<domain::RequestChange> declined = domain::Decline(std::move(open), request.note(), program.rules(), asking, call.now);
    GILDE_RETURN_IF_ERROR(asking.status());
    GILDE_RETURN_IF_ERROR(declined.status());
    GILDE_ASSIGN_OR_RETURN(ConversationRequest after, writer.Update(std::move(declined->request), declined->event));
    return WithoutNext(std::move(after), declined_by);
  });
}

absl::StatusOr<ConversationRequest> ConversationApi::WithdrawConversationRequest(const base::Call& call,
                                                                                 const v1::WithdrawConversationRequestRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kRequest, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<ConversationRequest> {
    GILDE_ASSIGN_OR_RETURN(ConversationRequest found, writer.Get<ConversationRequest>(request.name()));
    bool by_mentor = call.ActsFor(found.mentor());
    if (!by_mentor) GILDE_RETURN_IF_ERROR(domain::CheckActsFor(call, found.mentee()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(found, request.etag()));
    if (by_mentor) return TakeBack(writer, projection_, std::move(found));
    GILDE_ASSIGN_OR_RETURN(domain::RequestChange withdrawn, domain::Withdraw(std::move(found), call.now));
    return writer.Update(std::move(withdrawn.request), withdrawn.event);
  });
}

}  // namespace gilde::matching::api
