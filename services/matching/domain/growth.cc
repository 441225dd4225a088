#include "services/matching/domain/growth.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/matching/domain/program.h"
#include "services/matching/domain/relationship.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Advocacy;
using gilde::matching::v1::AnswerIntroductionRequest;
using gilde::matching::v1::AnswerUnderstandingRequest;
using gilde::matching::v1::ConcludeIntroRequest;
using gilde::matching::v1::GoalMark;
using gilde::matching::v1::GoalResource;
using gilde::matching::v1::Introduction;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::MentorshipCounts;
using gilde::matching::v1::Reflection;
using gilde::matching::v1::Story;
using gilde::matching::v1::StretchAssignment;
using gilde::matching::v1::Understanding;
using gilde::matching::v1::Win;

constexpr absl::Duration kLongestStretch = absl::Hours(24 * 366);
constexpr int kMostLearned = 10;
constexpr int kLongestLine = 300;
constexpr int kLongestTitle = 200;

MentorshipCounts& CountsOf(Course& course) { return *course.mentorship().mutable_counts(); }

}  // namespace

base::Violations CheckIntroduction(const Introduction& draft) {
  base::Violations violations;
  violations.Require(base::NameMatches(draft.third_person(), "organizations/*/profiles/*"), "introduction.third_person", "PERSON_INVALID",
                     "the name of a profile: organizations/*/profiles/*");
  CheckText(violations, "introduction.purpose", draft.purpose(), "TEXT_EMPTY");
  return violations;
}

base::Violations CheckAdvocacy(const Advocacy& draft) {
  base::Violations violations;
  bool known = Advocacy::Kind_IsValid(draft.kind()) && draft.kind() != Advocacy::KIND_UNSPECIFIED;
  violations.Require(known, "advocacy.kind", "KIND_MISSING", "RECOMMENDATION, NOMINATION or ENDORSEMENT");
  CheckText(violations, "advocacy.target", draft.target(), "TEXT_EMPTY");
  return violations;
}

base::Violations CheckStretchAssignment(const StretchAssignment& draft, absl::Time now) {
  base::Violations violations;
  CheckText(violations, "stretch_assignment.text", draft.text(), "TEXT_EMPTY");
  bool known = StretchAssignment::Risk_IsValid(draft.risk()) && draft.risk() != StretchAssignment::RISK_UNSPECIFIED;
  violations.Require(known, "stretch_assignment.risk", "RISK_MISSING", "LOW, MEDIUM or HIGH");
  absl::Time due = base::FromProto(draft.debrief_due_time());
  violations.Require(draft.has_debrief_due_time() && due > now && due <= now + kLongestStretch, "stretch_assignment.debrief_due_time",
                     "DEBRIEF_TIME_INVALID", "in the future, at most a year ahead");
  return violations;
}

base::Violations CheckWin(const Win& draft) {
  base::Violations violations;
  CheckText(violations, "win.text", draft.text(), "TEXT_EMPTY");
  return violations;
}

base::Violations CheckStory(const Story& draft) {
  base::Violations violations;
  bool known = Story::Kind_IsValid(draft.kind()) && draft.kind() != Story::KIND_UNSPECIFIED;
  violations.Require(known, "story.kind", "KIND_MISSING", "SUCCESS, FAILURE or LESSON");
  CheckText(violations, "story.text", draft.text(), "TEXT_EMPTY");
  return violations;
}

base::Violations CheckReflection(const Reflection& draft) {
  base::Violations violations;
  CheckText(violations, "reflection.text", draft.text(), "TEXT_EMPTY");
  CheckText(violations, "reflection.learned_from_mentee", draft.learned_from_mentee(), "");
  bool fine = draft.learned_skills_size() <= kMostLearned;
  for (const std::string& skill : draft.learned_skills()) fine &= base::IsId(skill);
  violations.Require(fine, "reflection.learned_skills", "SKILL_INVALID", "at most 10 ids of the catalogue");
  return violations;
}

