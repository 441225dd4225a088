// The life of a meeting: which moves exist, what each changes, what falls due when. Pure functions over messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/scheduling/v1/meeting.pb.h"

namespace gilde::scheduling::domain {

// A meeting after a move, and the event that tells it.
struct Change {
  v1::Meeting meeting;
  std::string event;
};

// Numbers of the program that a meeting is held under.
struct MeetingRules {
  std::vector<int> session_minutes = {10, 20, 30, 45, 60};
  absl::Duration agenda_due = absl::Hours(24);          // before the start
  absl::Duration follow_up_due = absl::Hours(24);       // after the end
  absl::Duration attendance_grace = absl::Minutes(10);  // after the start
  absl::Duration hold = absl::Minutes(5);
  absl::Duration ending_soon = absl::Minutes(3);  // before the end
  int questions_min = 3, questions_max = 5;       // prepared for a first conversation
  int takeaways_min = 1, takeaways_max = 2;       // of a follow-up
};

enum class Move { kPrepare, kReschedule, kCancel, kStart, kConfirm, kComplete, kNoShow, kFollowUp, kExtend };

// The state a move leads to; FAILED_PRECONDITION / MEETING_NOT_SCHEDULED, MEETING_NOT_STARTED, MEETING_NOT_OVER or MEETING_CLOSED when
// there is no such move from `state`.
absl::StatusOr<v1::Meeting::State> After(v1::Meeting::State state, Move move);

// INVALID_ARGUMENT (START_INVALID, LENGTH_INVALID) unless the start is on a 5-minute boundary and the length is a multiple of 5 minutes,
// 10-120. Field names start with `prefix`.
absl::Status CheckTimes(absl::Time start, absl::Time end, std::string_view prefix);
// FAILED_PRECONDITION / LENGTH_NOT_OFFERED by the program (ten minutes always are), START_IN_PAST.
absl::Status CheckOffered(absl::Time start, absl::Time end, const MeetingRules& rules, absl::Time now);

// A new SCHEDULED meeting from what the caller asked for (mentorship, participants, times, medium, link already checked).
Change Book(const v1::Meeting& asked, std::string_view organizer, bool first_conversation, const MeetingRules& rules, absl::Time now);
absl::StatusOr<Change> Reschedule(v1::Meeting meeting, absl::Time start, absl::Time end, std::string_view note, const MeetingRules& rules,
                                  absl::Time now);
absl::StatusOr<Change> Cancel(v1::Meeting meeting, v1::Meeting::CancelReason reason, std::string_view note, absl::Time now);
absl::StatusOr<Change> Confirm(v1::Meeting meeting, std::string_view person, v1::Attendance::Answer answer, absl::Time now);
// `person` would go on for these minutes: a proposal, or the agreement to somebody else's. FAILED_PRECONDITION / MEETING_CLOSED from the
// end on.
absl::StatusOr<Change> Extend(v1::Meeting meeting, std::string_view person, int minutes, absl::Time now);
// The invitation again, higher in sequence, after an attendee changed.
Change Reissue(v1::Meeting meeting, absl::Time now);

// The next thing that time does to a meeting, when it is due at `now`.
std::optional<Change> NextStep(const v1::Meeting& meeting, absl::Time now);
// When that is; InfiniteFuture when time does nothing more.
absl::Time NextDue(const v1::Meeting& meeting);

bool TakesPart(const v1::Meeting& meeting, std::string_view person);

}  // namespace gilde::scheduling::domain
