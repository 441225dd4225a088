// Mentees who wait for a seat, through the RPCs.
#include "tests/matching/api/enrollment_fixture.h"

namespace gilde::matching {
namespace {

class WaitlistTest : public EnrollmentTest {};
INSTANTIATE_TEST_SUITE_P(Engines, WaitlistTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(WaitlistTest, GivesTheSeatThatFreesToTheFirstWhoCame) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  EXPECT_EQ(Mentee("ada")->state(), Place::ACTIVE);
  EXPECT_EQ(Mentee("carl")->state(), Place::WAITLISTED);
  Advance(absl::Minutes(1));
  EXPECT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  EXPECT_EQ(StateOf("carl"), Place::WAITLISTED);
  ASSERT_EQ(Refused(Withdraw(as("ada"), Of("ada"))), "OK ");
  EXPECT_EQ(StateOf("carl"), Place::ACTIVE);  // first come, first served, whatever the names
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED);
  ASSERT_EQ(Refused(SetCapacity(Of("grace"), 2)), "OK ");
  EXPECT_EQ(StateOf("bob"), Place::ACTIVE);
}

TEST_P(WaitlistTest, AdvancesWhenAMentorComesAMenteePausesOrSomebodyLeaves) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  AddPerson("alan", 1);
  Enroll(program, "alan", Place::MENTOR);
  EXPECT_EQ(StateOf("bob"), Place::ACTIVE);
  ASSERT_EQ(Mentee("carl")->state(), Place::WAITLISTED);
  ASSERT_EQ(Refused(Pause(as("ada"), Of("ada"))), "OK ");
  EXPECT_EQ(StateOf("carl"), Place::ACTIVE);
  AddPerson("dora");
  AddGoal("dora", "kafka");
  ASSERT_EQ(Mentee("dora")->state(), Place::WAITLISTED);
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("bob"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  EXPECT_EQ(StateOf("bob"), Place::REMOVED);
  EXPECT_EQ(StateOf("dora"), Place::ACTIVE);
}

TEST_P(WaitlistTest, IsLeftByWhoNoLongerWantsToLearn) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  AddPerson("dora", 2);
  AddGoal("dora", "kafka");
  ASSERT_EQ(Mentee("dora")->state(), Place::WAITLISTED);
  auto set_roles = [&](std::initializer_list<Place::Role> roles) {
    v1::UpdateEnrollmentRequest request;
    request.mutable_enrollment()->set_name(Of("dora"));
    for (Place::Role role : roles) request.mutable_enrollment()->add_roles(role);
    request.mutable_enrollment()->set_capacity(2);
    request.mutable_update_mask()->add_paths("roles");
    request.mutable_update_mask()->add_paths("capacity");
    return Ask<Place>(admin(), "UpdateEnrollment", request);
  };
  ASSERT_EQ(Refused(set_roles({Place::MENTEE, Place::MENTOR})), "OK ");
  ASSERT_EQ(Refused(set_roles({Place::MENTOR})), "OK ");
  EXPECT_EQ(StateOf("dora"), Place::ACTIVE);
  EXPECT_EQ(Mentee("bob")->state(), Place::ACTIVE) << "her seats are there for others";
}

TEST_P(WaitlistTest, IsNoWayRoundTheVettingOfMentors) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  v1::UpdateEnrollmentRequest request;
  request.mutable_enrollment()->set_name(Of("bob"));
  request.mutable_update_mask()->add_paths("roles");
  request.mutable_enrollment()->add_roles(Place::MENTEE);
  request.mutable_enrollment()->add_roles(Place::MENTOR);
  auto both = Ask<Place>(admin(), "UpdateEnrollment", request);
  request.mutable_enrollment()->clear_roles();
  request.mutable_enrollment()->add_roles(Place::MENTOR);
  EXPECT_EQ(Refused(Ask<Place>(both.ok() ? as("bob") : admin(), "UpdateEnrollment", request)), "FAILED_PRECONDITION MENTOR_NOT_VETTED");
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED);
}

