#include "services/matching/domain/relationship.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/goals.h"
#include "services/matching/domain/passing.h"
#include "services/matching/domain/silence.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::AnswerWrapUpRequest;
using gilde::matching::v1::ConcludeIntroRequest;
using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::EndMentorshipRequest;
using gilde::matching::v1::GoalMark;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Program;

constexpr int kMostYears = 5;

absl::Status Invalid(std::string_view field, std::string_view reason, std::string_view message) {
  base::Violations violations;
  violations.Add(field, reason, message);
  return violations.Check();
}

void FillFrom(const Program& program, const std::vector<GoalMark>& goals, Mentorship& mentorship) {
  mentorship.set_program(program.name());
  mentorship.set_kind(program.kind());
  *mentorship.mutable_rules() = program.rules();
  mentorship.set_rule_version(program.rule_version());
  mentorship.set_cadence_days(program.rules().cadence_days());
  mentorship.set_meeting_minutes(program.rules().meeting_minutes());
  mentorship.set_virtual_(program.virtual_());
  if (program.has_end_date()) *mentorship.mutable_end_date() = program.end_date();
  mentorship.mutable_goals()->Assign(goals.begin(), goals.end());
}

Course NewCourse(Mentorship mentorship, const Actor& actor, absl::Time now) {
  Course course(std::move(mentorship), actor, now);
  course.mentorship().set_state(Mentorship::PROPOSED);
  *course.mentorship().mutable_accept_until_time() = base::ToProto(now + Days(course.mentorship().rules().acceptance_days()));
  course.Tell("mentorship.created");
  return course;
}

// Everything but a later end date, where the wrap-up asks for one.
absl::Status MoveEndDate(Mentorship& mentorship, bool required, const google::type::Date& end_date, absl::Time now) {
  bool given = end_date.year() != 0;
  if (!given && !required) return absl::OkStatus();
  if (!given) return Invalid("end_date", "END_DATE_MISSING", "say until when it goes on");
  absl::Time end = IsDate(end_date) ? EndOf(end_date) : absl::InfinitePast();
  int least = mentorship.rules().wrap_up_days();
  if (end < now + Days(least) || end > now + Days(366 * kMostYears)) {
    return Invalid("end_date", "END_DATE_INVALID",
                   absl::StrCat("a date at least ", least, " days and at most ", kMostYears, " years ahead"));
  }
  *mentorship.mutable_end_date() = end_date;
  return absl::OkStatus();
}

template <class Set>
absl::StatusOr<Change> MakeOne(Mentorship mentorship, Move move, const Actor& actor, absl::Time now, Set set) {
  Course course(std::move(mentorship), actor, now);
  set(course.mentorship());
  GILDE_RETURN_IF_ERROR(course.Make(move));
  return course.Finish();
}

// A new mentorship that everybody has accepted.
absl::StatusOr<Change> Begin(Mentorship mentorship, const Program& program, const std::vector<GoalMark>& goals, const Actor& actor,
                             absl::Time now) {
  FillFrom(program, goals, mentorship);
  for (const std::string& person : People(mentorship)) mentorship.add_accepted_by(person);
  Course course = NewCourse(std::move(mentorship), actor, now);
  GILDE_RETURN_IF_ERROR(course.Make(Move::kBegin));
  return course.Finish();
}

}  // namespace

