// Conversation requests through the RPCs.
#include <thread>

#include "gilde/profile/v1/prospect.pb.h"
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

TEST_P(ConversationTest, IsReadInTheLanguageAskedForWithHintsAndItsQuality) {
  v1::CheckConversationRequestRequest check;
  check.set_parent(kAcme);
  *check.mutable_conversation_request() = Draft(program, "ada", {"grace"}).conversation_request();
  auto read = [&] { return *Conversation<v1::CheckConversationRequestResponse>(as("ada"), "CheckConversationRequest", check); };
  EXPECT_EQ(read().quality(), v1::GOOD);
  ASSERT_EQ(read().hints_size(), 1);
  EXPECT_EQ(read().hints(0).reason(), "INTRODUCTION_UNCONNECTED");
  std::string english = read().hints(0).instead();
  for (const char* locale : {"nl", "de", "fr-CA", "es"}) {
    check.set_locale(locale);
    EXPECT_NE(read().hints(0).instead(), english) << locale;
    EXPECT_FALSE(read().hints(0).example().empty()) << locale;
  }
  check.mutable_conversation_request()->set_introduction("I keep the ledger of our team, and I am new to Kafka.");
  EXPECT_EQ(read().quality(), v1::STRONG);
  EXPECT_EQ(read().hints_size(), 0);
  auto sent = Send([&] {
    auto request = Draft(program, "ada", {"grace"});
    *request.mutable_conversation_request() = check.conversation_request();
    return request;
  }());
  ASSERT_EQ(Refused(sent), "OK ");
  EXPECT_EQ(sent->quality(), v1::STRONG);
}

TEST_P(ConversationTest, NearlyTheSameReachesThreeMentorsAtMost) {
  for (const char* mentor : {"m1", "m2"}) {
    AddPerson(mentor, 3);
    Enroll(program, mentor, v1::Enrollment::MENTOR, 3);
  }
  auto to = [&](const std::vector<std::string>& mentors, const std::string& name) {
    auto request = Draft(program, "ada", mentors);
    request.mutable_conversation_request()->set_opening(
        "Dear " + name + ", your talk Backpressure by Example made me draw our queue again, and I wonder how you would begin with it.");
    return Send(request);
  };
  ASSERT_EQ(Refused(to({"grace", "alan"}, "Grace")), "OK ");
  ASSERT_EQ(Refused(to({"m1"}, "Margaret")), "OK ");
  EXPECT_EQ(Refused(to({"m2"}, "Mary")), "INVALID_ARGUMENT SAME_TEXT");
}

