// Taking, moving and freeing time through the RPCs.
#include <atomic>
#include <thread>

#include "common/base/guarded.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "tests/scheduling/api/fixture.h"
#include "tests/support/fields.h"

namespace gilde::scheduling {
namespace {

using testing::Contains;
using testing::HasSubstr;

class BookingTest : public SchedulingTest {
 protected:
  BookingTest() {
    AddPerson("bob", "Europe/Amsterdam", 5);
    AddPerson("ada");
    AddPerson("eve");
    pair = Pair("bob", "ada");
  }
  std::string pair;
};
INSTANTIATE_TEST_SUITE_P(Engines, BookingTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(BookingTest, GivesAMeetingWithItsDeadlinesAndInvitation) {
  v1::BookMeetingRequest request = Booking(pair, At(3, 10));
  request.set_meeting_id("m1");
  request.set_link("https://meet.example.org/1");
  auto meeting = Meetings<v1::Meeting>(as("ada"), "BookMeeting", request);
  ASSERT_EQ(Refused(meeting), "OK ");
  EXPECT_EQ(meeting->name(), std::string(kAcme) + "/meetings/m1");
  EXPECT_EQ(meeting->state(), v1::Meeting::SCHEDULED);
  EXPECT_EQ(meeting->organizer(), Person("ada"));
  EXPECT_EQ(meeting->participants_size(), 2);
  EXPECT_TRUE(meeting->first_conversation());
  EXPECT_EQ(meeting->medium(), v1::Meeting::VIDEO);
  EXPECT_EQ(base::FromProto(meeting->agenda_due_time()), At(2, 10));
  EXPECT_EQ(base::FromProto(meeting->follow_up_due_time()), At(4, 10, 30));
  EXPECT_THAT(meeting->invitation(), HasSubstr("METHOD:REQUEST"));
  EXPECT_THAT(meeting->invitation(), HasSubstr("mailto:bob@example.org"));
  EXPECT_THAT(Events(), Contains("meeting.scheduled"));
}

TEST_P(BookingTest, InAVirtualProgramIsNeverInOneRoom) {
  matching::v1::UpdateProgramRequest make_virtual;
  make_virtual.mutable_program()->set_name(std::string(kAcme) + "/programs/informal");
  make_virtual.mutable_program()->set_virtual_(true);
  make_virtual.mutable_update_mask()->add_paths("virtual");
  ASSERT_EQ(Refused(admin().Call<matching::v1::Program>("gilde.matching.v1.ProgramService/UpdateProgram", make_virtual)), "OK ");
  AddPerson("carl", "America/Bogota", 1);
  std::string apart = Pair("carl", "eve");
  v1::BookMeetingRequest request = Booking(apart, At(3, 15));
  request.mutable_meeting()->set_medium(v1::Meeting::IN_PERSON);
  auto refused = Meetings<v1::Meeting>(as("eve"), "BookMeeting", request);
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT PROGRAM_IS_VIRTUAL");
  EXPECT_THAT(test::Fields(refused.status()), testing::ElementsAre("meeting.medium"));
  request.mutable_meeting()->set_medium(v1::Meeting::PHONE);
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("eve"), "BookMeeting", request)), "OK ");
  // A pair that began before keeps what it began with.
  request = Booking(pair, At(4, 10));
  request.mutable_meeting()->set_medium(v1::Meeting::IN_PERSON);
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("ada"), "BookMeeting", request)), "OK ");
  // Until it is moved to the rules of now.
  matching::v1::ApplyProgramRulesRequest apply;
  apply.set_name(make_virtual.program().name());
  ASSERT_EQ(Refused(admin().Call<matching::v1::ApplyProgramRulesResponse>("gilde.matching.v1.ProgramService/ApplyProgramRules", apply)),
            "OK ");
  request = Booking(pair, At(5, 10));
  request.mutable_meeting()->set_medium(v1::Meeting::IN_PERSON);
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("ada"), "BookMeeting", request)), "INVALID_ARGUMENT PROGRAM_IS_VIRTUAL");
}

TEST_P(BookingTest, IsForThePeopleOfAnOpenMentorshipOnly) {
  EXPECT_EQ(Refused(Book("eve", pair, At(3, 10))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Book("ada", std::string(kAcme) + "/mentorships/none", At(3, 10))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(world.client("acme", "member"), "BookMeeting", Booking(pair, At(3, 10)))),
            "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
  matching::v1::EndMentorshipRequest end;
  end.set_name(pair);
  end.set_reason(matching::v1::Mentorship::NOT_NOW);
  ASSERT_EQ(Refused(Matching<matching::v1::EndMentorshipResponse>(as("ada"), "EndMentorship", end)), "OK ");
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10))), "FAILED_PRECONDITION MENTORSHIP_NOT_OPEN");
}

