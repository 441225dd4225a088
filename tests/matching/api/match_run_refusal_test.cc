// Who may match a program, what is refused and in which order, and how the operation of a run ends.
#include <set>
#include <thread>

#include "common/storage/operations.h"
#include "services/matching/api/match_run_api.h"
#include "tests/matching/api/match_run_fixture.h"

namespace gilde::matching {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

class MatchRunRefusalTest : public MatchRunTest {
 protected:
  MatchRunRefusalTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    ComeAll(program, {"e0", "e1"}, {{"m0", 1}, {"m1", 1}});
  }
  v1::CreateMatchRunRequest Asking(const std::string& id = "r1") const { return Wanting(program, MatchRun::HIGHEST_SCORE, id); }
  // What each method says to a client, asked about a run that is there.
  std::vector<std::pair<std::string, std::string>> Answers(const rpc::Client& client, const std::string& run) {
    std::vector<std::pair<std::string, std::string>> answers;
    auto ask = [&](const std::string& method, const google::protobuf::Message& request, auto response) {
      answers.emplace_back(method, Refused(Match<decltype(response)>(client, method, request)));
    };
    ask("CreateMatchRun", Asking("another"), Operation());
    ask("GetMatchRun", Naming<v1::GetMatchRunRequest>(run), MatchRun());
    v1::ListMatchRunsRequest list;
    list.set_parent(program);
    ask("ListMatchRuns", list, v1::ListMatchRunsResponse());
    v1::ListMatchRunPairsRequest pairs;
    pairs.set_match_run(run);
    ask("ListMatchRunPairs", pairs, v1::ListMatchRunPairsResponse());
    v1::PinPairRequest pin;
    pin.set_match_run(run);
    pin.mutable_pair()->set_mentee(Person("e0"));
    pin.mutable_pair()->set_mentor(Person("m0"));
    ask("PinPair", pin, MatchRun());
    v1::ForbidPairRequest forbid;
    forbid.set_match_run(run);
    *forbid.mutable_pair() = pin.pair();
    ask("ForbidPair", forbid, MatchRun());
    v1::CompareMatchRunsRequest compare;
    compare.set_match_run(run);
    compare.set_other(run);
    ask("CompareMatchRuns", compare, v1::CompareMatchRunsResponse());
    ask("PublishMatchRun", Naming<v1::PublishMatchRunRequest>(run), MatchRun());
    ask("DiscardMatchRun", Naming<v1::DiscardMatchRunRequest>(run), MatchRun());
    v1::FitMatchPolicyRequest fit;
    fit.set_program(program);
    ask("FitMatchPolicy", fit, Operation());
    std::vector<MatchRunPart> parts;
    answers.emplace_back("ExportMatchRun", Refused(Export(client, run, parts)));
    EXPECT_THAT(parts, IsEmpty());
    return answers;
  }
  std::vector<std::string> Wrong(const v1::CreateMatchRunRequest& request) {
    auto refused = Create(request);
    EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
    return Fields(refused.status());
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, MatchRunRefusalTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MatchRunRefusalTest, NobodyButThoseWhoLookAfterTheProgramSeesARun) {
  MatchRun run = Drafted(Asking());
  EXPECT_THAT(Answers(as("e0"), run.name()), Each(testing::Pair(testing::_, "PERMISSION_DENIED ROLE_REQUIRED")));
  EXPECT_THAT(Answers(stranger(), run.name()), Each(testing::Pair(testing::_, "NOT_FOUND RESOURCE_NOT_FOUND")));
  EXPECT_EQ(RunOf(run.name()).SerializeAsString(), run.SerializeAsString());
  for (const char* id : {"e0", "m0"}) {
    v1::ListMentorshipsRequest own;
    own.set_parent(kAcme);
    EXPECT_THAT(Mentoring<v1::ListMentorshipsResponse>(as(id), "ListMentorships", own)->mentorships(), IsEmpty());
  }
  // Whoever audits looks and changes nothing.
  EXPECT_EQ(Refused(Match<MatchRun>(auditor(), "GetMatchRun", Naming<v1::GetMatchRunRequest>(run.name()))), "OK ");
  EXPECT_EQ(Refused(Match<MatchRun>(auditor(), "PublishMatchRun", Naming<v1::PublishMatchRunRequest>(run.name()))),
            "PERMISSION_DENIED ROLE_REQUIRED");
}

TEST_P(MatchRunRefusalTest, NamesEachFieldThatIsWrong) {
  v1::CreateMatchRunRequest wrong;
  wrong.set_parent("programs/p1");
  wrong.set_match_run_id("Not An Id");
  wrong.mutable_match_run()->set_most_candidates(1001);
  wrong.mutable_match_run()->set_base("matchRuns/r0");
  wrong.mutable_timeout()->set_nanos(999'999'999);
  EXPECT_THAT(Wrong(wrong),
              ElementsAre("parent", "match_run_id", "match_run.objective", "match_run.most_candidates", "match_run.base", "timeout"));
  auto with = [&](const std::function<void(MatchRun&)>& set) {
    v1::CreateMatchRunRequest request = Asking();
    set(*request.mutable_match_run());
    return Wrong(request);
  };
  EXPECT_THAT(with([](MatchRun& run) { run.set_objective(static_cast<MatchRun::Objective>(5)); }), ElementsAre("match_run.objective"));
  EXPECT_THAT(with([](MatchRun& run) { run.set_most_candidates(-1); }), ElementsAre("match_run.most_candidates"));
  EXPECT_THAT(with([](MatchRun& run) { run.set_most_disturbed(0); }), ElementsAre("match_run.most_disturbed")) << "only with a base";
  EXPECT_THAT(with([&](MatchRun& run) {
                run.set_base(program + "/matchRuns/r0");
                run.set_most_disturbed(1'000'001);
              }),
              ElementsAre("match_run.most_disturbed"));
  EXPECT_THAT(with([&](MatchRun& run) {
                run.set_base(program + "/matchRuns/r0");
                run.set_most_disturbed(1);
                run.set_objective(MatchRun::STABLE);
              }),
              ElementsAre("match_run.most_disturbed"));
  EXPECT_THAT(with([](MatchRun& run) { run.set_base(std::string(kAcme) + "/programs/p2/matchRuns/r0"); }), ElementsAre("match_run.base"));
  EXPECT_THAT(with([](MatchRun& run) {
                for (const char* attribute : {"location", "skills_sought", "location"}) run.add_group_attributes(attribute);
              }),
              ElementsAre("match_run.group_attributes[1]", "match_run.group_attributes[2]"));
  for (int seconds : {-1, 0, 24 * 3600 + 1}) {
    v1::CreateMatchRunRequest request = Asking();
    request.mutable_timeout()->set_seconds(seconds);
    EXPECT_THAT(Wrong(request), ElementsAre("timeout")) << seconds;
  }
}

TEST_P(MatchRunRefusalTest, RefusesInTheOrderOfTheContract) {
  v1::CreateMatchRunRequest request = Asking();
  request.mutable_match_run()->set_base(program + "/matchRuns/none");
  EXPECT_EQ(Refused(Create(request)), "NOT_FOUND RESOURCE_NOT_FOUND");
  MatchRun run = Drafted(Asking());
  ASSERT_EQ(Refused(Discard(run.name())), "OK ");
  EXPECT_EQ(Refused(Create(request)), "NOT_FOUND RESOURCE_NOT_FOUND") << "before the id is looked at";
  request.mutable_match_run()->set_base(run.name());
  EXPECT_EQ(Refused(Create(request)), "ALREADY_EXISTS RESOURCE_EXISTS") << "before the base is";
  request.set_match_run_id("r2");
  EXPECT_EQ(Refused(Create(request)), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "CloseProgram", Naming<v1::CloseProgramRequest>(program))), "OK ");
  EXPECT_EQ(Refused(Create(request)), "FAILED_PRECONDITION PROGRAM_NOT_OPEN");
  request.set_parent(std::string(kAcme) + "/programs/none");
  request.mutable_match_run()->clear_base();
  EXPECT_EQ(Refused(Create(request)), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(MatchRunRefusalTest, RefusesAProgramWithNobodyToMatch) {
  std::string empty = AddProgram("p2", v1::Program::FORMAL);
  EXPECT_EQ(Refused(Create(Wanting(empty, MatchRun::STABLE, "r1"))), "FAILED_PRECONDITION MATCH_RUN_EMPTY");
  Enroll(empty, "e0", v1::Enrollment::MENTEE);
  world.Settle();
  EXPECT_EQ(Refused(Create(Wanting(empty, MatchRun::STABLE, "r1"))), "FAILED_PRECONDITION MATCH_RUN_EMPTY") << "there are no mentors";
}

TEST_P(MatchRunRefusalTest, IsCreatedOnceUnderARequestId) {
  v1::CreateMatchRunRequest request = Asking();
  request.clear_match_run_id();
  request.set_request_id("once");
  auto first = Create(request), second = Create(request);
  ASSERT_EQ(Refused(first), "OK ");
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  world.clock().Set(now() + absl::Seconds(1));
  request.set_request_id("twice");
  ASSERT_EQ(Refused(Create(request)), "OK ");
  world.Settle();
  v1::ListMatchRunsRequest list;
  list.set_parent(program);
  list.set_page_size(1);
  auto page = Match<v1::ListMatchRunsResponse>(admin(), "ListMatchRuns", list);
  ASSERT_EQ(page->match_runs_size(), 1);
  EXPECT_EQ(page->match_runs(0).name(), first->subject()) << "ids go up with time";
  list.set_page_token(page->next_page_token());
  page = Match<v1::ListMatchRunsResponse>(admin(), "ListMatchRuns", list);
  EXPECT_EQ(page->match_runs_size(), 1);
  EXPECT_EQ(page->next_page_token(), "");
  list.set_page_token("forged");
  EXPECT_EQ(Refused(Match<v1::ListMatchRunsResponse>(admin(), "ListMatchRuns", list)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  list.set_page_size(-1);
  EXPECT_THAT(Fields(Match<v1::ListMatchRunsResponse>(admin(), "ListMatchRuns", list).status()), ElementsAre("page_size"));
}

TEST_P(MatchRunRefusalTest, IsThereAtOnceAndItsOperationAnswersTheDraft) {
  auto operation = Create(Asking());
  ASSERT_EQ(Refused(operation), "OK ");
  EXPECT_FALSE(operation->done());
  EXPECT_FALSE(operation->has_progress());
  EXPECT_EQ(operation->method(), "gilde.matching.v1.MatchService/CreateMatchRun");
  MatchRun run = RunOf(program + "/matchRuns/r1");
  EXPECT_EQ(operation->subject(), run.name());
  EXPECT_EQ(run.operation(), operation->name());
  EXPECT_EQ(run.state(), MatchRun::RUNNING);
  EXPECT_FALSE(run.has_figures());
  EXPECT_THAT(Rows(run.name()), IsEmpty());
  EXPECT_EQ(Refused(Publish(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  EXPECT_EQ(Refused(Discard(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  absl::StatusOr<Operation> waited;
  std::thread waiting([&] {
    gilde::common::v1::WaitOperationRequest request;
    request.set_name(operation->name());
    request.mutable_timeout()->set_seconds(20);
    waited = platform().Call<Operation>("gilde.common.v1.Operations/WaitOperation", request);
  });
  world.Settle();
  waiting.join();
  ASSERT_EQ(Refused(waited), "OK ");
  EXPECT_EQ(EndOf(*waited), "OK ");
  EXPECT_EQ(waited->progress().percent(), 100);
  MatchRun drafted;
  ASSERT_TRUE(waited->response().UnpackTo(&drafted));
  EXPECT_EQ(drafted.SerializeAsString(), RunOf(run.name()).SerializeAsString());
  EXPECT_EQ(drafted.state(), MatchRun::DRAFT);
  EXPECT_TRUE(drafted.has_data_time());
  EXPECT_EQ(drafted.rule_version(), GetProgram(program).rule_version());
}

TEST_P(MatchRunRefusalTest, FailsWhenItsOperationIsCancelledOrTooLate) {
  auto cancelled = Create(Asking("cancelled"));
  gilde::common::v1::CancelOperationRequest cancel;
  cancel.set_name(cancelled->name());
  EXPECT_EQ(EndOf(*platform().Call<Operation>("gilde.common.v1.Operations/CancelOperation", cancel)), "CANCELLED OPERATION_CANCELLED");
  v1::CreateMatchRunRequest hasty = Asking("late");
  hasty.mutable_timeout()->set_seconds(1);
  auto late = Create(hasty);
  world.clock().Set(now() + absl::Seconds(2));
  world.Settle();
  EXPECT_EQ(EndOf(OperationOf(late->name())), "DEADLINE_EXCEEDED OPERATION_TOO_LATE");
  const std::pair<std::string, std::string> ends[] = {{"cancelled", "OPERATION_CANCELLED"}, {"late", "OPERATION_TOO_LATE"}};
  MatchRun fine = Drafted(Asking("fine"));
  for (const auto& [id, why] : ends) {
    MatchRun run = RunOf(program + "/matchRuns/" + id);
    EXPECT_EQ(run.state(), MatchRun::FAILED);
    EXPECT_EQ(run.failure(), why);
    EXPECT_THAT(Rows(run.name()), IsEmpty());
    EXPECT_EQ(Refused(Publish(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
    EXPECT_EQ(Refused(Pin(run.name(), "e0", "m0")), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
    std::vector<MatchRunPart> parts;
    EXPECT_EQ(Refused(Export(admin(), run.name(), parts)), "FAILED_PRECONDITION MATCH_RUN_STATE");
    v1::CompareMatchRunsRequest compare;
    compare.set_match_run(fine.name());
    compare.set_other(run.name());
    EXPECT_EQ(Refused(Match<v1::CompareMatchRunsResponse>(admin(), "CompareMatchRuns", compare)), "FAILED_PRECONDITION MATCH_RUN_STATE");
    EXPECT_EQ(Refused(Discard(run.name())), "OK ");
    EXPECT_EQ(Refused(Discard(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  }
  EXPECT_THAT(Events("match_run.failed"), testing::SizeIs(2));
}

TEST_P(MatchRunRefusalTest, WritesNothingWhenItIsNotWantedAnyMoreWheneverThatIs) {
  ASSERT_EQ(Refused(Create(Asking())), "OK ");
  MatchRun run = RunOf(program + "/matchRuns/r1");
  domain::Projection people;
  Know(people);
  storage::Store& store = world.store("matching");
  api::MatchRunApi runs(store, people);
  base::Call call = base::System("test", now());
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> computed = absl::UnknownError("not tried");
  int times = 0;
  std::set<std::string> stages;
  for (; !computed.ok() && times < 1000; ++times) {
    int asked = 0;
    std::string ended;
    computed = runs.Compute(call, run.name(), [&](std::string_view stage, int, std::int64_t) {
      if (++asked <= times) return absl::OkStatus();
      ended = stage;
      return storage::OperationCancelled();
    });
    if (computed.ok()) break;
    stages.insert(ended);
    ASSERT_EQ(Refused(computed), "CANCELLED OPERATION_CANCELLED") << times;
    EXPECT_EQ(RunOf(run.name()).SerializeAsString(), run.SerializeAsString());
    EXPECT_THAT(Rows(run.name()), IsEmpty());
    bool below = !store.Find<MatchRunPair>(call, {.parent = run.name()})->empty();
    EXPECT_TRUE(ended == "writing" || !below) << ended;
  }
  EXPECT_THAT(stages, ElementsAre("candidates", "figures", "proving", "solving", "writing"));
  EXPECT_EQ(RunOf(run.name()).state(), MatchRun::DRAFT) << "what was cut off is done anew";
  EXPECT_THAT(Rows(run.name()), testing::SizeIs(2));
}

TEST_P(MatchRunRefusalTest, ListsOfPairsNameWhatIsWrong) {
  MatchRun run = Drafted(Asking());
  auto list = [&](const std::function<void(v1::ListMatchRunPairsRequest&)>& set) {
    v1::ListMatchRunPairsRequest request;
    request.set_match_run(run.name());
    set(request);
    return Match<v1::ListMatchRunPairsResponse>(admin(), "ListMatchRunPairs", request);
  };
  EXPECT_THAT(Fields(list([](auto& request) {
                       request.set_match_run("r1");
                       request.set_state(static_cast<MatchRunPair::State>(9));
                       request.set_mentor(Person("m0"));
                     }).status()),
              ElementsAre("match_run", "state", "mentor"));
  EXPECT_THAT(Fields(list([](auto& request) { request.set_page_size(-1); }).status()), ElementsAre("page_size"));
  EXPECT_EQ(Refused(list([](auto& request) { request.set_match_run(request.match_run() + "2"); })), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(list([](auto& request) { request.set_state(MatchRunPair::MATCHED); })->pairs_size(), 2);
  EXPECT_EQ(list([](auto& request) { request.set_state(MatchRunPair::UNMATCHED); })->pairs_size(), 0);
  EXPECT_EQ(list([](auto& request) { request.set_mentor(Person("m0")); })->pairs_size(), 1);
  EXPECT_THAT(Rows(run.name(), 1), testing::SizeIs(2)) << "page by page";
}

}  // namespace
}  // namespace gilde::matching
