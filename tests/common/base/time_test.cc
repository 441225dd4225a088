#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/zones.h"

namespace gilde::base {
namespace {

std::string AtAmsterdam(absl::CivilSecond local) { return ToString(AtLocal(local, Zone("Europe/Amsterdam").value())); }

TEST(Zones, AreKnownByTheirIanaNames) {
  for (const char* name : {"Europe/Amsterdam", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"}) EXPECT_TRUE(Zone(name).ok()) << name;
  for (const char* name :
       {"", "Europe/Nowhere", "+02:00", "localtime", "Fixed/UTC+02:00:00", "/etc/localtime", "../UTC", ":UTC", "Europe/Amsterdam "}) {
    EXPECT_EQ(ReasonOf(Zone(name).status()), "ZONE_UNKNOWN") << name;
  }
}

TEST(Zones, TurnLocalTimesIntoInstants) {
  EXPECT_EQ(AtAmsterdam(absl::CivilSecond(2026, 1, 5, 9, 0, 0)), "2026-01-05T08:00:00Z");
  EXPECT_EQ(AtAmsterdam(absl::CivilSecond(2026, 7, 6, 9, 0, 0)), "2026-07-06T07:00:00Z");
}

TEST(Zones, UseTheOffsetBeforeAGap) { EXPECT_EQ(AtAmsterdam(absl::CivilSecond(2026, 3, 29, 2, 30, 0)), "2026-03-29T01:30:00Z"); }

TEST(Zones, TakeTheFirstOfTwoSuchTimes) { EXPECT_EQ(AtAmsterdam(absl::CivilSecond(2026, 10, 25, 2, 30, 0)), "2026-10-25T00:30:00Z"); }

TEST(Timestamps, KeepNanosecondsOnBothSidesOf1970) {
  for (std::int64_t nanoseconds : {std::int64_t{0}, std::int64_t{1'800'000'000'123'456'789}, std::int64_t{-1}}) {
    absl::Time time = absl::FromUnixNanos(nanoseconds);
    google::protobuf::Timestamp proto = ToProto(time);
    EXPECT_GE(proto.nanos(), 0);
    EXPECT_EQ(FromProto(proto), time);
  }
}

TEST(Timestamps, AreWrittenInUtc) {
  EXPECT_EQ(ToString(absl::UnixEpoch()), "1970-01-01T00:00:00Z");
  EXPECT_EQ(ToString(absl::UnixEpoch() + absl::Milliseconds(1500)), "1970-01-01T00:00:01.5Z");
}

TEST(ManualClock, MovesWhenToldAndNeverBack) {
  ManualClock clock(absl::UnixEpoch());
  EXPECT_EQ(clock.Now(), absl::UnixEpoch());
  clock.Set(absl::UnixEpoch() + absl::Hours(2));
  clock.Set(absl::UnixEpoch() + absl::Hours(1));
  EXPECT_EQ(clock.Now(), absl::UnixEpoch() + absl::Hours(2));
}

TEST(ManualClock, StandsAtWholeMicrosecondsSoThatWhatIsDueThenIsDue) {
  ManualClock clock(absl::UnixEpoch() + absl::Nanoseconds(1999));
  EXPECT_EQ(clock.Now(), absl::UnixEpoch() + absl::Microseconds(1));
  clock.Set(absl::UnixEpoch() + absl::Nanoseconds(2500));
  EXPECT_EQ(clock.Now(), absl::UnixEpoch() + absl::Microseconds(2));
}

TEST(SystemClock, GoesOn) {
  SystemClock clock;
  absl::Time before = clock.Now();
  EXPECT_LE(before, clock.Now());
  EXPECT_GT(before, absl::FromUnixSeconds(1'700'000'000));
}

}  // namespace
}  // namespace gilde::base
