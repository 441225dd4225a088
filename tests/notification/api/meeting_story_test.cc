// What the rules tell people around a meeting, from the events that the other services really publish.
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using scheduling::v1::Meeting;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using v1::Reminder;

constexpr absl::Duration kHalfPastOne = absl::Minutes(3 * 24 * 60 + 330);  // Thursday 13:30
constexpr absl::Duration kEvening = absl::Minutes(3 * 24 * 60 + 750);      // Thursday 20:30

class MeetingStoryTest : public PairTest {
 protected:
  MeetingStoryTest() : pair(Begin()) {}
  absl::StatusOr<Meeting> SetAgenda(const std::string& meeting) {
    scheduling::v1::SetAgendaRequest request;
    request.set_name(meeting);
    request.mutable_agenda()->add_points("The talk in May");
    auto set = Meetings<Meeting>("ada", "SetAgenda", request);
    world.Settle();
    return set;
  }
  absl::StatusOr<Meeting> Move(const std::string& meeting, absl::Duration after) {
    scheduling::v1::RescheduleMeetingRequest request;
    request.set_name(meeting);
    *request.mutable_start_time() = base::ToProto(start + after);
    *request.mutable_end_time() = base::ToProto(start + after + absl::Minutes(30));
    auto moved = Meetings<Meeting>("bob", "RescheduleMeeting", request);
    world.Settle();
    return moved;
  }
  absl::StatusOr<Meeting> Cancel(const std::string& meeting) {
    scheduling::v1::CancelMeetingRequest request;
    request.set_name(meeting);
    request.set_note("a night shift");
    auto cancelled = Meetings<Meeting>("ada", "CancelMeeting", request);
    world.Settle();
    return cancelled;
  }
  std::string pair;
};
INSTANTIATE_TEST_SUITE_P(Engines, MeetingStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MeetingStoryTest, BothAreInvitedAndRemindedADayAndAnHourBefore) {
  std::string meeting = Book("ada", pair, kHalfPastOne);
  Until(Days(4));
  for (const char* person : {"ada", "bob"}) {
    EXPECT_THAT(ToldAt(person, "meeting-invitation"), ElementsAre(In(absl::ZeroDuration()))) << person;
    EXPECT_THAT(ToldAt(person, "meeting-reminder"), ElementsAre(In(kHalfPastOne - Days(1)), In(kHalfPastOne - absl::Hours(1)))) << person;
  }
  v1::Notification invitation = LastTold("bob", "meeting-invitation");
  EXPECT_THAT(invitation.subject(), HasSubstr("Thursday 7 January, 13:30 (UTC)"));
  EXPECT_THAT(invitation.invitation(), HasSubstr("METHOD:REQUEST"));
  EXPECT_EQ(invitation.subject_resource(), meeting);
  EXPECT_EQ(invitation.mentorship(), pair);
  EXPECT_TRUE(LastTold("bob", "meeting-reminder").invitation().empty());
}

TEST_P(MeetingStoryTest, AnAgendaIsAskedForThirtySixHoursBefore) {
  Book("ada", pair, kEvening);
  Until(Days(4));
  EXPECT_THAT(ToldAt("ada", "agenda-nudge"), ElementsAre(In(kEvening - absl::Hours(36))));
  EXPECT_THAT(ToldAt("bob", "agenda-nudge"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "agenda-missed"), ElementsAre(In(Days(3)))) << "due at 20:30, and told when the night is over";
  EXPECT_THAT(ToldAt("bob", "agenda-missed-mentor"), ElementsAre(In(Days(3))));
}

TEST_P(MeetingStoryTest, AnAgendaThatWouldBeAskedForAtNightIsAskedForInTheMorning) {
  Book("ada", pair, Days(3));  // 08:00: 36 hours before it are 20:00
  Until(Days(2));
  EXPECT_THAT(ToldAt("ada", "agenda-nudge"), ElementsAre(In(Days(2))));
}

TEST_P(MeetingStoryTest, AnAgendaThatIsSetIsNotAskedFor) {
  std::string meeting = Book("ada", pair, kEvening);
  ASSERT_EQ(Refused(SetAgenda(meeting)), "OK ");
  Until(Days(4));
  EXPECT_THAT(ToldAt("ada", "agenda-nudge"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "agenda-missed"), IsEmpty());
  std::vector<Reminder> cancelled = RemindersOf("ada", Reminder::CANCELLED);
  EXPECT_TRUE(std::any_of(cancelled.begin(), cancelled.end(), [](const Reminder& r) { return r.template_() == "agenda-nudge"; }));
}

TEST_P(MeetingStoryTest, AFollowUpIsAskedForTwentyHoursAfter) {
  std::string meeting = Book("ada", pair, kHalfPastOne);
  ASSERT_EQ(Refused(SetAgenda(meeting)), "OK ") << "two nudges for it would leave one of three for the follow-up";
  Hold(meeting, kHalfPastOne);
  Until(kHalfPastOne + Days(3));
  EXPECT_THAT(ToldAt("ada", "follow-up-nudge"), ElementsAre(In(kHalfPastOne + absl::Minutes(30) + absl::Hours(20))));
  EXPECT_THAT(ToldAt("ada", "follow-up-missed"), ElementsAre(In(kHalfPastOne + absl::Minutes(30) + absl::Hours(24))));
  EXPECT_THAT(ToldAt("bob", "follow-up-nudge"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "meeting-no-show"), IsEmpty());
}

