// Each number of an approach, refused with its field; and what a mentor's yes may name.
#include "tests/matching/api/relationship_fixture.h"
#include "tests/support/fields.h"

namespace gilde::matching {
namespace {

using testing::Contains;

class ApproachRulesTest : public RelationshipTest {
 protected:
  ApproachRulesTest() {
    AddPerson("ada");
    AddPerson("bob", 3);
    AddGoal("ada", "kafka");
    program = AddProgram("p1", v1::Program::FORMAL);
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    Enroll(program, "bob", v1::Enrollment::MENTOR, 3);
    world.Settle();
  }
  // Fields that are named when the draft is sent with this change.
  std::vector<std::string> Wrong(const std::function<void(v1::ConversationRequest&)>& change) {
    v1::CreateConversationRequestRequest request = Draft(program, "ada", {"bob"});
    change(*request.mutable_conversation_request());
    absl::Status status = Send(request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    return test::Fields(status);
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, ApproachRulesTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ApproachRulesTest, TwoOrThreeQuestionsTenToTwentyMinutesFourWeeksAndThreeSlotsAreAsked) {
  EXPECT_THAT(Wrong([](auto& draft) { draft.mutable_questions()->RemoveLast(); }), Contains("conversation_request.questions"));
  EXPECT_THAT(Wrong([](auto& draft) {
                draft.add_questions("Who would you ask?");
                draft.add_questions("What would you drop?");
              }),
              Contains("conversation_request.questions"));
  for (int minutes : {9, 21}) {
    EXPECT_THAT(Wrong([&](auto& draft) { draft.set_minutes(minutes); }), Contains("conversation_request.minutes")) << minutes;
  }
  EXPECT_THAT(Wrong([](auto& draft) { draft.set_window_days(29); }), Contains("conversation_request.window_days"));
  EXPECT_THAT(Wrong([](auto& draft) { draft.mutable_proposed_slots()->RemoveLast(); }), Contains("conversation_request.proposed_slots"));
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"bob"}))), "OK ");
}

TEST_P(ApproachRulesTest, AYesMayNameOneOfTheProposedSlotsAndNoOther) {
  auto sent = Send(Draft(program, "ada", {"bob"}));
  ASSERT_EQ(Refused(sent), "OK ");
  v1::AcceptConversationRequestRequest accept;
  accept.set_name(sent->name());
  *accept.mutable_slot()->mutable_start_time() = base::ToProto(now() + absl::Hours(24 * 9));
  *accept.mutable_slot()->mutable_end_time() = base::ToProto(now() + absl::Hours(24 * 9 + 1));
  EXPECT_EQ(Refused(Conversation<v1::ConversationRequest>(as("bob"), "AcceptConversationRequest", accept)),
            "INVALID_ARGUMENT SLOT_UNKNOWN");
  *accept.mutable_slot() = sent->proposed_slots(1);
  auto accepted = Conversation<v1::ConversationRequest>(as("bob"), "AcceptConversationRequest", accept);
  ASSERT_EQ(Refused(accepted), "OK ");
  EXPECT_EQ(accepted->accepted_slot().DebugString(), sent->proposed_slots(1).DebugString());
}

}  // namespace
}  // namespace gilde::matching