base::Violations CheckPeople(const Mentorship& mentorship, const Program& program) {
  base::Violations violations;
  absl::flat_hash_set<std::string> seen;
  auto check = [&](std::string_view list, const google::protobuf::RepeatedPtrField<std::string>& people) {
    for (int i = 0; i < people.size(); ++i) {
      std::string field = absl::StrCat("mentorship.", std::string(list), "[", i, "]");
      bool here = base::OrganizationOf(people[i]) == base::OrganizationOf(mentorship.name());
      violations.Require(here && base::NameMatches(people[i], "organizations/*/profiles/*"), field, "PERSON_INVALID",
                         "not the name of a profile");
      violations.Require(seen.insert(people[i]).second, field, "PERSON_TWICE", "each person once");
    }
  };
  check("mentors", mentorship.mentors());
  check("mentees", mentorship.mentees());
  struct Range {
    int least, most;
  };
  const auto& rules = program.rules();
  Range mentors{1, 1}, mentees{1, 1};
  if (program.kind() == Program::PEER) mentors = {0, 0}, mentees = {2, 2};
  if (program.kind() == Program::GROUP) {
    mentors = {1, rules.group_mentors_max()};
    mentees = {rules.group_mentees_min(), rules.group_mentees_max()};
  }
  int mentor_count = mentorship.mentors_size(), mentee_count = mentorship.mentees_size();
  violations.Require(mentor_count >= mentors.least && mentor_count <= mentors.most, "mentorship.mentors", "MENTOR_COUNT",
                     absl::StrCat(mentors.least, " to ", mentors.most, " in a program of this kind"));
  violations.Require(mentee_count >= mentees.least && mentee_count <= mentees.most, "mentorship.mentees", "MENTEE_COUNT",
                     absl::StrCat(mentees.least, " to ", mentees.most, " in a program of this kind"));
  return violations;
}

absl::Status CheckMayPropose(const Mentorship& draft, const Program& program, const Actor& actor) {
  bool may = program.kind() == Program::INFORMAL || (program.kind() == Program::REVERSE && IsMentor(draft, actor.person));
  if (may) return absl::OkStatus();
  return base::PermissionDenied("ADMINISTRATOR_REQUIRED", "in a program of this kind an administrator puts people together");
}

Change Propose(const Mentorship& draft, const Program& program, const std::vector<GoalMark>& goals, const Actor& actor, absl::Time now) {
  Mentorship mentorship;
  mentorship.set_name(draft.name());
  *mentorship.mutable_mentors() = draft.mentors();
  *mentorship.mutable_mentees() = draft.mentees();
  FillFrom(program, goals, mentorship);
  if (IsPerson(mentorship, actor.person)) mentorship.add_accepted_by(actor.person);
  return NewCourse(std::move(mentorship), actor, now).Finish();
}

absl::StatusOr<Change> BeginAt(const Mentorship& draft, const Program& program, const std::vector<GoalMark>& goals, const Actor& actor,
                               absl::Time now) {
  Mentorship mentorship;
  mentorship.set_name(draft.name());
  *mentorship.mutable_mentors() = draft.mentors();
  *mentorship.mutable_mentees() = draft.mentees();
  return Begin(std::move(mentorship), program, goals, actor, now);
}

absl::StatusOr<Change> BeginFrom(const ConversationRequest& request, std::string_view name, const Program& program,
                                 const std::vector<GoalMark>& goals, const Actor& actor, absl::Time now) {
  Mentorship mentorship;
  mentorship.set_name(std::string(name));
  mentorship.set_conversation_request(request.name());
  if (program.kind() == Program::PEER) {
    mentorship.add_mentees(request.mentor());
  } else {
    mentorship.add_mentors(request.mentor());
  }
  mentorship.add_mentees(request.mentee());
  return Begin(std::move(mentorship), program, goals, actor, now);
}

absl::StatusOr<Change> AcceptProposed(Mentorship mentorship, const Actor& actor, absl::Time now) {
  const auto& accepted = mentorship.accepted_by();
  bool already = std::find(accepted.begin(), accepted.end(), actor.person) != accepted.end();
  Course course(std::move(mentorship), actor, now);
  Mentorship& after = course.mentorship();
  if (after.state() == Mentorship::PROPOSED && already) return course.Finish();
  GILDE_RETURN_IF_ERROR(course.Make(Move::kAccept));
  after.add_accepted_by(actor.person);
  if (after.accepted_by_size() == static_cast<int>(People(after).size())) GILDE_RETURN_IF_ERROR(course.Make(Move::kBegin));
  return course.Finish();
}

