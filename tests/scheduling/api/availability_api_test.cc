// Availability and slots through the RPCs.
#include "common/redis/redis.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "services/scheduling/domain/spans.h"
#include "tests/scheduling/api/fixture.h"

namespace gilde::scheduling {
namespace {

using testing::Contains;

class AvailabilityApiTest : public SchedulingTest {
 protected:
  AvailabilityApiTest() {
    AddPerson("bob", "America/New_York", 5);
    AddPerson("ada", "Europe/Amsterdam");
    AddPerson("eve");
    AddTalk("bob", "Backpressure by Example");
    world.Settle();
  }
  absl::StatusOr<v1::Availability> Read(const rpc::Client& client, const std::string& id) {
    v1::GetAvailabilityRequest request;
    request.set_name(Person(id) + "/availability");
    return Calendar<v1::Availability>(client, "GetAvailability", request);
  }
  absl::StatusOr<v1::Availability> Update(const std::string& id, v1::Availability availability, const std::vector<std::string>& mask = {}) {
    v1::UpdateAvailabilityRequest request;
    *request.mutable_availability() = std::move(availability);
    request.mutable_availability()->set_name(Person(id) + "/availability");
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    return Calendar<v1::Availability>(as(id), "UpdateAvailability", request);
  }
  absl::StatusOr<v1::BusyTimes> PutBusy(const std::string& id, const domain::Spans& spans) {
    v1::PutBusyTimesRequest request;
    request.set_parent(Person(id));
    request.set_source("outlook");
    for (const domain::Span& span : spans) *request.add_intervals() = domain::ToProto(span);
    return Calendar<v1::BusyTimes>(as(id), "PutBusyTimes", request);
  }
  void AddTalk(const std::string& id, const std::string& title) {
    profile::v1::UpdateProfileRequest request;
    request.mutable_profile()->set_name(Person(id));
    auto& work = *request.mutable_profile()->add_public_works();
    work.set_kind(profile::v1::PublicWork::TALK);
    work.set_title(title);
    EXPECT_EQ(Refused(platform().Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/UpdateProfile", request)), "OK ");
  }
  // A request that lacks nothing but slots, in the informal program.
  matching::v1::CreateConversationRequestRequest Approach(const std::string& mentee, const std::string& mentor) {
    matching::v1::CreateConversationRequestRequest request;
    request.set_parent(kAcme);
    auto& draft = *request.mutable_conversation_request();
    draft.set_program(std::string(kAcme) + "/programs/informal");
    draft.set_mentee(Person(mentee));
    draft.add_ranked_mentors(Person(mentor));
    draft.set_subject("Moving a nightly batch to streams");
    draft.set_opening("Your talk Backpressure by Example made me draw our queue again.");
    draft.set_introduction("I keep the ledger service of our team running.");
    draft.add_questions("Where would you begin with one slow consumer?");
    draft.add_questions("What would you measure in the first week?");
    draft.set_minutes(20);
    draft.set_window_days(14);
    return request;
  }
  absl::StatusOr<matching::v1::ConversationRequest> Conversation(const rpc::Client& client, const std::string& method,
                                                                 const google::protobuf::Message& request) {
    return client.Call<matching::v1::ConversationRequest>("gilde.matching.v1.ConversationService/" + method, request);
  }
  absl::Time First(const std::vector<std::string>& people) {
    auto slots = Find(people[0], Search(people));
    EXPECT_EQ(Refused(slots), "OK ");
    return slots.ok() && slots->slots_size() > 0 ? base::FromProto(slots->slots(0).start_time()) : absl::InfiniteFuture();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, AvailabilityApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(AvailabilityApiTest, IsThereForEveryProfileAndChangedByThePerson) {
  auto ada = Read(as("ada"), "ada");
  ASSERT_EQ(Refused(ada), "OK ");
  EXPECT_EQ(ada->time_zone(), "Europe/Amsterdam");
  EXPECT_EQ(ada->weekly_hours_size(), 5);
  EXPECT_EQ(Refused(Read(as("eve"), "ada")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Read(admin(), "ada")), "OK ");
  EXPECT_EQ(Refused(Read(admin(), "nobody")), "NOT_FOUND RESOURCE_NOT_FOUND");
  v1::Availability change;
  change.set_notice_minutes(60);
  auto changed = Update("ada", change);
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->notice_minutes(), 60);
  EXPECT_EQ(changed->weekly_hours_size(), 5);
  EXPECT_THAT(Events(), Contains("availability.updated"));
  change.set_etag(ada->etag());
  change.set_notice_minutes(61);
  EXPECT_EQ(Refused(Update("ada", change)), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Update("ada", change, {"time_zone"})), "INVALID_ARGUMENT MASK_INVALID");
}

TEST_P(AvailabilityApiTest, SlotsAreCommonHoursInEverybodysOwnTime) {
  auto slots = Find("ada", Search({"ada", "bob"}));
  ASSERT_EQ(Refused(slots), "OK ");
  ASSERT_EQ(slots->slots_size(), 10);
  EXPECT_EQ(base::FromProto(slots->slots(0).start_time()), At(0, 14));
  EXPECT_EQ(slots->slots(0).people(0).local_start(), "2027-01-04T15:00:00");
  EXPECT_EQ(slots->slots(0).people(1).local_start(), "2027-01-04T09:00:00");
  EXPECT_EQ(Refused(Find("eve", Search({"ada", "bob"}))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Find("ada", Search({"ada"}))), "INVALID_ARGUMENT PARTICIPANTS_INVALID");
  EXPECT_EQ(Refused(Find("ada", Search({"ada", "bob"}, 12))), "INVALID_ARGUMENT MINUTES_INVALID");
  EXPECT_EQ(Refused(Find("ada", Search({"ada", "nobody"}))), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(AvailabilityApiTest, SlotsThatTheMenteeCanMakeAreOfferedWithARequestAndReadByTheMentorInTheirOwnTime) {
  auto slots = Find("ada", Search({"ada", "bob"}, 20));
  ASSERT_EQ(Refused(slots), "OK ");
  matching::v1::CreateConversationRequestRequest ask = Approach("ada", "bob");
  std::vector<std::string> offered;
  for (int i : {0, 3, 6}) {
    const auto& slot = slots->slots(i);
    auto& proposed = *ask.mutable_conversation_request()->add_proposed_slots();
    *proposed.mutable_start_time() = slot.start_time();
    *proposed.mutable_end_time() = slot.end_time();
    EXPECT_EQ(slot.people(1).person(), Person("bob"));
    EXPECT_EQ(slot.people(1).time_zone(), "America/New_York");
    EXPECT_FALSE(slot.people(0).outside_hours() || slot.people(1).outside_hours());
    offered.push_back(slot.people(1).local_start());
  }
  EXPECT_EQ(offered[0], "2027-01-04T09:00:00") << "three in the afternoon for ada";
  auto sent = Conversation(as("ada"), "CreateConversationRequest", ask);
  ASSERT_EQ(Refused(sent), "OK ");
  matching::v1::AcceptConversationRequestRequest accept;
  accept.set_name(sent->name());
  *accept.mutable_slot() = sent->proposed_slots(2);
  // What bob reads: the same slots, by the clock of his own profile.
  std::vector<std::string> read;
  matching::v1::GetConversationRequestRequest get;
  get.set_name(sent->name());
  auto received = Conversation(as("bob"), "GetConversationRequest", get);
  ASSERT_EQ(Refused(received), "OK ");
  absl::TimeZone zone = *base::Zone("America/New_York");
  for (const auto& slot : received->proposed_slots()) {
    read.push_back(absl::FormatTime("%Y-%m-%dT%H:%M:%S", base::FromProto(slot.start_time()), zone));
  }
  EXPECT_EQ(read, offered);
  ASSERT_EQ(Refused(Conversation(as("bob"), "AcceptConversationRequest", accept)), "OK ");
}

TEST_P(AvailabilityApiTest, SlotsFollowEveryChangeAtOnce) {
  ASSERT_EQ(First({"ada", "bob"}), At(0, 14));
  ASSERT_EQ(Refused(PutBusy("bob", {{At(0, 14), At(0, 14, 30)}})), "OK ");
  EXPECT_EQ(First({"ada", "bob"}), At(0, 14, 30));
  std::string pair = Pair("bob", "ada");
  auto meeting = Book("ada", pair, At(0, 14, 30));
  ASSERT_EQ(Refused(meeting), "OK ");
  EXPECT_EQ(First({"ada", "bob"}), At(0, 15));
  ASSERT_EQ(Refused(Cancel(as("ada"), meeting->name())), "OK ");
  EXPECT_EQ(First({"ada", "bob"}), At(0, 14, 30));
  ASSERT_EQ(Refused(PutBusy("bob", {})), "OK ");
  EXPECT_EQ(First({"ada", "bob"}), At(0, 14));
  ASSERT_EQ(Refused(ChangeZone("bob", "Europe/Amsterdam")), "OK ");
  EXPECT_EQ(First({"ada", "bob"}), At(0, 8));
  world.Restart();
  EXPECT_EQ(First({"ada", "bob"}), At(0, 8));
}

TEST_P(AvailabilityApiTest, SlotsShareTheBurdenOfLateHours) {
  ASSERT_EQ(Refused(ChangeZone("bob", "America/Los_Angeles")), "OK ");
  std::string pair = Pair("bob", "ada");
  auto outside = [&](const v1::Slot& slot) { return slot.people(0).outside_minutes() > 0 ? "ada" : "bob"; };
  auto first = Find("ada", Search({"ada", "bob"}));
  ASSERT_EQ(Refused(first), "OK ");
  std::string burdened = outside(first->slots(0));
  for (int day : {1, 2}) {
    absl::Time start = base::FromProto(first->slots(0).start_time()) + absl::Hours(24 * day);
    ASSERT_EQ(Refused(Book("ada", pair, start)), "OK ");
  }
  auto next = Find("ada", Search({"ada", "bob"}));
  ASSERT_EQ(Refused(next), "OK ");
  EXPECT_NE(outside(next->slots(0)), burdened);
}

TEST_P(AvailabilityApiTest, ASearchThatFindsNothingSaysWhyAndIsPublished) {
  std::string pair = Pair("bob", "ada");
  ASSERT_EQ(Refused(PutBusy("bob", {{At(0, 0), At(20, 0)}})), "OK ");
  v1::FindSlotsRequest search = Search({"ada", "bob"});
  search.set_mentorship(pair);
  auto slots = Find("ada", search);
  ASSERT_EQ(Refused(slots), "OK ");
  EXPECT_EQ(slots->slots_size(), 0);
  ASSERT_EQ(slots->no_slot().relaxations_size(), 2);
  EXPECT_EQ(slots->no_slot().relaxations(0).constraint(), v1::Relaxation::BUSY);
  EXPECT_EQ(slots->no_slot().relaxations(0).people(0), Person("bob"));
  EXPECT_EQ(slots->no_slot().relaxations(1).constraint(), v1::Relaxation::WINDOW);
  EXPECT_EQ(slots->no_slot().shorter_minutes(), 0);
  EXPECT_THAT(Events(), Contains("meeting.slot_search_failed"));
  search.add_participants(Person("eve"));
  EXPECT_EQ(Refused(Find("ada", search)), "PERMISSION_DENIED NOT_A_PARTY");
}

TEST_P(AvailabilityApiTest, ACacheThatIsLostStaleOrForeignChangesNothing) {
  const char* url = std::getenv("GILDE_TEST_REDIS");
  if (url == nullptr) {
    std::cout << "No Redis: set GILDE_TEST_REDIS." << std::endl;
    return;
  }
  auto redis = redis::Redis::Create(url);
  ASSERT_TRUE(redis.ok()) << redis.status();
  ASSERT_EQ(First({"ada", "bob"}), At(0, 14));
  world.Restart();  // forgets what is in memory, so that Redis is asked
  ASSERT_EQ(First({"ada", "bob"}), At(0, 14));
  auto keys = (*redis)->Run({"KEYS", "gilde:{acme}:free:*"});
  ASSERT_TRUE(keys.ok()) << keys.status();
  EXPECT_FALSE(keys->list.empty());
  world.Restart();
  for (const redis::Reply& key : keys->list) ASSERT_TRUE((*redis)->Run({"SET", key.text, "0123456789abcdef 0 UTC wrong"}).ok());
  EXPECT_EQ(First({"ada", "bob"}), At(0, 14));
  world.Restart();
  for (const redis::Reply& key : keys->list) ASSERT_TRUE((*redis)->Run({"DEL", key.text}).ok());
  EXPECT_EQ(First({"ada", "bob"}), At(0, 14));
}

}  // namespace
}  // namespace gilde::scheduling
