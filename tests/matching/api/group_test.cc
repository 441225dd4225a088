// How many people make a group, as the rules of its program say.
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class GroupTest : public ProgramsTest {
 protected:
  GroupTest() {
    program = AddProgram("g1", v1::Program::GROUP, [](v1::Program& group) {
      group.mutable_rules()->set_group_mentors_max(1);
      group.mutable_rules()->set_group_mentees_min(3);
      group.mutable_rules()->set_group_mentees_max(4);
    });
    for (const char* id : {"e0", "e1", "e2", "e3", "e4"}) {
      AddPerson(id);
      AddGoal(id, "kafka");
      Enroll(program, id, v1::Enrollment::MENTEE);
    }
    for (const char* id : {"m0", "m1", "m2"}) {
      AddPerson(id, 2);
      Enroll(program, id, v1::Enrollment::MENTOR, 2);
    }
  }
  absl::StatusOr<v1::Mentorship> Together(int mentors, int mentees) {
    v1::CreateMentorshipRequest request;
    request.set_parent(kAcme);
    request.mutable_mentorship()->set_program(program);
    for (int i = 0; i < mentors; ++i) request.mutable_mentorship()->add_mentors(Person(absl::StrCat("m", i)));
    for (int i = 0; i < mentees; ++i) request.mutable_mentorship()->add_mentees(Person(absl::StrCat("e", i)));
    return Mentoring<v1::Mentorship>(admin(), "CreateMentorship", request);
  }
  // The fields that are wrong, where nothing but numbers can be.
  std::vector<std::string> Wrong(int mentors, int mentees) {
    absl::Status refused = Together(mentors, mentees).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
    return Fields(refused);
  }
  absl::Status Change(int mentors_max, int mentees_min, int mentees_max) {
    v1::UpdateProgramRequest request;
    request.mutable_program()->set_name(program);
    auto& rules = *request.mutable_program()->mutable_rules();
    rules.set_group_mentors_max(mentors_max);
    rules.set_group_mentees_min(mentees_min);
    rules.set_group_mentees_max(mentees_max);
    for (const char* path : {"group_mentors_max", "group_mentees_min", "group_mentees_max"}) {
      request.mutable_update_mask()->add_paths(absl::StrCat("rules.", path));
    }
    return Ask<v1::Program>(admin(), "UpdateProgram", request).status();
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, GroupTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(GroupTest, OfTooFewOrTooManyIsRefusedWithTheListNamed) {
  EXPECT_THAT(Wrong(1, 2), ElementsAre("mentorship.mentees"));
  EXPECT_THAT(Wrong(1, 5), ElementsAre("mentorship.mentees"));
  EXPECT_THAT(Wrong(2, 3), ElementsAre("mentorship.mentors"));
  EXPECT_THAT(Wrong(0, 3), ElementsAre("mentorship.mentors"));
  EXPECT_THAT(Wrong(2, 5), ElementsAre("mentorship.mentors", "mentorship.mentees"));
  EXPECT_EQ(Refused(Together(2, 3)), "INVALID_ARGUMENT MENTOR_COUNT");
  EXPECT_EQ(Refused(Together(1, 2)), "INVALID_ARGUMENT MENTEE_COUNT");
  EXPECT_THAT(Events("mentorship.*"), IsEmpty());
  auto group = Together(1, 4);
  ASSERT_EQ(Refused(group), "OK ");
  EXPECT_EQ(group->mentees_size(), 4);
}

TEST_P(GroupTest, IsAsLargeAsChangedRulesSay) {
  ASSERT_EQ(Refused(Change(3, 2, 5)), "OK ");
  auto smallest = Together(1, 2);
  ASSERT_EQ(Refused(smallest), "OK ");
  ASSERT_EQ(Refused(End(admin(), smallest->name(), v1::Mentorship::NOT_NOW)), "OK ");
  EXPECT_EQ(Refused(Together(3, 5)), "OK ");
}

TEST_P(GroupTest, HasBoundsThatMakeSense) {
  struct Case {
    int mentors_max, mentees_min, mentees_max;
    std::vector<std::string> wrong;
  };
  const Case cases[] = {
      {0, 2, 12, {"group_mentors_max"}},
      {11, 2, 12, {"group_mentors_max"}},
      {2, 1, 12, {"group_mentees_min"}},
      {2, 2, 51, {"group_mentees_max"}},
      {2, 5, 4, {"group_mentees_max"}},
      {0, 1, 51, {"group_mentors_max", "group_mentees_min", "group_mentees_max"}},
      {10, 2, 50, {}},
      {1, 2, 2, {}},
  };
  for (const Case& one : cases) {
    absl::Status status = Change(one.mentors_max, one.mentees_min, one.mentees_max);
    EXPECT_EQ(Refused(status), one.wrong.empty() ? "OK " : "INVALID_ARGUMENT OUT_OF_RANGE");
    if (one.wrong.empty()) continue;
    std::vector<std::string> wrong;
    for (const std::string& field : one.wrong) wrong.push_back("program.rules." + field);
    EXPECT_EQ(Fields(status), wrong);
  }
}

TEST_P(GroupTest, HasNoBoundsOfItsOwnInAProgramOfPairs) {
  std::string pairs = AddProgram("p1", v1::Program::FORMAL, [](v1::Program& one) {
    one.mutable_rules()->set_group_mentors_max(3);
    one.mutable_rules()->set_group_mentees_max(12);
  });
  for (const char* id : {"e0", "e1"}) Enroll(pairs, id, v1::Enrollment::MENTEE);
  for (const char* id : {"m0", "m1"}) Enroll(pairs, id, v1::Enrollment::MENTOR, 2);
  program = pairs;
  EXPECT_THAT(Wrong(1, 2), ElementsAre("mentorship.mentees"));
  EXPECT_THAT(Wrong(2, 1), ElementsAre("mentorship.mentors"));
  EXPECT_EQ(Refused(Together(1, 1)), "OK ");
}

TEST_P(GroupTest, HasRoomOnASeatForAsManyMenteesAsAGroupHas) {
  program = AddProgram("g2", v1::Program::GROUP, [](v1::Program& group) { group.mutable_rules()->set_group_mentees_max(4); });
  Enroll(program, "m0", v1::Enrollment::MENTOR, 1);
  std::string fourth, fifth;
  for (const char* id : {"e0", "e1", "e2"}) Enroll(program, id, v1::Enrollment::MENTEE);
  fourth = Enroll(program, "e3", v1::Enrollment::MENTEE);
  fifth = Enroll(program, "e4", v1::Enrollment::MENTEE);
  EXPECT_EQ(Enrollment(fourth).state(), v1::Enrollment::ACTIVE);
  EXPECT_EQ(Enrollment(fifth).state(), v1::Enrollment::WAITLISTED);
  Enroll(program, "m1", v1::Enrollment::MENTOR, 1);
  world.Settle();
  EXPECT_EQ(Enrollment(fifth).state(), v1::Enrollment::ACTIVE);
}

TEST_P(GroupTest, ThatMayBeLargerLetsThoseInWhoWaitAndSaysSoWhenTriedToo) {
  program = AddProgram("g2", v1::Program::GROUP, [](v1::Program& group) { group.mutable_rules()->set_group_mentees_max(3); });
  Enroll(program, "m0", v1::Enrollment::MENTOR, 1);
  std::vector<std::string> names;
  for (const char* id : {"e0", "e1", "e2", "e3", "e4"}) names.push_back(Enroll(program, id, v1::Enrollment::MENTEE));
  world.Settle();
  ASSERT_EQ(Enrollment(names[3]).state(), v1::Enrollment::WAITLISTED);
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name(program);
  request.mutable_program()->mutable_rules()->set_group_mentees_max(4);
  request.mutable_update_mask()->add_paths("rules.group_mentees_max");
  for (bool tried : {true, false}) {
    request.set_validate_only(tried);
    auto made = Ask<v1::Program>(admin(), "UpdateProgram", request);
    ASSERT_EQ(Refused(made), "OK ");
    ASSERT_EQ(made->effects_size(), 1) << tried;
    EXPECT_EQ(made->effects(0).event(), "enrollment.activated");
    EXPECT_THAT(made->effects(0).subjects(), ElementsAre(names[3]));
    EXPECT_EQ(made->effects(0).summary(), "1 waiting mentee gets a place");
    EXPECT_EQ(Enrollment(names[3]).state(), tried ? v1::Enrollment::WAITLISTED : v1::Enrollment::ACTIVE);
  }
  world.Settle();
  EXPECT_EQ(Enrollment(names[4]).state(), v1::Enrollment::WAITLISTED);
}

}  // namespace
}  // namespace gilde::matching
