// What the rules tell people over a relationship's life, from the events that the other services really publish.
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using matching::v1::Mentorship;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using v1::Reminder;

class RelationshipStoryTest : public PairTest {
 protected:
  absl::StatusOr<Mentorship> Pause(const std::string& pair, absl::Duration until) {
    matching::v1::PauseMentorshipRequest request;
    request.set_name(pair);
    *request.mutable_until_time() = base::ToProto(start + until);
    return Mentoring<Mentorship>(as("ada"), "PauseMentorship", request);
  }
  // Reminders of a rule that were dropped for this reason.
  int Dropped(const std::string& person, const std::string& rule, Reminder::Reason reason) {
    int count = 0;
    for (const Reminder& reminder : RemindersOf(person, Reminder::DROPPED)) {
      count += reminder.rule() == absl::StrCat(kAcme, "/rules/", rule) && reminder.reason() == reason ? 1 : 0;
    }
    return count;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, RelationshipStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(RelationshipStoryTest, ARequestThatWaitsIsBroughtBackToMindAfterThreeDaysAndExpiresAfterSeven) {
  ASSERT_EQ(Refused(Send(Draft(program, "ada", {"bob"}))), "OK ");
  Until(Days(3) - absl::Seconds(1));
  EXPECT_THAT(ToldAt("bob", "request-received"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("bob", "request-reminder"), IsEmpty());
  Until(Days(10));
  EXPECT_THAT(ToldAt("bob", "request-reminder"), ElementsAre(In(Days(3))));
  EXPECT_THAT(LastTold("bob", "request-reminder").text(), HasSubstr("Moving a nightly batch to streams"));
  EXPECT_THAT(LastTold("bob", "request-reminder").text(), HasSubstr("ada Doe"));
  EXPECT_THAT(ToldAt("ada", "request-expired"), ElementsAre(In(Days(7))));
}

TEST_P(RelationshipStoryTest, ARequestThatIsAnsweredIsNotBroughtBackToMind) {
  Begin();
  EXPECT_THAT(ToldAt("ada", "request-accepted"), ElementsAre(In(absl::ZeroDuration())));
  Until(Days(8));
  EXPECT_THAT(ToldAt("bob", "request-reminder"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "request-expired"), IsEmpty());
}

TEST_P(RelationshipStoryTest, OneWhoSendsNoRequestIsNudgedOnDayThreeAndTen) {
  Until(Days(12));
  EXPECT_THAT(ToldAt("ada", "enrollment-active"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("ada", "no-request-yet"), ElementsAre(In(Days(3)), In(Days(10))));
  EXPECT_THAT(ToldAt("bob", "no-request-yet"), IsEmpty()) << "a mentor sends none";
}

TEST_P(RelationshipStoryTest, OneWhoSendsARequestIsNotNudgedToSendOne) {
  Until(Days(4));
  ASSERT_EQ(Refused(Send(Draft(program, "ada", {"bob"}))), "OK ");
  Until(Days(12));
  EXPECT_THAT(ToldAt("ada", "no-request-yet"), ElementsAre(In(Days(3))));
}

TEST_P(RelationshipStoryTest, AnInvitationNobodyAnswersIsToldToTheOwnerAfterFourteenDays) {
  AddReader("dan");
  matching::v1::CreateEnrollmentRequest request;
  request.set_parent(program);
  request.mutable_enrollment()->set_profile(Person("dan"));
  request.mutable_enrollment()->add_roles(matching::v1::Enrollment::MENTEE);
  request.mutable_enrollment()->set_state(matching::v1::Enrollment::INVITED);
  ASSERT_EQ(Refused(Programs<matching::v1::Enrollment>("CreateEnrollment", request)), "OK ");
  Until(Days(15));
  EXPECT_THAT(ToldAt("dan", "enrollment-invited"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(LastTold("dan", "enrollment-invited").subject(), HasSubstr("Program p1"));
  EXPECT_THAT(ToldAt("eve", "invitation-unanswered"), ElementsAre(In(Days(14))));
}

TEST_P(RelationshipStoryTest, AFirstMeetingNobodySchedulesIsANudgeAfterSevenDaysAndTheOwnersBusinessAfterFourteen) {
  Begin();
  Until(Days(13));
  EXPECT_THAT(ToldAt("ada", "first-meeting"), ElementsAre(In(Days(7))));
  EXPECT_THAT(ToldAt("bob", "first-meeting"), IsEmpty());
  EXPECT_THAT(ToldAt("eve", "first-meeting-owner"), IsEmpty());
  Until(Days(20));
  EXPECT_THAT(ToldAt("eve", "first-meeting-owner"), ElementsAre(In(Days(14))));
}

TEST_P(RelationshipStoryTest, AFirstMeetingThatIsBookedIsNotAskedFor) {
  std::string pair = Begin();
  Until(Days(6));
  ASSERT_FALSE(Book("ada", pair, Days(20)).empty());
  Until(Days(16));
  EXPECT_THAT(ToldAt("ada", "first-meeting"), IsEmpty());
  EXPECT_THAT(ToldAt("eve", "first-meeting-owner"), IsEmpty());
}

TEST_P(RelationshipStoryTest, APausedPairIsLeftAloneAndToldOfTheEndOfThePause) {
  std::string pair = BeginActive();
  Until(Days(1));
  ASSERT_EQ(Refused(Pause(pair, Days(60))), "OK ");
  Until(Days(59));
  for (const char* person : {"ada", "bob", "eve"}) {
    for (const v1::Notification& told : Told(person)) EXPECT_FALSE(told.nudge()) << person << " " << told.template_();
  }
  EXPECT_EQ(Dropped("ada", "first-meeting", Reminder::PAIR_RESTS), 1);
  EXPECT_EQ(Dropped("ada", "pulse", Reminder::PAIR_RESTS), 1);
  EXPECT_EQ(Dropped("bob", "mentor-reflection", Reminder::PAIR_RESTS), 1);
  EXPECT_THAT(ToldAt("ada", "pause-ends"), ElementsAre(In(Days(57))));
  EXPECT_THAT(ToldAt("bob", "pause-ends"), ElementsAre(In(Days(57))));
  Until(Days(91));
  EXPECT_THAT(ToldAt("ada", "pulse"), ElementsAre(In(Days(90)))) << "it goes on after the pause";
}

TEST_P(RelationshipStoryTest, ASilentPairIsAskedKindlyStepByStepAndLetGo) {
  std::string pair = BeginActive();
  matching::v1::ProgramRules rules = Pair(pair).rules();
  absl::Duration quiet = Days(std::max(rules.cadence_days() * rules.quiet_cadence_percent() / 100, rules.quiet_min_days()));
  Until(quiet + Days(30));
  for (const char* person : {"ada", "bob"}) {
    EXPECT_THAT(ToldAt(person, "soft-check-in"), ElementsAre(In(quiet))) << person;
    EXPECT_THAT(ToldAt(person, "ten-minutes-offered"), ElementsAre(In(quiet + Days(7)))) << person;
    EXPECT_THAT(ToldAt(person, "pause-offered"), ElementsAre(In(quiet + Days(14)))) << person;
    EXPECT_THAT(ToldAt(person, "ended-moved-on"), ElementsAre(In(quiet + Days(21)))) << person;
  }
  EXPECT_THAT(ToldAt("ada", "rematch"), ElementsAre(In(quiet + Days(21))));
  EXPECT_THAT(ToldAt("bob", "rematch"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "ended-completed"), IsEmpty());
}

TEST_P(RelationshipStoryTest, HowItGoesIsAskedOnDayThirtyAndThenEverySixtyDays) {
  std::string pair = BeginActive();
  for (int day = 5; day < 160; day += 20) {
    Until(Days(day));
    matching::v1::RecordCheckInRequest request;
    request.set_parent(pair);
    request.mutable_check_in()->set_progress("The consumer keeps up now");
    request.mutable_check_in()->set_challenge("Replays take an hour");
    request.mutable_check_in()->set_next("Measure one partition");
    ASSERT_EQ(Refused(Mentoring<matching::v1::CheckIn>(as("ada"), "RecordCheckIn", request)), "OK ");
  }
  Until(Days(160));
  EXPECT_THAT(ToldAt("ada", "pulse"), ElementsAre(In(Days(30)), In(Days(90)), In(Days(150))));
  EXPECT_THAT(ToldAt("bob", "pulse"), ElementsAre(In(Days(30)), In(Days(90)), In(Days(150))));
  EXPECT_THAT(ToldAt("bob", "mentor-reflection"), ElementsAre(In(Days(45))));
  ASSERT_EQ(Refused(End(as("ada"), pair, Mentorship::GOALS_REACHED)), "OK ");
  Until(Days(300));
  EXPECT_EQ(ToldAt("ada", "pulse").size(), 3u) << "it ends with the mentorship";
  EXPECT_THAT(ToldAt("bob", "mentor-reflection-end"), ElementsAre(In(Days(160))));
  EXPECT_THAT(ToldAt("ada", "ended-completed"), ElementsAre(In(Days(160))));
}

TEST_P(RelationshipStoryTest, AReachedGoalIsAThankYouAtMostMonthly) {
  ReachGoal("ada", Person("ada") + "/goals/kafka");
  Until(Days(10));
  ReachGoal("ada", AddGoal("ada", "second"));
  EXPECT_THAT(ToldAt("ada", "gratitude"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_EQ(Dropped("ada", "gratitude", Reminder::TOLD_LATELY), 1);
  Until(Days(31));
  ReachGoal("ada", AddGoal("ada", "third"));
  EXPECT_THAT(ToldAt("ada", "gratitude"), ElementsAre(In(absl::ZeroDuration()), In(Days(31))));
}

TEST_P(RelationshipStoryTest, AnIntroductionAsksTheThirdPersonFirstAndThanksAtMostMonthly) {
  std::string pair = BeginActive();
  auto introduce = [&](const std::string& id) {
    matching::v1::OfferIntroductionRequest offer;
    offer.set_parent(pair);
    offer.set_introduction_id(id);
    offer.mutable_introduction()->set_author(Person("bob"));
    offer.mutable_introduction()->set_third_person(Person("eve"));
    offer.mutable_introduction()->set_purpose("She runs the largest cluster");
    EXPECT_EQ(Refused(Mentoring<matching::v1::Introduction>(as("bob"), "OfferIntroduction", offer)), "OK ");
    world.Settle();
  };
  auto make = [&](const std::string& id) {
    matching::v1::AnswerIntroductionRequest answer;
    answer.set_name(pair + "/introductions/" + id);
    answer.set_answer(matching::v1::AnswerIntroductionRequest::ACCEPT);
    EXPECT_EQ(Refused(Mentoring<matching::v1::Introduction>(as("eve"), "AnswerIntroduction", answer)), "OK ");
    matching::v1::CompleteIntroductionRequest made;
    made.set_name(answer.name());
    EXPECT_EQ(Refused(Mentoring<matching::v1::Introduction>(as("bob"), "CompleteIntroduction", made)), "OK ");
    world.Settle();
  };
  introduce("i1");
  EXPECT_THAT(ToldAt("eve", "introduction-offered"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("ada", "introduction-offered"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "introduction-accepted"), IsEmpty());
  make("i1");
  EXPECT_THAT(ToldAt("ada", "introduction-accepted"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("bob", "introduction-accepted"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("ada", "gratitude-introduction"), ElementsAre(In(absl::ZeroDuration())));
  introduce("i2");
  make("i2");
  EXPECT_EQ(Dropped("ada", "gratitude-introduction", Reminder::TOLD_LATELY), 1);
}

TEST_P(RelationshipStoryTest, AdvocacyAsksTheMenteeAndAStretchAssignmentIsBroughtBackToMindTwoDaysBefore) {
  std::string pair = BeginActive();
  matching::v1::OfferAdvocacyRequest offer;
  offer.set_parent(pair);
  offer.mutable_advocacy()->set_author(Person("bob"));
  offer.mutable_advocacy()->set_kind(matching::v1::Advocacy::NOMINATION);
  offer.mutable_advocacy()->set_target("The platform award");
  ASSERT_EQ(Refused(Mentoring<matching::v1::Advocacy>(as("bob"), "OfferAdvocacy", offer)), "OK ");
  for (const char* id : {"s1", "s2"}) {
    matching::v1::CreateStretchAssignmentRequest harder;
    harder.set_parent(pair);
    harder.set_stretch_assignment_id(id);
    auto& assignment = *harder.mutable_stretch_assignment();
    assignment.set_author(Person("bob"));
    assignment.set_text("Lead the review");
    assignment.set_risk(matching::v1::StretchAssignment::LOW);
    *assignment.mutable_debrief_due_time() = base::ToProto(start + Days(9));
    ASSERT_EQ(Refused(Mentoring<matching::v1::StretchAssignment>(as("bob"), "CreateStretchAssignment", harder)), "OK ");
  }
  matching::v1::DebriefStretchAssignmentRequest debrief;
  debrief.set_name(pair + "/stretchAssignments/s2");
  debrief.set_debrief("I ask for objections first now");
  ASSERT_EQ(Refused(Mentoring<matching::v1::StretchAssignment>(as("ada"), "DebriefStretchAssignment", debrief)), "OK ");
  Until(Days(12));
  EXPECT_THAT(ToldAt("ada", "advocacy-offered"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("ada", "stretch-debrief"), ElementsAre(In(Days(7)))) << "once, for the one that is still open";
}

TEST_P(RelationshipStoryTest, AMismatchEndsWithThanksAndWithoutWhatIsNeededInstead) {
  std::string pair = BeginActive();
  matching::v1::EndMentorshipRequest request;
  request.set_name(pair);
  request.set_reason(Mentorship::MISMATCH);
  request.mutable_needed_instead()->set_experience("has led a team through a merger");
  ASSERT_EQ(Refused(Mentoring<matching::v1::EndMentorshipResponse>(as("ada"), "EndMentorship", request)), "OK ");
  world.Settle();
  for (const char* person : {"ada", "bob"}) {
    v1::Notification told = LastTold(person, "ended-mismatch");
    EXPECT_THAT(told.text() + told.html() + told.subject(), Not(HasSubstr("merger"))) << person;
  }
  EXPECT_THAT(Told("eve"), IsEmpty());
}

TEST_P(RelationshipStoryTest, APartnerWhoLeavesIsToldToTheOneWhoStays) {
  BeginActive();
  size_t before = RemindersOf("bob", Reminder::SENT).size();
  profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("bob"));
  ASSERT_EQ(Refused(Profiles<profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  Until(Days(2));
  EXPECT_THAT(ToldAt("ada", "ended-leaver"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_EQ(RemindersOf("bob", Reminder::SENT).size(), before) << "one who has left gets no more";
}

TEST_P(RelationshipStoryTest, FeedbackIsAnnouncedWithoutItsWords) {
  std::string pair = BeginActive();
  matching::v1::GiveFeedbackRequest request;
  request.set_parent(pair);
  request.mutable_feedback()->set_author(Person("bob"));
  request.mutable_feedback()->set_receiver(Person("ada"));
  request.mutable_feedback()->set_situation("In the review of Monday");
  request.mutable_feedback()->set_behaviour("you asked what could break");
  request.mutable_feedback()->set_impact("and the team found two faults");
  ASSERT_EQ(Refused(Mentoring<matching::v1::Feedback>(as("bob"), "GiveFeedback", request)), "OK ");
  world.Settle();
  EXPECT_THAT(LastTold("ada", "feedback-given").text(), HasSubstr("bob Doe"));
  EXPECT_THAT(LastTold("ada", "feedback-given").text(), Not(HasSubstr("Monday")));
  EXPECT_THAT(ToldAt("bob", "feedback-given"), IsEmpty());
}

}  // namespace
}  // namespace gilde::notification
