#include "services/scheduling/domain/slots.h"

#include <gtest/gtest.h>

#include "common/base/zones.h"
#include "services/scheduling/domain/availability.h"

namespace gilde::scheduling::domain {
namespace {

// People in a search, with the bits that their candidates point to.
class Group {
 public:
  Group& Add(const std::string& name, const std::string& zone, std::int64_t burden = 0) {
    Explained one;
    one.diary.availability = DefaultAvailability("organizations/acme/profiles/" + name, zone);
    one.diary.zone = *base::Zone(zone);
    one.person = {"organizations/acme/profiles/" + name, zone, one.diary.zone, absl::ZeroDuration(), burden, {}};
    people.push_back(one);
    return *this;
  }
  std::vector<v1::Slot> Find(const Search& search) {
    Weeks weeks = WeeksOf(search.window);
    bits_.clear();
    std::vector<Candidate> candidates;
    for (Explained& one : people) {
      bits_.push_back(BitsOf(one.diary, weeks.first, weeks.count));
      one.person.notice = Notice(one.diary.availability);
      candidates.push_back(one.person);
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
      for (const WeekBits& week : bits_[i]) candidates[i].weeks.push_back(&week);
    }
    return BestSlots(candidates, search);
  }
  std::vector<Explained> people;

 private:
  std::vector<std::vector<WeekBits>> bits_;
};

absl::Time Utc(int month, int day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(2026, month, day, hour, minute), absl::UTCTimeZone());
}
// Monday 12 January 2026 and the week after it.
Search Week(int minutes) { return {{Utc(1, 12, 0), Utc(1, 19, 0)}, Utc(1, 11, 0), minutes, 10, false}; }

TEST(Slots, InsideEverybodysHoursComeFirstAndInOrderOfTime) {
  Group group;
  auto slots = group.Add("ada", "Europe/Amsterdam").Add("bob", "America/New_York").Find(Week(60));
  ASSERT_EQ(slots.size(), 10u);
  // 09:00 in New York is 15:00 in Amsterdam: two slots of an hour each day.
  EXPECT_EQ(base::FromProto(slots[0].start_time()), Utc(1, 12, 14));
  EXPECT_EQ(slots[0].people(0).local_start(), "2026-01-12T15:00:00");
  EXPECT_EQ(slots[0].people(1).local_start(), "2026-01-12T09:00:00");
  EXPECT_EQ(slots[0].people(1).utc_offset_minutes(), -300);
  for (const v1::Slot& slot : slots) {
    for (const v1::LocalTime& person : slot.people()) EXPECT_FALSE(person.outside_hours());
  }
}

TEST(Slots, SayWhoIsOutsideTheirHoursAndHowFar) {
  Group group;
  auto slots = group.Add("ada", "Europe/Amsterdam").Add("kim", "America/Los_Angeles").Find(Week(30));
  ASSERT_FALSE(slots.empty());
  // 17:00 in Amsterdam is 08:00 in Los Angeles: someone stretches, and the half hour that costs least comes first.
  int outside = slots[0].people(0).outside_minutes() + slots[0].people(1).outside_minutes();
  EXPECT_GT(outside, 0);
  EXPECT_EQ(slots[0].people(0).outside_hours(), slots[0].people(0).outside_minutes() > 0);
  for (const v1::Slot& slot : slots) {
    EXPECT_GE(slot.people(0).outside_minutes() + slot.people(1).outside_minutes(), outside);
  }
}

TEST(Slots, AskLessOfWhoWasOutsideTheirHoursBefore) {
  Group fair;
  auto burdened_ada = fair.Add("ada", "Europe/Amsterdam", 600).Add("kim", "America/Los_Angeles").Find(Week(30));
  Group other;
  auto burdened_kim = other.Add("ada", "Europe/Amsterdam").Add("kim", "America/Los_Angeles", 600).Find(Week(30));
  ASSERT_FALSE(burdened_ada.empty());
  ASSERT_FALSE(burdened_kim.empty());
  EXPECT_EQ(burdened_ada[0].people(0).outside_minutes(), 0);
  EXPECT_GT(burdened_ada[0].people(1).outside_minutes(), 0);
  EXPECT_GT(burdened_kim[0].people(0).outside_minutes(), 0);
  EXPECT_EQ(burdened_kim[0].people(1).outside_minutes(), 0);
}

TEST(Slots, DoNotOverlapAndAreAtMostFourADay) {
  Group group;
  auto slots = group.Add("ada", "Europe/Amsterdam").Add("bob", "Europe/Amsterdam").Find(Week(45));
  ASSERT_EQ(slots.size(), 10u);
  std::map<int, int> days;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    absl::Time start = base::FromProto(slots[i].start_time());
    EXPECT_LE(++days[absl::ToCivilDay(start, absl::UTCTimeZone()).day()], 4);
    EXPECT_TRUE(i == 0 || start >= base::FromProto(slots[i - 1].end_time()));
  }
}

