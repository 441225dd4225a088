// A mentee's own shortlist, through the RPCs.
#include "gilde/profile/v1/prospect.pb.h"
#include "google/protobuf/empty.pb.h"
#include "tests/profile/api/fixture.h"
#include "tests/support/fields.h"

namespace gilde::profile {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::UnorderedElementsAre;

using test::Fields;

class ProspectTest : public ProfileTest {
 protected:
  ProspectTest() {
    EXPECT_TRUE(Create("ada").ok());
    EXPECT_TRUE(Create("grace").ok());
  }
  static v1::Prospect Known() {
    v1::Prospect prospect;
    prospect.set_candidate(Person("grace"));
    prospect.set_source(v1::Prospect::EVENT);
    prospect.set_reference("her talk on nanoseconds");
    prospect.set_note("ask after the summer");
    return prospect;
  }
  static v1::Prospect Stranger() {
    v1::Prospect prospect;
    prospect.set_display_name("Barbara Liskov");
    prospect.set_email("barbara@institute.example");
    prospect.set_source(v1::Prospect::SOCIAL);
    return prospect;
  }
  template <class Response>
  absl::StatusOr<Response> Ask(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.profile.v1.ProspectService/" + method, request);
  }
  absl::StatusOr<v1::Prospect> Put(const rpc::Client& client, const v1::Prospect& prospect, const std::string& id = "x1") {
    v1::CreateProspectRequest request;
    request.set_parent(Person("ada"));
    request.set_prospect_id(id);
    *request.mutable_prospect() = prospect;
    return Ask<v1::Prospect>(client, "CreateProspect", request);
  }
  absl::StatusOr<v1::ListProspectsResponse> List(const rpc::Client& client) {
    v1::ListProspectsRequest request;
    request.set_parent(Person("ada"));
    return Ask<v1::ListProspectsResponse>(client, "ListProspects", request);
  }
  absl::StatusOr<v1::Prospect> Invite(const rpc::Client& client, const std::string& id,
                                      v1::Profile::Kind kind = v1::Profile::KIND_UNSPECIFIED) {
    v1::InviteProspectRequest request;
    request.set_name(Person("ada") + "/prospects/" + id);
    request.set_kind(kind);
    return Ask<v1::Prospect>(client, "InviteProspect", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ProspectTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ProspectTest, IsSeenByTheMenteeAndNobodyElse) {
  ASSERT_TRUE(Put(member("ada"), Known()).ok());
  ASSERT_TRUE(Put(member("ada"), Stranger(), "x2").ok());
  auto own = List(member("ada"));
  ASSERT_TRUE(own.ok()) << own.status();
  ASSERT_EQ(own->prospects_size(), 2);
  EXPECT_EQ(own->prospects(0).reference(), "her talk on nanoseconds");
  for (const rpc::Client& other : {member("grace"), admin(), platform()}) {
    EXPECT_EQ(List(other).status().code(), absl::StatusCode::kPermissionDenied);
    EXPECT_EQ(Put(other, Known(), "x3").status().code(), absl::StatusCode::kPermissionDenied);
    EXPECT_EQ(Invite(other, "x2").status().code(), absl::StatusCode::kPermissionDenied);
  }
  EXPECT_THAT(Events(), Not(Contains(testing::StartsWith("prospect"))));
}

TEST_P(ProspectTest, IsRefusedNamingEveryField) {
  v1::Prospect bad;
  bad.set_candidate(Person("ada"));
  bad.set_email("nobody");
  bad.set_note(std::string(2001, 'x'));
  absl::Status refused = Put(member("ada"), bad, "Not An Id").status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Fields(refused),
              UnorderedElementsAre("prospect_id", "prospect.candidate", "prospect.source", "prospect.email", "prospect.note"));
  EXPECT_EQ(Refused(Put(member("ada"), v1::Prospect())), "INVALID_ARGUMENT PERSON_MISSING");
  v1::Prospect foreign = Known();
  foreign.set_candidate("organizations/other/profiles/eve");
  EXPECT_FALSE(Put(member("ada"), foreign).ok());
  EXPECT_EQ(List(member("ada"))->prospects_size(), 0);
}

TEST_P(ProspectTest, IsChangedAndTakenOffTheList) {
  auto put = Put(member("ada"), Known());
  ASSERT_TRUE(put.ok()) << put.status();
  EXPECT_EQ(Refused(Put(member("ada"), Known())), "ALREADY_EXISTS RESOURCE_EXISTS");
  v1::UpdateProspectRequest change;
  change.mutable_prospect()->set_name(put->name());
  change.mutable_prospect()->set_note("met her in the canteen");
  change.mutable_prospect()->set_conversation_request("organizations/acme/conversationRequests/forged");
  change.mutable_update_mask()->add_paths("note");
  change.mutable_update_mask()->add_paths("conversation_request");
  auto changed = Ask<v1::Prospect>(member("ada"), "UpdateProspect", change);
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->note(), "met her in the canteen");
  EXPECT_EQ(changed->reference(), put->reference());
  EXPECT_EQ(changed->conversation_request(), "") << "only the service that sends requests says so";
  change.mutable_prospect()->set_etag(put->etag());
  EXPECT_EQ(Refused(Ask<v1::Prospect>(member("ada"), "UpdateProspect", change)), "ABORTED ETAG_MISMATCH");
  change.mutable_update_mask()->add_paths("nonsense");
  EXPECT_EQ(Refused(Ask<v1::Prospect>(member("ada"), "UpdateProspect", change)), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  v1::DeleteProspectRequest remove;
  remove.set_name(put->name());
  remove.set_etag(put->etag());
  EXPECT_EQ(Refused(Ask<google::protobuf::Empty>(member("ada"), "DeleteProspect", remove)), "ABORTED ETAG_MISMATCH");
  remove.set_etag("");
  EXPECT_EQ(Refused(Ask<google::protobuf::Empty>(member("ada"), "DeleteProspect", remove)), "OK ");
  EXPECT_EQ(Refused(Ask<google::protobuf::Empty>(member("ada"), "DeleteProspect", remove)), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(ProspectTest, WithoutAProfileIsInvitedAndThenVetted) {
  ASSERT_TRUE(Put(member("ada"), Stranger()).ok());
  EXPECT_EQ(Refused(Invite(member("ada"), "x1", v1::Profile::EMPLOYEE)), "INVALID_ARGUMENT KIND_INVALID");
  auto invited = Invite(member("ada"), "x1");
  ASSERT_TRUE(invited.ok()) << invited.status();
  EXPECT_TRUE(invited->has_invite_time());
  auto profile = Get(admin(), invited->candidate());
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_EQ(profile->display_name(), "Barbara Liskov");
  EXPECT_EQ(profile->email(), "barbara@institute.example");
  EXPECT_EQ(profile->kind(), v1::Profile::EXTERNAL);
  EXPECT_EQ(profile->mentor_offer().vetting(), v1::MentorOffer::PENDING);
  EXPECT_EQ(profile->visibility(), v1::Profile::PROGRAMS);
  std::vector<std::string> events = Events();
  EXPECT_THAT(std::vector<std::string>(events.end() - 2, events.end()), ElementsAre("profile.created", "profile.invited"));
  EXPECT_EQ(Refused(Invite(member("ada"), "x1")), "FAILED_PRECONDITION ALREADY_INVITED");
  v1::UpdateProspectRequest forget;
  forget.mutable_prospect()->set_name(invited->name());
  forget.mutable_update_mask()->add_paths("candidate");
  EXPECT_EQ(Refused(Ask<v1::Prospect>(member("ada"), "UpdateProspect", forget)), "INVALID_ARGUMENT CANDIDATE_FIXED");
  ASSERT_TRUE(Put(member("ada"), Known(), "x2").ok());
  EXPECT_EQ(Refused(Invite(member("ada"), "x2")), "FAILED_PRECONDITION ALREADY_INVITED");
  v1::Prospect without = Stranger();
  without.clear_email();
  ASSERT_TRUE(Put(member("ada"), without, "x3").ok());
  EXPECT_EQ(Refused(Invite(member("ada"), "x3")), "FAILED_PRECONDITION EMAIL_MISSING");
  EXPECT_EQ(Refused(Invite(member("ada"), "x9")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(ProspectTest, WhomSeveralInviteHasOneProfileAndIsToldOnce) {
  ASSERT_TRUE(Put(member("ada"), Stranger()).ok());
  v1::Prospect again = Stranger();
  again.set_email("Barbara@Institute.example");
  ASSERT_TRUE(Put(member("ada"), again, "x2").ok());
  auto first = Invite(member("ada"), "x1");
  ASSERT_TRUE(first.ok()) << first.status();
  size_t told = Events().size();
  auto second = Invite(member("ada"), "x2");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_TRUE(second->has_invite_time());
  EXPECT_EQ(second->candidate(), first->candidate());
  EXPECT_EQ(Events().size(), told);
  EXPECT_EQ(Refused(Invite(member("ada"), "x2")), "FAILED_PRECONDITION ALREADY_INVITED");
}

TEST_P(ProspectTest, WhoHasLeftIsInvitedAnew) {
  ASSERT_TRUE(Put(member("ada"), Stranger()).ok());
  ASSERT_TRUE(Put(member("ada"), Stranger(), "x2").ok());
  auto first = Invite(member("ada"), "x1");
  ASSERT_TRUE(first.ok()) << first.status();
  v1::DeactivateProfileRequest leave;
  leave.set_name(first->candidate());
  ASSERT_TRUE(admin().Call<v1::Profile>("gilde.profile.v1.ProfileService/DeactivateProfile", leave).ok());
  auto second = Invite(member("ada"), "x2");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_NE(second->candidate(), first->candidate());
}

}  // namespace
}  // namespace gilde::profile
