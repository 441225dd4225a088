// What people bring to a meeting and take from it: agenda, questions, follow-up.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/scheduling/domain/meeting.h"

namespace gilde::scheduling::domain {

// INVALID_ARGUMENT with every bad field: AGENDA_EMPTY, TEXT_TOO_LONG, TOO_MANY.
absl::Status CheckAgenda(const v1::Agenda& agenda);
// INVALID_ARGUMENT: QUESTION_COUNT (as the rules say), QUESTION_EMPTY, TEXT_TOO_LONG.
absl::Status CheckQuestions(const v1::PrepareQuestionsRequest& request, const MeetingRules& rules);
// INVALID_ARGUMENT with every bad field: THANKS_MISSING, TAKEAWAY_COUNT (as the rules say), TEXT_TOO_LONG, DATE_INVALID.
absl::Status CheckFollowUp(const v1::FollowUp& follow_up, const MeetingRules& rules);

// Sets the agenda by `author`; `open_advice` heads it. FAILED_PRECONDITION / MEETING_CLOSED.
absl::StatusOr<Change> SetAgenda(v1::Meeting meeting, v1::Agenda agenda, std::string_view author,
                                 const std::vector<v1::AdviceLine>& open_advice, absl::Time now);
// Replaces the author's questions. FAILED_PRECONDITION / NOT_FIRST_CONVERSATION, MEETING_CLOSED.
absl::StatusOr<Change> Prepare(v1::Meeting meeting, const v1::PrepareQuestionsRequest& request, std::string_view author);
// FAILED_PRECONDITION / MEETING_NOT_OVER, MEETING_CLOSED, FOLLOW_UP_EXISTS; INVALID_ARGUMENT / DATE_INVALID for a next touch that is not
// within two years after the meeting. The author's attendance is thereby confirmed.
absl::StatusOr<Change> FollowUp(v1::Meeting meeting, v1::FollowUp follow_up, std::string_view author, absl::Time now);

// Names everything that is wrong with a note.
base::Violations CheckNote(const v1::Note& note);
// The author's own note on a meeting, or one that everybody who takes part may read.
v1::Note WriteNote(const v1::Meeting& meeting, const v1::Note& asked, std::string_view author);

}  // namespace gilde::scheduling::domain
