#include "services/scheduling/domain/availability.h"

#include <array>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "google/protobuf/util/field_mask_util.h"
#include "services/scheduling/domain/recurrence.h"
#include "services/scheduling/domain/spans.h"

namespace gilde::scheduling::domain {
namespace {

constexpr int kMaxWeekly = 50, kMaxOverrides = 400, kMaxSpansADay = 10, kMaxRecurring = 50, kMaxExceptions = 400;
constexpr int kMaxIntervals = 5000, kMaxViolations = 10;
constexpr int kFirstYear = 2000, kLastYear = 2100;

constexpr std::array<std::string_view, 8> kMutable = {"weekly_hours",   "overrides",         "recurring",    "notice_minutes",
                                                      "buffer_minutes", "meetings_per_week", "stretch_from", "stretch_to"};

google::type::TimeOfDay At(int hours) {
  google::type::TimeOfDay time;
  time.set_hours(hours);
  return time;
}

bool IsTime(const google::type::TimeOfDay& time, bool is_end) {
  bool minutes = time.minutes() >= 0 && time.minutes() < 60 && time.seconds() == 0 && time.nanos() == 0;
  bool midnight = is_end && time.hours() == 24 && time.minutes() == 0;
  return minutes && ((time.hours() >= 0 && time.hours() < 24) || midnight);
}

template <class Hours>
bool IsSpan(const Hours& hours) {
  return hours.has_start() && hours.has_end() && IsTime(hours.start(), false) && IsTime(hours.end(), true);
}

bool IsDate(const google::type::Date& date) {
  absl::CivilDay day(date.year(), date.month(), date.day());
  return day.year() == date.year() && day.month() == date.month() && day.day() == date.day() && date.year() >= kFirstYear &&
         date.year() <= kLastYear;
}

bool IsLocal(std::string_view text) {
  auto local = ParseLocal(text);
  return local.ok() && local->year() >= kFirstYear && local->year() <= kLastYear;
}

void CheckWeekly(const v1::Availability& availability, base::Violations& violations) {
  violations.Require(availability.weekly_hours_size() <= kMaxWeekly, "availability.weekly_hours", "TOO_MANY", "at most 50 spans");
  for (int i = 0; i < availability.weekly_hours_size() && i < kMaxWeekly; ++i) {
    const v1::WeeklyHours& hours = availability.weekly_hours(i);
    bool day = hours.day() >= google::type::MONDAY && hours.day() <= google::type::SUNDAY;
    violations.Require(day && IsSpan(hours), absl::StrCat("availability.weekly_hours[", i, "]"), "HOURS_INVALID",
                       "a day, a start of 00:00-23:59 and an end of 00:00-24:00, whole minutes");
  }
}

void CheckOverrides(const v1::Availability& availability, base::Violations& violations) {
  violations.Require(availability.overrides_size() <= kMaxOverrides, "availability.overrides", "TOO_MANY", "at most 400 dates");
  std::set<std::tuple<int, int, int>> seen;
  for (int i = 0; i < availability.overrides_size() && i < kMaxOverrides; ++i) {
    const v1::DateOverride& entry = availability.overrides(i);
    bool fine = IsDate(entry.date()) && entry.hours_size() <= kMaxSpansADay &&
                seen.emplace(entry.date().year(), entry.date().month(), entry.date().day()).second;
    for (const v1::HoursSpan& hours : entry.hours()) fine = fine && IsSpan(hours);
    violations.Require(fine, absl::StrCat("availability.overrides[", i, "]"), "OVERRIDE_INVALID",
                       "a date of 2000-2100 that comes once, with at most 10 spans of whole minutes");
  }
}

void CheckRecurring(const v1::Availability& availability, base::Violations& violations) {
  violations.Require(availability.recurring_size() <= kMaxRecurring, "availability.recurring", "TOO_MANY", "at most 50 series");
  for (int i = 0; i < availability.recurring_size() && i < kMaxRecurring; ++i) {
    const v1::RecurringTime& recurring = availability.recurring(i);
    std::string field = absl::StrCat("availability.recurring[", i, "]");
    violations.Require(v1::RecurringTime::Effect_IsValid(recurring.effect()) && recurring.effect() != 0, field + ".effect",
                       "EFFECT_INVALID", "AVAILABLE or BUSY");
    violations.Require(IsLocal(recurring.start()), field + ".start", "LOCAL_TIME_INVALID", "a local time such as 2026-01-05T09:00:00");
    violations.Require(recurring.minutes() >= 5 && recurring.minutes() <= 1440, field + ".minutes", "OUT_OF_RANGE", "5-1440 minutes");
    if (absl::Status rule = CheckRule(recurring.rrule()); !rule.ok()) {
      violations.Add(field + ".rrule", base::ReasonOf(rule), std::string(rule.message()));
    }
    bool fine = recurring.exceptions_size() <= kMaxExceptions;
    for (const std::string& exception : recurring.exceptions()) fine = fine && IsLocal(exception);
    violations.Require(fine, field + ".exceptions", "LOCAL_TIME_INVALID", "at most 400 local times such as 2026-01-05T09:00:00");
  }
}

absl::Status Check(const v1::Availability& availability) {
  base::Violations violations;
  CheckWeekly(availability, violations);
  CheckOverrides(availability, violations);
  CheckRecurring(availability, violations);
  auto range = [&](std::string_view field, int value, int maximum) {
    violations.Require(value >= 0 && value <= maximum, "availability." + std::string(field), "OUT_OF_RANGE", absl::StrCat("0-", maximum));
  };
  range("notice_minutes", availability.notice_minutes(), 14 * 24 * 60);
  range("buffer_minutes", availability.buffer_minutes(), 120);
  range("meetings_per_week", availability.meetings_per_week(), 100);
  const auto& from = availability.stretch_from();
  const auto& to = availability.stretch_to();
  bool order = from.hours() * 60 + from.minutes() <= to.hours() * 60 + to.minutes();
  violations.Require(IsTime(from, false), "availability.stretch_from", "HOURS_INVALID", "00:00-23:59, whole minutes");
  violations.Require(IsTime(to, true) && order, "availability.stretch_to", "HOURS_INVALID", "not before stretch_from, at most 24:00");
  return violations.Check();
}

// The mask, or the fields that are set when it is empty.
absl::StatusOr<google::protobuf::FieldMask> MaskOf(const v1::UpdateAvailabilityRequest& request) {
  base::Violations violations;
  for (const std::string& path : request.update_mask().paths()) {
    bool known = std::find(kMutable.begin(), kMutable.end(), path) != kMutable.end();
    violations.Require(known, "update_mask", "MASK_INVALID", "names a field that is not one of those that can be changed");
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  if (request.update_mask().paths_size() > 0) return request.update_mask();
  google::protobuf::FieldMask mask;
  const v1::Availability& patch = request.availability();
  std::vector<const google::protobuf::FieldDescriptor*> set;
  patch.GetReflection()->ListFields(patch, &set);
  for (const auto* field : set) {
    if (std::find(kMutable.begin(), kMutable.end(), field->name()) != kMutable.end()) mask.add_paths(field->name());
  }
  return mask;
}

}  // namespace

std::string AvailabilityName(std::string_view profile) { return std::string(profile) + "/availability"; }

v1::Availability DefaultAvailability(std::string_view profile, std::string_view time_zone) {
  v1::Availability availability;
  availability.set_name(AvailabilityName(profile));
  availability.set_profile(profile.data(), profile.size());
  availability.set_time_zone(time_zone.data(), time_zone.size());
  for (int day = google::type::MONDAY; day <= google::type::FRIDAY; ++day) {
    v1::WeeklyHours& hours = *availability.add_weekly_hours();
    hours.set_day(static_cast<google::type::DayOfWeek>(day));
    *hours.mutable_start() = At(9);
    *hours.mutable_end() = At(17);
  }
  *availability.mutable_stretch_from() = At(7);
  *availability.mutable_stretch_to() = At(22);
  return availability;
}

absl::StatusOr<v1::Availability> Changed(const v1::Availability& current, const v1::UpdateAvailabilityRequest& request) {
  GILDE_ASSIGN_OR_RETURN(google::protobuf::FieldMask mask, MaskOf(request));
  v1::Availability changed = current;
  google::protobuf::util::FieldMaskUtil::MergeOptions replace;
  replace.set_replace_message_fields(true);
  replace.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(request.availability(), mask, replace, &changed);
  if (!changed.has_stretch_from()) *changed.mutable_stretch_from() = At(7);
  if (!changed.has_stretch_to()) *changed.mutable_stretch_to() = At(22);
  GILDE_RETURN_IF_ERROR(Check(changed));
  return changed;
}

absl::StatusOr<v1::BusyTimes> ToBusyTimes(const v1::PutBusyTimesRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), "organizations/*/profiles/*"), "parent", "NAME_INVALID",
                     "organizations/*/profiles/*");
  violations.Require(base::IsId(request.source()), "source", "SOURCE_INVALID", "1-63 of a-z, 0-9 and -");
  violations.Require(request.intervals_size() <= kMaxIntervals, "intervals", "TOO_MANY", "at most 5000");
  absl::Time first = absl::FromCivil(absl::CivilYear(kFirstYear), absl::UTCTimeZone());
  absl::Time last = absl::FromCivil(absl::CivilYear(kLastYear), absl::UTCTimeZone());
  Spans spans;
  for (int i = 0; i < request.intervals_size() && i < kMaxIntervals; ++i) {
    Span span = FromProto(request.intervals(i));
    bool fine = span.start >= first && span.end <= last && span.start < span.end && span.end - span.start <= absl::Hours(31 * 24);
    if (!fine && violations.items().size() < kMaxViolations) {
      violations.Add(absl::StrCat("intervals[", i, "]"), "INTERVAL_INVALID", "ends after it starts, at most 31 days later, in 2000-2100");
    }
    spans.push_back(span);
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  v1::BusyTimes busy;
  busy.set_name(absl::StrCat(request.parent(), "/busyTimes/", request.source()));
  busy.set_profile(request.parent());
  for (const Span& span : Merged(std::move(spans))) *busy.add_intervals() = ToProto(span);
  return busy;
}

}  // namespace gilde::scheduling::domain
