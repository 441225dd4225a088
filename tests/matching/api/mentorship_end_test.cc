// How mentorships end, through the RPCs.
#include "gilde/matching/v1/growth.pb.h"
#include "tests/matching/api/mentorship_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;

class MentorshipEndTest : public MentorshipTest {};
INSTANTIATE_TEST_SUITE_P(Engines, MentorshipEndTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MentorshipEndTest, ReachesItsGoalsCompletesAndStaysInTouch) {
  std::string pair = ActivePair();
  ReachGoal("ada", goal);
  ASSERT_EQ(Pair(pair).state(), v1::Mentorship::WRAPPING_UP);
  EXPECT_EQ(Pair(pair).wrap_up_cause(), v1::Mentorship::ALL_GOALS_DONE);
  v1::AnswerWrapUpRequest answer;
  answer.set_name(pair);
  answer.set_answer(v1::AnswerWrapUpRequest::COMPLETE);
  auto done = Mentoring<v1::Mentorship>(as("ada"), "AnswerWrapUp", answer);
  ASSERT_EQ(Refused(done), "OK ");
  EXPECT_EQ(done->end_reason(), v1::Mentorship::GOALS_REACHED);
  ASSERT_EQ(done->mentor_invitations_size(), 1);
  EXPECT_THAT(done->mentor_invitations(0).goals(), ElementsAre(goal));
  EXPECT_EQ(done->mentor_invitations(0).skills_size(), 1);
  EXPECT_EQ(SeatsTaken(seat), 0);
  v1::StartContactRequest contact;
  contact.set_name(pair);
  contact.set_every_days(180);
  ASSERT_EQ(Refused(Mentoring<v1::Mentorship>(as("grace"), "StartContact", contact)), "OK ");
  Advance(absl::Hours(24 * 180));
  EXPECT_EQ(Pair(pair).counts().touches(), 1);
  v1::StopContactRequest stop;
  stop.set_name(pair);
  ASSERT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "StopContact", stop)), "OK ");
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "StopContact", stop)), "FAILED_PRECONDITION MENTORSHIP_NOT_IN_CONTACT");
}

TEST_P(MentorshipEndTest, ThatComesToAGoodEndGivesThePlaceToWhoWaitsForOne) {
  std::string pair = ActivePair();
  for (const char* id : {"bob", "carl"}) {
    AddPerson(id);
    AddGoal(id, "kafka");
  }
  Enroll(program, "bob", v1::Enrollment::MENTEE);
  std::string waiting = Enroll(program, "carl", v1::Enrollment::MENTEE);
  ASSERT_EQ(Enrollment(waiting).state(), v1::Enrollment::WAITLISTED);
  ReachGoal("ada", goal);
  ASSERT_EQ(Pair(pair).state(), v1::Mentorship::WRAPPING_UP);
  EXPECT_EQ(Enrollment(waiting).state(), v1::Enrollment::WAITLISTED);
  v1::AnswerWrapUpRequest answer;
  answer.set_name(pair);
  answer.set_answer(v1::AnswerWrapUpRequest::COMPLETE);
  ASSERT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "AnswerWrapUp", answer)), "OK ");
  world.Settle();
  EXPECT_EQ(Enrollment(waiting).state(), v1::Enrollment::ACTIVE);
  EXPECT_EQ(Enrollment(place).state(), v1::Enrollment::ACTIVE) << "who has learned stays in the program";
  EXPECT_TRUE(Enrollment(place).served());
  AddGoal("ada", "sql");
  Enroll(program, "alan", v1::Enrollment::MENTOR, 1);
  ASSERT_EQ(Refused(Send(Draft(program, "ada", {"alan"}))), "OK ");
  EXPECT_FALSE(Enrollment(place).served()) << "who asks again needs a place again";
}

TEST_P(MentorshipEndTest, ThatEndsBeforeItsTimeLeavesThePlaceToTheMentee) {
  std::string pair = ActivePair();
  AddPerson("bob");
  AddGoal("bob", "kafka");
  Enroll(program, "bob", v1::Enrollment::MENTEE);
  AddPerson("carl");
  AddGoal("carl", "kafka");
  std::string waiting = Enroll(program, "carl", v1::Enrollment::MENTEE);
  v1::EndMentorshipRequest request;
  request.set_name(pair);
  request.set_reason(v1::Mentorship::MISMATCH);
  request.mutable_needed_instead()->set_experience("has led a team through a merger");
  ASSERT_EQ(Refused(Mentoring<v1::EndMentorshipResponse>(as("ada"), "EndMentorship", request)), "OK ");
  world.Settle();
  EXPECT_EQ(Enrollment(waiting).state(), v1::Enrollment::WAITLISTED);
  EXPECT_FALSE(Enrollment(place).served());
}

TEST_P(MentorshipEndTest, ThatWasASuccessInvitesToMentorInWhatWasReached) {
  AddGoal("ada", "sql");
  std::string pair = ActivePair();
  ReachGoal("ada", goal);
  ASSERT_EQ(Pair(pair).state(), v1::Mentorship::ACTIVE) << "not every goal is done";
  ASSERT_EQ(Refused(End(as("grace"), pair, v1::Mentorship::TERM)), "OK ");
  v1::GetMentorshipRequest get;
  get.set_name(pair);
  for (const rpc::Client& client : {as("ada"), as("grace"), admin()}) {
    auto seen = Mentoring<v1::Mentorship>(client, "GetMentorship", get);
    ASSERT_EQ(Refused(seen), "OK ");
    ASSERT_EQ(seen->mentor_invitations_size(), 1);
    EXPECT_EQ(seen->mentor_invitations(0).mentee(), Person("ada"));
    EXPECT_THAT(seen->mentor_invitations(0).goals(), ElementsAre(goal));
    EXPECT_THAT(seen->mentor_invitations(0).skills(), ElementsAre("messaging")) << "what the catalogue calls kafka";
  }
  v1::GetProgramReportRequest report;
  report.set_name(program);
  EXPECT_EQ(Programs<v1::ProgramReport>("GetProgramReport", report)->total().funnel().invited_to_mentor(), 1);
}

