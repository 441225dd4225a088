// What a mentee seeks weighs in whom they are shown; and where a program keeps its maps.
#include "gilde/matching/v1/match_service.pb.h"
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using gilde::profile::v1::GuidanceKind;
using testing::ElementsAre;

class FitTest : public ProgramsTest {
 protected:
  FitTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    AddPerson("ada");
    AddGoal("ada", "kafka");
    for (const char* id : {"alan", "grace"}) {
      AddPerson(id, 2);
      Enroll(program, id, v1::Enrollment::MENTOR);
    }
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    world.Settle();
  }
  // Mentors for ada, best first, and what this facet gave each.
  std::vector<std::pair<std::string, std::int64_t>> Found(v1::Facet facet) {
    v1::RecommendMentorsRequest request;
    request.set_program(program);
    request.set_mentee(Person("ada"));
    auto found = Match<v1::RecommendMentorsResponse>(as("ada"), "RecommendMentors", request);
    EXPECT_EQ(Refused(found), "OK ");
    std::vector<std::pair<std::string, std::int64_t>> points;
    for (int i = 0; found.ok() && i < found->recommendations_size(); ++i) {
      const auto& one = found->recommendations(i);
      for (const auto& part : one.parts()) {
        if (part.facet() == facet) points.emplace_back(one.mentor().substr(one.mentor().rfind('/') + 1), part.points());
      }
    }
    return points;
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, FitTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(FitTest, OfTwoEqualMentorsTheOneWhoGivesTheKindOfHelpThatIsSoughtComesFirst) {
  ChangeProfile(
      "ada", [](auto& profile) { profile.add_guidance_sought(GuidanceKind::EMOTIONAL_SUPPORT); }, true);
  for (const char* id : {"alan", "grace"}) {
    ChangeProfile(id, [](auto& profile) { profile.add_guidance_offered(GuidanceKind::EMOTIONAL_SUPPORT); });
    auto found = Found(v1::GUIDANCE);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].first, id);
    EXPECT_GT(found[0].second, found[1].second);
    ChangeProfile(id, [](auto& profile) { profile.add_guidance_offered(GuidanceKind::CAREER_STRATEGY); });
  }
}

TEST_P(FitTest, ThePersonaIsTheQueryTheMentorWhoFitsItGetsMoreForIt) {
  ChangeProfile("alan", [](auto& profile) { profile.set_seniority_level(3); });
  ChangeProfile("grace", [](auto& profile) { profile.set_seniority_level(8); });
  for (const auto& [low, high, who] : std::vector<std::tuple<int, int, std::string>>{{7, 9, "grace"}, {2, 4, "alan"}}) {
    ChangeProfile(
        "ada",
        [&, low = low, high = high](auto& profile) {
          profile.mutable_persona()->set_experience("has run a streaming platform");
          profile.mutable_persona()->add_skills("kafka");
          profile.mutable_persona()->set_seniority_min(low);
          profile.mutable_persona()->set_seniority_max(high);
        },
        true);
    std::map<std::string, std::int64_t> points;
    for (const auto& [mentor, given] : Found(v1::PERSONA)) points[mentor] = given;
    ASSERT_EQ(points.size(), 2u);
    EXPECT_GT(points[who], points[who == "alan" ? "grace" : "alan"]);
  }
}

TEST_P(FitTest, AMemberFindsTheMapsOfTheProgramByTheKindOfHelpTheySeek) {
  v1::UpdateProgramRequest update;
  *update.mutable_program() = GetProgram(program);
  for (auto kind : {GuidanceKind::ORGANIZATION_NAVIGATION, GuidanceKind::TECHNICAL}) {
    auto& link = *update.mutable_program()->add_resource_links();
    link.set_guidance_kind(kind);
    link.set_title(kind == GuidanceKind::TECHNICAL ? "The tools we use" : "Who decides what here");
    link.set_uri("https://yard.example/map");
  }
  update.mutable_update_mask()->add_paths("resource_links");
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", update)), "OK ");
  v1::GetProgramRequest get;
  get.set_name(program);
  auto read = Ask<v1::Program>(as("ada"), "GetProgram", get);
  ASSERT_EQ(Refused(read), "OK ");
  std::vector<std::string> maps;
  for (const auto& link : read->resource_links()) {
    if (link.guidance_kind() == GuidanceKind::ORGANIZATION_NAVIGATION) maps.push_back(link.title());
  }
  EXPECT_THAT(maps, ElementsAre("Who decides what here"));
  gilde::profile::v1::CreateGoalRequest goal;
  goal.set_parent(Person("ada"));
  goal.set_goal_id("maps");
  goal.mutable_goal()->set_outcome("I know whom to ask before a release");
  goal.mutable_goal()->add_guidance_kinds(GuidanceKind::ORGANIZATION_NAVIGATION);
  goal.mutable_goal()->set_horizon(gilde::profile::v1::Goal::SHORT);
  goal.mutable_goal()->mutable_target_date()->set_year(2027);
  goal.mutable_goal()->mutable_target_date()->set_month(6);
  goal.mutable_goal()->mutable_target_date()->set_day(1);
  EXPECT_EQ(Refused(as("ada").Call<gilde::profile::v1::Goal>("gilde.profile.v1.GoalService/CreateGoal", goal)), "OK ");
}

}  // namespace
}  // namespace gilde::matching
