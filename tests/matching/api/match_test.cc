// Recommending and explaining through the RPCs.
#include <algorithm>

#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using v1::ExplainMatchResponse;
using v1::RecommendMentorsResponse;

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
  absl::StatusOr<RecommendMentorsResponse> Recommend(const rpc::Client& client, const v1::RecommendMentorsRequest& request) {
    return Match<RecommendMentorsResponse>(client, "RecommendMentors", request);
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
  absl::StatusOr<ExplainMatchResponse> Explain(const rpc::Client& client, const std::string& mentor, const std::string& locale = "") {
    v1::ExplainMatchRequest request;
    request.set_program(program);
    request.set_mentee(Person("ada"));
    request.set_mentor(Person(mentor));
    request.set_locale(locale);
    return Match<ExplainMatchResponse>(client, "ExplainMatch", request);
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
  void SetPolicy(const std::function<void(v1::MatchPolicy&)>& set) {
    v1::UpdateProgramRequest request;
    *request.mutable_program() = GetProgram(program);
    set(*request.mutable_program()->mutable_match_policy());
    request.mutable_update_mask()->add_paths("match_policy");
    EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", request)), "OK ");
  }
  template <class Parts>
  static std::int64_t Sum(const Parts& parts) {
    std::int64_t sum = 0;
    for (const auto& part : parts) sum += part.points();
    return sum;
  }

  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, MatchTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MatchTest, RecommendsTheBestFirstWithPartsThatSumToTheScore) {
  auto response = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(response), "OK ");
  ASSERT_EQ(response->recommendations_size(), 2);
  EXPECT_EQ(response->recommendations(0).mentor(), Person("grace"));
  EXPECT_EQ(response->recommendations(1).mentor(), Person("alan"));
  EXPECT_GT(response->recommendations(0).score(), response->recommendations(1).score());
  int rank = 0;
  for (const auto& one : response->recommendations()) {
    EXPECT_EQ(one.rank(), ++rank);
    EXPECT_EQ(Sum(one.parts()), one.score());
    EXPECT_EQ(one.parts_size(), 10);
    EXPECT_EQ(one.parts(0).facet(), v1::SKILLS);
    EXPECT_NE(one.parts(0).fact(), "");
    EXPECT_EQ(one.free_seats(), 2);
  }
  EXPECT_EQ(response->recommendations(0).parts(0).points(), 30'000'000);
  EXPECT_EQ(response->recommendations(1).parts(0).points(), 15'000'000);
  EXPECT_EQ(response->forbidden_count(), 0);
}

TEST_P(MatchTest, RecommendsAsManyAsAskedForInTheLanguageAskedFor) {
  v1::RecommendMentorsRequest request = Asking("ada", 1);
  request.set_locale("nl-BE");
  auto response = Recommend(admin(), request);
  ASSERT_EQ(Refused(response), "OK ");
  ASSERT_EQ(response->recommendations_size(), 1);
  EXPECT_EQ(response->recommendations(0).parts(0).fact(), "biedt 1 van 1 gezochte vaardigheden: messaging");
  request.set_locale("fi");
  EXPECT_EQ(Recommend(admin(), request)->recommendations(0).parts(0).fact(), "offers 1 of 1 skills sought: messaging");
  EXPECT_EQ(Recommend(admin(), Asking("ada", 1000))->recommendations_size(), 2);
}

TEST_P(MatchTest, IsAskedForOneselfOrByAnAdministrator) {
  AddPerson("bob");
  world.Settle();
  EXPECT_EQ(Refused(Recommend(as("bob"), Asking())), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Explain(as("bob"), "grace")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Explain(as("grace"), "grace")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Recommend(auditor(), Asking())), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Explain(auditor(), "grace")), "PERMISSION_DENIED ROLE_REQUIRED");
  for (const rpc::Client& client : {as("ada"), admin(), platform()}) {
    EXPECT_EQ(Refused(Recommend(client, Asking())), "OK ");
    EXPECT_EQ(Refused(Explain(client, "grace")), "OK ");
  }
}

