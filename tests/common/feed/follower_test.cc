// A follower takes each event once, whatever fails on the way and whoever else follows with it.
#include "common/feed/follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "common/base/clock.h"
#include "common/feed/runner.h"
#include "gilde/profile/v1/goal.pb.h"
#include "grpcpp/channel.h"
#include "tests/support/databases.h"

namespace gilde::feed {
namespace {

using gilde::common::v1::Event;
using gilde::common::v1::ListEventsRequest;
using gilde::common::v1::ListEventsResponse;
using gilde::profile::v1::Goal;
using testing::ElementsAre;

class FollowerTest : public testing::TestWithParam<test::Engine> {
 protected:
  FollowerTest() { EXPECT_EQ(store_.Open({}), absl::OkStatus()); }

  // A follower of a feed of `published_` events, whose cursors are their numbers; it makes a goal of each.
  std::unique_ptr<Follower> Follow() {
    auto feed = [this](std::string_view, const rpc::Metadata&, const google::protobuf::Message& asked, absl::Time,
                       google::protobuf::Message& page) {
      const auto& request = static_cast<const ListEventsRequest&>(asked);
      auto& response = static_cast<ListEventsResponse&>(page);
      int from = 0;
      if (!request.cursor().empty() && !absl::SimpleAtoi(request.cursor(), &from)) ADD_FAILURE() << request.cursor();
      for (int i = from + 1; i <= published_ && response.events_size() < request.page_size(); ++i) {
        Event& event = *response.add_events();
        event.set_subject(std::to_string(i));
        event.set_cursor(std::to_string(i));
      }
      response.set_next_cursor(response.events().empty() ? std::to_string(std::max(from, passed_over_))
                                                         : response.events().rbegin()->cursor());
      response.set_at_end(response.events_size() < request.page_size());
      return absl::OkStatus();
    };
    return std::make_unique<Follower>("test.follower", rpc::Client(nullptr, {}, "profile", feed), store_, std::vector<std::string>{},
                                      [this](const Event& event, storage::Writer& writer) { return Take(event, writer); });
  }
  absl::Status Take(const Event& event, storage::Writer& writer) {
    if (event.subject() == bad_) return absl::UnavailableError("not yet");
    Goal goal;
    goal.set_name("organizations/acme/profiles/ada/goals/g" + event.subject());
    GILDE_RETURN_IF_ERROR(writer.Create(std::move(goal), "goal.created").status());
    return counts_ ? writer.Find<Goal>({}).status() : absl::OkStatus();
  }
  int Taken() { return static_cast<int>(store_.Find<Goal>(base::System("test", now_), {}).value().size()); }

  test::TestDatabase disk_{GetParam()};
  std::unique_ptr<storage::Database> database_ = storage::OpenDatabase(disk_.url(), "profile").value();
  base::SystemClock clock_;
  storage::Store store_{
      *database_, clock_, {storage::KindOf<Goal>("organizations/*/profiles/*/goals/*", [](const Goal&, storage::Keys&) {})}};
  absl::Time now_ = absl::FromUnixSeconds(1'800'000'000);
  int published_ = 0, passed_over_ = 0;
  std::string bad_;
  bool counts_ = false;  // whether it looks at what it has made after each event
};

TEST_P(FollowerTest, TakesManyEventsAndThenNothing) {
  published_ = 500;
  auto follower = Follow();
  EXPECT_EQ(follower->Step(now_).value(), 200);
  EXPECT_EQ(follower->Step(now_).value(), 200);
  EXPECT_EQ(follower->Step(now_).value(), 100);
  EXPECT_EQ(follower->Step(now_).value(), 0);
  EXPECT_EQ(Taken(), 500);
}

TEST_P(FollowerTest, IsDrainedAfterAPageThatWasTheEndAndNotAfterOneCutAtItsSize) {
  published_ = 250;
  auto follower = Follow();
  EXPECT_FALSE(follower->Drained());
  EXPECT_EQ(follower->Step(now_).value(), 200);
  EXPECT_FALSE(follower->Drained());
  EXPECT_EQ(follower->Step(now_).value(), 50);
  EXPECT_TRUE(follower->Drained());
  EXPECT_EQ(follower->caught_up(), now_);
  published_ = 450;
  EXPECT_EQ(follower->Step(now_).value(), 200);
  EXPECT_FALSE(follower->Drained()) << "a full page may not be the last";
  EXPECT_EQ(follower->Step(now_).value(), 0);
  EXPECT_TRUE(follower->Drained());
}

TEST_P(FollowerTest, IsNotDrainedAfterAnEventThatFailed) {
  published_ = 10;
  auto follower = Follow();
  EXPECT_EQ(follower->Step(now_).value(), 10);
  EXPECT_TRUE(follower->Drained());
  published_ = 20;
  bad_ = "15";
  EXPECT_FALSE(follower->Step(now_).ok());
  EXPECT_FALSE(follower->Drained());
}

TEST_P(FollowerTest, LeavesNothingUnreadWhereMoreThanAPageIsWaitingAndNobodyWrites) {
  auto follower = Follow();
  base::ManualClock clock(now_);
  std::int64_t writes = 0;
  Runner runner({{"profile", follower.get()}}, clock, &clock,
                [&writes](const std::string&, const google::protobuf::Descriptor*) { return writes; });
  for (int more : {450, 200, 400, 1}) {
    published_ += more;
    ++writes;
    EXPECT_EQ(runner.Settle(), more);
    EXPECT_EQ(Taken(), published_);
  }
}

TEST_P(FollowerTest, HoldsUpNothingBeforeAnEventThatFails) {
  published_ = 100;
  bad_ = "70";
  auto follower = Follow();
  EXPECT_FALSE(follower->Step(now_).ok());
  EXPECT_EQ(Taken(), 69);
  bad_.clear();
  EXPECT_GT(follower->Step(now_).value(), 0);
  EXPECT_EQ(Taken(), 100);
}

TEST_P(FollowerTest, TakesEachEventOnceThoughTwoProcessesFollow) {
  for (bool counts : {false, true}) {
    counts_ = counts;
    published_ += 40;
    auto one = Follow(), other = Follow();
    EXPECT_EQ(one->Step(now_).value(), 40);
    published_ += 40;
    EXPECT_GT(other->Step(now_).value(), 0);
    // What it knows is old: it looks again, and finds that nothing is left.
    EXPECT_GT(one->Step(now_).value(), 0) << counts;
    EXPECT_EQ(one->Step(now_).value(), 0);
    EXPECT_EQ(Taken(), published_);
  }
}

TEST_P(FollowerTest, WritesDownOnceADayWhatItPassedOver) {
  auto stored = [&] {
    std::string cursor;
    EXPECT_EQ(store_.Read(base::System("test", now_),
                          [&](storage::Reader& reader) -> absl::Status {
                            GILDE_ASSIGN_OR_RETURN(cursor, storage::LoadCursor(reader.session(), "test.follower"));
                            return absl::OkStatus();
                          }),
              absl::OkStatus());
    return cursor;
  };
  auto follower = Follow();
  passed_over_ = 10;
  EXPECT_EQ(follower->Step(now_).value(), 0);
  EXPECT_EQ(stored(), "");
  EXPECT_EQ(follower->Step(now_ + absl::Hours(25)).value(), 0);
  EXPECT_EQ(stored(), "10");
}

INSTANTIATE_TEST_SUITE_P(Engines, FollowerTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::feed
