// The event feed as those who follow it meet it.
#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "google/protobuf/empty.pb.h"
#include "google/protobuf/wrappers.pb.h"
#include "tests/profile/api/fixture.h"

namespace gilde::profile {
namespace {

using gilde::common::v1::Event;
using gilde::common::v1::FollowRequest;
using testing::ElementsAre;

class FeedTest : public ProfileTest {
 protected:
  // What a follower gets after `cursor`, until it has `count` events; `each` sees every one first.
  std::vector<Event> Follow(const rpc::Client& client, const std::string& cursor, size_t count,
                            const std::function<void()>& each = nullptr) {
    FollowRequest request;
    request.set_parent(kAcme);
    request.set_cursor(cursor);
    request.add_types("profile.*");
    std::vector<Event> events;
    Event event;
    absl::Status status = client.Stream("gilde.common.v1.EventFeed/Follow", request, event, [&] {
      if (each) each();
      events.push_back(event);
      return events.size() < count;
    });
    EXPECT_EQ(status, absl::OkStatus());
    return events;
  }
  static std::vector<std::string> Subjects(const std::vector<Event>& events) {
    std::vector<std::string> subjects;
    subjects.reserve(events.size());
    for (const Event& event : events) subjects.push_back(event.subject());
    return subjects;
  }
};

TEST_P(FeedTest, GivesEventsInTheOrderOfTheirCommitAndGoesOnAfterACursor) {
  for (const char* id : {"zoe", "ada", "mia"}) ASSERT_TRUE(Create(id).ok());
  std::vector<Event> all = Follow(platform(), "", 3);
  EXPECT_THAT(Subjects(all), ElementsAre(Person("zoe"), Person("ada"), Person("mia")));
  EXPECT_THAT(Subjects(Follow(platform(), all[0].cursor(), 2)), ElementsAre(Person("ada"), Person("mia")));
}

TEST_P(FeedTest, TellsAFollowerWhatHappensWhileTheyFollow) {
  ASSERT_TRUE(Create("ada").ok());
  bool created = false;
  std::vector<Event> events = Follow(platform(), "", 2, [&] {
    if (!std::exchange(created, true)) {
      EXPECT_TRUE(Create("mia").ok());
    }
  });
  EXPECT_THAT(Subjects(events), ElementsAre(Person("ada"), Person("mia")));
}

TEST_P(FeedTest, LosesNothingWhenTheFollowerIsSlowerThanTheEventsAreMany) {
  // More events than a stream queues, and more bytes than a connection's window holds.
  std::vector<std::string> expected;
  for (int i = 0; i < 150; ++i) {
    std::string id = "p" + std::to_string(i);
    auto move = [&](v1::Profile& profile) { profile.set_location("Hall " + std::to_string(i) + std::string(80, ' ') + "east"); };
    ASSERT_TRUE(Create(id).ok());
    ASSERT_TRUE(Update(platform(), id, move).ok());
    expected.insert(expected.end(), {Person(id), Person(id)});
  }
  // A follower who asks back about each event before the next.
  rpc::Client slow = platform();
  std::vector<Event> events = Follow(slow, "", expected.size(), [&] { (void)Get(slow, Person("p0")); });
  EXPECT_EQ(Subjects(events), expected);
}

TEST_P(FeedTest, ShowsAnAdministratorWhatHappenedWithoutWhatIsPrivateToAPair) {
  ASSERT_TRUE(Create("ada").ok());
  v1::CreateGoalRequest request;
  request.set_parent(Person("ada"));
  *request.mutable_goal() = GoodGoal(absl::ToCivilDay(world.clock().Now(), absl::UTCTimeZone()));
  ASSERT_EQ(Refused(member("ada").Call<v1::Goal>("gilde.profile.v1.GoalService/CreateGoal", request).status()), "OK ");
  FollowRequest follow;
  follow.set_parent(kAcme);
  follow.add_types("goal.*");
  auto first_goal = [&](const rpc::Client& client) {
    v1::Goal goal;
    Event event;
    EXPECT_EQ(client.Stream("gilde.common.v1.EventFeed/Follow", follow, event, [] { return false; }), absl::OkStatus());
    event.payload().UnpackTo(&goal);
    return goal;
  };
  EXPECT_EQ(first_goal(admin()).outcome(), "");
  EXPECT_EQ(first_goal(admin()).skill(), "software-architecture");
}

TEST_P(FeedTest, SkipsNothingWhereTheTimesOfOneServiceRunBackwards) {
  // As when of two calls at once the later one commits first, and another service has events between.
  auto publish = [&](const char* service, const char* subject, int hours) {
    base::Call call = base::System("test", world.clock().Now() + absl::Hours(hours));
    EXPECT_EQ(world.store(service).Apply(call,
                                         [&](storage::Writer& writer) {
                                           writer.Publish("test.happened", Person(subject), google::protobuf::Empty());
                                           return absl::OkStatus();
                                         }),
              absl::OkStatus());
  };
  publish("profile", "late", 3);
  publish("profile", "early", 1);
  publish("matching", "between", 2);
  gilde::common::v1::ListEventsRequest request;
  request.set_parent(kAcme);
  request.add_types("test.happened");
  request.set_page_size(1);
  std::vector<std::string> subjects;
  for (int page = 0; page < 50; ++page) {
    auto events = platform().Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request);
    ASSERT_TRUE(events.ok()) << events.status();
    for (const Event& event : events->events()) subjects.push_back(event.subject());
    request.set_cursor(events->next_cursor());
  }
  EXPECT_THAT(subjects, ElementsAre(Person("between"), Person("late"), Person("early")));
}

TEST_P(FeedTest, IsOfOneServiceAloneWhereThatIsAskedForAndSeveralAnswer) {
  ASSERT_TRUE(Create("ada").ok());
  gilde::common::v1::ListEventsRequest request;
  request.set_parent(kAcme);
  request.set_page_size(1000);
  auto list = [&] { return platform().Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request); };
  auto types = [](const gilde::common::v1::ListEventsResponse& page) {
    std::set<std::string> seen;
    for (const Event& event : page.events()) seen.insert(event.type().substr(0, event.type().find('.')));
    return seen;
  };
  world.Settle();
  EXPECT_EQ(types(*list()).count("program"), 1u);
  request.set_service("profile");
  auto page = list();
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(types(*page), (std::set<std::string>{"organization", "profile"}));
  request.set_cursor(page->next_cursor());
  EXPECT_TRUE(list()->events().empty());
  request.set_service("payroll");
  EXPECT_EQ(Refused(list().status()), "INVALID_ARGUMENT SERVICE_UNKNOWN");
}