TEST_P(BookingTest, RefusesTimesThatCannotBe) {
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10, 1))), "INVALID_ARGUMENT START_INVALID");
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10), 12)), "INVALID_ARGUMENT LENGTH_INVALID");
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10), 25)), "FAILED_PRECONDITION LENGTH_NOT_OFFERED");
  EXPECT_EQ(Refused(Book("ada", pair, At(-1, 10))), "FAILED_PRECONDITION START_IN_PAST");
  EXPECT_EQ(Refused(Book("ada", "mentorships/x", At(3, 10))), "INVALID_ARGUMENT MENTORSHIP_INVALID");
}

TEST_P(BookingTest, TakesTheTimeOfEveryParticipant) {
  std::string other = Pair("bob", "eve");
  ASSERT_EQ(Refused(Book("ada", pair, At(3, 10))), "OK ");
  EXPECT_EQ(Refused(Book("eve", other, At(3, 10, 15))), "FAILED_PRECONDITION SLOT_TAKEN");
  EXPECT_EQ(Refused(Book("eve", other, At(3, 9, 45), 20)), "FAILED_PRECONDITION SLOT_TAKEN");
  EXPECT_EQ(Refused(Book("eve", other, At(3, 10, 30))), "OK ");
}

TEST_P(BookingTest, RespectsWhatACalendarSays) {
  v1::PutBusyTimesRequest busy;
  busy.set_parent(Person("bob"));
  busy.set_source("outlook");
  auto& interval = *busy.add_intervals();
  *interval.mutable_start_time() = base::ToProto(At(3, 10, 20));
  *interval.mutable_end_time() = base::ToProto(At(3, 11));
  ASSERT_EQ(Refused(Calendar<v1::BusyTimes>(as("bob"), "PutBusyTimes", busy)), "OK ");
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10))), "FAILED_PRECONDITION PERSON_BUSY");
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10), 20)), "OK ");
}

TEST_P(BookingTest, AskedForTwiceWithOneRequestIdHappensOnce) {
  v1::BookMeetingRequest request = Booking(pair, At(3, 10));
  request.set_request_id("r1");
  auto first = Meetings<v1::Meeting>(as("ada"), "BookMeeting", request);
  auto second = Meetings<v1::Meeting>(as("ada"), "BookMeeting", request);
  ASSERT_EQ(Refused(second), "OK ");
  EXPECT_EQ(first->name(), second->name());
}

TEST_P(BookingTest, OfAHoldTakesItsPlace) {
  auto hold = HoldSlot("ada", pair, At(3, 10));
  ASSERT_EQ(Refused(hold), "OK ");
  EXPECT_EQ(base::FromProto(hold->expire_time()), now() + absl::Minutes(5));
  EXPECT_EQ(Refused(Book("bob", pair, At(3, 10))), "FAILED_PRECONDITION SLOT_TAKEN");
  v1::BookMeetingRequest request;
  request.set_parent(kAcme);
  request.set_hold(hold->name());
  request.set_request_id("r1");
  auto meeting = Meetings<v1::Meeting>(as("ada"), "BookMeeting", request);
  ASSERT_EQ(Refused(meeting), "OK ");
  EXPECT_EQ(base::FromProto(meeting->start_time()), At(3, 10));
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("ada"), "BookMeeting", request)), "OK ") << "repeated, it gets its first answer";
  request.set_request_id("r2");
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("ada"), "BookMeeting", request)), "FAILED_PRECONDITION HOLD_EXPIRED");
}

TEST_P(BookingTest, MayHaveTheTimeOfAHoldThatExpiredOrWasReleased) {
  auto hold = HoldSlot("ada", pair, At(3, 10));
  ASSERT_EQ(Refused(hold), "OK ");
  v1::ReleaseHoldRequest release;
  release.set_name(hold->name());
  EXPECT_EQ(Refused(Meetings<v1::Hold>(as("eve"), "ReleaseHold", release)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Meetings<v1::Hold>(as("bob"), "ReleaseHold", release)), "OK ");
  ASSERT_EQ(Refused(HoldSlot("ada", pair, At(3, 10))), "OK ");
  world.clock().Set(now() + absl::Minutes(5));  // expired, and the sweeper has not been here
  ASSERT_EQ(Refused(Book("bob", pair, At(3, 10))), "OK ");
  world.Settle();
  EXPECT_THAT(Events(), Contains("hold.expired"));
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10))), "FAILED_PRECONDITION SLOT_TAKEN") << "the sweeper frees only what the hold still has";
}