base::Violations CheckUnderstanding(const Understanding& draft) {
  base::Violations violations;
  CheckText(violations, "understanding.text", draft.text(), "TEXT_EMPTY");
  violations.Require(base::CodePoints(draft.text()) <= kLongestLine, "understanding.text", "TEXT_TOO_LONG", "at most 300 characters");
  return violations;
}

base::Violations CheckUnderstandingAnswer(const AnswerUnderstandingRequest& answer) {
  base::Violations violations;
  bool corrects = answer.answer() == AnswerUnderstandingRequest::CORRECT;
  violations.Require(corrects || answer.answer() == AnswerUnderstandingRequest::CONFIRM, "answer", "ANSWER_MISSING", "confirm or correct");
  CheckText(violations, "correction", answer.correction(), corrects ? "TEXT_EMPTY" : "");
  return violations;
}

base::Violations CheckResource(const GoalResource& draft) {
  base::Violations violations;
  CheckText(violations, "resource.title", draft.title(), "TEXT_EMPTY");
  violations.Require(base::CodePoints(draft.title()) <= kLongestTitle, "resource.title", "TEXT_TOO_LONG", "at most 200 characters");
  violations.Require(draft.uri().empty() || IsWebAddress(draft.uri()), "resource.uri", "URI_INVALID",
                     "an http or https address of at most 2,000 characters");
  CheckText(violations, "resource.note", draft.note(), "");
  return violations;
}

bool HasPart(const Introduction& introduction, std::string_view person) {
  return !person.empty() && (person == introduction.author() || person == introduction.receiver() || person == introduction.third_person());
}

absl::StatusOr<Exchange<Introduction>> OfferIntroduction(Mentorship mentorship, const Introduction& draft, const Actor& actor,
                                                         absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, PassingFromMentor(std::move(mentorship), actor, now, "a mentor or a peer introduces"));
  GILDE_ASSIGN_OR_RETURN(std::string receiver, Receiver(course.mentorship(), actor, draft.receiver(), true, "introduction.receiver"));
  base::Violations violations;
  violations.Require(!IsPerson(course.mentorship(), draft.third_person()), "introduction.third_person", "PERSON_INVALID",
                     "they know each other: name somebody outside the mentorship");
  GILDE_RETURN_IF_ERROR(violations.Check());
  Introduction introduction;
  introduction.set_name(draft.name());
  Between(introduction, actor, std::move(receiver));
  introduction.set_third_person(draft.third_person());
  introduction.set_purpose(draft.purpose());
  introduction.set_state(Introduction::OFFERED);
  CountsOf(course).set_introductions(CountsOf(course).introductions() + 1);
  course.Enter("introduction.offered", introduction.name(), {introduction.author(), introduction.receiver()}, introduction.purpose());
  return Exchange<Introduction>{std::move(introduction), "introduction.offered", course.Finish()};
}

absl::StatusOr<Exchange<Introduction>> Refer(Mentorship mentorship, const ConcludeIntroRequest& request, std::string_view name,
                                             const Actor& actor, absl::Time now) {
  base::Violations violations;
  violations.Require(!IsPerson(mentorship, request.refer_to()), "refer_to", "PERSON_INVALID", "they know each other: name somebody else");
  violations.Require(mentorship.mentees_size() == 1, "refer_to", "REFER_NOT_ALLOWED", "a group is referred to nobody: end it instead");
  GILDE_RETURN_IF_ERROR(violations.Check());
  Introduction draft;
  draft.set_name(std::string(name));
  draft.set_third_person(request.refer_to());
  draft.set_purpose(request.refer_purpose());
  return OfferIntroduction(std::move(mentorship), draft, actor, now);
}