base::Violations CheckConcludeIntro(const ConcludeIntroRequest& request) {
  base::Violations violations;
  bool known = ConcludeIntroRequest::Outcome_IsValid(request.outcome()) && request.outcome() != ConcludeIntroRequest::OUTCOME_UNSPECIFIED;
  violations.Require(known, "outcome", "OUTCOME_MISSING", "say what the first conversation led to");
  bool refers = !request.refer_to().empty();
  violations.Require(!refers || request.outcome() == ConcludeIntroRequest::REFER, "refer_to", "REFER_NOT_ALLOWED", "only with REFER");
  violations.Require(!refers || base::NameMatches(request.refer_to(), "organizations/*/profiles/*"), "refer_to", "PERSON_INVALID",
                     "the name of a profile: organizations/*/profiles/*");
  violations.Require(refers || request.refer_purpose().empty(), "refer_purpose", "REFER_NOT_ALLOWED", "only with refer_to");
  CheckText(violations, "refer_purpose", request.refer_purpose(), refers ? "TEXT_EMPTY" : "");
  return violations;
}

absl::StatusOr<Change> ConcludeIntro(Mentorship mentorship, ConcludeIntroRequest::Outcome outcome, const Actor& actor, absl::Time now) {
  if (outcome == ConcludeIntroRequest::OUTCOME_UNSPECIFIED) {
    return Invalid("outcome", "OUTCOME_MISSING", "say what the first conversation led to");
  }
  if (mentorship.state() != Mentorship::INTRO) {
    return base::FailedPrecondition("MENTORSHIP_NOT_IN_INTRO", "only a first conversation can be concluded");
  }
  if (outcome == ConcludeIntroRequest::CONTINUE && mentorship.has_introduced_time()) {
    return base::FailedPrecondition("INTRO_CONCLUDED", "it is decided already that it goes on");
  }
  Course course(std::move(mentorship), actor, now);
  Mentorship& after = course.mentorship();
  if (outcome != ConcludeIntroRequest::CONTINUE) {
    GILDE_RETURN_IF_ERROR(course.Make(outcome == ConcludeIntroRequest::REFER ? Move::kEndReferred : Move::kEndNotNow));
    return course.Finish();
  }
  *after.mutable_introduced_time() = base::ToProto(now);
  GILDE_RETURN_IF_ERROR(course.Make(Move::kContinue));
  GILDE_RETURN_IF_ERROR(NoteContact(course, now));
  bool waits = after.rules().ask_agreement() && after.agreement().empty();
  if (!waits) GILDE_RETURN_IF_ERROR(course.Make(Move::kActivate));
  return course.Finish();
}

absl::StatusOr<Change> TakeBack(Mentorship mentorship, const Actor& actor, absl::Time now) {
  if (mentorship.state() != Mentorship::INTRO) {
    return base::FailedPrecondition("MENTORSHIP_NOT_IN_INTRO", "it has moved on; end it instead");
  }
  if (mentorship.has_introduced_time() || mentorship.has_first_meeting_time()) {
    return base::FailedPrecondition("INTRO_CONCLUDED", "they met already: say what the first conversation led to");
  }
  return MakeOne(std::move(mentorship), Move::kEndNotNow, actor, now, [](Mentorship&) {});
}

absl::StatusOr<Change> Pause(Mentorship mentorship, absl::Time until, const Actor& actor, absl::Time now) {
  if (until <= now) return Invalid("until_time", "PAUSE_TIME_INVALID", "a time in the future");
  int most = mentorship.rules().pause_max_days();
  bool too_long = until > now + Days(most);
  Course course(std::move(mentorship), actor, now);
  *course.mentorship().mutable_pause_until_time() = base::ToProto(until);
  GILDE_RETURN_IF_ERROR(course.Make(Move::kPause));
  if (too_long) return base::FailedPrecondition("PAUSE_TOO_LONG", absl::StrCat("at most ", most, " days"));
  return course.Finish();
}

