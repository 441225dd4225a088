#include "services/matching/feeds/leaver.h"

#include <string>
#include <utility>

#include "common/base/ids.h"
#include "common/feed/follower.h"
#include "gilde/profile/v1/goal.pb.h"
#include "services/matching/domain/goals.h"
#include "services/matching/domain/relationship.h"
#include "services/matching/feeds/deadlines.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::feeds {
namespace {

using gilde::common::v1::Event;
using v1::ConversationRequest;
using v1::Mentorship;

absl::Status LeaveRequest(storage::Writer& writer, const domain::Projection& people, ConversationRequest request,
                          const std::string& person) {
  absl::Time now = writer.call().now;
  if (request.mentee() == person && request.state() == ConversationRequest::SENT) {
    GILDE_ASSIGN_OR_RETURN(domain::RequestChange withdrawn, domain::Withdraw(std::move(request), now));
    return writer.Update(std::move(withdrawn.request), withdrawn.event).status();
  }
  if (request.mentor() == person) {
    // The mentorship that began ends by itself.
    if (request.state() == ConversationRequest::ACCEPTED) return absl::OkStatus();
    return MoveRequest(writer, people, std::move(request),
                       [&](ConversationRequest open, const v1::ProgramRules& rules, domain::CanAsk can_ask) {
                         return domain::MentorGone(std::move(open), rules, can_ask, now);
                       });
  }
  domain::Unrank(request, person);
  return writer.Update(std::move(request), "").status();
}

absl::Status Leave(const domain::Projection& people, const Event& event, storage::Writer& writer) {
  const std::string& person = event.subject();
  std::string organization = base::OrganizationName(person);
  // Open requests first, so that none of them moves to a seat which the person's pairs free while they end.
  GILDE_ASSIGN_OR_RETURN(auto sent, store::OpenRequestsOf(writer, person));
  for (ConversationRequest& request : sent) GILDE_RETURN_IF_ERROR(LeaveRequest(writer, people, std::move(request), person));
  GILDE_ASSIGN_OR_RETURN(auto ranked, writer.Find<ConversationRequest>({.parent = organization, .key = "ranked", .value = person}));
  for (ConversationRequest& request : ranked) GILDE_RETURN_IF_ERROR(LeaveRequest(writer, people, std::move(request), person));
  GILDE_ASSIGN_OR_RETURN(auto mentorships, store::MentorshipsOf(writer, person));
  for (Mentorship& mentorship : mentorships) {
    if (mentorship.state() == Mentorship::ENDED) continue;
    GILDE_ASSIGN_OR_RETURN(domain::Change change, domain::PersonLeft(std::move(mentorship), person, writer.call().now));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(change)).status());
  }
  return absl::OkStatus();
}

absl::Status NoteGoal(const Event& event, storage::Writer& writer) {
  gilde::profile::v1::Goal goal;
  if (!event.payload().UnpackTo(&goal)) return absl::OkStatus();
  v1::GoalMark mark = domain::MarkOf(goal);
  std::string person(base::ParentOf(goal.name()));
  GILDE_ASSIGN_OR_RETURN(auto mentorships, store::MentorshipsOf(writer, person));
  for (Mentorship& mentorship : mentorships) {
    bool over = mentorship.state() == Mentorship::ENDED || mentorship.state() == Mentorship::CONTACT;
    if (over || !domain::IsMentee(mentorship, person)) continue;
    GILDE_ASSIGN_OR_RETURN(domain::Change change, domain::NoteGoal(std::move(mentorship), mark, writer.call().now));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(change)).status());
  }
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<feed::Job> LeaverFollower(storage::Store& store, rpc::Client profile, const domain::Projection& people) {
  return std::make_unique<feed::Follower>("matching.leaver", std::move(profile), store, std::vector<std::string>{"profile.deactivated"},
                                          [&people](const Event& event, storage::Writer& writer) { return Leave(people, event, writer); });
}

std::unique_ptr<feed::Job> GoalFollower(storage::Store& store, rpc::Client profile) {
  return std::make_unique<feed::Follower>("matching.goals", std::move(profile), store, std::vector<std::string>{"goal.*"}, NoteGoal);
}

}  // namespace gilde::matching::feeds
