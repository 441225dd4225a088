#include "services/notification/domain/compose.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/zones.h"

namespace gilde::notification::domain {

namespace {

constexpr const char* kDutchDays[] = {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"};
constexpr const char* kDutchMonths[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                        "juli",    "augustus", "september", "oktober", "november", "december"};

bool IsDutch(std::string_view locale) { return locale.substr(0, 2) == "nl"; }

absl::TimeZone ZoneOf(const v1::Recipient& recipient) {
  absl::StatusOr<absl::TimeZone> zone = base::Zone(recipient.time_zone());
  return zone.ok() ? *zone : absl::UTCTimeZone();
}

// Names of people who are known here, `Ada Lovelace, Grace Hopper`.
std::string Names(const std::string& profiles, const std::map<std::string, std::string>& names) {
  std::vector<std::string> known;
  for (const std::string& profile : std::vector<std::string>(absl::StrSplit(profiles, ',', absl::SkipEmpty()))) {
    auto name = names.find(profile);
    if (name != names.end()) known.push_back(name->second);
  }
  return absl::StrJoin(known, ", ");
}

}  // namespace

std::string DayText(absl::Time time, const absl::TimeZone& zone, std::string_view locale) {
  if (!IsDutch(locale)) return absl::FormatTime("%A %-d %B", time, zone);
  absl::CivilDay day = absl::ToCivilDay(time, zone);
  // absl::Weekday begins on Monday.
  int weekday = (static_cast<int>(absl::GetWeekday(day)) + 1) % 7;
  return absl::StrCat(kDutchDays[weekday], " ", day.day(), " ", kDutchMonths[day.month() - 1]);
}

std::string MomentText(absl::Time time, const absl::TimeZone& zone, std::string_view locale) {
  return absl::StrCat(DayText(time, zone, locale), absl::FormatTime(", %H:%M", time, zone), " (", zone.name(), ")");
}

std::string LocaleFor(const v1::Preferences& preferences, const v1::Recipient& recipient, const v1::House& house) {
  for (const std::string* wish : {&preferences.locale(), &recipient.language(), &house.language()}) {
    if (!wish->empty()) return *wish;
  }
  return "en";
}

v1::Channel ChannelFor(const v1::Reminder& reminder, const v1::Preferences& preferences, const v1::Recipient& recipient, bool can_mail) {
  v1::Channel channel = v1::EMAIL;
  for (const auto& wish : preferences.channels()) {
    if (wish.category() == reminder.category()) channel = wish.channel();
  }
  return channel == v1::EMAIL && (!can_mail || recipient.email().empty()) ? v1::PULL : channel;
}

Values ValuesFor(const v1::Reminder& reminder, const v1::Recipient& recipient, const std::string& program_title,
                 const std::map<std::string, std::string>& names, std::string_view locale) {
  Values values{{"TIME", ""}, {"UNTIL", ""}, {"TITLE", ""}, {"TIME_NOTE", ""}};
  values["GIVEN_NAME"] = recipient.given_name();
  values["PROGRAM"] = program_title;
  absl::TimeZone zone = ZoneOf(recipient);
  for (const auto& [name, value] : reminder.values()) {
    absl::Time time;
    if (name == "PARTNERS") {
      values["PARTNER"] = Names(value, names);
    } else if (name == "OUTSIDE_HOURS") {
      values["TIME_NOTE"] = Names(value, names);
    } else if ((name == "TIME" || name == "UNTIL") && absl::ParseTime(absl::RFC3339_full, value, &time, nullptr)) {
      values[name] = name == "TIME" ? MomentText(time, zone, locale) : DayText(time, zone, locale);
    } else {
      values[name] = value;
    }
  }
  return values;
}

}  // namespace gilde::notification::domain
