#include "services/notification/domain/rule.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"

namespace gilde::notification::domain {

using v1::Reminder;
using v1::Rule;

namespace {

constexpr int kLongestSeconds = 400 * 24 * 3600;
constexpr int kDaySeconds = 24 * 3600;

absl::Duration FromProtoDuration(const google::protobuf::Duration& duration) { return absl::Seconds(duration.seconds()); }

bool IsEventType(std::string_view type) {
  return std::count(type.begin(), type.end(), '.') == 1 && type.size() <= 80 &&
         std::all_of(type.begin(), type.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '.'; });
}

void CheckEvents(const google::protobuf::RepeatedPtrField<std::string>& types, std::string_view field, base::Violations& violations) {
  for (const std::string& type : types) {
    violations.Require(IsEventType(type), field, "EVENT_TYPE_INVALID", "an event type looks like meeting.scheduled");
  }
}

void CheckDelay(const google::protobuf::Duration& delay, const std::string& field, base::Violations& violations) {
  violations.Require(delay.seconds() >= -kLongestSeconds && delay.seconds() <= kLongestSeconds && delay.nanos() == 0, field,
                     "DELAY_INVALID", "whole seconds, at most 400 days");
}

void CheckRoles(const google::protobuf::RepeatedField<int>& roles, std::string_view field, base::Violations& violations) {
  bool fine = !roles.empty() && roles.size() <= 3;
  for (int role : roles) fine = fine && role != Rule::ROLE_UNSPECIFIED && Rule::Role_IsValid(role);
  violations.Require(fine, field, "RECIPIENTS_INVALID", "1-3 roles of those that Rule.Role lists");
}

void CheckTiming(const Rule& rule, base::Violations& violations) {
  violations.Require(rule.delays_size() <= 5, "rule.delays", "TOO_MANY", "at most 5");
  for (const auto& delay : rule.delays()) CheckDelay(delay, "rule.delays", violations);
  bool percent = rule.cadence_percent() == 0 || (rule.cadence_percent() >= 10 && rule.cadence_percent() <= 1000);
  violations.Require(percent, "rule.cadence_percent", "PERCENT_INVALID", "10-1000, or 0");
  violations.Require(rule.cadence_percent() == 0 || rule.delays().empty(), "rule.cadence_percent", "CONTRADICTION",
                     "delays or cadence_percent, not both");
  if (rule.has_repeat()) {
    CheckDelay(rule.repeat(), "rule.repeat", violations);
    violations.Require(rule.repeat().seconds() >= kDaySeconds, "rule.repeat", "DELAY_INVALID", "at least a day");
  }
  if (rule.has_at_most_every()) {
    CheckDelay(rule.at_most_every(), "rule.at_most_every", violations);
    violations.Require(rule.at_most_every().seconds() > 0, "rule.at_most_every", "DELAY_INVALID", "more than nothing");
  }
}

const Rule::ProgramSetting* SettingOf(const Rule& rule, std::string_view program) {
  for (const Rule::ProgramSetting& setting : rule.programs()) {
    if (setting.program() == program) return &setting;
  }
  return nullptr;
}

// What the templates may say about what happened. Instants as RFC 3339, people by name: they become words for the one who reads them.
void AddValues(const Facts& facts, Reminder& reminder) {
  auto& values = *reminder.mutable_values();
  // A number of 0 is one that is not set.
  auto add = [&](const char* value, std::initializer_list<const char*> fields) {
    for (const char* field : fields) {
      std::vector<std::string> texts = FieldTexts(facts, field);
      if (texts.size() != 1 || texts[0] == "0" || base::CodePoints(texts[0]) > 2000) continue;
      values[value] = texts[0];
      return;
    }
  };
  add("TIME", {"start_time"});
  add("UNTIL", {"accept_until_time", "pause_until_time", "expire_time", "wrap_up_until_time"});
  // Subject of a request, outcome of a goal; the words of feedback and appreciation stay where they were written.
  if (facts.payload != nullptr && base::CollectionOf(facts.subject) == "conversationRequests") add("TITLE", {"subject"});
  add("TITLE", {"outcome"});
  add("PLACE", {"waitlist_place"});
  auto others = [&](const std::vector<std::string>& people) {
    std::vector<std::string> names;
    std::copy_if(people.begin(), people.end(), std::back_inserter(names),
                 [&](const std::string& name) { return name != reminder.recipient(); });
    return names;
  };
  std::vector<std::string> partners = others(facts.everybody);
  if (partners.empty() && !facts.author.empty() && facts.author != reminder.recipient()) partners.push_back(facts.author);
  values["PARTNERS"] = absl::StrJoin(partners, ",");
  values["OUTSIDE_HOURS"] = absl::StrJoin(others(facts.outside_hours), ",");
}

Reminder ReminderFor(const Rule& rule, const Facts& facts, const std::string& recipient, absl::Time due) {
  Reminder reminder;
  reminder.set_recipient(recipient);
  *reminder.mutable_due_time() = *reminder.mutable_planned_time() = base::ToProto(due);
  reminder.set_state(Reminder::WAITING);
  reminder.set_rule(rule.name());
  reminder.set_rule_version(rule.version());
  reminder.set_template_(rule.template_());
  reminder.set_category(rule.category());
  reminder.set_nudge(rule.nudge());
  reminder.set_subject(facts.subject);
  reminder.set_mentorship(facts.mentorship);
  reminder.set_program(facts.program);
  reminder.set_open_advice(rule.open_advice());
  if (rule.has_repeat()) *reminder.mutable_repeat() = rule.repeat();
  if (rule.has_at_most_every()) *reminder.mutable_at_most_every() = rule.at_most_every();
  for (const std::string& type : rule.unless()) reminder.add_unless(UnlessKey(type, rule.scope(), facts, recipient));
  if (rule.invitation()) {
    for (const std::string& text : FieldTexts(facts, "invitation")) reminder.set_invitation(text);
  }
  absl::Time start = FieldTime(facts, "start_time");
  // Told after the meeting began, a reminder of it would be noise.
  if (rule.anchor() == "start_time" || rule.anchor() == "agenda_due_time") *reminder.mutable_expire_time() = base::ToProto(start);
  AddValues(facts, reminder);
  return reminder;
}

std::vector<absl::Duration> DelaysOf(const Rule& rule, std::string_view program, int cadence_days) {
  std::vector<absl::Duration> delays;
  if (rule.cadence_percent() > 0) {
    if (cadence_days > 0) delays.push_back(absl::Hours(24) * cadence_days * rule.cadence_percent() / 100);
    return delays;
  }
  const Rule::ProgramSetting* setting = SettingOf(rule, program);
  const auto& said = setting != nullptr && !setting->delays().empty() ? setting->delays() : rule.delays();
  for (const auto& delay : said) delays.push_back(FromProtoDuration(delay));
  if (delays.empty()) delays.push_back(absl::ZeroDuration());
  return delays;
}

}  // namespace

