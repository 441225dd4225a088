#include "services/matching/feeds/projection_feed.h"

#include <algorithm>
#include <iterator>

#include "common/base/ids.h"
#include "common/feed/follower.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "gilde/profile/v1/skill.pb.h"

namespace gilde::matching::feeds {

namespace profile_v1 = gilde::profile::v1;
using gilde::common::v1::Event;
using gilde::common::v1::ListEventsRequest;
using gilde::common::v1::ListEventsResponse;

namespace {

constexpr int kPage = 1000;
constexpr const char* kTypes[] = {"profile.*", "mentor_offer.*", "goal.*", "organization.*"};

ListEventsRequest After(const std::string& service, const std::string& cursor) {
  ListEventsRequest request;
  request.set_parent("organizations/-");
  request.set_service(service);
  request.set_cursor(cursor);
  request.set_page_size(kPage);
  for (const char* type : kTypes) request.add_types(type);
  return request;
}

}  // namespace

template <class Response>
absl::StatusOr<Response> ProjectionFeed::Ask(const char* method, const google::protobuf::Message& request) {
  if (stopping_) return absl::CancelledError("the process ends");
  return profile_->Call<Response>(method, request, feed::kPatience);
}

absl::Status ProjectionFeed::SkipToEnd() {
  while (true) {
    GILDE_ASSIGN_OR_RETURN(auto page, Ask<ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", After(profile_->service(), cursor_)));
    bool end = page.events().empty() && page.next_cursor() == cursor_;
    cursor_ = page.next_cursor();
    if (end) return absl::OkStatus();
  }
}

absl::Status ProjectionFeed::LoadSkills(const std::string& organization) {
  domain::SkillLikeness likeness;
  profile_v1::ListSkillsRequest request;
  request.set_parent(organization);
  request.set_page_size(kPage);
  do {
    GILDE_ASSIGN_OR_RETURN(auto page, Ask<profile_v1::ListSkillsResponse>("gilde.profile.v1.SkillService/ListSkills", request));
    for (const auto& skill : page.skills()) {
      std::string id = skill.name().substr(skill.name().rfind('/') + 1);
      for (const auto& related : skill.related()) likeness.Set(id, related.skill(), related.similarity());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  projection_.Put(organization, std::move(likeness));
  return absl::OkStatus();
}

absl::Status ProjectionFeed::LoadOrganization(const std::string& organization) {
  GILDE_RETURN_IF_ERROR(LoadSkills(organization));
  profile_v1::ListProfilesRequest request;
  request.set_parent(organization);
  request.set_page_size(kPage);
  do {
    GILDE_ASSIGN_OR_RETURN(auto page, Ask<profile_v1::ListProfilesResponse>("gilde.profile.v1.ProfileService/ListProfiles", request));
    for (auto& profile : *page.mutable_profiles()) {
      profile_v1::ListGoalsRequest goals;
      goals.set_parent(profile.name());
      goals.set_page_size(kPage);
      Take(std::move(profile));
      GILDE_ASSIGN_OR_RETURN(auto found, Ask<profile_v1::ListGoalsResponse>("gilde.profile.v1.GoalService/ListGoals", goals));
      for (const auto& goal : found.goals()) Take(goal);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::Status ProjectionFeed::Load() {
  GILDE_RETURN_IF_ERROR(SkipToEnd());
  profile_v1::ListOrganizationsRequest request;
  do {
    GILDE_ASSIGN_OR_RETURN(auto page,
                           Ask<profile_v1::ListOrganizationsResponse>("gilde.profile.v1.OrganizationService/ListOrganizations", request));
    for (const auto& organization : page.organizations()) GILDE_RETURN_IF_ERROR(LoadOrganization(organization.name()));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  projection_.WeighWords();
  projection_.SetComplete();
  return absl::OkStatus();
}

void ProjectionFeed::Take(profile_v1::Profile profile) {
  taken_.insert(profile.name());
  projection_.Put(std::move(profile));
}

void ProjectionFeed::Take(const profile_v1::Goal& goal) {
  taken_.insert(std::string(base::ParentOf(goal.name())));
  projection_.Put(goal);
}

absl::Status ProjectionFeed::GiveNotice(absl::Time now) {
  while (!taken_.empty()) {
    auto end = std::next(taken_.begin(), std::min<std::ptrdiff_t>(kPage, std::ssize(taken_)));
    GILDE_RETURN_IF_ERROR(notice_({taken_.begin(), end}, now));
    taken_.erase(taken_.begin(), end);
  }
  return absl::OkStatus();
}

absl::StatusOr<int> ProjectionFeed::Step(absl::Time now) {
  if (!projection_.complete()) GILDE_RETURN_IF_ERROR(Load());
  GILDE_ASSIGN_OR_RETURN(auto page, Ask<ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", After(profile_->service(), cursor_)));
  for (const Event& event : page.events()) {
    profile_v1::Profile profile;
    profile_v1::Goal goal;
    profile_v1::Organization organization;
    if (event.payload().UnpackTo(&profile)) Take(std::move(profile));
    if (event.payload().UnpackTo(&goal)) Take(goal);
    // The catalogue of skills belongs to the organization and changes with it.
    if (event.payload().UnpackTo(&organization)) GILDE_RETURN_IF_ERROR(LoadSkills(organization.name()));
  }
  projection_.WeighWords();
  GILDE_RETURN_IF_ERROR(GiveNotice(now));
  bool moved = cursor_ != page.next_cursor();
  cursor_ = page.next_cursor();
  return std::max(page.events_size(), moved ? 1 : 0);
}

}  // namespace gilde::matching::feeds
