// What time and other services do to meetings.
#include "gilde/matching/v1/program_service.pb.h"
#include "tests/scheduling/api/fixture.h"

namespace gilde::scheduling {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

class LifecycleTest : public SchedulingTest {
 protected:
  LifecycleTest() {
    AddPerson("bob", "Europe/Amsterdam", 5);
    AddPerson("ada", "Asia/Kathmandu");
    AddPerson("eve");
    pair = Pair("bob", "ada");
    meeting = Book("ada", pair, At(3, 10))->name();
  }
  // Lets everything happen up to this instant.
  void Until(absl::Time time) { world.Advance(time - now()); }
  absl::StatusOr<v1::Meeting> SetAgenda(const std::string& by) {
    v1::SetAgendaRequest request;
    request.set_name(meeting);
    request.mutable_agenda()->add_points("The talk in May");
    return Meetings<v1::Meeting>(as(by), "SetAgenda", request);
  }
  absl::StatusOr<v1::Meeting> FollowUp(const std::string& by) {
    v1::SubmitFollowUpRequest request;
    request.set_name(meeting);
    request.mutable_follow_up()->set_thanks("Thank you for the frank answer");
    request.mutable_follow_up()->add_takeaways("Ask for the project before the role");
    return Meetings<v1::Meeting>(as(by), "SubmitFollowUp", request);
  }
  v1::Meeting Now() { return Get(as("ada"), meeting).value_or(v1::Meeting()); }
  std::string pair, meeting;
};
INSTANTIATE_TEST_SUITE_P(Engines, LifecycleTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(LifecycleTest, OfAPreparedMeetingThatBothConfirmAndFollowUp) {
  ASSERT_EQ(Refused(SetAgenda("eve")), "PERMISSION_DENIED NOT_A_PARTY");
  ASSERT_EQ(Refused(SetAgenda("ada")), "OK ");
  EXPECT_EQ(Refused(Confirm("ada", meeting)), "FAILED_PRECONDITION MEETING_NOT_STARTED");
  Until(At(3, 10, 1));
  EXPECT_EQ(Now().state(), v1::Meeting::IN_PROGRESS);
  EXPECT_EQ(Refused(Confirm("ada", meeting)), "OK ");
  EXPECT_EQ(Refused(Confirm("bob", meeting)), "OK ");
  EXPECT_EQ(Refused(FollowUp("ada")), "FAILED_PRECONDITION MEETING_NOT_OVER");
  Until(At(3, 10, 30));
  EXPECT_EQ(Now().state(), v1::Meeting::COMPLETED);
  EXPECT_EQ(Refused(FollowUp("ada")), "OK ");
  EXPECT_EQ(Refused(FollowUp("bob")), "FAILED_PRECONDITION FOLLOW_UP_EXISTS");
  Until(At(6, 0));
  EXPECT_THAT(Events(), IsSupersetOf({"meeting.scheduled", "meeting.agenda_set", "meeting.started", "meeting.ending_soon",
                                      "meeting.completed", "meeting.follow_up_submitted"}));
  for (const char* missed : {"meeting.agenda_missed", "meeting.attendance_asked", "meeting.no_show", "meeting.follow_up_missed"}) {
    EXPECT_THAT(Events(), Not(Contains(missed)));
  }
}

TEST_P(LifecycleTest, OfAForgottenMeetingAsksBothBeforeItIsANoShow) {
  Until(At(3, 10, 10));
  EXPECT_THAT(Events(), IsSupersetOf({"meeting.agenda_missed", "meeting.started", "meeting.attendance_asked"}));
  Until(At(4, 10, 9));
  EXPECT_EQ(Now().state(), v1::Meeting::IN_PROGRESS);
  Until(At(4, 10, 10));
  EXPECT_EQ(Now().state(), v1::Meeting::NO_SHOW);
  EXPECT_EQ(Refused(Confirm("ada", meeting)), "FAILED_PRECONDITION MEETING_CLOSED");
}

TEST_P(LifecycleTest, OfAMeetingThatOneSideConfirmsEndsAsHeld) {
  Until(At(3, 12));
  ASSERT_EQ(Refused(Confirm("bob", meeting)), "OK ");
  EXPECT_EQ(Now().state(), v1::Meeting::IN_PROGRESS);
  Until(At(4, 11));
  EXPECT_EQ(Now().state(), v1::Meeting::COMPLETED);
  Until(At(5, 11));
  EXPECT_THAT(Events(), Contains("meeting.follow_up_missed"));
}

TEST_P(LifecycleTest, GoesOnWhereItWasAfterARestart) {
  Until(At(3, 10, 5));
  world.Restart();
  Until(At(5, 0));
  EXPECT_EQ(Now().state(), v1::Meeting::NO_SHOW);
  std::vector<std::string> events = Events();
  EXPECT_EQ(std::count(events.begin(), events.end(), "meeting.started"), 1);
}

TEST_P(LifecycleTest, OfAnEndedMentorshipCancelsWhatIsToCome) {
  ASSERT_EQ(Refused(HoldSlot("ada", pair, At(4, 10))), "OK ");
  matching::v1::EndMentorshipRequest end;
  end.set_name(pair);
  end.set_reason(matching::v1::Mentorship::NOT_NOW);
  ASSERT_EQ(Refused(Matching<matching::v1::EndMentorshipResponse>(as("ada"), "EndMentorship", end)), "OK ");
  world.Settle();
  EXPECT_EQ(Now().state(), v1::Meeting::CANCELLED);
  EXPECT_EQ(Now().cancel_reason(), v1::Meeting::MENTORSHIP_ENDED);
  EXPECT_THAT(Now().invitation(), HasSubstr("METHOD:CANCEL"));
  EXPECT_THAT(Events(), IsSupersetOf({"meeting.cancelled", "hold.released"}));
}

TEST_P(LifecycleTest, OfAPausedMentorshipCancelsWhatIsToCome) {
  matching::v1::ConcludeIntroRequest conclude;
  conclude.set_name(pair);
  conclude.set_outcome(matching::v1::ConcludeIntroRequest::CONTINUE);
  ASSERT_EQ(Refused(Matching<matching::v1::Mentorship>(as("ada"), "ConcludeIntro", conclude)), "OK ");
  ASSERT_EQ(Refused(HoldSlot("ada", pair, At(4, 10))), "OK ");
  matching::v1::PauseMentorshipRequest pause;
  pause.set_name(pair);
  *pause.mutable_until_time() = base::ToProto(At(30, 10));
  ASSERT_EQ(Refused(Matching<matching::v1::Mentorship>(as("bob"), "PauseMentorship", pause)), "OK ");
  world.Settle();
  EXPECT_EQ(Now().state(), v1::Meeting::CANCELLED);
  EXPECT_EQ(Now().cancel_reason(), v1::Meeting::MENTORSHIP_PAUSED);
  EXPECT_THAT(Now().invitation(), HasSubstr("METHOD:CANCEL"));
  EXPECT_THAT(Events(), IsSupersetOf({"meeting.cancelled", "hold.released"}));
}

TEST_P(LifecycleTest, OfADeactivatedPersonCancelsWhatIsToCome) {
  ASSERT_EQ(Refused(HoldSlot("ada", pair, At(4, 10))), "OK ");
  profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("bob"));
  ASSERT_EQ(Refused(platform().Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/DeactivateProfile", leave)), "OK ");
  world.Settle();
  EXPECT_EQ(Now().state(), v1::Meeting::CANCELLED);
  EXPECT_THAT(Now().invitation(), HasSubstr("METHOD:CANCEL"));
  EXPECT_THAT(Events(), Contains("hold.released"));
  auto slots = Find("ada", Search({"ada", "bob"}));
  ASSERT_EQ(Refused(slots), "OK ");
  EXPECT_EQ(slots->slots_size(), 0);
}

TEST_P(LifecycleTest, OfAPersonWhoMovesSendsTheInvitationAgain) {
  ASSERT_EQ(Refused(ChangeZone("ada", "America/New_York")), "OK ");
  v1::Meeting moved = Now();
  EXPECT_EQ(moved.sequence(), 1);
  EXPECT_THAT(moved.invitation(), HasSubstr("TZID=America/New_York"));
  EXPECT_EQ(base::FromProto(moved.start_time()), At(3, 10)) << "the instant stays";
  EXPECT_THAT(Events(), Contains("meeting.invitation_reissued"));
  v1::GetAvailabilityRequest get;
  get.set_name(Person("ada") + "/availability");
  EXPECT_EQ(Calendar<v1::Availability>(as("ada"), "GetAvailability", get)->time_zone(), "America/New_York");
}

TEST_P(LifecycleTest, IsFollowedUpWithAsManyTakeawaysAsTheProgramAsksFor) {
  matching::v1::UpdateProgramRequest change;
  change.mutable_program()->set_name(std::string(kAcme) + "/programs/informal");
  change.mutable_program()->mutable_rules()->set_takeaways_min(2);
  change.mutable_program()->mutable_rules()->set_takeaways_max(3);
  for (const char* path : {"rules.takeaways_min", "rules.takeaways_max"}) change.mutable_update_mask()->add_paths(path);
  change.set_move_mentorships(true);
  ASSERT_EQ(Refused(admin().Call<matching::v1::Program>("gilde.matching.v1.ProgramService/UpdateProgram", change)), "OK ");
  Until(At(3, 10, 31));
  auto refused = FollowUp("ada");
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT TAKEAWAY_COUNT");
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("2-3"));
  v1::SubmitFollowUpRequest request;
  request.set_name(meeting);
  request.mutable_follow_up()->set_thanks("Thank you for the frank answer");
  for (const char* takeaway : {"Ask for the project", "Then for the role", "Write both down"}) {
    request.mutable_follow_up()->add_takeaways(takeaway);
  }
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("ada"), "SubmitFollowUp", request)), "OK ");
}

