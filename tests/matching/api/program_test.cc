// Programs through the RPCs.
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kP1[] = "organizations/acme/programs/p1";

class ProgramTest : public ProgramsTest {
 protected:
  static v1::CreateProgramRequest Creating(const std::string& id) {
    v1::CreateProgramRequest request;
    request.set_parent(kAcme);
    request.set_program_id(id);
    request.mutable_program()->set_title("Spring");
    request.mutable_program()->set_kind(v1::Program::FORMAL);
    return request;
  }
  absl::StatusOr<v1::Program> Create(const v1::CreateProgramRequest& request) {
    return Ask<v1::Program>(admin(), "CreateProgram", request);
  }
  v1::Program Created(const std::string& id) {
    auto program = Create(Creating(id));
    EXPECT_EQ(Refused(program), "OK ");
    return program.value_or(v1::Program());
  }
  absl::StatusOr<v1::Program> Update(const v1::Program& program, const std::vector<std::string>& mask = {}) {
    v1::UpdateProgramRequest request;
    *request.mutable_program() = program;
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    return Ask<v1::Program>(admin(), "UpdateProgram", request);
  }
  template <class Request>
  absl::StatusOr<v1::Program> Move(const std::string& method, const std::string& etag = "", const std::string& name = kP1) {
    return Ask<v1::Program>(admin(), method, Named<Request>(name, etag));
  }
  absl::StatusOr<v1::Program> Open() { return Move<v1::OpenProgramRequest>("OpenProgram"); }
  absl::StatusOr<v1::Program> Start() { return Move<v1::StartProgramRequest>("StartProgram"); }
  absl::StatusOr<v1::Program> Close() { return Move<v1::CloseProgramRequest>("CloseProgram"); }
  absl::StatusOr<v1::Program> Complete() { return Move<v1::CompleteProgramRequest>("CompleteProgram"); }
  absl::StatusOr<v1::Program> Cancel() { return Move<v1::CancelProgramRequest>("CancelProgram"); }
};
INSTANTIATE_TEST_SUITE_P(Engines, ProgramTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ProgramTest, BeginsAsADraftThatSaysEveryNumber) {
  v1::CreateProgramRequest request = Creating("p1");
  request.mutable_program()->set_state(v1::Program::RUNNING);
  request.mutable_program()->set_rule_version(9);
  request.mutable_program()->mutable_rules()->set_request_expire_days(10);
  auto program = Create(request);
  ASSERT_EQ(Refused(program), "OK ");
  EXPECT_EQ(program->name(), kP1);
  EXPECT_EQ(program->state(), v1::Program::DRAFT);
  EXPECT_EQ(program->rule_version(), 1);
  EXPECT_EQ(program->rules().request_expire_days(), 10);
  EXPECT_EQ(program->rules().open_requests_per_mentee(), 3);
  EXPECT_EQ(program->match_policy().preferences_size(), 10);
  EXPECT_NE(program->etag(), "");
  EXPECT_EQ(GetProgram(kP1).SerializeAsString(), program->SerializeAsString());
  EXPECT_THAT(Events("program.*"), ElementsAre("program.created", "program.created"));  // the informal one came first
}

TEST_P(ProgramTest, GetsAnIdWhenItBringsNone) {
  auto first = Create(Creating("")), second = Create(Creating(""));
  ASSERT_EQ(Refused(first) + Refused(second), "OK OK ");
  EXPECT_NE(first->name(), second->name());
}

TEST_P(ProgramTest, ThatIsWrongIsRefusedWithEachFieldNamed) {
  v1::CreateProgramRequest request = Creating("p1");
  auto& program = *request.mutable_program();
  program.clear_title();
  program.clear_kind();
  program.mutable_end_date()->set_year(2027);
  program.add_owners("ada");
  program.set_agreement_template(std::string(5001, 'x'));
  program.mutable_rules()->set_cadence_days(0);
  program.mutable_match_policy()->mutable_hard()->set_max_zone_hours(15);
  program.mutable_match_policy()->add_preferences()->set_weight(1);
  auto refused = Create(request);
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT TITLE_INVALID");
  EXPECT_THAT(
      Fields(refused.status()),
      ElementsAre("program.title", "program.kind", "program.end_date", "program.owners[0]", "program.agreement_template",
                  "program.rules.cadence_days", "program.match_policy.hard.max_zone_hours", "program.match_policy.preferences[0].facet"));
  EXPECT_THAT(Events("program.*"), ElementsAre("program.created"));
  request = Creating("-no");
  EXPECT_EQ(Refused(Create(request)), "INVALID_ARGUMENT ID_INVALID");
  request = Creating("p1");
  request.set_parent("acme");
  EXPECT_EQ(Refused(Create(request)), "INVALID_ARGUMENT NAME_INVALID");
  request = Creating("p1");
  request.mutable_program()->set_title("Spring \xff");
  EXPECT_EQ(Refused(Create(request)), "INVALID_ARGUMENT REQUEST_MALFORMED");
}

