#include "services/scheduling/api/meeting_api.h"

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "services/scheduling/api/callers.h"
#include "services/scheduling/api/catch_up.h"
#include "services/scheduling/domain/brief.h"
#include "services/scheduling/domain/invitation.h"
#include "services/scheduling/domain/preparation.h"
#include "services/scheduling/domain/rules.h"
#include "services/scheduling/store/kinds.h"

namespace gilde::scheduling::api {
namespace {

constexpr const char* kMeetings = "organizations/*/meetings/*";

// Whose goals a meeting is about: the mentees', or everybody's among peers.
std::vector<std::string> GoalOwners(const v1::Meeting& meeting, const matching::v1::Mentorship& mentorship) {
  std::vector<std::string> owners;
  for (const std::string& person : meeting.participants()) {
    bool mentee = std::find(mentorship.mentees().begin(), mentorship.mentees().end(), person) != mentorship.mentees().end();
    if (mentee || mentorship.kind() == matching::v1::Program::PEER) owners.push_back(person);
  }
  return owners;
}

}  // namespace

absl::StatusOr<v1::Meeting> MeetingApi::Own(const base::Call& call, const std::string& name, const char* field) {
  GILDE_RETURN_IF_ERROR(RequireName(field, name, kMeetings));
  GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, store_.Get<v1::Meeting>(call, name));
  GILDE_RETURN_IF_ERROR(RequireParty(call, meeting.participants()));
  return meeting;
}

absl::StatusOr<v1::Meeting> MeetingApi::Act(const base::Call& call, const std::string& name, const std::string& etag,
                                            absl::FunctionRef<absl::StatusOr<domain::Change>(v1::Meeting)> move) {
  if (call.acting_person.empty()) return base::PermissionDenied("ACTING_PERSON_REQUIRED", "say for whom the call is made");
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Meeting> {
    GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, writer.Get<v1::Meeting>(name));
    GILDE_RETURN_IF_ERROR(RequireParty(call, meeting.participants()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(meeting, etag));
    GILDE_ASSIGN_OR_RETURN(meeting, CatchUp(writer, std::move(meeting)));
    GILDE_ASSIGN_OR_RETURN(domain::Change change, move(std::move(meeting)));
    GILDE_ASSIGN_OR_RETURN(meeting, writer.Update(std::move(change.meeting), change.event));
    return CatchUp(writer, std::move(meeting));
  });
}

absl::StatusOr<v1::Meeting> MeetingApi::GetMeeting(const base::Call& call, const v1::GetMeetingRequest& request) {
  GILDE_RETURN_IF_ERROR(RequireName("name", request.name(), kMeetings));
  GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, store_.Get<v1::Meeting>(call, request.name()));
  GILDE_RETURN_IF_ERROR(RequirePartyOrAdministrator(call, meeting.participants()));
  return meeting;
}

absl::StatusOr<v1::ListMeetingsResponse> MeetingApi::ListMeetings(const base::Call& call, const v1::ListMeetingsRequest& request) {
  GILDE_RETURN_IF_ERROR(RequireName("parent", request.parent(), "organizations/*"));
  base::Violations violations;
  violations.Require(v1::Meeting::State_IsValid(request.state()), "state", "STATE_INVALID", "one of the states, or unset");
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::string person = request.participant();
  if (!IsAdministrator(call)) {
    if (person.empty()) person = call.acting_person;
    GILDE_RETURN_IF_ERROR(RequireParty(call, std::vector<std::string>{person}));
  }
  std::string_view organization = base::OrganizationOf(request.parent());
  storage::Query query = store::MeetingQuery(organization, person, request.mentorship(), request.state());
  if (person.empty() && request.mentorship().empty() && request.state() == v1::Meeting::STATE_UNSPECIFIED) {
    query.key.clear();
    query.value.clear();
  }
  std::vector<v1::Meeting> page;
  v1::ListMeetingsResponse response;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 50, 500, page, *response.mutable_next_page_token()));
  for (v1::Meeting& meeting : page) *response.add_meetings() = std::move(meeting);
  return response;
}

absl::StatusOr<v1::Meeting> MeetingApi::ConfirmAttendance(const base::Call& call, const v1::ConfirmAttendanceRequest& request) {
  GILDE_RETURN_IF_ERROR(RequireName("name", request.name(), kMeetings));
  base::Violations violations;
  bool answered = request.answer() == v1::Attendance::HELD || request.answer() == v1::Attendance::NOT_HELD;
  violations.Require(answered, "answer", "ANSWER_MISSING", "HELD or NOT_HELD");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return Act(call, request.name(), request.etag(),
             [&](v1::Meeting meeting) { return domain::Confirm(std::move(meeting), call.acting_person, request.answer(), call.now); });
}

absl::StatusOr<v1::Meeting> MeetingApi::SetAgenda(const base::Call& call, const v1::SetAgendaRequest& request) {
  GILDE_RETURN_IF_ERROR(domain::CheckAgenda(request.agenda()));
  GILDE_ASSIGN_OR_RETURN(v1::Meeting known, Own(call, request.name()));
  GILDE_ASSIGN_OR_RETURN(std::vector<matching::v1::Advice> advice, sources_.ListAdvice(known.mentorship()));
  std::vector<v1::AdviceLine> open = domain::OpenAdvice(advice);
  return Act(call, request.name(), request.etag(), [&](v1::Meeting meeting) {
    return domain::SetAgenda(std::move(meeting), request.agenda(), call.acting_person, open, call.now);
  });
}