const base::OutputOnly& RuleOutputOnly() {
  static const auto& fields = *new base::OutputOnly{"name", "etag", "create_time", "update_time", "version"};
  return fields;
}

void CheckRule(const Rule& rule, const std::function<bool(const std::string&)>& template_exists, base::Violations& violations) {
  int title = base::CodePoints(rule.title());
  violations.Require(title >= 1 && title <= 120, "rule.title", "TITLE_INVALID", "1-120 characters");
  violations.Require(!rule.on().empty() && rule.on_size() <= 10, "rule.on", "EVENTS_INVALID", "1-10 event types");
  CheckEvents(rule.on(), "rule.on", violations);
  violations.Require(rule.unless_size() <= 20, "rule.unless", "TOO_MANY", "at most 20");
  CheckEvents(rule.unless(), "rule.unless", violations);
  violations.Require(rule.conditions_size() <= 5, "rule.conditions", "TOO_MANY", "at most 5");
  for (const Rule::Condition& condition : rule.conditions()) {
    violations.Require(!condition.field().empty() && !condition.value().empty(), "rule.conditions", "CONDITION_INVALID",
                       "name a field and a value");
  }
  CheckTiming(rule, violations);
  violations.Require(Rule::Scope_IsValid(rule.scope()), "rule.scope", "SCOPE_INVALID", "one of Rule.Scope");
  CheckRoles(rule.recipients(), "rule.recipients", violations);
  violations.Require(v1::Category_IsValid(rule.category()), "rule.category", "CATEGORY_INVALID", "one of Category");
  violations.Require(template_exists(rule.template_()), "rule.template", "TEMPLATE_UNKNOWN", "name the id of a template");
  if (rule.has_escalation()) {
    CheckDelay(rule.escalation().delay(), "rule.escalation.delay", violations);
    CheckRoles(rule.escalation().recipients(), "rule.escalation.recipients", violations);
    violations.Require(template_exists(rule.escalation().template_()), "rule.escalation.template", "TEMPLATE_UNKNOWN",
                       "name the id of a template");
  }
  violations.Require(rule.programs_size() <= 100, "rule.programs", "TOO_MANY", "at most 100");
  std::set<std::string> programs;
  for (const Rule::ProgramSetting& setting : rule.programs()) {
    bool fine = base::NameMatches(setting.program(), "organizations/*/programs/*") &&
                base::OrganizationOf(setting.program()) == base::OrganizationOf(rule.name()) && programs.insert(setting.program()).second;
    violations.Require(fine, "rule.programs", "PROGRAM_INVALID", "programs of the organization, each once");
    violations.Require(setting.delays_size() <= 5, "rule.programs", "TOO_MANY", "at most 5 delays");
    for (const auto& delay : setting.delays()) CheckDelay(delay, "rule.programs.delays", violations);
  }
}

