// Conversation requests through the RPCs.
#include <thread>

#include "tests/matching/api/relationship_fixture.h"

namespace gilde::matching {
namespace {

class ConversationTest : public RelationshipTest {
 protected:
  ConversationTest() {
    AddPerson("ada");
    for (const char* mentor : {"grace", "alan", "edsger"}) AddPerson(mentor, 3);
    program = AddProgram("p1", v1::Program::FORMAL);
    AddGoal("ada", "kafka");
    Enroll(program, "ada", v1::Enrollment::MENTEE);
    grace_seat = Enroll(program, "grace", v1::Enrollment::MENTOR, 3);
    Enroll(program, "alan", v1::Enrollment::MENTOR, 3);
  }
  std::string program, grace_seat;
};
INSTANTIATE_TEST_SUITE_P(Engines, ConversationTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ConversationTest, ThatAsksWillYouBeMyMentorIsRefusedWithTheGoldenRule) {
  for (const char* ask : {"Will you be my mentor?", "Wil je mijn mentor worden?", "Willst du mein Mentor sein?",
                          "Voulez-vous être mon mentor ?", "¿Quieres ser mi mentor?"}) {
    auto draft = Draft(program, "ada", {"grace"});
    draft.mutable_conversation_request()->set_introduction(std::string("I keep the ledger service running. ") + ask);
    EXPECT_EQ(Refused(Send(draft)), "INVALID_ARGUMENT GOLDEN_RULE") << ask;
  }
}

TEST_P(ConversationTest, IsCheckedWithoutBeingSaved) {
  auto draft = Draft(program, "ada", {"grace"});
  v1::CheckConversationRequestRequest check;
  check.set_parent(kAcme);
  *check.mutable_conversation_request() = draft.conversation_request();
  auto fine = Conversation<v1::CheckConversationRequestResponse>(as("ada"), "CheckConversationRequest", check);
  ASSERT_EQ(Refused(fine), "OK ");
  EXPECT_EQ(fine->findings_size(), 0);
  check.mutable_conversation_request()->set_subject("Hello");
  check.mutable_conversation_request()->set_minutes(60);
  auto findings = Conversation<v1::CheckConversationRequestResponse>(as("ada"), "CheckConversationRequest", check);
  ASSERT_EQ(findings->findings_size(), 2);
  EXPECT_EQ(findings->findings(0).reason(), "SUBJECT_STOCK_PHRASE");
  EXPECT_EQ(findings->findings(1).reason(), "MINUTES_INVALID");
  // Nobody puts words into the mouth of another, or asks in their name.
  EXPECT_EQ(Refused(Conversation<v1::CheckConversationRequestResponse>(as("grace"), "CheckConversationRequest", check)),
            "PERMISSION_DENIED FIELD_NOT_ALLOWED");
  v1::CheckConversationRequestRequest wordless;
  wordless.set_parent(kAcme);
  wordless.mutable_conversation_request()->set_mentee(Person("ada"));
  EXPECT_EQ(Refused(Conversation<v1::CheckConversationRequestResponse>(as("grace"), "CheckConversationRequest", wordless)),
            "PERMISSION_DENIED NOT_A_PARTY");
  v1::ListConversationRequestsRequest list;
  list.set_parent(kAcme);
  EXPECT_EQ(Conversation<v1::ListConversationRequestsResponse>(as("ada"), "ListConversationRequests", list)->conversation_requests_size(),
            0);
}

TEST_P(ConversationTest, IsPersonalWhenItNamesASkillInAnyOfItsSpellings) {
  auto draft = Draft(program, "ada", {"grace"});
  draft.mutable_conversation_request()->set_opening("Everybody says that Apache Kafka holds no secrets for you.");
  auto sent = Send(draft);
  ASSERT_EQ(Refused(sent), "OK ");
  EXPECT_FALSE(sent->work_reference().empty());
  draft.mutable_conversation_request()->set_opening("Everybody says that you are a nice person to talk with.");
  EXPECT_EQ(Refused(Send(draft)), "INVALID_ARGUMENT OPENING_NOT_PERSONAL");
}

TEST_P(ConversationTest, AcceptedBeginsAMentorshipAndTakesASeat) {
  auto sent = Send(Draft(program, "ada", {"grace"}));
  ASSERT_EQ(Refused(sent), "OK ");
  EXPECT_EQ(sent->state(), v1::ConversationRequest::SENT);
  EXPECT_EQ(sent->work_reference(), "Backpressure by Example");
  EXPECT_EQ(Refused(Accept("alan", sent->name())), "PERMISSION_DENIED NOT_A_PARTY");
  auto accepted = Accept("grace", sent->name());
  ASSERT_EQ(Refused(accepted), "OK ");
  v1::Mentorship pair = Pair(accepted->mentorship());
  EXPECT_EQ(pair.state(), v1::Mentorship::INTRO);
  EXPECT_EQ(pair.mentors(0), Person("grace"));
  EXPECT_EQ(pair.mentees(0), Person("ada"));
  EXPECT_EQ(pair.goals_size(), 1);
  EXPECT_EQ(SeatsTaken(grace_seat), 1);
  EXPECT_EQ(Refused(Accept("grace", sent->name())), "FAILED_PRECONDITION REQUEST_NOT_OPEN");
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"grace"}))), "FAILED_PRECONDITION ALREADY_TOGETHER");
}

