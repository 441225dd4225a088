// The silence ladder, the no-time path, pauses, wrap-ups and CONTACT: everything that happens by itself.
#include "services/matching/domain/silence.h"

#include "services/matching/domain/exchange.h"
#include "services/matching/domain/goals.h"
#include "services/matching/domain/meetings.h"
#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::AnswerWrapUpRequest;
using gilde::matching::v1::GoalMark;
using gilde::scheduling::v1::Meeting;

// What happened by itself until `until`, as day numbers from kStart and events.
std::vector<std::string> Live(Mentorship& mentorship, absl::Time until) {
  std::vector<std::string> told;
  for (Due due = NextDue(mentorship); due.time <= until; due = NextDue(mentorship)) {
    absl::StatusOr<Change> change = OnDue(mentorship, due.time);
    EXPECT_TRUE(change.ok()) << change.status();
    if (!change.ok()) break;
    mentorship = change->mentorship;
    for (const std::string& event : change->events) {
      told.push_back(std::to_string(absl::ToInt64Hours(due.time - kStart) / 24) + " " + event.substr(event.find('.') + 1));
    }
  }
  return told;
}

TEST(SilenceLadder, TakesEveryStepInTimeAndMovesOnWithoutBlame) {
  Mentorship mentorship = InActive();
  EXPECT_EQ(Live(mentorship, kStart + Days(400)), (std::vector<std::string>{"42 quiet", "42 soft_check_in", "49 ten_minutes_offered",
                                                                            "56 pause_offered", "63 ended", "63 rematch_queued"}));
  EXPECT_EQ(mentorship.state(), Mentorship::ENDED);
  EXPECT_EQ(mentorship.end_reason(), Mentorship::MOVED_ON);
  EXPECT_EQ(mentorship.rematch(0), kAda);
  EXPECT_FALSE(mentorship.has_due_time());
}

TEST(SilenceLadder, WaitsTwentyOneDaysAtLeast) {
  Mentorship mentorship = InActive();
  mentorship.set_cadence_days(7);
  EXPECT_EQ(Live(mentorship, kStart + Days(21)), (std::vector<std::string>{"21 quiet", "21 soft_check_in"}));
}

TEST(SilenceLadder, BeginsAlreadyInTheIntroduction) {
  Mentorship mentorship = InIntro();
  std::vector<std::string> told = Live(mentorship, kStart + Days(400));
  EXPECT_EQ(told.front(), "42 quiet");
  EXPECT_EQ(mentorship.end_reason(), Mentorship::MOVED_ON);
}

TEST(SilenceLadder, AnyContactTakesThePairBackToTheFirstStep) {
  for (int day : {42, 49, 56, 62}) {
    Mentorship mentorship = InActive();
    Live(mentorship, kStart + Days(day));
    EXPECT_NE(mentorship.silence_step(), Mentorship::SILENCE_STEP_UNSPECIFIED);
    gilde::matching::v1::CheckIn check_in;
    check_in.set_progress("half way");
    auto recorded = RecordCheckIn(mentorship, check_in, Ada(), kStart + Days(day));
    ASSERT_TRUE(recorded.ok()) << recorded.status();
    mentorship = recorded->change.mentorship;
    EXPECT_EQ(mentorship.silence_step(), Mentorship::SILENCE_STEP_UNSPECIFIED);
    EXPECT_TRUE(mentorship.rescued());
    EXPECT_EQ(mentorship.counts().silences_rescued(), 1);
    EXPECT_TRUE(Has(recorded->change.events, "mentorship.contacted"));
    EXPECT_EQ(Live(mentorship, kStart + Days(day + 42)).front(), std::to_string(day + 42) + " quiet");
  }
}

TEST(SilenceLadder, LeavesAPausedPairAlone) {
  auto paused = Pause(InActive(), kStart + Days(60), Grace(), kStart);
  ASSERT_TRUE(paused.ok());
  Mentorship mentorship = paused->mentorship;
  EXPECT_EQ(Live(mentorship, kStart + Days(101)), (std::vector<std::string>{"57 resume_notice", "60 resumed"}));
  EXPECT_EQ(mentorship.state(), Mentorship::ACTIVE);
  EXPECT_EQ(Live(mentorship, kStart + Days(102)).front(), "102 quiet");
}

TEST(Pause, OfLessThanTheNoticeIsAnnouncedAtOnce) {
  auto paused = Pause(InActive(), kStart + Days(2), Ada(), kStart);
  Mentorship mentorship = paused->mentorship;
  EXPECT_LE(NextDue(mentorship).time, kStart);
  auto notice = OnDue(mentorship, kStart);
  ASSERT_TRUE(notice.ok());
  EXPECT_EQ(notice->events, (std::vector<std::string>{"mentorship.resume_notice"}));
}