TEST_P(ConversationTest, GoesToTheNextChoiceWhenAMentorTakesTheYesBack) {
  auto sent = Send(Draft(program, "ada", {"grace", "alan"}));
  ASSERT_EQ(Refused(sent), "OK ");
  auto accepted = Accept("grace", sent->name());
  ASSERT_EQ(Refused(accepted), "OK ");
  EXPECT_EQ(SeatsTaken(grace_seat), 1);
  v1::WithdrawConversationRequestRequest back;
  back.set_name(sent->name());
  EXPECT_EQ(Refused(Conversation<v1::ConversationRequest>(as("alan"), "WithdrawConversationRequest", back)),
            "PERMISSION_DENIED NOT_A_PARTY");
  auto taken = Conversation<v1::ConversationRequest>(as("grace"), "WithdrawConversationRequest", back);
  ASSERT_EQ(Refused(taken), "OK ");
  EXPECT_EQ(taken->mentor(), "") << "the next mentor is nothing for the one who withdrew";
  EXPECT_EQ(SeatsTaken(grace_seat), 0);
  EXPECT_EQ(Pair(accepted->mentorship()).end_reason(), v1::Mentorship::NOT_NOW);
  v1::ConversationRequest open = Request(sent->name(), "ada");
  EXPECT_EQ(open.state(), v1::ConversationRequest::SENT);
  EXPECT_EQ(open.mentor(), Person("alan"));
  EXPECT_EQ(open.past_choices(0).outcome(), v1::PastChoice::WITHDREW);
  // The last one who withdraws leaves a declined request behind; once they have met there is nothing to take back.
  auto again = Accept("alan", sent->name());
  ASSERT_EQ(Refused(again), "OK ");
  ASSERT_EQ(Refused(Conclude("alan", again->mentorship(), v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  EXPECT_EQ(Refused(Conversation<v1::ConversationRequest>(as("alan"), "WithdrawConversationRequest", back)),
            "FAILED_PRECONDITION MENTORSHIP_NOT_IN_INTRO");
  EXPECT_EQ(Refused(Conversation<v1::ConversationRequest>(as("ada"), "WithdrawConversationRequest", back)),
            "FAILED_PRECONDITION REQUEST_NOT_OPEN");
}

TEST_P(ConversationTest, ThatIsTooLargeToBeReadIsRefusedAtOnce) {
  auto request = Draft(program, "ada", {"grace"});
  auto& draft = *request.mutable_conversation_request();
  for (int i = 0; i < 100'000; ++i) draft.add_ranked_mentors("x");
  draft.set_introduction(std::string(30'000, 'x'));
  absl::Status refused = Send(request).status();
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT TOO_LARGE");
  base::Violations named = base::Violations::Of(refused);
  ASSERT_EQ(named.items().size(), 2u);
  EXPECT_EQ(named.items()[0].field, "conversation_request.ranked_mentors");
  EXPECT_EQ(named.items()[1].field, "conversation_request.introduction");
}

TEST_P(ConversationTest, EndsWithTheYesThatIsTakenBackWhenNobodyElseCouldSayYes) {
  auto take_back = [&](const std::string& name) {
    v1::WithdrawConversationRequestRequest back;
    back.set_name(name);
    EXPECT_EQ(Refused(Conversation<v1::ConversationRequest>(as("grace"), "WithdrawConversationRequest", back)), "OK ");
    return Request(name, "ada");
  };
  auto late = Send(Draft(program, "ada", {"grace", "alan"}));
  ASSERT_EQ(Refused(Accept("grace", late->name())), "OK ");
  Advance(absl::Hours(24 * 5));
  EXPECT_EQ(take_back(late->name()).state(), v1::ConversationRequest::DECLINED) << "every time that was offered is over";
  // Who left meanwhile is not asked.
  auto sent = Send(Draft(program, "ada", {"grace", "alan"}));
  ASSERT_EQ(Refused(Accept("grace", sent->name())), "OK ");
  gilde::profile::v1::DeactivateProfileRequest leave;
  leave.set_name(Person("alan"));
  ASSERT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", leave)), "OK ");
  world.Settle();
  v1::ConversationRequest after = take_back(sent->name());
  EXPECT_EQ(after.state(), v1::ConversationRequest::DECLINED);
  EXPECT_EQ(after.ranked_mentors_size(), 1);
}

TEST_P(ConversationTest, GrowsFromTheMenteesShortlist) {
  auto prospects = [&](const std::string& method, const google::protobuf::Message& request) {
    return as("ada").Call<gilde::profile::v1::Prospect>("gilde.profile.v1.ProspectService/" + method, request);
  };
  gilde::profile::v1::CreateProspectRequest put;
  put.set_parent(Person("ada"));
  put.set_prospect_id("x1");
  put.mutable_prospect()->set_candidate(Person("grace"));
  put.mutable_prospect()->set_source(gilde::profile::v1::Prospect::EVENT);
  ASSERT_EQ(Refused(prospects("CreateProspect", put)), "OK ");
  auto draft = Draft(program, "ada", {"alan"});
  draft.mutable_conversation_request()->set_prospect(Person("ada") + "/prospects/x1");
  EXPECT_EQ(Refused(Send(draft)), "INVALID_ARGUMENT PROSPECT_UNKNOWN") << "it is about somebody else";
  draft.mutable_conversation_request()->set_ranked_mentors(0, Person("grace"));
  draft.mutable_conversation_request()->set_prospect(Person("ada") + "/prospects/none");
  EXPECT_EQ(Refused(Send(draft)), "INVALID_ARGUMENT PROSPECT_UNKNOWN");
  draft.mutable_conversation_request()->set_prospect(Person("ada") + "/prospects/x1");
  auto sent = Send(draft);
  ASSERT_EQ(Refused(sent), "OK ");
  EXPECT_EQ(Request(sent->name(), "grace").prospect(), "") << "the mentor does not learn of the list";
  gilde::profile::v1::ListProspectsRequest list;
  list.set_parent(Person("ada"));
  auto listed = as("ada").Call<gilde::profile::v1::ListProspectsResponse>("gilde.profile.v1.ProspectService/ListProspects", list);
  ASSERT_EQ(Refused(listed), "OK ");
  EXPECT_EQ(listed->prospects(0).conversation_request(), sent->name());
  EXPECT_EQ(listed->prospects(0).source(), gilde::profile::v1::Prospect::EVENT);
}

}  // namespace
}  // namespace gilde::matching
