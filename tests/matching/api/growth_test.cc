// What grows in a mentorship, through the RPCs.
#include "gilde/matching/v1/growth.pb.h"
#include "tests/matching/api/relationship_fixture.h"

namespace gilde::matching {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
// Ada is mentored by Mia; Tom knows neither of them in the program.
class GrowthTest : public RelationshipTest {
 protected:
  GrowthTest() {
    for (const char* id : {"ada", "tom", "eve"}) AddPerson(id);
    AddPerson("mia", 2);
    AddGoal("ada", "g1");
    world.Settle();
    std::string program = AddProgram("p", v1::Program::FORMAL);
    Enroll(program, "mia", v1::Enrollment::MENTOR, 2);
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    pair = BeginPair(program, "ada", "mia");
    EXPECT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    EXPECT_EQ(Pair(pair).state(), v1::Mentorship::ACTIVE);
  }

  v1::OfferIntroductionRequest ToTom() {
    v1::OfferIntroductionRequest request;
    request.set_parent(pair);
    request.set_introduction_id("i1");
    request.mutable_introduction()->set_author(Person("mia"));
    request.mutable_introduction()->set_third_person(Person("tom"));
    request.mutable_introduction()->set_purpose("Tom runs the largest Kafka cluster we have");
    return request;
  }
  absl::StatusOr<v1::Introduction> Offer(const std::string& by, const v1::OfferIntroductionRequest& request) {
    return Mentoring<v1::Introduction>(as(by), "OfferIntroduction", request);
  }
  absl::StatusOr<v1::Introduction> Read(const std::string& by) {
    v1::GetIntroductionRequest request;
    request.set_name(pair + "/introductions/i1");
    return Mentoring<v1::Introduction>(as(by), "GetIntroduction", request);
  }
  absl::StatusOr<v1::Introduction> AnswerAs(const std::string& by, v1::AnswerIntroductionRequest::Answer answer) {
    v1::AnswerIntroductionRequest request;
    request.set_name(pair + "/introductions/i1");
    request.set_answer(answer);
    if (answer == v1::AnswerIntroductionRequest::ACCEPT) request.set_approach("Drop by on a Tuesday");
    return Mentoring<v1::Introduction>(as(by), "AnswerIntroduction", request);
  }
  absl::StatusOr<v1::Introduction> CompleteAs(const std::string& by, const std::string& led_to) {
    v1::CompleteIntroductionRequest request;
    request.set_name(pair + "/introductions/i1");
    request.set_led_to(led_to);
    return Mentoring<v1::Introduction>(as(by), "CompleteIntroduction", request);
  }
  absl::StatusOr<v1::Advocacy> OfferFor(v1::Advocacy::Kind kind, const std::string& by = "mia") {
    v1::OfferAdvocacyRequest request;
    request.set_parent(pair);
    request.set_advocacy_id("a1");
    request.mutable_advocacy()->set_author(Person(by));
    request.mutable_advocacy()->set_kind(kind);
    request.mutable_advocacy()->set_target("The platform award, before its jury");
    return Mentoring<v1::Advocacy>(as(by), "OfferAdvocacy", request);
  }
  absl::StatusOr<v1::Advocacy> AnswerFor(const std::string& by, v1::AnswerAdvocacyRequest::Answer answer) {
    v1::AnswerAdvocacyRequest request;
    request.set_name(pair + "/advocacies/a1");
    request.set_answer(answer);
    return Mentoring<v1::Advocacy>(as(by), "AnswerAdvocacy", request);
  }
  absl::StatusOr<v1::Advocacy> CompleteFor(const std::string& by, const std::string& outcome) {
    v1::CompleteAdvocacyRequest request;
    request.set_name(pair + "/advocacies/a1");
    request.set_outcome(outcome);
    return Mentoring<v1::Advocacy>(as(by), "CompleteAdvocacy", request);
  }
  v1::CreateStretchAssignmentRequest Harder() {
    v1::CreateStretchAssignmentRequest request;
    request.set_parent(pair);
    request.set_stretch_assignment_id("s1");
    auto& assignment = *request.mutable_stretch_assignment();
    assignment.set_author(Person("mia"));
    assignment.set_text("Lead the review of the ledger design");
    assignment.set_risk(v1::StretchAssignment::MEDIUM);
    *assignment.mutable_debrief_due_time() = base::ToProto(now() + absl::Hours(24 * 21));
    return request;
  }
  absl::StatusOr<v1::StretchAssignment> Propose(const v1::CreateStretchAssignmentRequest& request, const std::string& by = "mia") {
    return Mentoring<v1::StretchAssignment>(as(by), "CreateStretchAssignment", request);
  }
  absl::StatusOr<v1::StretchAssignment> DebriefAs(const std::string& by, const std::string& words) {
    v1::DebriefStretchAssignmentRequest request;
    request.set_name(pair + "/stretchAssignments/s1");
    request.set_debrief(words);
    return Mentoring<v1::StretchAssignment>(as(by), "DebriefStretchAssignment", request);
  }
  absl::StatusOr<v1::Win> PutDown(const std::string& by, const std::string& text) {
    v1::CreateWinRequest request;
    request.set_parent(pair);
    request.mutable_win()->set_author(Person(by));
    request.mutable_win()->set_text(text);
    return Mentoring<v1::Win>(as(by), "CreateWin", request);
  }
  absl::StatusOr<v1::Story> Tell(const std::string& by, v1::Story::Kind kind, const std::string& text) {
    v1::CreateStoryRequest request;
    request.set_parent(pair);
    request.mutable_story()->set_author(Person(by));
    request.mutable_story()->set_kind(kind);
    request.mutable_story()->set_text(text);
    return Mentoring<v1::Story>(as(by), "CreateStory", request);
  }
  absl::StatusOr<v1::Reflection> Reflect(const std::string& by, const std::string& text, const std::string& learned, bool share) {
    v1::CreateReflectionRequest request;
    request.set_parent(pair);
    request.mutable_reflection()->set_author(Person(by));
    request.mutable_reflection()->set_text(text);
    request.mutable_reflection()->set_learned_from_mentee(learned);
    request.mutable_reflection()->set_share(share);
    return Mentoring<v1::Reflection>(as(by), "CreateReflection", request);
  }
  std::vector<v1::Reflection> Reflections(const std::string& by) {
    v1::ListReflectionsRequest request;
    request.set_parent(pair);
    auto page = Mentoring<v1::ListReflectionsResponse>(as(by), "ListReflections", request);
    EXPECT_EQ(Refused(page), "OK ");
    if (!page.ok()) return {};
    return {page->reflections().begin(), page->reflections().end()};
  }

