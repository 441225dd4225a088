#include "services/cli/fields.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace gilde::cli {

using gilde::profile::v1::CommunicationPreference;
using gilde::profile::v1::Goal;
using gilde::profile::v1::GuidanceKind;
using gilde::profile::v1::Profile;
using gilde::profile::v1::PublicWork;
using gilde::scheduling::v1::WeeklyHours;

namespace {

std::optional<int> Number(absl::string_view text) {
  int number = 0;
  if (!absl::SimpleAtoi(absl::StripAsciiWhitespace(text), &number)) return std::nullopt;
  return number;
}

// `kafka:1>4`, cut at the last colon, so that a skill's name may hold one.
std::pair<std::string, std::string> CutLast(const std::string& text, char separator) {
  size_t at = text.rfind(separator);
  if (at == std::string::npos) return {text, ""};
  return {std::string(absl::StripAsciiWhitespace(text.substr(0, at))), std::string(absl::StripAsciiWhitespace(text.substr(at + 1)))};
}

// A writer of one text.
template <class Set>
FieldWriter Text(Set set) {
  return [set](const std::vector<std::string>& values, Person& person) {
    if (values.size() != 1) return false;
    set(person, values[0]);
    return true;
  };
}

// A writer of one number.
template <class Set>
FieldWriter Integer(Set set) {
  return [set](const std::vector<std::string>& values, Person& person) {
    if (values.size() != 1) return false;
    std::optional<int> number = Number(values[0]);
    if (number) set(person, *number);
    return number.has_value();
  };
}

// A writer of a list: `add` reads one value.
template <class Add>
FieldWriter List(Add add) {
  return [add](const std::vector<std::string>& values, Person& person) {
    for (const std::string& value : values) {
      if (!add(person, value)) return false;
    }
    return true;
  };
}

bool AddLanguage(Person& person, const std::string& value) {
  auto [tag, level] = CutLast(value, ':');
  auto* language = person.profile.add_languages();
  language->set_tag(tag);
  std::optional<int> proficiency = level.empty() ? 4 : Number(level);
  language->set_proficiency(proficiency.value_or(0));
  return proficiency.has_value();
}

bool AddOffered(Person& person, const std::string& value) {
  auto [skill, level] = CutLast(value, ':');
  auto* offered = person.profile.add_skills_offered();
  offered->set_skill(skill);
  std::optional<int> number = level.empty() ? 3 : Number(level);
  offered->set_level(number.value_or(0));
  return number.has_value();
}

bool AddSought(Person& person, const std::string& value) {
  auto [skill, levels] = CutLast(value, ':');
  auto [from, to] = CutLast(levels.empty() ? "1>3" : levels, '>');
  std::optional<int> from_level = Number(from), to_level = Number(to);
  auto* sought = person.profile.add_skills_sought();
  sought->set_skill(skill);
  sought->set_from_level(from_level.value_or(0));
  sought->set_to_level(to_level.value_or(0));
  return from_level && to_level;
}

template <class Values>
bool AddGuidance(Values* values, const std::string& value) {
  GuidanceKind kind;
  if (!gilde::profile::v1::GuidanceKind_Parse(value, &kind)) return false;
  values->Add(kind);
  return true;
}

bool AddWork(Person& person, const std::string& value) {
  auto colon = value.find(':');
  if (colon == std::string::npos) return false;
  PublicWork::Kind kind;
  if (!PublicWork::Kind_Parse(value.substr(0, colon), &kind)) return false;
  auto* work = person.profile.add_public_works();
  work->set_kind(kind);
  work->set_title(std::string(absl::StripAsciiWhitespace(value.substr(colon + 1))));
  return true;
}

bool ReadSeniority(const std::vector<std::string>& values, Person& person) {
  if (values.size() != 1) return false;
  auto [low, high] = CutLast(values[0], '-');
  std::optional<int> from = Number(low), to = Number(high);
  if (!from || !to) return false;
  person.persona.set_seniority_min(*from);
  person.persona.set_seniority_max(*to);
  return true;
}

std::optional<int> DayOfWeek(absl::string_view name) {
  static constexpr const char* kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  std::string lower = absl::AsciiStrToLower(absl::StripAsciiWhitespace(name)).substr(0, 3);
  for (int day = 0; day < 7; ++day) {
    if (lower == kDays[day]) return day;
  }
  return std::nullopt;
}

// `Mon-Thu` or `Mon,Tue,Sat`; Sun-Thu goes round the end of the week.
std::optional<std::vector<int>> Days(absl::string_view text) {
  std::vector<int> days;
  for (absl::string_view part : absl::StrSplit(text, ',')) {
    std::pair<absl::string_view, absl::string_view> ends = absl::StrSplit(part, absl::MaxSplits('-', 1));
    std::optional<int> first = DayOfWeek(ends.first), last = ends.second.empty() ? first : DayOfWeek(ends.second);
    if (!first || !last) return std::nullopt;
    for (int day = *first;; day = (day + 1) % 7) {
      days.push_back(day);
      if (day == *last) break;
    }
  }
  return days;
}

bool ReadTime(absl::string_view text, google::type::TimeOfDay* time) {
  std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  std::optional<int> hours = Number(parts.first), minutes = Number(parts.second);
  if (!hours || !minutes) return false;
  time->set_hours(*hours);
  time->set_minutes(*minutes);
  return true;
}

// `Mon-Thu 09:00-17:00; Sat 10:00-12:00`.
bool ReadHours(const std::vector<std::string>& values, Person& person) {
  for (const std::string& value : values) {
    for (absl::string_view span : absl::StrSplit(value, ';', absl::SkipWhitespace())) {
      std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(absl::StripAsciiWhitespace(span), absl::MaxSplits(' ', 1));
      std::optional<std::vector<int>> days = Days(parts.first);
      std::pair<absl::string_view, absl::string_view> times = absl::StrSplit(parts.second, absl::MaxSplits('-', 1));
      if (!days) return false;
      for (int day : *days) {
        WeeklyHours* hours = person.availability.add_weekly_hours();
        hours->set_day(static_cast<google::type::DayOfWeek>(day + 1));
        if (!ReadTime(times.first, hours->mutable_start()) || !ReadTime(times.second, hours->mutable_end())) return false;
      }
    }
  }
  return true;
}

template <class Enum, class Parse, class Set>
FieldWriter Choice(Parse parse, Set set) {
  return [parse, set](const std::vector<std::string>& values, Person& person) {
    Enum value;
    if (values.size() != 1 || !parse(values[0], &value)) return false;
    set(person, value);
    return true;
  };
}

std::map<std::string, FieldWriter> ProfileFields() {
  return {
      {"external_id", Text([](Person& p, const std::string& v) { p.profile.set_external_id(v); })},
      {"given_name", Text([](Person& p, const std::string& v) { p.profile.set_given_name(v); })},
      {"family_name", Text([](Person& p, const std::string& v) { p.profile.set_family_name(v); })},
      {"email", Text([](Person& p, const std::string& v) { p.profile.set_email(v); })},
      {"kind", Choice<Profile::Kind>([](const std::string& v, Profile::Kind* kind) { return Profile::Kind_Parse(v, kind); },
                                     [](Person& p, Profile::Kind kind) { p.profile.set_kind(kind); })},
      {"manager", Text([](Person& p, const std::string& v) { p.manager_external_id = v; })},
      {"org_unit", Text([](Person& p, const std::string& v) { p.profile.set_org_unit(v); })},
      {"seniority_level", Integer([](Person& p, int v) { p.profile.set_seniority_level(v); })},
      {"location", Text([](Person& p, const std::string& v) { p.profile.set_location(v); })},
      {"time_zone", Text([](Person& p, const std::string& v) { p.profile.set_time_zone(v); })},
      {"languages", List(AddLanguage)},
      {"skills_offered", List(AddOffered)},
      {"skills_sought", List(AddSought)},
      {"guidance_offered", List([](Person& p, const std::string& v) { return AddGuidance(p.profile.mutable_guidance_offered(), v); })},
      {"guidance_sought", List([](Person& p, const std::string& v) { return AddGuidance(p.profile.mutable_guidance_sought(), v); })},
      {"mentor_capacity", Integer([](Person& p, int v) { p.profile.mutable_mentor_offer()->set_capacity(v); })},
      {"mentor_minutes", Integer([](Person& p, int v) { p.profile.mutable_mentor_offer()->set_minutes_per_month(v); })},
      {"public_works", List(AddWork)},
      {"channel",
       Choice<CommunicationPreference::Channel>(
           [](const std::string& v, CommunicationPreference::Channel* channel) {
             return CommunicationPreference::Channel_Parse(v, channel);
           },
           [](Person& p, CommunicationPreference::Channel channel) { p.profile.mutable_communication()->set_channel(channel); })},
      {"directness", Integer([](Person& p, int v) { p.profile.mutable_communication()->set_directness(v); })},
      {"formality", Integer([](Person& p, int v) { p.profile.mutable_communication()->set_formality(v); })},
      {"language", Text([](Person& p, const std::string& v) { p.profile.mutable_communication()->set_language(v); })},
      {"response_hours", Integer([](Person& p, int v) { p.profile.mutable_communication()->set_response_hours(v); })},
  };
}

// What belongs to the person alone, and to the other services.
std::map<std::string, FieldWriter> OwnFields() {
  return {
      {"persona_experience", Text([](Person& p, const std::string& v) { p.persona.set_experience(v); })},
      {"persona_skills", List([](Person& p, const std::string& v) { return p.persona.add_skills(v), true; })},
      {"persona_traits", List([](Person& p, const std::string& v) { return p.persona.add_traits(v), true; })},
      {"persona_seniority", ReadSeniority},
      {"goal_outcome", Text([](Person& p, const std::string& v) { p.goal.set_outcome(v); })},
      {"goal_skill", Text([](Person& p, const std::string& v) { p.goal.set_skill(v); })},
      {"goal_guidance", List([](Person& p, const std::string& v) { return AddGuidance(p.goal.mutable_guidance_kinds(), v); })},
      {"goal_months", Integer([](Person& p, int v) { p.goal_months = v; })},
      {"hours", ReadHours},
  };
}

}  // namespace

const std::map<std::string, FieldWriter>& FieldWriters() {
  static const auto& writers = *[] {
    auto* all = new std::map<std::string, FieldWriter>(ProfileFields());
    all->merge(OwnFields());
    return all;
  }();
  return writers;
}

std::vector<std::string> FieldNames() {
  std::vector<std::string> names;
  for (const auto& [name, writer] : FieldWriters()) names.push_back(name);
  return names;
}

}  // namespace gilde::cli