TEST(Pause, IsAtMostSixtyDays) {
  EXPECT_EQ(base::ReasonOf(Pause(InActive(), kStart + Days(61), Ada(), kStart).status()), "PAUSE_TOO_LONG");
  EXPECT_EQ(base::ReasonOf(Pause(InActive(), kStart, Ada(), kStart).status()), "PAUSE_TIME_INVALID");
  EXPECT_EQ(base::ReasonOf(Pause(InIntro(), kStart + Days(5), Ada(), kStart).status()), "MENTORSHIP_NOT_ACTIVE");
}

TEST(NoTime, IsOfferedAfterTwoReschedulesAndOnceUntilThereIsContact) {
  Mentorship mentorship = InActive();
  Meeting meeting;
  meeting.set_name("organizations/acme/meetings/x");
  std::vector<std::string> told;
  for (int i = 0; i < 4; ++i) {
    auto change = MeetingMoved(mentorship, meeting, kStart + Days(i));
    ASSERT_TRUE(change.ok());
    mentorship = change->mentorship;
    told.insert(told.end(), change->events.begin(), change->events.end());
  }
  EXPECT_EQ(told, (std::vector<std::string>{"mentorship.no_time_offered"}));
  Course course(mentorship, Actor(), kStart + Days(5));
  ASSERT_TRUE(NoteContact(course, kStart + Days(5)).ok());
  mentorship = course.Finish().mentorship;
  EXPECT_EQ(mentorship.reschedules(), 0);
  auto again = NoSlotFound(mentorship, kStart + Days(6));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->events, (std::vector<std::string>{"mentorship.no_time_offered"}));
}

TEST(WrapUp, IsProposedThirtyDaysBeforeTheEndAndCompletesByItself) {
  Mentorship mentorship = InActive();
  *mentorship.mutable_end_date() = DateOf(kStart + Days(39));
  EXPECT_EQ(Live(mentorship, kStart + Days(100)), (std::vector<std::string>{"10 wrap_up_proposed", "40 ended", "40 invited_to_mentor"}));
  EXPECT_EQ(mentorship.end_reason(), Mentorship::TERM);
}

TEST(WrapUp, IsProposedWhenEveryGoalIsDoneAndInvitesTheMenteeToMentor) {
  Mentorship mentorship = InActive();
  auto note = [&](const char* id, GoalMark::State state, bool long_term) {
    GoalMark mark;
    mark.set_goal(std::string(kAda) + "/goals/" + id);
    mark.set_skill(id);
    mark.set_state(state);
    mark.set_long_term(long_term);
    auto change = NoteGoal(mentorship, mark, kStart + Days(3));
    EXPECT_TRUE(change.ok());
    mentorship = change->mentorship;
    return change->events;
  };
  note("kafka", GoalMark::OPEN, false);
  note("leadership", GoalMark::OPEN, true);
  EXPECT_TRUE(note("flink", GoalMark::DROPPED, false).empty());
  EXPECT_EQ(note("kafka", GoalMark::REACHED, false), (std::vector<std::string>{"mentorship.wrap_up_proposed"}));
  EXPECT_EQ(mentorship.wrap_up_cause(), Mentorship::ALL_GOALS_DONE);
  auto done = AnswerWrapUp(mentorship, AnswerWrapUpRequest::COMPLETE, {}, Grace(), kStart + Days(4));
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done->events, (std::vector<std::string>{"mentorship.wrap_up_answered", "mentorship.ended", "mentorship.invited_to_mentor"}));
  EXPECT_EQ(done->mentorship.end_reason(), Mentorship::GOALS_REACHED);
  ASSERT_EQ(done->mentorship.mentor_invitations_size(), 1);
  EXPECT_EQ(done->mentorship.mentor_invitations(0).skills(0), "kafka");
  EXPECT_EQ(done->seats_freed, (std::vector<std::string>{kGrace}));
}