TEST(Slots, RespectNoticeBuffersAndMeetingsPerWeek) {
  Group group;
  group.Add("ada", "Europe/Amsterdam").Add("bob", "Europe/Amsterdam");
  v1::Availability& ada = group.people[0].diary.availability;
  ada.set_notice_minutes(3 * 24 * 60);
  auto slots = group.Find(Week(30));
  EXPECT_EQ(base::FromProto(slots[0].start_time()), Utc(1, 14, 8));

  ada.set_notice_minutes(0);
  ada.set_buffer_minutes(30);
  group.people[0].diary.bookings = {{Utc(1, 12, 8), Utc(1, 12, 9)}};
  EXPECT_EQ(base::FromProto(group.Find(Week(30))[0].start_time()), Utc(1, 12, 9, 30));

  ada.set_meetings_per_week(1);
  EXPECT_TRUE(group.Find(Week(30)).empty());
}

TEST(Slots, OfADeactivatedPersonDoNotExist) {
  Group group;
  group.Add("ada", "Europe/Amsterdam").Add("bob", "Europe/Amsterdam");
  group.people[1].diary.availability.set_deactivated(true);
  EXPECT_TRUE(group.Find(Week(10)).empty());
}

TEST(NoSlot, SaysWhichConstraintOfWhomToRelaxAndOffersTenMinutes) {
  Group group;
  group.Add("ada", "Europe/Amsterdam").Add("bob", "Europe/Amsterdam");
  Spans& busy = group.people[1].diary.busy;
  for (int day = 12; day < 19; ++day) {  // all but ten minutes at 10:00 UTC, for two weeks
    busy.push_back({Utc(1, day, 0), Utc(1, day, 10)});
    busy.push_back({Utc(1, day, 10, 10), Utc(1, day, 23, 59)});
  }
  Search search = Week(30);
  ASSERT_TRUE(group.Find(search).empty());
  v1::NoSlot answer = ExplainNoSlot(group.people, search);
  ASSERT_EQ(answer.relaxations_size(), 2);
  EXPECT_EQ(answer.relaxations(0).constraint(), v1::Relaxation::BUSY);
  ASSERT_EQ(answer.relaxations(0).people_size(), 1);
  EXPECT_EQ(answer.relaxations(0).people(0), "organizations/acme/profiles/bob");
  EXPECT_EQ(answer.relaxations(1).constraint(), v1::Relaxation::WINDOW);
  EXPECT_EQ(answer.shorter_minutes(), 10);
  ASSERT_GT(answer.shorter_slots_size(), 0);
  EXPECT_EQ(base::FromProto(answer.shorter_slots(0).start_time()), Utc(1, 12, 10));
}

TEST(NoSlot, NamesHoursWhenTheHoursAreApart) {
  Group group;
  group.Add("ada", "Europe/Amsterdam").Add("zoe", "Pacific/Auckland");
  Search search = Week(60);
  search.inside_hours_only = true;
  ASSERT_TRUE(group.Find(search).empty());
  v1::NoSlot answer = ExplainNoSlot(group.people, search);
  ASSERT_GT(answer.relaxations_size(), 0);
  EXPECT_EQ(answer.relaxations(0).constraint(), v1::Relaxation::HOURS);
  EXPECT_EQ(answer.relaxations(0).people_size(), 2);
  EXPECT_EQ(answer.shorter_minutes(), 0);
}

TEST(WeekBits, SurviveEncodingAndKnowTheirIsoWeek) {
  Group group;
  group.Add("ada", "Asia/Kathmandu");
  std::int64_t week = WeekOf(Utc(1, 1, 0));
  EXPECT_EQ(WeekLabel(week), "2026-W01");
  EXPECT_EQ(WeekLabel(week - 1), "2025-W52");
  EXPECT_EQ(WeekStart(week), Utc(1, 1, 0) - absl::Hours(72));
  WeekBits bits = BitsOf(group.people[0].diary, week, 1)[0], copy;
  ASSERT_TRUE(Decode(Encode(bits), copy));
  EXPECT_TRUE(bits == copy);
  EXPECT_FALSE(Decode("short", copy));
}

}  // namespace
}  // namespace gilde::scheduling::domain
