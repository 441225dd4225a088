// Whom recommendations never show, through the RPCs.
#include "tests/matching/api/match_fixture.h"
#include "tests/support/fields.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class HardConstraintsTest : public MatchTest {};
INSTANTIATE_TEST_SUITE_P(Engines, HardConstraintsTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(HardConstraintsTest, KeepsToTheExpressionOfTheProgram) {
  auto asks = [](const char* text) { return [text](v1::MatchPolicy& policy) { policy.mutable_hard()->set_constraint(text); }; };
  ChangeProfile("grace", [](auto& profile) { profile.set_location("Utrecht"); });
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
  SetPolicy(asks("NOT mentor.location = Utrecht AND mentee.priority = 0"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  EXPECT_THAT(Forbids("grace"), ElementsAre("CONSTRAINT"));
  EXPECT_THAT(Forbids("alan"), IsEmpty());
  SetPolicy(asks(""));
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
  auto refused = TryPolicy(asks("mentor.locatoin = Utrecht"));
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT CONSTRAINT_INVALID");
  EXPECT_THAT(test::Fields(refused.status()), ElementsAre("program.match_policy.hard.constraint"));
}

TEST_P(HardConstraintsTest, TellsOnlyAdministratorsTheExpressionThatDoesNotHold) {
  SetPolicy([](auto& policy) { policy.mutable_hard()->set_constraint("mentor.priority > 5 AND mentor.capacity > 90"); });
  auto told = [&](const rpc::Client& client, const std::string& locale) {
    std::vector<std::string> facts;
    auto response = Explain(client, "grace", locale);
    EXPECT_EQ(Refused(response), "OK ");
    if (response.ok()) {
      for (const auto& forbidden : response->forbidden()) facts.push_back(forbidden.fact());
    }
    return facts;
  };
  EXPECT_THAT(told(as("ada"), "en"), ElementsAre("the program asks for something else of the two"));
  EXPECT_THAT(told(as("ada"), "nl"), ElementsAre("het programma vraagt iets anders van jullie beiden"));
  auto whole = ElementsAre("the program asks for mentor.priority > 5", "the program asks for mentor.capacity > 90");
  EXPECT_THAT(told(admin(), "en"), whole);
  EXPECT_THAT(told(platform(), "en"), whole);
}

TEST_P(HardConstraintsTest, KnowsTheLevelOfWhoIsJustStarting) {
  SetPolicy([](auto& policy) { policy.mutable_hard()->set_constraint("mentee.seniority_level < 3 AND same(seniority_level)"); });
  EXPECT_THAT(Recommended(), UnorderedElementsAre("alan", "grace")) << "none of them has another level than 0";
  ChangeProfile("grace", [](auto& profile) { profile.set_seniority_level(1); });
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
  ChangeProfile("ada", [](auto& profile) { profile.set_seniority_level(3); });
  EXPECT_THAT(Recommended(), IsEmpty());
}

TEST_P(HardConstraintsTest, NeverShowsTheReportingLine) {
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

TEST_P(HardConstraintsTest, NeverShowsADirectReport) {
  ChangeProfile("grace", [](auto& profile) { profile.set_manager(Person("ada")); });
  EXPECT_THAT(Forbids("grace"), ElementsAre("REPORTING_LINE"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(HardConstraintsTest, NeverShowsWhoBlocksWhom) {
  ChangeProfile(
      "ada", [](auto& profile) { profile.add_blocked(Person("grace")); }, true);
  EXPECT_THAT(Forbids("grace"), ElementsAre("PAST"));
  ChangeProfile(
      "alan", [](auto& profile) { profile.add_blocked(Person("ada")); }, true);
  EXPECT_THAT(Forbids("alan"), ElementsAre("PAST"));
  EXPECT_THAT(Recommended(), IsEmpty());
}

TEST_P(HardConstraintsTest, NeverShowsWhoIsTogetherNowOrWasAMismatch) {
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

TEST_P(HardConstraintsTest, EndsAMismatchAlsoBeforeItKnowsTheMentee) {
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

TEST_P(HardConstraintsTest, RemembersTheirPastAlsoWhenTheMentorHasLeftTheProgram) {
  BeginPair(program, "ada", "grace");
  std::string other = AddProgram("p2", v1::Program::FORMAL);
  program = other;
  EXPECT_THAT(Forbids("grace"), ElementsAre("ENROLLED", "PAST"));
}

TEST_P(HardConstraintsTest, AsksForALanguageInCommon) {
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

TEST_P(HardConstraintsTest, AsksForAFreeSeat) {
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

TEST_P(HardConstraintsTest, AsksForAnApprovedOfferWithoutABreak) {
  ChangeProfile("grace", [](auto& profile) {
    profile.mutable_mentor_offer()->mutable_break_until_date()->set_year(2027);
    profile.mutable_mentor_offer()->mutable_break_until_date()->set_month(1);
    profile.mutable_mentor_offer()->mutable_break_until_date()->set_day(20);
    profile.mutable_mentor_offer()->set_capacity(2);
  });
  EXPECT_THAT(Forbids("grace"), ElementsAre("VETTED"));
  Advance(absl::Hours(24 * 16));
  EXPECT_THAT(Forbids("grace"), IsEmpty());
  Review("grace", gilde::profile::v1::ReviewMentorOfferRequest::DECLINE);
  EXPECT_THAT(Forbids("grace"), ElementsAre("ENROLLED", "VETTED")) << "she rests in the program as long";
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(HardConstraintsTest, AsksForARoleInTheProgram) {
  AddPerson("joan", 3);  // approved, but not enrolled
  EXPECT_THAT(Forbids("joan"), ElementsAre("ENROLLED"));
  ASSERT_EQ(Refused(Ask<v1::Enrollment>(admin(), "PauseEnrollment", Named<v1::PauseEnrollmentRequest>(program + "/enrollments/grace"))),
            "OK ");
  EXPECT_THAT(Forbids("grace"), ElementsAre("ENROLLED"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(HardConstraintsTest, AsksForNearZonesAndOtherUnitsWhereThePolicySaysSo) {
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

TEST_P(HardConstraintsTest, AsksForAMentorBelowTheMenteeInReversePrograms) {
  program = AddProgram("reverse", v1::Program::REVERSE);
  for (const char* id : {"alan", "grace"}) Enroll(program, id, v1::Enrollment::MENTOR);
  ChangeProfile("ada", [](auto& profile) { profile.set_seniority_level(5); });
  ChangeProfile("grace", [](auto& profile) { profile.set_seniority_level(6); });
  ChangeProfile("alan", [](auto& profile) { profile.set_seniority_level(3); });
  EXPECT_THAT(Forbids("grace"), ElementsAre("SENIORITY"));
  EXPECT_THAT(Recommended(), ElementsAre("alan"));
}

TEST_P(HardConstraintsTest, IsBetweenPeersInPeerPrograms) {
  program = AddProgram("peers", v1::Program::PEER);
  AddPerson("bob");
  AddGoal("bob", "kafka");
  for (const char* id : {"ada", "bob"}) Enroll(program, id, v1::Enrollment::PEER, 1);
  EXPECT_THAT(Recommended(), ElementsAre("bob"));
}

TEST_P(HardConstraintsTest, AsksForNoEnrollmentInTheInformalProgram) {
  program = "organizations/acme/programs/informal";
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
  EXPECT_THAT(Forbids("grace"), IsEmpty());
  EXPECT_EQ(Explain(as("ada"), "grace")->score(), Recommend(as("ada"), Asking())->recommendations(0).score());
  AddPerson("bob");  // no mentor
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
}

}  // namespace
}  // namespace gilde::matching
