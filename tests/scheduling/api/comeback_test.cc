// People who left the organization and come back to it: they can be met again, and nothing that was planned before comes back.
#include "tests/scheduling/api/fixture.h"

namespace gilde::scheduling {
namespace {

using testing::Contains;
using testing::Not;

class ComebackTest : public SchedulingTest {
 protected:
  ComebackTest() {
    AddPerson("bob", "Europe/Amsterdam", 5);
    AddPerson("ada");
    pair = Pair("bob", "ada");
    meeting = Book("ada", pair, At(3, 10))->name();
    EXPECT_EQ(Refused(HoldSlot("ada", pair, At(3, 12))), "OK ");
  }
  void Move(const std::string& method, const std::string& id) {
    profile::v1::DeactivateProfileRequest request;
    request.set_name(Person(id));
    EXPECT_EQ(Refused(platform().Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/" + method, request)), "OK ");
    world.Settle();
  }
  // Starts and ends of what is free within the days from today on, `2027-01-04T09:00:00Z - 2027-01-04T17:00:00Z`.
  std::vector<std::string> Free(const std::string& id, int from, int to) {
    v1::ListFreeTimesRequest request;
    request.set_parent(Person(id));
    *request.mutable_start_time() = base::ToProto(At(from, 0));
    *request.mutable_end_time() = base::ToProto(At(to, 0));
    auto found = Calendar<v1::ListFreeTimesResponse>(as(id), "ListFreeTimes", request);
    EXPECT_EQ(Refused(found), "OK ");
    std::vector<std::string> free;
    if (!found.ok()) return free;
    for (const auto& time : found->free_times()) {
      free.push_back(base::ToString(base::FromProto(time.start_time())) + " - " + base::ToString(base::FromProto(time.end_time())));
    }
    return free;
  }
  v1::Availability Hours(const std::string& id) {
    v1::GetAvailabilityRequest get;
    get.set_name(Person(id) + "/availability");
    return Calendar<v1::Availability>(as(id), "GetAvailability", get).value_or(v1::Availability());
  }
  std::string pair, meeting;
};
INSTANTIATE_TEST_SUITE_P(Engines, ComebackTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ComebackTest, GivesTheHoursBackThatThePersonHad) {
  v1::UpdateAvailabilityRequest change;
  change.mutable_availability()->set_name(Person("bob") + "/availability");
  change.mutable_availability()->set_notice_minutes(60);
  change.mutable_availability()->set_meetings_per_week(4);
  ASSERT_EQ(Refused(Calendar<v1::Availability>(as("bob"), "UpdateAvailability", change)), "OK ");
  Move("DeactivateProfile", "bob");
  EXPECT_TRUE(Hours("bob").deactivated());
  EXPECT_EQ(Find("ada", Search({"ada", "bob"}))->slots_size(), 0);
  Move("ReactivateProfile", "bob");
  EXPECT_FALSE(Hours("bob").deactivated());
  EXPECT_EQ(Hours("bob").notice_minutes(), 60);
  EXPECT_EQ(Hours("bob").meetings_per_week(), 4);
  EXPECT_EQ(Hours("bob").time_zone(), "Europe/Amsterdam");
  EXPECT_GT(Find("ada", Search({"ada", "bob"}))->slots_size(), 0);
}

TEST_P(ComebackTest, BringsNeitherAMeetingNorAHoldBack) {
  for (const char* id : {"ada", "bob"}) EXPECT_GT(Free(id, 3, 4).size(), 1u) << id << " has a meeting and a hold";
  std::vector<std::string> ada = Free("ada", 2, 3), bob = Free("bob", 2, 3);
  Move("DeactivateProfile", "bob");
  EXPECT_EQ(Free("bob", 0, 14), std::vector<std::string>());
  Move("ReactivateProfile", "bob");
  EXPECT_EQ(Get(as("ada"), meeting)->state(), v1::Meeting::CANCELLED);
  EXPECT_EQ(Get(as("ada"), meeting)->cancel_reason(), v1::Meeting::PERSON_DEACTIVATED);
  // The day of the meeting is as free as the one before it.
  EXPECT_EQ(Free("ada", 3, 4).size(), ada.size());
  EXPECT_EQ(Free("bob", 3, 4).size(), bob.size());
  world.Advance(absl::Hours(24 * 5));
  EXPECT_EQ(Get(as("ada"), meeting)->state(), v1::Meeting::CANCELLED);
  EXPECT_THAT(Events(), Not(Contains("meeting.started")));
  EXPECT_THAT(Events(), Not(Contains("hold.expired"))) << "it was released before";
}

TEST_P(ComebackTest, LetsANewPairMeetAtTheTimeOfTheOldMeetingAndNotTheOldOne) {
  Move("DeactivateProfile", "bob");
  Move("ReactivateProfile", "bob");
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10))), "FAILED_PRECONDITION MENTORSHIP_NOT_OPEN");
  std::string again = Pair("bob", "ada");
  auto booked = Book("ada", again, At(3, 10));
  ASSERT_EQ(Refused(booked), "OK ");
  EXPECT_EQ(Refused(HoldSlot("bob", again, At(3, 12))), "OK ");
  EXPECT_EQ(booked->sequence(), 0);
  EXPECT_NE(booked->name(), meeting);
}

}  // namespace
}  // namespace gilde::scheduling
