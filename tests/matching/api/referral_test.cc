// From one mentor to another, and from the junior to the senior, through the RPCs.
#include "gilde/matching/v1/growth.pb.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "tests/matching/api/relationship_fixture.h"

namespace gilde::matching {
namespace {

// Ada has only just met Mia.
class ReferralTest : public RelationshipTest {
 protected:
  ReferralTest() {
    for (const char* id : {"ada", "eve"}) AddPerson(id);
    for (const char* id : {"mia", "tom"}) AddPerson(id, 2);
    AddGoal("ada", "g1");
    std::string program = AddProgram("p", v1::Program::FORMAL);
    for (const char* id : {"mia", "tom"}) Enroll(program, id, v1::Enrollment::MENTOR, 2);
    seat = Enroll(program, "ada", v1::Enrollment::MENTEE);
    pair = BeginPair(program, "ada", "mia");
  }
  absl::StatusOr<v1::Mentorship> Refer(const std::string& by, const std::function<void(v1::ConcludeIntroRequest&)>& more = nullptr) {
    v1::ConcludeIntroRequest request;
    request.set_name(pair);
    request.set_outcome(v1::ConcludeIntroRequest::REFER);
    request.set_refer_to(Person("tom"));
    request.set_refer_purpose("He has led three migrations");
    if (more) more(request);
    return Mentoring<v1::Mentorship>(as(by), "ConcludeIntro", request);
  }
  v1::Introduction Offered(const std::string& by) {
    v1::ListIntroductionsRequest list;
    list.set_parent(pair);
    auto page = Mentoring<v1::ListIntroductionsResponse>(as(by), "ListIntroductions", list);
    EXPECT_EQ(Refused(page), "OK ");
    return page->introductions(0);
  }
  std::string pair, seat;
};
INSTANTIATE_TEST_SUITE_P(Engines, ReferralTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ReferralTest, ToAnotherMentorTellsTheMenteeWhoItIsOnlyWhenTheyAgree) {
  auto ended = Refer("mia");
  ASSERT_EQ(Refused(ended), "OK ");
  EXPECT_EQ(ended->end_reason(), v1::Mentorship::REFERRED);
  EXPECT_EQ(Enrollment(seat).priority(), 1) << "first in line for another mentor";
  EXPECT_EQ(Offered("ada").introduced_to(), "");
  EXPECT_EQ(Offered("ada").third_person(), "");
  v1::AnswerIntroductionRequest answer;
  answer.set_name(Offered("mia").name());
  answer.set_answer(v1::AnswerIntroductionRequest::ACCEPT);
  ASSERT_EQ(Refused(Mentoring<v1::Introduction>(as("tom"), "AnswerIntroduction", answer)), "OK ");
  EXPECT_EQ(Offered("ada").introduced_to(), Person("tom"));
  v1::CompleteIntroductionRequest complete;
  complete.set_name(Offered("mia").name());
  complete.set_led_to("They meet every second week");
  auto completed = Mentoring<v1::Introduction>(as("ada"), "CompleteIntroduction", complete);
  ASSERT_EQ(Refused(completed), "OK ") << "after the mentorship has ended";
  EXPECT_EQ(completed->state(), v1::Introduction::LED_TO);
  EXPECT_EQ(Pair(pair).state(), v1::Mentorship::ENDED);
}

TEST_P(ReferralTest, IsRefusedNamingEveryFieldAndThenNothingHasEnded) {
  EXPECT_EQ(Refused(Refer("mia", [](auto& r) { r.set_outcome(v1::ConcludeIntroRequest::NOT_NOW); })), "INVALID_ARGUMENT REFER_NOT_ALLOWED");
  EXPECT_EQ(Refused(Refer("mia", [](auto& r) { r.set_refer_to("tom"); })), "INVALID_ARGUMENT PERSON_INVALID");
  EXPECT_EQ(Refused(Refer("mia", [](auto& r) { r.set_refer_to(Person("nobody")); })), "INVALID_ARGUMENT PERSON_INVALID");
  EXPECT_EQ(Refused(Refer("mia", [](auto& r) { r.set_refer_to(Person("ada")); })), "INVALID_ARGUMENT PERSON_INVALID");
  EXPECT_EQ(Refused(Refer("mia", [](auto& r) { r.clear_refer_purpose(); })), "INVALID_ARGUMENT TEXT_EMPTY");
  EXPECT_EQ(Refused(Refer("mia", [](auto& r) { r.clear_refer_to(); })), "INVALID_ARGUMENT REFER_NOT_ALLOWED");
  EXPECT_EQ(Refused(Refer("ada")), "PERMISSION_DENIED NOT_A_MENTOR");
  EXPECT_EQ(Refused(Refer("eve")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Pair(pair).state(), v1::Mentorship::INTRO);
  ASSERT_EQ(Refused(Refer("mia")), "OK ");
  EXPECT_EQ(Refused(Refer("mia")), "FAILED_PRECONDITION MENTORSHIP_NOT_IN_INTRO");
}

// The junior mentors the senior.
class ReverseTest : public RelationshipTest {
 protected:
  ReverseTest() {
    AddPerson("senior");
    AddGoal("senior", "g1");
    AddPerson("junior", 2);
    AddPerson("other", 2);
    program = AddProgram("rev", v1::Program::REVERSE);
    Enroll(program, "senior", v1::Enrollment::MENTEE);
    for (const char* id : {"junior", "other"}) Enroll(program, id, v1::Enrollment::MENTOR, 2);
    gilde::profile::v1::UpdateProfileRequest level;
    level.mutable_profile()->set_name(Person("senior"));
    level.mutable_profile()->set_seniority_level(8);
    auto& sought = *level.mutable_profile()->add_skills_sought();
    sought.set_skill("rust");
    sought.set_from_level(1);
    sought.set_to_level(3);
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "UpdateProfile", level)), "OK ");
    world.Settle();
  }
  int ScoreOf(const std::string& mentor) {
    v1::RecommendMentorsRequest request;
    request.set_program(program);
    request.set_mentee(Person("senior"));
    auto found = admin().Call<v1::RecommendMentorsResponse>("gilde.matching.v1.MatchService/RecommendMentors", request);
    EXPECT_EQ(Refused(found), "OK ");
    for (const auto& one : found->recommendations()) {
      if (one.mentor() == Person(mentor)) return static_cast<int>(one.score());
    }
    return -1;
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, ReverseTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ReverseTest, MentoringIsOfferedByTheJuniorAndAcceptedByTheSenior) {
  v1::CreateMentorshipRequest request;
  request.set_parent(kAcme);
  auto& draft = *request.mutable_mentorship();
  draft.set_program(program);
  draft.add_mentors(Person("junior"));
  draft.add_mentees(Person("senior"));
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("senior"), "CreateMentorship", request)), "PERMISSION_DENIED ADMINISTRATOR_REQUIRED");
  draft.set_kind(v1::Program::PEER);
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("senior"), "CreateMentorship", request)), "PERMISSION_DENIED ADMINISTRATOR_REQUIRED");
  auto level = [&](const std::string& id, int seniority) {
    gilde::profile::v1::UpdateProfileRequest change;
    change.mutable_profile()->set_name(Person(id));
    change.mutable_profile()->set_seniority_level(seniority);
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "UpdateProfile", change)), "OK ");
  };
  level("junior", 9);
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("junior"), "CreateMentorship", request)), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
  level("junior", 1);
  auto offered = Mentoring<v1::Mentorship>(as("junior"), "CreateMentorship", request);
  ASSERT_EQ(Refused(offered), "OK ");
  EXPECT_EQ(offered->state(), v1::Mentorship::PROPOSED);
  v1::AcceptMentorshipRequest accept;
  accept.set_name(offered->name());
  EXPECT_EQ(Mentoring<v1::Mentorship>(as("senior"), "AcceptMentorship", accept)->state(), v1::Mentorship::INTRO);
  draft.set_program(AddProgram("formal", v1::Program::FORMAL));
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("junior"), "CreateMentorship", request)), "PERMISSION_DENIED ADMINISTRATOR_REQUIRED");
}