absl::StatusOr<Exchange<Introduction>> AnswerIntroduction(Mentorship mentorship, Introduction introduction,
                                                          const AnswerIntroductionRequest& answer, std::string_view person,
                                                          absl::Time now) {
  if (person != introduction.third_person()) return base::PermissionDenied("NOT_A_PARTY", "only the third person may answer");
  if (introduction.state() != Introduction::OFFERED) {
    return base::FailedPrecondition("INTRODUCTION_NOT_OFFERED", "it was answered already");
  }
  // Nobody of the mentorship acts, so no name stands in its timeline before the third person has agreed to that.
  Course course(std::move(mentorship), Actor{}, now);
  *introduction.mutable_answer_time() = base::ToProto(now);
  if (answer.answer() == AnswerIntroductionRequest::DECLINE) {
    introduction.set_state(Introduction::DECLINED);
    course.Enter("introduction.declined", introduction.name(), {introduction.author()}, "");
    return Exchange<Introduction>{std::move(introduction), "introduction.declined", course.Finish()};
  }
  introduction.set_state(Introduction::ACCEPTED);
  introduction.set_introduced_to(introduction.third_person());
  introduction.set_approach(answer.approach());
  course.Enter("introduction.accepted", introduction.name(), {introduction.author(), introduction.receiver()}, answer.approach());
  return Exchange<Introduction>{std::move(introduction), "introduction.accepted", course.Finish()};
}

absl::StatusOr<Exchange<Introduction>> CompleteIntroduction(Mentorship mentorship, Introduction introduction, std::string_view led_to,
                                                            const Actor& actor, absl::Time now) {
  if (actor.person != introduction.author() && actor.person != introduction.receiver()) {
    return base::PermissionDenied("NOT_A_PARTY", "only author and receiver may do this");
  }
  // A referral is completed after the mentorship has ended; where contacts count it is one.
  Course course(std::move(mentorship), actor, now);
  GILDE_RETURN_IF_ERROR(ContactIfRunning(course, now));
  switch (introduction.state()) {
    case Introduction::ACCEPTED:
      CountsOf(course).set_introductions_made(CountsOf(course).introductions_made() + 1);
      *introduction.mutable_make_time() = base::ToProto(now);
      break;
    case Introduction::MADE:
      if (led_to.empty()) return base::FailedPrecondition("INTRODUCTION_MADE", "it was made already: say what it led to");
      break;
    case Introduction::LED_TO:
      return base::FailedPrecondition("INTRODUCTION_COMPLETED", "it was completed already");
    default:
      return base::FailedPrecondition("INTRODUCTION_NOT_ACCEPTED", "the third person has not accepted");
  }
  std::string event = led_to.empty() ? "introduction.made" : "introduction.led_to";
  introduction.set_state(led_to.empty() ? Introduction::MADE : Introduction::LED_TO);
  introduction.set_led_to(std::string(led_to));
  if (!led_to.empty()) CountsOf(course).set_introductions_led_to(CountsOf(course).introductions_led_to() + 1);
  course.Enter(event, introduction.name(), {introduction.author(), introduction.receiver()}, led_to);
  return Exchange<Introduction>{std::move(introduction), event, course.Finish()};
}

absl::StatusOr<Exchange<Advocacy>> OfferAdvocacy(Mentorship mentorship, const Advocacy& draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, PassingFromMentor(std::move(mentorship), actor, now, "a mentor or a peer speaks up"));
  GILDE_ASSIGN_OR_RETURN(std::string receiver, Receiver(course.mentorship(), actor, draft.receiver(), true, "advocacy.receiver"));
  Advocacy advocacy;
  advocacy.set_name(draft.name());
  Between(advocacy, actor, std::move(receiver));
  advocacy.set_kind(draft.kind());
  advocacy.set_target(draft.target());
  advocacy.set_state(Advocacy::OFFERED);
  CountsOf(course).set_advocacies(CountsOf(course).advocacies() + 1);
  course.Enter("advocacy.offered", advocacy.name(), {advocacy.author(), advocacy.receiver()}, advocacy.target());
  return Exchange<Advocacy>{std::move(advocacy), "advocacy.offered", course.Finish()};
}

absl::StatusOr<Exchange<Advocacy>> AnswerAdvocacy(Mentorship mentorship, Advocacy advocacy, bool consent, const Actor& actor,
                                                  absl::Time now) {
  GILDE_RETURN_IF_ERROR(OnlyFor(advocacy.receiver(), actor));
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (advocacy.state() != Advocacy::OFFERED) return base::FailedPrecondition("ADVOCACY_NOT_OFFERED", "it was answered already");
  std::string event = consent ? "advocacy.consented" : "advocacy.declined";
  advocacy.set_state(consent ? Advocacy::CONSENTED : Advocacy::DECLINED);
  *advocacy.mutable_answer_time() = base::ToProto(now);
  course.Enter(event, advocacy.name(), {advocacy.author(), advocacy.receiver()}, "");
  return Exchange<Advocacy>{std::move(advocacy), event, course.Finish()};
}