TEST_P(WaitlistTest, TellsWhoWaitsTheirPlaceAndNobodyElse) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  AddPerson("dora", 2);
  AddGoal("dora", "kafka");
  ASSERT_EQ(Refused(Mentee("dora")), "OK ");
  std::string pair = BeginPair(program, "dora", "grace");
  ASSERT_EQ(Refused(End(as("grace"), pair, v1::Mentorship::NOT_NOW)), "OK ");
  auto become = [&](Place::Role role) {
    v1::UpdateEnrollmentRequest request;
    request.mutable_enrollment()->set_name(Of("dora"));
    request.mutable_enrollment()->add_roles(role);
    request.mutable_update_mask()->add_paths("roles");
    request.mutable_update_mask()->add_paths("capacity");
    return Refused(Ask<Place>(admin(), "UpdateEnrollment", request));
  };
  ASSERT_EQ(become(Place::MENTOR), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::ACTIVE);
  ASSERT_EQ(Mentee("carl")->state(), Place::WAITLISTED);
  Advance(absl::Minutes(1));
  ASSERT_EQ(become(Place::MENTEE), "OK ");
  v1::GetEnrollmentRequest request;
  auto read = [&](const rpc::Client& client, const std::string& id) {
    request.set_name(Of(id));
    auto found = Ask<Place>(client, "GetEnrollment", request);
    if (!found.ok()) return Refused(found);
    return absl::StrCat(Place::State_Name(found->state()), " ", found->priority(), " ", found->waitlist_place());
  };
  // Dora lost her mentor through no wish of her own: she is before carl, who came earlier.
  for (const rpc::Client& client : {as("dora"), admin()}) EXPECT_EQ(read(client, "dora"), "WAITLISTED 1 1");
  for (const rpc::Client& client : {as("carl"), admin()}) EXPECT_EQ(read(client, "carl"), "WAITLISTED 0 2");
  for (const rpc::Client& client : {as("carl"), as("grace")}) EXPECT_EQ(read(client, "dora"), "WAITLISTED 0 0");
  EXPECT_EQ(read(as("bob"), "carl"), "WAITLISTED 0 0");
  EXPECT_EQ(read(as("bob"), "bob"), "ACTIVE 0 0");
  EXPECT_EQ(read(stranger(), "dora"), "NOT_FOUND RESOURCE_NOT_FOUND");
  ASSERT_EQ(Refused(Withdraw(as("bob"), Of("bob"))), "OK ");
  EXPECT_EQ(StateOf("dora"), Place::ACTIVE);
  EXPECT_EQ(read(as("carl"), "carl"), "WAITLISTED 0 1");
}

TEST_P(WaitlistTest, IsNotForWhoResumesWithAMentorshipThatGoesOn) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Pause(as("ada"), Of("ada"))), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::ACTIVE);
  auto resumed = Resume(as("ada"), Of("ada"));
  ASSERT_EQ(Refused(resumed), "OK ");
  EXPECT_EQ(resumed->state(), Place::ACTIVE);
}

TEST_P(WaitlistTest, TakesWhoResumesWhileEveryPlaceIsTaken) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Refused(Pause(as("ada"), Of("ada"))), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::ACTIVE);
  auto resumed = Resume(as("ada"), Of("ada"));
  ASSERT_EQ(Refused(resumed), "OK ");
  EXPECT_EQ(resumed->state(), Place::WAITLISTED);
  ASSERT_EQ(Refused(Withdraw(as("bob"), Of("bob"))), "OK ");
  EXPECT_EQ(StateOf("ada"), Place::ACTIVE);
}

TEST_P(WaitlistTest, IsNoWayBackForWhoIsNoLongerReady) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Refused(Pause(as("ada"), Of("ada"))), "OK ");
  ASSERT_EQ(Refused(Pause(as("grace"), Of("grace"))), "OK ");
  ReachGoal("ada", Person("ada") + "/goals/kafka");
  Review("grace", gilde::profile::v1::ReviewMentorOfferRequest::DECLINE);
  EXPECT_EQ(Refused(Resume(as("ada"), Of("ada"))), "FAILED_PRECONDITION GOAL_REQUIRED");
  EXPECT_EQ(Refused(Resume(as("grace"), Of("grace"))), "FAILED_PRECONDITION MENTOR_NOT_VETTED");
  EXPECT_EQ(StateOf("ada"), Place::PAUSED);
}

