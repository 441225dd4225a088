// What a policy leads to, through the RPCs: mentees for a mentor, another policy tried, and one that was learned.
#include "common/base/clock.h"
#include "services/matching/api/match_api.h"
#include "tests/matching/api/match_fixture.h"
#include "tests/support/fields.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using v1::RecommendMenteesResponse;
using v1::SimulateMatchPolicyResponse;

class PolicyTest : public MatchTest {
 protected:
  PolicyTest() {
    AddPerson("bob");
    AddGoal("bob", "kafka");
    Enroll(program, "bob", v1::Enrollment::MENTEE);
    world.Settle();
  }
  absl::StatusOr<RecommendMenteesResponse> Mentees(const rpc::Client& client, const std::string& mentor, int size = 0) {
    v1::RecommendMenteesRequest request;
    request.set_program(program);
    request.set_mentor(Person(mentor));
    request.set_page_size(size);
    return Match<RecommendMenteesResponse>(client, "RecommendMentees", request);
  }
  absl::StatusOr<SimulateMatchPolicyResponse> Simulate(const rpc::Client& client, const v1::MatchPolicy& policy) {
    v1::SimulateMatchPolicyRequest request;
    request.set_program(program);
    *request.mutable_policy() = policy;
    return Match<SimulateMatchPolicyResponse>(client, "SimulateMatchPolicy", request);
  }
  // Tables by which a mentor with few skills is the better one.
  static v1::MatchPolicy Learned() {
    v1::MatchPolicy policy;
    v1::MatchPolicy::Table& table = *policy.add_tables();
    v1::MatchPolicy::Measure& measure = *table.add_measures();
    measure.set_kind(v1::MatchPolicy::Measure::COUNT);
    measure.set_mentor_attribute("skills_offered");
    measure.add_cuts(2);
    table.add_weights(10);
    table.add_weights(5);
    return policy;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PolicyTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(PolicyTest, RecommendsMenteesWithTheScoreThatTheySee) {
  auto response = Mentees(as("grace"), "grace");
  ASSERT_EQ(Refused(response), "OK ");
  ASSERT_EQ(response->recommendations_size(), 2);
  EXPECT_EQ(response->recommendations(0).mentee(), Person("ada")) << "who seeks what grace offers";
  EXPECT_EQ(response->recommendations(1).mentee(), Person("bob"));
  EXPECT_EQ(response->recommendations(0).rank(), 1);
  for (const auto& one : response->recommendations()) EXPECT_EQ(Sum(one.parts()), one.score());
  EXPECT_EQ(response->recommendations(0).score(), Explain(as("ada"), "grace")->score());
  EXPECT_EQ(Mentees(admin(), "grace", 1)->recommendations_size(), 1);
}

TEST_P(PolicyTest, RecommendsNoMenteeWhomARuleForbids) {
  ChangeProfile(
      "ada", [](auto& profile) { profile.add_blocked(Person("grace")); }, true);
  world.Settle();
  auto response = Mentees(as("grace"), "grace");
  ASSERT_EQ(response->recommendations_size(), 1);
  EXPECT_EQ(response->recommendations(0).mentee(), Person("bob"));
  EXPECT_EQ(response->forbidden_count(), 1);
  EXPECT_EQ(Mentees(admin(), "ada")->recommendations_size(), 0) << "who mentors nobody in the program";
}

TEST_P(PolicyTest, IsAskedForByTheMentorOrAnAdministrator) {
  EXPECT_EQ(Refused(Mentees(as("ada"), "grace")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Mentees(auditor(), "grace")), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Mentees(stranger(), "grace")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Mentees(admin(), "nobody")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Simulate(as("grace"), {})), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Simulate(stranger(), {})), "NOT_FOUND RESOURCE_NOT_FOUND");
  auto refused = Mentees(admin(), "");
  EXPECT_THAT(test::Fields(refused.status()), ElementsAre("mentor"));
}