TEST_P(MatchTest, ThatIsWrongIsRefusedWithEachFieldNamed) {
  v1::RecommendMentorsRequest recommend;
  recommend.set_program("p1");
  recommend.set_mentee("ada");
  recommend.set_page_size(-1);
  auto refused = Recommend(admin(), recommend);
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_THAT(Fields(refused.status()), ElementsAre("program", "mentee", "page_size"));
  v1::ExplainMatchRequest explain;
  EXPECT_THAT(Fields(Match<ExplainMatchResponse>(admin(), "ExplainMatch", explain).status()), ElementsAre("program", "mentee", "mentor"));
}

TEST_P(MatchTest, OfWhatIsNotThereOrForeignIsNotFound) {
  const std::string no = "NOT_FOUND RESOURCE_NOT_FOUND";
  EXPECT_EQ(Refused(Recommend(admin(), Asking("nobody"))), no);
  EXPECT_EQ(Refused(Explain(admin(), "nobody")), no);
  v1::RecommendMentorsRequest request = Asking();
  request.set_mentee("organizations/other/profiles/ada");
  EXPECT_EQ(Refused(Recommend(admin(), request)), no);
  EXPECT_EQ(Refused(Recommend(stranger(), Asking())), no);
  EXPECT_EQ(Refused(Explain(stranger(), "grace")), no);
  request = Asking();
  request.set_program("organizations/acme/programs/none");
  EXPECT_EQ(Refused(Recommend(admin(), request)), no);
}

TEST_P(MatchTest, NeverShowsTheReportingLine) {
  AddPerson("mary");
  ChangeProfile("mary", [](auto& profile) { profile.set_manager(Person("grace")); });
  ChangeProfile("ada", [](auto& profile) { profile.set_manager(Person("mary")); });
  EXPECT_THAT(Forbids("grace"), ElementsAre("REPORTING_LINE"));  // the manager's manager
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  ChangeProfile("alan", [](auto& profile) { profile.set_manager(Person("mary")); });
  EXPECT_THAT(Forbids("alan"), ElementsAre("REPORTING_LINE"));  // the same manager
  EXPECT_THAT(Recommended(), IsEmpty());
  ChangeProfile("ada", [](auto& profile) { profile.set_manager(Person("alan")); });
  EXPECT_THAT(Forbids("alan"), ElementsAre("REPORTING_LINE"));  // the manager
}

