// Known-answer cases of the scheduling service as its own types.
#pragma once

#include <string>
#include <vector>

#include "services/scheduling/domain/hours.h"
#include "services/scheduling/domain/recurrence.h"
#include "tests/support/known_answers.h"

namespace gilde::scheduling::test {

using gilde::test::At;
using gilde::test::Instant;
using gilde::test::Json;
using gilde::test::LawDiffers;
using gilde::test::List;
using gilde::test::Text;
using gilde::test::TimeOf;

inline std::vector<Json> Cases(const std::string& file) { return gilde::test::KnownAnswers("scheduling/" + file); }

inline domain::Span SpanOf(const Json& pair) { return {Instant(List(pair)[0].string_value()), Instant(List(pair)[1].string_value())}; }

// The availability that a person of slots.json describes.
inline v1::Availability AvailabilityOf(const Json& person) {
  v1::Availability availability;
  availability.set_time_zone(Text(person, "zone"));
  const char* days[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  for (int day = 0; day < 7; ++day) {
    const auto& weekly = At(person, "weekly").struct_value().fields();
    if (!weekly.contains(days[day])) continue;
    for (const Json& span : List(weekly.at(days[day]))) {
      v1::WeeklyHours& hours = *availability.add_weekly_hours();
      hours.set_day(static_cast<google::type::DayOfWeek>(day + 1));
      *hours.mutable_start() = TimeOf(List(span)[0].string_value());
      *hours.mutable_end() = TimeOf(List(span)[1].string_value());
    }
  }
  for (const auto& [date, spans] : At(person, "overrides").struct_value().fields()) {
    v1::DateOverride& entry = *availability.add_overrides();
    entry.mutable_date()->set_year(std::stoi(date.substr(0, 4)));
    entry.mutable_date()->set_month(std::stoi(date.substr(5, 2)));
    entry.mutable_date()->set_day(std::stoi(date.substr(8, 2)));
    for (const Json& span : List(spans)) {
      v1::HoursSpan& hours = *entry.add_hours();
      *hours.mutable_start() = TimeOf(List(span)[0].string_value());
      *hours.mutable_end() = TimeOf(List(span)[1].string_value());
    }
  }
  availability.set_buffer_minutes(static_cast<int>(At(person, "buffer_minutes").number_value()));
  availability.set_notice_minutes(static_cast<int>(At(person, "notice_minutes").number_value()));
  return availability;
}

inline domain::Diary DiaryOf(const Json& person) {
  domain::Diary diary;
  diary.availability = AvailabilityOf(person);
  diary.zone = *base::Zone(Text(person, "zone"));
  for (const Json& busy : List(At(person, "busy"))) diary.busy.push_back(SpanOf(busy));
  return diary;
}

inline std::string ToString(const domain::Spans& spans) {
  std::string text;
  for (const domain::Span& span : spans) text += base::ToString(span.start) + " - " + base::ToString(span.end) + "\n";
  return text;
}

}  // namespace gilde::scheduling::test
