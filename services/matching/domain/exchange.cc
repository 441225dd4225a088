#include "services/matching/domain/exchange.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/matching/domain/passing.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Advice;
using gilde::matching::v1::Appreciation;
using gilde::matching::v1::CheckIn;
using gilde::matching::v1::Feedback;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::MentorshipCounts;
using gilde::matching::v1::Pulse;

absl::Status AdviceClosed() { return base::FailedPrecondition("ADVICE_NOT_OPEN", "it was acted on or reported back already"); }

}  // namespace

base::Violations CheckAdvice(const Advice& draft) {
  base::Violations violations;
  CheckText(violations, "advice.text", draft.text(), "TEXT_EMPTY");
  violations.Require(draft.meeting().empty() || base::NameMatches(draft.meeting(), "organizations/*/meetings/*"), "advice.meeting",
                     "MEETING_INVALID", "not the name of a meeting");
  return violations;
}

base::Violations CheckFeedback(const Feedback& draft) {
  base::Violations violations;
  CheckText(violations, "feedback.situation", draft.situation(), "SITUATION_MISSING");
  CheckText(violations, "feedback.behaviour", draft.behaviour(), "BEHAVIOUR_MISSING");
  CheckText(violations, "feedback.impact", draft.impact(), "IMPACT_MISSING");
  return violations;
}

base::Violations CheckAppreciation(const Appreciation& draft) {
  base::Violations violations;
  CheckText(violations, "appreciation.what", draft.what(), "WHAT_MISSING");
  CheckText(violations, "appreciation.effect", draft.effect(), "EFFECT_MISSING");
  return violations;
}

base::Violations CheckCheckIn(const CheckIn& draft) {
  base::Violations violations;
  bool empty = draft.progress().empty() && draft.challenge().empty() && draft.next().empty();
  violations.Require(!empty, "check_in", "CHECK_IN_EMPTY", "answer at least one of progress, challenge and next");
  CheckText(violations, "check_in.progress", draft.progress(), "");
  CheckText(violations, "check_in.challenge", draft.challenge(), "");
  CheckText(violations, "check_in.next", draft.next(), "");
  return violations;
}

base::Violations CheckPulse(const Pulse& draft) {
  base::Violations violations;
  violations.Require(draft.score() >= 1 && draft.score() <= 5, "pulse.score", "SCORE_INVALID", "1 to 5");
  CheckText(violations, "pulse.note", draft.note(), "");
  return violations;
}

absl::Status CheckMayRecordPulse(const Mentorship& mentorship) {
  if (FindRow(mentorship.state(), Move::kContact) != nullptr) return absl::OkStatus();
  return base::FailedPrecondition(RefusalOf(mentorship.state(), Move::kContact), "there is nothing to feel the pulse of");
}

absl::StatusOr<Exchange<Advice>> GiveAdvice(Mentorship mentorship, Advice draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, PassingFromMentor(std::move(mentorship), actor, now, "advice comes from a mentor or a peer"));
  Mentorship& after = course.mentorship();
  GILDE_ASSIGN_OR_RETURN(std::string receiver, Receiver(after, actor, draft.receiver(), true, "advice.receiver"));
  Between(draft, actor, std::move(receiver));
  draft.set_state(Advice::GIVEN);
  draft.clear_action();
  draft.clear_act_time();
  draft.clear_outcome();
  draft.clear_report_time();
  MentorshipCounts& counts = *after.mutable_counts();
  counts.set_advice_given(counts.advice_given() + 1);
  course.Enter("advice.given", draft.name(), {draft.author(), draft.receiver()}, draft.text());
  return Exchange<Advice>{std::move(draft), "advice.given", course.Finish()};
}

absl::StatusOr<Exchange<Advice>> ActOnAdvice(Mentorship mentorship, Advice advice, std::string_view action, const Actor& actor,
                                             absl::Time now) {
  GILDE_RETURN_IF_ERROR(OnlyFor(advice.receiver(), actor));
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (advice.state() != Advice::GIVEN) return AdviceClosed();
  advice.set_state(Advice::ACTED);
  advice.set_action(std::string(action));
  *advice.mutable_act_time() = base::ToProto(now);
  MentorshipCounts& counts = *course.mentorship().mutable_counts();
  counts.set_advice_acted(counts.advice_acted() + 1);
  course.Enter("advice.acted", advice.name(), {advice.author(), advice.receiver()}, action);
  return Exchange<Advice>{std::move(advice), "advice.acted", course.Finish()};
}

