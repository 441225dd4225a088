#include "services/matching/domain/agreement.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/relationship.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Agreement;
using gilde::matching::v1::Drift;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Program;

void CheckText(base::Violations& violations, std::string_view field, std::string_view text, int most) {
  int length = base::CodePoints(text);
  violations.Require(length >= 0 && length <= most, field, "TEXT_TOO_LONG", absl::StrCat("at most ", most, " characters of UTF-8"));
}

bool MayOrganize(const Agreement& draft, const Mentorship& mentorship) {
  bool swappable = mentorship.kind() == Program::PEER || mentorship.kind() == Program::REVERSE;
  std::vector<std::string> people(mentorship.mentees().begin(), mentorship.mentees().end());
  if (swappable) people = People(mentorship);
  absl::flat_hash_set<std::string> named(draft.organizers().begin(), draft.organizers().end());
  return static_cast<int>(named.size()) == draft.organizers_size() && std::all_of(named.begin(), named.end(), [&](const std::string& name) {
           return std::find(people.begin(), people.end(), name) != people.end();
         });
}

void Sign(Agreement& agreement, const Actor& actor, absl::Time now) {
  auto& signature = *agreement.add_signatures();
  signature.set_person(actor.person);
  *signature.mutable_time() = base::ToProto(now);
}

void Replace(std::optional<Agreement>& agreement) {
  if (agreement) agreement->set_state(Agreement::REPLACED);
}

}  // namespace

base::Violations CheckAgreement(const Agreement& draft, const Mentorship& mentorship, absl::Time now) {
  base::Violations violations;
  violations.Require(draft.cadence_days() >= 1 && draft.cadence_days() <= 180, "agreement.cadence_days", "CADENCE_INVALID",
                     "1 to 180 days");
  const auto& lengths = mentorship.rules().session_minutes();
  violations.Require(std::find(lengths.begin(), lengths.end(), draft.minutes()) != lengths.end(), "agreement.minutes",
                     "MINUTES_NOT_OFFERED", "one of the lengths that the program offers");
  absl::flat_hash_set<int> channels(draft.channels().begin(), draft.channels().end());
  bool known =
      std::all_of(channels.begin(), channels.end(), [](int channel) { return channel > 0 && Agreement::Channel_IsValid(channel); });
  violations.Require(known && !channels.empty() && static_cast<int>(channels.size()) == draft.channels_size(), "agreement.channels",
                     "CHANNELS_INVALID", "at least one, each once");
  violations.Require(draft.response_hours() >= 1 && draft.response_hours() <= 336, "agreement.response_hours", "RESPONSE_HOURS_INVALID",
                     "1 to 336 hours");
  violations.Require(!draft.confidentiality().empty(), "agreement.confidentiality", "CONFIDENTIALITY_MISSING",
                     "say what stays between you");
  CheckText(violations, "agreement.confidentiality", draft.confidentiality(), 2000);
  CheckText(violations, "agreement.agenda_habit", draft.agenda_habit(), 1000);
  CheckText(violations, "agreement.cancellation", draft.cancellation(), 1000);
  violations.Require(MayOrganize(draft, mentorship), "agreement.organizers", "ORGANIZERS_INVALID",
                     "people of the mentorship, each once; mentees unless the program is PEER or REVERSE");
  if (draft.has_end_date()) {
    bool fine = IsDate(draft.end_date()) && EndOf(draft.end_date()) > now && EndOf(draft.end_date()) <= now + Days(366 * 5);
    violations.Require(fine, "agreement.end_date", "END_DATE_INVALID", "a date in the future, at most 5 years ahead");
  } else {
    bool needed = mentorship.kind() == Program::FORMAL && !mentorship.has_end_date();
    violations.Require(!needed, "agreement.end_date", "END_DATE_MISSING", "a formal mentorship has an end");
  }
  return violations;
}

