// The lifecycle walked by those who have no part in a pair, and by a pair whose first conversation is over.
#include "tests/matching/api/lifecycle_fixture.h"

namespace gilde::matching {
namespace {

class LifecycleOthersTest : public LifecycleTest {
 protected:
  // A pair that goes on, and has yet to sign the agreement that its program asks for.
  Couple Unsigned() {
    Couple couple = Meet([](v1::Program& program) { program.mutable_rules()->set_ask_agreement(true); });
    couple.name = BeginPair(couple.program, couple.mentee, couple.mentor);
    Done(Try(Move::kProposeAgreement, couple, as(couple.mentor)));
    Done(Try(Move::kContinue, couple, as(couple.mentee)));
    return couple;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LifecycleOthersTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(LifecycleOthersTest, NobodyElseMakesAnyMoveInAnyState) {
  AddPerson("eve", 2);
  struct Other {
    const char* name;
    rpc::Client client;
    const char* refusal;
  };
  const Other others[] = {
      {"a member who is no party", as("eve"), "PERMISSION_DENIED NOT_A_PARTY"},
      {"the platform", platform(), "PERMISSION_DENIED ROLE_REQUIRED"},
      {"an auditor", world.client("acme", "auditor"), "PERMISSION_DENIED ROLE_REQUIRED"},
      {"an auditor on behalf of somebody", world.client("acme", "auditor,platform", Person("eve")), "PERMISSION_DENIED ROLE_REQUIRED"},
      {"somebody of another organization", world.client("other", "member", "organizations/other/profiles/eve"),
       "NOT_FOUND RESOURCE_NOT_FOUND"},
  };
  for (State state : kStates) {
    Couple couple = In(state);
    std::string before = Pair(couple.name).SerializeAsString();
    for (int i = 0; i < domain::kMoveCount; ++i) {
      Move move = static_cast<Move>(i);
      if (!HasRpc(move)) continue;
      for (const Other& other : others) {
        EXPECT_EQ(Refused(Try(move, couple, other.client)), other.refusal)
            << v1::Mentorship::State_Name(state) << " " << domain::NameOf(move) << " by " << other.name;
      }
    }
    EXPECT_EQ(Pair(couple.name).SerializeAsString(), before) << v1::Mentorship::State_Name(state);
  }
}

TEST_P(LifecycleOthersTest, AFirstConversationThatIsOverIsNotConcludedAgain) {
  Couple couple = Unsigned();
  std::string before = Pair(couple.name).SerializeAsString();
  int refused = 0;
  for (int i = 0; i < domain::kMoveCount; ++i) {
    Move move = static_cast<Move>(i);
    bool legal = domain::FindRow(v1::Mentorship::INTRO, move) != nullptr;
    if (!HasRpc(move) || (legal && move != Move::kContinue)) continue;
    std::string reason = legal ? "INTRO_CONCLUDED" : std::string(domain::RefusalOf(v1::Mentorship::INTRO, move));
    for (const std::string& person : {couple.mentee, couple.mentor}) {
      EXPECT_EQ(Refused(Try(move, couple, as(person))), "FAILED_PRECONDITION " + reason) << domain::NameOf(move) << " by " << person;
      ++refused;
    }
  }
  EXPECT_GE(refused, 22);
  v1::WithdrawConversationRequestRequest back;
  back.set_name(Pair(couple.name).conversation_request());
  EXPECT_EQ(Refused(Conversation<v1::ConversationRequest>(as(couple.mentor), "WithdrawConversationRequest", back)),
            "FAILED_PRECONDITION INTRO_CONCLUDED");
  EXPECT_EQ(Pair(couple.name).SerializeAsString(), before);
  EXPECT_EQ(Pair(couple.name).state(), v1::Mentorship::INTRO);
}

TEST_P(LifecycleOthersTest, AFirstConversationThatIsOverLeadsOnWithTheSignatureOrToAnEnd) {
  const std::pair<Move, State> ways[] = {
      {Move::kSignAgreement, v1::Mentorship::ACTIVE}, {Move::kProposeAgreement, v1::Mentorship::INTRO},
      {Move::kContact, v1::Mentorship::INTRO},        {Move::kEndNotNow, v1::Mentorship::ENDED},
      {Move::kEndMismatch, v1::Mentorship::ENDED},    {Move::kEndMovedOn, v1::Mentorship::ENDED},
      {Move::kEndReferred, v1::Mentorship::ENDED},
  };
  for (const auto& [move, to] : ways) {
    Couple couple = Unsigned();
    EXPECT_EQ(Refused(Try(move, couple, as(couple.mentee))), "OK ") << domain::NameOf(move);
    EXPECT_EQ(Pair(couple.name).state(), to) << domain::NameOf(move);
  }
}

}  // namespace
}  // namespace gilde::matching
