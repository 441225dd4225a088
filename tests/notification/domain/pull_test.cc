#include "services/notification/domain/pull.h"

#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using v1::Notification;

v1::PullNotificationsRequest Asked(int page_size, int lease_seconds) {
  v1::PullNotificationsRequest request;
  request.set_page_size(page_size);
  if (lease_seconds >= 0) request.mutable_lease()->set_seconds(lease_seconds);
  return request;
}

Notification In(Notification::State state) {
  Notification notification;
  notification.set_state(state);
  return notification;
}

TEST(PullTerms, AreTenForAMinuteWhereNothingIsSaid) {
  EXPECT_EQ(TermsOf(Asked(0, -1))->limit, 10);
  EXPECT_EQ(TermsOf(Asked(0, -1))->lease, absl::Seconds(60));
  EXPECT_EQ(TermsOf(Asked(7, 10))->limit, 7);
  EXPECT_EQ(TermsOf(Asked(7, 10))->lease, absl::Seconds(10));
  EXPECT_EQ(TermsOf(Asked(101, 3600))->limit, 100);
  EXPECT_EQ(TermsOf(Asked(101, 3600))->lease, absl::Hours(1));
}

TEST(PullTerms, OutsideTheBoundsAreRefused) {
  EXPECT_EQ(base::ReasonOf(TermsOf(Asked(-1, -1)).status()), "PAGE_SIZE_INVALID");
  for (int seconds : {0, 9, 3601}) EXPECT_EQ(base::ReasonOf(TermsOf(Asked(0, seconds)).status()), "LEASE_INVALID") << seconds;
}

TEST(ALease, HoldsUntilItsEndAndNoLonger) {
  Notification notification = In(Notification::PENDING);
  EXPECT_TRUE(CanLease(notification, kNow));
  Lease({10, absl::Seconds(60)}, kNow, notification);
  EXPECT_EQ(notification.state(), Notification::SENDING);
  EXPECT_FALSE(CanLease(notification, kNow + absl::Seconds(59)));
  EXPECT_TRUE(CanLease(notification, kNow + absl::Seconds(60)));
  for (auto state : {Notification::SENT, Notification::DELIVERED, Notification::FAILED}) EXPECT_FALSE(CanLease(In(state), kNow));
}

TEST(TakingOver, HappensOnce) {
  Notification notification = In(Notification::PENDING);
  Lease({}, kNow, notification);
  EXPECT_TRUE(TakeOver(kNow, notification));
  EXPECT_EQ(notification.state(), Notification::SENT);
  EXPECT_EQ(base::FromProto(notification.sent_time()), kNow);
  EXPECT_FALSE(notification.has_due_time());
  ASSERT_EQ(notification.attempts_size(), 1);
  EXPECT_TRUE(notification.attempts(0).ok());
  EXPECT_FALSE(TakeOver(kNow, notification));
  EXPECT_EQ(notification.attempts_size(), 1);
  for (auto state : {Notification::DELIVERED, Notification::FAILED}) {
    Notification done = In(state);
    EXPECT_FALSE(TakeOver(kNow, done));
    EXPECT_EQ(done.state(), state);
  }
}

TEST(AReport, IsTakenOfWhatWasTakenOverAndMayBeCorrected) {
  for (auto state : {Notification::PENDING, Notification::SENDING}) {
    Notification open = In(state);
    EXPECT_EQ(base::ReasonOf(Report(true, "", kNow, open)), "NOTIFICATION_NOT_SENT");
    EXPECT_EQ(open.state(), state);
  }
  Notification sent = In(Notification::SENT);
  ASSERT_TRUE(Report(false, "blocked", kNow, sent).ok());
  EXPECT_EQ(sent.state(), Notification::FAILED);
  EXPECT_EQ(sent.attempts(0).reason(), "blocked");
  ASSERT_TRUE(Report(true, "", kNow, sent).ok());
  EXPECT_EQ(sent.state(), Notification::DELIVERED);
  EXPECT_EQ(sent.attempts(1).reason(), "REPORTED");
}

}  // namespace
}  // namespace gilde::notification::domain