TEST_P(BookingTest, MovedFreesTheOldTimeAndTakesTheNewOne) {
  auto meeting = Book("ada", pair, At(3, 10));
  ASSERT_EQ(Refused(meeting), "OK ");
  v1::RescheduleMeetingRequest move;
  move.set_name(meeting->name());
  *move.mutable_start_time() = base::ToProto(At(3, 10, 15));  // overlaps its own old time
  move.set_note("A clash");
  auto moved = Meetings<v1::Meeting>(as("bob"), "RescheduleMeeting", move);
  ASSERT_EQ(Refused(moved), "OK ");
  EXPECT_EQ(moved->reschedule_count(), 1);
  EXPECT_EQ(moved->sequence(), 1);
  EXPECT_EQ(base::FromProto(moved->end_time()), At(3, 10, 45));
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10), 10)), "OK ") << "free again";
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10, 40), 10)), "FAILED_PRECONDITION SLOT_TAKEN");
  move.set_etag(meeting->etag());
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("bob"), "RescheduleMeeting", move)), "ABORTED ETAG_MISMATCH");
  move.set_etag("");
  *move.mutable_start_time() = base::ToProto(At(3, 10));
  EXPECT_EQ(Refused(Meetings<v1::Meeting>(as("bob"), "RescheduleMeeting", move)), "FAILED_PRECONDITION SLOT_TAKEN");
  EXPECT_EQ(base::FromProto(Get(as("ada"), meeting->name())->start_time()), At(3, 10, 15)) << "a refused move changes nothing";
}

TEST_P(BookingTest, CancelledFreesTheTimeAndSendsACancel) {
  auto meeting = Book("ada", pair, At(3, 10));
  ASSERT_EQ(Refused(meeting), "OK ");
  EXPECT_EQ(Refused(Cancel(as("eve"), meeting->name())), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Cancel(admin(), meeting->name(), "because")), "PERMISSION_DENIED FIELD_NOT_ALLOWED");
  auto cancelled = Cancel(as("bob"), meeting->name(), "I am ill");
  ASSERT_EQ(Refused(cancelled), "OK ");
  EXPECT_EQ(cancelled->state(), v1::Meeting::CANCELLED);
  EXPECT_EQ(cancelled->invitation_method(), "CANCEL");
  EXPECT_THAT(cancelled->invitation(), HasSubstr("METHOD:CANCEL"));
  EXPECT_EQ(Refused(Cancel(as("bob"), meeting->name())), "FAILED_PRECONDITION MEETING_NOT_SCHEDULED");
  EXPECT_EQ(Refused(Book("ada", pair, At(3, 10))), "OK ");
}

