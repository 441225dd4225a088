// People who left the organization and come back to it: what ended stays ended, and something new may begin.
#include "tests/matching/api/mentorship_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;

class ComebackTest : public MentorshipTest {
 protected:
  void Move(const std::string& method, const std::string& id) {
    gilde::profile::v1::DeactivateProfileRequest request;
    request.set_name(Person(id));
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), method, request)), "OK ");
    world.Settle();
  }
  // Leaves and is back a week later.
  void LeaveAndComeBack(const std::string& id) {
    Move("DeactivateProfile", id);
    Advance(absl::Hours(24 * 7));
    Move("ReactivateProfile", id);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ComebackTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ComebackTest, OfAMentorLeavesWhatEndedAsItIs) {
  std::string pair = ActivePair();
  AddPerson("bob");
  AddGoal("bob", "kafka");
  Enroll(program, "bob", v1::Enrollment::MENTEE);
  auto open = Send(Draft(program, "bob", {"grace"}));
  ASSERT_EQ(Refused(open), "OK ");
  LeaveAndComeBack("grace");
  EXPECT_EQ(Pair(pair).state(), v1::Mentorship::ENDED);
  EXPECT_EQ(Pair(pair).end_reason(), v1::Mentorship::LEAVER);
  EXPECT_THAT(Pair(pair).rematch(), ElementsAre(Person("ada")));
  EXPECT_EQ(Request(open->name(), "bob").state(), v1::ConversationRequest::EXPIRED);
  EXPECT_EQ(Enrollment(program + "/enrollments/grace").state(), v1::Enrollment::WITHDRAWN);
  EXPECT_EQ(SeatsTaken(program + "/enrollments/grace"), 0);
  EXPECT_EQ(Refused(Send(Draft(program, "bob", {"grace"}))), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE") << "not before she enrolls";
}

TEST_P(ComebackTest, OfAMentorWhoEnrollsAgainLetsTheSamePairBeginAnew) {
  std::string pair = ActivePair();
  LeaveAndComeBack("grace");
  Enroll(program, "grace", v1::Enrollment::MENTOR, 1);
  std::string again = BeginPair(program, "ada", "grace");
  EXPECT_NE(again, pair);
  EXPECT_EQ(Pair(again).state(), v1::Mentorship::INTRO);
  EXPECT_EQ(SeatsTaken(program + "/enrollments/grace"), 1);
  EXPECT_EQ(Enrollment(place).priority(), 0) << "she has another mentor";
  EXPECT_EQ(Pair(pair).end_reason(), v1::Mentorship::LEAVER);
}

TEST_P(ComebackTest, OfAMenteeGivesNeitherAPlaceBackNorTheFirstOneInLine) {
  std::string pair = ActivePair();
  LeaveAndComeBack("ada");
  EXPECT_EQ(Pair(pair).end_reason(), v1::Mentorship::LEAVER);
  EXPECT_EQ(Pair(pair).rematch_size(), 0);
  EXPECT_EQ(Enrollment(place).state(), v1::Enrollment::WITHDRAWN);
  EXPECT_EQ(Enrollment(place).priority(), 0);
  Enroll(program, "ada", v1::Enrollment::MENTEE);
  EXPECT_EQ(Enrollment(place).state(), v1::Enrollment::ACTIVE) << "with the goal she had";
  EXPECT_EQ(Pair(BeginPair(program, "ada", "grace")).state(), v1::Mentorship::INTRO);
}

}  // namespace
}  // namespace gilde::matching
