// What scheduling asks the other services. Each call is one RPC or a few pages; never made inside a transaction.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/client.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::scheduling::api {

// Thread-safe. NOT_FOUND / RESOURCE_NOT_FOUND and UNAVAILABLE come from the service asked.
class Sources {
 public:
  Sources(std::shared_ptr<rpc::Client> profile, std::shared_ptr<rpc::Client> matching)
      : profile_(std::move(profile)), matching_(std::move(matching)) {}

  absl::StatusOr<profile::v1::Profile> GetProfile(std::string_view name) const;
  // In the order of `names`.
  absl::StatusOr<std::vector<profile::v1::Profile>> GetProfiles(const std::vector<std::string>& names) const;
  absl::StatusOr<std::vector<profile::v1::Goal>> ListGoals(std::string_view profile) const;
  absl::StatusOr<matching::v1::Mentorship> GetMentorship(std::string_view name) const;
  absl::StatusOr<matching::v1::ConversationRequest> GetConversationRequest(std::string_view name) const;
  // Oldest first, at most 1000.
  absl::StatusOr<std::vector<matching::v1::Advice>> ListAdvice(std::string_view mentorship) const;

 private:
  std::shared_ptr<rpc::Client> profile_, matching_;
};

}  // namespace gilde::scheduling::api
