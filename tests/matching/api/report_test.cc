// The report of a program through the RPC.
#include <algorithm>

#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using testing::HasSubstr;
using testing::Not;
using v1::GetProgramReportRequest;
using v1::ProgramReport;

class ReportTest : public ProgramsTest {
 protected:
  ReportTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    AddPerson("grace", 20);
    Enroll(program, "grace", v1::Enrollment::MENTOR);
  }
  void AddMentee(const std::string& id) {
    AddPerson(id);
    AddGoal(id, "kafka");
    Enroll(program, id, v1::Enrollment::MENTEE);
  }
  absl::StatusOr<ProgramReport> Report(const rpc::Client& client,
                                       GetProgramReportRequest::GroupBy by = GetProgramReportRequest::GROUP_BY_UNSPECIFIED) {
    GetProgramReportRequest request;
    request.set_name(program);
    request.set_group_by(by);
    return Ask<ProgramReport>(client, "GetProgramReport", request);
  }
  int Count(const std::string& type) { return static_cast<int>(Events(type).size()); }

  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, ReportTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ReportTest, OfANewProgramIsAllZero) {
  auto report = Report(admin());
  ASSERT_EQ(Refused(report), "OK ");
  EXPECT_EQ(report->program(), program);
  EXPECT_EQ(base::FromProto(report->report_time()), now());
  EXPECT_EQ(report->total().funnel().ByteSizeLong(), 0);
  EXPECT_EQ(report->total().ends_size(), 0);
  EXPECT_EQ(report->total().satisfaction().answers_size(), 5);
  EXPECT_EQ(report->groups_size(), 0);
}