absl::StatusOr<Exchange<Advocacy>> CompleteAdvocacy(Mentorship mentorship, Advocacy advocacy, std::string_view outcome, const Actor& actor,
                                                    absl::Time now) {
  GILDE_RETURN_IF_ERROR(OnlyFor(advocacy.author(), actor));
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (advocacy.state() != Advocacy::CONSENTED) {
    return base::FailedPrecondition("ADVOCACY_NOT_CONSENTED", "it takes the mentee's consent, and happens once");
  }
  advocacy.set_state(Advocacy::COMPLETED);
  advocacy.set_outcome(std::string(outcome));
  *advocacy.mutable_complete_time() = base::ToProto(now);
  CountsOf(course).set_advocacies_completed(CountsOf(course).advocacies_completed() + 1);
  course.Enter("advocacy.completed", advocacy.name(), {advocacy.author(), advocacy.receiver()}, outcome);
  return Exchange<Advocacy>{std::move(advocacy), "advocacy.completed", course.Finish()};
}

absl::StatusOr<Exchange<StretchAssignment>> Stretch(Mentorship mentorship, StretchAssignment draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, PassingFromMentor(std::move(mentorship), actor, now, "a mentor or a peer proposes"));
  GILDE_ASSIGN_OR_RETURN(std::string receiver, Receiver(course.mentorship(), actor, draft.receiver(), true, "stretch_assignment.receiver"));
  Between(draft, actor, std::move(receiver));
  draft.clear_debrief();
  draft.clear_debrief_time();
  CountsOf(course).set_stretch_assignments(CountsOf(course).stretch_assignments() + 1);
  course.Enter("stretch_assignment.created", draft.name(), {draft.author(), draft.receiver()}, draft.text());
  return Exchange<StretchAssignment>{std::move(draft), "stretch_assignment.created", course.Finish()};
}

absl::StatusOr<Exchange<StretchAssignment>> Debrief(Mentorship mentorship, StretchAssignment assignment, std::string_view words,
                                                    const Actor& actor, absl::Time now) {
  GILDE_RETURN_IF_ERROR(OnlyFor(assignment.receiver(), actor));
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (assignment.has_debrief_time()) return base::FailedPrecondition("ALREADY_DEBRIEFED", "talked over already");
  assignment.set_debrief(std::string(words));
  *assignment.mutable_debrief_time() = base::ToProto(now);
  CountsOf(course).set_stretch_debriefed(CountsOf(course).stretch_debriefed() + 1);
  course.Enter("stretch_assignment.debriefed", assignment.name(), {assignment.author(), assignment.receiver()}, words);
  return Exchange<StretchAssignment>{std::move(assignment), "stretch_assignment.debriefed", course.Finish()};
}

absl::StatusOr<Exchange<Win>> PutDownWin(Mentorship mentorship, Win draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  Among(draft, actor, course.mentorship());
  CountsOf(course).set_wins(CountsOf(course).wins() + 1);
  course.Enter("win.created", draft.name(), People(course.mentorship()), draft.text());
  return Exchange<Win>{std::move(draft), "win.created", course.Finish()};
}

absl::StatusOr<Exchange<Story>> TellStory(Mentorship mentorship, Story draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, PassingFromMentor(std::move(mentorship), actor, now, "these are stories of mentors and peers"));
  Among(draft, actor, course.mentorship());
  CountsOf(course).set_stories(CountsOf(course).stories() + 1);
  course.Enter("story.created", draft.name(), People(course.mentorship()), draft.text());
  return Exchange<Story>{std::move(draft), "story.created", course.Finish()};
}