TEST_P(ConversationTest, MovesThroughTheRankingWhenDeclinedOrUnanswered) {
  AddPerson("barbara", 3);
  Enroll(program, "barbara", v1::Enrollment::MENTOR, 3);
  auto sent = Send(Draft(program, "ada", {"grace", "alan", "barbara"}));
  ASSERT_EQ(Refused(sent), "OK ");
  auto declined = Decline("grace", sent->name());
  ASSERT_EQ(Refused(declined), "OK ");
  EXPECT_EQ(declined->mentor(), "");
  EXPECT_EQ(Request(sent->name(), "ada").mentor(), Person("alan"));
  Advance(absl::Hours(24 * 3));
  EXPECT_EQ(Request(sent->name(), "ada").mentor(), Person("barbara"));
  Advance(absl::Hours(24 * 3));
  EXPECT_TRUE(Request(sent->name(), "ada").has_reminded_time());
  Advance(absl::Hours(24 * 4));
  v1::ConversationRequest expired = Request(sent->name(), "ada");
  EXPECT_EQ(expired.state(), v1::ConversationRequest::EXPIRED);
  ASSERT_EQ(expired.past_choices_size(), 2);
  EXPECT_EQ(expired.past_choices(0).outcome(), v1::PastChoice::DECLINED);
  EXPECT_EQ(expired.past_choices(1).outcome(), v1::PastChoice::NO_ANSWER);
}

TEST_P(ConversationTest, IsRefusedWhereItCannotLeadAnywhere) {
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"edsger"}))), "FAILED_PRECONDITION MENTOR_NOT_AVAILABLE");
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"nobody"}))), "INVALID_ARGUMENT MENTOR_UNKNOWN");
  EXPECT_EQ(Refused(Send(Draft(program, "grace", {"alan"}))), "FAILED_PRECONDITION MENTEE_NOT_ENROLLED");
  EXPECT_EQ(Refused(Send(Draft("organizations/acme/programs/none", "ada", {"grace"}))), "NOT_FOUND RESOURCE_NOT_FOUND");
  ASSERT_EQ(Refused(Send(Draft(program, "ada", {"grace"}))), "OK ");
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"grace"}))), "FAILED_PRECONDITION ALREADY_ASKED");
  auto foreign = Draft(program, "ada", {"grace"});
  EXPECT_EQ(Refused(Conversation<v1::ConversationRequest>(as("alan"), "CreateConversationRequest", foreign)),
            "PERMISSION_DENIED FIELD_NOT_ALLOWED");
}

TEST_P(ConversationTest, KeepsAtMostThreeOpen) {
  for (const char* mentor : {"m1", "m2", "m3", "m4"}) {
    AddPerson(mentor, 1);
    Enroll(program, mentor, v1::Enrollment::MENTOR, 1);
  }
  std::string withdrawn;
  for (const char* mentor : {"m1", "m2", "m3"}) {
    auto draft = Draft(program, "ada", {mentor});
    draft.mutable_conversation_request()->set_opening("Your talk Backpressure by Example reached me, dear " + std::string(mentor));
    auto sent = Send(draft);
    ASSERT_EQ(Refused(sent), "OK ");
    withdrawn = sent->name();
  }
  auto fourth = Draft(program, "ada", {"m4"});
  EXPECT_EQ(Refused(Send(fourth)), "FAILED_PRECONDITION TOO_MANY_OPEN_REQUESTS");
  v1::WithdrawConversationRequestRequest withdraw;
  withdraw.set_name(withdrawn);
  ASSERT_EQ(Refused(Conversation<v1::ConversationRequest>(as("ada"), "WithdrawConversationRequest", withdraw)), "OK ");
  EXPECT_EQ(Refused(Send(fourth)), "OK ");
}

