#include "services/scheduling/domain/meeting.h"

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/scheduling/domain/invitation.h"

namespace gilde::scheduling::domain {
namespace {

using v1::Meeting;

struct Row {
  Meeting::State from;
  Move move;
  Meeting::State to;
};
// Every move there is.
constexpr Row kMoves[] = {
    {Meeting::SCHEDULED, Move::kPrepare, Meeting::SCHEDULED},      {Meeting::SCHEDULED, Move::kReschedule, Meeting::SCHEDULED},
    {Meeting::SCHEDULED, Move::kCancel, Meeting::CANCELLED},       {Meeting::SCHEDULED, Move::kStart, Meeting::IN_PROGRESS},
    {Meeting::IN_PROGRESS, Move::kPrepare, Meeting::IN_PROGRESS},  {Meeting::IN_PROGRESS, Move::kConfirm, Meeting::IN_PROGRESS},
    {Meeting::IN_PROGRESS, Move::kComplete, Meeting::COMPLETED},   {Meeting::IN_PROGRESS, Move::kNoShow, Meeting::NO_SHOW},
    {Meeting::IN_PROGRESS, Move::kFollowUp, Meeting::IN_PROGRESS}, {Meeting::IN_PROGRESS, Move::kExtend, Meeting::IN_PROGRESS},
    {Meeting::COMPLETED, Move::kConfirm, Meeting::COMPLETED},      {Meeting::COMPLETED, Move::kFollowUp, Meeting::COMPLETED},
};

constexpr absl::Duration kTimeToAnswer = absl::Hours(24);

absl::Time Start(const Meeting& meeting) { return base::FromProto(meeting.start_time()); }
absl::Time End(const Meeting& meeting) { return base::FromProto(meeting.end_time()); }

void Issue(Meeting& meeting, absl::Time now) {
  meeting.set_invitation_method(meeting.state() == Meeting::CANCELLED ? "CANCEL" : "REQUEST");
  meeting.set_invitation(InvitationText(meeting, now));
}

// Sets the times and everything that follows from them.
void SetTimes(Meeting& meeting, absl::Time start, absl::Time end, const MeetingRules& rules, absl::Time now) {
  *meeting.mutable_start_time() = base::ToProto(start);
  *meeting.mutable_end_time() = base::ToProto(end);
  // Booked too late for the ordinary deadline, the agenda is due at the start.
  absl::Time agenda_due = start - rules.agenda_due;
  *meeting.mutable_agenda_due_time() = base::ToProto(agenda_due > now ? agenda_due : start);
  meeting.clear_agenda_missed_time();
  *meeting.mutable_follow_up_due_time() = base::ToProto(end + rules.follow_up_due);
  absl::Time ask = start + rules.attendance_grace;
  *meeting.mutable_attendance_ask_time() = base::ToProto(ask);
  *meeting.mutable_attendance_due_time() = base::ToProto(std::max(ask + kTimeToAnswer, end));
  *meeting.mutable_ending_soon_time() = base::ToProto(end - rules.ending_soon);
}

int Count(const Meeting& meeting, v1::Attendance::Answer answer) {
  return static_cast<int>(std::count_if(meeting.attendance().begin(), meeting.attendance().end(),
                                        [answer](const v1::Attendance& attendance) { return attendance.answer() == answer; }));
}

// When the attendance answers decide: at the end once two say it was held, at once when all say it was not, else at the last moment.
absl::Time DecisionTime(const Meeting& meeting) {
  if (Count(meeting, v1::Attendance::HELD) >= 2) return End(meeting);
  if (Count(meeting, v1::Attendance::NOT_HELD) == meeting.participants_size()) return Start(meeting);
  return base::FromProto(meeting.attendance_due_time());
}

bool MustAsk(const Meeting& meeting) {
  return !meeting.has_attendance_asked_time() && Count(meeting, v1::Attendance::HELD) < 2 &&
         meeting.attendance_size() < meeting.participants_size();
}

enum class Step { kNone, kAgendaMissed, kStart, kAsk, kEndingSoon, kDecide, kFollowUpMissed };
struct Due {
  absl::Time time = absl::InfiniteFuture();
  Step step = Step::kNone;
};

// The earliest thing to do; of two at the same time the one listed first.
Due Earliest(const Meeting& meeting) {
  Due due;
  auto consider = [&due](absl::Time time, Step step) {
    if (time < due.time) due = {time, step};
  };
  if (meeting.state() == Meeting::SCHEDULED) {
    bool agenda = meeting.has_agenda_set_time() || meeting.has_agenda_missed_time();
    if (!agenda) consider(base::FromProto(meeting.agenda_due_time()), Step::kAgendaMissed);
    consider(Start(meeting), Step::kStart);
  } else if (meeting.state() == Meeting::IN_PROGRESS) {
    if (MustAsk(meeting)) consider(base::FromProto(meeting.attendance_ask_time()), Step::kAsk);
    if (!meeting.ending_soon_told()) consider(base::FromProto(meeting.ending_soon_time()), Step::kEndingSoon);
    consider(DecisionTime(meeting), Step::kDecide);
  } else if (meeting.state() == Meeting::COMPLETED) {
    bool followed = meeting.has_follow_up_time() || meeting.has_follow_up_missed_time();
    if (!followed) consider(base::FromProto(meeting.follow_up_due_time()), Step::kFollowUpMissed);
  }
  return due;
}

}  // namespace

absl::StatusOr<Meeting::State> After(Meeting::State state, Move move) {
  for (const Row& row : kMoves) {
    if (row.from == state && row.move == move) return row.to;
  }
  if (move == Move::kReschedule || move == Move::kCancel || move == Move::kStart) {
    return base::FailedPrecondition("MEETING_NOT_SCHEDULED", "only a meeting that is SCHEDULED can be moved or cancelled");
  }
  if (state == Meeting::SCHEDULED) {
    return move == Move::kFollowUp ? base::FailedPrecondition("MEETING_NOT_OVER", "the meeting has not ended yet")
                                   : base::FailedPrecondition("MEETING_NOT_STARTED", "the meeting has not started yet");
  }
  return base::FailedPrecondition("MEETING_CLOSED", "the meeting is over or was cancelled");
}

absl::Status CheckTimes(absl::Time start, absl::Time end, std::string_view prefix) {
  base::Violations violations;
  bool boundary = (start - absl::UnixEpoch()) % absl::Minutes(5) == absl::ZeroDuration();
  violations.Require(boundary && start > absl::UnixEpoch(), std::string(prefix) + "start_time", "START_INVALID", "a multiple of 5 minutes");
  absl::Duration length = end - start;
  bool fine = length >= absl::Minutes(10) && length <= absl::Minutes(120) && length % absl::Minutes(5) == absl::ZeroDuration();
  violations.Require(fine, std::string(prefix) + "end_time", "LENGTH_INVALID", "10-120 minutes after the start, a multiple of 5");
  return violations.Check();
}

absl::Status CheckOffered(absl::Time start, absl::Time end, const MeetingRules& rules, absl::Time now) {
  absl::Duration length = end - start;
  bool offered = length == absl::Minutes(10) || std::any_of(rules.session_minutes.begin(), rules.session_minutes.end(),
                                                            [&](int minutes) { return length == absl::Minutes(minutes); });
  if (!offered) return base::FailedPrecondition("LENGTH_NOT_OFFERED", "the program does not offer meetings of this length");
  if (start <= now) return base::FailedPrecondition("START_IN_PAST", "a meeting starts in the future");
  return absl::OkStatus();
}

Change Book(const Meeting& asked, std::string_view organizer, bool first_conversation, const MeetingRules& rules, absl::Time now) {
  Meeting meeting;
  meeting.set_name(asked.name());
  meeting.set_mentorship(asked.mentorship());
  *meeting.mutable_participants() = asked.participants();
  *meeting.mutable_attendees() = asked.attendees();
  meeting.set_organizer(organizer.data(), organizer.size());
  meeting.set_medium(asked.medium() == Meeting::MEDIUM_UNSPECIFIED ? Meeting::VIDEO : asked.medium());
  meeting.set_link(asked.link());
  meeting.set_state(Meeting::SCHEDULED);
  meeting.set_first_conversation(first_conversation);
  meeting.set_in_contact(asked.in_contact());
  meeting.mutable_readiness();
  SetTimes(meeting, base::FromProto(asked.start_time()), base::FromProto(asked.end_time()), rules, now);
  Issue(meeting, now);
  return {std::move(meeting), "meeting.scheduled"};
}

absl::StatusOr<Change> Reschedule(Meeting meeting, absl::Time start, absl::Time end, std::string_view note, const MeetingRules& rules,
                                  absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Meeting::State state, After(meeting.state(), Move::kReschedule));
  GILDE_RETURN_IF_ERROR(CheckOffered(start, end, rules, now));
  meeting.set_state(state);
  meeting.set_reschedule_count(meeting.reschedule_count() + 1);
  meeting.set_reschedule_note(note.data(), note.size());
  meeting.set_sequence(meeting.sequence() + 1);
  SetTimes(meeting, start, end, rules, now);
  Issue(meeting, now);
  return Change{std::move(meeting), "meeting.rescheduled"};
}