std::optional<Drift> DriftOf(const Mentorship& mentorship) {
  constexpr int kDefaultPercent = 25;  // of mentorships with rules from before they had one
  const auto& rules = mentorship.rules();
  double tolerance = (rules.has_drift_percent() ? rules.drift_percent() : kDefaultPercent) / 100.0;
  int meetings = mentorship.counts().meetings();
  if (meetings < 2) return std::nullopt;
  absl::Duration span = base::FromProto(mentorship.last_meeting_time()) - base::FromProto(mentorship.first_meeting_time());
  Drift drift;
  drift.set_actual_cadence_days(absl::ToDoubleHours(span) / 24 / (meetings - 1));
  drift.set_agreed_cadence_days(mentorship.cadence_days());
  drift.set_actual_minutes(static_cast<double>(mentorship.counts().meeting_minutes()) / meetings);
  drift.set_agreed_minutes(mentorship.meeting_minutes());
  bool rarer = drift.actual_cadence_days() > drift.agreed_cadence_days() * (1 + tolerance);
  bool other_length = std::abs(drift.actual_minutes() - drift.agreed_minutes()) > drift.agreed_minutes() * tolerance;
  drift.set_drifted(rarer || other_length);
  return drift;
}

absl::StatusOr<AgreementChange> ProposeAgreement(Mentorship mentorship, Agreement draft, std::optional<Agreement> waiting, int version,
                                                 const Actor& actor, absl::Time now) {
  Course course(std::move(mentorship), actor, now);
  Mentorship& after = course.mentorship();
  std::vector<std::string> people = People(after);
  draft.mutable_people()->Assign(people.begin(), people.end());
  draft.set_author(actor.person);
  draft.set_version(version);
  draft.set_state(Agreement::PROPOSED);
  if (!draft.has_end_date() && after.has_end_date()) *draft.mutable_end_date() = after.end_date();
  draft.clear_signatures();
  Sign(draft, actor, now);
  after.set_proposed_agreement(draft.name());
  GILDE_RETURN_IF_ERROR(course.Make(Move::kProposeAgreement));
  course.Enter("mentorship.agreement_proposed", draft.name(), people, "");
  GILDE_RETURN_IF_ERROR(NoteContact(course, now));
  Replace(waiting);
  return AgreementChange{course.Finish(), std::move(draft), std::move(waiting)};
}

absl::StatusOr<AgreementChange> SignAgreement(Mentorship mentorship, Agreement agreement, std::optional<Agreement> in_force,
                                              const Actor& actor, absl::Time now) {
  if (FindRow(mentorship.state(), Move::kSignAgreement) == nullptr) {
    return base::FailedPrecondition(RefusalOf(mentorship.state(), Move::kSignAgreement), "nothing is agreed on now");
  }
  if (agreement.state() != Agreement::PROPOSED) {
    return base::FailedPrecondition("AGREEMENT_NOT_PROPOSED", "this version is signed by everybody or replaced");
  }
  for (const auto& signature : agreement.signatures()) {
    if (signature.person() == actor.person) return base::FailedPrecondition("ALREADY_SIGNED", "signed already");
  }
  Course course(std::move(mentorship), actor, now);
  Mentorship& after = course.mentorship();
  Sign(agreement, actor, now);
  std::vector<std::string> people = People(after);
  auto signed_by = [&](const std::string& person) {
    return std::any_of(agreement.signatures().begin(), agreement.signatures().end(),
                       [&](const auto& signature) { return signature.person() == person; });
  };
  bool complete = std::all_of(people.begin(), people.end(), signed_by);
  if (!complete) {
    GILDE_RETURN_IF_ERROR(NoteContact(course, now));
    return AgreementChange{course.Finish(), std::move(agreement), std::nullopt};
  }
  agreement.set_state(Agreement::SIGNED);
  after.set_agreement(agreement.name());
  after.clear_proposed_agreement();
  after.set_cadence_days(agreement.cadence_days());
  after.set_meeting_minutes(agreement.minutes());
  after.clear_organizers();
  std::copy_if(agreement.organizers().begin(), agreement.organizers().end(),
               google::protobuf::RepeatedFieldBackInserter(after.mutable_organizers()),
               [&](const std::string& person) { return IsPerson(after, person); });
  if (agreement.has_end_date()) *after.mutable_end_date() = agreement.end_date();
  GILDE_RETURN_IF_ERROR(course.Make(Move::kSignAgreement));
  course.Enter("mentorship.agreement_signed", agreement.name(), people, "");
  GILDE_RETURN_IF_ERROR(NoteContact(course, now));
  if (after.state() == Mentorship::INTRO && after.has_introduced_time()) GILDE_RETURN_IF_ERROR(course.Make(Move::kActivate));
  Replace(in_force);
  return AgreementChange{course.Finish(), std::move(agreement), std::move(in_force)};
}

}  // namespace gilde::matching::domain
