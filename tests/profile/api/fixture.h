// The profile service as its callers meet it: RPCs, on both engines.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "common/rpc/client.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "gilde/profile/v1/skill.pb.h"
#include "google/rpc/error_details.pb.h"
#include "tests/profile/cases.h"
#include "tests/support/world.h"

namespace gilde::profile {

inline constexpr char kAcme[] = "organizations/acme";
inline std::string Person(const std::string& id) { return std::string(kAcme) + "/profiles/" + id; }

class ProfileTest : public testing::TestWithParam<test::Engine> {
 protected:
  ProfileTest() : world(GetParam()) {
    v1::CreateOrganizationRequest request;
    request.set_organization_id("acme");
    request.mutable_organization()->set_title("Acme Shipyards");
    EXPECT_TRUE(platform().Call<v1::Organization>("gilde.profile.v1.OrganizationService/CreateOrganization", request).ok());
  }

  rpc::Client platform() { return world.client("acme", "platform"); }
  rpc::Client admin() { return world.client("acme", "program_admin"); }
  rpc::Client member(const std::string& id) { return world.client("acme", "member", Person(id)); }

  // Ada with this id, changed by `more`.
  absl::StatusOr<v1::Profile> Create(const std::string& id, const std::function<void(v1::Profile&)>& more = nullptr) {
    v1::CreateProfileRequest request;
    request.set_parent(kAcme);
    request.set_profile_id(id);
    *request.mutable_profile() = Ada();
    request.mutable_profile()->set_external_id("E-" + id);
    if (more) more(*request.mutable_profile());
    return platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request);
  }
  absl::StatusOr<v1::Profile> Get(const rpc::Client& client, const std::string& name) {
    v1::GetProfileRequest request;
    request.set_name(name);
    return client.Call<v1::Profile>("gilde.profile.v1.ProfileService/GetProfile", request);
  }
  // Changes what `set` sets, and what `mask` names.
  absl::StatusOr<v1::Profile> Update(const rpc::Client& client, const std::string& id, const std::function<void(v1::Profile&)>& set,
                                     const std::vector<std::string>& mask = {}) {
    v1::UpdateProfileRequest request;
    request.mutable_profile()->set_name(Person(id));
    set(*request.mutable_profile());
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    return client.Call<v1::Profile>("gilde.profile.v1.ProfileService/UpdateProfile", request);
  }
  absl::StatusOr<v1::Profile> Deactivate(const std::string& id) {
    v1::DeactivateProfileRequest request;
    request.set_name(Person(id));
    return platform().Call<v1::Profile>("gilde.profile.v1.ProfileService/DeactivateProfile", request);
  }
  // Types of the organization's events so far, in order.
  std::vector<std::string> Events() {
    gilde::common::v1::ListEventsRequest request;
    request.set_parent(kAcme);
    request.set_page_size(1000);
    for (const char* type : {"organization.*", "profile.*", "mentor_offer.*", "goal.*", "skill.*", "prospect.*"}) request.add_types(type);
    auto response = platform().Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> types;
    if (response.ok()) {
      for (const auto& event : response->events()) types.push_back(event.type());
    }
    return types;
  }

  test::World world;
};

// `NOT_FOUND RESOURCE_NOT_FOUND`, for comparing.
inline std::string Refused(const absl::Status& status) { return absl::StatusCodeToString(status.code()) + " " + base::ReasonOf(status); }
template <class M>
std::string Refused(const absl::StatusOr<M>& result) {
  return Refused(result.status());
}

}  // namespace gilde::profile