TEST_P(ConversationTest, SendsTheSameOpeningToThreeMentorsAtMost) {
  for (const char* mentor : {"m1", "m2", "m3", "m4"}) {
    AddPerson(mentor, 1);
    Enroll(program, mentor, v1::Enrollment::MENTOR, 1);
  }
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"m1", "m2", "m3", "m4"}))), "INVALID_ARGUMENT SAME_TEXT");
  ASSERT_EQ(Refused(Send(Draft(program, "ada", {"m1", "m2", "m3"}))), "OK ");
  EXPECT_EQ(Refused(Send(Draft(program, "ada", {"m4"}))), "INVALID_ARGUMENT SAME_TEXT");
}

TEST_P(ConversationTest, TakesEffectOnceForARequestId) {
  auto draft = Draft(program, "ada", {"grace"});
  draft.set_request_id("send-1");
  auto first = Send(draft), second = Send(draft);
  ASSERT_EQ(Refused(first), "OK ");
  EXPECT_EQ(first->name(), second->name());
}

TEST_P(ConversationTest, IsListedForItsTwoPeopleAndByProgramForAnAdministrator) {
  auto sent = Send(Draft(program, "ada", {"grace"}));
  ASSERT_EQ(Refused(sent), "OK ");
  v1::ListConversationRequestsRequest list;
  list.set_parent(kAcme);
  auto count = [&](const rpc::Client& client) {
    auto page = Conversation<v1::ListConversationRequestsResponse>(client, "ListConversationRequests", list);
    return page.ok() ? page->conversation_requests_size() : -1;
  };
  EXPECT_EQ(count(as("ada")), 1);
  EXPECT_EQ(count(as("grace")), 1);
  EXPECT_EQ(count(as("alan")), 0);
  EXPECT_EQ(count(admin()), 1);
  list.set_state(v1::ConversationRequest::ACCEPTED);
  EXPECT_EQ(count(as("ada")), 0);
  EXPECT_EQ(count(admin()), 0);
  list.set_state(v1::ConversationRequest::SENT);
  list.set_program(program);
  EXPECT_EQ(count(admin()), 1);
  EXPECT_EQ(count(as("ada")), -1);
}

TEST_P(ConversationTest, SixtyFourAcceptedAtOnceForThreeSeatsAreExactlyThree) {
  // Room in the program for all who ask.
  for (const char* mentor : {"joan", "mary", "katherine", "dorothy"}) {
    AddPerson(mentor, 20);
    Enroll(program, mentor, v1::Enrollment::MENTOR, 20);
  }
  std::vector<std::string> requests;
  for (int i = 0; i < 64; ++i) {
    std::string mentee = "mentee" + std::to_string(i);
    AddPerson(mentee);
    AddGoal(mentee, "kafka");
    Enroll(program, mentee, v1::Enrollment::MENTEE);
    auto sent = Send(Draft(program, mentee, {"grace"}));
    ASSERT_EQ(Refused(sent), "OK ");
    requests.push_back(sent->name());
  }
  std::vector<std::string> results(requests.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < requests.size(); ++i) {
    threads.emplace_back([&, i] { results[i] = Refused(Accept("grace", requests[i])); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::count(results.begin(), results.end(), "OK "), 3);
  EXPECT_EQ(std::count(results.begin(), results.end(), "FAILED_PRECONDITION MENTOR_AT_CAPACITY"), 61);
  EXPECT_EQ(SeatsTaken(grace_seat), 3);
}

TEST_P(ConversationTest, OfSomebodyWhoLeavesIsWithdrawnOrMovesOn) {
  AddPerson("bob");
  AddGoal("bob", "kafka");
  Enroll(program, "bob", v1::Enrollment::MENTEE);
  auto by_ada = Send(Draft(program, "ada", {"alan"}));
  auto by_bob = Send(Draft(program, "bob", {"grace", "alan"}));
  ASSERT_EQ(Refused(by_ada) + Refused(by_bob), "OK OK ");
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("grace"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  leave.set_name(Person("ada"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  world.Settle();
  EXPECT_EQ(Request(by_bob->name(), "bob").mentor(), Person("alan"));
  EXPECT_EQ(Request(by_ada->name(), "alan").state(), v1::ConversationRequest::WITHDRAWN);
}

}  // namespace
}  // namespace gilde::matching