TEST(WrapUp, ExtendsToADateFarEnoughAndGoesOn) {
  Mentorship mentorship = InActive();
  *mentorship.mutable_end_date() = DateOf(kStart + Days(39));
  Live(mentorship, kStart + Days(10));
  absl::Time now = kStart + Days(11);
  auto answer = [&](AnswerWrapUpRequest::Answer a, const google::type::Date& date) {
    return AnswerWrapUp(mentorship, a, date, Ada(), now);
  };
  EXPECT_EQ(base::ReasonOf(answer(AnswerWrapUpRequest::EXTEND, {}).status()), "END_DATE_MISSING");
  EXPECT_EQ(base::ReasonOf(answer(AnswerWrapUpRequest::EXTEND, DateOf(now + Days(20))).status()), "END_DATE_INVALID");
  EXPECT_EQ(base::ReasonOf(answer(AnswerWrapUpRequest::ANSWER_UNSPECIFIED, {}).status()), "ANSWER_MISSING");
  auto unknown = static_cast<AnswerWrapUpRequest::Answer>(99);
  EXPECT_EQ(base::ReasonOf(answer(unknown, DateOf(now + Days(90))).status()), "ANSWER_MISSING");
  auto extended = answer(AnswerWrapUpRequest::EXTEND, DateOf(now + Days(90)));
  ASSERT_TRUE(extended.ok()) << extended.status();
  mentorship = extended->mentorship;
  EXPECT_EQ(mentorship.state(), Mentorship::ACTIVE);
  EXPECT_EQ(Live(mentorship, kStart + Days(52)), std::vector<std::string>());
}

TEST(Contact, TouchesTwiceAYearUntilEitherSideStopsIt) {
  auto ended = End(InActive(), Mentorship::GOALS_REACHED, false, Ada(), kStart);
  ASSERT_TRUE(ended.ok());
  auto started = StartContact(ended->mentorship, 180, Ada(), kStart);
  ASSERT_TRUE(started.ok());
  EXPECT_TRUE(started->seats_taken.empty());
  Mentorship mentorship = started->mentorship;
  EXPECT_EQ(Live(mentorship, kStart + Days(365)), (std::vector<std::string>{"180 contact_touched", "360 contact_touched"}));
  auto stopped = StopContact(mentorship, Grace(), kStart + Days(366));
  ASSERT_TRUE(stopped.ok());
  EXPECT_EQ(stopped->mentorship.state(), Mentorship::ENDED);
  EXPECT_EQ(stopped->mentorship.end_reason(), Mentorship::GOALS_REACHED);
  EXPECT_FALSE(stopped->mentorship.has_due_time());
}

TEST(Contact, FollowsOnlyACompletedMentorshipInAnOfferedRhythm) {
  auto mismatch = End(InActive(), Mentorship::MISMATCH, false, Ada(), kStart);
  EXPECT_EQ(base::ReasonOf(StartContact(mismatch->mentorship, 180, Ada(), kStart).status()), "NOT_COMPLETED");
  auto term = End(InActive(), Mentorship::TERM, false, Ada(), kStart);
  EXPECT_EQ(base::ReasonOf(StartContact(term->mentorship, 7, Ada(), kStart).status()), "CONTACT_DAYS_INVALID");
  EXPECT_EQ(StartContact(term->mentorship, 0, Ada(), kStart)->mentorship.contact_every_days(), 365);
}

TEST(Meetings, CountAsContactAndTellWhetherAgendaAndFollowUpWereInTime) {
  Mentorship mentorship = InIntro();
  Meeting meeting;
  meeting.set_name("organizations/acme/meetings/x");
  *meeting.mutable_start_time() = base::ToProto(kStart + Days(2));
  *meeting.mutable_end_time() = base::ToProto(kStart + Days(2) + absl::Minutes(20));
  *meeting.mutable_agenda_due_time() = base::ToProto(kStart + Days(1));
  *meeting.mutable_agenda_set_time() = base::ToProto(kStart + Days(1));
  *meeting.mutable_follow_up_due_time() = base::ToProto(kStart + Days(3));
  auto held = MeetingCompleted(mentorship, meeting, kStart + Days(3));
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(held->events, (std::vector<std::string>{"mentorship.contacted"}));
  EXPECT_EQ(base::FromProto(held->mentorship.last_contact_time()), kStart + Days(2) + absl::Minutes(20));
  EXPECT_EQ(base::FromProto(held->mentorship.first_meeting_time()), kStart + Days(2));
  EXPECT_EQ(held->mentorship.counts().agendas_on_time(), 1);
  auto missed = FollowUpMissed(held->mentorship, kStart + Days(3));
  *meeting.mutable_follow_up_missed_time() = base::ToProto(kStart + Days(3));
  *meeting.mutable_follow_up_time() = base::ToProto(kStart + Days(4));
  auto late = FollowUpSubmitted(missed->mentorship, meeting, kStart + Days(4));
  EXPECT_EQ(late->mentorship.counts().follow_ups_due(), 1);
  EXPECT_EQ(late->mentorship.counts().follow_ups_on_time(), 0);
}

}  // namespace
}  // namespace gilde::matching::domain
