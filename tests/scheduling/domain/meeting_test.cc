#include "services/scheduling/domain/meeting.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/scheduling/domain/preparation.h"

namespace gilde::scheduling::domain {
namespace {

using v1::Meeting;

const std::string kAda = "organizations/acme/profiles/ada";
const std::string kBob = "organizations/acme/profiles/bob";

absl::Time Utc(int day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(2026, 3, day, hour, minute), absl::UTCTimeZone());
}
const absl::Time kBooked = Utc(2, 12);
const absl::Time kStart = Utc(10, 14);
const absl::Time kEnd = Utc(10, 14, 30);

Meeting Booked(absl::Time now = kBooked, bool first = false) {
  Meeting asked;
  asked.set_name("organizations/acme/meetings/m1");
  asked.set_mentorship("organizations/acme/mentorships/p1");
  for (const std::string& person : {kAda, kBob}) {
    asked.add_participants(person);
    v1::Attendee& attendee = *asked.add_attendees();
    attendee.set_profile(person);
    attendee.set_display_name(person == kAda ? "Ada" : "Bob");
    attendee.set_email(person == kAda ? "ada@example.org" : "bob@example.org");
    attendee.set_time_zone("Europe/Amsterdam");
  }
  *asked.mutable_start_time() = base::ToProto(kStart);
  *asked.mutable_end_time() = base::ToProto(kEnd);
  return Book(asked, kAda, first, MeetingRules(), now).meeting;
}

// Lets time pass until `until`; returns the events in order and leaves the meeting as it then is.
std::vector<std::string> Pass(Meeting& meeting, absl::Time until) {
  std::vector<std::string> events;
  while (NextDue(meeting) <= until) {
    auto step = NextStep(meeting, NextDue(meeting));
    if (!step) break;
    events.push_back(step->event);
    meeting = step->meeting;
  }
  return events;
}
using Events = std::vector<std::string>;

Meeting After(Meeting meeting, absl::Time until) {
  Pass(meeting, until);
  return meeting;
}

TEST(Meeting, HasOnlyTheMovesOfItsTable) {
  const std::map<std::pair<Meeting::State, Move>, std::string> expected = {
      {{Meeting::SCHEDULED, Move::kConfirm}, "MEETING_NOT_STARTED"},
      {{Meeting::SCHEDULED, Move::kComplete}, "MEETING_NOT_STARTED"},
      {{Meeting::SCHEDULED, Move::kNoShow}, "MEETING_NOT_STARTED"},
      {{Meeting::SCHEDULED, Move::kFollowUp}, "MEETING_NOT_OVER"},
      {{Meeting::SCHEDULED, Move::kPrepare}, ""},
      {{Meeting::SCHEDULED, Move::kReschedule}, ""},
      {{Meeting::SCHEDULED, Move::kCancel}, ""},
      {{Meeting::SCHEDULED, Move::kStart}, ""},
      {{Meeting::IN_PROGRESS, Move::kPrepare}, ""},
      {{Meeting::IN_PROGRESS, Move::kConfirm}, ""},
      {{Meeting::IN_PROGRESS, Move::kComplete}, ""},
      {{Meeting::IN_PROGRESS, Move::kNoShow}, ""},
      {{Meeting::IN_PROGRESS, Move::kFollowUp}, ""},
      {{Meeting::IN_PROGRESS, Move::kReschedule}, "MEETING_NOT_SCHEDULED"},
      {{Meeting::IN_PROGRESS, Move::kCancel}, "MEETING_NOT_SCHEDULED"},
      {{Meeting::IN_PROGRESS, Move::kStart}, "MEETING_NOT_SCHEDULED"},
      {{Meeting::COMPLETED, Move::kConfirm}, ""},
      {{Meeting::COMPLETED, Move::kFollowUp}, ""},
      {{Meeting::COMPLETED, Move::kPrepare}, "MEETING_CLOSED"},
      {{Meeting::COMPLETED, Move::kCancel}, "MEETING_NOT_SCHEDULED"},
      {{Meeting::NO_SHOW, Move::kConfirm}, "MEETING_CLOSED"},
      {{Meeting::NO_SHOW, Move::kFollowUp}, "MEETING_CLOSED"},
      {{Meeting::CANCELLED, Move::kReschedule}, "MEETING_NOT_SCHEDULED"},
      {{Meeting::CANCELLED, Move::kPrepare}, "MEETING_CLOSED"},
  };
  for (const auto& [move, reason] : expected) {
    EXPECT_EQ(base::ReasonOf(domain::After(move.first, move.second).status()), reason)
        << Meeting::State_Name(move.first) << " " << static_cast<int>(move.second);
  }
}

TEST(Meeting, ThatBothConfirmIsCompletedAtItsEnd) {
  Meeting meeting = After(Booked(), kStart);
  EXPECT_EQ(meeting.state(), Meeting::IN_PROGRESS);
  meeting = Confirm(meeting, kAda, v1::Attendance::HELD, kStart + absl::Minutes(1))->meeting;
  meeting = Confirm(meeting, kBob, v1::Attendance::HELD, kStart + absl::Minutes(2))->meeting;
  EXPECT_EQ(Pass(meeting, kEnd), (Events{"meeting.ending_soon", "meeting.completed"}));
  EXPECT_EQ(NextDue(meeting), kEnd + absl::Hours(24));
}

TEST(Meeting, ThatNobodyConfirmsIsANoShowOnlyAfterBothWereAskedAndHadADay) {
  Meeting meeting = Booked();
  EXPECT_EQ(Pass(meeting, kStart + absl::Minutes(10)), (Events{"meeting.agenda_missed", "meeting.started", "meeting.attendance_asked"}));
  EXPECT_EQ(Pass(meeting, kStart + absl::Minutes(10) + absl::Hours(24) - absl::Seconds(1)), (Events{"meeting.ending_soon"}));
  EXPECT_EQ(Pass(meeting, kStart + absl::Minutes(10) + absl::Hours(24)), (Events{"meeting.no_show"}));
  EXPECT_EQ(NextDue(meeting), absl::InfiniteFuture());
}

TEST(Meeting, ThatOneSideConfirmsIsCompletedWhenTheTimeToAnswerIsOver) {
  Meeting meeting = After(Booked(), kStart + absl::Minutes(10));
  meeting = Confirm(meeting, kBob, v1::Attendance::HELD, kStart + absl::Hours(1))->meeting;
  meeting = Confirm(meeting, kAda, v1::Attendance::NOT_HELD, kStart + absl::Hours(2))->meeting;
  EXPECT_EQ(Pass(meeting, kStart + absl::Hours(3)), (Events{"meeting.ending_soon"}));
  EXPECT_EQ(Pass(meeting, kStart + absl::Minutes(10) + absl::Hours(24)), (Events{"meeting.completed"}));
}

TEST(Meeting, ThatAllSayWasNotHeldIsANoShowAtOnce) {
  Meeting meeting = After(Booked(), kEnd);
  meeting = Confirm(meeting, kAda, v1::Attendance::NOT_HELD, kEnd)->meeting;
  meeting = Confirm(meeting, kBob, v1::Attendance::NOT_HELD, kEnd)->meeting;
  EXPECT_EQ(Pass(meeting, kEnd), (Events{"meeting.no_show"}));
}

TEST(Meeting, MissesItsAgendaADayBeforeOrAtTheStartWhenBookedLater) {
  EXPECT_EQ(NextDue(Booked()), kStart - absl::Hours(24));
  EXPECT_EQ(NextDue(Booked(kStart - absl::Hours(5))), kStart);
  v1::Agenda agenda;
  agenda.add_points("The talk in May");
  Meeting ready = SetAgenda(Booked(), agenda, kAda, {}, kBooked)->meeting;
  EXPECT_EQ(NextDue(ready), kStart);
}

TEST(Meeting, MovedToAnotherTimeRisesInSequenceAndForgetsTheMissedAgenda) {
  Meeting meeting = After(Booked(), kStart - absl::Hours(24));
  ASSERT_TRUE(meeting.has_agenda_missed_time());
  absl::Time start = kStart + absl::Hours(48);
  Change moved = *Reschedule(meeting, start, start + absl::Minutes(30), "A clash", MeetingRules(), kStart - absl::Hours(20));
  EXPECT_EQ(moved.event, "meeting.rescheduled");
  EXPECT_EQ(moved.meeting.sequence(), 1);
  EXPECT_EQ(moved.meeting.reschedule_count(), 1);
  EXPECT_FALSE(moved.meeting.has_agenda_missed_time());
  EXPECT_EQ(NextDue(moved.meeting), start - absl::Hours(24));
}

TEST(Meeting, CannotBeMovedIntoThePastOrToALengthTheProgramDoesNotOffer) {
  MeetingRules rules;
  rules.session_minutes = {30};
  absl::Time now = kBooked;
  EXPECT_EQ(base::ReasonOf(CheckOffered(kStart, kStart + absl::Minutes(45), rules, now)), "LENGTH_NOT_OFFERED");
  EXPECT_EQ(base::ReasonOf(CheckOffered(now, now + absl::Minutes(30), rules, now)), "START_IN_PAST");
  EXPECT_TRUE(CheckOffered(kStart, kStart + absl::Minutes(10), rules, now).ok()) << "ten minutes are always offered";
}

TEST(Meeting, StartsOnFiveMinutesAndLastsOneOfTheLengths) {
  EXPECT_TRUE(CheckTimes(kStart, kEnd, "").ok());
  EXPECT_EQ(base::ReasonOf(CheckTimes(kStart + absl::Minutes(1), kEnd + absl::Minutes(1), "")), "START_INVALID");
  EXPECT_EQ(base::ReasonOf(CheckTimes(kStart + absl::Nanoseconds(1), kEnd + absl::Nanoseconds(1), "")), "START_INVALID");
  EXPECT_EQ(base::ReasonOf(CheckTimes(kStart, kStart + absl::Minutes(12), "")), "LENGTH_INVALID");
  EXPECT_EQ(base::ReasonOf(CheckTimes(kEnd, kStart, "")), "LENGTH_INVALID");
}

TEST(FollowUp, OfAnEndedMeetingConfirmsItAndAMissedOneIsToldADayAfter) {
  Meeting meeting = After(Booked(), kEnd);
  v1::FollowUp follow_up;
  follow_up.set_thanks("Thank you for the frank answer");
  follow_up.add_takeaways("Ask for the project before the role");
  ASSERT_TRUE(CheckFollowUp(follow_up, MeetingRules()).ok());
  EXPECT_EQ(base::ReasonOf(FollowUp(After(Booked(), kStart), follow_up, kAda, kStart).status()), "MEETING_NOT_OVER");
  Change submitted = *FollowUp(meeting, follow_up, kAda, kEnd + absl::Hours(1));
  EXPECT_EQ(submitted.event, "meeting.follow_up_submitted");
  EXPECT_EQ(submitted.meeting.attendance(0).answer(), v1::Attendance::HELD);
  EXPECT_EQ(base::ReasonOf(FollowUp(submitted.meeting, follow_up, kBob, kEnd + absl::Hours(2)).status()), "FOLLOW_UP_EXISTS");
  EXPECT_EQ(Pass(submitted.meeting, kEnd + absl::Hours(48)), (Events{"meeting.completed"}));

  meeting = Confirm(meeting, kAda, v1::Attendance::HELD, kEnd)->meeting;
  meeting = Confirm(meeting, kBob, v1::Attendance::HELD, kEnd)->meeting;
  EXPECT_EQ(Pass(meeting, kEnd + absl::Hours(24)), (Events{"meeting.completed", "meeting.follow_up_missed"}));
}

TEST(FollowUp, NamesEverythingThatIsMissing) {
  v1::FollowUp follow_up;
  absl::Status status = CheckFollowUp(follow_up, MeetingRules());
  EXPECT_EQ(base::ReasonOf(status), "THANKS_MISSING");
  follow_up.set_thanks("Thanks");
  for (int i = 0; i < 3; ++i) follow_up.add_takeaways("One");
  EXPECT_EQ(base::ReasonOf(CheckFollowUp(follow_up, MeetingRules())), "TAKEAWAY_COUNT");
  follow_up.mutable_takeaways()->RemoveLast();
  follow_up.mutable_next_touch_date()->set_year(2026);
  follow_up.mutable_next_touch_date()->set_month(2);
  follow_up.mutable_next_touch_date()->set_day(30);
  EXPECT_EQ(base::ReasonOf(CheckFollowUp(follow_up, MeetingRules())), "DATE_INVALID");
}

TEST(FollowUp, HasAsManyTakeawaysAsTheProgramAsksFor) {
  MeetingRules rules;
  rules.takeaways_min = 2;
  rules.takeaways_max = 3;
  v1::FollowUp follow_up;
  follow_up.set_thanks("Thanks");
  for (const char* said : {"TAKEAWAY_COUNT", "", "", "TAKEAWAY_COUNT"}) {
    follow_up.add_takeaways("Ask for the project before the role");
    EXPECT_EQ(base::ReasonOf(CheckFollowUp(follow_up, rules)), said) << follow_up.takeaways_size();
  }
}

TEST(Questions, AreThreeToFiveAndHintAtYesOrNo) {
  v1::PrepareQuestionsRequest request;
  request.add_questions("What would you learn first?");
  request.add_questions("Did you ever regret it?");
  EXPECT_EQ(base::ReasonOf(CheckQuestions(request, MeetingRules())), "QUESTION_COUNT");
  request.add_questions("How do you say no?");
  ASSERT_TRUE(CheckQuestions(request, MeetingRules()).ok());
  EXPECT_EQ(base::ReasonOf(Prepare(Booked(), request, kAda).status()), "NOT_FIRST_CONVERSATION");
  Meeting meeting = Prepare(Booked(kBooked, true), request, kAda)->meeting;
  EXPECT_EQ(meeting.prepared_questions(0).hint(), v1::PreparedQuestion::HINT_UNSPECIFIED);
  EXPECT_EQ(meeting.prepared_questions(1).hint(), v1::PreparedQuestion::YES_NO);
  EXPECT_TRUE(meeting.readiness().questions());
  EXPECT_EQ(Prepare(meeting, request, kAda)->meeting.prepared_questions_size(), 3) << "prepared again they replace the first ones";
}

TEST(Agenda, IsHeadedByOpenAdviceAndSaysHowReadyItIs) {
  v1::Agenda agenda;
  EXPECT_EQ(base::ReasonOf(CheckAgenda(agenda)), "AGENDA_EMPTY");
  agenda.set_progress("I asked for the project");
  v1::AdviceLine line;
  line.set_text("Ask before you are ready");
  Change set = *SetAgenda(Booked(), agenda, kAda, {line}, kBooked);
  EXPECT_EQ(set.event, "meeting.agenda_set");
  EXPECT_EQ(set.meeting.agenda().open_advice(0).text(), line.text());
  EXPECT_TRUE(set.meeting.readiness().progress());
  EXPECT_FALSE(set.meeting.readiness().challenge());
  EXPECT_EQ(base::ReasonOf(SetAgenda(Cancel(Booked(), Meeting::BY_REQUEST, "", kBooked)->meeting, agenda, kAda, {}, kBooked).status()),
            "MEETING_CLOSED");
}

}  // namespace
}  // namespace gilde::scheduling::domain
