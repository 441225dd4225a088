#include "services/matching/feeds/scheduling_feed.h"

#include <string>
#include <utility>
#include <vector>

#include "common/feed/follower.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/matching/domain/meetings.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::feeds {
namespace {

using gilde::common::v1::Event;
using gilde::scheduling::v1::Meeting;
using gilde::scheduling::v1::SlotSearchFailure;
using v1::Mentorship;

absl::StatusOr<domain::Change> ChangeBy(const std::string& type, Mentorship mentorship, const Meeting& meeting, absl::Time now) {
  if (type == "meeting.completed") return domain::MeetingCompleted(std::move(mentorship), meeting, now);
  if (type == "meeting.follow_up_submitted") return domain::FollowUpSubmitted(std::move(mentorship), meeting, now);
  if (type == "meeting.follow_up_missed") return domain::FollowUpMissed(std::move(mentorship), now);
  if (type == "meeting.rescheduled") return domain::MeetingMoved(std::move(mentorship), meeting, now);
  if (type == "meeting.slot_search_failed") return domain::NoSlotFound(std::move(mentorship), now);
  return domain::MeetingHappened(std::move(mentorship), type, meeting, now);
}

absl::Status Take(const Event& event, storage::Writer& writer) {
  Meeting meeting;
  SlotSearchFailure failure;
  std::string name;
  if (event.payload().UnpackTo(&meeting)) {
    name = meeting.mentorship();
  } else if (event.payload().UnpackTo(&failure)) {
    name = failure.mentorship();
  }
  absl::StatusOr<Mentorship> mentorship = writer.Get<Mentorship>(name);
  // A meeting of a mentorship that is not here, or of a name that is none, is nothing to wait for.
  if (absl::IsNotFound(mentorship.status()) || absl::IsInvalidArgument(mentorship.status())) return absl::OkStatus();
  GILDE_RETURN_IF_ERROR(mentorship.status());
  GILDE_ASSIGN_OR_RETURN(domain::Change change, ChangeBy(event.type(), *std::move(mentorship), meeting, writer.call().now));
  return store::Save(writer, std::move(change)).status();
}

}  // namespace

std::unique_ptr<feed::Job> MeetingFollower(storage::Store& store, rpc::Client scheduling) {
  std::vector<std::string> types = {"meeting.scheduled",        "meeting.rescheduled",       "meeting.cancelled",
                                    "meeting.completed",        "meeting.no_show",           "meeting.follow_up_submitted",
                                    "meeting.follow_up_missed", "meeting.slot_search_failed"};
  return std::make_unique<feed::Follower>("matching.meetings", std::move(scheduling), store, std::move(types), Take);
}

}  // namespace gilde::matching::feeds