TEST_P(LifecycleTest, IsPreparedWithQuestionsAndReadInABrief) {
  v1::PrepareQuestionsRequest prepare;
  prepare.set_name(meeting);
  for (const char* question : {"What would you learn first?", "How did you begin?", "Is it hard?"}) prepare.add_questions(question);
  auto prepared = Meetings<v1::Meeting>(as("ada"), "PrepareQuestions", prepare);
  ASSERT_EQ(Refused(prepared), "OK ");
  EXPECT_TRUE(prepared->readiness().questions());
  matching::v1::CreateAdviceRequest advice;
  advice.set_parent(pair);
  advice.mutable_advice()->set_author(Person("bob"));
  advice.mutable_advice()->set_receiver(Person("ada"));
  advice.mutable_advice()->set_text("Ask before you are ready");
  ASSERT_EQ(Refused(Matching<matching::v1::Advice>(as("bob"), "CreateAdvice", advice)), "OK ");
  auto agenda = SetAgenda("ada");
  ASSERT_EQ(Refused(agenda), "OK ");
  ASSERT_EQ(agenda->agenda().open_advice_size(), 1);
  EXPECT_EQ(agenda->agenda().open_advice(0).text(), "Ask before you are ready");

  v1::GetMeetingBriefRequest request;
  request.set_name(meeting);
  auto brief = Meetings<v1::MeetingBrief>(as("ada"), "GetMeetingBrief", request);
  ASSERT_EQ(Refused(brief), "OK ");
  ASSERT_EQ(brief->partners_size(), 1);
  EXPECT_EQ(brief->partners(0).local_time().local_start(), "2027-01-07T11:00:00");
  EXPECT_EQ(brief->reader().local_start(), "2027-01-07T15:45:00");
  EXPECT_EQ(brief->open_advice_size(), 1);
  EXPECT_EQ(brief->prepared_questions_size(), 3);
  EXPECT_FALSE(brief->question_bank().empty());
  EXPECT_EQ(Refused(Meetings<v1::MeetingBrief>(as("eve"), "GetMeetingBrief", request)), "PERMISSION_DENIED NOT_A_PARTY");
  request.set_locale("not a tag");
  EXPECT_EQ(Refused(Meetings<v1::MeetingBrief>(as("ada"), "GetMeetingBrief", request)), "INVALID_ARGUMENT LOCALE_INVALID");
}