absl::StatusOr<Change> Cancel(Meeting meeting, Meeting::CancelReason reason, std::string_view note, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Meeting::State state, After(meeting.state(), Move::kCancel));
  meeting.set_state(state);
  meeting.set_cancel_reason(reason);
  meeting.set_cancel_note(note.data(), note.size());
  meeting.set_sequence(meeting.sequence() + 1);
  Issue(meeting, now);
  return Change{std::move(meeting), "meeting.cancelled"};
}

absl::StatusOr<Change> Confirm(Meeting meeting, std::string_view person, v1::Attendance::Answer answer, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Meeting::State state, After(meeting.state(), Move::kConfirm));
  meeting.set_state(state);
  auto given = std::find_if(meeting.mutable_attendance()->begin(), meeting.mutable_attendance()->end(),
                            [&](const v1::Attendance& attendance) { return attendance.person() == person; });
  v1::Attendance& attendance = given != meeting.mutable_attendance()->end() ? *given : *meeting.add_attendance();
  // Who was there stays there: only the first answer says when they came.
  bool arrives = answer == v1::Attendance::HELD && attendance.answer() != v1::Attendance::HELD && now < End(meeting);
  if (arrives) attendance.set_late_minutes(static_cast<int>(absl::ToInt64Minutes(std::max(now - Start(meeting), absl::ZeroDuration()))));
  attendance.set_person(person.data(), person.size());
  attendance.set_answer(answer);
  *attendance.mutable_time() = base::ToProto(now);
  return Change{std::move(meeting), "meeting.attendance_confirmed"};
}

