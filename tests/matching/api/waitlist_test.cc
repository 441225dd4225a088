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