TEST_P(BookingTest, BySixtyFourAtOnceLeavesNoOverlapForAnyone) {
  const std::vector<std::string> mentors = {"m1", "m2", "m3", "m4"};
  const std::vector<std::string> mentees = {"a1", "a2", "a3", "a4"};
  for (const std::string& mentor : mentors) AddPerson(mentor, "UTC", 5);
  for (const std::string& mentee : mentees) AddPerson(mentee);
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& mentor : mentors) {
    for (const std::string& mentee : mentees) pairs.emplace_back(mentee, Pair(mentor, mentee));
  }
  std::atomic<int> booked = 0, refused = 0;
  base::Guarded<std::map<std::string, int>> others;
  std::vector<std::thread> threads;
  threads.reserve(64);
  for (int i = 0; i < 64; ++i) {
    threads.emplace_back([&, i] {
      const auto& [mentee, mentorship] = pairs[static_cast<std::size_t>(i) % pairs.size()];
      for (int attempt = 0; attempt < 4; ++attempt) {
        std::string result = Refused(Book(mentee, mentorship, At(7, 10) + absl::Minutes(5 * ((i * 7 + attempt * 3) % 24))));
        if (result == "OK ") {
          ++booked;
        } else if (result == "FAILED_PRECONDITION SLOT_TAKEN") {
          ++refused;
        } else {
          others.With([&](auto& counts) { ++counts[result]; });
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  others.With([](const auto& counts) { EXPECT_THAT(counts, testing::IsEmpty()); });
  EXPECT_GT(booked, 0);
  EXPECT_EQ(booked + refused, 256);
  v1::ListMeetingsRequest list;
  list.set_parent(kAcme);
  list.set_page_size(500);
  auto meetings = Meetings<v1::ListMeetingsResponse>(admin(), "ListMeetings", list);
  ASSERT_EQ(Refused(meetings), "OK ");
  EXPECT_EQ(meetings->meetings_size(), booked);
  std::map<std::string, std::map<absl::Time, absl::Time>> diaries;
  for (const v1::Meeting& meeting : meetings->meetings()) {
    for (const std::string& person : meeting.participants()) {
      EXPECT_TRUE(diaries[person].emplace(base::FromProto(meeting.start_time()), base::FromProto(meeting.end_time())).second);
    }
  }
  for (const auto& [person, diary] : diaries) {
    absl::Time free = absl::InfinitePast();
    for (const auto& [start, end] : diary) {
      EXPECT_GE(start, free) << person;
      free = end;
    }
  }
}

TEST_P(BookingTest, IsSeenByItsPeopleAndWithoutTextsByAdministrators) {
  v1::BookMeetingRequest request = Booking(pair, At(3, 10));
  request.set_link("https://meet.example.org/1");
  auto meeting = Meetings<v1::Meeting>(as("ada"), "BookMeeting", request);
  ASSERT_EQ(Refused(meeting), "OK ");
  EXPECT_EQ(Get(as("bob"), meeting->name())->link(), "https://meet.example.org/1");
  EXPECT_EQ(Refused(Get(as("eve"), meeting->name())), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Get(world.client("other", "program_admin"), meeting->name())), "NOT_FOUND RESOURCE_NOT_FOUND");
  auto seen = Get(admin(), meeting->name());
  ASSERT_EQ(Refused(seen), "OK ");
  EXPECT_EQ(seen->mentorship(), pair);
  EXPECT_EQ(seen->link(), "");
  EXPECT_EQ(seen->invitation(), "");
}

TEST_P(BookingTest, AreListedByPersonMentorshipAndStateInPages) {
  std::string other = Pair("bob", "eve");
  for (int day = 1; day <= 3; ++day) ASSERT_EQ(Refused(Book("ada", pair, At(day, 10))), "OK ");
  auto cancelled = Book("eve", other, At(4, 10));
  ASSERT_EQ(Refused(Cancel(as("eve"), cancelled->name())), "OK ");
  auto count = [&](const rpc::Client& client, const std::function<void(v1::ListMeetingsRequest&)>& filter) {
    v1::ListMeetingsRequest list;
    list.set_parent(kAcme);
    list.set_page_size(2);
    filter(list);
    int meetings = 0;
    do {
      auto page = Meetings<v1::ListMeetingsResponse>(client, "ListMeetings", list);
      EXPECT_EQ(Refused(page), "OK ");
      if (!page.ok()) return -1;
      meetings += page->meetings_size();
      list.set_page_token(page->next_page_token());
    } while (!list.page_token().empty());
    return meetings;
  };
  EXPECT_EQ(count(as("ada"), [](auto&) {}), 3);
  EXPECT_EQ(count(as("bob"), [](auto&) {}), 4);
  EXPECT_EQ(count(as("bob"), [](auto& list) { list.set_state(v1::Meeting::SCHEDULED); }), 3);
  EXPECT_EQ(count(as("bob"), [&](auto& list) { list.set_mentorship(other); }), 1);
  EXPECT_EQ(count(admin(), [](auto&) {}), 4);
  EXPECT_EQ(count(admin(), [](auto& list) { list.set_participant(Person("eve")); }), 1);
  v1::ListMeetingsRequest list;
  list.set_parent(kAcme);
  list.set_participant(Person("ada"));
  EXPECT_EQ(Refused(Meetings<v1::ListMeetingsResponse>(as("eve"), "ListMeetings", list)), "PERMISSION_DENIED NOT_A_PARTY");
  list.set_state(static_cast<v1::Meeting::State>(99));
  EXPECT_EQ(Refused(Meetings<v1::ListMeetingsResponse>(admin(), "ListMeetings", list)), "INVALID_ARGUMENT STATE_INVALID");
}

}  // namespace
}  // namespace gilde::scheduling