absl::StatusOr<Change> Resume(Mentorship mentorship, const Actor& actor, absl::Time now) {
  return MakeOne(std::move(mentorship), Move::kResume, actor, now, [](Mentorship&) {});
}

absl::StatusOr<Change> ProposeWrapUp(Mentorship mentorship, const Actor& actor, absl::Time now) {
  return MakeOne(std::move(mentorship), Move::kProposeWrapUp, actor, now,
                 [](Mentorship& after) { after.set_wrap_up_cause(Mentorship::ASKED); });
}

absl::StatusOr<Change> AnswerWrapUp(Mentorship mentorship, AnswerWrapUpRequest::Answer answer, const google::type::Date& end_date,
                                    const Actor& actor, absl::Time now) {
  bool known = AnswerWrapUpRequest::Answer_IsValid(answer) && answer != AnswerWrapUpRequest::ANSWER_UNSPECIFIED;
  if (!known) return Invalid("answer", "ANSWER_MISSING", "extend, complete or a new focus");
  if (answer == AnswerWrapUpRequest::COMPLETE && end_date.year() != 0) {
    return Invalid("end_date", "END_DATE_INVALID", "a completed mentorship goes on until no date");
  }
  Course course(std::move(mentorship), actor, now);
  Mentorship& after = course.mentorship();
  if (after.state() != Mentorship::WRAPPING_UP) {
    return base::FailedPrecondition("MENTORSHIP_NOT_WRAPPING_UP", "no wrap-up waits for an answer");
  }
  if (answer == AnswerWrapUpRequest::COMPLETE) {
    course.Tell("mentorship.wrap_up_answered");
    GILDE_RETURN_IF_ERROR(course.Make(GoalsDone(after) ? Move::kEndGoalsReached : Move::kEndTerm));
    return course.Finish();
  }
  bool near = EndOf(after.end_date()) < now + Days(after.rules().wrap_up_days());
  GILDE_RETURN_IF_ERROR(MoveEndDate(after, answer == AnswerWrapUpRequest::EXTEND || near, end_date, now));
  GILDE_RETURN_IF_ERROR(course.Make(answer == AnswerWrapUpRequest::EXTEND ? Move::kExtend : Move::kNewFocus));
  return course.Finish();
}

base::Violations CheckEnd(const EndMentorshipRequest& request, bool by_mentee) {
  base::Violations violations;
  violations.Require(request.reason() != Mentorship::END_REASON_UNSPECIFIED && Mentorship::EndReason_IsValid(request.reason()), "reason",
                     "REASON_MISSING", "say why it ends");
  bool asks = request.reason() == Mentorship::MISMATCH && by_mentee;
  if (!asks) {
    violations.Require(!request.has_needed_instead(), "needed_instead", "NEEDED_INSTEAD_NOT_ALLOWED",
                       "only a mentee says so, in a mismatch");
    return violations;
  }
  const auto& needed = request.needed_instead();
  violations.Require(!needed.experience().empty() || needed.skills_size() > 0 || needed.traits_size() > 0, "needed_instead",
                     "NEEDED_INSTEAD_MISSING", "say what experience, skills or traits would help");
  violations.Require(base::CodePoints(needed.experience()) <= 2000, "needed_instead.experience", "TEXT_TOO_LONG",
                     "at most 2,000 characters");
  auto check = [&](std::string_view field, const google::protobuf::RepeatedPtrField<std::string>& words, int longest) {
    bool fine = words.size() <= 20;
    for (const std::string& word : words) fine &= !word.empty() && base::CodePoints(word) <= longest;
    violations.Require(fine, field, "SKILL_INVALID", absl::StrCat("at most 20 of at most ", longest, " characters"));
  };
  check("needed_instead.skills", needed.skills(), 80);
  check("needed_instead.traits", needed.traits(), 40);
  int least = needed.has_seniority_min() ? needed.seniority_min() : 0, most = needed.has_seniority_max() ? needed.seniority_max() : 9;
  violations.Require(least >= 0 && most <= 9 && least <= most, "needed_instead.seniority_min", "SENIORITY_INVALID", "levels from 0 to 9");
  return violations;
}