TEST_P(LifecycleTest, HasAnInvitationForItsPeople) {
  v1::GetInvitationRequest request;
  request.set_name(meeting);
  auto invitation = Meetings<v1::Invitation>(as("bob"), "GetInvitation", request);
  ASSERT_EQ(Refused(invitation), "OK ");
  EXPECT_EQ(invitation->method(), "REQUEST");
  EXPECT_THAT(invitation->icalendar(), HasSubstr("UID:" + invitation->uid()));
  EXPECT_EQ(Refused(Meetings<v1::Invitation>(as("eve"), "GetInvitation", request)), "PERMISSION_DENIED NOT_A_PARTY");
}

TEST_P(LifecycleTest, OfAMeetingOfAContactIsNotEndedByTheEndThatCameBeforeIt) {
  matching::v1::ConcludeIntroRequest conclude;
  conclude.set_name(pair);
  conclude.set_outcome(matching::v1::ConcludeIntroRequest::CONTINUE);
  ASSERT_EQ(Refused(Matching<matching::v1::Mentorship>(as("ada"), "ConcludeIntro", conclude)), "OK ");
  world.Settle();
  // All of this happens before scheduling hears of any of it.
  matching::v1::EndMentorshipRequest end;
  end.set_name(pair);
  end.set_reason(matching::v1::Mentorship::GOALS_REACHED);
  ASSERT_EQ(Refused(Matching<matching::v1::EndMentorshipResponse>(as("ada"), "EndMentorship", end)), "OK ");
  matching::v1::StartContactRequest contact;
  contact.set_name(pair);
  contact.set_every_days(180);
  ASSERT_EQ(Refused(Matching<matching::v1::Mentorship>(as("ada"), "StartContact", contact)), "OK ");
  auto later = Book("ada", pair, At(5, 10));
  ASSERT_EQ(Refused(later), "OK ");
  EXPECT_TRUE(later->in_contact());
  world.Settle();
  EXPECT_EQ(Now().state(), v1::Meeting::CANCELLED);
  EXPECT_EQ(Get(as("ada"), later->name())->state(), v1::Meeting::SCHEDULED);
  matching::v1::StopContactRequest stop;
  stop.set_name(pair);
  ASSERT_EQ(Refused(Matching<matching::v1::Mentorship>(as("bob"), "StopContact", stop)), "OK ");
  world.Settle();
  EXPECT_EQ(Get(as("ada"), later->name())->state(), v1::Meeting::CANCELLED);
}

}  // namespace
}  // namespace gilde::scheduling
