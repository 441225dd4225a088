#include "services/matching/feeds/relationship_jobs.h"

#include "services/matching/feeds/deadlines.h"
#include "services/matching/feeds/leaver.h"
#include "services/matching/feeds/program_end.h"
#include "services/matching/feeds/scheduling_feed.h"

namespace gilde::matching::feeds {

void AddRelationshipJobs(storage::Store& store, const domain::Projection& people, const rpc::Dependencies& dependencies,
                         std::vector<std::unique_ptr<feed::Job>>& jobs) {
  if (dependencies.profile != nullptr) {
    jobs.push_back(LeaverFollower(store, *dependencies.profile, people));
    jobs.push_back(GoalFollower(store, *dependencies.profile));
  }
  if (dependencies.scheduling != nullptr) jobs.push_back(MeetingFollower(store, *dependencies.scheduling));
  jobs.push_back(std::make_unique<ProgramEnd>(store));
  jobs.push_back(RequestSweeper(store, people));
  jobs.push_back(MentorshipSweeper(store));
}

}  // namespace gilde::matching::feeds
