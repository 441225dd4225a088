// Whether people of a program meet across places, in every version of its rules.
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;

class VirtualProgramTest : public ProgramsTest {
 protected:
  VirtualProgramTest() {
    program = AddProgram("p1", v1::Program::FORMAL, [](auto& draft) { draft.set_virtual_(true); });
    AddPerson("grace", 2);
    Enroll(program, "grace", v1::Enrollment::MENTOR, 2);
    AddPerson("ada");
    AddGoal("ada", "kafka");
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    pair = BeginPair(program, "ada", "grace");
  }
  // Whether people meet online only, by version.
  std::vector<bool> Versions() {
    v1::ListProgramRevisionsRequest list;
    list.set_parent(program);
    auto page = Ask<v1::ListProgramRevisionsResponse>(auditor(), "ListProgramRevisions", list);
    EXPECT_EQ(Refused(page), "OK ");
    std::vector<bool> found;
    if (page.ok()) {
      for (const auto& one : page->revisions()) found.push_back(one.virtual_());
    }
    return found;
  }
  void SetVirtual(bool value, bool move_mentorships) {
    v1::UpdateProgramRequest change;
    change.mutable_program()->set_name(program);
    change.mutable_program()->set_virtual_(value);
    change.mutable_update_mask()->add_paths("virtual");
    change.set_move_mentorships(move_mentorships);
    EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", change)), "OK ");
  }
  absl::StatusOr<v1::Program> GoBack(int rule_version, bool move_mentorships) {
    v1::RollbackProgramRequest back;
    back.set_name(program);
    back.set_rule_version(rule_version);
    back.set_move_mentorships(move_mentorships);
    return Ask<v1::Program>(admin(), "RollbackProgram", back);
  }

  std::string program, pair;
};
INSTANTIATE_TEST_SUITE_P(Engines, VirtualProgramTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(VirtualProgramTest, IsKeptInEveryVersionAndComesBackWithIt) {
  SetVirtual(false, false);
  EXPECT_THAT(Versions(), ElementsAre(true, false));
  auto back = GoBack(1, false);
  ASSERT_EQ(Refused(back), "OK ");
  EXPECT_TRUE(back->virtual_());
  EXPECT_TRUE(GetProgram(program).virtual_());
  EXPECT_EQ(back->rule_version(), 3);
  EXPECT_THAT(Versions(), ElementsAre(true, false, true));
}

TEST_P(VirtualProgramTest, ThatComesBackTakesItsMentorshipsAlongWhenAsked) {
  SetVirtual(false, true);
  EXPECT_FALSE(Pair(pair).virtual_());
  ASSERT_EQ(Refused(GoBack(1, false)), "OK ");
  EXPECT_FALSE(Pair(pair).virtual_()) << "nobody asked for it";
  ASSERT_EQ(Refused(GoBack(1, true)), "OK ");
  EXPECT_TRUE(Pair(pair).virtual_());
  EXPECT_EQ(Pair(pair).rule_version(), 3);
}

}  // namespace
}  // namespace gilde::matching
