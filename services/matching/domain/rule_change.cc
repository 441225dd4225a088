#include "services/matching/domain/rule_change.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/matching/domain/conversation.h"
#include "services/matching/domain/days.h"

namespace gilde::matching::domain {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Program;
using gilde::matching::v1::ProgramEffect;
using gilde::matching::v1::ProgramRules;

namespace {

struct Words {
  std::string_view event, one, many;
};
constexpr Words kWords[] = {
    {"conversation_request.expired", "pending request expires", "pending requests expire"},
    {"conversation_request.next_choice", "pending request goes to its next choice", "pending requests go to their next choices"},
    {"conversation_request.reminded", "mentor is reminded of a request", "mentors are reminded of a request"},
    {"conversation_request.retimed", "pending request gets new deadlines", "pending requests get new deadlines"},
    {"enrollment.activated", "waiting mentee gets a place", "waiting mentees get a place"},
    {"enrollment.retimed", "invitation gets a new deadline", "invitations get a new deadline"},
    {"enrollment.withdrawn", "invitation ends", "invitations end"},
    {"mentorship.activated", "pair becomes ACTIVE", "pairs become ACTIVE"},
    {"mentorship.ended", "pair ends", "pairs end"},
    {"mentorship.invited_to_mentor", "pair's mentees are invited to mentor", "pairs' mentees are invited to mentor"},
    {"mentorship.pause_offered", "pair is offered a pause", "pairs are offered a pause"},
    {"mentorship.quiet", "pair enters QUIET", "pairs enter QUIET"},
    {"mentorship.rematch_queued", "pair's mentees are to be matched again", "pairs' mentees are to be matched again"},
    {"mentorship.resume_notice", "paused pair is told that it goes on", "paused pairs are told that they go on"},
    {"mentorship.resumed", "paused pair goes on", "paused pairs go on"},
    {"mentorship.rules_moved", "pair moves to the new rules", "pairs move to the new rules"},
    {"mentorship.soft_check_in", "pair gets a soft check-in", "pairs get a soft check-in"},
    {"mentorship.ten_minutes_offered", "pair is offered ten minutes", "pairs are offered ten minutes"},
    {"mentorship.wrap_up_proposed", "pair is proposed a wrap-up", "pairs are proposed a wrap-up"},
};

std::string Summary(std::string_view event, int count) {
  for (const Words& words : kWords) {
    if (words.event == event) return absl::StrCat(count, " ", std::string(count == 1 ? words.one : words.many));
  }
  return absl::StrCat(count, " x ", std::string(event));
}

}  // namespace

ConversationRequest Retimed(ConversationRequest request, const ProgramRules& rules) {
  absl::Time sent = base::FromProto(request.sent_time());
  if (request.has_next_choice_time()) *request.mutable_next_choice_time() = base::ToProto(sent + Days(rules.request_next_choice_days()));
  if (request.has_remind_time() && !request.has_reminded_time()) {
    *request.mutable_remind_time() = base::ToProto(sent + Days(rules.request_remind_days()));
  }
  *request.mutable_expire_time() = base::ToProto(sent + Days(rules.request_expire_days()));
  SetDue(request);
  return request;
}

Enrollment Retimed(Enrollment invited, const ProgramRules& before, const ProgramRules& after) {
  absl::Duration more = Days(after.acceptance_days() - before.acceptance_days());
  *invited.mutable_accept_until_time() = base::ToProto(base::FromProto(invited.accept_until_time()) + more);
  return invited;
}

absl::StatusOr<Change> MovedToRules(Mentorship mentorship, const Program& program, absl::Time now) {
  absl::Duration more = Days(program.rules().acceptance_days() - mentorship.rules().acceptance_days());
  Course course(std::move(mentorship), Actor(), now);
  Mentorship& after = course.mentorship();
  *after.mutable_rules() = program.rules();
  after.set_rule_version(program.rule_version());
  after.set_virtual_(program.virtual_());
  if (after.agreement().empty()) {
    after.set_cadence_days(program.rules().cadence_days());
    after.set_meeting_minutes(program.rules().meeting_minutes());
  }
  if (after.has_accept_until_time()) {
    *after.mutable_accept_until_time() = base::ToProto(base::FromProto(after.accept_until_time()) + more);
  }
  course.Tell("mentorship.rules_moved");
  bool waited = after.state() == Mentorship::INTRO && after.has_introduced_time();
  if (waited && !after.rules().ask_agreement()) GILDE_RETURN_IF_ERROR(course.Make(Move::kActivate));
  return course.Finish();
}

void Effects::Add(std::string_view event, std::string_view subject) {
  if (!event.empty()) subjects_[std::string(event)].emplace_back(subject);
}

std::vector<ProgramEffect> Effects::Sum() const {
  constexpr size_t kShown = 100;
  std::vector<ProgramEffect> effects;
  for (const auto& [event, subjects] : subjects_) {
    std::vector<std::string> shown = subjects;
    std::sort(shown.begin(), shown.end());
    shown.resize(std::min(shown.size(), kShown));
    ProgramEffect& effect = effects.emplace_back();
    effect.set_event(event);
    effect.set_count(static_cast<int>(subjects.size()));
    effect.mutable_subjects()->Assign(shown.begin(), shown.end());
    effect.set_summary(Summary(event, effect.count()));
  }
  return effects;
}

}  // namespace gilde::matching::domain
