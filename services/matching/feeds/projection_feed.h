// Keeps the projection of people up to date from the profile service: at start by paging through it, then from its feed. The feed's
// position at the start is taken first, so that nothing between is missed; a change seen twice changes nothing.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::feeds {

class ProjectionFeed : public feed::Job {
 public:
  // Told of people once the projection, which is complete then, has what is new about them: of everybody after a start. An error is tried
  // again.
  using Notice = std::function<absl::Status(const std::set<std::string>& profiles, absl::Time now)>;
  ProjectionFeed(domain::Projection& projection, std::shared_ptr<rpc::Client> profile, Notice notice)
      : projection_(projection), profile_(std::move(profile)), notice_(std::move(notice)) {}
  std::string name() const override { return "matching.projection"; }
  absl::StatusOr<int> Step(absl::Time now) override;
  std::string Follows() const override { return profile_->service(); }
  void Stop() override { stopping_ = true; }

 private:
  absl::Status Load();
  absl::Status LoadOrganization(const std::string& organization);
  absl::Status LoadSkills(const std::string& organization);
  absl::Status SkipToEnd();
  void Take(gilde::profile::v1::Profile profile);
  void Take(const gilde::profile::v1::Goal& goal);
  // Gives notice of whom it took, in parts.
  absl::Status GiveNotice(absl::Time now);
  // Asks the profile service; CANCELLED when told to stop.
  template <class Response>
  absl::StatusOr<Response> Ask(const char* method, const google::protobuf::Message& request);

  domain::Projection& projection_;
  std::shared_ptr<rpc::Client> profile_;
  Notice notice_;
  std::set<std::string> taken_;  // people of whom no notice is given yet
  std::string cursor_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace gilde::matching::feeds