absl::StatusOr<Exchange<Understanding>> Understand(Mentorship mentorship, Understanding draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, PassingFromMentor(std::move(mentorship), actor, now, "a mentor or a peer reflects back"));
  GILDE_ASSIGN_OR_RETURN(std::string receiver, Receiver(course.mentorship(), actor, draft.receiver(), true, "understanding.receiver"));
  Between(draft, actor, std::move(receiver));
  draft.set_state(Understanding::WRITTEN);
  draft.clear_correction();
  draft.clear_answer_time();
  CountsOf(course).set_understandings(CountsOf(course).understandings() + 1);
  course.Enter("understanding.written", draft.name(), {draft.author(), draft.receiver()}, draft.text());
  return Exchange<Understanding>{std::move(draft), "understanding.written", course.Finish()};
}

absl::StatusOr<Exchange<Understanding>> AnswerUnderstanding(Mentorship mentorship, Understanding understanding,
                                                            const AnswerUnderstandingRequest& answer, const Actor& actor, absl::Time now) {
  GILDE_RETURN_IF_ERROR(OnlyFor(understanding.receiver(), actor));
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (understanding.state() != Understanding::WRITTEN) return base::FailedPrecondition("UNDERSTANDING_ANSWERED", "it was answered already");
  bool confirmed = answer.answer() == AnswerUnderstandingRequest::CONFIRM;
  std::string event = confirmed ? "understanding.confirmed" : "understanding.corrected";
  understanding.set_state(confirmed ? Understanding::CONFIRMED : Understanding::CORRECTED);
  understanding.set_correction(answer.correction());
  *understanding.mutable_answer_time() = base::ToProto(now);
  CountsOf(course).set_understandings_answered(CountsOf(course).understandings_answered() + 1);
  course.Enter(event, understanding.name(), {understanding.author(), understanding.receiver()}, answer.correction());
  return Exchange<Understanding>{std::move(understanding), event, course.Finish()};
}

absl::StatusOr<Exchange<GoalResource>> ShareResource(Mentorship mentorship, GoalResource draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  const auto& goals = course.mentorship().goals();
  bool known = std::any_of(goals.begin(), goals.end(), [&](const GoalMark& goal) { return goal.goal() == draft.goal(); });
  base::Violations violations;
  violations.Require(draft.goal().empty() || known, "resource.goal", "GOAL_UNKNOWN", "not a goal of this mentorship");
  GILDE_RETURN_IF_ERROR(violations.Check());
  Among(draft, actor, course.mentorship());
  CountsOf(course).set_resources(CountsOf(course).resources() + 1);
  course.Enter("resource.shared", draft.name(), People(course.mentorship()), draft.title());
  return Exchange<GoalResource>{std::move(draft), "resource.shared", course.Finish()};
}

Reflection Reflect(const Mentorship& mentorship, Reflection draft, const Actor& actor) {
  draft.set_author(actor.person);
  draft.clear_readers();
  draft.clear_shared_text();
  draft.clear_learned_from();
  bool learned = !draft.learned_skills().empty() && mentorship.has_start_time() && IsMentor(mentorship, actor.person);
  for (const std::string& mentee : mentorship.mentees()) {
    if (learned && mentee != actor.person) draft.add_learned_from(mentee);
  }
  if (!draft.share()) return draft;
  for (const std::string& person : People(mentorship)) {
    if (person != actor.person) draft.add_readers(person);
  }
  draft.set_shared_text(draft.learned_from_mentee().empty() ? draft.text()
                                                            : absl::StrCat(draft.text(), "\n\n", draft.learned_from_mentee()));
  return draft;
}

std::map<std::string, std::vector<std::string>> TaughtSkills(const std::vector<Reflection>& reflections) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> authors;  // by person and skill
  for (const Reflection& reflection : reflections) {
    for (const std::string& person : reflection.learned_from()) {
      for (const std::string& skill : reflection.learned_skills()) {
        auto& known = authors[{person, skill}];
        known.insert(reflection.author());
        // Shared, it is no secret whose it is.
        if (reflection.share()) known.insert("");
      }
    }
  }
  std::map<std::string, std::vector<std::string>> taught;
  for (const auto& [what, who] : authors) {
    if (who.size() >= 2) taught[what.first].push_back(what.second);
  }
  return taught;
}

}  // namespace gilde::matching::domain
