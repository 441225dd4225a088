#include "services/notification/domain/reminder.h"

#include <functional>

#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::Reminder;

v1::CreateReminderRequest Wanted() {
  v1::CreateReminderRequest request;
  Reminder& wanted = *request.mutable_reminder();
  wanted.set_recipient(kAda);
  *wanted.mutable_due_time() = base::ToProto(kNow + absl::Hours(1));
  wanted.set_template_("plain");
  wanted.set_subject(kMeeting);
  (*request.mutable_values())["TEXT"] = "Bring your badge";
  return request;
}

std::vector<std::string> Wrong(const v1::CreateReminderRequest& request, bool template_known = true) {
  base::Violations violations;
  CheckReminder(request, kAcme, template_known, kNow, "", violations);
  return Named(violations);
}

struct BadReminder {
  const char* name;
  std::function<void(Reminder&, google::protobuf::Map<std::string, std::string>&)> spoil;
  const char* named;
};

TEST(AReminder, NamesEverythingThatIsWrongWithIt) {
  const std::vector<BadReminder> cases = {
      {"nobody", [](auto& r, auto&) { r.clear_recipient(); }, "reminder.recipient RECIPIENT_INVALID"},
      {"no profile", [](auto& r, auto&) { r.set_recipient(kMeeting); }, "reminder.recipient RECIPIENT_INVALID"},
      {"somebody of others", [](auto& r, auto&) { r.set_recipient("organizations/other/profiles/ada"); },
       "reminder.recipient RECIPIENT_INVALID"},
      {"no time", [](auto& r, auto&) { r.clear_due_time(); }, "reminder.due_time TIME_INVALID"},
      {"in 401 days", [](auto& r, auto&) { *r.mutable_due_time() = base::ToProto(kNow + Days(401)); }, "reminder.due_time TIME_INVALID"},
      {"about a thing of others", [](auto& r, auto&) { r.set_subject("organizations/other/meetings/m1"); },
       "reminder.subject SUBJECT_INVALID"},
      {"about a word", [](auto& r, auto&) { r.set_subject("life"); }, "reminder.subject SUBJECT_INVALID"},
      {"of no category", [](auto& r, auto&) { r.set_category(static_cast<v1::Category>(9)); }, "reminder.category CATEGORY_INVALID"},
      {"twenty-one values",
       [](auto&, auto& values) {
         for (char c = 'A'; c < 'A' + 20; ++c) values[std::string(1, c)] = "x";
       },
       "values TOO_MANY"},
      {"a value in small letters", [](auto&, auto& values) { values["text"] = "x"; }, "values VALUE_NAME_INVALID"},
      {"a value without a name", [](auto&, auto& values) { values[""] = "x"; }, "values VALUE_NAME_INVALID"},
      {"a book", [](auto&, auto& values) { values["TEXT"] = std::string(2001, 'x'); }, "values TEXT_TOO_LONG"},
  };
  EXPECT_THAT(Wrong(Wanted()), IsEmpty());
  EXPECT_THAT(Wrong(Wanted(), false), ElementsAre("reminder.template TEMPLATE_UNKNOWN"));
  for (const BadReminder& bad : cases) {
    SCOPED_TRACE(bad.name);
    v1::CreateReminderRequest request = Wanted();
    bad.spoil(*request.mutable_reminder(), *request.mutable_values());
    EXPECT_THAT(Wrong(request), ElementsAre(bad.named));
  }
  EXPECT_THAT(Wrong(v1::CreateReminderRequest(), false),
              ElementsAre("reminder.recipient RECIPIENT_INVALID", "reminder.due_time TIME_INVALID", "reminder.template TEMPLATE_UNKNOWN"));
}

TEST(AReminder, MayBeDueInFourHundredDaysAndSayTwoThousandLetters) {
  v1::CreateReminderRequest request = Wanted();
  *request.mutable_reminder()->mutable_due_time() = base::ToProto(kNow + Days(400));
  std::string letters;
  for (int i = 0; i < 2000; ++i) letters += "é";
  (*request.mutable_values())["TEXT"] = letters;
  EXPECT_THAT(Wrong(request), IsEmpty());
}

TEST(ANewReminder, TakesNothingThatOnlyRulesSet) {
  v1::CreateReminderRequest request = Wanted();
  Reminder& wanted = *request.mutable_reminder();
  wanted.set_state(Reminder::SENT);
  wanted.set_rule(kAcme + "/rules/r1");
  wanted.set_mentorship(kPair);
  wanted.set_program(kProgram);
  wanted.set_invitation("BEGIN:VCALENDAR");
  wanted.set_notification("x");
  wanted.add_unless("meeting.cancelled " + kMeeting);
  wanted.mutable_repeat()->set_seconds(1);
  Reminder reminder = NewReminder(request, kAcme + "/reminders/r1", kNow);
  Reminder expected = Wanted().reminder();
  *expected.mutable_values() = Wanted().values();
  expected.set_name(kAcme + "/reminders/r1");
  expected.set_state(Reminder::WAITING);
  expected.set_category(v1::NUDGE);
  *expected.mutable_planned_time() = expected.due_time();
  EXPECT_EQ(reminder.DebugString(), expected.DebugString());
}

TEST(ANewReminder, ThatIsPastIsDueNow) {
  v1::CreateReminderRequest request = Wanted();
  *request.mutable_reminder()->mutable_due_time() = base::ToProto(kNow - Days(3));
  Reminder reminder = NewReminder(request, "r", kNow);
  EXPECT_EQ(base::FromProto(reminder.due_time()), kNow);
  EXPECT_EQ(base::FromProto(reminder.planned_time()), kNow);
}

TEST(AWaitingReminder, CanBeTakenBackAndPutOff) {
  Reminder waiting = NewReminder(Wanted(), "r", kNow);
  EXPECT_EQ(Cancel(waiting)->state(), Reminder::CANCELLED);
  absl::StatusOr<Reminder> snoozed = Snooze(waiting, kNow + Days(90), kNow);
  ASSERT_TRUE(snoozed.ok());
  EXPECT_EQ(base::FromProto(snoozed->due_time()), kNow + Days(90));
  EXPECT_EQ(base::FromProto(snoozed->planned_time()), kNow + absl::Hours(1));
  EXPECT_EQ(snoozed->reason(), Reminder::SNOOZED);
  for (absl::Time until : {kNow, kNow - Days(1), kNow + Days(90) + absl::Seconds(1)}) {
    EXPECT_EQ(base::ReasonOf(Snooze(waiting, until, kNow).status()), "TIME_INVALID") << until;
  }
}

TEST(AReminderThatWaitsNoLonger, CannotBeTakenBackOrPutOff) {
  for (Reminder::State state : {Reminder::SENT, Reminder::CANCELLED, Reminder::DROPPED}) {
    Reminder reminder = NewReminder(Wanted(), "r", kNow);
    reminder.set_state(state);
    EXPECT_EQ(base::ReasonOf(Cancel(reminder).status()), "REMINDER_NOT_WAITING");
    EXPECT_EQ(base::ReasonOf(Snooze(reminder, kNow + Days(1), kNow).status()), "REMINDER_NOT_WAITING");
  }
}

}  // namespace
}  // namespace gilde::notification::domain