TEST_P(ReportTest, CountsWhatTheEventsSay) {
  for (const char* id : {"ada", "bob", "carl", "dora", "erik"}) AddMentee(id);
  std::string first = BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Conclude("ada", first, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  std::string second = BeginPair(program, "bob", "grace");
  ASSERT_EQ(Refused(Conclude("bob", second, v1::ConcludeIntroRequest::NOT_NOW)), "OK ");
  auto declined = Send(Draft(program, "carl", {"grace"}));
  ASSERT_EQ(Refused(Decline("grace", declined->name())), "OK ");
  auto withdrawn = Send(Draft(program, "dora", {"grace"}));
  v1::WithdrawConversationRequestRequest withdraw;
  withdraw.set_name(withdrawn->name());
  ASSERT_EQ(Refused(Conversation<v1::ConversationRequest>(as("dora"), "WithdrawConversationRequest", withdraw)), "OK ");
  ASSERT_EQ(Refused(Send(Draft(program, "erik", {"grace"}))), "OK ");
  Advance(absl::Hours(24 * 8));
  auto report = Report(admin());
  ASSERT_EQ(Refused(report), "OK ");
  const auto& funnel = report->total().funnel();
  EXPECT_EQ(funnel.requests_sent(), 5);
  EXPECT_EQ(funnel.requests_sent(), Count("conversation_request.sent"));
  EXPECT_EQ(funnel.requests_accepted(), 2);
  EXPECT_EQ(funnel.requests_accepted(), Count("conversation_request.accepted"));
  EXPECT_EQ(funnel.requests_declined(), 1);
  EXPECT_EQ(funnel.requests_declined(), Count("conversation_request.declined"));
  EXPECT_EQ(funnel.requests_withdrawn(), 1);
  EXPECT_EQ(funnel.requests_withdrawn(), Count("conversation_request.withdrawn"));
  EXPECT_EQ(funnel.requests_expired(), 1);
  EXPECT_EQ(funnel.requests_expired(), Count("conversation_request.expired"));
  EXPECT_EQ(funnel.mentorships_created(), 2);
  EXPECT_EQ(funnel.mentorships_created(), Count("mentorship.created"));
  EXPECT_EQ(funnel.intros_started(), Count("mentorship.started"));
  EXPECT_EQ(funnel.intros_continued(), Count("mentorship.introduced"));
  EXPECT_EQ(funnel.activated(), 1);
  EXPECT_EQ(funnel.activated(), Count("mentorship.activated"));
  ASSERT_EQ(report->total().ends_size(), 1);
  EXPECT_EQ(report->total().ends(0).reason(), "NOT_NOW");
  EXPECT_EQ(report->total().ends(0).count(), 1);
}

TEST_P(ReportTest, CountsItsOwnProgramOnly) {
  AddMentee("ada");
  BeginPair(program, "ada", "grace");
  program = AddProgram("p2", v1::Program::FORMAL);
  EXPECT_EQ(Report(admin())->total().funnel().requests_sent(), 0);
}

TEST_P(ReportTest, ShowsNoGroupOfFewerThanFivePeople) {
  auto place = [](int i) { return i < 6 ? "Rotterdam" : i < 8 ? "Lagos" : "Lima"; };
  for (int i = 0; i < 12; ++i) {
    std::string id = std::string("mentee") + static_cast<char>('a' + i);  // they come in this order
    AddMentee(id);
    ChangeProfile(id, [&](auto& profile) { profile.set_location(place(i)); });
    BeginPair(program, id, "grace");
  }
  auto report = Report(admin(), GetProgramReportRequest::LOCATION);
  ASSERT_EQ(Refused(report), "OK ");
  EXPECT_EQ(report->total().funnel().mentorships_created(), 12);
  ASSERT_EQ(report->groups_size(), 3);
  for (int i : {0, 1}) {
    EXPECT_TRUE(report->groups(i).suppressed());
    EXPECT_FALSE(report->groups(i).has_measures());
    EXPECT_EQ(report->groups(i).people(), 0);
  }
  EXPECT_EQ(report->groups(2).value(), "Rotterdam");
  EXPECT_EQ(report->groups(2).people(), 5) << "the sixth waits for four others";
  EXPECT_EQ(report->groups(2).measures().funnel().mentorships_created(), 5);
  EXPECT_THAT(report->DebugString(), Not(HasSubstr("profiles/")));
  auto cohorts = Report(admin(), GetProgramReportRequest::COHORT);
  ASSERT_EQ(Refused(cohorts), "OK ");
  ASSERT_EQ(cohorts->groups_size(), 1);
  EXPECT_EQ(cohorts->groups(0).value(), "2027-01");
  EXPECT_EQ(cohorts->groups(0).people(), 5) << "two would be alone in the total";
}

TEST_P(ReportTest, KnowsEverythingAtOnceAndAfterARestart) {
  AddMentee("ada");
  std::string pair = BeginPair(program, "ada", "grace");
  EXPECT_EQ(Report(admin())->total().funnel().intros_started(), 1);
  ASSERT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  EXPECT_EQ(Report(admin())->total().funnel().activated(), 1) << "no waiting for a feed";
  std::string before = Report(admin())->SerializeAsString();
  world.Restart();
  EXPECT_EQ(Report(admin())->SerializeAsString(), before);
}

TEST_P(ReportTest, OfAnOrganizationSumsItsProgramsAndBreaksDownByThem) {
  for (int i = 0; i < 12; ++i) {
    std::string id = "mentee" + std::to_string(i);
    if (i == 5) {
      program = AddProgram("p2", v1::Program::FORMAL);
      Enroll(program, "grace", v1::Enrollment::MENTOR);
    }
    AddMentee(id);
    BeginPair(program, id, "grace");
  }
  v1::GetOrganizationReportRequest request;
  request.set_name(kAcme);
  request.set_group_by(GetProgramReportRequest::PROGRAM);
  auto report = Ask<v1::OrganizationReport>(auditor(), "GetOrganizationReport", request);
  ASSERT_EQ(Refused(report), "OK ");
  EXPECT_EQ(report->total().funnel().mentorships_created(), 12);
  ASSERT_EQ(report->groups_size(), 2);
  EXPECT_EQ(report->groups(0).value(), "organizations/acme/programs/p1");
  EXPECT_EQ(report->groups(0).measures().funnel().mentorships_created(), 5);
  EXPECT_EQ(report->groups(1).measures().funnel().mentorships_created(), 7);
  EXPECT_EQ(Refused(Ask<v1::OrganizationReport>(as("grace"), "GetOrganizationReport", request)), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Ask<v1::OrganizationReport>(stranger(), "GetOrganizationReport", request)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Report(admin(), GetProgramReportRequest::PROGRAM)), "INVALID_ARGUMENT GROUP_BY_INVALID");
  request.set_name("acme");
  EXPECT_EQ(Refused(Ask<v1::OrganizationReport>(admin(), "GetOrganizationReport", request)), "INVALID_ARGUMENT NAME_INVALID");
}

TEST_P(ReportTest, IsForThoseWhoRunOrAuditThePrograms) {
  for (const rpc::Client& client : {admin(), platform(), auditor()}) EXPECT_EQ(Refused(Report(client)), "OK ");
  EXPECT_EQ(Refused(Report(as("grace"))), "PERMISSION_DENIED ROLE_REQUIRED");
}

TEST_P(ReportTest, ThatIsAskedForWronglyIsRefused) {
  auto by = Report(admin(), static_cast<GetProgramReportRequest::GroupBy>(99));
  EXPECT_EQ(Refused(by), "INVALID_ARGUMENT GROUP_BY_INVALID");
  EXPECT_THAT(Fields(by.status()), testing::ElementsAre("group_by"));
  EXPECT_EQ(Refused(Report(stranger())), "NOT_FOUND RESOURCE_NOT_FOUND");
  program = "organizations/acme/programs/none";
  EXPECT_EQ(Refused(Report(admin())), "NOT_FOUND RESOURCE_NOT_FOUND");
  program = "programs/p1";
  EXPECT_EQ(Refused(Report(admin())), "INVALID_ARGUMENT NAME_INVALID");
}

}  // namespace
}  // namespace gilde::matching