TEST_P(MatchTest, NeverShowsADirectReport) {
  ChangeProfile("grace", [](auto& profile) { profile.set_manager(Person("ada")); });
  EXPECT_THAT(Forbids("grace"), ElementsAre("REPORTING_LINE"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(MatchTest, NeverShowsWhoBlocksWhom) {
  ChangeProfile(
      "ada", [](auto& profile) { profile.add_blocked(Person("grace")); }, true);
  EXPECT_THAT(Forbids("grace"), ElementsAre("PAST"));
  ChangeProfile(
      "alan", [](auto& profile) { profile.add_blocked(Person("ada")); }, true);
  EXPECT_THAT(Forbids("alan"), ElementsAre("PAST"));
  EXPECT_THAT(Recommended(), IsEmpty());
}

TEST_P(MatchTest, NeverShowsWhoIsTogetherNowOrWasAMismatch) {
  std::string pair = BeginPair(program, "ada", "grace");
  EXPECT_THAT(Forbids("grace"), ElementsAre("PAST"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  v1::EndMentorshipRequest end;
  end.set_name(pair);
  end.set_reason(v1::Mentorship::MISMATCH);
  end.mutable_needed_instead()->set_experience("somebody who reads code with me");
  auto ended = Mentoring<v1::EndMentorshipResponse>(as("ada"), "EndMentorship", end);
  ASSERT_EQ(Refused(ended), "OK ");
  EXPECT_THAT(Forbids("grace"), ElementsAre("PAST"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  ASSERT_EQ(ended->recommendations_size(), 1);
  EXPECT_EQ(ended->recommendations(0).mentor(), Person("alan"));
}

TEST_P(MatchTest, EndsAMismatchAlsoBeforeItKnowsTheMentee) {
  AddPerson("bob");
  AddGoal("bob", "kafka");
  Enroll(program, "bob", v1::Enrollment::MENTEE);
  std::string pair = BeginPair(program, "bob", "grace");
  v1::EndMentorshipRequest end;
  end.set_name(pair);
  end.set_reason(v1::Mentorship::MISMATCH);
  end.mutable_needed_instead()->set_experience("somebody who reads code with me");
  EXPECT_EQ(Refused(Mentoring<v1::EndMentorshipResponse>(as("bob"), "EndMentorship", end)), "OK ");
}

TEST_P(MatchTest, RemembersTheirPastAlsoWhenTheMentorHasLeftTheProgram) {
  BeginPair(program, "ada", "grace");
  std::string other = AddProgram("p2", v1::Program::FORMAL);
  program = other;
  EXPECT_THAT(Forbids("grace"), ElementsAre("ENROLLED", "PAST"));
}

TEST_P(MatchTest, AsksForALanguageInCommon) {
  ChangeProfile("grace", [](auto& profile) {
    auto& language = *profile.add_languages();
    language.set_tag("de");
    language.set_proficiency(5);
  });
  EXPECT_THAT(Forbids("grace"), ElementsAre("SHARED_LANGUAGE"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  SetPolicy([](auto& policy) { policy.mutable_hard()->set_shared_language(false); });
  EXPECT_THAT(Forbids("grace"), IsEmpty());
}

TEST_P(MatchTest, AsksForAFreeSeat) {
  for (const char* id : {"bob", "carl"}) {
    AddPerson(id);
    AddGoal(id, "kafka");
    Enroll(program, id, v1::Enrollment::MENTEE);
    BeginPair(program, id, "grace");
  }
  EXPECT_THAT(Forbids("grace"), ElementsAre("CAPACITY"));
  EXPECT_EQ(Explain(as("ada"), "grace")->forbidden(0).remedy(), "one free seat would suffice");
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  EXPECT_EQ(Recommend(as("ada"), Asking())->forbidden_count(), 1);
}

TEST_P(MatchTest, AsksForAnApprovedOfferWithoutABreak) {
  ChangeProfile("grace", [](auto& profile) {
    profile.mutable_mentor_offer()->mutable_break_until_date()->set_year(2027);
    profile.mutable_mentor_offer()->mutable_break_until_date()->set_month(1);
    profile.mutable_mentor_offer()->mutable_break_until_date()->set_day(20);
    profile.mutable_mentor_offer()->set_capacity(2);
  });
  EXPECT_THAT(Forbids("grace"), ElementsAre("VETTED"));
  Advance(absl::Hours(24 * 16));
  EXPECT_THAT(Forbids("grace"), IsEmpty());
  gilde::profile::v1::ReviewMentorOfferRequest review;
  review.set_name(Person("grace"));
  review.set_decision(gilde::profile::v1::ReviewMentorOfferRequest::DECLINE);
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(admin(), "ReviewMentorOffer", review)), "OK ");
  EXPECT_THAT(Forbids("grace"), ElementsAre("VETTED"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(MatchTest, AsksForARoleInTheProgram) {
  AddPerson("joan", 3);  // approved, but not enrolled
  EXPECT_THAT(Forbids("joan"), ElementsAre("ENROLLED"));
  ASSERT_EQ(Refused(Ask<v1::Enrollment>(admin(), "PauseEnrollment", Named<v1::PauseEnrollmentRequest>(program + "/enrollments/grace"))),
            "OK ");
  EXPECT_THAT(Forbids("grace"), ElementsAre("ENROLLED"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(MatchTest, AsksForNearZonesAndOtherUnitsWhereThePolicySaysSo) {
  ChangeProfile("grace", [](auto& profile) { profile.set_time_zone("Asia/Tokyo"); });
  ChangeProfile("alan", [](auto& profile) { profile.set_org_unit("eu/nl"); });
  ChangeProfile("ada", [](auto& profile) { profile.set_org_unit("eu/nl"); });
  EXPECT_THAT(Recommended(), UnorderedElementsAre("alan", "grace"));
  SetPolicy([](auto& policy) {
    policy.mutable_hard()->set_max_zone_hours(8);
    policy.mutable_hard()->set_min_overlap_minutes(60);
    policy.mutable_hard()->set_other_unit(true);
  });
  EXPECT_THAT(Forbids("grace"), ElementsAre("ZONE_DISTANCE", "OVERLAP"));
  EXPECT_THAT(Forbids("alan"), ElementsAre("OTHER_UNIT"));
  EXPECT_THAT(Recommended(), IsEmpty());
}

TEST_P(MatchTest, AsksForAMentorBelowTheMenteeInReversePrograms) {
  program = AddProgram("reverse", v1::Program::REVERSE);
  for (const char* id : {"alan", "grace"}) Enroll(program, id, v1::Enrollment::MENTOR);
  ChangeProfile("ada", [](auto& profile) { profile.set_seniority_level(5); });
  ChangeProfile("grace", [](auto& profile) { profile.set_seniority_level(6); });
  ChangeProfile("alan", [](auto& profile) { profile.set_seniority_level(3); });
  EXPECT_THAT(Forbids("grace"), ElementsAre("SENIORITY"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(MatchTest, IsBetweenPeersInPeerPrograms) {
  program = AddProgram("peers", v1::Program::PEER);
  AddPerson("bob");
  AddGoal("bob", "kafka");
  for (const char* id : {"ada", "bob"}) Enroll(program, id, v1::Enrollment::PEER, 1);
  EXPECT_THAT(Recommended(), ElementsAre("bob"));
}

TEST_P(MatchTest, AsksForNoEnrollmentInTheInformalProgram) {
  program = "organizations/acme/programs/informal";
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
  EXPECT_THAT(Forbids("grace"), IsEmpty());
  EXPECT_EQ(Explain(as("ada"), "grace")->score(), Recommend(as("ada"), Asking())->recommendations(0).score());
  AddPerson("bob");  // no mentor
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
}

TEST_P(MatchTest, ExplainsTheScoreAlsoOfAPairThatIsForbidden) {
  ChangeProfile(
      "ada", [](auto& profile) { profile.add_blocked(Person("grace")); }, true);
  auto explained = Explain(as("ada"), "grace", "nl");
  ASSERT_EQ(Refused(explained), "OK ");
  EXPECT_FALSE(explained->allowed());
  EXPECT_EQ(explained->forbidden(0).fact(), "is niet beschikbaar voor jou");
  EXPECT_EQ(Sum(explained->parts()), explained->score());
  EXPECT_GT(explained->score(), 0);
}

TEST_P(MatchTest, ExplainsWhatRecommendationsSay) {
  auto recommended = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(recommended), "OK ");
  for (const auto& one : recommended->recommendations()) {
    auto explained = Explain(as("ada"), one.mentor().substr(one.mentor().rfind('/') + 1));
    ASSERT_EQ(Refused(explained), "OK ");
    EXPECT_EQ(explained->score(), one.score());
    for (int i = 0; i < one.parts_size(); ++i) {
      EXPECT_EQ(explained->parts(i).SerializeAsString(), one.parts(i).SerializeAsString());
    }
  }
}

TEST_P(MatchTest, SaysWhatWouldRaiseTheScoreAndThatIsTrue) {
  auto before = Explain(as("ada"), "alan");
  ASSERT_EQ(Refused(before), "OK ");
  ASSERT_EQ(before->counterfactuals_size(), 1);
  const auto& change = before->counterfactuals(0);
  EXPECT_EQ(change.change(), "at level 5 in messaging");
  EXPECT_EQ(change.skill() + " " + std::to_string(change.level()), "messaging 5");
  OfferAt("alan", 5);
  EXPECT_EQ(Explain(as("ada"), "alan")->score(), before->score() + change.points());
  EXPECT_EQ(Explain(as("ada"), "alan")->counterfactuals_size(), 0);
}

TEST_P(MatchTest, FollowsThePolicyOfTheProgram) {
  SetPolicy([](auto& policy) {
    policy.clear_preferences();
    auto& only = *policy.add_preferences();
    only.set_facet(v1::FREE_CAPACITY);
    only.set_weight(7);
  });
  auto response = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(response), "OK ");
  EXPECT_EQ(response->recommendations(0).mentor(), Person("alan"));  // equal now: in order of name
  EXPECT_EQ(response->recommendations(0).score(), 100'000'000);
  EXPECT_EQ(response->recommendations(0).parts_size(), 1);
}

TEST_P(MatchTest, IsTheSameAfterARestart) {
  auto before = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(before), "OK ");
  world.Restart();
  world.Settle();
  auto after = Recommend(as("ada"), Asking());
  ASSERT_EQ(Refused(after), "OK ");
  EXPECT_EQ(after->SerializeAsString(), before->SerializeAsString());
}

TEST_P(MatchTest, OfSomebodyWhoLeftIsNoMore) {
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("grace"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

}  // namespace
}  // namespace gilde::matching
