// Who is a candidate at all: people from outside once somebody has looked at them, and nobody of whom nothing is heard any more.
#include "gilde/profile/v1/prospect.pb.h"
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using gilde::profile::v1::Profile;
using gilde::profile::v1::Prospect;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class CandidatesTest : public ProgramsTest {
 protected:
  CandidatesTest() {
    AddPerson("ada");
    AddGoal("ada", "kafka");
    AddPerson("grace", 2);
    program = AddProgram("p1", v1::Program::FORMAL);
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    Enroll(program, "grace", v1::Enrollment::MENTOR, 2);
    world.Settle();
  }
  std::vector<std::string> Recommended(const std::string& in) {
    world.Settle();
    v1::RecommendMentorsRequest request;
    request.set_program(in);
    request.set_mentee(Person("ada"));
    auto response = Match<v1::RecommendMentorsResponse>(as("ada"), "RecommendMentors", request);
    EXPECT_EQ(Refused(response), "OK ");
    std::vector<std::string> names;
    if (!response.ok()) return names;
    for (const auto& one : response->recommendations()) names.push_back(one.mentor());
    return names;
  }
  v1::ExplainMatchResponse Explain(const std::string& mentor) {
    v1::ExplainMatchRequest request;
    request.set_program(program);
    request.set_mentee(Person("ada"));
    request.set_mentor(mentor);
    auto response = Match<v1::ExplainMatchResponse>(as("ada"), "ExplainMatch", request);
    EXPECT_EQ(Refused(response), "OK ");
    return response.value_or(v1::ExplainMatchResponse());
  }
  absl::StatusOr<v1::Program> SetInactiveDays(int days) {
    v1::UpdateProgramRequest request;
    *request.mutable_program() = GetProgram(program);
    request.mutable_program()->mutable_match_policy()->mutable_hard()->set_max_inactive_days(days);
    request.mutable_update_mask()->add_paths("match_policy");
    return Ask<v1::Program>(admin(), "UpdateProgram", request);
  }
  template <class Response>
  absl::StatusOr<Response> Shortlist(const std::string& method, const google::protobuf::Message& request) {
    return as("ada").Call<Response>("gilde.profile.v1.ProspectService/" + method, request);
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, CandidatesTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(CandidatesTest, AnAlumnaWhomAMenteeInvitesIsRecommendedOnceSheIsVetted) {
  gilde::profile::v1::CreateProspectRequest put;
  put.set_parent(Person("ada"));
  put.set_prospect_id("x1");
  put.mutable_prospect()->set_display_name("Barbara Liskov");
  put.mutable_prospect()->set_email("barbara@institute.example");
  put.mutable_prospect()->set_source(Prospect::ALUMNI);
  ASSERT_EQ(Refused(Shortlist<Prospect>("CreateProspect", put)), "OK ");
  gilde::profile::v1::InviteProspectRequest invite;
  invite.set_name(Person("ada") + "/prospects/x1");
  invite.set_kind(Profile::ALUMNUS);
  auto invited = Shortlist<Prospect>("InviteProspect", invite);
  ASSERT_EQ(Refused(invited), "OK ");
  const std::string barbara = invited->candidate(), informal = std::string(kAcme) + "/programs/informal";
  EXPECT_THAT(Recommended(informal), Not(Contains(barbara))) << "nobody has looked at her yet";

  // She says what she can, and somebody looks at it.
  gilde::profile::v1::UpdateProfileRequest own;
  own.mutable_profile()->set_name(barbara);
  auto& skill = *own.mutable_profile()->add_skills_offered();
  skill.set_skill("kafka");
  skill.set_level(5);
  auto& language = *own.mutable_profile()->add_languages();
  language.set_tag("en");
  language.set_proficiency(5);
  ASSERT_EQ(Refused(Profiles<Profile>(world.client("acme", "member", barbara), "UpdateProfile", own)), "OK ");
  gilde::profile::v1::ReviewMentorOfferRequest review;
  review.set_name(barbara);
  review.set_decision(gilde::profile::v1::ReviewMentorOfferRequest::APPROVE);
  auto approved = Profiles<Profile>(admin(), "ReviewMentorOffer", review);
  ASSERT_EQ(Refused(approved), "OK ");
  EXPECT_EQ(approved->kind(), Profile::ALUMNUS);
  EXPECT_EQ(approved->visibility(), Profile::PROGRAMS) << "people from outside are not in everybody's directory";
  EXPECT_THAT(Recommended(informal), Contains(barbara));
}

TEST_P(CandidatesTest, AMentorOfWhomNothingIsHeardForAYearDropsOutUntilTheyLookAfterTheirProfile) {
  const std::string grace = Person("grace");
  Advance(absl::Hours(24 * 364));
  EXPECT_THAT(Recommended(program), ElementsAre(grace));
  Advance(absl::Hours(24 * 2));
  EXPECT_THAT(Recommended(program), IsEmpty());
  v1::ExplainMatchResponse explained = Explain(grace);
  ASSERT_EQ(explained.forbidden_size(), 1);
  EXPECT_EQ(explained.forbidden(0).rule(), v1::ACTIVE);
  EXPECT_EQ(explained.forbidden(0).remedy(), "a look at their own profile would suffice");
  // What an administrator changes says nothing of her; that she looks does, even if all is still true.
  ChangeProfile("grace", [](auto& profile) { profile.set_location("Delft"); });
  EXPECT_THAT(Recommended(program), IsEmpty());
  ChangeProfile(
      "grace", [](auto& profile) { profile.set_location("Delft"); }, true);
  EXPECT_THAT(Recommended(program), ElementsAre(grace));
}

TEST_P(CandidatesTest, AMentorWhoMentorsSomebodyIsHeardOfWhateverTheirProfileSays) {
  ASSERT_EQ(Refused(SetInactiveDays(30)), "OK ");
  AddPerson("tom");
  AddGoal("tom", "kafka");
  Enroll(program, "tom", v1::Enrollment::MENTEE);
  world.Settle();
  BeginPair(program, "tom", "grace");
  Advance(absl::Hours(24 * 31));
  ASSERT_EQ(SeatsTaken(program + "/enrollments/grace"), 1);
  EXPECT_THAT(Recommended(program), ElementsAre(Person("grace")));
  ASSERT_EQ(Refused(SetInactiveDays(1)), "OK ");
  EXPECT_EQ(Explain(Person("grace")).forbidden_size(), 0);
}

TEST_P(CandidatesTest, HowLongNothingMayBeHeardOfAMentorIsTheProgramsToSay) {
  EXPECT_EQ(GetProgram(program).match_policy().hard().max_inactive_days(), 365);
  EXPECT_THAT(Fields(SetInactiveDays(3651).status()), ElementsAre("program.match_policy.hard.max_inactive_days"));
  ASSERT_EQ(Refused(SetInactiveDays(30)), "OK ");
  Advance(absl::Hours(24 * 31));
  EXPECT_THAT(Recommended(program), IsEmpty());
  ASSERT_EQ(Refused(SetInactiveDays(0)), "OK ");
  EXPECT_THAT(Recommended(program), ElementsAre(Person("grace")));
}

}  // namespace
}  // namespace gilde::matching
