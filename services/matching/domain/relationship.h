// The moves that people make in a mentorship, each with what it asks for: pure functions from one mentorship to the next.
// Every one refuses an illegal move as lifecycle.h says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

// What is wrong with the people of a new, named mentorship of this kind: PERSON_INVALID, PERSON_TWICE, MENTOR_COUNT, MENTEE_COUNT.
base::Violations CheckPeople(const gilde::matching::v1::Mentorship& mentorship, const gilde::matching::v1::Program& program);

// Whether a person may propose it themselves: in informal programs, and where the junior mentors the senior as the mentor.
// PERMISSION_DENIED / ADMINISTRATOR_REQUIRED.
absl::Status CheckMayPropose(const gilde::matching::v1::Mentorship& draft, const gilde::matching::v1::Program& program, const Actor& actor);

// A new mentorship in the program, PROPOSED; the actor has accepted when they are one of its people.
Change Propose(const gilde::matching::v1::Mentorship& draft, const gilde::matching::v1::Program& program,
               const std::vector<gilde::matching::v1::GoalMark>& goals, const Actor& actor, absl::Time now);
// The same, in INTRO at once, as if everybody had accepted.
absl::StatusOr<Change> BeginAt(const gilde::matching::v1::Mentorship& draft, const gilde::matching::v1::Program& program,
                               const std::vector<gilde::matching::v1::GoalMark>& goals, const Actor& actor, absl::Time now);
// A new mentorship from an accepted request, in INTRO.
absl::StatusOr<Change> BeginFrom(const gilde::matching::v1::ConversationRequest& request, std::string_view name,
                                 const gilde::matching::v1::Program& program, const std::vector<gilde::matching::v1::GoalMark>& goals,
                                 const Actor& actor, absl::Time now);

absl::StatusOr<Change> AcceptProposed(gilde::matching::v1::Mentorship mentorship, const Actor& actor, absl::Time now);

// What is wrong with a request to conclude an introduction, apart from the mentorship's state.
base::Violations CheckConcludeIntro(const gilde::matching::v1::ConcludeIntroRequest& request);
// FAILED_PRECONDITION / INTRO_CONCLUDED when CONTINUE was said already.
absl::StatusOr<Change> ConcludeIntro(gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::ConcludeIntroRequest::Outcome outcome,
                                     const Actor& actor, absl::Time now);

// The mentor takes back the yes that began it: ends with NOT_NOW. FAILED_PRECONDITION / MENTORSHIP_NOT_IN_INTRO, or INTRO_CONCLUDED once
// they met or it was said that it goes on.
absl::StatusOr<Change> TakeBack(gilde::matching::v1::Mentorship mentorship, const Actor& actor, absl::Time now);

// INVALID_ARGUMENT / PAUSE_TIME_INVALID unless `until` is in the future; FAILED_PRECONDITION / PAUSE_TOO_LONG.
absl::StatusOr<Change> Pause(gilde::matching::v1::Mentorship mentorship, absl::Time until, const Actor& actor, absl::Time now);
absl::StatusOr<Change> Resume(gilde::matching::v1::Mentorship mentorship, const Actor& actor, absl::Time now);

absl::StatusOr<Change> ProposeWrapUp(gilde::matching::v1::Mentorship mentorship, const Actor& actor, absl::Time now);
// INVALID_ARGUMENT / ANSWER_MISSING, END_DATE_MISSING, END_DATE_INVALID.
absl::StatusOr<Change> AnswerWrapUp(gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::AnswerWrapUpRequest::Answer answer,
                                    const google::type::Date& end_date, const Actor& actor, absl::Time now);

// What is wrong with a request to end, apart from the mentorship's state.
base::Violations CheckEnd(const gilde::matching::v1::EndMentorshipRequest& request, bool by_mentee);
absl::StatusOr<Change> End(gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::Mentorship::EndReason reason, bool never_again,
                           const Actor& actor, absl::Time now);

// `every_days` 0 takes the longest. INVALID_ARGUMENT / CONTACT_DAYS_INVALID; FAILED_PRECONDITION / NOT_COMPLETED.
absl::StatusOr<Change> StartContact(gilde::matching::v1::Mentorship mentorship, int every_days, const Actor& actor, absl::Time now);
// An administrator reads what the pair keeps to itself, in any state: all of them see it in their timeline with the reason.
Change BreakGlass(gilde::matching::v1::Mentorship mentorship, const Actor& reader, std::string_view reason, absl::Time now);
absl::StatusOr<Change> StopContact(gilde::matching::v1::Mentorship mentorship, const Actor& actor, absl::Time now);

// Somebody has left the organization: a group goes on without them while it has a mentor and a mentee; any other mentorship ends; CONTACT
// stops. An unchanged mentorship, without events, when it has ended already.
absl::StatusOr<Change> PersonLeft(gilde::matching::v1::Mentorship mentorship, std::string_view person, absl::Time now);

// Marks a meaningful contact in a course under way; refuses where contacts do not count, or does nothing there.
absl::Status NoteContact(Course& course, absl::Time time);
absl::Status ContactIfRunning(Course& course, absl::Time time);

}  // namespace gilde::matching::domain
