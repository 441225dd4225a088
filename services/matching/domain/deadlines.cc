#include "services/matching/domain/deadlines.h"

#include <algorithm>
#include <utility>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/goals.h"
#include "services/matching/domain/silence.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Mentorship;

Due Earlier(Due a, Due b) { return b.time < a.time ? b : a; }

absl::Time ResumeNotice(const Mentorship& mentorship) {
  return base::FromProto(mentorship.pause_until_time()) - Days(mentorship.rules().resume_notice_days());
}

absl::Status Act(Course& course, Deadline what) {
  Mentorship& mentorship = course.mentorship();
  switch (what) {
    case Deadline::kAcceptanceOver:
      return course.Make(Move::kEndNotNow);
    case Deadline::kSilence: {
      if (mentorship.silence_step() == Mentorship::PAUSE_OFFERED) return course.Make(Move::kEndMovedOn);
      std::string_view event = StepDown(mentorship, course.now());
      return course.Make(Move::kSilence, event);
    }
    case Deadline::kWrapUp:
      mentorship.set_wrap_up_cause(Mentorship::END_DATE_NEAR);
      return course.Make(Move::kProposeWrapUp);
    case Deadline::kResumeNotice:
      *mentorship.mutable_resume_notice_time() = base::ToProto(course.now());
      return course.Make(Move::kNoticeResume);
    case Deadline::kResume:
      return course.Make(Move::kResume);
    case Deadline::kWrapUpOver:
      return course.Make(GoalsDone(mentorship) ? Move::kEndGoalsReached : Move::kEndTerm);
    case Deadline::kTouch:
      mentorship.mutable_counts()->set_touches(mentorship.counts().touches() + 1);
      *mentorship.mutable_next_touch_time() = base::ToProto(course.now() + Days(mentorship.contact_every_days()));
      return course.Make(Move::kTouch);
    case Deadline::kNone:
      break;
  }
  return absl::OkStatus();
}

}  // namespace

Due NextDue(const Mentorship& mentorship) {
  switch (mentorship.state()) {
    case Mentorship::PROPOSED:
      return {base::FromProto(mentorship.accept_until_time()), Deadline::kAcceptanceOver};
    case Mentorship::INTRO:
      return {NextSilence(mentorship), Deadline::kSilence};
    case Mentorship::ACTIVE: {
      absl::Time wrap_up = EndOf(mentorship.end_date()) - Days(mentorship.rules().wrap_up_days());
      return Earlier({wrap_up, Deadline::kWrapUp}, {NextSilence(mentorship), Deadline::kSilence});
    }
    case Mentorship::PAUSED: {
      Due resume{base::FromProto(mentorship.pause_until_time()), Deadline::kResume};
      if (mentorship.has_resume_notice_time()) return resume;
      return Earlier(resume, {ResumeNotice(mentorship), Deadline::kResumeNotice});
    }
    case Mentorship::WRAPPING_UP:
      return {base::FromProto(mentorship.wrap_up_until_time()), Deadline::kWrapUpOver};
    case Mentorship::CONTACT:
      return {base::FromProto(mentorship.next_touch_time()), Deadline::kTouch};
    default:
      return {};
  }
}

absl::StatusOr<Change> OnDue(Mentorship mentorship, absl::Time now) {
  Due due = NextDue(mentorship);
  Course course(std::move(mentorship), Actor(), now);
  GILDE_RETURN_IF_ERROR(Act(course, due.time <= now ? due.what : Deadline::kNone));
  return course.Finish();
}

absl::Time WrapUpUntil(const Mentorship& mentorship, absl::Time now) {
  absl::Time end = EndOf(mentorship.end_date());
  absl::Time answer = now + Days(mentorship.rules().wrap_up_days());
  return end == absl::InfiniteFuture() ? answer : std::max(end, answer);
}

}  // namespace gilde::matching::domain
