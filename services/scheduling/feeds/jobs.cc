#include "services/scheduling/feeds/jobs.h"

#include "common/base/zones.h"
#include "common/feed/follower.h"
#include "common/feed/sweeper.h"
#include "services/scheduling/domain/meeting.h"
#include "services/scheduling/feeds/followers.h"
#include "services/scheduling/store/diaries.h"

namespace gilde::scheduling::feeds {
namespace {

absl::Status ActOnMeeting(storage::Writer& writer, v1::Meeting meeting, absl::Time now) {
  auto step = domain::NextStep(meeting, now);
  if (!step) return absl::OkStatus();
  return writer.Update(std::move(step->meeting), step->event).status();
}

}  // namespace

std::vector<std::unique_ptr<feed::Job>> Jobs(storage::Store& store, const std::shared_ptr<rpc::Client>& profile,
                                             const std::shared_ptr<rpc::Client>& matching) {
  std::vector<std::unique_ptr<feed::Job>> jobs;
  jobs.push_back(
      std::make_unique<feed::Follower>("scheduling.profile", *profile, store, std::vector<std::string>{"profile.*"}, &FollowProfile));
  jobs.push_back(std::make_unique<feed::Follower>(
      "scheduling.matching", *matching, store,
      std::vector<std::string>{"mentorship.paused", "mentorship.ended", "mentorship.contact_stopped", "mentorship.person_left"},
      &FollowMentorship));
  jobs.push_back(std::make_unique<feed::Sweeper<v1::Hold>>(
      "scheduling.holds", store, [](const v1::Hold& hold) { return base::FromProto(hold.expire_time()); },
      [](storage::Writer& writer, v1::Hold hold, absl::Time) { return store::DropHold(writer, hold, "hold.expired"); }));
  jobs.push_back(std::make_unique<feed::Sweeper<v1::Meeting>>("scheduling.meetings", store, &domain::NextDue, &ActOnMeeting));
  return jobs;
}

}  // namespace gilde::scheduling::feeds