absl::StatusOr<v1::Meeting> MeetingApi::PrepareQuestions(const base::Call& call, const v1::PrepareQuestionsRequest& request) {
  GILDE_ASSIGN_OR_RETURN(v1::Meeting known, Own(call, request.name()));
  GILDE_ASSIGN_OR_RETURN(matching::v1::Mentorship mentorship, sources_.GetMentorship(known.mentorship()));
  GILDE_RETURN_IF_ERROR(domain::CheckQuestions(request, domain::RulesOf(mentorship)));
  return Act(call, request.name(), request.etag(),
             [&](v1::Meeting meeting) { return domain::Prepare(std::move(meeting), request, call.acting_person); });
}

absl::StatusOr<v1::MeetingBrief> MeetingApi::GetMeetingBrief(const base::Call& call, const v1::GetMeetingBriefRequest& request) {
  base::Violations violations;
  violations.Require(request.locale().empty() || base::IsLanguageTag(request.locale()), "locale", "LOCALE_INVALID", "a BCP 47 tag");
  GILDE_RETURN_IF_ERROR(violations.Check());
  domain::BriefSources brief;
  GILDE_ASSIGN_OR_RETURN(brief.meeting, Own(call, request.name()));
  GILDE_ASSIGN_OR_RETURN(brief.mentorship, sources_.GetMentorship(brief.meeting.mentorship()));
  GILDE_ASSIGN_OR_RETURN(brief.advice, sources_.ListAdvice(brief.meeting.mentorship()));
  GILDE_ASSIGN_OR_RETURN(brief.profiles, sources_.GetProfiles({brief.meeting.participants().begin(), brief.meeting.participants().end()}));
  if (!brief.mentorship.conversation_request().empty()) {
    GILDE_ASSIGN_OR_RETURN(brief.approach, sources_.GetConversationRequest(brief.mentorship.conversation_request()));
  }
  for (const std::string& owner : GoalOwners(brief.meeting, brief.mentorship)) {
    GILDE_ASSIGN_OR_RETURN(std::vector<profile::v1::Goal> goals, sources_.ListGoals(owner));
    brief.goals.insert(brief.goals.end(), goals.begin(), goals.end());
  }
  return domain::MakeBrief(brief, call.acting_person, request.locale());
}

absl::StatusOr<v1::Meeting> MeetingApi::SubmitFollowUp(const base::Call& call, const v1::SubmitFollowUpRequest& request) {
  GILDE_ASSIGN_OR_RETURN(v1::Meeting known, Own(call, request.name()));
  GILDE_ASSIGN_OR_RETURN(matching::v1::Mentorship mentorship, sources_.GetMentorship(known.mentorship()));
  GILDE_RETURN_IF_ERROR(domain::CheckFollowUp(request.follow_up(), domain::RulesOf(mentorship)));
  return Act(call, request.name(), request.etag(),
             [&](v1::Meeting meeting) { return domain::FollowUp(std::move(meeting), request.follow_up(), call.acting_person, call.now); });
}

absl::StatusOr<v1::Note> MeetingApi::CreateNote(const base::Call& call, const v1::CreateNoteRequest& request) {
  base::Violations violations = domain::CheckNote(request.note());
  violations.Require(base::NameMatches(request.parent(), kMeetings), "parent", "NAME_INVALID", "looks like organizations/*/meetings/*");
  violations.Require(request.note_id().empty() || base::IsId(request.note_id()), "note_id", "ID_INVALID",
                     "lower-case letters, digits and '-', at most 63");
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::string id = request.note_id().empty() ? base::NewId(call.now) : request.note_id();
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Note> {
    GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, writer.Get<v1::Meeting>(request.parent()));
    GILDE_RETURN_IF_ERROR(RequireParty(call, meeting.participants()));
    v1::Note note = domain::WriteNote(meeting, request.note(), call.acting_person);
    note.set_name(request.parent() + "/notes/" + id);
    return writer.Create(std::move(note), "note.created");
  });
}

absl::StatusOr<v1::ListNotesResponse> MeetingApi::ListNotes(const base::Call& call, const v1::ListNotesRequest& request) {
  GILDE_RETURN_IF_ERROR(Own(call, request.parent(), "parent").status());
  std::vector<v1::Note> page;
  v1::ListNotesResponse response;
  GILDE_RETURN_IF_ERROR(store_.Page(call, store::NoteQuery(request.parent(), call.acting_person), request.page_size(), request.page_token(),
                                    50, 500, page, *response.mutable_next_page_token()));
  for (v1::Note& note : page) *response.add_notes() = std::move(note);
  return response;
}

absl::StatusOr<v1::Invitation> MeetingApi::GetInvitation(const base::Call& call, const v1::GetInvitationRequest& request) {
  GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, Own(call, request.name()));
  v1::Invitation invitation;
  invitation.set_meeting(meeting.name());
  *invitation.mutable_participants() = meeting.participants();
  invitation.set_icalendar(meeting.invitation());
  invitation.set_method(meeting.invitation_method());
  invitation.set_uid(domain::InvitationUid(meeting.name()));
  invitation.set_sequence(meeting.sequence());
  return invitation;
}

}  // namespace gilde::scheduling::api
