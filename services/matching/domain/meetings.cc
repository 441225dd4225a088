#include "services/matching/domain/meetings.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/matching/domain/relationship.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Mentorship;
using gilde::matching::v1::MentorshipCounts;
using gilde::scheduling::v1::Meeting;

Actor NoActor() { return {}; }

void EnterMeeting(Course& course, std::string_view type, const Meeting& meeting) {
  course.Enter(type, meeting.name(), {meeting.participants().begin(), meeting.participants().end()}, "");
}

// Offers ten minutes once, until there is contact again.
absl::Status OfferTime(Course& course) {
  Mentorship& mentorship = course.mentorship();
  if (mentorship.has_no_time_offered_time() || FindRow(mentorship.state(), Move::kOfferTime) == nullptr) return absl::OkStatus();
  *mentorship.mutable_no_time_offered_time() = base::ToProto(course.now());
  return course.Make(Move::kOfferTime);
}

}  // namespace

absl::StatusOr<Change> MeetingCompleted(Mentorship mentorship, const Meeting& meeting, absl::Time now) {
  Course course(std::move(mentorship), NoActor(), now);
  Mentorship& after = course.mentorship();
  MentorshipCounts& counts = *after.mutable_counts();
  absl::Time start = base::FromProto(meeting.start_time()), end = base::FromProto(meeting.end_time());
  bool prepared = meeting.has_agenda_set_time() && base::FromProto(meeting.agenda_set_time()) <= base::FromProto(meeting.agenda_due_time());
  counts.set_meetings(counts.meetings() + 1);
  counts.set_meeting_minutes(counts.meeting_minutes() + static_cast<int>(absl::ToInt64Minutes(end - start)));
  counts.set_agendas_on_time(counts.agendas_on_time() + (prepared ? 1 : 0));
  if (!after.has_first_meeting_time() || start < base::FromProto(after.first_meeting_time())) {
    *after.mutable_first_meeting_time() = meeting.start_time();
  }
  if (!after.has_last_meeting_time() || start > base::FromProto(after.last_meeting_time()))
    *after.mutable_last_meeting_time() = meeting.start_time();
  EnterMeeting(course, "meeting.completed", meeting);
  GILDE_RETURN_IF_ERROR(ContactIfRunning(course, std::min(end, now)));
  return course.Finish();
}

absl::StatusOr<Change> FollowUpSubmitted(Mentorship mentorship, const Meeting& meeting, absl::Time now) {
  Course course(std::move(mentorship), NoActor(), now);
  MentorshipCounts& counts = *course.mentorship().mutable_counts();
  // One that was missed was counted then.
  if (!meeting.has_follow_up_missed_time()) counts.set_follow_ups_due(counts.follow_ups_due() + 1);
  bool in_time = base::FromProto(meeting.follow_up_time()) <= base::FromProto(meeting.follow_up_due_time());
  counts.set_follow_ups_on_time(counts.follow_ups_on_time() + (in_time ? 1 : 0));
  EnterMeeting(course, "meeting.follow_up_submitted", meeting);
  GILDE_RETURN_IF_ERROR(ContactIfRunning(course, std::min(base::FromProto(meeting.follow_up_time()), now)));
  return course.Finish();
}

absl::StatusOr<Change> FollowUpMissed(Mentorship mentorship, absl::Time now) {
  Course course(std::move(mentorship), NoActor(), now);
  MentorshipCounts& counts = *course.mentorship().mutable_counts();
  counts.set_follow_ups_due(counts.follow_ups_due() + 1);
  return course.Finish();
}

absl::StatusOr<Change> MeetingMoved(Mentorship mentorship, const Meeting& meeting, absl::Time now) {
  Course course(std::move(mentorship), NoActor(), now);
  Mentorship& after = course.mentorship();
  after.set_reschedules(after.reschedules() + 1);
  EnterMeeting(course, "meeting.rescheduled", meeting);
  if (after.reschedules() >= after.rules().reschedules_before_offer()) GILDE_RETURN_IF_ERROR(OfferTime(course));
  return course.Finish();
}

absl::StatusOr<Change> NoSlotFound(Mentorship mentorship, absl::Time now) {
  Course course(std::move(mentorship), NoActor(), now);
  GILDE_RETURN_IF_ERROR(OfferTime(course));
  return course.Finish();
}

absl::StatusOr<Change> MeetingHappened(Mentorship mentorship, std::string_view type, const Meeting& meeting, absl::Time now) {
  Course course(std::move(mentorship), NoActor(), now);
  EnterMeeting(course, type, meeting);
  return course.Finish();
}

}  // namespace gilde::matching::domain
