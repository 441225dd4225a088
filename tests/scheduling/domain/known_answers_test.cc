#include <gtest/gtest.h>

#include "services/scheduling/domain/slots.h"
#include "tests/scheduling/domain/cases.h"

namespace gilde::scheduling {
namespace {

using test::At;
using test::Json;
using test::List;
using test::Text;

TEST(KnownAnswers, LocalTimesBecomeTheInstantsThatTheirZonesSay) {
  for (const Json& item : test::Cases("local_time.json")) {
    SCOPED_TRACE(Text(item, "name"));
    const Json& input = At(item, "input");
    absl::StatusOr<absl::TimeZone> zone = base::Zone(Text(input, "zone"));
    ASSERT_TRUE(zone.ok()) << "with another tzdata than 2025/2026 a zone may be missing";
    if (test::LawDiffers(Text(input, "zone"))) continue;
    if (input.struct_value().fields().contains("local")) {
      EXPECT_EQ(base::ToString(base::AtLocal(*domain::ParseLocal(Text(input, "local")), *zone)), Text(At(item, "expected"), "instant"))
          << "with another tzdata than 2025/2026 the law of a zone may differ";
    } else {
      absl::TimeZone::CivilInfo at = zone->At(test::Instant(Text(input, "instant")));
      EXPECT_EQ(at.cs, *domain::ParseLocal(Text(At(item, "expected"), "local")));
      EXPECT_EQ(at.offset / 60, At(At(item, "expected"), "offset_minutes").number_value());
    }
  }
}

TEST(KnownAnswers, RecurrencesKeepTheirWallClockTime) {
  for (const Json& item : test::Cases("rrule.json")) {
    SCOPED_TRACE(Text(item, "name"));
    const Json& input = At(item, "input");
    if (test::LawDiffers(Text(input, "zone"))) continue;
    std::vector<absl::CivilSecond> exceptions;
    for (const Json& exception : List(At(input, "exdate"))) exceptions.push_back(*domain::ParseLocal(exception.string_value()));
    auto instants = domain::Recurrences(*domain::ParseLocal(Text(input, "dtstart")), Text(input, "rrule"), exceptions,
                                        *base::Zone(Text(input, "zone")), absl::InfiniteFuture());
    ASSERT_TRUE(instants.ok()) << instants.status();
    std::vector<std::string> got, expected;
    for (absl::Time instant : *instants) got.push_back(base::ToString(instant));
    for (const Json& instant : List(At(At(item, "expected"), "instants"))) expected.push_back(instant.string_value());
    EXPECT_EQ(got, expected);
  }
}

struct SlotCase {
  std::vector<domain::Diary> people;
  absl::Duration length;
  domain::Span window;
  absl::Time now;
  domain::Spans expected;
};

bool AnyLawDiffers(const Json& item) {
  for (const Json& person : List(At(At(item, "input"), "people"))) {
    if (test::LawDiffers(Text(person, "zone"))) return true;
  }
  return false;
}

SlotCase SlotCaseOf(const Json& item) {
  const Json& input = At(item, "input");
  SlotCase slot_case;
  for (const Json& person : List(At(input, "people"))) slot_case.people.push_back(test::DiaryOf(person));
  slot_case.length = absl::Minutes(At(input, "minutes").number_value());
  slot_case.window = test::SpanOf(At(input, "window"));
  slot_case.now = test::Instant(Text(input, "now"));
  for (const Json& interval : List(At(At(item, "expected"), "intervals"))) slot_case.expected.push_back(test::SpanOf(interval));
  return slot_case;
}

TEST(KnownAnswers, CommonFreeTimesAreThoseOfTheHoursWithoutWhatIsBusy) {
  for (const Json& item : test::Cases("slots.json")) {
    SCOPED_TRACE(Text(item, "name"));
    if (AnyLawDiffers(item)) continue;
    SlotCase slot_case = SlotCaseOf(item);
    domain::Spans common = {slot_case.window};
    for (const domain::Diary& diary : slot_case.people) {
      common = domain::Intersect(common, domain::FreeTimes(diary, slot_case.window, slot_case.now));
    }
    common = domain::AtLeast(common, slot_case.length);
    EXPECT_EQ(test::ToString(common), test::ToString(slot_case.expected));
  }
}

TEST(KnownAnswers, BitmapsFindTheSameStartsAsIntervals) {
  for (const Json& item : test::Cases("slots.json")) {
    SCOPED_TRACE(Text(item, "name"));
    if (AnyLawDiffers(item)) continue;
    SlotCase slot_case = SlotCaseOf(item);
    domain::Search search = {slot_case.window, slot_case.now, static_cast<int>(slot_case.length / absl::Minutes(1)), 200, true};
    domain::Weeks weeks = domain::WeeksOf(search.window);
    std::vector<std::vector<domain::WeekBits>> bits;
    std::vector<domain::Candidate> people;
    for (const domain::Diary& diary : slot_case.people) {
      bits.push_back(domain::BitsOf(diary, weeks.first, weeks.count));
      domain::Candidate person{"", "", diary.zone, domain::Notice(diary.availability), 0, {}};
      for (const domain::WeekBits& week : bits.back()) person.weeks.push_back(&week);
      people.push_back(person);
    }
    int expected = 0;
    absl::Duration cell = absl::Minutes(5);
    for (const domain::Span& span : slot_case.expected) {
      absl::Time first = absl::UnixEpoch() + absl::Ceil(span.start - absl::UnixEpoch(), cell);
      for (absl::Time start = first; start + slot_case.length <= span.end; start += cell) ++expected;
    }
    EXPECT_EQ(domain::CountStarts(people, search), expected);
    for (const v1::Slot& slot : domain::BestSlots(people, search)) {
      domain::Span span = {base::FromProto(slot.start_time()), base::FromProto(slot.end_time())};
      EXPECT_EQ(domain::Clipped(slot_case.expected, span), domain::Spans{span});
    }
  }
}

}  // namespace
}  // namespace gilde::scheduling
