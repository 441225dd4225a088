// Values that an enumeration of the protocol does not have, and rules at their limits, through the RPCs.
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;

class UnknownValuesTest : public ProgramsTest {
 protected:
  template <class Enum>
  static Enum Unknown() {
    return static_cast<Enum>(99);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, UnknownValuesTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(UnknownValuesTest, AreNoStatesThatAListCouldHave) {
  v1::ListEnrollmentsRequest enrollments;
  enrollments.set_parent(AddProgram("p1", v1::Program::FORMAL));
  enrollments.set_state(Unknown<v1::Enrollment::State>());
  v1::ListMentorshipsRequest mentorships;
  mentorships.set_parent(kAcme);
  mentorships.set_state(Unknown<v1::Mentorship::State>());
  v1::ListConversationRequestsRequest requests;
  requests.set_parent(kAcme);
  requests.set_state(Unknown<v1::ConversationRequest::State>());
  for (const absl::Status& refused :
       {Ask<v1::ListEnrollmentsResponse>(admin(), "ListEnrollments", enrollments).status(),
        Mentoring<v1::ListMentorshipsResponse>(admin(), "ListMentorships", mentorships).status(),
        Conversation<v1::ListConversationRequestsResponse>(admin(), "ListConversationRequests", requests).status()}) {
    EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT STATE_INVALID");
    EXPECT_THAT(Fields(refused), ElementsAre("state"));
  }
}

TEST_P(UnknownValuesTest, AreNoAnswerToAWrapUp) {
  AddPerson("ada");
  AddPerson("grace", 1);
  AddGoal("ada", "kafka");
  std::string program = AddProgram("p1", v1::Program::FORMAL);
  Enroll(program, "grace", v1::Enrollment::MENTOR);
  Enroll(program, "ada", v1::Enrollment::MENTEE);
  std::string pair = BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  v1::ProposeWrapUpRequest propose;
  propose.set_name(pair);
  ASSERT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "ProposeWrapUp", propose)), "OK ");
  v1::AnswerWrapUpRequest answer;
  answer.set_name(pair);
  answer.set_answer(Unknown<v1::AnswerWrapUpRequest::Answer>());
  absl::Status refused = Mentoring<v1::Mentorship>(as("ada"), "AnswerWrapUp", answer).status();
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT ANSWER_MISSING");
  EXPECT_THAT(Fields(refused), ElementsAre("answer"));
  EXPECT_EQ(Pair(pair).state(), v1::Mentorship::WRAPPING_UP);
}

TEST_P(UnknownValuesTest, AreNoEndOfACodeAndNeitherIsAFarFuture) {
  v1::CreateInvitationCodeRequest request;
  request.set_parent(AddProgram("p1", v1::Program::FORMAL));
  auto& expires = *request.mutable_invitation_code()->mutable_expire_time();
  for (int fault : {0, 1}) {
    expires = base::ToProto(now() + absl::Hours(fault == 0 ? 24 * 3650 + 1 : 1));
    if (fault == 1) expires.set_nanos(-1);
    absl::Status refused = Ask<v1::InvitationCode>(admin(), "CreateInvitationCode", request).status();
    EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT TIME_INVALID");
    EXPECT_THAT(Fields(refused), ElementsAre("invitation_code.expire_time"));
  }
  expires = base::ToProto(now() + absl::Hours(24 * 3650));
  EXPECT_EQ(Refused(Ask<v1::InvitationCode>(admin(), "CreateInvitationCode", request)), "OK ");
}

TEST_P(UnknownValuesTest, AreNotInRulesAndAnInformalProgramGetsNoEnd) {
  v1::UpdateProgramRequest update;
  auto& wanted = *update.mutable_program();
  wanted.set_name(AddProgram("p1", v1::Program::INFORMAL));
  wanted.mutable_end_date()->set_year(2030);
  wanted.mutable_end_date()->set_month(1);
  wanted.mutable_end_date()->set_day(31);
  for (int i = 0; i < 2; ++i) wanted.mutable_rules()->add_session_minutes(30);
  for (int i = 0; i < 13; ++i) wanted.mutable_rules()->add_contact_days(30 + i);
  update.mutable_update_mask()->add_paths("end_date");
  update.mutable_update_mask()->add_paths("rules.session_minutes");
  update.mutable_update_mask()->add_paths("rules.contact_days");
  absl::Status refused = Ask<v1::Program>(admin(), "UpdateProgram", update).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Fields(refused), ElementsAre("program.end_date", "program.rules.session_minutes", "program.rules.contact_days"));
  v1::CreateProgramRequest create;
  create.set_parent(kAcme);
  *create.mutable_program() = wanted;
  create.mutable_program()->clear_rules();
  create.mutable_program()->set_title("Between us");
  create.mutable_program()->set_kind(v1::Program::INFORMAL);
  EXPECT_THAT(Fields(Ask<v1::Program>(admin(), "CreateProgram", create).status()), ElementsAre("program.end_date"));
  wanted.set_name("organizations/acme/programs/informal");
  EXPECT_THAT(Fields(Ask<v1::Program>(admin(), "UpdateProgram", update).status()).front(), "program.end_date");
}

}  // namespace
}  // namespace gilde::matching