absl::StatusOr<Change> Extend(Meeting meeting, std::string_view person, int minutes, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Meeting::State state, After(meeting.state(), Move::kExtend));
  if (now >= End(meeting)) return base::FailedPrecondition("MEETING_CLOSED", "the meeting is over");
  meeting.set_state(state);
  const v1::Extension& asked = meeting.extension();
  if (!meeting.has_extension() || asked.minutes() != minutes || asked.person() == person) {
    meeting.mutable_extension()->set_person(person.data(), person.size());
    meeting.mutable_extension()->set_minutes(minutes);
    return Change{std::move(meeting), "meeting.extension_proposed"};
  }
  absl::Duration more = absl::Minutes(minutes);
  auto later = [&](google::protobuf::Timestamp* time) { *time = base::ToProto(base::FromProto(*time) + more); };
  later(meeting.mutable_end_time());
  later(meeting.mutable_ending_soon_time());
  later(meeting.mutable_follow_up_due_time());
  meeting.set_ending_soon_told(false);
  absl::Time decide = std::max(base::FromProto(meeting.attendance_due_time()), End(meeting));
  *meeting.mutable_attendance_due_time() = base::ToProto(decide);
  meeting.clear_extension();
  return Change{std::move(meeting), "meeting.extended"};
}

Change Reissue(Meeting meeting, absl::Time now) {
  meeting.set_sequence(meeting.sequence() + 1);
  Issue(meeting, now);
  return {std::move(meeting), "meeting.invitation_reissued"};
}

std::optional<Change> NextStep(const Meeting& current, absl::Time now) {
  Due due = Earliest(current);
  if (due.time > now) return std::nullopt;
  Meeting meeting = current;
  switch (due.step) {
    case Step::kAgendaMissed:
      *meeting.mutable_agenda_missed_time() = base::ToProto(now);
      return Change{std::move(meeting), "meeting.agenda_missed"};
    case Step::kStart:
      meeting.set_state(Meeting::IN_PROGRESS);
      return Change{std::move(meeting), "meeting.started"};
    case Step::kAsk:
      *meeting.mutable_attendance_asked_time() = base::ToProto(now);
      return Change{std::move(meeting), "meeting.attendance_asked"};
    case Step::kEndingSoon:
      meeting.set_ending_soon_told(true);
      return Change{std::move(meeting), "meeting.ending_soon"};
    case Step::kDecide: {
      bool held = Count(meeting, v1::Attendance::HELD) > 0;
      meeting.set_state(held ? Meeting::COMPLETED : Meeting::NO_SHOW);
      meeting.clear_extension();
      return Change{std::move(meeting), held ? "meeting.completed" : "meeting.no_show"};
    }
    case Step::kFollowUpMissed:
      *meeting.mutable_follow_up_missed_time() = base::ToProto(now);
      return Change{std::move(meeting), "meeting.follow_up_missed"};
    case Step::kNone:
      break;
  }
  return std::nullopt;
}

absl::Time NextDue(const Meeting& meeting) { return Earliest(meeting).time; }

bool TakesPart(const Meeting& meeting, std::string_view person) {
  return !person.empty() && std::find(meeting.participants().begin(), meeting.participants().end(), person) != meeting.participants().end();
}

}  // namespace gilde::scheduling::domain
