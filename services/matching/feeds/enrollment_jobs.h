// What programs do by themselves: the built-in program of a new organization, invitations that end, the waitlist, leavers, mentors whose
// approval is taken back.
#pragma once

#include <memory>

#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "common/storage/store.h"
#include "services/matching/domain/projection.h"
#include "services/matching/feeds/projection_feed.h"

namespace gilde::matching::feeds {

// Makes the informal program when an organization is created.
std::unique_ptr<feed::Job> InformalProgramFollower(storage::Store& store, const rpc::Client& profile);
// Removes the enrollments of a person who leaves the organization; when they come back they may enroll again.
std::unique_ptr<feed::Job> EnrollmentLeaverFollower(storage::Store& store, const rpc::Client& profile);
// Ends invitations that nobody accepted.
std::unique_ptr<feed::Job> InvitationSweeper(storage::Store& store);
// Lets waiting mentees in when a seat frees: by priority, then first come, past those who are not ready.
std::unique_ptr<feed::Job> Waitlist(storage::Store& store, const domain::Projection& people);
// Lets in who was passed over, once they are ready. Pauses mentors whose offer is no longer approved, and resumes them when it is again.
ProjectionFeed::Notice FollowReadiness(storage::Store& store, const domain::Projection& people, std::shared_ptr<rpc::Client> profile);

}  // namespace gilde::matching::feeds
