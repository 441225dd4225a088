// The report of a mentor through the RPC.
#include "gilde/matching/v1/growth.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using gilde::scheduling::v1::Meeting;
using v1::MentorReport;

// Ada and Bob are mentored by Grace, who knows Tom.
class MentorReportTest : public ProgramsTest {
 protected:
  MentorReportTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    AddPerson("grace", 20);
    AddPerson("tom");
    Enroll(program, "grace", v1::Enrollment::MENTOR);
    for (const char* id : {"ada", "bob"}) {
      AddPerson(id);
      goals.push_back(AddGoal(id, "kafka"));
      Enroll(program, id, v1::Enrollment::MENTEE);
    }
  }
  std::string ActivePair(const std::string& mentee) {
    std::string pair = BeginPair(program, mentee, "grace");
    EXPECT_EQ(Refused(Conclude(mentee, pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    return pair;
  }
  absl::StatusOr<MentorReport> Report(const rpc::Client& client, const std::string& id = "grace") {
    v1::GetMentorReportRequest request;
    request.set_name(Person(id));
    return Ask<MentorReport>(client, "GetMentorReport", request);
  }
  void Meet(const std::string& pair, const std::string& mentee, int minutes) {
    world.Settle();
    gilde::scheduling::v1::BookMeetingRequest book;
    book.set_parent(kAcme);
    book.mutable_meeting()->set_mentorship(pair);
    absl::Time start = now() + absl::Hours(26);
    *book.mutable_meeting()->mutable_start_time() = base::ToProto(start);
    *book.mutable_meeting()->mutable_end_time() = base::ToProto(start + absl::Minutes(minutes));
    auto meeting = as(mentee).Call<Meeting>("gilde.scheduling.v1.MeetingService/BookMeeting", book);
    ASSERT_EQ(Refused(meeting), "OK ");
    Advance(start + absl::Minutes(65) - now());
    for (const std::string& person : {mentee, std::string("grace")}) {
      gilde::scheduling::v1::ConfirmAttendanceRequest confirm;
      confirm.set_name(meeting->name());
      confirm.set_answer(gilde::scheduling::v1::Attendance::HELD);
      EXPECT_EQ(Refused(as(person).Call<Meeting>("gilde.scheduling.v1.MeetingService/ConfirmAttendance", confirm)), "OK ");
    }
    world.Settle();
  }
  void Thank(const std::string& by, const std::string& pair) {
    v1::CreateAppreciationRequest thanks;
    thanks.set_parent(pair);
    thanks.mutable_appreciation()->set_author(Person(by));
    thanks.mutable_appreciation()->set_what("Your patience");
    thanks.mutable_appreciation()->set_effect("I asked the question that I had been hiding");
    EXPECT_EQ(Refused(Mentoring<v1::Appreciation>(as(by), "CreateAppreciation", thanks)), "OK ");
  }
  void Advise(const std::string& pair, const std::string& mentee, bool report) {
    v1::CreateAdviceRequest give;
    give.set_parent(pair);
    give.mutable_advice()->set_author(Person("grace"));
    give.mutable_advice()->set_text("Draw the queue before you change it.");
    auto advice = Mentoring<v1::Advice>(as("grace"), "CreateAdvice", give);
    ASSERT_EQ(Refused(advice), "OK ");
    if (!report) return;
    v1::ReportAdviceRequest back;
    back.set_name(advice->name());
    back.set_outcome("Two of the consumers were not needed.");
    EXPECT_EQ(Refused(Mentoring<v1::Advice>(as(mentee), "ReportAdvice", back)), "OK ");
  }
  void Introduce(const std::string& pair, const std::string& led_to) {
    v1::OfferIntroductionRequest offer;
    offer.set_parent(pair);
    offer.mutable_introduction()->set_author(Person("grace"));
    offer.mutable_introduction()->set_third_person(Person("tom"));
    offer.mutable_introduction()->set_purpose("Tom runs the largest Kafka cluster we have");
    auto offered = Mentoring<v1::Introduction>(as("grace"), "OfferIntroduction", offer);
    ASSERT_EQ(Refused(offered), "OK ");
    v1::AnswerIntroductionRequest answer;
    answer.set_name(offered->name());
    answer.set_answer(v1::AnswerIntroductionRequest::ACCEPT);
    EXPECT_EQ(Refused(Mentoring<v1::Introduction>(as("tom"), "AnswerIntroduction", answer)), "OK ");
    v1::CompleteIntroductionRequest complete;
    complete.set_name(offered->name());
    complete.set_led_to(led_to);
    EXPECT_EQ(Refused(Mentoring<v1::Introduction>(as("grace"), "CompleteIntroduction", complete)), "OK ");
  }
  void SpeakUpFor(const std::string& mentee, const std::string& pair) {
    v1::OfferAdvocacyRequest offer;
    offer.set_parent(pair);
    offer.mutable_advocacy()->set_author(Person("grace"));
    offer.mutable_advocacy()->set_kind(v1::Advocacy::NOMINATION);
    offer.mutable_advocacy()->set_target("The platform award, before its jury");
    auto offered = Mentoring<v1::Advocacy>(as("grace"), "OfferAdvocacy", offer);
    ASSERT_EQ(Refused(offered), "OK ");
    v1::AnswerAdvocacyRequest answer;
    answer.set_name(offered->name());
    answer.set_answer(v1::AnswerAdvocacyRequest::CONSENT);
    EXPECT_EQ(Refused(Mentoring<v1::Advocacy>(as(mentee), "AnswerAdvocacy", answer)), "OK ");
    v1::CompleteAdvocacyRequest complete;
    complete.set_name(offered->name());
    complete.set_outcome("The jury wants to hear more");
    EXPECT_EQ(Refused(Mentoring<v1::Advocacy>(as("grace"), "CompleteAdvocacy", complete)), "OK ");
  }
  void BecomeMentor(const std::string& id) {
    ChangeProfile(
        id, [](auto& profile) { profile.mutable_mentor_offer()->set_capacity(1); }, /*by_person=*/true);
    gilde::profile::v1::ReviewMentorOfferRequest review;
    review.set_name(Person(id));
    review.set_decision(gilde::profile::v1::ReviewMentorOfferRequest::APPROVE);
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(admin(), "ReviewMentorOffer", review)), "OK ");
    world.Settle();
  }

  std::string program;
  std::vector<std::string> goals;
};
INSTANTIATE_TEST_SUITE_P(Engines, MentorReportTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MentorReportTest, SaysWhatCameOfTheirMentoring) {
  std::string ada = ActivePair("ada"), bob = ActivePair("bob");
  Meet(ada, "ada", 30);
  Meet(ada, "ada", 45);
  Thank("ada", ada);
  Thank("grace", ada);
  Advise(ada, "ada", true);
  Advise(ada, "ada", false);
  Introduce(ada, "A week in Tom's team");
  Introduce(ada, "");
  SpeakUpFor("ada", ada);
  ReachGoal("ada", goals[0]);
  ReachGoal("bob", goals[1]);
  BecomeMentor("ada");
  v1::AnswerWrapUpRequest answer;
  answer.set_name(ada);
  answer.set_answer(v1::AnswerWrapUpRequest::COMPLETE);
  ASSERT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "AnswerWrapUp", answer)), "OK ");
  auto declined = Send(Draft(program, "ada", {"grace"}));
  ASSERT_EQ(Refused(declined), "OK ");
  ASSERT_EQ(Refused(Decline("grace", declined->name())), "OK ");
  for (const rpc::Client& client : {as("grace"), admin(), platform()}) {
    auto report = Report(client);
    ASSERT_EQ(Refused(report), "OK ");
    EXPECT_EQ(report->mentor(), Person("grace"));
    EXPECT_EQ(base::FromProto(report->report_time()), now());
    EXPECT_EQ(report->mentorships(), 2);
    EXPECT_EQ(report->running(), 1);
    EXPECT_EQ(report->completed(), 1);
    EXPECT_EQ(report->people_helped(), 1) << "she and Bob have not met yet";
    EXPECT_EQ(report->goals_reached(), 1) << "nor has what Bob reached to do with her";
    EXPECT_EQ(report->became_mentors(), 1);
    EXPECT_EQ(report->meetings(), 2);
    EXPECT_EQ(report->meeting_minutes(), 75);
    EXPECT_EQ(report->closed_advice().part(), 1);
    EXPECT_EQ(report->closed_advice().of(), 2);
    EXPECT_EQ(report->introductions_led_to(), 1);
    EXPECT_EQ(report->advocacies_completed(), 1);
    EXPECT_EQ(report->appreciations(), 1) << "what she gave is not hers";
    EXPECT_EQ(report->accepted_requests().part(), 2);
    EXPECT_EQ(report->accepted_requests().of(), 3);
  }
}

TEST_P(MentorReportTest, OfOneWhoOnlyLearnsIsAllZero) {
  std::string pair = ActivePair("ada");
  Meet(pair, "ada", 30);
  Thank("grace", pair);
  auto report = Report(as("ada"), "ada");
  ASSERT_EQ(Refused(report), "OK ");
  EXPECT_EQ(report->mentorships() + report->people_helped() + report->meetings() + report->appreciations(), 0);
  EXPECT_EQ(report->accepted_requests().of(), 0);
}

TEST_P(MentorReportTest, IsForThePersonAndThoseWhoRunThePrograms) {
  EXPECT_EQ(Refused(Report(as("ada"))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Report(stranger())), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Report(admin(), "nobody")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

}  // namespace
}  // namespace gilde::matching
