// Keeps the projection of people up to date from the profile service: at start by paging through it, then from its feed. The feed's
// position at the start is taken first, so that nothing between is missed; a change seen twice changes nothing.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::feeds {

class ProjectionFeed : public feed::Job {
 public:
  ProjectionFeed(domain::Projection& projection, std::shared_ptr<rpc::Client> profile)
      : projection_(projection), profile_(std::move(profile)) {}
  std::string name() const override { return "matching.projection"; }
  absl::StatusOr<int> Step(absl::Time now) override;
  std::string Follows() const override { return profile_->service(); }
  void Stop() override { stopping_ = true; }

 private:
  absl::Status Load();
  absl::Status LoadOrganization(const std::string& organization);
  absl::Status LoadSkills(const std::string& organization);
  absl::Status SkipToEnd();
  // Asks the profile service; CANCELLED when told to stop.
  template <class Response>
  absl::StatusOr<Response> Ask(const char* method, const google::protobuf::Message& request);

  domain::Projection& projection_;
  std::shared_ptr<rpc::Client> profile_;
  std::string cursor_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace gilde::matching::feeds