TEST_P(ReverseTest, MentoringCountsWhatAMentorLearnedFromTheJuniorElsewhere) {
  AddPerson("mia", 2);
  AddGoal("junior", "g1");
  std::string formal = AddProgram("formal", v1::Program::FORMAL);
  Enroll(formal, "mia", v1::Enrollment::MENTOR, 2);
  Enroll(formal, "junior", v1::Enrollment::MENTEE);
  std::string pair = BeginPair(formal, "junior", "mia");
  int before = ScoreOf("junior"), other = ScoreOf("other");
  ASSERT_GE(before, 0);
  v1::CreateReflectionRequest reflect;
  reflect.set_parent(pair);
  reflect.mutable_reflection()->set_author(Person("mia"));
  reflect.mutable_reflection()->set_text("A good afternoon");
  reflect.mutable_reflection()->set_learned_from_mentee("How ownership works");
  reflect.mutable_reflection()->add_learned_skills("rust");
  auto written = Mentoring<v1::Reflection>(as("mia"), "CreateReflection", reflect);
  ASSERT_EQ(Refused(written), "OK ");
  EXPECT_THAT(written->learned_from(), testing::ElementsAre(Person("junior")));
  EXPECT_EQ(ScoreOf("junior"), before) << "what one person keeps to themselves stays so";
  AddPerson("max", 2);
  Enroll(formal, "max", v1::Enrollment::MENTOR, 2);
  reflect.set_parent(BeginPair(formal, "junior", "max"));
  reflect.mutable_reflection()->set_author(Person("max"));
  ASSERT_EQ(Refused(Mentoring<v1::Reflection>(as("max"), "CreateReflection", reflect)), "OK ");
  EXPECT_GT(ScoreOf("junior"), before);
  EXPECT_EQ(ScoreOf("other"), other);
  v1::ExplainMatchRequest explain;
  explain.set_program(program);
  explain.set_mentee(Person("senior"));
  explain.set_mentor(Person("junior"));
  auto explained = admin().Call<v1::ExplainMatchResponse>("gilde.matching.v1.MatchService/ExplainMatch", explain);
  ASSERT_EQ(Refused(explained), "OK ");
  EXPECT_EQ(explained->score(), ScoreOf("junior")) << "what is recommended and what is explained is one score";
  v1::ListReflectionsRequest list;
  list.set_parent(pair);
  EXPECT_EQ(Mentoring<v1::ListReflectionsResponse>(as("junior"), "ListReflections", list)->reflections_size(), 0)
      << "it stays the author's";
}

}  // namespace
}  // namespace gilde::matching
