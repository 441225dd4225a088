#include "services/notification/domain/compose.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "common/base/zones.h"

namespace gilde::notification::domain {

namespace {

// How a language says a day.
struct Calendar {
  std::string_view language;
  const char* form;   // $0: day of the week, $1: day of the month, $2: month
  const char* first;  // first day of a month
  const char* days[7];
  const char* months[12];
};

// Every language that ships, English first. Days begin on Monday, as in absl::Weekday.
constexpr Calendar kCalendars[] = {
    {"en",
     "$0 $1 $2",
     "1",
     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
     {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
    {"nl",
     "$0 $1 $2",
     "1",
     {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
     {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}},
    {"de",
     "$0, $1. $2",
     "1",
     {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"},
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}},
    {"fr",
     "$0 $1 $2",
     "1er",
     {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}},
    {"es",
     "$0 $1 de $2",
     "1",
     {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}},
};

// English where none of them is asked for.
const Calendar& CalendarOf(std::string_view locale) {
  std::string_view language = locale.substr(0, locale.find('-'));
  for (const Calendar& calendar : kCalendars) {
    if (calendar.language == language) return calendar;
  }
  return kCalendars[0];
}

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
  const Calendar& calendar = CalendarOf(locale);
  absl::CivilDay day = absl::ToCivilDay(time, zone);
  std::string number = day.day() == 1 ? calendar.first : absl::StrCat(day.day());
  return absl::Substitute(calendar.form, calendar.days[static_cast<int>(absl::GetWeekday(day))], number, calendar.months[day.month() - 1]);
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
