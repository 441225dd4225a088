#include "services/matching/domain/program.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/policy.h"

namespace gilde::matching::domain {

using gilde::matching::v1::EnrollmentPolicy;
using gilde::matching::v1::Program;
using gilde::matching::v1::ProgramRules;

namespace {

// A number of ProgramRules: its field, default, and the least and most it may be.
struct Number {
  int field;
  int fallback, least, most;
};
constexpr Number kNumbers[] = {
    {ProgramRules::kOpenRequestsPerMenteeFieldNumber, 3, 1, 20},
    {ProgramRules::kRequestMinutesMinFieldNumber, 10, 5, 60},
    {ProgramRules::kRequestMinutesMaxFieldNumber, 20, 5, 60},
    {ProgramRules::kRequestWindowDaysFieldNumber, 28, 1, 90},
    {ProgramRules::kRequestSlotsMinFieldNumber, 3, 1, 10},
    {ProgramRules::kSameTextMentorsFieldNumber, 3, 1, 20},
    {ProgramRules::kRankedMentorsMaxFieldNumber, 5, 1, 10},
    {ProgramRules::kRequestRemindDaysFieldNumber, 3, 1, 60},
    {ProgramRules::kRequestNextChoiceDaysFieldNumber, 3, 1, 60},
    {ProgramRules::kRequestExpireDaysFieldNumber, 7, 1, 90},
    {ProgramRules::kAcceptanceDaysFieldNumber, 14, 1, 90},
    {ProgramRules::kCadenceDaysFieldNumber, 30, 1, 180},
    {ProgramRules::kQuietCadencePercentFieldNumber, 150, 100, 1000},
    {ProgramRules::kQuietMinDaysFieldNumber, 21, 1, 365},
    {ProgramRules::kTenMinutesDaysFieldNumber, 7, 1, 90},
    {ProgramRules::kPauseOfferDaysFieldNumber, 7, 1, 90},
    {ProgramRules::kMoveOnDaysFieldNumber, 7, 1, 90},
    {ProgramRules::kPauseMaxDaysFieldNumber, 60, 1, 365},
    {ProgramRules::kResumeNoticeDaysFieldNumber, 3, 0, 30},
    {ProgramRules::kWrapUpDaysFieldNumber, 30, 0, 180},
    {ProgramRules::kReschedulesBeforeOfferFieldNumber, 2, 1, 10},
    {ProgramRules::kMeetingMinutesFieldNumber, 30, 10, 120},
    {ProgramRules::kSoftCheckInDaysFieldNumber, 0, 0, 30},
    {ProgramRules::kAgendaHoursFieldNumber, 24, 1, 168},
    {ProgramRules::kFollowUpHoursFieldNumber, 24, 1, 168},
    {ProgramRules::kGraceMinutesFieldNumber, 10, 1, 60},
    {ProgramRules::kHoldMinutesFieldNumber, 5, 1, 60},
    {ProgramRules::kEndingSoonMinutesFieldNumber, 3, 1, 15},
    {ProgramRules::kNudgesPerWeekFieldNumber, 3, 0, 50},
    {ProgramRules::kQuestionsMinFieldNumber, 3, 1, 10},
    {ProgramRules::kQuestionsMaxFieldNumber, 5, 1, 10},
    {ProgramRules::kSubjectCharactersMinFieldNumber, 5, 1, 200},
    {ProgramRules::kSubjectCharactersMaxFieldNumber, 80, 1, 200},
    {ProgramRules::kRequestQuestionsMinFieldNumber, 2, 1, 10},
    {ProgramRules::kRequestQuestionsMaxFieldNumber, 3, 1, 10},
    {ProgramRules::kGroupMentorsMaxFieldNumber, 2, 1, 10},
    {ProgramRules::kGroupMenteesMinFieldNumber, 2, 2, 50},
    {ProgramRules::kGroupMenteesMaxFieldNumber, 12, 2, 50},
    {ProgramRules::kTakeawaysMinFieldNumber, 1, 1, 10},
    {ProgramRules::kTakeawaysMaxFieldNumber, 2, 1, 10},
    {ProgramRules::kDriftPercentFieldNumber, 25, 5, 200},
};
constexpr int kSessionMinutes[] = {10, 20, 30, 45, 60};
constexpr int kContactDays[] = {180, 365};
constexpr int kMostChoices = 12;
constexpr int kMostOwners = 20;
constexpr int kLongestTitle = 120;
constexpr int kLongestTemplate = 5000;
constexpr int kMostDomains = 50, kLongestDomain = 253;
constexpr int kMostLinks = 50;

const google::protobuf::FieldDescriptor* FieldOf(const Number& number) {
  return ProgramRules::descriptor()->FindFieldByNumber(number.field);
}

void CheckNumbers(const ProgramRules& rules, const std::string& field, base::Violations& violations) {
  for (const Number& number : kNumbers) {
    const auto* descriptor = FieldOf(number);
    int value = rules.GetReflection()->GetInt32(rules, descriptor);
    violations.Require(value >= number.least && value <= number.most, absl::StrCat(field, ".", descriptor->name()), "OUT_OF_RANGE",
                       absl::StrCat("from ", number.least, " to ", number.most));
  }
  auto in_order = [&](int low, int high, std::string_view name) {
    violations.Require(low <= high, absl::StrCat(field, ".", std::string(name)), "OUT_OF_RANGE", "the most is below the least");
  };
  in_order(rules.request_minutes_min(), rules.request_minutes_max(), "request_minutes_max");
  in_order(rules.questions_min(), rules.questions_max(), "questions_max");
  in_order(rules.subject_characters_min(), rules.subject_characters_max(), "subject_characters_max");
  in_order(rules.request_questions_min(), rules.request_questions_max(), "request_questions_max");
  in_order(rules.group_mentees_min(), rules.group_mentees_max(), "group_mentees_max");
  in_order(rules.takeaways_min(), rules.takeaways_max(), "takeaways_max");
  auto few = [&](const google::protobuf::RepeatedField<int>& values, std::string_view name) {
    std::string path = absl::StrCat(field, ".", std::string(name));
    violations.Require(values.size() <= kMostChoices, path, "TOO_MANY", "at most 12");
    std::set<int> different(values.begin(), values.end());
    violations.Require(static_cast<int>(different.size()) == values.size(), path, "VALUE_TWICE", "each comes once");
  };
  few(rules.session_minutes(), "session_minutes");
  few(rules.contact_days(), "contact_days");
  for (int minutes : rules.session_minutes()) {
    violations.Require(minutes >= 10 && minutes <= 120 && minutes % 5 == 0, field + ".session_minutes", "OUT_OF_RANGE",
                       "multiples of 5 from 10 to 120");
  }
  for (int days : rules.contact_days()) {
    violations.Require(days >= 30 && days <= 730, field + ".contact_days", "OUT_OF_RANGE", "from 30 to 730");
  }
  const auto& lengths = rules.session_minutes();
  violations.Require(std::find(lengths.begin(), lengths.end(), rules.meeting_minutes()) != lengths.end(), field + ".meeting_minutes",
                     "OUT_OF_RANGE", "one of session_minutes");
}

bool IsDomain(std::string_view domain) {
  if (domain.empty() || domain.size() > kLongestDomain || domain.find('.') == std::string_view::npos) return false;
  bool known = std::all_of(domain.begin(), domain.end(), [](unsigned char c) { return absl::ascii_isalnum(c) || c == '-' || c == '.'; });
  return known && domain.front() != '.' && domain.back() != '.' && domain.find("..") == std::string_view::npos;
}

void CheckEntry(const EnrollmentPolicy& policy, const std::string& field, base::Violations& violations) {
  violations.Require(EnrollmentPolicy::Entry_IsValid(policy.entry()), field + ".entry", "ENTRY_INVALID",
                     "ANYBODY, APPLICATION or INVITATION");
  violations.Require(policy.approved_domains_size() <= kMostDomains, field + ".approved_domains", "TOO_MANY", "at most 50");
  for (int i = 0; i < policy.approved_domains_size(); ++i) {
    violations.Require(IsDomain(policy.approved_domains(i)), absl::StrCat(field, ".approved_domains[", i, "]"), "DOMAIN_INVALID",
                       "a domain looks like acme.example");
  }
  violations.Require(EnrollmentPolicy::Rejoin_IsValid(policy.rejoin()), field + ".rejoin", "REJOIN_INVALID",
                     "ANY_TIME, AFTER_WAIT or BY_ADMINISTRATOR");
  bool waits = policy.rejoin() == EnrollmentPolicy::AFTER_WAIT;
  int days = policy.rejoin_wait_days();
  violations.Require(waits ? days >= 1 && days <= 365 : days == 0, field + ".rejoin_wait_days", "OUT_OF_RANGE",
                     "from 1 to 365 with AFTER_WAIT, else 0");
}

void CheckLinks(const Program& program, const std::string& field, base::Violations& violations) {
  violations.Require(program.resource_links_size() <= kMostLinks, field, "TOO_MANY", "at most 50");
  for (int i = 0; i < program.resource_links_size(); ++i) {
    const auto& link = program.resource_links(i);
    std::string at = absl::StrCat(field, "[", i, "]");
    bool known = gilde::profile::v1::GuidanceKind_IsValid(link.guidance_kind()) && link.guidance_kind() != 0;
    violations.Require(known, at + ".guidance_kind", "KIND_INVALID", "a kind of guidance");
    int title = base::CodePoints(link.title());
    violations.Require(title >= 1 && title <= 200, at + ".title", "TITLE_INVALID", "1 to 200 characters");
    violations.Require(IsWebAddress(link.uri()), at + ".uri", "URI_INVALID", "an http or https address of at most 2,000 characters");
  }
}

absl::Status WrongState(std::string_view message) { return base::FailedPrecondition("PROGRAM_STATE", message); }

}  // namespace

void FillDefaults(Program& program) {
  ProgramRules& rules = *program.mutable_rules();
  // Two people who found each other themselves want little of a machine.
  if (program.kind() == Program::INFORMAL && !rules.has_nudges_per_week()) rules.set_nudges_per_week(1);
  for (const Number& number : kNumbers) {
    const auto* descriptor = FieldOf(number);
    if (!rules.GetReflection()->HasField(rules, descriptor)) rules.GetReflection()->SetInt32(&rules, descriptor, number.fallback);
  }
  if (rules.session_minutes().empty()) rules.mutable_session_minutes()->Add(std::begin(kSessionMinutes), std::end(kSessionMinutes));
  if (rules.contact_days().empty()) rules.mutable_contact_days()->Add(std::begin(kContactDays), std::end(kContactDays));
  if (!rules.has_publish_in_intro()) rules.set_publish_in_intro(false);
  if (!rules.has_ask_agreement()) rules.set_ask_agreement(program.kind() == Program::FORMAL);
  FillPolicy(program.kind(), *program.mutable_match_policy());
}

void CheckProgram(const Program& program, std::string_view prefix, base::Violations& violations) {
  std::string field(prefix);
  int title = base::CodePoints(program.title());
  violations.Require(title >= 1 && title <= kLongestTitle, field + ".title", "TITLE_INVALID", "1 to 120 characters");
  violations.Require(program.kind() != Program::KIND_UNSPECIFIED && Program::Kind_IsValid(program.kind()), field + ".kind", "KIND_MISSING",
                     "FORMAL, INFORMAL, PEER, REVERSE or GROUP");
  violations.Require(!program.has_start_date() || IsDate(program.start_date()), field + ".start_date", "DATE_INVALID",
                     "not a day of the calendar");
  violations.Require(!program.has_end_date() || IsDate(program.end_date()), field + ".end_date", "DATE_INVALID",
                     "not a day of the calendar");
  violations.Require(program.kind() != Program::INFORMAL || !program.has_end_date(), field + ".end_date", "END_DATE_NOT_ALLOWED",
                     "an INFORMAL program has no end");
  if (program.has_start_date() && program.has_end_date()) {
    violations.Require(EndOf(program.start_date()) <= EndOf(program.end_date()), field + ".end_date", "DATE_INVALID", "before start_date");
  }
  violations.Require(program.owners_size() <= kMostOwners, field + ".owners", "TOO_MANY", "at most 20");
  for (int i = 0; i < program.owners_size(); ++i) {
    violations.Require(base::NameMatches(program.owners(i), "organizations/*/profiles/*"), absl::StrCat(field, ".owners[", i, "]"),
                       "NAME_INVALID", "a name looks like organizations/*/profiles/*");
  }
  violations.Require(base::CodePoints(program.agreement_template()) <= kLongestTemplate, field + ".agreement_template", "TEXT_TOO_LONG",
                     "at most 5,000 characters");
  CheckNumbers(program.rules(), field + ".rules", violations);
  CheckPolicy(program.match_policy(), field + ".match_policy", violations);
  CheckEntry(program.enrollment_policy(), field + ".enrollment_policy", violations);
  CheckLinks(program, field + ".resource_links", violations);
}

bool IsWebAddress(std::string_view address) {
  bool known = address.substr(0, 7) == "http://" || address.substr(0, 8) == "https://";
  bool plain = std::none_of(address.begin(), address.end(), [](unsigned char c) { return c <= ' ' || c == 0x7f; });
  return known && plain && address.find("://") + 3 < address.size() && address.size() <= 2000;
}

Program CopyOf(const Program& program, std::string_view name, std::string_view title) {
  Program copy = program;
  copy.set_name(std::string(name));
  if (!title.empty()) copy.set_title(std::string(title));
  copy.set_state(Program::DRAFT);
  copy.set_rule_version(1);
  copy.clear_etag();
  copy.clear_start_date();
  copy.clear_end_date();
  return copy;
}

absl::StatusOr<ProgramChange> MoveProgram(Program program, ProgramMove move) {
  if (IsBuiltIn(program)) return base::FailedPrecondition("PROGRAM_BUILT_IN", "the informal program is always open");
  struct Row {
    ProgramMove move;
    Program::State from, to;
    std::string_view event;
  };
  constexpr Row kTable[] = {
      {ProgramMove::kOpen, Program::DRAFT, Program::OPEN, "program.opened"},
      {ProgramMove::kStart, Program::OPEN, Program::RUNNING, "program.started"},
      {ProgramMove::kClose, Program::OPEN, Program::CLOSED, "program.closed"},
      {ProgramMove::kClose, Program::RUNNING, Program::CLOSED, "program.closed"},
      {ProgramMove::kComplete, Program::CLOSED, Program::COMPLETED, "program.completed"},
      {ProgramMove::kCancel, Program::DRAFT, Program::CANCELLED, "program.cancelled"},
      {ProgramMove::kCancel, Program::OPEN, Program::CANCELLED, "program.cancelled"},
      {ProgramMove::kCancel, Program::RUNNING, Program::CANCELLED, "program.cancelled"},
      {ProgramMove::kCancel, Program::CLOSED, Program::CANCELLED, "program.cancelled"},
  };
  for (const Row& row : kTable) {
    if (row.move != move || row.from != program.state()) continue;
    program.set_state(row.to);
    return ProgramChange{std::move(program), row.event};
  }
  return WrongState(absl::StrCat("a program that is ", Program::State_Name(program.state()), " does not make this move"));
}

absl::Status CheckNotOver(const Program& program) {
  bool over = program.state() == Program::COMPLETED || program.state() == Program::CANCELLED;
  return over ? WrongState("the program is over") : absl::OkStatus();
}

Program InformalProgram(std::string_view organization) {
  Program program;
  program.set_name(absl::StrCat(std::string(organization), "/programs/informal"));
  program.set_title("Informal mentoring");
  program.set_kind(Program::INFORMAL);
  program.set_state(Program::OPEN);
  program.set_rule_version(1);
  FillDefaults(program);
  return program;
}

bool IsBuiltIn(const Program& program) { return base::IdOf(program.name()) == "informal"; }

const base::OutputOnly& ProgramOutputOnly() {
  static const auto& paths =
      *new base::OutputOnly{"name", "etag", "create_time", "update_time", "state", "rule_version", "kind", "effects"};
  return paths;
}

}  // namespace gilde::matching::domain
