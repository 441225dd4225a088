// The enterprise's own reminders through the RPCs.
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::Reminder;

class ReminderApiTest : public NotificationTest {
 protected:
  ReminderApiTest() {
    AddReader("ada", 1);
    AddReader("bob", 1);
  }
  absl::StatusOr<Reminder> Cancel(const std::string& name, const std::string& etag = "") {
    v1::CancelReminderRequest request;
    request.set_name(name);
    request.set_etag(etag);
    return Reminding<Reminder>(platform(), "CancelReminder", request);
  }
  absl::StatusOr<Reminder> Snooze(const rpc::Client& client, const std::string& name, absl::Duration after) {
    v1::SnoozeReminderRequest request;
    request.set_name(name);
    *request.mutable_until_time() = base::ToProto(now() + after);
    return Reminding<Reminder>(client, "SnoozeReminder", request);
  }
  absl::StatusOr<v1::ListRemindersResponse> List(const rpc::Client& client, const std::string& recipient,
                                                 Reminder::State state = Reminder::STATE_UNSPECIFIED) {
    v1::ListRemindersRequest request;
    request.set_parent(kAcme);
    request.set_recipient(recipient);
    request.set_state(state);
    return Reminding<v1::ListRemindersResponse>(client, "ListReminders", request);
  }
  absl::StatusOr<v1::BatchCreateRemindersResponse> Batch(const std::vector<v1::CreateReminderRequest>& wanted) {
    v1::BatchCreateRemindersRequest request;
    request.set_parent(kAcme);
    for (const auto& one : wanted) *request.add_requests() = one;
    return Reminding<v1::BatchCreateRemindersResponse>(platform(), "BatchCreateReminders", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReminderApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ReminderApiTest, IsToldWhenItIsDueAndNotBefore) {
  std::string name = Remind(Wanted("ada", absl::Minutes(90), "badge"));
  EXPECT_EQ(name, std::string(kAcme) + "/reminders/badge");
  Advance(absl::Minutes(90) - absl::Seconds(1));
  EXPECT_THAT(Told("ada"), IsEmpty());
  EXPECT_EQ(ReminderOf("ada", name).state(), Reminder::WAITING);
  Advance(absl::Seconds(1));
  v1::Notification told = LastTold("ada", "plain");
  EXPECT_EQ(told.reminder(), name);
  EXPECT_EQ(told.subject(), "Your badge");
  EXPECT_EQ(told.text(), "Bring it along\n");
  EXPECT_EQ(told.channel(), v1::PULL) << "there is no mail server";
  EXPECT_EQ(told.category(), v1::SERVICE);
  Reminder sent = ReminderOf("ada", name);
  EXPECT_EQ(sent.state(), Reminder::SENT);
  EXPECT_EQ(sent.notification(), told.name());
  Advance(Days(3));
  EXPECT_THAT(ToldAt("ada", "plain"), ElementsAre(In(absl::Minutes(90))));
}

TEST_P(ReminderApiTest, ForAPastTimeIsToldNow) {
  std::string name = Remind(Wanted("ada", -Days(3)));
  world.Settle();
  EXPECT_EQ(ReminderOf("ada", name).state(), Reminder::SENT);
}

TEST_P(ReminderApiTest, RefusesWhatCannotBe) {
  auto refused = [&](const std::function<void(v1::CreateReminderRequest&)>& spoil) {
    v1::CreateReminderRequest request = Wanted("ada", absl::Hours(1));
    spoil(request);
    return Refused(Create(request));
  };
  using R = v1::CreateReminderRequest;
  EXPECT_EQ(refused([](R& r) { r.set_parent("acme"); }), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(refused([](R& r) { r.mutable_reminder()->clear_recipient(); }), "INVALID_ARGUMENT RECIPIENT_INVALID");
  EXPECT_EQ(refused([](R& r) { r.mutable_reminder()->clear_due_time(); }), "INVALID_ARGUMENT TIME_INVALID");
  EXPECT_EQ(refused([](R& r) { r.mutable_reminder()->set_template_("poem"); }), "INVALID_ARGUMENT TEMPLATE_UNKNOWN");
  EXPECT_EQ(refused([](R& r) { r.mutable_reminder()->set_subject("life"); }), "INVALID_ARGUMENT SUBJECT_INVALID");
  EXPECT_EQ(refused([](R& r) { (*r.mutable_values())["TEXT"] = std::string(2001, 'x'); }), "INVALID_ARGUMENT TEXT_TOO_LONG");
  EXPECT_EQ(refused([](R& r) {
              for (char c = 'A'; c < 'A' + 20; ++c) (*r.mutable_values())[std::string(1, c)] = "x";
            }),
            "INVALID_ARGUMENT TOO_MANY");
  EXPECT_EQ(refused([](R& r) { r.set_reminder_id("Not An Id"); }), "INVALID_ARGUMENT ID_INVALID");
  EXPECT_EQ(refused([](R& r) { r.mutable_reminder()->set_recipient(Person("nobody")); }), "FAILED_PRECONDITION RECIPIENT_UNKNOWN");
  EXPECT_EQ(refused([](R& r) { r.set_reminder_id("taken"); }), "OK ");
  EXPECT_EQ(refused([](R& r) { r.set_reminder_id("taken"); }), "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_EQ(Refused(Reminding<Reminder>(other(), "CreateReminder", Wanted("ada", absl::Hours(1)))), "NOT_FOUND RESOURCE_NOT_FOUND");
  auto by_member = Reminding<Reminder>(as("ada"), "CreateReminder", Wanted("ada", absl::Hours(1)));
  EXPECT_EQ(by_member.status().code(), absl::StatusCode::kPermissionDenied);
}

TEST_P(ReminderApiTest, IsNotMadeForOneWhoHasLeft) {
  std::string waiting = Remind(Wanted("ada", absl::Hours(1)));
  profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("ada"));
  ASSERT_EQ(Refused(Profiles<profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  world.Settle();
  EXPECT_EQ(Refused(Create(Wanted("ada", absl::Hours(1)))), "FAILED_PRECONDITION PERSON_DEACTIVATED");
  Advance(absl::Hours(2));
  EXPECT_EQ(ReminderOf("ada", waiting).reason(), Reminder::PERSON_DEACTIVATED);
  EXPECT_EQ(ReminderOf("ada", waiting).state(), Reminder::DROPPED);
}

TEST_P(ReminderApiTest, AskedForTwiceWithOneRequestIdIsOne) {
  v1::CreateReminderRequest request = Wanted("ada", absl::Hours(1));
  request.set_request_id("r1");
  EXPECT_EQ(Remind(request), Remind(request));
  EXPECT_EQ(RemindersOf("ada").size(), 1u);
}

TEST_P(ReminderApiTest, InABatchIsMadeWithAllOthersOrNotAtAll) {
  auto fine = Batch({Wanted("ada", absl::Hours(1), "one"), Wanted("bob", absl::Hours(2), "two")});
  ASSERT_EQ(Refused(fine), "OK ");
  ASSERT_EQ(fine->reminders_size(), 2);
  EXPECT_EQ(fine->reminders(1).name(), std::string(kAcme) + "/reminders/two");
  v1::CreateReminderRequest bad = Wanted("ada", absl::Hours(1), "four");
  bad.mutable_reminder()->set_template_("poem");
  EXPECT_EQ(Refused(Batch({Wanted("ada", absl::Hours(1), "three"), bad})), "INVALID_ARGUMENT TEMPLATE_UNKNOWN");
  EXPECT_EQ(Refused(Batch({Wanted("ada", absl::Hours(1), "three"), Wanted("nobody", absl::Hours(1))})),
            "FAILED_PRECONDITION RECIPIENT_UNKNOWN");
  EXPECT_EQ(Refused(Batch({Wanted("ada", absl::Hours(1), "three"), Wanted("ada", absl::Hours(1), "one")})),
            "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_EQ(Refused(Batch({Wanted("ada", absl::Hours(1), "three"), Wanted("ada", absl::Hours(1), "three")})),
            "ALREADY_EXISTS RESOURCE_EXISTS");
  v1::CreateReminderRequest elsewhere = Wanted("ada", absl::Hours(1), "five");
  elsewhere.set_parent("acme");
  EXPECT_EQ(Refused(Batch({elsewhere})), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Batch({})), "INVALID_ARGUMENT TOO_MANY");
  EXPECT_EQ(Refused(Batch(std::vector<v1::CreateReminderRequest>(1001, Wanted("ada", absl::Hours(1))))), "INVALID_ARGUMENT TOO_MANY");
  EXPECT_EQ(RemindersOf("ada").size(), 1u);
  EXPECT_EQ(RemindersOf("bob").size(), 1u);
}

TEST_P(ReminderApiTest, ThatIsTakenBackIsNeverTold) {
  std::string name = Remind(Wanted("ada", absl::Hours(1)));
  EXPECT_EQ(Refused(Cancel(name, "stale")), "ABORTED ETAG_MISMATCH");
  auto cancelled = Cancel(name, ReminderOf("ada", name).etag());
  ASSERT_EQ(Refused(cancelled), "OK ");
  EXPECT_EQ(cancelled->state(), Reminder::CANCELLED);
  EXPECT_EQ(Refused(Cancel(name)), "FAILED_PRECONDITION REMINDER_NOT_WAITING");
  EXPECT_EQ(Refused(Cancel(std::string(kAcme) + "/reminders/none")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Cancel("reminders/none")), "INVALID_ARGUMENT NAME_INVALID");
  v1::CancelReminderRequest request;
  request.set_name(name);
  EXPECT_EQ(Refused(Reminding<Reminder>(other(), "CancelReminder", request)), "NOT_FOUND RESOURCE_NOT_FOUND");
  Advance(Days(1));
  EXPECT_THAT(Told("ada"), IsEmpty());
}

TEST_P(ReminderApiTest, IsListedForItsRecipientAloneUnlessByAnAdministrator) {
  Remind(Wanted("ada", absl::Hours(1), "a1"));
  Remind(Wanted("ada", absl::Hours(5), "a2"));
  Remind(Wanted("bob", absl::Hours(1), "b1"));
  Advance(absl::Hours(2));
  auto own = List(as("ada"), Person("ada"));
  ASSERT_EQ(Refused(own), "OK ");
  EXPECT_EQ(own->reminders_size(), 2);
  EXPECT_EQ(own->reminders(0).values().at("SUBJECT"), "Your badge") << "their own words are theirs to read";
  EXPECT_EQ(List(as("ada"), Person("ada"), Reminder::WAITING)->reminders_size(), 1);
  EXPECT_EQ(Refused(List(as("ada"), Person("bob"))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(List(as("ada"), "")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(List(world.client("acme", "member"), Person("ada"))), "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
  auto all = List(admin(), "");
  ASSERT_EQ(Refused(all), "OK ");
  EXPECT_EQ(all->reminders_size(), 3);
  for (const Reminder& reminder : all->reminders()) EXPECT_TRUE(reminder.values().empty()) << "an administrator reads no words";
  EXPECT_EQ(Refused(List(admin(), "ada")), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(List(admin(), "", Reminder::WAITING)), "INVALID_ARGUMENT FILTER_INVALID");
  EXPECT_EQ(Refused(List(admin(), Person("ada"), static_cast<Reminder::State>(99))), "INVALID_ARGUMENT STATE_INVALID");
  EXPECT_EQ(Refused(List(other(), "")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(ReminderApiTest, IsListedPageByPage) {
  for (const char* id : {"a", "b", "c", "d", "e"}) Remind(Wanted("ada", absl::Hours(1), id));
  v1::ListRemindersRequest request;
  request.set_parent(kAcme);
  request.set_recipient(Person("ada"));
  request.set_page_size(2);
  std::string ids;
  do {
    auto page = Reminding<v1::ListRemindersResponse>(as("ada"), "ListReminders", request);
    ASSERT_EQ(Refused(page), "OK ");
    for (const Reminder& reminder : page->reminders()) ids += reminder.name().back();
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(ids, "abcde");
  request.set_page_token("x");
  EXPECT_EQ(Refused(Reminding<v1::ListRemindersResponse>(as("ada"), "ListReminders", request)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_EQ(Refused(Reminding<v1::ListRemindersResponse>(as("ada"), "ListReminders", request)), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
}

TEST_P(ReminderApiTest, IsPutOffByItsRecipient) {
  std::string name = Remind(Wanted("ada", absl::Hours(1)));
  EXPECT_EQ(Refused(Snooze(as("bob"), name, Days(2))), "NOT_FOUND RESOURCE_NOT_FOUND") << "it is not bob's";
  EXPECT_EQ(Refused(Snooze(other(), name, Days(2))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Snooze(as("ada"), "reminders/x", Days(2))), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Snooze(as("ada"), name, absl::ZeroDuration())), "INVALID_ARGUMENT TIME_INVALID");
  EXPECT_EQ(Refused(Snooze(as("ada"), name, Days(91))), "INVALID_ARGUMENT TIME_INVALID");
  auto snoozed = Snooze(as("ada"), name, Days(2));
  ASSERT_EQ(Refused(snoozed), "OK ");
  EXPECT_EQ(snoozed->reason(), Reminder::SNOOZED);
  Advance(Days(3));
  EXPECT_THAT(ToldAt("ada", "plain"), ElementsAre(In(Days(2))));
  EXPECT_EQ(Refused(Snooze(as("ada"), name, Days(2))), "FAILED_PRECONDITION REMINDER_NOT_WAITING");
}

}  // namespace
}  // namespace gilde::notification