TEST_P(PolicyTest, IsTriedOnTheSamePeopleAndNothingIsWritten) {
  std::string before = GetProgram(program).SerializeAsString();
  auto same = Simulate(admin(), GetProgram(program).match_policy());
  ASSERT_EQ(Refused(same), "OK ");
  EXPECT_EQ(same->change_count(), 0);
  EXPECT_EQ(same->before().mentees(), 2);
  EXPECT_EQ(same->before().allowed_pairs(), 4);
  EXPECT_EQ(same->before().SerializeAsString(), same->after().SerializeAsString());
  v1::MatchPolicy near = GetProgram(program).match_policy();
  near.mutable_hard()->set_constraint("mentor.location = Utrecht");
  ChangeProfile("alan", [](auto& profile) { profile.set_location("Utrecht"); });
  world.Settle();
  auto tried = Simulate(admin(), near);
  ASSERT_EQ(Refused(tried), "OK ");
  EXPECT_EQ(tried->after().allowed_pairs(), 2);
  EXPECT_EQ(tried->after().first_mentors(), 1);
  ASSERT_GT(tried->change_count(), 0);
  EXPECT_EQ(tried->changes(0).mentee(), Person("ada"));
  EXPECT_EQ(tried->changes(0).mentor_before(), Person("grace"));
  EXPECT_EQ(tried->changes(0).mentor_after(), Person("alan"));
  EXPECT_EQ(tried->changes(0).score_before(), 0);
  EXPECT_EQ(GetProgram(program).SerializeAsString(), before);
  SetPolicy([](v1::MatchPolicy& policy) { policy.mutable_hard()->set_constraint("mentor.location = Utrecht"); });
  EXPECT_THAT(Recommended(), ElementsAre("alan")) << "as it was said";
}

TEST_P(PolicyTest, IsTriedOnlyAsLongAsTheCallerWaits) {
  domain::Projection people;
  for (const char* id : {"ada", "alan", "bob", "grace"}) {
    gilde::profile::v1::Profile profile;
    profile.set_name(Person(id));
    people.Put(std::move(profile));
  }
  people.SetComplete();
  api::Rosters rosters(people);
  api::MatchApi api(world.store("matching"), people, rosters);
  v1::SimulateMatchPolicyRequest request;
  request.set_program(program);
  base::Call call = base::System("test", world.clock().Now());
  int asked = 0;
  call.cancelled = [&] { return ++asked < 0; };
  EXPECT_EQ(Refused(api.SimulateMatchPolicy(call, request)), "OK ");
  ASSERT_GE(asked, 4) << "for each of two mentees, as they are read and as they are scored";
  for (int gone = 1, all = asked; gone <= all; ++gone) {
    asked = 0;
    call.cancelled = [&] { return ++asked >= gone; };
    EXPECT_EQ(Refused(api.SimulateMatchPolicy(call, request)), "CANCELLED CANCELLED") << gone;
    EXPECT_EQ(asked, gone) << "nothing was done after it";
  }
  call.cancelled = nullptr;
  call.deadline = base::SystemClock().Now() - absl::Seconds(1);
  EXPECT_EQ(Refused(api.SimulateMatchPolicy(call, request)), "DEADLINE_EXCEEDED DEADLINE_EXCEEDED");
}

TEST_P(PolicyTest, ThatIsWrongIsRefusedWithEachFieldNamed) {
  v1::MatchPolicy wrong = Learned();
  wrong.mutable_tables(0)->mutable_measures(0)->set_mentor_attribute("majors");
  wrong.mutable_hard()->set_constraint("mentor.locatoin = Utrecht");
  wrong.set_exposure_factor(101);
  auto refused = Simulate(admin(), wrong);
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT CONSTRAINT_INVALID");
  EXPECT_THAT(test::Fields(refused.status()),
              ElementsAre("policy.hard.constraint", "policy.exposure_factor", "policy.tables[0].measures[0].mentor_attribute"));
  auto saved = TryPolicy([&](v1::MatchPolicy& policy) { *policy.mutable_tables() = wrong.tables(); });
  EXPECT_THAT(test::Fields(saved.status()), ElementsAre("program.match_policy.tables[0].measures[0].mentor_attribute"));
}

TEST_P(PolicyTest, ThatWasLearnedScoresLikeAnyOther) {
  ChangeProfile("grace", [](auto& profile) {
    for (const char* skill : {"kafka", "sql"}) {
      auto& offered = *profile.add_skills_offered();
      offered.set_skill(skill);
      offered.set_level(5);
    }
  });
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
  SetPolicy([](v1::MatchPolicy& policy) { policy = Learned(); });
  EXPECT_THAT(Recommended(), ElementsAre("alan", "grace"));
  auto explained = Explain(as("ada"), "grace");
  ASSERT_EQ(explained->parts_size(), 1);
  EXPECT_EQ(explained->parts(0).facet(), v1::LEARNED);
  EXPECT_EQ(explained->score(), 50'000'000);
  EXPECT_EQ(explained->parts(0).fact(), "as people chose before, most for how many \"skills offered\" the mentor has");
  EXPECT_EQ(Explain(as("ada"), "grace", "nl")->parts(0).fact(),
            "zoals eerder gekozen is, vooral kijkend naar hoeveel \"skills offered\" de mentor heeft");
}

}  // namespace
}  // namespace gilde::matching
