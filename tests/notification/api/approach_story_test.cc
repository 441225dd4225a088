// What people are told of a request that moves on or ends, of a mentorship that is proposed, and of one that ends or lives on as a contact.
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using matching::v1::ConcludeIntroRequest;
using matching::v1::Mentorship;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ApproachStoryTest : public PairTest {
 protected:
  // Carl may mentor too.
  ApproachStoryTest() {
    AddReader("carl", 3);
    Enroll(program, "carl", matching::v1::Enrollment::MENTOR, 3);
    world.Settle();
  }
  std::string SendTo(const std::vector<std::string>& mentors) {
    auto sent = Send(Draft(program, "ada", mentors));
    EXPECT_EQ(Refused(sent), "OK ");
    world.Settle();
    return sent.ok() ? sent->name() : "";
  }
  void SayNo(const std::string& mentor, const std::string& request) {
    EXPECT_EQ(Refused(Decline(mentor, request)), "OK ");
    world.Settle();
  }
  std::string Propose() {
    matching::v1::CreateMentorshipRequest request;
    request.set_parent(kAcme);
    request.mutable_mentorship()->add_mentors(Person("bob"));
    request.mutable_mentorship()->add_mentees(Person("ada"));
    auto created = Mentoring<Mentorship>(as("ada"), "CreateMentorship", request);
    EXPECT_EQ(Refused(created), "OK ");
    world.Settle();
    return created.ok() ? created->name() : "";
  }
  // A pair that came to its good end and stays in touch.
  std::string InTouch() {
    std::string pair = BeginActive();
    ReachGoal("ada", Person("ada") + "/goals/kafka");
    matching::v1::AnswerWrapUpRequest answer;
    answer.set_name(pair);
    answer.set_answer(matching::v1::AnswerWrapUpRequest::COMPLETE);
    EXPECT_EQ(Refused(Mentoring<Mentorship>(as("ada"), "AnswerWrapUp", answer)), "OK ");
    matching::v1::StartContactRequest contact;
    contact.set_name(pair);
    contact.set_every_days(180);
    EXPECT_EQ(Refused(Mentoring<Mentorship>(as("bob"), "StartContact", contact)), "OK ");
    return pair;
  }
  // Both were told once, now, of this end and of no other; its owner was not.
  void ExpectEndToldAsOther(absl::Duration after) {
    for (const char* person : {"ada", "bob"}) {
      EXPECT_THAT(ToldAt(person, "ended-other"), ElementsAre(In(after))) << person;
      v1::Notification told = LastTold(person, "ended-other");
      EXPECT_THAT(told.text(), AllOf(HasSubstr(person == std::string("ada") ? "bob Doe" : "ada Doe"), HasSubstr("Thank you")));
      EXPECT_THAT(told.text() + told.html(), AllOf(Not(HasSubstr("carl")), Not(HasSubstr("migrations")), Not(HasSubstr("later"))));
      ExpectNoBlame(told);
      for (const char* other : {"ended-completed", "ended-mismatch", "ended-moved-on", "ended-leaver"}) {
        EXPECT_THAT(ToldAt(person, other), IsEmpty()) << person << " " << other;
      }
    }
    EXPECT_THAT(ToldAt("eve", "ended-other"), IsEmpty());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ApproachStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ApproachStoryTest, ARequestThatGoesToTheNextChoiceIsToldToTheMenteeWithoutWhoSaidNoAndWhy) {
  std::string request = SendTo({"bob", "carl"});
  Until(Days(1));
  EXPECT_THAT(ToldAt("carl", "request-received"), IsEmpty()) << "the second choice does not know yet";
  SayNo("bob", request);
  Until(Days(2));
  EXPECT_THAT(ToldAt("ada", "request-moved-on"), ElementsAre(In(Days(1))));
  EXPECT_THAT(ToldAt("carl", "request-received"), ElementsAre(In(Days(1))));
  for (const char* person : {"bob", "carl"}) EXPECT_THAT(ToldAt(person, "request-moved-on"), IsEmpty()) << person;
  v1::Notification told = LastTold("ada", "request-moved-on");
  EXPECT_THAT(told.text(), AllOf(HasSubstr("Moving a nightly batch to streams"), HasSubstr("with your next choice")));
  EXPECT_THAT(told.text() + told.html() + told.subject(), AllOf(Not(HasSubstr("bob")), Not(HasSubstr("not this month"))));
  ExpectNoBlame(told);
  EXPECT_THAT(ToldAt("ada", "request-declined"), IsEmpty()) << "somebody may still say yes";
}

TEST_P(ApproachStoryTest, SilenceOfThreeDaysMovesARequestOnOnceAndTheLastChoiceIsWaitedFor) {
  SendTo({"bob", "carl"});
  Until(Days(3) - absl::Seconds(1));
  EXPECT_THAT(ToldAt("ada", "request-moved-on"), IsEmpty());
  Until(Days(20));
  EXPECT_THAT(ToldAt("ada", "request-moved-on"), ElementsAre(In(Days(3))));
  EXPECT_THAT(ToldAt("ada", "request-declined"), IsEmpty()) << "nobody said no";
}

TEST_P(ApproachStoryTest, ARequestThatEverybodyDeclinesIsToldToTheMenteeOnceAndSaysNothingOfTheQuestion) {
  std::string request = SendTo({"bob", "carl"});
  SayNo("bob", request);
  Until(absl::Hours(14));
  SayNo("carl", request);
  Until(Days(10));
  EXPECT_THAT(ToldAt("ada", "request-declined"), ElementsAre(In(absl::Hours(14)))) << "an answer, told at once";
  EXPECT_THAT(ToldAt("ada", "request-expired"), IsEmpty());
  for (const char* person : {"bob", "carl", "eve"}) EXPECT_THAT(ToldAt(person, "request-declined"), IsEmpty()) << person;
  v1::Notification told = LastTold("ada", "request-declined");
  EXPECT_THAT(told.text(), AllOf(HasSubstr("Moving a nightly batch to streams"), HasSubstr("It says nothing about your question"),
                                 HasSubstr("who else could fit")));
  EXPECT_THAT(told.text() + told.html(), AllOf(Not(HasSubstr("carl")), Not(HasSubstr("not this month"))));
  ExpectNoBlame(told);
}

TEST_P(ApproachStoryTest, ARequestToOneMentorWhoDeclinesDoesNotMoveOn) {
  SayNo("bob", SendTo({"bob"}));
  Until(Days(5));
  EXPECT_THAT(ToldAt("ada", "request-declined"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("ada", "request-moved-on"), IsEmpty());
}

TEST_P(ApproachStoryTest, AMentorshipThatIsProposedIsToldToBothOnceWithUntilWhenTheyMayAnswer) {
  Until(absl::Hours(14));
  std::string pair = Propose();
  for (const auto& [person, partner] : {std::pair{"ada", "bob Doe"}, {"bob", "ada Doe"}}) {
    EXPECT_THAT(ToldAt(person, "mentorship-proposed"), ElementsAre(In(absl::Hours(14)))) << person;
    v1::Notification told = LastTold(person, "mentorship-proposed");
    EXPECT_THAT(told.text(), AllOf(HasSubstr(partner), HasSubstr("one short conversation"), HasSubstr("until Monday 18 January"),
                                   HasSubstr("Yes and no are both good answers")));
    ExpectNoBlame(told);
  }
  for (const char* person : {"carl", "eve"}) EXPECT_THAT(ToldAt(person, "mentorship-proposed"), IsEmpty()) << person;
  matching::v1::AcceptMentorshipRequest accept;
  accept.set_name(pair);
  ASSERT_EQ(Refused(Mentoring<Mentorship>(as("bob"), "AcceptMentorship", accept)), "OK ");
  Until(Days(5));
  EXPECT_THAT(ToldAt("bob", "mentorship-proposed"), testing::SizeIs(1));
}

TEST_P(ApproachStoryTest, AMentorshipThatBeginsWithARequestIsNotProposedOnceMore) {
  Begin();
  Until(Days(1));
  for (const char* person : {"ada", "bob"}) EXPECT_THAT(ToldAt(person, "mentorship-proposed"), IsEmpty()) << person;
}

TEST_P(ApproachStoryTest, AFirstConversationThatDoesNotGoOnEndsWithThanksToBoth) {
  std::string pair = Begin();
  Until(absl::Hours(14));
  ASSERT_EQ(Refused(Conclude("ada", pair, ConcludeIntroRequest::NOT_NOW)), "OK ");
  Until(Days(5));
  ExpectEndToldAsOther(absl::Hours(14));
}

TEST_P(ApproachStoryTest, AReferralEndsWithThanksToBothAndNamesNobodyYet) {
  matching::v1::ConcludeIntroRequest request;
  request.set_name(Begin());
  request.set_outcome(ConcludeIntroRequest::REFER);
  request.set_refer_to(Person("carl"));
  request.set_refer_purpose("He has led three migrations");
  ASSERT_EQ(Refused(Mentoring<Mentorship>(as("bob"), "ConcludeIntro", request)), "OK ");
  Until(Days(5));
  ExpectEndToldAsOther(absl::ZeroDuration());
}

TEST_P(ApproachStoryTest, AProgramThatIsOverEndsItsPairsWithThanksToBoth) {
  BeginActive();
  Until(Days(1));
  matching::v1::CancelProgramRequest cancel;
  cancel.set_name(program);
  ASSERT_EQ(Refused(Programs<matching::v1::Program>("CancelProgram", cancel)), "OK ");
  Until(Days(5));
  ExpectEndToldAsOther(Days(1));
}

TEST_P(ApproachStoryTest, ALongTermContactIsALightTouchTwiceAYearUntilEitherSideStopsIt) {
  std::string pair = InTouch();
  Until(Days(361));
  for (const auto& [person, partner] : {std::pair{"ada", "bob Doe"}, {"bob", "ada Doe"}}) {
    EXPECT_THAT(ToldAt(person, "contact-touch"), ElementsAre(In(Days(180)), In(Days(360)))) << person;
    v1::Notification told = LastTold(person, "contact-touch");
    EXPECT_THAT(told.text(), AllOf(HasSubstr(partner), HasSubstr("You do not have to do anything")));
    EXPECT_FALSE(told.nudge()) << "takes no room among the nudges of a week";
    ExpectNoBlame(told);
    EXPECT_THAT(ToldAt(person, "ended-other"), IsEmpty());
  }
  matching::v1::StopContactRequest stop;
  stop.set_name(pair);
  ASSERT_EQ(Refused(Mentoring<Mentorship>(as("bob"), "StopContact", stop)), "OK ");
  Until(Days(600));
  EXPECT_THAT(ToldAt("ada", "contact-touch"), testing::SizeIs(2));
}

TEST_P(ApproachStoryTest, ALightTouchComesByDayAndNotToOneWhoWantsNone) {
  Until(absl::Hours(14));
  InTouch();
  v1::Preferences none;
  none.add_unsubscribed(v1::NUDGE);
  ASSERT_EQ(Refused(Wish("bob", none)), "OK ");
  Until(Days(185));
  EXPECT_THAT(ToldAt("ada", "contact-touch"), ElementsAre(In(Days(181)))) << "due at ten in the evening, told at eight";
  EXPECT_THAT(ToldAt("bob", "contact-touch"), IsEmpty());
}

}  // namespace
}  // namespace gilde::notification