TEST_P(MentorshipEndTest, ThatWasNoSuccessInvitesNobodyToMentor) {
  AddGoal("ada", "sql");
  std::string pair = ActivePair();
  ReachGoal("ada", goal);
  ASSERT_EQ(Refused(End(as("ada"), pair, v1::Mentorship::MOVED_ON)), "OK ");
  EXPECT_EQ(Pair(pair).mentor_invitations_size(), 0);
}

TEST_P(MentorshipEndTest, IsReflectedOnByTheMentorWithoutATraceForTheMentee) {
  std::string pair = ActivePair();
  ASSERT_EQ(Refused(End(as("grace"), pair, v1::Mentorship::TERM)), "OK ");
  v1::GetMentorshipRequest get;
  get.set_name(pair);
  auto seen = [&] { return Mentoring<v1::Mentorship>(as("ada"), "GetMentorship", get)->SerializeAsString(); };
  std::string before = seen();
  std::vector<std::string> timeline = Timeline(pair, as("ada"));
  v1::CreateReflectionRequest reflect;
  reflect.set_parent(pair);
  reflect.set_reflection_id("r1");
  reflect.mutable_reflection()->set_author(Person("grace"));
  reflect.mutable_reflection()->set_text("I talked too much");
  ASSERT_EQ(Refused(Mentoring<v1::Reflection>(as("grace"), "CreateReflection", reflect)), "OK ");
  EXPECT_EQ(seen(), before);
  EXPECT_EQ(Timeline(pair, as("ada")), timeline);
  auto count = [&](const rpc::Client& client) {
    v1::ListReflectionsRequest list;
    list.set_parent(pair);
    auto page = Mentoring<v1::ListReflectionsResponse>(client, "ListReflections", list);
    EXPECT_EQ(Refused(page), "OK ");
    return page.ok() ? page->reflections_size() : -1;
  };
  EXPECT_EQ(count(as("grace")), 1);
  EXPECT_EQ(count(as("ada")), 0);
  reflect.set_reflection_id("r2");
  reflect.mutable_reflection()->set_share(true);
  ASSERT_EQ(Refused(Mentoring<v1::Reflection>(as("grace"), "CreateReflection", reflect)), "OK ");
  EXPECT_EQ(count(as("grace")), 2);
  EXPECT_EQ(count(as("ada")), 1) << "the one that is shared";
}

TEST_P(MentorshipEndTest, ThatIsAMismatchMakesWhatIsNeededInsteadTheNewPersona) {
  std::string pair = ActivePair();
  v1::EndMentorshipRequest request;
  request.set_name(pair);
  request.set_reason(v1::Mentorship::MISMATCH);
  EXPECT_EQ(Refused(Mentoring<v1::EndMentorshipResponse>(as("ada"), "EndMentorship", request)), "INVALID_ARGUMENT NEEDED_INSTEAD_MISSING");
  request.mutable_needed_instead()->set_experience("has led a team through a merger");
  request.mutable_needed_instead()->add_traits("patient");
  request.set_never_again(true);
  request.set_request_id("mismatch-1");
  auto ended = Mentoring<v1::EndMentorshipResponse>(as("ada"), "EndMentorship", request);
  ASSERT_EQ(Refused(ended), "OK ");
  EXPECT_EQ(ended->mentorship().end_reason(), v1::Mentorship::MISMATCH);
  EXPECT_THAT(ended->mentorship().rematch(), ElementsAre(Person("ada")));
  EXPECT_EQ(Enrollment(place).priority(), 1);
  gilde::profile::v1::GetProfileRequest get;
  get.set_name(Person("ada"));
  auto profile = Profiles<gilde::profile::v1::Profile>(as("ada"), "GetProfile", get);
  ASSERT_EQ(Refused(profile), "OK ");
  EXPECT_EQ(profile->persona().experience(), "has led a team through a merger");
  EXPECT_EQ(Refused(Mentoring<v1::EndMentorshipResponse>(as("ada"), "EndMentorship", request)), "OK ");
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"grace"}))), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
}

TEST_P(MentorshipEndTest, EndsNeutrallyWhenSomebodyLeaves) {
  std::string pair = ActivePair();
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("grace"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  world.Settle();
  v1::Mentorship ended = Pair(pair);
  EXPECT_EQ(ended.end_reason(), v1::Mentorship::LEAVER);
  EXPECT_THAT(ended.rematch(), ElementsAre(Person("ada")));
}

TEST_P(MentorshipEndTest, EndsWithItsProgram) {
  std::string pair = ActivePair();
  AddPerson("bob");
  AddGoal("bob", "kafka");
  Enroll(program, "bob", v1::Enrollment::MENTEE);
  auto open = Send(Draft(program, "bob", {"grace"}));
  ASSERT_EQ(Refused(open), "OK ");
  v1::CancelProgramRequest cancel;
  cancel.set_name(program);
  ASSERT_EQ(Refused(Programs<v1::Program>("CancelProgram", cancel)), "OK ");
  world.Settle();
  EXPECT_EQ(Pair(pair).end_reason(), v1::Mentorship::PROGRAM_ENDED);
  EXPECT_EQ(Request(open->name(), "bob").state(), v1::ConversationRequest::EXPIRED);
}

}  // namespace
}  // namespace gilde::matching