absl::StatusOr<Change> End(Mentorship mentorship, Mentorship::EndReason reason, bool never_again, const Actor& actor, absl::Time now) {
  return MakeOne(std::move(mentorship), MoveOf(reason), actor, now,
                 [&](Mentorship& after) { after.set_never_again(after.never_again() || never_again); });
}

absl::StatusOr<Change> StartContact(Mentorship mentorship, int every_days, const Actor& actor, absl::Time now) {
  const auto& offered = mentorship.rules().contact_days();
  if (every_days == 0 && !offered.empty()) every_days = *std::max_element(offered.begin(), offered.end());
  if (std::find(offered.begin(), offered.end(), every_days) == offered.end()) {
    return Invalid("every_days", "CONTACT_DAYS_INVALID", "one of the rhythms that the program offers");
  }
  if (mentorship.state() == Mentorship::ENDED && !Succeeded(mentorship)) {
    return base::FailedPrecondition("NOT_COMPLETED", "staying in touch follows a completed mentorship");
  }
  return MakeOne(std::move(mentorship), Move::kStartContact, actor, now,
                 [&](Mentorship& after) { after.set_contact_every_days(every_days); });
}

Change BreakGlass(Mentorship mentorship, const Actor& reader, std::string_view reason, absl::Time now) {
  Course course(std::move(mentorship), reader, now);
  course.Tell("mentorship.glass_broken");
  course.Enter("mentorship.glass_broken", course.mentorship().name(), People(course.mentorship()), reason);
  return course.Finish();
}

absl::StatusOr<Change> StopContact(Mentorship mentorship, const Actor& actor, absl::Time now) {
  return MakeOne(std::move(mentorship), Move::kStopContact, actor, now, [](Mentorship&) {});
}

absl::StatusOr<Change> PersonLeft(Mentorship mentorship, std::string_view person, absl::Time now) {
  Course course(std::move(mentorship), Actor{kMachine, std::string(person)}, now);
  Mentorship& after = course.mentorship();
  if (after.state() == Mentorship::ENDED) return course.Finish();
  if (after.state() == Mentorship::CONTACT) {
    GILDE_RETURN_IF_ERROR(course.Make(Move::kStopContact));
    return course.Finish();
  }
  bool mentor = IsMentor(after, person);
  int mentors = after.mentors_size() - (mentor ? 1 : 0), mentees = after.mentees_size() - (mentor ? 0 : 1);
  if (after.kind() != Program::GROUP || mentors == 0 || mentees == 0) {
    GILDE_RETURN_IF_ERROR(course.Make(Move::kEndLeaver));
    return course.Finish();
  }
  auto& list = mentor ? *after.mutable_mentors() : *after.mutable_mentees();
  list.erase(std::remove(list.begin(), list.end(), person), list.end());
  auto& accepted = *after.mutable_accepted_by();
  accepted.erase(std::remove(accepted.begin(), accepted.end(), person), accepted.end());
  auto& organizers = *after.mutable_organizers();
  organizers.erase(std::remove(organizers.begin(), organizers.end(), person), organizers.end());
  course.Tell("mentorship.person_left");
  bool complete = after.state() == Mentorship::PROPOSED && after.accepted_by_size() == static_cast<int>(People(after).size());
  if (complete) GILDE_RETURN_IF_ERROR(course.Make(Move::kBegin));
  return course.Finish();
}

absl::Status NoteContact(Course& course, absl::Time time) {
  GILDE_RETURN_IF_ERROR(course.Make(Move::kContact));
  Reset(course.mentorship(), time);
  return absl::OkStatus();
}

absl::Status ContactIfRunning(Course& course, absl::Time time) {
  if (FindRow(course.mentorship().state(), Move::kContact) == nullptr) return absl::OkStatus();
  return NoteContact(course, time);
}

}  // namespace gilde::matching::domain
