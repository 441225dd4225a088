// A policy learned from what mentors answered to the requests of a program.
#include "tests/matching/api/match_run_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;

class FitPolicyTest : public MatchRunTest {
 protected:
  FitPolicyTest() { program = AddProgram("p1", v1::Program::FORMAL); }

  // Mentors of law and of art are asked by each of so many mentees; whoever offers what is sought accepts, the other declines.
  void Decide(int mentees) {
    for (int i = 0; i < mentees; ++i) {
      std::string id = absl::StrCat("e", i), skill = SkillOf(i);
      AddPerson(id);
      AddGoal(id, "kafka");
      ChangeProfile(id, [&](auto& profile) {
        auto& sought = *profile.add_skills_sought();
        sought.set_skill(skill);
        sought.set_from_level(1);
        sought.set_to_level(5);
        profile.set_location(i % 4 < 3 ? "Utrecht" : "Delft");
        profile.set_seniority_level(2);
      });
      Enroll(program, id, v1::Enrollment::MENTEE);
    }
    for (const char* skill : {"law", "art"}) {
      AddPerson(skill, 20);
      ChangeProfile(skill, [&](auto& profile) {
        auto& offered = *profile.add_skills_offered();
        offered.set_skill(skill);
        offered.set_level(5);
      });
      Enroll(program, skill, v1::Enrollment::MENTOR, 20);
    }
    world.Settle();
    // First those who decline, as long as they have seats and can be asked.
    for (int i = 0; i < mentees; ++i) {
      auto refused = Send(Draft(program, absl::StrCat("e", i), {SkillOf(i + 1)}));
      ASSERT_EQ(Refused(refused), "OK ");
      ASSERT_EQ(Refused(Decline(SkillOf(i + 1), refused->name())), "OK ");
    }
    for (int i = 0; i < mentees; ++i) BeginPair(program, absl::StrCat("e", i), SkillOf(i));
    world.Settle();
  }
  static std::string SkillOf(int i) { return i % 2 == 0 ? "law" : "art"; }

  absl::StatusOr<Operation> Fit(const v1::FitMatchPolicyRequest& request) { return Match<Operation>(admin(), "FitMatchPolicy", request); }
  v1::FitMatchPolicyRequest Asking() const {
    v1::FitMatchPolicyRequest request;
    request.set_program(program);
    return request;
  }
  Operation Fitted(const v1::FitMatchPolicyRequest& request) {
    auto operation = Fit(request);
    EXPECT_EQ(Refused(operation), "OK ");
    world.Settle();
    return operation.ok() ? OperationOf(operation->name()) : Operation();
  }
  v1::FitMatchPolicyResponse Learned(const v1::FitMatchPolicyRequest& request) {
    Operation operation = Fitted(request);
    EXPECT_EQ(EndOf(operation), "OK ");
    v1::FitMatchPolicyResponse response;
    EXPECT_TRUE(operation.response().UnpackTo(&response));
    return response;
  }
  std::int64_t Score(const std::string& mentee, const std::string& mentor) {
    v1::ExplainMatchRequest request;
    request.set_program(program);
    request.set_mentee(Person(mentee));
    request.set_mentor(Person(mentor));
    return Match<v1::ExplainMatchResponse>(admin(), "ExplainMatch", request)->score();
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, FitPolicyTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(FitPolicyTest, PrefersWhatWasAcceptedAndIsSavedLikeAnyOther) {
  Decide(40);
  v1::FitMatchPolicyRequest request = Asking();
  request.set_group_attribute("location");
  v1::FitMatchPolicyResponse learned = Learned(request);
  ASSERT_EQ(learned.agreement_size(), 3);
  EXPECT_EQ(learned.agreement(0).group(), "");
  EXPECT_EQ(learned.agreement(0).mentees(), 40);
  EXPECT_EQ(learned.agreement(0).decisions(), 80);
  EXPECT_EQ(learned.agreement(0).accepted(), 40);
  EXPECT_GT(learned.agreement(0).auc(), 9000);
  EXPECT_EQ(learned.agreement(1).group(), "Delft");
  EXPECT_EQ(learned.agreement(1).mentees(), 10);
  EXPECT_EQ(learned.agreement(2).group(), "Utrecht");
  EXPECT_EQ(learned.agreement(2).mentees(), 30);
  int decisions = 0;
  for (const auto& tenth : learned.calibration()) decisions += tenth.decisions();
  EXPECT_EQ(decisions, 80);
  EXPECT_EQ(GetProgram(program).match_policy().tables_size(), 0) << "nothing is changed by learning";
  EXPECT_EQ(learned.SerializeAsString(), Learned(request).SerializeAsString()) << "the same decisions, the same policy";

  v1::UpdateProgramRequest save;
  *save.mutable_program() = GetProgram(program);
  *save.mutable_program()->mutable_match_policy() = learned.policy();
  save.mutable_update_mask()->add_paths("match_policy");
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", save)), "OK ");
  for (int i : {0, 1, 2, 3}) EXPECT_GT(Score(absl::StrCat("e", i), SkillOf(i)), Score(absl::StrCat("e", i), SkillOf(i + 1)));
}

TEST_P(FitPolicyTest, NeverLearnsFromWhatIsProtected) {
  Decide(40);
  v1::FitMatchPolicyRequest request = Asking();
  request.add_protected_attributes("skills_offered");
  // Without what mentors offer nothing tells the answers apart, or something else does: in no table is there anything of it.
  Operation operation = Fitted(request);
  v1::FitMatchPolicyResponse response;
  operation.response().UnpackTo(&response);
  for (const auto& table : response.policy().tables()) {
    for (const auto& measure : table.measures()) {
      EXPECT_NE(measure.mentee_attribute(), "skills_offered");
      EXPECT_NE(measure.mentor_attribute(), "skills_offered");
    }
  }
  EXPECT_EQ(EndOf(operation), operation.has_response() ? "OK " : "FAILED_PRECONDITION TOO_FEW_DECISIONS");
}

TEST_P(FitPolicyTest, TakesTenMenteesWhoHaveAskedAndAnswersThatDiffer) {
  EXPECT_EQ(EndOf(Fitted(Asking())), "FAILED_PRECONDITION TOO_FEW_DECISIONS");
  Decide(9);
  EXPECT_EQ(EndOf(Fitted(Asking())), "FAILED_PRECONDITION TOO_FEW_DECISIONS");
}

TEST_P(FitPolicyTest, NamesWhatIsWrong) {
  v1::FitMatchPolicyRequest wrong;
  wrong.set_program("p1");
  for (const char* name : {"location", "shoe_size", "mentee.location"}) wrong.add_protected_attributes(name);
  wrong.set_group_attribute("skills_sought");
  EXPECT_THAT(Fields(Fit(wrong).status()), ElementsAre("program", "protected_attributes[1]", "protected_attributes[2]", "group_attribute"));
  v1::FitMatchPolicyRequest missing = Asking();
  missing.set_program(std::string(kAcme) + "/programs/none");
  EXPECT_EQ(Refused(Fit(missing)), "NOT_FOUND RESOURCE_NOT_FOUND");
}

}  // namespace
}  // namespace gilde::matching
