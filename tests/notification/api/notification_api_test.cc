// The log of what was told, and the pull channel, through the RPCs.
#include <set>

#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using v1::Notification;

class NotificationApiTest : public NotificationTest {
 protected:
  NotificationApiTest() {
    AddReader("ada");
    AddReader("bob");
  }
  // So many messages for a person, told.
  void Tell(const std::string& person, int count) {
    for (int i = 0; i < count; ++i) Remind(Wanted(person, absl::ZeroDuration()));
    world.Settle();
  }
  absl::StatusOr<v1::PullNotificationsResponse> Pull(int page_size = 0, int lease_seconds = 0) {
    v1::PullNotificationsRequest request;
    request.set_parent(kAcme);
    request.set_page_size(page_size);
    if (lease_seconds > 0) request.mutable_lease()->set_seconds(lease_seconds);
    return Log<v1::PullNotificationsResponse>(platform(), "PullNotifications", request);
  }
  std::vector<std::string> PulledNames(int page_size = 0, int lease_seconds = 0) {
    auto pulled = Pull(page_size, lease_seconds);
    EXPECT_EQ(Refused(pulled), "OK ");
    std::vector<std::string> names;
    if (!pulled.ok()) return names;
    for (const auto& one : pulled->notifications()) names.push_back(one.name());
    return names;
  }
  absl::StatusOr<v1::AcknowledgeNotificationsResponse> Acknowledge(const std::vector<std::string>& names) {
    v1::AcknowledgeNotificationsRequest request;
    request.set_parent(kAcme);
    for (const std::string& name : names) request.add_names(name);
    return Log<v1::AcknowledgeNotificationsResponse>(platform(), "AcknowledgeNotifications", request);
  }
  absl::StatusOr<Notification> Report(const std::string& name, bool delivered, const std::string& reason = "") {
    v1::ReportDeliveryRequest request;
    request.set_name(name);
    request.set_delivered(delivered);
    request.set_reason(reason);
    return Log<Notification>(platform(), "ReportDelivery", request);
  }
  absl::StatusOr<Notification> Get(const rpc::Client& client, const std::string& name) {
    v1::GetNotificationRequest request;
    request.set_name(name);
    return Log<Notification>(client, "GetNotification", request);
  }
  absl::StatusOr<v1::ListNotificationsResponse> List(const rpc::Client& client,
                                                     const std::function<void(v1::ListNotificationsRequest&)>& filter) {
    v1::ListNotificationsRequest request;
    request.set_parent(kAcme);
    filter(request);
    return Log<v1::ListNotificationsResponse>(client, "ListNotifications", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, NotificationApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(NotificationApiTest, ArePulledTakenOverAndReported) {
  Tell("ada", 1);
  auto pulled = Pull();
  ASSERT_EQ(Refused(pulled), "OK ");
  ASSERT_EQ(pulled->notifications_size(), 1);
  const v1::PulledNotification& one = pulled->notifications(0);
  EXPECT_EQ(one.recipient(), Person("ada"));
  EXPECT_EQ(one.subject(), "Your badge");
  EXPECT_EQ(one.text(), "Bring it along\n");
  EXPECT_THAT(one.html(), testing::HasSubstr("<p>Bring it along</p>"));
  EXPECT_EQ(base::FromProto(one.lease_until_time()), now() + absl::Seconds(60));
  EXPECT_EQ(Get(as("ada"), one.name())->state(), Notification::SENDING);
  EXPECT_EQ(Refused(Report(one.name(), true)), "FAILED_PRECONDITION NOTIFICATION_NOT_SENT");
  EXPECT_EQ(Acknowledge({one.name()})->acknowledged(), 1);
  EXPECT_EQ(Acknowledge({one.name()})->acknowledged(), 0) << "it stays as it is";
  EXPECT_EQ(Get(as("ada"), one.name())->state(), Notification::SENT);
  auto failed = Report(one.name(), false, "blocked");
  ASSERT_EQ(Refused(failed), "OK ");
  EXPECT_EQ(failed->state(), Notification::FAILED);
  auto delivered = Report(one.name(), true);
  EXPECT_EQ(delivered->state(), Notification::DELIVERED);
  ASSERT_EQ(delivered->attempts_size(), 3);
  EXPECT_EQ(delivered->attempts(1).reason(), "blocked");
  Advance(Days(1));
  EXPECT_THAT(PulledNames(), IsEmpty());
}

TEST_P(NotificationApiTest, AreLeasedToOnePullerAndGivenOutAgainWhenTheLeaseRunsOut) {
  Tell("ada", 5);
  std::vector<std::string> first = PulledNames(3, 600), second = PulledNames(100);
  EXPECT_THAT(first, SizeIs(3));
  EXPECT_THAT(second, SizeIs(2));
  EXPECT_THAT(PulledNames(), IsEmpty());
  world.clock().Set(now() + absl::Seconds(60));
  std::vector<std::string> again = PulledNames();
  std::sort(again.begin(), again.end());
  std::sort(second.begin(), second.end());
  EXPECT_EQ(again, second) << "the lease of a minute has run out, that of ten minutes has not";
  EXPECT_EQ(Acknowledge(again)->acknowledged(), 2);
  world.clock().Set(now() + absl::Hours(1));
  EXPECT_THAT(PulledNames(), SizeIs(3));
}

TEST_P(NotificationApiTest, OfMailDoNotAppearInThePull) {
  world.options().smtp = "smtp://127.0.0.1:9";
  world.Restart();
  Tell("ada", 1);
  EXPECT_EQ(LastTold("ada", "plain").channel(), v1::EMAIL);
  EXPECT_THAT(PulledNames(), IsEmpty());
}

TEST_P(NotificationApiTest, RefusesPullsAcknowledgementsAndReportsThatCannotBe) {
  Tell("ada", 1);
  std::string name = LastTold("ada", "plain").name();
  EXPECT_EQ(Refused(Pull(-1)), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  EXPECT_EQ(Refused(Pull(0, 9)), "INVALID_ARGUMENT LEASE_INVALID");
  EXPECT_EQ(Refused(Pull(0, 3601)), "INVALID_ARGUMENT LEASE_INVALID");
  EXPECT_EQ(Refused(Acknowledge({})), "INVALID_ARGUMENT TOO_MANY");
  EXPECT_EQ(Refused(Acknowledge(std::vector<std::string>(101, name))), "INVALID_ARGUMENT TOO_MANY");
  EXPECT_EQ(Refused(Acknowledge({"notifications/n1"})), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Acknowledge({name, std::string(kAcme) + "/notifications/none"})), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Get(as("ada"), name)->state(), Notification::PENDING) << "and then none is taken over";
  EXPECT_EQ(Refused(Report("n1", true)), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Report(std::string(kAcme) + "/notifications/none", true)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Report(name, false, std::string(201, 'x'))), "INVALID_ARGUMENT TEXT_TOO_LONG");
  v1::PullNotificationsRequest request;
  request.set_parent("acme");
  EXPECT_EQ(Refused(Log<v1::PullNotificationsResponse>(platform(), "PullNotifications", request)), "INVALID_ARGUMENT NAME_INVALID");
  request.set_parent(kAcme);
  EXPECT_EQ(Refused(Log<v1::PullNotificationsResponse>(other(), "PullNotifications", request)), "NOT_FOUND RESOURCE_NOT_FOUND");
  for (const rpc::Client& client : {as("ada"), admin()}) {
    auto pulled = Log<v1::PullNotificationsResponse>(client, "PullNotifications", request);
    EXPECT_EQ(pulled.status().code(), absl::StatusCode::kPermissionDenied);
  }
}

TEST_P(NotificationApiTest, AreReadInFullByTheirRecipientAndWithoutWordsByAdministrators) {
  v1::CreateReminderRequest request = Wanted("ada", absl::ZeroDuration());
  Remind(request);
  world.Settle();
  std::string name = LastTold("ada", "plain").name();
  auto own = Get(as("ada"), name);
  ASSERT_EQ(Refused(own), "OK ");
  EXPECT_EQ(own->subject(), "Your badge");
  auto by_admin = Get(admin(), name);
  ASSERT_EQ(Refused(by_admin), "OK ");
  auto listed = List(admin(), [](auto&) {});
  ASSERT_EQ(Refused(listed), "OK ");
  ASSERT_EQ(listed->notifications_size(), 1);
  for (const Notification& seen : {*by_admin, listed->notifications(0)}) {
    EXPECT_EQ(seen.recipient(), Person("ada"));
    EXPECT_EQ(seen.state(), Notification::PENDING);
    EXPECT_TRUE(seen.subject().empty() && seen.text().empty() && seen.html().empty() && seen.invitation().empty());
    EXPECT_TRUE(seen.address().empty());
  }
  EXPECT_EQ(Refused(Get(as("bob"), name)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(other(), name)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(admin(), std::string(kAcme) + "/notifications/none")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(admin(), "notifications/none")), "INVALID_ARGUMENT NAME_INVALID");
}

TEST_P(NotificationApiTest, AreListedByRecipientRuleOrState) {
  Tell("ada", 2);
  Tell("bob", 1);
  Acknowledge({LastTold("bob", "plain").name()}).IgnoreError();
  AddProgram("p1", matching::v1::Program::FORMAL);
  AddGoal("ada", "g1");
  Enroll(std::string(kAcme) + "/programs/p1", "ada", matching::v1::Enrollment::MENTEE);
  world.Settle();
  auto count = [&](const std::function<void(v1::ListNotificationsRequest&)>& filter) {
    auto page = List(admin(), filter);
    EXPECT_EQ(Refused(page), "OK ");
    return page.ok() ? page->notifications_size() : -1;
  };
  EXPECT_EQ(count([](auto&) {}), 4);
  EXPECT_EQ(count([](auto& r) { r.set_recipient(Person("ada")); }), 3);
  EXPECT_EQ(count([](auto& r) { r.set_rule(std::string(kAcme) + "/rules/enrollment-active"); }), 1);
  EXPECT_EQ(count([](auto& r) { r.set_rule(std::string(kAcme) + "/rules/pulse"); }), 0);
  EXPECT_EQ(count([](auto& r) { r.set_state(Notification::SENT); }), 1);
  EXPECT_EQ(count([](auto& r) { r.set_state(Notification::PENDING); }), 3);
}

TEST_P(NotificationApiTest, RefusesListsThatCannotBe) {
  auto refused = [&](const rpc::Client& client, const std::function<void(v1::ListNotificationsRequest&)>& filter) {
    return Refused(List(client, filter));
  };
  EXPECT_EQ(refused(admin(),
                    [](auto& r) {
                      r.set_recipient(Person("ada"));
                      r.set_state(Notification::SENT);
                    }),
            "INVALID_ARGUMENT FILTER_INVALID");
  EXPECT_EQ(refused(admin(), [](auto& r) { r.set_recipient("ada"); }), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(refused(admin(), [](auto& r) { r.set_rule("pulse"); }), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(refused(admin(), [](auto& r) { r.set_state(static_cast<Notification::State>(99)); }), "INVALID_ARGUMENT STATE_INVALID");
  EXPECT_EQ(refused(admin(), [](auto& r) { r.set_parent("acme"); }), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(refused(admin(), [](auto& r) { r.set_page_size(-1); }), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  EXPECT_EQ(refused(admin(), [](auto& r) { r.set_page_token("x"); }), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  EXPECT_EQ(refused(as("ada"), [](auto& r) { r.set_recipient(Person("bob")); }), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(refused(as("ada"), [](auto& r) { r.set_state(Notification::SENT); }), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(refused(world.client("acme", "member"), [](auto& r) { r.set_recipient(Person("ada")); }),
            "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
  EXPECT_EQ(refused(other(), [](auto&) {}), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(NotificationApiTest, AreListedPageByPageEachOnce) {
  Tell("ada", 7);
  std::set<std::string> names;
  v1::ListNotificationsRequest request;
  request.set_parent(kAcme);
  request.set_page_size(3);
  int pages = 0;
  do {
    auto page = Log<v1::ListNotificationsResponse>(admin(), "ListNotifications", request);
    ASSERT_EQ(Refused(page), "OK ");
    for (const Notification& notification : page->notifications()) EXPECT_TRUE(names.insert(notification.name()).second);
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_THAT(names, SizeIs(7));
  EXPECT_EQ(pages, 3);
}

}  // namespace
}  // namespace gilde::notification