TEST_P(ProgramTest, IsCreatedOnceUnderItsNameAndOnceForARequestId) {
  v1::CreateProgramRequest request = Creating("p1");
  request.set_request_id("once");
  auto first = Create(request), again = Create(request);
  ASSERT_EQ(Refused(first) + Refused(again), "OK OK ");
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  request.mutable_program()->set_title("Autumn");
  EXPECT_EQ(Refused(Create(request)), "ALREADY_EXISTS REQUEST_ID_REUSED");
  EXPECT_EQ(Refused(Create(Creating("p1"))), "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_EQ(Refused(Create(Creating("informal"))), "ALREADY_EXISTS RESOURCE_EXISTS");
}

TEST_P(ProgramTest, IsMadeAndChangedByAdministratorsOnlyAndSeenByAll) {
  Created("p1");
  EXPECT_EQ(Refused(Ask<v1::Program>(as("ada"), "CreateProgram", Creating("p2"))), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Ask<v1::Program>(as("ada"), "OpenProgram", Named<v1::OpenProgramRequest>(kP1))), "PERMISSION_DENIED ROLE_REQUIRED");
  v1::UpdateProgramRequest update;
  update.mutable_program()->set_name(kP1);
  update.mutable_program()->set_title("Mine");
  EXPECT_EQ(Refused(Ask<v1::Program>(as("ada"), "UpdateProgram", update)), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Ask<v1::Program>(auditor(), "CancelProgram", Named<v1::CancelProgramRequest>(kP1))), "PERMISSION_DENIED ROLE_REQUIRED");
  v1::GetProgramRequest get;
  get.set_name(kP1);
  for (const rpc::Client& client : {as("ada"), admin(), platform(), auditor()}) {
    EXPECT_EQ(Refused(Ask<v1::Program>(client, "GetProgram", get)), "OK ");
  }
}

TEST_P(ProgramTest, OfAnotherOrganizationIsNotThere) {
  Created("p1");
  v1::GetProgramRequest get;
  get.set_name(kP1);
  v1::UpdateProgramRequest update;
  update.mutable_program()->set_name(kP1);
  update.mutable_program()->set_title("Mine");
  v1::ListProgramsRequest list;
  list.set_parent(kAcme);
  const std::string no = "NOT_FOUND RESOURCE_NOT_FOUND";
  EXPECT_EQ(Refused(Ask<v1::Program>(stranger(), "GetProgram", get)), no);
  EXPECT_EQ(Refused(Ask<v1::Program>(stranger(), "UpdateProgram", update)), no);
  EXPECT_EQ(Refused(Ask<v1::ListProgramsResponse>(stranger(), "ListPrograms", list)), no);
  EXPECT_EQ(Refused(Ask<v1::Program>(stranger(), "CreateProgram", Creating("p2"))), no);
  EXPECT_EQ(Refused(Ask<v1::Program>(stranger(), "OpenProgram", Named<v1::OpenProgramRequest>(kP1))), no);
  EXPECT_EQ(GetProgram(kP1).title(), "Spring");
}

TEST_P(ProgramTest, ThatIsNotThereOrHasNoNameIsRefused) {
  const std::string no = "NOT_FOUND RESOURCE_NOT_FOUND", invalid = "INVALID_ARGUMENT NAME_INVALID";
  for (const auto& [name, refusal] : std::vector<std::pair<std::string, std::string>>{{kP1, no}, {"programs/p1", invalid}, {"", invalid}}) {
    v1::GetProgramRequest get;
    get.set_name(name);
    v1::Program update;
    update.set_name(name);
    update.set_title("Autumn");
    EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "GetProgram", get)), refusal);
    EXPECT_EQ(Refused(Update(update)), refusal);
    EXPECT_EQ(Refused(Move<v1::OpenProgramRequest>("OpenProgram", "", name)), refusal);
    EXPECT_EQ(Refused(Move<v1::StartProgramRequest>("StartProgram", "", name)), refusal);
    EXPECT_EQ(Refused(Move<v1::CloseProgramRequest>("CloseProgram", "", name)), refusal);
    EXPECT_EQ(Refused(Move<v1::CompleteProgramRequest>("CompleteProgram", "", name)), refusal);
    EXPECT_EQ(Refused(Move<v1::CancelProgramRequest>("CancelProgram", "", name)), refusal);
  }
}

