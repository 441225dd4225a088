// A mentee who looks for two mentors of a program.
#pragma once

#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {

class MatchTest : public ProgramsTest {
 protected:
  MatchTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    AddPerson("ada");
    AddGoal("ada", "kafka");
    ChangeProfile("ada", [](auto& profile) {
      auto& sought = *profile.add_skills_sought();
      sought.set_skill("kafka");
      sought.set_from_level(1);
      sought.set_to_level(5);
    });
    for (const char* id : {"alan", "grace"}) {
      AddPerson(id, 2);
      Enroll(program, id, v1::Enrollment::MENTOR);
    }
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    OfferAt("alan", 3);
    world.Settle();
  }
  void OfferAt(const std::string& id, int level) {
    ChangeProfile(id, [&](auto& profile) {
      auto& offered = *profile.add_skills_offered();
      offered.set_skill("kafka");
      offered.set_level(level);
    });
  }
  v1::RecommendMentorsRequest Asking(const std::string& mentee = "ada", int size = 0) const {
    v1::RecommendMentorsRequest request;
    request.set_program(program);
    request.set_mentee(Person(mentee));
    request.set_page_size(size);
    return request;
  }
  absl::StatusOr<v1::RecommendMentorsResponse> Recommend(const rpc::Client& client, const v1::RecommendMentorsRequest& request) {
    return Match<v1::RecommendMentorsResponse>(client, "RecommendMentors", request);
  }
  // Ids of those recommended to ada, best first.
  std::vector<std::string> Recommended() {
    world.Settle();
    auto response = Recommend(as("ada"), Asking());
    EXPECT_EQ(Refused(response), "OK ");
    std::vector<std::string> ids;
    if (response.ok()) {
      for (const auto& one : response->recommendations()) ids.push_back(one.mentor().substr(one.mentor().rfind('/') + 1));
    }
    return ids;
  }
  absl::StatusOr<v1::ExplainMatchResponse> Explain(const rpc::Client& client, const std::string& mentor, const std::string& locale = "") {
    v1::ExplainMatchRequest request;
    request.set_program(program);
    request.set_mentee(Person("ada"));
    request.set_mentor(Person(mentor));
    request.set_locale(locale);
    return Match<v1::ExplainMatchResponse>(client, "ExplainMatch", request);
  }
  // The rules that forbid ada and this mentor.
  std::vector<std::string> Forbids(const std::string& mentor) {
    world.Settle();
    auto response = Explain(as("ada"), mentor);
    EXPECT_EQ(Refused(response), "OK ");
    std::vector<std::string> rules;
    if (response.ok()) {
      EXPECT_EQ(response->allowed(), response->forbidden().empty());
      for (const auto& forbidden : response->forbidden()) rules.push_back(v1::HardRule_Name(forbidden.rule()));
    }
    return rules;
  }
  absl::StatusOr<v1::Program> TryPolicy(const std::function<void(v1::MatchPolicy&)>& set) {
    v1::UpdateProgramRequest request;
    *request.mutable_program() = GetProgram(program);
    set(*request.mutable_program()->mutable_match_policy());
    request.mutable_update_mask()->add_paths("match_policy");
    return Ask<v1::Program>(admin(), "UpdateProgram", request);
  }
  void SetPolicy(const std::function<void(v1::MatchPolicy&)>& set) { EXPECT_EQ(Refused(TryPolicy(set)), "OK "); }
  template <class Parts>
  static std::int64_t Sum(const Parts& parts) {
    std::int64_t sum = 0;
    for (const auto& part : parts) sum += part.points();
    return sum;
  }

  std::string program;
};

}  // namespace gilde::matching
