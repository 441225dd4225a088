#include "services/scheduling/domain/recurrence.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <string>

#include "common/base/errors.h"
#include "common/base/zones.h"

namespace gilde::scheduling::domain {
namespace {

absl::Status Invalid() {
  return base::Refusal(absl::StatusCode::kInvalidArgument, "RRULE_INVALID", "not a recurrence rule of RFC 5545 that is supported");
}
absl::Status TooDense() {
  return base::Refusal(absl::StatusCode::kInvalidArgument, "RRULE_TOO_DENSE", "a recurrence may come at most once a day");
}

icaltimetype ToIcal(absl::CivilSecond local) {
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(local.year());
  time.month = local.month();
  time.day = local.day();
  time.hour = local.hour();
  time.minute = local.minute();
  time.second = local.second();
  return time;
}

absl::CivilSecond FromIcal(const icaltimetype& time) {
  return absl::CivilSecond(time.year, time.month, time.day, time.hour, time.minute, time.second);
}

absl::StatusOr<icalrecurrencetype> Parse(std::string_view rrule) {
  bool plain = !rrule.empty() && rrule.size() <= 500 && std::all_of(rrule.begin(), rrule.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '=' || c == ';' || c == ',' || c == '-' || c == '+';
  });
  if (!plain || rrule.find("RSCALE") != rrule.npos || rrule.find("SKIP") != rrule.npos) return Invalid();
  icalerror_set_errors_are_fatal(0);
  icalrecurrencetype rule = icalrecurrencetype_from_string(std::string(rrule).c_str());
  if (rule.freq == ICAL_NO_RECURRENCE || rule.interval < 1 || rule.count < 0) return Invalid();
  bool within_day = rule.by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX || rule.by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX ||
                    rule.by_second[0] != ICAL_RECURRENCE_ARRAY_MAX;
  if (rule.freq < ICAL_DAILY_RECURRENCE || within_day) return TooDense();
  return rule;
}

// UNTIL as a local time: RFC 5545 gives it in UTC when the start has a zone, and as a date it includes the whole day.
void MakeUntilLocal(icalrecurrencetype& rule, const absl::TimeZone& zone) {
  if (icaltime_is_null_time(rule.until)) return;
  if (rule.until.is_date) {
    rule.until = ToIcal(absl::CivilSecond(rule.until.year, rule.until.month, rule.until.day, 23, 59, 59));
  } else if (icaltime_is_utc(rule.until)) {
    rule.until = ToIcal(absl::ToCivilSecond(absl::FromCivil(FromIcal(rule.until), absl::UTCTimeZone()), zone));
  }
}

}  // namespace

absl::StatusOr<absl::CivilSecond> ParseLocal(std::string_view text) {
  absl::CivilSecond local;
  absl::CivilMinute minute;
  if (text.size() == 19 && absl::ParseCivilTime(std::string(text), &local)) return local;
  if (text.size() == 16 && absl::ParseCivilTime(std::string(text), &minute)) return absl::CivilSecond(minute);
  return base::Refusal(absl::StatusCode::kInvalidArgument, "LOCAL_TIME_INVALID", "a local time looks like 2026-01-05T09:00:00");
}

absl::Status CheckRule(std::string_view rrule) { return Parse(rrule).status(); }

absl::StatusOr<std::vector<absl::Time>> Recurrences(absl::CivilSecond start, std::string_view rrule,
                                                    const std::vector<absl::CivilSecond>& exceptions, const absl::TimeZone& zone,
                                                    absl::Time until) {
  GILDE_ASSIGN_OR_RETURN(icalrecurrencetype rule, Parse(rrule));
  MakeUntilLocal(rule, zone);
  std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> walk(icalrecur_iterator_new(rule, ToIcal(start)),
                                                                               &icalrecur_iterator_free);
  if (walk == nullptr) return Invalid();
  std::vector<absl::Time> instants;
  for (int step = 0;; ++step) {
    icaltimetype next = icalrecur_iterator_next(walk.get());
    if (icaltime_is_null_time(next)) return instants;
    absl::CivilSecond local = FromIcal(next);
    absl::Time instant = base::AtLocal(local, zone);
    if (instant >= until) return instants;
    if (step >= kMaxRecurrenceSteps) return TooDense();
    if (std::find(exceptions.begin(), exceptions.end(), local) == exceptions.end()) instants.push_back(instant);
  }
}

}  // namespace gilde::scheduling::domain