bool IsOff(const Rule& rule, std::string_view program) {
  const Rule::ProgramSetting* setting = SettingOf(rule, program);
  return rule.off() || (setting != nullptr && setting->off());
}

bool Starts(const Rule& rule, const Facts& facts) {
  return std::find(rule.on().begin(), rule.on().end(), facts.type) != rule.on().end() && !IsOff(rule, facts.program) && Holds(rule, facts);
}

std::vector<Reminder> Plan(const Rule& rule, const Facts& facts, const v1::Team& team, int cadence_days) {
  std::vector<Reminder> reminders;
  absl::Time from = rule.anchor().empty() ? facts.time : FieldTime(facts, rule.anchor());
  if (from == absl::InfinitePast()) return reminders;
  auto add = [&](Rule::Role role, absl::Duration delay, const std::string& words) {
    absl::Time due = from + delay;
    if (due < facts.time) return;
    for (const std::string& recipient : PeopleIn(role, facts, team)) {
      auto same = [&](const Reminder& r) {
        return r.recipient() == recipient && r.template_() == words && base::FromProto(r.due_time()) == due;
      };
      if (std::any_of(reminders.begin(), reminders.end(), same)) continue;
      reminders.push_back(ReminderFor(rule, facts, recipient, due));
      reminders.back().set_template_(words);
    }
  };
  for (absl::Duration delay : DelaysOf(rule, facts.program, cadence_days)) {
    for (int role : rule.recipients()) add(static_cast<Rule::Role>(role), delay, rule.template_());
  }
  if (rule.has_escalation()) {
    for (int role : rule.escalation().recipients()) {
      add(static_cast<Rule::Role>(role), FromProtoDuration(rule.escalation().delay()), rule.escalation().template_());
    }
  }
  return reminders;
}

Reminder Next(const Reminder& told, absl::Time now) {
  Reminder next = told;
  next.clear_name();
  next.clear_notification();
  next.clear_reason();
  next.set_state(Reminder::WAITING);
  *next.mutable_due_time() = *next.mutable_planned_time() = base::ToProto(now + FromProtoDuration(told.repeat()));
  return next;
}

}  // namespace gilde::notification::domain
