// What changed since a request was sent: it goes to nobody who could not be asked anew, and begins nothing that must not begin.
#include <map>

#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

class LaterChoiceTest : public ProgramsTest {
 protected:
  LaterChoiceTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    for (const char* mentor : {"grace", "alan", "barbara"}) {
      AddPerson(mentor, 3);
      seats[mentor] = Enroll(program, mentor, v1::Enrollment::MENTOR, 3);
    }
    AddPerson("ada");
    AddGoal("ada", "kafka");
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    world.Settle();
  }
  std::string Sent(const std::vector<std::string>& mentors, const std::string& to = "") {
    auto sent = Send(Draft(to.empty() ? program : to, "ada", mentors));
    EXPECT_EQ(Refused(sent), "OK ");
    return sent.ok() ? sent->name() : "";
  }
  std::string Asked(const std::string& request) { return Request(request, "ada").mentor(); }
  void Block(const std::string& by, const std::string& whom) {
    ChangeProfile(
        by, [&](auto& profile) { profile.add_blocked(Person(whom)); }, true);
  }
  void TakeVettingBack(const std::string& mentor) {
    gilde::profile::v1::ReviewMentorOfferRequest review;
    review.set_name(Person(mentor));
    review.set_decision(gilde::profile::v1::ReviewMentorOfferRequest::DECLINE);
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(admin(), "ReviewMentorOffer", review)), "OK ");
    world.Settle();
  }
  // Nothing came of it: the request waits as before, and no seat is taken.
  void ExpectUntouched(const std::string& request, const std::string& mentor) {
    EXPECT_EQ(Request(request, "ada").state(), v1::ConversationRequest::SENT);
    EXPECT_EQ(Request(request, "ada").mentorship(), "");
    EXPECT_EQ(SeatsTaken(seats[mentor]), 0);
  }

  std::string program;
  std::map<std::string, std::string> seats;
};
INSTANTIATE_TEST_SUITE_P(Engines, LaterChoiceTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(LaterChoiceTest, IsNobodyWhoBlocksTheMenteeMeanwhileWhenTheFirstDeclines) {
  std::string request = Sent({"grace", "alan", "barbara"});
  Block("alan", "ada");
  ASSERT_EQ(Refused(Decline("grace", request)), "OK ");
  EXPECT_EQ(Asked(request), Person("barbara"));
  EXPECT_EQ(Request(request, "ada").past_choices(1).outcome(), v1::PastChoice::NOT_AVAILABLE);
}

TEST_P(LaterChoiceTest, IsNobodyWhoseVettingWasTakenBackWhenTheFirstIsSilent) {
  std::string request = Sent({"grace", "alan", "barbara"});
  TakeVettingBack("alan");
  Advance(absl::Hours(24 * 3));
  EXPECT_EQ(Asked(request), Person("barbara"));
}

TEST_P(LaterChoiceTest, IsNobodyOfTheReportingLineWhenTheFirstTakesTheYesBack) {
  std::string request = Sent({"grace", "alan"});
  ASSERT_EQ(Refused(Accept("grace", request)), "OK ");
  ChangeProfile("ada", [](auto& profile) { profile.set_manager(Person("alan")); });
  v1::WithdrawConversationRequestRequest back;
  back.set_name(request);
  ASSERT_EQ(Refused(Conversation<v1::ConversationRequest>(as("grace"), "WithdrawConversationRequest", back)), "OK ");
  EXPECT_EQ(Request(request, "ada").state(), v1::ConversationRequest::DECLINED);
}

TEST_P(LaterChoiceTest, IsNobodyOnABreakWhenTheFirstLeaves) {
  std::string request = Sent({"grace", "alan", "barbara"});
  ChangeProfile(
      "alan",
      [](auto& profile) {
        profile.mutable_mentor_offer()->mutable_break_until_date()->set_year(2028);
        profile.mutable_mentor_offer()->mutable_break_until_date()->set_month(1);
        profile.mutable_mentor_offer()->mutable_break_until_date()->set_day(1);
        profile.mutable_mentor_offer()->set_capacity(3);
      },
      true);
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("grace"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  world.Settle();
  EXPECT_EQ(Asked(request), Person("barbara"));
}

TEST_P(LaterChoiceTest, IsNobodyWhoIsBlockedWhenNewRulesMoveTheRequest) {
  std::string request = Sent({"grace", "alan", "barbara"});
  Block("ada", "alan");
  Advance(absl::Hours(24 * 2));
  v1::UpdateProgramRequest update;
  update.mutable_program()->set_name(program);
  update.mutable_program()->mutable_rules()->set_request_next_choice_days(1);
  update.mutable_update_mask()->add_paths("rules.request_next_choice_days");
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", update)), "OK ");
  EXPECT_EQ(Asked(request), Person("barbara"));
}

TEST_P(LaterChoiceTest, OfAMentorWhoBlocksTheMenteeMeanwhileIsNotAccepted) {
  std::string request = Sent({"grace"});
  Block("grace", "ada");
  EXPECT_EQ(Refused(Accept("grace", request)), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
  ExpectUntouched(request, "grace");
}

TEST_P(LaterChoiceTest, OfAMentorWhoseVettingWasTakenBackIsNotAccepted) {
  std::string request = Sent({"grace"});
  TakeVettingBack("grace");
  EXPECT_EQ(Refused(Accept("grace", request)), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
  ExpectUntouched(request, "grace");
}

TEST_P(LaterChoiceTest, IsNotAcceptedOnceTheTwoPartedElsewhereInAMismatchOrForGood) {
  for (bool never_again : {true, false}) {
    std::string request = Sent({never_again ? "grace" : "alan"});
    const std::string mentor = never_again ? "grace" : "alan";
    std::string elsewhere = AddProgram("p-" + mentor, v1::Program::FORMAL);
    Enroll(elsewhere, mentor, v1::Enrollment::MENTOR, 3);
    Enroll(elsewhere, "ada", v1::Enrollment::MENTEE);
    v1::CreateMentorshipRequest create;
    create.set_parent(kAcme);
    create.mutable_mentorship()->set_program(elsewhere);
    create.mutable_mentorship()->add_mentors(Person(mentor));
    create.mutable_mentorship()->add_mentees(Person("ada"));
    auto other = Mentoring<v1::Mentorship>(admin(), "CreateMentorship", create);
    ASSERT_EQ(Refused(other), "OK ");
    v1::AcceptMentorshipRequest yes;
    yes.set_name(other->name());
    for (const std::string& by : {mentor, std::string("ada")}) {
      ASSERT_EQ(Refused(Mentoring<v1::Mentorship>(as(by), "AcceptMentorship", yes)), "OK ");
    }
    ASSERT_EQ(Refused(Conclude("ada", other->name(), v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    v1::EndMentorshipRequest end;
    end.set_name(other->name());
    end.set_reason(never_again ? v1::Mentorship::TERM : v1::Mentorship::MISMATCH);
    end.set_never_again(never_again);
    if (!never_again) end.mutable_needed_instead()->set_experience("somebody who has run a small team");
    ASSERT_EQ(Refused(Mentoring<v1::EndMentorshipResponse>(as("ada"), "EndMentorship", end)), "OK ");
    EXPECT_EQ(Refused(Accept(mentor, request)), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE") << mentor;
    ExpectUntouched(request, mentor);
  }
}

}  // namespace
}  // namespace gilde::matching
