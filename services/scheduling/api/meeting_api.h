// The half of MeetingService that reads, prepares and follows up meetings.
#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/scheduling/api/sources.h"
#include "services/scheduling/domain/meeting.h"

namespace gilde::scheduling::api {

class MeetingApi {
 public:
  MeetingApi(storage::Store& store, const Sources& sources) : store_(store), sources_(sources) {}

  absl::StatusOr<v1::Meeting> GetMeeting(const base::Call& call, const v1::GetMeetingRequest& request);
  absl::StatusOr<v1::ListMeetingsResponse> ListMeetings(const base::Call& call, const v1::ListMeetingsRequest& request);
  absl::StatusOr<v1::Meeting> ConfirmAttendance(const base::Call& call, const v1::ConfirmAttendanceRequest& request);
  absl::StatusOr<v1::Meeting> SetAgenda(const base::Call& call, const v1::SetAgendaRequest& request);
  absl::StatusOr<v1::Meeting> PrepareQuestions(const base::Call& call, const v1::PrepareQuestionsRequest& request);
  absl::StatusOr<v1::MeetingBrief> GetMeetingBrief(const base::Call& call, const v1::GetMeetingBriefRequest& request);
  absl::StatusOr<v1::Meeting> SubmitFollowUp(const base::Call& call, const v1::SubmitFollowUpRequest& request);
  absl::StatusOr<v1::Note> CreateNote(const base::Call& call, const v1::CreateNoteRequest& request);
  absl::StatusOr<v1::ListNotesResponse> ListNotes(const base::Call& call, const v1::ListNotesRequest& request);
  absl::StatusOr<v1::Invitation> GetInvitation(const base::Call& call, const v1::GetInvitationRequest& request);

 private:
  // A meeting of the acting person; `field` names it.
  absl::StatusOr<v1::Meeting> Own(const base::Call& call, const std::string& name, const char* field = "name");
  // Loads a meeting of the acting person as time has left it, makes the move, and stores it.
  absl::StatusOr<v1::Meeting> Act(const base::Call& call, const std::string& name, const std::string& etag,
                                  absl::FunctionRef<absl::StatusOr<domain::Change>(v1::Meeting)> move);

  storage::Store& store_;
  const Sources& sources_;
};

}  // namespace gilde::scheduling::api
