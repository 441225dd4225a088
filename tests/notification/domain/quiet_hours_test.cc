#include "services/notification/domain/quiet_hours.h"

#include <gtest/gtest.h>

#include "tests/support/known_answers.h"

namespace gilde::notification::domain {
namespace {

using test::At;
using test::Instant;
using test::Json;
using test::Text;
using test::TimeOf;

std::string Delivered(const v1::Preferences::QuietHours& quiet, const std::string& zone, const std::string& due) {
  return base::ToString(FirstNotQuiet(quiet, *base::Zone(zone), Instant(due)));
}

TEST(QuietHours, EndWhenTheKnownAnswersSay) {
  for (const Json& item : test::KnownAnswers("scheduling/quiet_hours.json")) {
    SCOPED_TRACE(Text(item, "name"));
    const Json& input = At(item, "input");
    if (test::LawDiffers(Text(input, "zone"))) continue;
    v1::Preferences::QuietHours quiet;
    *quiet.mutable_from() = TimeOf(Text(input, "quiet_from"));
    *quiet.mutable_to() = TimeOf(Text(input, "quiet_to"));
    quiet.set_weekend(At(input, "weekend_quiet").bool_value());
    EXPECT_EQ(Delivered(quiet, Text(input, "zone"), Text(input, "due")), Text(At(item, "expected"), "deliver_at"));
  }
}

TEST(QuietHours, AreTheEveningAndTheNightWhereNothingIsSaid) {
  EXPECT_EQ(Delivered({}, "Europe/Amsterdam", "2027-01-04T18:59:59Z"), "2027-01-04T18:59:59Z");
  EXPECT_EQ(Delivered({}, "Europe/Amsterdam", "2027-01-04T19:00:00Z"), "2027-01-05T07:00:00Z");
  EXPECT_EQ(Delivered({}, "Europe/Amsterdam", "2027-01-05T06:59:30Z"), "2027-01-05T07:00:00Z");
  EXPECT_EQ(Delivered({}, "Europe/Amsterdam", "2027-01-05T07:00:00Z"), "2027-01-05T07:00:00Z");
}

TEST(QuietHours, ThatEndWhenTheyBeginAreNone) {
  v1::Preferences::QuietHours none;
  *none.mutable_from() = TimeOf("09:00");
  *none.mutable_to() = TimeOf("09:00");
  EXPECT_EQ(Delivered(none, "UTC", "2027-01-04T03:10:07Z"), "2027-01-04T03:10:07Z");
  none.set_weekend(true);
  EXPECT_EQ(Delivered(none, "UTC", "2027-01-09T12:00:00Z"), "2027-01-11T00:00:00Z") << "a weekend is quiet to its last minute";
}

TEST(QuietHours, OfAWeekendGoOnIntoTheNightOfMonday) {
  v1::Preferences::QuietHours quiet;
  quiet.set_weekend(true);
  EXPECT_EQ(Delivered(quiet, "Asia/Tokyo", "2027-01-08T11:00:00Z"), "2027-01-10T23:00:00Z");
}

}  // namespace
}  // namespace gilde::notification::domain