TEST_P(FeedTest, SaysWhetherAPageWasTheEnd) {
  for (const char* id : {"zoe", "ada", "mia"}) ASSERT_TRUE(Create(id).ok());
  gilde::common::v1::ListEventsRequest request;
  request.set_parent(kAcme);
  request.set_service("profile");
  request.add_types("profile.*");
  auto list = [&](int page_size) {
    request.set_page_size(page_size);
    auto page = platform().Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.value_or(gilde::common::v1::ListEventsResponse());
  };
  auto all = list(1000);
  EXPECT_EQ(all.events_size(), 3);
  EXPECT_TRUE(all.at_end());
  auto cut = list(2);
  EXPECT_LE(cut.events_size(), 2);
  EXPECT_FALSE(cut.at_end()) << "mia is still to come";
  request.set_cursor(all.next_cursor());
  for (int page_size : {1, 1000}) {
    auto empty = list(page_size);
    EXPECT_EQ(empty.events_size(), 0);
    EXPECT_TRUE(empty.at_end());
  }
  request.clear_cursor();
  request.set_types(0, "test.nothing");
  for (int page_size : {1, 1000}) {
    auto none = list(page_size);
    EXPECT_EQ(none.events_size(), 0);
    EXPECT_TRUE(none.at_end()) << "what nobody asked for was passed over";
  }
}

TEST_P(FeedTest, SaysThatAPageWasNotTheEndWhereItWasCutAtItsBytes) {
  google::protobuf::StringValue large;
  large.set_value(std::string(600 << 10, 'x'));
  EXPECT_EQ(world.store("profile").Apply(base::System("test", world.clock().Now()),
                                         [&](storage::Writer& writer) {
                                           for (int i = 0; i < 6; ++i) writer.Publish("test.happened", Person("ada"), large);
                                           return absl::OkStatus();
                                         }),
            absl::OkStatus());
  gilde::common::v1::ListEventsRequest request;
  request.set_parent(kAcme);
  request.set_service("profile");
  request.add_types("test.happened");
  std::vector<std::pair<int, bool>> pages;
  for (int page = 0; page < 3; ++page) {
    auto events = platform().Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request);
    ASSERT_TRUE(events.ok()) << events.status();
    pages.emplace_back(events->events_size(), events->at_end());
    request.set_cursor(events->next_cursor());
  }
  EXPECT_THAT(pages, ElementsAre(testing::Pair(4, false), testing::Pair(2, true), testing::Pair(0, true)));
}

TEST_P(FeedTest, RefusesACursorThatIsNoneAndAnotherOrganization) {
  FollowRequest request;
  request.set_parent(kAcme);
  request.set_cursor("yesterday");
  Event event;
  auto follow = [&](const rpc::Client& client) {
    return Refused(client.Stream("gilde.common.v1.EventFeed/Follow", request, event, [] { return false; }));
  };
  EXPECT_EQ(follow(platform()), "INVALID_ARGUMENT CURSOR_INVALID");
  EXPECT_EQ(follow(world.client("other", "platform")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(follow(member("ada")), "PERMISSION_DENIED ROLE_REQUIRED");
}

INSTANTIATE_TEST_SUITE_P(Engines, FeedTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::profile