absl::StatusOr<Exchange<Advice>> ReportAdvice(Mentorship mentorship, Advice advice, std::string_view outcome, const Actor& actor,
                                              absl::Time now) {
  GILDE_RETURN_IF_ERROR(OnlyFor(advice.receiver(), actor));
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (advice.state() == Advice::REPORTED) return AdviceClosed();
  advice.set_state(Advice::REPORTED);
  advice.set_outcome(std::string(outcome));
  *advice.mutable_report_time() = base::ToProto(now);
  MentorshipCounts& counts = *course.mentorship().mutable_counts();
  counts.set_advice_reported(counts.advice_reported() + 1);
  course.Enter("advice.reported", advice.name(), {advice.author(), advice.receiver()}, outcome);
  return Exchange<Advice>{std::move(advice), "advice.reported", course.Finish()};
}

absl::StatusOr<Exchange<Feedback>> GiveFeedback(Mentorship mentorship, Feedback draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  GILDE_ASSIGN_OR_RETURN(std::string receiver, Receiver(course.mentorship(), actor, draft.receiver(), false, "feedback.receiver"));
  Between(draft, actor, std::move(receiver));
  MentorshipCounts& counts = *course.mentorship().mutable_counts();
  counts.set_feedback(counts.feedback() + 1);
  draft.clear_acknowledge_time();
  draft.clear_acknowledgement();
  course.Enter("feedback.given", draft.name(), {draft.author(), draft.receiver()}, draft.impact());
  return Exchange<Feedback>{std::move(draft), "feedback.given", course.Finish()};
}

absl::StatusOr<Exchange<Feedback>> AcknowledgeFeedback(Mentorship mentorship, Feedback feedback, std::string_view words, const Actor& actor,
                                                       absl::Time now) {
  GILDE_RETURN_IF_ERROR(OnlyFor(feedback.receiver(), actor));
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (feedback.has_acknowledge_time()) return base::FailedPrecondition("ALREADY_ACKNOWLEDGED", "acknowledged already");
  feedback.set_acknowledgement(std::string(words));
  *feedback.mutable_acknowledge_time() = base::ToProto(now);
  course.Enter("feedback.acknowledged", feedback.name(), {feedback.author(), feedback.receiver()}, words);
  return Exchange<Feedback>{std::move(feedback), "feedback.acknowledged", course.Finish()};
}

absl::StatusOr<Exchange<Appreciation>> Appreciate(Mentorship mentorship, Appreciation draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  GILDE_ASSIGN_OR_RETURN(std::string receiver, Receiver(course.mentorship(), actor, draft.receiver(), false, "appreciation.receiver"));
  Between(draft, actor, std::move(receiver));
  MentorshipCounts& counts = *course.mentorship().mutable_counts();
  counts.set_appreciations(counts.appreciations() + 1);
  course.Enter("appreciation.given", draft.name(), {draft.author(), draft.receiver()}, draft.what());
  return Exchange<Appreciation>{std::move(draft), "appreciation.given", course.Finish()};
}

absl::StatusOr<Exchange<CheckIn>> RecordCheckIn(Mentorship mentorship, CheckIn draft, const Actor& actor, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  Among(draft, actor, course.mentorship());
  MentorshipCounts& counts = *course.mentorship().mutable_counts();
  counts.set_check_ins(counts.check_ins() + 1);
  course.Enter("check_in.recorded", draft.name(), People(course.mentorship()),
               draft.progress().empty() ? draft.challenge() : draft.progress());
  return Exchange<CheckIn>{std::move(draft), "check_in.recorded", course.Finish()};
}

gilde::profile::v1::MentorPersona PersonaOf(const gilde::matching::v1::NeededInstead& needed) {
  gilde::profile::v1::MentorPersona persona;
  persona.set_experience(needed.experience());
  *persona.mutable_skills() = needed.skills();
  *persona.mutable_traits() = needed.traits();
  if (needed.has_seniority_min()) persona.set_seniority_min(needed.seniority_min());
  if (needed.has_seniority_max()) persona.set_seniority_max(needed.seniority_max());
  return persona;
}

}  // namespace gilde::matching::domain
