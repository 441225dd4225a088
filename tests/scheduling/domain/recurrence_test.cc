#include "services/scheduling/domain/recurrence.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/base/zones.h"

namespace gilde::scheduling::domain {
namespace {

const absl::CivilSecond kStart(2026, 1, 5, 9, 0, 0);
absl::TimeZone Amsterdam() { return *base::Zone("Europe/Amsterdam"); }
absl::Time Utc(int year, int month, int day, int hour = 0) {
  return absl::FromCivil(absl::CivilHour(year, month, day, hour), absl::UTCTimeZone());
}

TEST(Recurrence, OfABillionTimesIsWalkedOnlyAsFarAsItIsAskedFor) {
  auto instants = Recurrences(kStart, "FREQ=DAILY;COUNT=1000000000", {}, Amsterdam(), Utc(2026, 1, 8));
  ASSERT_TRUE(instants.ok()) << instants.status();
  EXPECT_EQ(instants->size(), 3u);
}

TEST(Recurrence, WithoutEndIsRefusedWhenNoEndIsAskedFor) {
  EXPECT_EQ(base::ReasonOf(Recurrences(kStart, "FREQ=DAILY", {}, Amsterdam(), absl::InfiniteFuture()).status()), "RRULE_TOO_DENSE");
}

TEST(Recurrence, MoreThanOnceADayIsRefused) {
  for (const char* rrule : {"FREQ=SECONDLY;COUNT=1000000000", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3",
                            "FREQ=DAILY;BYHOUR=1;BYMINUTE=0,1,2;BYSECOND=1,2,3"}) {
    EXPECT_EQ(base::ReasonOf(CheckRule(rrule)), "RRULE_TOO_DENSE") << rrule;
  }
}

TEST(Recurrence, ThatIsNotARuleIsRefused) {
  for (const char* rrule : {"", "FREQ=", "FREQ=SOMETIMES", "BYDAY=MO", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY\r\nATTACH:x",
                            "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=XX"}) {
    EXPECT_EQ(base::ReasonOf(CheckRule(rrule)), "RRULE_INVALID") << rrule;
  }
}

TEST(Recurrence, UntilInUtcIncludesTheOccurrenceAtThatInstant) {
  // 09:00 in Amsterdam is 08:00 UTC in winter and 07:00 in summer.
  auto instants = Recurrences(kStart, "FREQ=MONTHLY;UNTIL=20260405T070000Z", {}, Amsterdam(), absl::InfiniteFuture());
  ASSERT_TRUE(instants.ok()) << instants.status();
  EXPECT_EQ(*instants, (std::vector<absl::Time>{Utc(2026, 1, 5, 8), Utc(2026, 2, 5, 8), Utc(2026, 3, 5, 8), Utc(2026, 4, 5, 7)}));
}

TEST(Recurrence, UntilADateIncludesThatDay) {
  auto instants = Recurrences(kStart, "FREQ=DAILY;UNTIL=20260106", {}, Amsterdam(), absl::InfiniteFuture());
  ASSERT_TRUE(instants.ok()) << instants.status();
  EXPECT_EQ(instants->size(), 2u);
}

TEST(Recurrence, ThatNeverComesEndsQuietly) {
  auto instants = Recurrences(kStart, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", {}, Amsterdam(), absl::InfiniteFuture());
  EXPECT_TRUE(!instants.ok() || instants->empty());
}

TEST(Recurrence, ExceptionsCountTowardsCount) {
  auto instants =
      Recurrences(kStart, "FREQ=WEEKLY;COUNT=3", {absl::CivilSecond(2026, 1, 12, 9, 0, 0)}, Amsterdam(), absl::InfiniteFuture());
  ASSERT_TRUE(instants.ok());
  EXPECT_EQ(*instants, (std::vector<absl::Time>{Utc(2026, 1, 5, 8), Utc(2026, 1, 19, 8)}));
}

TEST(LocalTime, IsReadWithAndWithoutSecondsAndNotWithAnOffset) {
  EXPECT_EQ(*ParseLocal("2026-01-05T09:00:00"), kStart);
  EXPECT_EQ(*ParseLocal("2026-01-05T09:00"), kStart);
  for (const char* text :
       {"", "2026-01-05", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00+01:00", "2026-01-05 09:00:00", "x026-01-05T09:00:00"}) {
    EXPECT_FALSE(ParseLocal(text).ok()) << text;
  }
}

}  // namespace
}  // namespace gilde::scheduling::domain
