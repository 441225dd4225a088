#include "services/scheduling/domain/availability.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/scheduling/domain/hours.h"
#include "tests/scheduling/domain/cases.h"

namespace gilde::scheduling::domain {
namespace {

const std::string kAda = "organizations/acme/profiles/ada";

v1::Availability Ada() { return DefaultAvailability(kAda, "Europe/Amsterdam"); }

std::string ReasonAfter(const std::function<void(v1::Availability&)>& change) {
  v1::UpdateAvailabilityRequest request;
  *request.mutable_availability() = Ada();
  change(*request.mutable_availability());
  return base::ReasonOf(Changed(Ada(), request).status());
}

TEST(Availability, ThatCannotBeIsRefused) {
  EXPECT_EQ(ReasonAfter([](auto&) {}), "");
  EXPECT_EQ(ReasonAfter([](auto& a) { a.mutable_weekly_hours(0)->set_day(google::type::DAY_OF_WEEK_UNSPECIFIED); }), "HOURS_INVALID");
  EXPECT_EQ(ReasonAfter([](auto& a) { a.mutable_weekly_hours(0)->mutable_start()->set_hours(24); }), "HOURS_INVALID");
  EXPECT_EQ(ReasonAfter([](auto& a) { a.mutable_weekly_hours(0)->mutable_end()->set_seconds(1); }), "HOURS_INVALID");
  EXPECT_EQ(ReasonAfter([](auto& a) { a.add_overrides()->mutable_date()->set_year(2026); }), "OVERRIDE_INVALID");
  EXPECT_EQ(ReasonAfter([](auto& a) {
              auto& recurring = *a.add_recurring();
              recurring.set_effect(v1::RecurringTime::BUSY);
              recurring.set_start("2026-01-05T09:00:00");
              recurring.set_minutes(60);
              recurring.set_rrule("FREQ=SECONDLY;COUNT=1000000000");
            }),
            "RRULE_TOO_DENSE");
  EXPECT_EQ(ReasonAfter([](auto& a) { a.set_notice_minutes(-1); }), "OUT_OF_RANGE");
  EXPECT_EQ(ReasonAfter([](auto& a) { a.set_buffer_minutes(121); }), "OUT_OF_RANGE");
  EXPECT_EQ(ReasonAfter([](auto& a) { a.mutable_stretch_to()->set_hours(6); }), "HOURS_INVALID");
}

TEST(Availability, ChangesOnlyTheFieldsOfTheMask) {
  v1::UpdateAvailabilityRequest request;
  request.mutable_availability()->set_buffer_minutes(15);
  request.mutable_update_mask()->add_paths("buffer_minutes");
  request.mutable_update_mask()->add_paths("weekly_hours");
  v1::Availability changed = *Changed(Ada(), request);
  EXPECT_EQ(changed.buffer_minutes(), 15);
  EXPECT_EQ(changed.weekly_hours_size(), 0);
  EXPECT_EQ(changed.stretch_to().hours(), 22);
  request.mutable_update_mask()->add_paths("time_zone");
  EXPECT_EQ(base::ReasonOf(Changed(Ada(), request).status()), "MASK_INVALID");
}

TEST(BusyTimes, AreMergedAndCheckedOneByOne) {
  v1::PutBusyTimesRequest request;
  request.set_parent(kAda);
  request.set_source("outlook");
  absl::Time nine = test::Instant("2026-03-02T09:00:00Z");
  for (int hour : {2, 0, 1, 5}) *request.add_intervals() = ToProto(Span{nine + absl::Hours(hour), nine + absl::Hours(hour + 1)});
  v1::BusyTimes busy = *ToBusyTimes(request);
  ASSERT_EQ(busy.intervals_size(), 2);
  EXPECT_EQ(FromProto(busy.intervals(0)), (Span{nine, nine + absl::Hours(3)}));
  *request.add_intervals() = ToProto(Span{nine, nine});
  request.set_source("Not An Id");
  EXPECT_EQ(base::ReasonOf(ToBusyTimes(request).status()), "SOURCE_INVALID");
}

TEST(Hours, OfASeriesAddToTheWeekAndAnOverrideReplacesThem) {
  Diary diary;
  diary.availability = Ada();
  diary.zone = *base::Zone("Europe/Amsterdam");
  auto& evening = *diary.availability.add_recurring();
  evening.set_effect(v1::RecurringTime::AVAILABLE);
  evening.set_start("2026-03-02T19:00:00");
  evening.set_minutes(60);
  evening.set_rrule("FREQ=WEEKLY;BYDAY=MO");
  evening.add_exceptions("2026-03-16T19:00:00");
  auto on = [&](const std::string& day) {
    return test::ToString(Hours(diary, {test::Instant(day + "T00:00:00Z"), test::Instant(day + "T23:00:00Z")}));
  };
  EXPECT_EQ(on("2026-03-02"), "2026-03-02T08:00:00Z - 2026-03-02T16:00:00Z\n2026-03-02T18:00:00Z - 2026-03-02T19:00:00Z\n");
  EXPECT_EQ(on("2026-03-16"), "2026-03-16T08:00:00Z - 2026-03-16T16:00:00Z\n") << "an exception";
  EXPECT_EQ(on("2026-03-30"), "2026-03-30T07:00:00Z - 2026-03-30T15:00:00Z\n2026-03-30T17:00:00Z - 2026-03-30T18:00:00Z\n")
      << "the clock went forward and the wall-clock time stayed";
  auto& off = *diary.availability.add_overrides()->mutable_date();
  off.set_year(2026);
  off.set_month(3);
  off.set_day(2);
  EXPECT_EQ(on("2026-03-02"), "");
}

TEST(Hours, OfABusySeriesAreTakenAway) {
  Diary diary;
  diary.availability = Ada();
  diary.zone = *base::Zone("Europe/Amsterdam");
  auto& lunch = *diary.availability.add_recurring();
  lunch.set_effect(v1::RecurringTime::BUSY);
  lunch.set_start("2026-01-01T12:00:00");
  lunch.set_minutes(60);
  lunch.set_rrule("FREQ=DAILY");
  Span day = {test::Instant("2026-03-03T00:00:00Z"), test::Instant("2026-03-04T00:00:00Z")};
  EXPECT_EQ(test::ToString(FreeTimes(diary, day, day.start)),
            "2026-03-03T08:00:00Z - 2026-03-03T11:00:00Z\n2026-03-03T12:00:00Z - 2026-03-03T16:00:00Z\n");
  EXPECT_TRUE(IsBusy(diary, {test::Instant("2026-03-03T11:30:00Z"), test::Instant("2026-03-03T11:40:00Z")}));
  EXPECT_FALSE(IsBusy(diary, {test::Instant("2026-03-03T12:00:00Z"), test::Instant("2026-03-03T12:30:00Z")}));
}

}  // namespace
}  // namespace gilde::scheduling::domain