TEST_P(ProgramTest, ChangesWhatTheMaskNamesAndNothingElse) {
  v1::Program program = Created("p1");
  v1::Program change;
  change.set_name(kP1);
  change.set_title("Autumn");
  change.mutable_rules()->set_cadence_days(14);
  change.mutable_rules()->set_pause_max_days(30);
  auto changed = Update(change, {"rules.cadence_days"});
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->title(), "Spring");
  EXPECT_EQ(changed->rules().cadence_days(), 14);
  EXPECT_EQ(changed->rules().pause_max_days(), 60);
  EXPECT_EQ(changed->rules().request_expire_days(), 7);
  EXPECT_NE(changed->etag(), program.etag());
  change.clear_rules();
  changed = Update(change);  // what it sets
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->title(), "Autumn");
  EXPECT_EQ(changed->rules().cadence_days(), 14);
}

TEST_P(ProgramTest, HasANewRuleVersionWhenItsRulesOrPolicyChangeOnly) {
  v1::Program change = Created("p1");
  change.set_title("Autumn");
  EXPECT_EQ(Update(change, {"title"})->rule_version(), 1);
  change.clear_etag();
  change.mutable_rules()->set_cadence_days(14);
  EXPECT_EQ(Update(change, {"rules"})->rule_version(), 2);
  EXPECT_EQ(Update(change, {"rules"})->rule_version(), 2);
  change.mutable_match_policy()->set_exposure_factor(3);
  EXPECT_EQ(Update(change, {"match_policy"})->rule_version(), 3);
  change.mutable_rules()->set_cadence_days(7);
  change.mutable_match_policy()->set_exposure_factor(4);
  EXPECT_EQ(Update(change, {"match_policy", "rules"})->rule_version(), 4);
}

TEST_P(ProgramTest, LeavesRunningMentorshipsTheRulesTheyBeganUnder) {
  AddPerson("ada");
  AddPerson("grace", 2);
  AddGoal("ada", "kafka");
  std::string program = AddProgram("p1", v1::Program::FORMAL);
  Enroll(program, "grace", v1::Enrollment::MENTOR);
  Enroll(program, "ada", v1::Enrollment::MENTEE);
  std::string pair = BeginPair(program, "ada", "grace");
  v1::Program change;
  change.set_name(program);
  change.mutable_rules()->set_cadence_days(7);
  ASSERT_EQ(Refused(Update(change, {"rules.cadence_days"})), "OK ");
  EXPECT_EQ(Pair(pair).rules().cadence_days(), 30);
}

TEST_P(ProgramTest, IsNotChangedByAWrongRequest) {
  v1::Program program = Created("p1");
  v1::Program change;
  change.set_name(kP1);
  change.set_title("Autumn");
  auto unknown = Update(change, {"titel", "rules.cadence"});
  EXPECT_EQ(Refused(unknown), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  EXPECT_EQ(Fields(unknown.status()).size(), 2);
  change.mutable_rules()->set_cadence_days(181);
  change.mutable_rules()->set_hold_minutes(61);
  EXPECT_THAT(Fields(Update(change, {"rules.cadence_days", "rules.hold_minutes"}).status()),
              ElementsAre("program.rules.cadence_days", "program.rules.hold_minutes"));
  change.clear_rules();
  ASSERT_EQ(Refused(Update(change)), "OK ");
  change.set_etag(program.etag());
  EXPECT_EQ(Refused(Update(change)), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Move<v1::OpenProgramRequest>("OpenProgram", program.etag())), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(GetProgram(kP1).state(), v1::Program::DRAFT);
}

TEST_P(ProgramTest, KeepsWhatOnlyTheServerSays) {
  v1::Program change = Created("p1");
  change.set_state(v1::Program::CLOSED);
  change.set_rule_version(8);
  change.set_kind(v1::Program::PEER);
  change.set_title("Autumn");
  auto changed = Update(change);
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->state(), v1::Program::DRAFT);
  EXPECT_EQ(changed->rule_version(), 1);
  EXPECT_EQ(changed->kind(), v1::Program::FORMAL);
  EXPECT_EQ(changed->title(), "Autumn");
}

TEST_P(ProgramTest, GoesFromDraftToCompletedAndSaysSo) {
  Created("p1");
  EXPECT_EQ(Open()->state(), v1::Program::OPEN);
  EXPECT_EQ(Start()->state(), v1::Program::RUNNING);
  EXPECT_EQ(Close()->state(), v1::Program::CLOSED);
  EXPECT_EQ(Complete()->state(), v1::Program::COMPLETED);
  EXPECT_THAT(Events("program.*"), ElementsAre("program.created", "program.created", "program.opened", "program.started", "program.closed",
                                               "program.completed"));
  v1::Program change;
  change.set_name(kP1);
  change.set_title("Too late");
  EXPECT_EQ(Refused(Update(change)), "FAILED_PRECONDITION PROGRAM_STATE");
}

