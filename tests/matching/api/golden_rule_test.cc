// The golden rule in five languages, as a draft that is checked hears it.
#include "tests/matching/api/relationship_fixture.h"
#include "tests/matching/domain/golden_texts.h"

namespace gilde::matching {
namespace {

class GoldenRuleTest : public RelationshipTest {
 protected:
  GoldenRuleTest() {
    AddPerson("ada");
    AddPerson("grace", 3);
    program = AddProgram("p1", v1::Program::FORMAL);
    AddGoal("ada", "kafka");
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    Enroll(program, "grace", v1::Enrollment::MENTOR, 3);
    check.set_parent(kAcme);
    draft = Draft(program, "ada", {"grace"}).conversation_request();
  }
  // Fields in which the rule is found when the text stands in one of the three that mentors read in full, in turn.
  std::string Found(std::string_view text, int turn) {
    *check.mutable_conversation_request() = draft;
    auto& request = *check.mutable_conversation_request();
    if (turn % 3 == 0) request.set_introduction(std::string(text));
    if (turn % 3 == 1) request.set_opening("Your talk Backpressure by Example was clear. " + std::string(text));
    if (turn % 3 == 2) request.set_questions(1, std::string(text));
    auto read = Conversation<v1::CheckConversationRequestResponse>(as("ada"), "CheckConversationRequest", check);
    if (!read.ok()) return Refused(read);
    std::string fields;
    for (const auto& finding : read->findings()) {
      if (finding.reason() == "GOLDEN_RULE") fields += finding.field() + " ";
    }
    return fields;
  }
  std::string program;
  v1::CheckConversationRequestRequest check;
  v1::ConversationRequest draft;
};
INSTANTIATE_TEST_SUITE_P(Engines, GoldenRuleTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(GoldenRuleTest, IsFoundInWhatAsksForAMentorAndInNothingElse) {
  const std::string fields[] = {"conversation_request.introduction ", "conversation_request.opening ",
                                "conversation_request.questions[1] "};
  for (const domain::GoldenTexts& language : {domain::EnglishGoldenTexts(), domain::DutchGoldenTexts(), domain::GermanGoldenTexts(),
                                              domain::FrenchGoldenTexts(), domain::SpanishGoldenTexts()}) {
    SCOPED_TRACE(language.name);
    EXPECT_GE(language.caught.size(), 40U);
    EXPECT_GE(language.innocent.size(), 40U);
    int turn = 0;
    for (std::string_view text : language.caught) {
      EXPECT_EQ(Found(text, turn), fields[turn % 3]) << text;
      ++turn;
    }
    for (std::string_view text : language.innocent) EXPECT_EQ(Found(text, turn++), "") << text;
  }
}

}  // namespace
}  // namespace gilde::matching
