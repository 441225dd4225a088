// Mentors whose approval is taken back while they take part, through the RPCs.
#include "tests/matching/api/enrollment_fixture.h"

namespace gilde::matching {
namespace {

using gilde::profile::v1::ReviewMentorOfferRequest;
using testing::ElementsAre;

class ApprovalTest : public EnrollmentTest {
 protected:
  ApprovalTest() { EXPECT_EQ(Refused(Create(admin(), Creating("grace", Place::MENTOR))), "OK "); }
  void Decline() { Review("grace", ReviewMentorOfferRequest::DECLINE); }
  void Approve() { Review("grace", ReviewMentorOfferRequest::APPROVE); }
  // `PAUSED` of grace in the program, with a `!` when that is for want of approval.
  std::string Stands() {
    Place::State state = StateOf("grace");
    return Place::State_Name(state) + (Enrollment(Of("grace")).lost_approval() ? "!" : "");
  }
  // Writes grace's offer, or its absence.
  void Offer(int capacity) {
    gilde::profile::v1::UpdateProfileRequest request;
    request.mutable_profile()->set_name(Person("grace"));
    if (capacity > 0) request.mutable_profile()->mutable_mentor_offer()->set_capacity(capacity);
    request.mutable_update_mask()->add_paths("mentor_offer");
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(as("grace"), "UpdateProfile", request)), "OK ");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ApprovalTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ApprovalTest, ThatIsTakenBackPausesTheMentorUntilItIsGivenAgain) {
  EXPECT_EQ(Stands(), "ACTIVE");
  Decline();
  EXPECT_EQ(Stands(), "PAUSED!");
  EXPECT_THAT(Events("enrollment.*"), ElementsAre("enrollment.activated", "enrollment.paused"));
  EXPECT_EQ(Refused(Resume(as("grace"), Of("grace"))), "FAILED_PRECONDITION MENTOR_NOT_VETTED");
  Approve();
  EXPECT_EQ(Stands(), "ACTIVE");
  EXPECT_THAT(Events("enrollment.*"), ElementsAre("enrollment.activated", "enrollment.paused", "enrollment.resumed"));
}

TEST_P(ApprovalTest, IsGoneWithTheOffer) {
  Offer(0);
  EXPECT_EQ(Stands(), "PAUSED!");
  Offer(2);
  EXPECT_EQ(Stands(), "PAUSED!") << "nobody has looked at the new one";
  Approve();
  EXPECT_EQ(Stands(), "ACTIVE");
}

TEST_P(ApprovalTest, ThatIsTakenBackLeavesMentorshipsAsTheyAre) {
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  std::string pair = BeginPair(program, "ada", "grace");
  Decline();
  EXPECT_EQ(Stands(), "PAUSED!");
  EXPECT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  EXPECT_EQ(SeatsTaken(Of("grace")), 1);
  Approve();
  EXPECT_EQ(Stands(), "ACTIVE");
  EXPECT_EQ(SeatsTaken(Of("grace")), 1);
}

TEST_P(ApprovalTest, ThatIsTakenBackTakesTheSeatsFromTheWaitlistWithIt) {
  ASSERT_EQ(Refused(Mentee("ada")), "OK ");
  AddPerson("alan", 1);
  Enroll(program, "alan", Place::MENTOR);
  Decline();
  ASSERT_EQ(Stands(), "PAUSED!");
  EXPECT_EQ(Mentee("bob")->state(), Place::WAITLISTED);
  EXPECT_EQ(StateOf("ada"), Place::ACTIVE);
  Approve();
  EXPECT_EQ(StateOf("bob"), Place::ACTIVE);
}

TEST_P(ApprovalTest, ThatComesBackEndsNoRestThatTheMentorAskedFor) {
  ASSERT_EQ(Refused(Pause(as("grace"), Of("grace"))), "OK ");
  Decline();
  EXPECT_EQ(Stands(), "PAUSED");
  Approve();
  EXPECT_EQ(Stands(), "PAUSED");
  EXPECT_EQ(Refused(Resume(as("grace"), Of("grace"))), "OK ");
}

TEST_P(ApprovalTest, ThatComesBackWaitsForTheGoalOfAMentorWhoAlsoLearns) {
  std::string goal = AddGoal("grace", "sql");
  Place both;
  both.set_name(Of("grace"));
  both.add_roles(Place::MENTOR);
  both.add_roles(Place::MENTEE);
  ASSERT_EQ(Refused(Update(admin(), both, {"roles"})), "OK ");
  ASSERT_EQ(Stands(), "ACTIVE");
  Decline();
  EXPECT_EQ(Stands(), "PAUSED!");
  ReachGoal("grace", goal);
  Approve();
  EXPECT_EQ(Stands(), "PAUSED!");
  AddGoal("grace", "next");
  EXPECT_EQ(Stands(), "ACTIVE");
}

TEST_P(ApprovalTest, IsOfNoConcernToPeersAndToWhoHasLeftTheProgram) {
  ASSERT_EQ(Refused(Withdraw(as("grace"), Of("grace"))), "OK ");
  AddGoal("grace", "sql");
  std::string peers = AddProgram("peers", v1::Program::PEER);
  std::string place = Enroll(peers, "grace", Place::PEER);
  Decline();
  EXPECT_EQ(Stands(), "WITHDRAWN");
  EXPECT_EQ(Enrollment(place).state(), Place::ACTIVE);
  Approve();
  EXPECT_EQ(Stands(), "WITHDRAWN");
}

TEST_P(ApprovalTest, ThatIsTakenBackWhileTheServicesStandStillPausesTheMentorAfterwards) {
  world.Settle();
  Decline();
  world.Restart();
  EXPECT_EQ(Stands(), "PAUSED!");
  Approve();
  world.Restart();
  EXPECT_EQ(Stands(), "ACTIVE");
}

}  // namespace
}  // namespace gilde::matching
