// What people are told before they talk to anybody: of a profile that says little, and of their place on the waiting list.
#include "tests/notification/api/fixture.h"
#include "tests/notification/api/mail_sink.h"

namespace gilde::notification {
namespace {

using Place = matching::v1::Enrollment;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Ada has the one seat of the program.
class EnrollmentStoryTest : public NotificationTest {
 protected:
  EnrollmentStoryTest() {
    AddReader("bob", 1);
    program = AddProgram("p1", matching::v1::Program::FORMAL);
    Enroll(program, "bob", Place::MENTOR, 1);
    Join("ada");
  }
  std::string Join(const std::string& id, const std::string& locale = "en") {
    AddReader(id);
    AddGoal(id, "kafka");
    v1::Preferences wishes;
    wishes.set_locale(locale);
    EXPECT_EQ(Refused(Wish(id, wishes)), "OK ");
    std::string enrollment = Enroll(program, id, Place::MENTEE);
    world.Settle();
    return enrollment;
  }
  void Withdraw(const std::string& id) {
    matching::v1::WithdrawEnrollmentRequest request;
    request.set_name(program + "/enrollments/" + id);
    EXPECT_EQ(Refused(Programs<Place>("WithdrawEnrollment", request)), "OK ");
    world.Settle();
  }
  void Leave(const std::string& id) {
    profile::v1::DeactivateProfileRequest request;
    request.set_name(Person(id));
    EXPECT_EQ(Refused(Profiles<profile::v1::Profile>(platform(), "DeactivateProfile", request)), "OK ");
    world.Settle();
  }
  void SwitchOff(const std::string& rule) {
    v1::UpdateRuleRequest request;
    request.mutable_rule()->set_name(absl::StrCat(kAcme, "/rules/", rule));
    request.mutable_rule()->set_off(true);
    request.mutable_update_mask()->add_paths("off");
    EXPECT_EQ(Refused(Rules<v1::Rule>(platform(), "UpdateRule", request)), "OK ");
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, EnrollmentStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(EnrollmentStoryTest, WhoWaitsIsToldOnceWhereTheyStandAndHowTheListMoves) {
  std::string first = Join("carl");
  Advance(absl::Hours(1));
  std::string second = Join("dan");
  EXPECT_THAT(ToldAt("carl", "enrollment-waitlisted"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(ToldAt("dan", "enrollment-waitlisted"), ElementsAre(In(absl::Hours(1))));
  for (const auto& [person, place] : {std::pair{"carl", 1}, {"dan", 2}}) {
    v1::Notification told = LastTold(person, "enrollment-waitlisted");
    for (const std::string& said : {told.text(), told.html()}) {
      EXPECT_THAT(said,
                  AllOf(HasSubstr("Program p1"), HasSubstr(absl::StrCat("at place ", place, ".")), HasSubstr("first come, first served"),
                        HasSubstr("matched again comes first"), HasSubstr("moves up by itself")));
    }
    ExpectNoBlame(told);
    EXPECT_EQ(Enrollment(program + "/enrollments/" + person).waitlist_place(), place);
  }
  for (const char* person : {"ada", "bob"}) EXPECT_THAT(ToldAt(person, "enrollment-waitlisted"), IsEmpty()) << person;
  Withdraw("carl");
  Until(Days(1));
  EXPECT_EQ(Enrollment(second).waitlist_place(), 1);
  Withdraw("ada");
  Until(Days(2));
  EXPECT_THAT(ToldAt("dan", "enrollment-waitlisted"), SizeIs(1)) << "a step up the list is no news";
  EXPECT_THAT(ToldAt("dan", "enrollment-active"), ElementsAre(In(Days(1))));
  EXPECT_THAT(ToldAt("carl", "enrollment-active"), IsEmpty()) << "who left waits no more";
}

TEST_P(EnrollmentStoryTest, ThePlaceOnTheListIsTheOneThatIsLeftWhoComesBackGoesBehind) {
  Join("carl");
  Advance(absl::Hours(1));
  Join("dan");
  Withdraw("carl");
  Advance(absl::Hours(1));
  Enroll(program, "carl", Place::MENTEE);
  world.Settle();
  EXPECT_THAT(ToldAt("carl", "enrollment-waitlisted"), ElementsAre(In(absl::ZeroDuration()), In(absl::Hours(2))));
  EXPECT_THAT(LastTold("carl", "enrollment-waitlisted").text(), HasSubstr("at place 2."));
}

struct Said {
  const char* locale;
  const char* place;
  const char* order;
  const char* itself;
};
TEST_P(EnrollmentStoryTest, TheWaitingListIsSaidInEveryLanguageInTextAndHtml) {
  int place = 0;
  for (const Said& one : {Said{"en", "at place 1.", "first come, first served", "moves up by itself"},
                          Said{"nl", "op plaats 2.", "wie het eerst kwam", "schuift vanzelf op"},
                          Said{"de", "auf Platz 3.", "wer zuerst da war", "rückt von selbst auf"},
                          Said{"fr", "à la place 4.", "dans l’ordre d’arrivée", "avance d’elle-même"},
                          Said{"es", "en el puesto 5.", "por orden de llegada", "avanza por sí sola"}}) {
    SCOPED_TRACE(one.locale);
    std::string reader = absl::StrCat("reader", ++place);
    Join(reader, one.locale);
    Advance(absl::Minutes(1));
    v1::Notification told = LastTold(reader, "enrollment-waitlisted");
    EXPECT_EQ(told.locale(), one.locale);
    for (const std::string& said : {told.text(), told.html()}) {
      EXPECT_THAT(said, AllOf(HasSubstr(one.place), HasSubstr(one.order), HasSubstr(one.itself)));
    }
  }
}

TEST_P(EnrollmentStoryTest, TheWaitingListIsMailedWithThePlaceInBothParts) {
  test::MailSink sink;
  world.options().smtp = sink.url();
  world.Restart();
  Join("carl");
  std::vector<std::string> mails;
  for (std::string& mail : sink.Mails()) {
    if (test::HeaderOf(mail, "Subject") == "You are on the waiting list") mails.push_back(std::move(mail));
  }
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(test::HeaderOf(mails[0], "To"), "carl@example.org");
  for (const char* part : {"text/plain", "text/html"}) {
    EXPECT_THAT(test::PartOf(mails[0], part), AllOf(HasSubstr("at place 1."), HasSubstr("first come, first served"))) << part;
  }
}

TEST_P(EnrollmentStoryTest, APlaceOnTheListIsToldAtNightTooUnlessTheRuleIsOff) {
  Until(absl::Hours(14));
  Join("carl");
  EXPECT_THAT(ToldAt("carl", "enrollment-waitlisted"), ElementsAre(In(absl::Hours(14)))) << "it is the answer to what they just asked";
  SwitchOff("enrollment-waitlisted");
  Join("dan");
  EXPECT_THAT(ToldAt("dan", "enrollment-waitlisted"), IsEmpty());
}

TEST_P(EnrollmentStoryTest, AProfileThatSaysLittleIsAskedForALineAfterSevenDaysOnce) {
  AddPerson("carl");
  Until(Days(7) - absl::Seconds(1));
  EXPECT_THAT(ToldAt("carl", "profile-unfinished"), IsEmpty());
  Until(Days(30));
  EXPECT_THAT(ToldAt("carl", "profile-unfinished"), ElementsAre(In(Days(7))));
  v1::Notification told = LastTold("carl", "profile-unfinished");
  EXPECT_TRUE(told.nudge());
  EXPECT_THAT(told.text(), HasSubstr("One skill is enough to begin with"));
  ExpectNoBlame(told);
}

TEST_P(EnrollmentStoryTest, NobodyIsAskedForALineWhoHasWrittenOneOrLeft) {
  for (const char* id : {"carl", "dan"}) AddPerson(id);
  AddPerson("erin", 2);
  Until(Days(6));
  profile::v1::UpdateProfileRequest request;
  request.mutable_profile()->set_name(Person("carl"));
  auto& sought = *request.mutable_profile()->add_skills_sought();
  sought.set_skill("kafka");
  sought.set_to_level(3);
  ASSERT_EQ(Refused(Profiles<profile::v1::Profile>(as("carl"), "UpdateProfile", request)), "OK ");
  Leave("dan");
  Until(Days(30));
  EXPECT_THAT(ToldAt("carl", "profile-unfinished"), IsEmpty());
  EXPECT_THAT(ToldAt("erin", "profile-unfinished"), IsEmpty()) << "who offers something has said so from the beginning";
  for (const v1::Reminder& reminder : RemindersOf("dan")) EXPECT_NE(reminder.state(), v1::Reminder::SENT) << reminder.rule();
}

TEST_P(EnrollmentStoryTest, ALineIsAskedForInTheMorningAndNotFromOneWhoWantsNoNudges) {
  Until(absl::Hours(14));
  for (const char* id : {"carl", "dan", "erin"}) AddPerson(id);
  world.Settle();
  v1::Preferences none, rest;
  none.add_unsubscribed(v1::NUDGE);
  *rest.mutable_snooze_until_time() = base::ToProto(start + Days(10));
  ASSERT_EQ(Refused(Wish("dan", none)), "OK ");
  ASSERT_EQ(Refused(Wish("erin", rest)), "OK ");
  Until(Days(30));
  EXPECT_THAT(ToldAt("carl", "profile-unfinished"), ElementsAre(In(Days(8)))) << "due at ten in the evening, told at eight";
  EXPECT_THAT(ToldAt("dan", "profile-unfinished"), IsEmpty());
  EXPECT_THAT(ToldAt("erin", "profile-unfinished"), ElementsAre(In(Days(10))));
}

}  // namespace
}  // namespace gilde::notification
