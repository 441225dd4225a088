// Never again: what one of two people asks for is obeyed from then on, and told to nobody.
#include "tests/matching/api/match_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class NeverAgainTest : public MatchTest {
 protected:
  // Ada and Grace come to a good end, which one of them ends for both.
  std::string Ended(const std::string& by, bool never_again) {
    std::string pair = BeginPair(program, "ada", "grace");
    EXPECT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    v1::EndMentorshipRequest request;
    request.set_name(pair);
    request.set_reason(v1::Mentorship::TERM);
    request.set_never_again(never_again);
    EXPECT_EQ(Refused(Mentoring<v1::EndMentorshipResponse>(as(by), "EndMentorship", request)), "OK ");
    world.Settle();
    return pair;
  }
  absl::StatusOr<v1::Mentorship> Together(const std::string& by, const std::string& mentor, const std::string& mentee) {
    v1::CreateMentorshipRequest request;
    request.set_parent(kAcme);
    request.mutable_mentorship()->add_mentors(Person(mentor));
    request.mutable_mentorship()->add_mentees(Person(mentee));
    return Mentoring<v1::Mentorship>(as(by), "CreateMentorship", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, NeverAgainTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(NeverAgainTest, SaidByTheMenteeAloneKeepsTheTwoApartInEveryProgram) {
  Ended("ada", true);
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  EXPECT_THAT(Forbids("grace"), ElementsAre("PAST"));
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"grace"}))), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
  EXPECT_EQ(Refused(Send(Draft("organizations/acme/programs/informal", "ada", {"grace"}))), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"alan"}))), "OK ") << "others are as free as before";
}

TEST_P(NeverAgainTest, SaidByTheMentorAloneIsObeyedWhoeverOfThemBegins) {
  Ended("grace", true);
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"grace"}))), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
  for (const char* by : {"ada", "grace"}) {
    EXPECT_EQ(Refused(Together(by, "grace", "ada")), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE") << by;
    EXPECT_EQ(Refused(Together(by, "ada", "grace")), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE") << by;
  }
}

TEST_P(NeverAgainTest, AlsoHoldsForWhoBlocksAndForTheReportingLineWhereTwoPeopleBeginThemselves) {
  EXPECT_EQ(Refused(Together("ada", "alan", "ada")), "OK ");
  ChangeProfile(
      "grace", [](auto& profile) { profile.add_blocked(Person("ada")); }, true);
  for (const char* by : {"ada", "grace"}) {
    EXPECT_EQ(Refused(Together(by, "grace", "ada")), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE") << by;
    EXPECT_EQ(Refused(Together(by, "ada", "grace")), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE") << by;
  }
  AddPerson("bob", 2);
  ChangeProfile("ada", [](auto& profile) { profile.set_manager(Person("bob")); });
  EXPECT_EQ(Refused(Together("ada", "bob", "ada")), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE") << "their own manager";
}

TEST_P(NeverAgainTest, IsToldToNeitherOfTheTwo) {
  v1::GetMentorshipRequest get;
  get.set_name(Ended("grace", true));
  for (const char* id : {"ada", "grace"}) {
    auto seen = Mentoring<v1::Mentorship>(as(id), "GetMentorship", get);
    ASSERT_EQ(Refused(seen), "OK ");
    EXPECT_FALSE(seen->never_again()) << id;
    EXPECT_EQ(seen->end_reason(), v1::Mentorship::TERM) << id;
  }
}

TEST_P(NeverAgainTest, IsNotSaidByAnEndWithoutIt) {
  Ended("ada", false);
  EXPECT_THAT(Recommended(), UnorderedElementsAre("alan", "grace"));
  EXPECT_THAT(Forbids("grace"), testing::IsEmpty());
  EXPECT_EQ(Refused(Together("ada", "grace", "ada")), "OK ");
}

}  // namespace
}  // namespace gilde::matching
