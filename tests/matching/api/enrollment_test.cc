// Enrollments through the RPCs.
#include "tests/matching/api/enrollment_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;

INSTANTIATE_TEST_SUITE_P(Engines, EnrollmentTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(EnrollmentTest, IsActiveAtOnceUnderTheProfilesIdWithTheSeatsOfTheOffer) {
  auto grace = Create(as("grace"), Creating("grace", Place::MENTOR));
  ASSERT_EQ(Refused(grace), "OK ");
  EXPECT_EQ(grace->name(), Of("grace"));
  EXPECT_EQ(grace->state(), Place::ACTIVE);
  EXPECT_EQ(grace->capacity(), 1);
  EXPECT_EQ(grace->seats_taken(), 0);
  auto ada = Create(as("ada"), Creating("ada", Place::MENTEE));
  ASSERT_EQ(Refused(ada), "OK ");
  EXPECT_EQ(ada->state(), Place::ACTIVE);
  EXPECT_THAT(Events("enrollment.*"), ElementsAre("enrollment.activated", "enrollment.activated"));
  v1::CreateEnrollmentRequest named = Creating("bob", Place::MENTEE);
  named.set_enrollment_id("second-chair");
  EXPECT_EQ(Create(admin(), named)->name(), Of("second-chair"));
}

TEST_P(EnrollmentTest, OfAMenteeWithoutAGoalIsRefused) {
  AddPerson("dora");
  EXPECT_EQ(Refused(Create(as("dora"), Creating("dora", Place::MENTEE))), "FAILED_PRECONDITION GOAL_REQUIRED");
  std::string goal = AddGoal("dora", "kafka");
  ReachGoal("dora", goal);
  EXPECT_EQ(Refused(Create(as("dora"), Creating("dora", Place::MENTEE))), "FAILED_PRECONDITION GOAL_REQUIRED");
  AddGoal("dora", "next");
  EXPECT_EQ(Refused(Create(as("dora"), Creating("dora", Place::MENTEE))), "OK ");
}

TEST_P(EnrollmentTest, OfAMentorWithoutAnApprovedOfferIsRefused) {
  EXPECT_EQ(Refused(Create(as("ada"), Creating("ada", Place::MENTOR))), "FAILED_PRECONDITION MENTOR_NOT_VETTED");
  ChangeProfile("ada", [](auto& profile) { profile.mutable_mentor_offer()->set_capacity(2); });
  EXPECT_EQ(Refused(Create(as("ada"), Creating("ada", Place::MENTOR))), "FAILED_PRECONDITION MENTOR_NOT_VETTED");
}

TEST_P(EnrollmentTest, OfSomebodyWhoLeftIsRefused) {
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("ada"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  EXPECT_EQ(Refused(Mentee("ada")), "FAILED_PRECONDITION PROFILE_NOT_ACTIVE");
}

TEST_P(EnrollmentTest, IsRefusedWhereTheProgramIsNotOpen) {
  v1::CreateProgramRequest draft;
  draft.set_parent(kAcme);
  draft.set_program_id("p2");
  draft.mutable_program()->set_title("Autumn");
  draft.mutable_program()->set_kind(v1::Program::FORMAL);
  program = Ask<v1::Program>(admin(), "CreateProgram", draft)->name();
  const std::string no = "FAILED_PRECONDITION PROGRAM_NOT_OPEN";
  EXPECT_EQ(Refused(Mentee("ada")), no);
  EXPECT_EQ(Refused(Mentee("ada", Place::APPLIED)), no);
  EXPECT_EQ(Refused(Mentee("ada", Place::INVITED)), "OK ");
  ASSERT_EQ(Refused(MoveProgram("OpenProgram")), "OK ");
  EXPECT_EQ(Refused(Mentee("bob", Place::INVITED)), "OK ");
  ASSERT_EQ(Refused(MoveProgram("CloseProgram")), "OK ");
  EXPECT_EQ(Refused(Mentee("carl")), no);
  EXPECT_EQ(Refused(Mentee("carl", Place::INVITED)), no);
  EXPECT_EQ(Refused(Admit(as("bob"), Of("bob"))), no);
}

TEST_P(EnrollmentTest, ThatIsWrongIsRefusedWithEachFieldNamed) {
  v1::CreateEnrollmentRequest request = Creating("ada", Place::PEER, Place::PAUSED);
  request.mutable_enrollment()->set_profile("ada");
  request.mutable_enrollment()->set_capacity(21);
  request.set_enrollment_id("Not An Id");
  auto refused = Create(admin(), request);
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_THAT(Fields(refused.status()),
              ElementsAre("enrollment.profile", "enrollment.roles", "enrollment.capacity", "enrollment.state", "enrollment_id"));
  request = Creating("ada", Place::MENTEE);
  request.mutable_enrollment()->add_roles(Place::MENTEE);
  EXPECT_EQ(Refused(Create(admin(), request)), "INVALID_ARGUMENT ROLES_INVALID");
  request = Creating("ada", Place::MENTEE);
  request.set_parent("programs/p1");
  EXPECT_EQ(Refused(Create(admin(), request)), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Create(as("ada"), Creating("ada", Place::MENTEE, Place::INVITED))), "INVALID_ARGUMENT STATE_INVALID");
  request.set_parent("organizations/acme/programs/none");
  EXPECT_EQ(Refused(Create(admin(), request)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Mentee("nobody")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(EnrollmentTest, IsOnesOwnUnlessAnAdministratorActs) {
  const std::string no = "PERMISSION_DENIED NOT_A_PARTY";
  EXPECT_EQ(Refused(Create(as("bob"), Creating("ada", Place::MENTEE))), no);
  ASSERT_EQ(Refused(Create(platform(), Creating("ada", Place::MENTEE))), "OK ");
  EXPECT_EQ(Refused(Pause(as("bob"), Of("ada"))), no);
  EXPECT_EQ(Refused(Withdraw(as("bob"), Of("ada"))), no);
  EXPECT_EQ(Refused(Remove(as("ada"), Of("ada"))), "PERMISSION_DENIED ROLE_REQUIRED");
  Place change;
  change.set_name(Of("ada"));
  change.set_capacity(2);
  EXPECT_EQ(Refused(Update(as("bob"), change)), no);
  EXPECT_EQ(Refused(Pause(as("ada"), Of("ada"))), "OK ");
  EXPECT_EQ(Refused(Resume(as("bob"), Of("ada"))), no);
  EXPECT_EQ(Refused(Resume(as("ada"), Of("ada"))), "OK ");
}

TEST_P(EnrollmentTest, IsOneAPersonAndProgram) {
  v1::CreateEnrollmentRequest request = Creating("ada", Place::MENTEE);
  request.set_request_id("once");
  auto first = Create(admin(), request), again = Create(admin(), request);
  ASSERT_EQ(Refused(first) + Refused(again), "OK OK ");
  EXPECT_EQ(first->etag(), again->etag());
  request.mutable_enrollment()->set_capacity(2);
  EXPECT_EQ(Refused(Create(admin(), request)), "ALREADY_EXISTS REQUEST_ID_REUSED");
  EXPECT_EQ(Refused(Mentee("ada")), "ALREADY_EXISTS RESOURCE_EXISTS");
  request.set_request_id("");
  request.set_enrollment_id("another-name");
  EXPECT_EQ(Refused(Create(admin(), request)), "ALREADY_EXISTS RESOURCE_EXISTS");
  ASSERT_EQ(Refused(Withdraw(as("ada"), Of("ada"))), "OK ");
  auto back = Mentee("ada");
  ASSERT_EQ(Refused(back), "OK ");
  EXPECT_EQ(back->name(), Of("ada"));
  EXPECT_EQ(back->state(), Place::ACTIVE);
  EXPECT_EQ(Refused(Mentee("ada")), "ALREADY_EXISTS RESOURCE_EXISTS");
}

TEST_P(EnrollmentTest, OfAnotherOrganizationIsNotThere) {
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  const std::string no = "NOT_FOUND RESOURCE_NOT_FOUND";
  v1::GetEnrollmentRequest get;
  get.set_name(Of("ada"));
  v1::ListEnrollmentsRequest list;
  list.set_parent(program);
  EXPECT_EQ(Refused(Ask<Place>(stranger(), "GetEnrollment", get)), no);
  EXPECT_EQ(Refused(Ask<v1::ListEnrollmentsResponse>(stranger(), "ListEnrollments", list)), no);
  EXPECT_EQ(Refused(Create(stranger(), Creating("bob", Place::MENTEE))), no);
  EXPECT_EQ(Refused(Admit(stranger(), Of("ada"))), no);
  for (const auto& refused :
       {Pause(stranger(), Of("ada")), Resume(stranger(), Of("ada")), Withdraw(stranger(), Of("ada")), Remove(stranger(), Of("ada"))}) {
    EXPECT_EQ(Refused(refused), no);
  }
  v1::CreateEnrollmentRequest foreign = Creating("ada", Place::MENTEE);
  foreign.mutable_enrollment()->set_profile("organizations/other/profiles/ada");
  EXPECT_EQ(Refused(Create(admin(), foreign)), no);
}

TEST_P(EnrollmentTest, ThatIsNotThereOrHasNoNameIsRefused) {
  const std::string no = "NOT_FOUND RESOURCE_NOT_FOUND", invalid = "INVALID_ARGUMENT NAME_INVALID";
  for (const auto& [name, refusal] : std::vector<std::pair<std::string, std::string>>{{Of("none"), no}, {"enrollments/ada", invalid}}) {
    v1::GetEnrollmentRequest get;
    get.set_name(name);
    EXPECT_EQ(Refused(Ask<Place>(admin(), "GetEnrollment", get)), refusal);
    EXPECT_EQ(Refused(Admit(admin(), name)), refusal);
    for (const auto& refused : {Pause(admin(), name), Resume(admin(), name), Withdraw(admin(), name), Remove(admin(), name)}) {
      EXPECT_EQ(Refused(refused), refusal);
    }
  }
}

TEST_P(EnrollmentTest, MakesNoMoveThatIsNotListed) {
  const std::string no = "FAILED_PRECONDITION ENROLLMENT_STATE", fine = "OK ";
  std::string ada = Mentee("ada")->name();
  EXPECT_EQ(Refused(Resume(admin(), ada)), no);
  EXPECT_EQ(Refused(Pause(admin(), ada)), fine);
  EXPECT_EQ(Refused(Pause(admin(), ada)), no);
  EXPECT_EQ(Refused(Admit(as("ada"), ada)), no);
  EXPECT_EQ(Refused(Withdraw(admin(), ada)), fine);
  EXPECT_EQ(Refused(Withdraw(admin(), ada)) + Refused(Resume(admin(), ada)) + Refused(Pause(admin(), ada)), no + no + no);
  EXPECT_EQ(Refused(Remove(admin(), ada)), fine);
  EXPECT_EQ(Refused(Remove(admin(), ada)) + Refused(Withdraw(admin(), ada)), no + no);
}

TEST_P(EnrollmentTest, IsNotChangedByAWrongRequest) {
  auto ada = Mentee("ada");
  ASSERT_EQ(Refused(SetCapacity(Of("ada"), 2)), "OK ");
  EXPECT_EQ(Refused(Pause(admin(), Of("ada"), ada->etag())), "ABORTED ETAG_MISMATCH");
  Place change;
  change.set_name(Of("ada"));
  change.set_etag(ada->etag());
  change.set_capacity(3);
  EXPECT_EQ(Refused(Update(admin(), change)), "ABORTED ETAG_MISMATCH");
  change.clear_etag();
  auto unknown = Update(admin(), change, {"capacities", "role"});
  EXPECT_EQ(Refused(unknown), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  EXPECT_EQ(Fields(unknown.status()).size(), 2);
  change.set_capacity(21);
  change.add_roles(Place::PEER);
  change.set_state(Place::PAUSED);
  EXPECT_THAT(Fields(Update(admin(), change).status()), ElementsAre("enrollment.roles", "enrollment.capacity", "enrollment.state"));
  EXPECT_EQ(Enrollment(Of("ada")).capacity(), 2);
}

TEST_P(EnrollmentTest, ChangesRolesOnlyToWhatThePersonMayBe) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  Place change;
  change.set_name(Of("grace"));
  change.add_roles(Place::MENTOR);
  change.add_roles(Place::MENTEE);
  EXPECT_EQ(Refused(Update(admin(), change)), "FAILED_PRECONDITION GOAL_REQUIRED");
  AddGoal("grace", "listen");
  auto both = Update(admin(), change);
  ASSERT_EQ(Refused(both), "OK ");
  EXPECT_EQ(both->roles_size(), 2);
}

TEST_P(EnrollmentTest, HasNeverFewerSeatsThanAreTaken) {
  AddPerson("alan", 2);
  Enroll(program, "alan", Place::MENTOR);
  Enroll(program, "ada", Place::MENTEE);
  BeginPair(program, "ada", "alan");
  EXPECT_EQ(Refused(SetCapacity(Of("alan"), 1)), "OK ");
  Place change;
  change.set_name(Of("alan"));
  EXPECT_EQ(Refused(Update(admin(), change, {"capacity"})), "FAILED_PRECONDITION SEATS_TAKEN");
}

TEST_P(EnrollmentTest, ThatIsAnInvitationIsAcceptedByThePersonOnly) {
  ASSERT_EQ(Refused(Mentee("ada", Place::INVITED)), "OK ");
  EXPECT_TRUE(Enrollment(Of("ada")).has_accept_until_time());
  EXPECT_EQ(Refused(Admit(admin(), Of("ada"))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Admit(as("bob"), Of("ada"))), "PERMISSION_DENIED NOT_A_PARTY");
  auto accepted = Admit(as("ada"), Of("ada"));
  ASSERT_EQ(Refused(accepted), "OK ");
  EXPECT_EQ(accepted->state(), Place::ACTIVE);
  EXPECT_FALSE(accepted->has_accept_until_time());
  EXPECT_THAT(Events("enrollment.*"), ElementsAre("enrollment.invited", "enrollment.activated"));
}

TEST_P(EnrollmentTest, ThatIsAnInvitationEndsByItselfAndMayBeTakenUpAgain) {
  ASSERT_EQ(Refused(Mentee("ada", Place::INVITED)), "OK ");
  Advance(absl::Hours(24 * 14) - absl::Seconds(1));
  EXPECT_EQ(StateOf("ada"), Place::INVITED);
  Advance(absl::Seconds(1));
  EXPECT_EQ(StateOf("ada"), Place::WITHDRAWN);
  EXPECT_EQ(Refused(Admit(as("ada"), Of("ada"))), "FAILED_PRECONDITION ENROLLMENT_STATE");
  EXPECT_EQ(Refused(Mentee("ada")), "OK ");
}

TEST_P(EnrollmentTest, ThatIsAnApplicationIsAcceptedByAnAdministratorOnly) {
  ASSERT_EQ(Refused(Create(as("ada"), Creating("ada", Place::MENTEE, Place::APPLIED))), "OK ");
  EXPECT_EQ(Refused(Admit(as("ada"), Of("ada"))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Admit(admin(), Of("ada"))->state(), Place::ACTIVE);
}

TEST_P(EnrollmentTest, ThatIsInvitedAsksForAGoalWhenItIsAccepted) {
  AddPerson("dora");
  ASSERT_EQ(Refused(Mentee("dora", Place::INVITED)), "OK ");
  EXPECT_EQ(Refused(Admit(as("dora"), Of("dora"))), "FAILED_PRECONDITION GOAL_REQUIRED");
  AddGoal("dora", "kafka");
  EXPECT_EQ(Refused(Admit(as("dora"), Of("dora"))), "OK ");
}

TEST_P(EnrollmentTest, IsListedByPersonAndByState) {
  for (const char* id : {"ada", "bob", "carl"}) ASSERT_EQ(Refused(Mentee(id)), "OK ");
  ASSERT_EQ(Refused(Pause(admin(), Of("bob"))), "OK ");
  v1::ListEnrollmentsRequest list;
  list.set_parent(program);
  EXPECT_THAT(Listed(list), ElementsAre("ada", "bob", "carl"));
  list.set_state(Place::ACTIVE);
  EXPECT_THAT(Listed(list), ElementsAre("ada", "carl"));
  list.set_profile(Person("bob"));
  EXPECT_THAT(Listed(list), ElementsAre());
  list.clear_state();
  EXPECT_THAT(Listed(list), ElementsAre("bob"));
}

TEST_P(EnrollmentTest, IsListedOnPagesThatCannotBeForged) {
  for (const char* id : {"ada", "bob", "carl"}) ASSERT_EQ(Refused(Mentee(id)), "OK ");
  v1::ListEnrollmentsRequest list;
  list.set_parent(program);
  list.set_page_size(2);
  auto page = Ask<v1::ListEnrollmentsResponse>(as("ada"), "ListEnrollments", list);
  ASSERT_EQ(Refused(page), "OK ");
  EXPECT_EQ(page->enrollments_size(), 2);
  list.set_page_token(page->next_page_token());
  EXPECT_THAT(Listed(list), ElementsAre("carl"));
  list.set_state(Place::ACTIVE);  // another filter
  EXPECT_EQ(Refused(Ask<v1::ListEnrollmentsResponse>(admin(), "ListEnrollments", list)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  list.clear_state();
  list.set_page_token("forged");
  EXPECT_EQ(Refused(Ask<v1::ListEnrollmentsResponse>(admin(), "ListEnrollments", list)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  list.clear_page_token();
  list.set_page_size(-1);
  EXPECT_EQ(Refused(Ask<v1::ListEnrollmentsResponse>(admin(), "ListEnrollments", list)), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
}

TEST_P(EnrollmentTest, ShowsItsPriorityToAdministratorsOnly) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  std::string pair = BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  v1::EndMentorshipRequest end;
  end.set_name(pair);
  end.set_reason(v1::Mentorship::MISMATCH);
  end.mutable_needed_instead()->set_experience("somebody who reads code with me");
  ASSERT_EQ(Refused(Mentoring<v1::EndMentorshipResponse>(as("ada"), "EndMentorship", end)), "OK ");
  EXPECT_EQ(Enrollment(Of("ada")).priority(), 1);
  v1::GetEnrollmentRequest get;
  get.set_name(Of("ada"));
  EXPECT_EQ(Ask<Place>(as("bob"), "GetEnrollment", get)->priority(), 0);
}

}  // namespace
}  // namespace gilde::matching