TEST_P(ProgramTest, MakesNoMoveThatIsNotListed) {
  const std::string no = "FAILED_PRECONDITION PROGRAM_STATE";
  Created("p1");
  EXPECT_EQ(Refused(Start()) + Refused(Close()) + Refused(Complete()), no + no + no);
  ASSERT_EQ(Refused(Open()), "OK ");
  EXPECT_EQ(Refused(Open()) + Refused(Complete()), no + no);
  ASSERT_EQ(Refused(Close()), "OK ");
  EXPECT_EQ(Refused(Open()) + Refused(Start()) + Refused(Close()), no + no + no);
  ASSERT_EQ(Refused(Cancel()), "OK ");
  EXPECT_EQ(Refused(Open()) + Refused(Start()) + Refused(Close()) + Refused(Complete()) + Refused(Cancel()), no + no + no + no + no);
}

TEST_P(ProgramTest, ThatIsInformalIsThereAndAlwaysOpen) {
  const std::string informal = "organizations/acme/programs/informal", no = "FAILED_PRECONDITION PROGRAM_BUILT_IN";
  v1::Program program = GetProgram(informal);
  EXPECT_EQ(program.kind(), v1::Program::INFORMAL);
  EXPECT_EQ(program.state(), v1::Program::OPEN);
  EXPECT_EQ(Refused(Move<v1::OpenProgramRequest>("OpenProgram", "", informal)), no);
  EXPECT_EQ(Refused(Move<v1::StartProgramRequest>("StartProgram", "", informal)), no);
  EXPECT_EQ(Refused(Move<v1::CloseProgramRequest>("CloseProgram", "", informal)), no);
  EXPECT_EQ(Refused(Move<v1::CompleteProgramRequest>("CompleteProgram", "", informal)), no);
  EXPECT_EQ(Refused(Move<v1::CancelProgramRequest>("CancelProgram", "", informal)), no);
}

TEST_P(ProgramTest, IsListedInOrderOfNameOnPagesThatSurviveInserts) {
  for (const char* id : {"b", "d", "f"}) Created(id);
  v1::ListProgramsRequest list;
  list.set_parent(kAcme);
  list.set_page_size(2);
  auto first = Ask<v1::ListProgramsResponse>(as("ada"), "ListPrograms", list);
  ASSERT_EQ(Refused(first), "OK ");
  ASSERT_EQ(first->programs_size(), 2);
  EXPECT_EQ(first->programs(1).name(), "organizations/acme/programs/d");
  Created("a");
  Created("e");
  list.set_page_token(first->next_page_token());
  auto second = Ask<v1::ListProgramsResponse>(as("ada"), "ListPrograms", list);
  ASSERT_EQ(Refused(second), "OK ");
  ASSERT_EQ(second->programs_size(), 2);
  EXPECT_EQ(second->programs(0).name(), "organizations/acme/programs/e");
  EXPECT_EQ(second->programs(1).name(), "organizations/acme/programs/f");
  list.set_page_token(second->next_page_token());
  auto last = Ask<v1::ListProgramsResponse>(as("ada"), "ListPrograms", list);
  ASSERT_EQ(Refused(last), "OK ");
  EXPECT_EQ(last->programs_size(), 1);  // informal
  EXPECT_EQ(last->next_page_token(), "");
}

TEST_P(ProgramTest, IsNotListedByAForgedTokenOrANegativePage) {
  for (const char* id : {"b", "d"}) Created(id);
  v1::ListProgramsRequest list;
  list.set_parent(kAcme);
  list.set_page_size(-1);
  EXPECT_EQ(Refused(Ask<v1::ListProgramsResponse>(admin(), "ListPrograms", list)), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  list.set_page_size(1);
  std::string token = Ask<v1::ListProgramsResponse>(admin(), "ListPrograms", list)->next_page_token();
  ASSERT_NE(token, "");
  std::string changed = token;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  for (const std::string& forged : {changed, std::string("x"), token.substr(1)}) {
    list.set_page_token(forged);
    EXPECT_EQ(Refused(Ask<v1::ListProgramsResponse>(admin(), "ListPrograms", list)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  }
  list.set_parent("organizations/other");
  list.set_page_token(token);
  EXPECT_EQ(Refused(Ask<v1::ListProgramsResponse>(stranger(), "ListPrograms", list)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace gilde::matching