TEST_P(WaitlistTest, PassesOverWhoIsNotReadyAndLetsThemInWhenTheyAre) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  Advance(absl::Minutes(1));
  ASSERT_EQ(Mentee("carl")->state(), Place::WAITLISTED);
  ReachGoal("bob", Person("bob") + "/goals/kafka");
  ASSERT_EQ(Refused(Withdraw(as("ada"), Of("ada"))), "OK ");
  EXPECT_EQ(StateOf("carl"), Place::ACTIVE);
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED);
  EXPECT_EQ(Enrollment(Of("bob")).waitlist_place(), 1) << "and keeps the place in line";
  ASSERT_EQ(Refused(SetCapacity(Of("grace"), 2)), "OK ");
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED);
  AddGoal("bob", "next");
  EXPECT_EQ(StateOf("bob"), Place::ACTIVE);
}

TEST_P(WaitlistTest, PassesOverAMenteeWhoAlsoMentorsUntilTheOfferIsApproved) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  Place both;
  both.set_name(Of("bob"));
  both.add_roles(Place::MENTEE);
  both.add_roles(Place::MENTOR);
  ASSERT_EQ(Refused(Update(admin(), both, {"roles"})), "OK ");
  ASSERT_EQ(Refused(Withdraw(as("ada"), Of("ada"))), "OK ");
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED);
  ChangeProfile("bob", [](auto& profile) { profile.mutable_mentor_offer()->set_capacity(1); });
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED);
  Review("bob", gilde::profile::v1::ReviewMentorOfferRequest::APPROVE);
  EXPECT_EQ(StateOf("bob"), Place::ACTIVE);
}

TEST_P(WaitlistTest, HoldsNobodyUpForWhoIsNotReady) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  ReachGoal("bob", Person("bob") + "/goals/kafka");
  ASSERT_EQ(Refused(Withdraw(as("ada"), Of("ada"))), "OK ");
  ASSERT_EQ(StateOf("bob"), Place::WAITLISTED);
  EXPECT_EQ(Mentee("carl")->state(), Place::ACTIVE);
  AddGoal("bob", "next");
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED) << "the seat is taken";
}

TEST_P(WaitlistTest, PassesOverWhoIsNotReadyAlsoWhenNewRulesMakePlacesAsItSaidWhenTried) {
  program = AddProgram("g1", v1::Program::GROUP, [](v1::Program& group) { group.mutable_rules()->set_group_mentees_max(2); });
  AddPerson("dora");
  AddGoal("dora", "kafka");
  Enroll(program, "grace", Place::MENTOR, 1);
  for (const char* id : {"ada", "dora"}) ASSERT_EQ(Mentee(id)->state(), Place::ACTIVE);
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  Advance(absl::Minutes(1));
  ASSERT_EQ(Mentee("carl")->state(), Place::WAITLISTED);
  ReachGoal("bob", Person("bob") + "/goals/kafka");
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name(program);
  request.mutable_program()->mutable_rules()->set_group_mentees_max(3);
  request.mutable_update_mask()->add_paths("rules.group_mentees_max");
  for (bool tried : {true, false}) {
    request.set_validate_only(tried);
    auto made = Ask<v1::Program>(admin(), "UpdateProgram", request);
    ASSERT_EQ(Refused(made), "OK ");
    ASSERT_EQ(made->effects_size(), 1) << tried;
    EXPECT_THAT(made->effects(0).subjects(), testing::ElementsAre(Of("carl"))) << tried;
  }
  EXPECT_EQ(StateOf("bob"), Place::WAITLISTED);
  EXPECT_EQ(StateOf("carl"), Place::ACTIVE);
}

TEST_P(WaitlistTest, LetsInWhoBecameReadyWhileTheServicesStoodStill) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  ReachGoal("bob", Person("bob") + "/goals/kafka");
  ASSERT_EQ(Refused(Withdraw(admin(), Of("ada"))), "OK ");
  ASSERT_EQ(StateOf("bob"), Place::WAITLISTED);
  AddGoal("bob", "next");
  world.Restart();
  EXPECT_EQ(StateOf("bob"), Place::ACTIVE);
}

TEST_P(WaitlistTest, SurvivesARestart) {
  ASSERT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK ");
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  ASSERT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  ASSERT_EQ(Refused(Withdraw(admin(), Of("ada"))), "OK ");
  world.Restart();
  EXPECT_EQ(StateOf("bob"), Place::ACTIVE);
  EXPECT_EQ(StateOf("ada"), Place::WITHDRAWN);
}

}  // namespace
}  // namespace gilde::matching