  std::string pair;
};
INSTANTIATE_TEST_SUITE_P(Engines, GrowthTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(GrowthTest, AnIntroductionNamesTheThirdPersonToTheMenteeOnlyOnceTheyAgree) {
  auto offered = Offer("mia", ToTom());
  ASSERT_EQ(Refused(offered), "OK ");
  EXPECT_EQ(offered->state(), v1::Introduction::OFFERED);
  EXPECT_EQ(offered->receiver(), Person("ada"));
  EXPECT_EQ(offered->third_person(), Person("tom"));
  EXPECT_THAT(Read("ada")->third_person(), IsEmpty()) << "not before they are asked";
  EXPECT_THAT(Read("ada")->introduced_to(), IsEmpty());
  EXPECT_EQ(Read("ada")->purpose(), "Tom runs the largest Kafka cluster we have");
  EXPECT_EQ(Read("tom")->purpose(), "Tom runs the largest Kafka cluster we have");
  EXPECT_EQ(Refused(Read("eve")), "NOT_FOUND RESOURCE_NOT_FOUND");
  auto accepted = AnswerAs("tom", v1::AnswerIntroductionRequest::ACCEPT);
  ASSERT_EQ(Refused(accepted), "OK ");
  EXPECT_EQ(accepted->state(), v1::Introduction::ACCEPTED);
  EXPECT_EQ(Read("ada")->introduced_to(), Person("tom"));
  EXPECT_EQ(Read("ada")->approach(), "Drop by on a Tuesday");
  EXPECT_EQ(base::FromProto(Read("ada")->answer_time()), now());
}

TEST_P(GrowthTest, AThirdPersonWhoDeclinesIsNeverNamedToTheMentee) {
  ASSERT_EQ(Refused(Offer("mia", ToTom())), "OK ");
  ASSERT_EQ(Refused(AnswerAs("tom", v1::AnswerIntroductionRequest::DECLINE)), "OK ");
  EXPECT_EQ(Read("mia")->state(), v1::Introduction::DECLINED);
  EXPECT_THAT(Read("ada")->third_person(), IsEmpty());
  EXPECT_THAT(Read("ada")->introduced_to(), IsEmpty());
  EXPECT_THAT(Timeline(pair, as("mia")), Contains("introduction.declined"));
  EXPECT_THAT(Timeline(pair, as("ada")), Not(Contains("introduction.declined")));
  EXPECT_EQ(Refused(AnswerAs("tom", v1::AnswerIntroductionRequest::ACCEPT)), "FAILED_PRECONDITION INTRODUCTION_NOT_OFFERED");
  EXPECT_EQ(Refused(CompleteAs("mia", "")), "FAILED_PRECONDITION INTRODUCTION_NOT_ACCEPTED");
}

TEST_P(GrowthTest, AnIntroductionIsMadeAndLedToSomethingOnce) {
  ASSERT_EQ(Refused(Offer("mia", ToTom())), "OK ");
  EXPECT_EQ(Refused(CompleteAs("mia", "")), "FAILED_PRECONDITION INTRODUCTION_NOT_ACCEPTED");
  ASSERT_EQ(Refused(AnswerAs("tom", v1::AnswerIntroductionRequest::ACCEPT)), "OK ");
  EXPECT_EQ(CompleteAs("mia", "")->state(), v1::Introduction::MADE);
  EXPECT_EQ(Refused(CompleteAs("ada", "")), "FAILED_PRECONDITION INTRODUCTION_MADE");
  EXPECT_EQ(CompleteAs("ada", "A week in Tom's team")->state(), v1::Introduction::LED_TO);
  EXPECT_EQ(Refused(CompleteAs("ada", "Another")), "FAILED_PRECONDITION INTRODUCTION_COMPLETED");
  v1::MentorshipCounts counts = Pair(pair).counts();
  EXPECT_EQ(counts.introductions(), 1);
  EXPECT_EQ(counts.introductions_made(), 1);
  EXPECT_EQ(counts.introductions_led_to(), 1);
  EXPECT_THAT(Timeline(pair, as("ada")), Contains("introduction.led_to"));
}

TEST_P(GrowthTest, AnIntroductionThatCannotBeIsRefused) {
  EXPECT_EQ(Refused(Offer("ada",
                          [&] {
                            auto request = ToTom();
                            request.mutable_introduction()->set_author(Person("ada"));
                            return request;
                          }())),
            "PERMISSION_DENIED NOT_A_MENTOR");
  auto request = ToTom();
  request.mutable_introduction()->set_purpose("");
  request.mutable_introduction()->set_third_person("tom");
  EXPECT_EQ(Refused(Offer("mia", request)), "INVALID_ARGUMENT PERSON_INVALID");
  request = ToTom();
  request.mutable_introduction()->set_third_person(Person("nobody"));
  EXPECT_EQ(Refused(Offer("mia", request)), "INVALID_ARGUMENT PERSON_INVALID");
  request.mutable_introduction()->set_third_person(Person("ada"));
  EXPECT_EQ(Refused(Offer("mia", request)), "INVALID_ARGUMENT PERSON_INVALID") << "they know each other";
  request = ToTom();
  request.mutable_introduction()->set_receiver(Person("eve"));
  EXPECT_EQ(Refused(Offer("mia", request)), "INVALID_ARGUMENT RECEIVER_INVALID");
  EXPECT_EQ(Refused(Read("mia")), "NOT_FOUND RESOURCE_NOT_FOUND") << "nothing of it happened";
  ASSERT_EQ(Refused(Offer("mia", ToTom())), "OK ");
  EXPECT_EQ(Refused(Offer("mia", ToTom())), "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_EQ(Refused(AnswerAs("ada", v1::AnswerIntroductionRequest::ACCEPT)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(AnswerAs("eve", v1::AnswerIntroductionRequest::ACCEPT)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(AnswerAs("tom", v1::AnswerIntroductionRequest::ANSWER_UNSPECIFIED)), "INVALID_ARGUMENT ANSWER_MISSING");
  EXPECT_EQ(Refused(CompleteAs("tom", "x")), "PERMISSION_DENIED NOT_A_PARTY");
}

TEST_P(GrowthTest, AMentorSpeaksUpOnlyWithTheMenteesConsent) {
  auto offered = OfferFor(v1::Advocacy::NOMINATION);
  ASSERT_EQ(Refused(offered), "OK ");
  EXPECT_EQ(Refused(CompleteFor("mia", "won")), "FAILED_PRECONDITION ADVOCACY_NOT_CONSENTED");
  EXPECT_EQ(Refused(AnswerFor("mia", v1::AnswerAdvocacyRequest::CONSENT)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(AnswerFor("ada", v1::AnswerAdvocacyRequest::CONSENT)->state(), v1::Advocacy::CONSENTED);
  EXPECT_EQ(Refused(AnswerFor("ada", v1::AnswerAdvocacyRequest::DECLINE)), "FAILED_PRECONDITION ADVOCACY_NOT_OFFERED");
  EXPECT_EQ(Refused(CompleteFor("ada", "won")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(CompleteFor("mia", "")), "INVALID_ARGUMENT TEXT_EMPTY");
  auto completed = CompleteFor("mia", "Second of nine");
  ASSERT_EQ(Refused(completed), "OK ");
  EXPECT_EQ(completed->state(), v1::Advocacy::COMPLETED);
  EXPECT_EQ(completed->outcome(), "Second of nine");
  EXPECT_EQ(Refused(CompleteFor("mia", "again")), "FAILED_PRECONDITION ADVOCACY_NOT_CONSENTED");
  EXPECT_EQ(Pair(pair).counts().advocacies_completed(), 1);
}

TEST_P(GrowthTest, AMenteeWhoWouldRatherNotIsNotSpokenFor) {
  ASSERT_EQ(Refused(OfferFor(v1::Advocacy::ENDORSEMENT)), "OK ");
  EXPECT_EQ(AnswerFor("ada", v1::AnswerAdvocacyRequest::DECLINE)->state(), v1::Advocacy::DECLINED);
  EXPECT_EQ(Refused(CompleteFor("mia", "done anyway")), "FAILED_PRECONDITION ADVOCACY_NOT_CONSENTED");
  EXPECT_EQ(Refused(AnswerFor("ada", v1::AnswerAdvocacyRequest::ANSWER_UNSPECIFIED)), "INVALID_ARGUMENT ANSWER_MISSING");
  EXPECT_EQ(Refused(OfferFor(v1::Advocacy::KIND_UNSPECIFIED)), "INVALID_ARGUMENT KIND_MISSING");
  EXPECT_EQ(Refused(OfferFor(v1::Advocacy::ENDORSEMENT, "ada")), "PERMISSION_DENIED NOT_A_MENTOR");
}

TEST_P(GrowthTest, AStretchAssignmentSaysItsRiskAndIsTalkedOverOnce) {
  auto proposed = Propose(Harder());
  ASSERT_EQ(Refused(proposed), "OK ");
  EXPECT_EQ(proposed->receiver(), Person("ada"));
  EXPECT_EQ(Refused(DebriefAs("mia", "fine")), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(DebriefAs("ada", "")), "INVALID_ARGUMENT TEXT_EMPTY");
  auto debriefed = DebriefAs("ada", "I ask for objections first now");
  ASSERT_EQ(Refused(debriefed), "OK ");
  EXPECT_EQ(base::FromProto(debriefed->debrief_time()), now());
  EXPECT_EQ(Refused(DebriefAs("ada", "again")), "FAILED_PRECONDITION ALREADY_DEBRIEFED");
  EXPECT_EQ(Pair(pair).counts().stretch_debriefed(), 1);
  v1::CreateStretchAssignmentRequest bad = Harder();
  bad.set_stretch_assignment_id("s2");
  bad.mutable_stretch_assignment()->clear_risk();
  EXPECT_EQ(Refused(Propose(bad)), "INVALID_ARGUMENT RISK_MISSING");
  bad = Harder();
  *bad.mutable_stretch_assignment()->mutable_debrief_due_time() = base::ToProto(now());
  EXPECT_EQ(Refused(Propose(bad)), "INVALID_ARGUMENT DEBRIEF_TIME_INVALID");
  *bad.mutable_stretch_assignment()->mutable_debrief_due_time() = base::ToProto(now() + absl::Hours(24 * 400));
  EXPECT_EQ(Refused(Propose(bad)), "INVALID_ARGUMENT DEBRIEF_TIME_INVALID");
}

TEST_P(GrowthTest, WinsAreFromEitherSideAndStoriesFromTheMentor) {
  ASSERT_EQ(Refused(PutDown("ada", "The review went through in one round")), "OK ");
  ASSERT_EQ(Refused(PutDown("mia", "Ada asked the question nobody dared to")), "OK ");
  EXPECT_EQ(Refused(PutDown("ada", "")), "INVALID_ARGUMENT TEXT_EMPTY");
  EXPECT_EQ(Refused(PutDown("ada", std::string(2001, 'x'))), "INVALID_ARGUMENT TEXT_TOO_LONG");
  EXPECT_EQ(Refused(PutDown("eve", "I was there")), "PERMISSION_DENIED NOT_A_PARTY");
  ASSERT_EQ(Refused(Tell("mia", v1::Story::FAILURE, "I migrated on a Friday")), "OK ");
  EXPECT_EQ(Refused(Tell("mia", v1::Story::KIND_UNSPECIFIED, "x")), "INVALID_ARGUMENT KIND_MISSING");
  EXPECT_EQ(Refused(Tell("ada", v1::Story::LESSON, "x")), "PERMISSION_DENIED NOT_A_MENTOR");
  v1::ListWinsRequest wins;
  wins.set_parent(pair);
  auto listed = Mentoring<v1::ListWinsResponse>(as("mia"), "ListWins", wins);
  ASSERT_EQ(Refused(listed), "OK ");
  ASSERT_THAT(listed->wins(), SizeIs(2));
  EXPECT_EQ(listed->wins(0).text(), "The review went through in one round");
  v1::ListStoriesRequest stories;
  stories.set_parent(pair);
  auto told = Mentoring<v1::ListStoriesResponse>(as("ada"), "ListStories", stories);
  ASSERT_EQ(Refused(told), "OK ");
  ASSERT_THAT(told->stories(), SizeIs(1));
  EXPECT_EQ(told->stories(0).text(), "I migrated on a Friday");
  EXPECT_EQ(Refused(Mentoring<v1::ListStoriesResponse>(as("eve"), "ListStories", stories)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Pair(pair).counts().wins(), 2);
  EXPECT_EQ(Pair(pair).counts().stories(), 1);
}

TEST_P(GrowthTest, AReflectionIsTheAuthorsAloneUnlessTheyShareIt) {
  ASSERT_EQ(Refused(Reflect("mia", "I talk too much", "How streams feel from below", false)), "OK ");
  ASSERT_THAT(Reflections("mia"), SizeIs(1));
  EXPECT_EQ(Reflections("mia")[0].learned_from_mentee(), "How streams feel from below");
  EXPECT_THAT(Reflections("ada"), IsEmpty());
  ASSERT_EQ(Refused(Reflect("mia", "I ask more than I tell", "", true)), "OK ");
  ASSERT_THAT(Reflections("ada"), SizeIs(1));
  EXPECT_EQ(Reflections("ada")[0].shared_text(), "I ask more than I tell");
  EXPECT_THAT(Reflections("ada")[0].text(), IsEmpty()) << "what is the author's alone stays so";
  EXPECT_EQ(Refused(Reflect("mia", "", "", true)), "INVALID_ARGUMENT TEXT_EMPTY");
  EXPECT_EQ(Refused(Reflect("eve", "x", "", false)), "PERMISSION_DENIED NOT_A_PARTY");
}

TEST_P(GrowthTest, WhatPassesCountsAsContactAndEndsWithTheMentorshipButAReflectionMayFollow) {
  Advance(absl::Hours(24 * 5));
  absl::Time before = base::FromProto(Pair(pair).last_contact_time());
  ASSERT_EQ(Refused(PutDown("ada", "Five days on")), "OK ");
  EXPECT_GT(base::FromProto(Pair(pair).last_contact_time()), before);
  ASSERT_EQ(Refused(Offer("mia", ToTom())), "OK ");
  ASSERT_EQ(Refused(End(as("ada"), pair, v1::Mentorship::MOVED_ON)), "OK ");
  EXPECT_EQ(Refused(PutDown("ada", "Too late")), "FAILED_PRECONDITION MENTORSHIP_NOT_RUNNING");
  EXPECT_EQ(Refused(Propose(Harder())), "FAILED_PRECONDITION MENTORSHIP_NOT_RUNNING");
  EXPECT_EQ(Refused(AnswerAs("tom", v1::AnswerIntroductionRequest::ACCEPT)), "OK ") << "an introduction outlives the mentorship";
  EXPECT_EQ(Refused(Reflect("ada", "What I take with me", "", false)), "OK ");
}

TEST_P(GrowthTest, AMentorWritesInALineWhatTheyUnderstoodAndTheMenteeConfirmsOrCorrects) {
  v1::CreateUnderstandingRequest write;
  write.set_parent(pair);
  write.set_understanding_id("u1");
  write.mutable_understanding()->set_author(Person("mia"));
  write.mutable_understanding()->set_text("You want to lead the design, not the team.");
  auto written = Mentoring<v1::Understanding>(as("mia"), "CreateUnderstanding", write);
  ASSERT_EQ(Refused(written), "OK ");
  EXPECT_EQ(written->receiver(), Person("ada"));
  EXPECT_EQ(written->state(), v1::Understanding::WRITTEN);
  write.mutable_understanding()->set_author(Person("ada"));
  EXPECT_EQ(Refused(Mentoring<v1::Understanding>(as("ada"), "CreateUnderstanding", write)), "PERMISSION_DENIED NOT_A_MENTOR");
  v1::AnswerUnderstandingRequest answer;
  answer.set_name(written->name());
  EXPECT_EQ(Refused(Mentoring<v1::Understanding>(as("ada"), "AnswerUnderstanding", answer)), "INVALID_ARGUMENT ANSWER_MISSING");
  answer.set_answer(v1::AnswerUnderstandingRequest::CORRECT);
  EXPECT_EQ(Refused(Mentoring<v1::Understanding>(as("ada"), "AnswerUnderstanding", answer)), "INVALID_ARGUMENT TEXT_EMPTY");
  answer.set_correction("Both, one after the other.");
  EXPECT_EQ(Refused(Mentoring<v1::Understanding>(as("mia"), "AnswerUnderstanding", answer)), "PERMISSION_DENIED NOT_A_PARTY");
  auto corrected = Mentoring<v1::Understanding>(as("ada"), "AnswerUnderstanding", answer);
  ASSERT_EQ(Refused(corrected), "OK ");
  EXPECT_EQ(corrected->state(), v1::Understanding::CORRECTED);
  EXPECT_EQ(Refused(Mentoring<v1::Understanding>(as("ada"), "AnswerUnderstanding", answer)), "FAILED_PRECONDITION UNDERSTANDING_ANSWERED");
  write.set_understanding_id("u2");
  write.mutable_understanding()->set_author(Person("mia"));
  write.mutable_understanding()->set_text(std::string(301, 'x'));
  EXPECT_EQ(Refused(Mentoring<v1::Understanding>(as("mia"), "CreateUnderstanding", write)), "INVALID_ARGUMENT TEXT_TOO_LONG");
  v1::ListUnderstandingsRequest list;
  list.set_parent(pair);
  auto page = Mentoring<v1::ListUnderstandingsResponse>(as("mia"), "ListUnderstandings", list);
  ASSERT_EQ(Refused(page), "OK ");
  ASSERT_THAT(page->understandings(), SizeIs(1));
  EXPECT_EQ(page->understandings(0).correction(), "Both, one after the other.");
  EXPECT_EQ(Pair(pair).counts().understandings(), 1);
  EXPECT_EQ(Pair(pair).counts().understandings_answered(), 1);
}

TEST_P(GrowthTest, ResourcesAreSharedForAGoalAndSeenByThePairAlone) {
  v1::ShareResourceRequest share;
  share.set_parent(pair);
  share.mutable_resource()->set_author(Person("mia"));
  share.mutable_resource()->set_goal(Person("ada") + "/goals/g1");
  share.mutable_resource()->set_title("The log, what every engineer should know");
  share.mutable_resource()->set_uri("https://library.acme.example/log");
  ASSERT_EQ(Refused(Mentoring<v1::GoalResource>(as("mia"), "ShareResource", share)), "OK ");
  share.mutable_resource()->set_goal(Person("tom") + "/goals/g1");
  EXPECT_EQ(Refused(Mentoring<v1::GoalResource>(as("mia"), "ShareResource", share)), "INVALID_ARGUMENT GOAL_UNKNOWN");
  share.mutable_resource()->clear_goal();
  share.mutable_resource()->set_uri("javascript:alert(1)");
  EXPECT_EQ(Refused(Mentoring<v1::GoalResource>(as("mia"), "ShareResource", share)), "INVALID_ARGUMENT URI_INVALID");
  share.mutable_resource()->clear_uri();
  share.mutable_resource()->clear_title();
  EXPECT_EQ(Refused(Mentoring<v1::GoalResource>(as("mia"), "ShareResource", share)), "INVALID_ARGUMENT TEXT_EMPTY");
  v1::ListResourcesRequest list;
  list.set_parent(pair);
  auto page = Mentoring<v1::ListResourcesResponse>(as("ada"), "ListResources", list);
  ASSERT_EQ(Refused(page), "OK ");
  ASSERT_THAT(page->resources(), SizeIs(1));
  EXPECT_EQ(page->resources(0).uri(), "https://library.acme.example/log");
  EXPECT_EQ(Refused(Mentoring<v1::ListResourcesResponse>(as("tom"), "ListResources", list)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Pair(pair).counts().resources(), 1);
}

TEST_P(GrowthTest, TheTimelineIsFilteredByWhatHappened) {
  v1::CreateWinRequest win;
  win.set_parent(pair);
  win.mutable_win()->set_author(Person("ada"));
  win.mutable_win()->set_text("My first design review");
  ASSERT_EQ(Refused(Mentoring<v1::Win>(as("ada"), "CreateWin", win)), "OK ");
  auto types = [&](const rpc::Client& client, const std::string& type) {
    v1::GetTimelineRequest request;
    request.set_parent(pair);
    request.set_type(type);
    auto page = Mentoring<v1::GetTimelineResponse>(client, "GetTimeline", request);
    EXPECT_EQ(Refused(page), "OK ");
    std::vector<std::string> found;
    for (const auto& entry : page->entries()) found.push_back(entry.type());
    return found;
  };
  for (const rpc::Client& client : {as("ada"), as("mia"), admin()}) {
    EXPECT_THAT(types(client, "win.created"), testing::ElementsAre("win.created"));
    EXPECT_THAT(types(client, "win.*"), testing::ElementsAre("win.created"));
    EXPECT_THAT(types(client, "mentorship.*"), testing::Each(testing::StartsWith("mentorship.")));
    EXPECT_THAT(types(client, "mentorship.*"), Not(IsEmpty()));
    EXPECT_THAT(types(client, "win"), IsEmpty());
  }
}

}  // namespace
}  // namespace gilde::matching