TEST_P(MeetingStoryTest, AFollowUpThatIsThereIsNotAskedFor) {
  std::string meeting = Book("ada", pair, kHalfPastOne);
  Hold(meeting, kHalfPastOne);
  scheduling::v1::SubmitFollowUpRequest request;
  request.set_name(meeting);
  request.mutable_follow_up()->set_thanks("Thank you for the frank answer");
  request.mutable_follow_up()->add_takeaways("Measure one partition first");
  ASSERT_EQ(Refused(Meetings<Meeting>("ada", "SubmitFollowUp", request)), "OK ");
  Until(kHalfPastOne + Days(3));
  EXPECT_THAT(ToldAt("ada", "follow-up-nudge"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "follow-up-missed"), IsEmpty());
}

TEST_P(MeetingStoryTest, AMeetingThatNobodyConfirmsIsAskedAboutAndThenANoShow) {
  Book("ada", pair, kHalfPastOne);
  Until(kHalfPastOne + Days(2));
  for (const char* person : {"ada", "bob"}) {
    EXPECT_THAT(ToldAt(person, "attendance-asked"), ElementsAre(In(kHalfPastOne + absl::Minutes(10)))) << person;
    EXPECT_THAT(ToldAt(person, "meeting-no-show"), ElementsAre(In(kHalfPastOne + absl::Minutes(10) + Days(1)))) << person;
  }
  EXPECT_THAT(ToldAt("ada", "follow-up-missed"), IsEmpty());
}

TEST_P(MeetingStoryTest, AMeetingThatMovesTakesItsRemindersAlong) {
  std::string meeting = Book("ada", pair, kHalfPastOne);
  Until(Days(1));
  ASSERT_EQ(Refused(Move(meeting, kHalfPastOne + Days(4))), "OK ");
  Until(Days(8));
  for (const char* person : {"ada", "bob"}) {
    EXPECT_THAT(ToldAt(person, "meeting-reminder"), ElementsAre(In(kHalfPastOne + Days(3)), In(kHalfPastOne + Days(4) - absl::Hours(1))));
    EXPECT_THAT(ToldAt(person, "meeting-invitation"), ElementsAre(In(absl::ZeroDuration()), In(Days(1))));
  }
  EXPECT_THAT(LastTold("ada", "meeting-invitation").invitation(), HasSubstr("SEQUENCE:1"));
}

TEST_P(MeetingStoryTest, AMeetingThatIsOffTakesItsRemindersBackAndSaysSoToTheCalendar) {
  std::string meeting = Book("ada", pair, kHalfPastOne);
  Until(Days(1));
  ASSERT_EQ(Refused(Cancel(meeting)), "OK ");
  Until(Days(4));
  for (const char* person : {"ada", "bob"}) {
    EXPECT_THAT(ToldAt(person, "meeting-reminder"), IsEmpty()) << person;
    EXPECT_THAT(ToldAt(person, "meeting-cancelled"), ElementsAre(In(Days(1)))) << person;
    EXPECT_THAT(LastTold(person, "meeting-cancelled").invitation(), HasSubstr("METHOD:CANCEL")) << person;
  }
  EXPECT_THAT(ToldAt("ada", "agenda-nudge"), IsEmpty());
}

TEST_P(MeetingStoryTest, AdviceThatIsOpenIsAskedAboutTwoDaysBeforeTheNextMeeting) {
  matching::v1::CreateAdviceRequest advice;
  advice.set_parent(pair);
  advice.mutable_advice()->set_author(Person("bob"));
  advice.mutable_advice()->set_receiver(Person("ada"));
  advice.mutable_advice()->set_text("Ask before you are ready");
  ASSERT_EQ(Refused(Mentoring<matching::v1::Advice>(as("bob"), "CreateAdvice", advice)), "OK ");
  Book("ada", pair, kHalfPastOne);
  Until(Days(4));
  EXPECT_THAT(ToldAt("ada", "advice-report"), ElementsAre(In(kHalfPastOne - Days(2))));
  EXPECT_THAT(LastTold("ada", "advice-report").text(), Not(HasSubstr("before you are ready"))) << "the words stay where they are";
}

TEST_P(MeetingStoryTest, WithoutOpenAdviceNobodyIsAskedAboutIt) {
  Book("ada", pair, kHalfPastOne);
  Until(Days(4));
  EXPECT_THAT(ToldAt("ada", "advice-report"), IsEmpty());
}

TEST_P(MeetingStoryTest, ANextMeetingIsAskedForAfterOneAndAHalfTimesTheCadence) {
  std::string meeting = Book("ada", pair, kHalfPastOne);
  Hold(meeting, kHalfPastOne);
  absl::Duration wait = Days(1.5 * Pair(pair).cadence_days());
  Until(kHalfPastOne + wait + Days(2));
  EXPECT_THAT(ToldAt("ada", "no-next-meeting"), ElementsAre(In(kHalfPastOne + absl::Minutes(30) + wait)));
}

TEST_P(MeetingStoryTest, ANextMeetingThatIsBookedIsNotAskedFor) {
  std::string meeting = Book("ada", pair, kHalfPastOne);
  Hold(meeting, kHalfPastOne);
  Book("ada", pair, kHalfPastOne + Days(60));
  Until(kHalfPastOne + Days(50));
  EXPECT_THAT(ToldAt("ada", "no-next-meeting"), IsEmpty());
}

}  // namespace
}  // namespace gilde::notification
