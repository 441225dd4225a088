// Who may come into a program by themselves: codes, invitations, domains, coming back.
#include <atomic>
#include <thread>

#include "tests/matching/api/enrollment_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;

class InvitationTest : public EnrollmentTest {
 protected:
  void SetPolicy(const std::function<void(v1::EnrollmentPolicy&)>& set) {
    v1::UpdateProgramRequest request;
    request.mutable_program()->set_name(program);
    set(*request.mutable_program()->mutable_enrollment_policy());
    request.mutable_update_mask()->add_paths("enrollment_policy");
    EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", request)), "OK ");
  }
  absl::StatusOr<v1::InvitationCode> NewCode(const std::string& id, int uses_max = 0) {
    v1::CreateInvitationCodeRequest request;
    request.set_parent(program);
    request.set_invitation_code_id(id);
    request.mutable_invitation_code()->set_uses_max(uses_max);
    return Ask<v1::InvitationCode>(admin(), "CreateInvitationCode", request);
  }
  absl::StatusOr<Place> Come(const std::string& id, const std::string& code = "") {
    v1::CreateEnrollmentRequest request = Creating(id, Place::MENTEE);
    request.set_invitation_code(code);
    return Create(as(id), request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, InvitationTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(InvitationTest, ByCodeOpensAProgramThatNobodyComesIntoWithoutOne) {
  SetPolicy([](auto& policy) { policy.set_entry(v1::EnrollmentPolicy::INVITATION); });
  EXPECT_EQ(Refused(Come("ada")), "FAILED_PRECONDITION INVITATION_REQUIRED");
  auto code = NewCode("poster");
  ASSERT_EQ(Refused(code), "OK ");
  EXPECT_EQ(code->code().size(), 10u);
  EXPECT_EQ(code->uses_max(), 1);
  EXPECT_EQ(Refused(Come("ada", "0000000000")), "FAILED_PRECONDITION INVITATION_CODE_INVALID");
  std::string capitals = code->code();
  for (char& c : capitals) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(Come("ada", capitals)->state(), Place::ACTIVE);
  EXPECT_EQ(Refused(Come("bob", code->code())), "FAILED_PRECONDITION INVITATION_CODE_INVALID") << "used up";
  EXPECT_EQ(Refused(Mentee("carl")), "OK ") << "an administrator enrolls anybody";
}

TEST_P(InvitationTest, ByCodeEndsOnItsDayAndIsTakenBack) {
  auto code = NewCode("old", 5), kept = NewCode("taken-back", 5);
  Advance(absl::Hours(24 * 14) - absl::Seconds(1));
  EXPECT_EQ(Refused(Come("ada", code->code())), "OK ");
  Advance(absl::Seconds(1));
  EXPECT_EQ(Refused(Come("bob", code->code())), "FAILED_PRECONDITION INVITATION_CODE_INVALID");
  auto young = NewCode("young", 5);
  auto remove = Named<v1::DeleteInvitationCodeRequest>(young->name(), "stale");
  EXPECT_EQ(Refused(Ask<google::protobuf::Empty>(admin(), "DeleteInvitationCode", remove)), "ABORTED ETAG_MISMATCH");
  remove.set_etag("");
  EXPECT_EQ(Refused(Ask<google::protobuf::Empty>(admin(), "DeleteInvitationCode", remove)), "OK ");
  EXPECT_EQ(Refused(Come("bob", young->code())), "FAILED_PRECONDITION INVITATION_CODE_INVALID");
  EXPECT_EQ(Refused(Ask<google::protobuf::Empty>(admin(), "DeleteInvitationCode", remove)), "NOT_FOUND RESOURCE_NOT_FOUND");
  v1::ListInvitationCodesRequest list;
  list.set_parent(program);
  auto page = Ask<v1::ListInvitationCodesResponse>(admin(), "ListInvitationCodes", list);
  ASSERT_EQ(Refused(page), "OK ");
  ASSERT_EQ(page->invitation_codes_size(), 2);
  EXPECT_EQ(page->invitation_codes(0).uses(), 1);
  EXPECT_EQ(Refused(Ask<v1::ListInvitationCodesResponse>(as("ada"), "ListInvitationCodes", list)), "PERMISSION_DENIED ROLE_REQUIRED");
}

TEST_P(InvitationTest, ByCodeLetsInExactlyAsManyAsItIsForWhenManyComeAtOnce) {
  constexpr int kPeople = 24, kUses = 5;
  auto code = NewCode("rush", kUses);
  for (int i = 0; i < kPeople; ++i) {
    AddPerson("p" + std::to_string(i));
    AddGoal("p" + std::to_string(i), "kafka");
  }
  std::atomic<int> in = 0, refused = 0;
  std::vector<std::thread> threads;
  threads.reserve(kPeople);
  for (int i = 0; i < kPeople; ++i) {
    threads.emplace_back([&, i] {
      std::string said = Refused(Come("p" + std::to_string(i), code->code()));
      in += said == "OK ";
      refused += said == "FAILED_PRECONDITION INVITATION_CODE_INVALID";
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(in, kUses);
  EXPECT_EQ(refused, kPeople - kUses);
}

TEST_P(InvitationTest, ByCodeIsRefusedNamingEveryField) {
  v1::CreateInvitationCodeRequest request;
  request.set_parent(program);
  request.set_invitation_code_id("Not An Id");
  request.mutable_invitation_code()->set_uses_max(100001);
  request.mutable_invitation_code()->add_roles(Place::ROLE_UNSPECIFIED);
  *request.mutable_invitation_code()->mutable_expire_time() = base::ToProto(now());
  absl::Status refused = Ask<v1::InvitationCode>(admin(), "CreateInvitationCode", request).status();
  EXPECT_THAT(Fields(refused),
              ElementsAre("invitation_code_id", "invitation_code.roles", "invitation_code.uses_max", "invitation_code.expire_time"));
  EXPECT_EQ(Refused(Ask<v1::InvitationCode>(as("ada"), "CreateInvitationCode", request)), "PERMISSION_DENIED ROLE_REQUIRED");
  request.Clear();
  request.set_parent("organizations/acme/programs/none");
  EXPECT_EQ(Refused(Ask<v1::InvitationCode>(admin(), "CreateInvitationCode", request)), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(InvitationTest, IsNotNeededFromAnApprovedDomain) {
  ChangeProfile("ada", [](auto& profile) { profile.set_email("ada@Acme.Example"); });
  ChangeProfile("bob", [](auto& profile) { profile.set_email("bob@acme.example.org"); });
  SetPolicy([](auto& policy) { policy.add_approved_domains("acme.example"); });
  EXPECT_EQ(Refused(Come("ada")), "OK ");
  EXPECT_EQ(Refused(Come("bob")), "FAILED_PRECONDITION DOMAIN_NOT_APPROVED");
  EXPECT_EQ(Refused(Come("carl")), "FAILED_PRECONDITION DOMAIN_NOT_APPROVED") << "nobody knows an address";
  auto code = NewCode("guests");
  EXPECT_EQ(Refused(Come("bob", code->code())), "OK ");
}

TEST_P(InvitationTest, IsAskedForWhereAnAdministratorDecides) {
  SetPolicy([](auto& policy) { policy.set_entry(v1::EnrollmentPolicy::APPLICATION); });
  EXPECT_EQ(Come("ada")->state(), Place::APPLIED);
  EXPECT_EQ(Refused(Admit(as("ada"), Of("ada"))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Admit(admin(), Of("ada"))->state(), Place::ACTIVE);
  EXPECT_EQ(Mentee("bob")->state(), Place::ACTIVE);
}

TEST_P(InvitationTest, IsNeededOrNotToComeBackAsTheProgramSays) {
  ASSERT_EQ(Refused(Come("ada")), "OK ");
  ASSERT_EQ(Refused(Withdraw(as("ada"), Of("ada"))), "OK ");
  SetPolicy([](auto& policy) {
    policy.set_rejoin(v1::EnrollmentPolicy::AFTER_WAIT);
    policy.set_rejoin_wait_days(30);
  });
  Advance(absl::Hours(24 * 30) - absl::Seconds(1));
  EXPECT_EQ(Refused(Come("ada")), "FAILED_PRECONDITION REJOIN_TOO_EARLY");
  Advance(absl::Seconds(1));
  EXPECT_EQ(Come("ada")->state(), Place::ACTIVE);
  EXPECT_FALSE(Enrollment(Of("ada")).has_leave_time());
  ASSERT_EQ(Refused(Withdraw(as("ada"), Of("ada"))), "OK ");
  SetPolicy([](auto& policy) { policy.set_rejoin(v1::EnrollmentPolicy::BY_ADMINISTRATOR); });
  EXPECT_EQ(Refused(Come("ada")), "FAILED_PRECONDITION REJOIN_BY_ADMINISTRATOR");
  EXPECT_EQ(Refused(Mentee("ada")), "OK ");
}

TEST_P(InvitationTest, OfAnAdministratorAloneBringsBackWhoWasRemoved) {
  ASSERT_EQ(Refused(Come("ada")), "OK ");
  ASSERT_EQ(Refused(Remove(admin(), Of("ada"))), "OK ");
  EXPECT_EQ(Refused(Come("ada")), "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_EQ(Mentee("ada")->state(), Place::ACTIVE);
}

TEST_P(InvitationTest, WhoComesBackAsAMentorWasALearnerOnce) {
  AddGoal("grace", "kafka");
  AddPerson("linus", 1);
  ASSERT_EQ(Refused(Come("grace")), "OK ");
  ASSERT_EQ(Refused(Withdraw(as("grace"), Of("grace"))), "OK ");
  auto back = Create(admin(), Creating("grace", Place::MENTOR));
  ASSERT_EQ(Refused(back), "OK ");
  EXPECT_TRUE(back->learner());
  auto never = Create(admin(), Creating("linus", Place::MENTOR));
  ASSERT_EQ(Refused(never), "OK ");
  EXPECT_FALSE(never->learner());
}

TEST_P(InvitationTest, IsNotNeededAfterComingBackToTheOrganization) {
  ASSERT_EQ(Refused(Come("ada")), "OK ");
  auto move = [&](const std::string& method) {
    gilde::profile::v1::DeactivateProfileRequest request;
    request.set_name(Person("ada"));
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), method, request)), "OK ");
  };
  move("DeactivateProfile");
  EXPECT_EQ(StateOf("ada"), Place::REMOVED);
  EXPECT_TRUE(Enrollment(Of("ada")).left_organization());
  move("ReactivateProfile");
  EXPECT_EQ(StateOf("ada"), Place::WITHDRAWN);
  EXPECT_EQ(Come("ada")->state(), Place::ACTIVE);
}

TEST_P(InvitationTest, ToTheWaitlistSaysThePlaceOnItAndWhatGoesFirst) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Come("ada")), "OK ");
  ASSERT_EQ(Come("carl")->state(), Place::WAITLISTED);
  Advance(absl::Minutes(1));
  ASSERT_EQ(Come("bob")->state(), Place::WAITLISTED);
  auto place = [&](const std::string& id) {
    v1::GetEnrollmentRequest request;
    request.set_name(Of(id));
    return Ask<Place>(as(id), "GetEnrollment", request)->waitlist_place();
  };
  EXPECT_EQ(place("carl"), 1);
  EXPECT_EQ(place("bob"), 2);
  EXPECT_EQ(place("ada"), 0);
  // Whoever leaves the list and comes back goes behind.
  ASSERT_EQ(Refused(Withdraw(as("carl"), Of("carl"))), "OK ");
  Advance(absl::Minutes(1));
  ASSERT_EQ(Come("carl")->state(), Place::WAITLISTED);
  EXPECT_EQ(place("bob"), 1);
  EXPECT_EQ(place("carl"), 2);
}

TEST_P(InvitationTest, ForOneRoleIsNotTurnedIntoAnother) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Come("ada")), "OK ");
  AddGoal("grace", "g");
  Place both;
  both.set_name(Of("grace"));
  both.add_roles(Place::MENTOR);
  both.add_roles(Place::MENTEE);
  EXPECT_EQ(Refused(Update(as("grace"), both)), "PERMISSION_DENIED ADMINISTRATOR_REQUIRED");
  auto given = Update(admin(), both);
  ASSERT_EQ(Refused(given), "OK ");
  EXPECT_EQ(given->state(), Place::WAITLISTED) << "the one seat is taken, by whatever way one comes to want it";
}

TEST_P(InvitationTest, ThatWasNeverAnsweredIsNoLeaving) {
  SetPolicy([](auto& policy) { policy.set_rejoin(v1::EnrollmentPolicy::BY_ADMINISTRATOR); });
  ASSERT_EQ(Refused(Mentee("ada", Place::INVITED)), "OK ");
  Advance(absl::Hours(24 * 14));
  EXPECT_EQ(StateOf("ada"), Place::WITHDRAWN);
  EXPECT_EQ(Refused(Come("ada")), "OK ");
}

TEST_P(InvitationTest, OfAnUnreadableParentIsNamedWithEverythingElse) {
  v1::CreateEnrollmentRequest request = Creating("ada", Place::ROLE_UNSPECIFIED);
  request.set_parent("nonsense");
  request.set_enrollment_id("Not An Id");
  request.mutable_enrollment()->set_capacity(21);
  request.mutable_enrollment()->set_state(Place::PAUSED);
  EXPECT_THAT(Fields(Create(admin(), request).status()),
              ElementsAre("parent", "enrollment.roles", "enrollment.capacity", "enrollment.state", "enrollment_id"));
}

}  // namespace
}  // namespace gilde::matching
