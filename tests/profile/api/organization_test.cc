#include "tests/profile/api/fixture.h"

namespace gilde::profile {
namespace {

class OrganizationTest : public ProfileTest {
 protected:
  absl::StatusOr<v1::Organization> Create(const rpc::Client& client, const std::string& id, const std::string& title = "A Title") {
    v1::CreateOrganizationRequest request;
    request.set_organization_id(id);
    request.mutable_organization()->set_title(title);
    return client.Call<v1::Organization>("gilde.profile.v1.OrganizationService/CreateOrganization", request);
  }
  absl::StatusOr<v1::Organization> Get(const rpc::Client& client, const std::string& name) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    return client.Call<v1::Organization>("gilde.profile.v1.OrganizationService/GetOrganization", request);
  }
  absl::StatusOr<v1::Organization> Rename(const std::string& title, const std::string& etag = "") {
    v1::UpdateOrganizationRequest request;
    request.mutable_organization()->set_name(kAcme);
    request.mutable_organization()->set_title(title);
    request.mutable_organization()->set_etag(etag);
    request.mutable_update_mask()->add_paths("title");
    return platform().Call<v1::Organization>("gilde.profile.v1.OrganizationService/UpdateOrganization", request);
  }
};

TEST_P(OrganizationTest, IsCreatedOnceWithItsDefaults) {
  auto acme = Get(platform(), kAcme);
  ASSERT_TRUE(acme.ok()) << acme.status();
  EXPECT_EQ(acme->title(), "Acme Shipyards");
  EXPECT_EQ(acme->rules().mass_change_percent(), 5);
  EXPECT_EQ(Refused(Create(platform(), "acme")), "ALREADY_EXISTS RESOURCE_EXISTS");
}

TEST_P(OrganizationTest, IsCreatedByAPlatformThatBelongsToNone) {
  EXPECT_TRUE(Create(world.client("-", "platform"), "globex").ok());
  EXPECT_EQ(Refused(Create(platform(), "initech")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(OrganizationTest, IsForThePlatformOnly) {
  for (const char* role : {"program_admin", "auditor", "member"}) {
    EXPECT_EQ(Get(world.client("acme", role), kAcme).status().code(), absl::StatusCode::kPermissionDenied) << role;
  }
}

TEST_P(OrganizationTest, OfSomebodyElseIsNotFound) {
  ASSERT_TRUE(Create(world.client("-", "platform"), "globex").ok());
  EXPECT_EQ(Refused(Get(platform(), "organizations/globex")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(OrganizationTest, IsRefusedNamingTheField) {
  EXPECT_EQ(Refused(Create(platform(), "Acme!")), "INVALID_ARGUMENT ID_INVALID");
  EXPECT_EQ(Refused(Create(platform(), "acme", "")), "INVALID_ARGUMENT TEXT_MISSING");
}

TEST_P(OrganizationTest, ChangesUnderItsCurrentEtagOnly) {
  auto acme = Rename("Acme Yards", Get(platform(), kAcme)->etag());
  ASSERT_TRUE(acme.ok()) << acme.status();
  EXPECT_EQ(acme->title(), "Acme Yards");
  EXPECT_EQ(Refused(Rename("Acme Docks", "1")), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Rename("")), "INVALID_ARGUMENT TEXT_MISSING");
  EXPECT_THAT(Events(), testing::ElementsAre("organization.created", "organization.updated"));
}

TEST_P(OrganizationTest, ListsItsOwnForOneAndAllForThePlatformOfAll) {
  ASSERT_TRUE(Create(world.client("-", "platform"), "globex").ok());
  auto list = [](const rpc::Client& client, int size, const std::string& token) {
    v1::ListOrganizationsRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    return client.Call<v1::ListOrganizationsResponse>("gilde.profile.v1.OrganizationService/ListOrganizations", request);
  };
  EXPECT_EQ(list(platform(), 0, "")->organizations_size(), 1);
  auto first = list(world.client("-", "platform"), 1, "");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->organizations(0).name(), kAcme);
  auto second = list(world.client("-", "platform"), 1, first->next_page_token());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->organizations(0).name(), "organizations/globex");
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(Refused(list(platform(), 1, first->next_page_token())), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  EXPECT_EQ(Refused(list(platform(), -1, "")), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
}

INSTANTIATE_TEST_SUITE_P(Engines, OrganizationTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::profile
