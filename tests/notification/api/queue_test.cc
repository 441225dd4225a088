// Two thousand reminders while Redis, or the service, goes away: none is lost and none is told twice.
#include <atomic>
#include <set>
#include <thread>

#include "common/redis/redis.h"
#include "services/notification/feeds/reminder_queue.h"
#include "services/suite/suite.h"
#include "tests/notification/api/child.h"
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

constexpr int kMany = 2000;

// A Redis for one test alone, on a socket.
class OwnRedis {
 public:
  OwnRedis() { Start(); }
  std::string url() const { return "unix:" + socket(); }
  void Start() {
    child_ = std::make_unique<test::Child>(
        std::vector<std::string>{"redis-server", "--port", "0", "--unixsocket", socket(), "--save", "", "--dir", folder_.path().string()},
        "ready to accept connections");
  }
  void Kill() { child_->Stop(SIGKILL); }

 private:
  std::string socket() const { return (folder_.path() / "redis.sock").string(); }
  test::Folder folder_;
  std::unique_ptr<test::Child> child_;
};

class QueueTest : public NotificationTest {
 protected:
  QueueTest() {
    world.options().redis = redis.url();
    world.Restart();
    AddReader("ada");
    Schedule(kMany);
  }
  // So many reminders, due in an hour.
  void Schedule(int count) {
    for (int made = 0; made < count; made += 1000) {
      v1::BatchCreateRemindersRequest request;
      request.set_parent(kAcme);
      for (int i = 0; i < std::min(1000, count - made); ++i) *request.add_requests() = Wanted("ada", absl::Hours(1));
      ASSERT_EQ(Refused(Reminding<v1::BatchCreateRemindersResponse>(platform(), "BatchCreateReminders", request)), "OK ");
    }
  }
  // The reminders that became notifications, one for each notification.
  std::vector<std::string> ToldReminders() {
    std::vector<std::string> told;
    v1::ListNotificationsRequest request;
    request.set_parent(kAcme);
    request.set_page_size(500);
    do {
      auto page = Log<v1::ListNotificationsResponse>(platform(), "ListNotifications", request);
      EXPECT_EQ(Refused(page), "OK ");
      if (!page.ok()) break;
      for (const auto& notification : page->notifications()) told.push_back(notification.reminder());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return told;
  }
  void ExpectEachToldOnce(size_t count) {
    std::vector<std::string> told = ToldReminders();
    EXPECT_EQ(told.size(), count);
    EXPECT_EQ(std::set<std::string>(told.begin(), told.end()).size(), count) << "told twice";
  }
  bool AnyTold() {
    v1::ListNotificationsRequest request;
    request.set_parent(kAcme);
    request.set_page_size(1);
    auto page = Log<v1::ListNotificationsResponse>(platform(), "ListNotifications", request);
    return page.ok() && page->notifications_size() > 0;
  }

  OwnRedis redis;
};
INSTANTIATE_TEST_SUITE_P(Engines, QueueTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(QueueTest, TellsEachOnce) {
  Advance(absl::Hours(2));
  ExpectEachToldOnce(kMany);
}

TEST_P(QueueTest, LosesNothingWhenRedisIsWipedAgainAndAgainMeanwhile) {
  std::atomic<bool> done = false;
  int wiped = 0;
  std::thread wiper([&] {
    auto client = *redis::Redis::Create(redis.url());
    while (!done) wiped += client->Run({"FLUSHALL"}).ok() ? 1 : 0;
  });
  Advance(absl::Hours(2));
  done = true;
  wiper.join();
  Advance(absl::Minutes(2));
  EXPECT_GT(wiped, 10);
  ExpectEachToldOnce(kMany);
}

TEST_P(QueueTest, GoesOnWithoutRedisAndWithItAgain) {
  redis.Kill();
  Advance(absl::Hours(2));
  ExpectEachToldOnce(kMany);
  redis.Start();
  Schedule(100);
  Advance(absl::Hours(2));
  ExpectEachToldOnce(kMany + 100);
}

TEST_P(QueueTest, LosesNothingWhenRedisDiesInTheMiddle) {
  world.clock().Set(now() + absl::Hours(1));
  // The runner of the world works on its own.
  while (!AnyTold()) continue;
  redis.Kill();
  world.Settle();
  ExpectEachToldOnce(kMany);
}

TEST_P(QueueTest, TellsEachOnceThoughTheServiceStartsAnewInTheMiddle) {
  world.clock().Set(now() + absl::Hours(1));
  while (!AnyTold()) continue;
  world.Restart();
  Advance(absl::Minutes(5));
  ExpectEachToldOnce(kMany);
}

TEST_P(QueueTest, GivesWhatADeadWorkerHeldToAnotherWhenItsLeaseIsOver) {
  Advance(absl::Minutes(1));  // the queue has its name from the first look into it
  auto client = *redis::Redis::Create(redis.url());
  feeds::ReminderQueue dead(*client, *world.store("notification").Setting("reminder_queue"));
  std::vector<std::string> held;
  for (const v1::Reminder& reminder : RemindersOf("ada", v1::Reminder::WAITING)) held.push_back(reminder.name());
  ASSERT_EQ(dead.Claim(held, start + absl::Minutes(59), 1000, absl::Minutes(3))->size(), held.size());
  Until(absl::Hours(1));
  ExpectEachToldOnce(kMany - held.size());
  Until(absl::Minutes(62));
  ExpectEachToldOnce(kMany);
}

TEST_P(QueueTest, TellsEachOnceWithTwoWorkersAtATime) {
  host::Options options = world.options();
  options.listen = "unix-abstract:gilde-test-" + base::RandomHex(8);
  options.sandbox_start = now();
  auto second = host::Host::Start(options, suite::Parts());
  ASSERT_TRUE(second.ok()) << second.status();
  std::thread other([&] { (void)(*second)->runner().AdvanceTo(start + absl::Hours(2), [](absl::Time) { return absl::OkStatus(); }); });
  Advance(absl::Hours(2));
  other.join();
  ExpectEachToldOnce(kMany);
}

}  // namespace
}  // namespace gilde::notification
