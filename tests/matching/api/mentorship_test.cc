// Mentorships through the RPCs, from the first conversation to a good end.
#include "tests/matching/api/mentorship_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::Not;

INSTANTIATE_TEST_SUITE_P(Engines, MentorshipTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MentorshipTest, BetweenTwoPeopleWhoFoundEachOtherBeginsWhenTheOtherAccepts) {
  v1::CreateMentorshipRequest request;
  request.set_parent(kAcme);
  request.mutable_mentorship()->add_mentors(Person("grace"));
  request.mutable_mentorship()->add_mentees(Person("ada"));
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("alan"), "CreateMentorship", request)), "PERMISSION_DENIED NOT_A_PARTY");
  auto created = Mentoring<v1::Mentorship>(as("ada"), "CreateMentorship", request);
  ASSERT_EQ(Refused(created), "OK ");
  EXPECT_EQ(created->state(), v1::Mentorship::PROPOSED);
  EXPECT_EQ(created->kind(), v1::Program::INFORMAL);
  v1::AcceptMentorshipRequest accept;
  accept.set_name(created->name());
  auto accepted = Mentoring<v1::Mentorship>(as("grace"), "AcceptMentorship", accept);
  ASSERT_EQ(Refused(accepted), "OK ");
  EXPECT_EQ(accepted->state(), v1::Mentorship::INTRO);
  EXPECT_FALSE(accepted->has_end_date());
  request.mutable_mentorship()->set_program(program);
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "CreateMentorship", request)), "PERMISSION_DENIED ADMINISTRATOR_REQUIRED");
}

TEST_P(MentorshipTest, IsSeenByItsPeopleAndByAdministratorsOnly) {
  std::string pair = ActivePair();
  v1::GetMentorshipRequest get;
  get.set_name(pair);
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "GetMentorship", get)), "OK ");
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(admin(), "GetMentorship", get)), "OK ");
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("alan"), "GetMentorship", get)), "PERMISSION_DENIED NOT_A_PARTY");
  get.set_name("organizations/acme/mentorships/none");
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "GetMentorship", get)), "NOT_FOUND RESOURCE_NOT_FOUND");
  get.set_name("mentorships/none");
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "GetMentorship", get)), "INVALID_ARGUMENT NAME_INVALID");
  v1::ListMentorshipsRequest list;
  list.set_parent(kAcme);
  EXPECT_EQ(Mentoring<v1::ListMentorshipsResponse>(as("grace"), "ListMentorships", list)->mentorships_size(), 1);
  EXPECT_EQ(Mentoring<v1::ListMentorshipsResponse>(as("alan"), "ListMentorships", list)->mentorships_size(), 0);
  list.set_program(program);
  list.set_state(v1::Mentorship::ACTIVE);
  EXPECT_EQ(Mentoring<v1::ListMentorshipsResponse>(admin(), "ListMentorships", list)->mentorships_size(), 1);
}

TEST_P(MentorshipTest, ThatFallsSilentWalksTheLadderAndFreesTheSeat) {
  std::string pair = ActivePair();
  v1::ProgramRules rules = Pair(pair).rules();
  int quiet = std::max(rules.cadence_days() * rules.quiet_cadence_percent() / 100, rules.quiet_min_days());
  Advance(absl::Hours(24) * quiet);
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::SOFT_CHECK_IN);
  Advance(absl::Hours(24) * rules.ten_minutes_days());
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::TEN_MINUTES_OFFERED);
  Advance(absl::Hours(24) * rules.pause_offer_days());
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::PAUSE_OFFERED);
  EXPECT_EQ(SeatsTaken(seat), 1);
  Advance(absl::Hours(24) * rules.move_on_days());
  v1::Mentorship moved_on = Pair(pair);
  EXPECT_EQ(moved_on.end_reason(), v1::Mentorship::MOVED_ON);
  EXPECT_THAT(moved_on.rematch(), ElementsAre(Person("ada")));
  EXPECT_EQ(SeatsTaken(seat), 0);
}

TEST_P(MentorshipTest, IsRescuedFromSilenceByAnAsynchronousUpdate) {
  std::string pair = ActivePair();
  v1::ProgramRules rules = Pair(pair).rules();
  Advance(absl::Hours(24) * std::max(rules.cadence_days() * rules.quiet_cadence_percent() / 100, rules.quiet_min_days()));
  ASSERT_NE(Pair(pair).silence_step(), v1::Mentorship::SILENCE_STEP_UNSPECIFIED);
  ASSERT_EQ(Refused(CheckIn("ada", pair)), "OK ");
  v1::Mentorship rescued = Pair(pair);
  EXPECT_EQ(rescued.silence_step(), v1::Mentorship::SILENCE_STEP_UNSPECIFIED);
  EXPECT_EQ(rescued.counts().silences_rescued(), 1);
}

TEST_P(MentorshipTest, RestsWhilePausedAndGoesOnByItself) {
  std::string pair = ActivePair();
  v1::PauseMentorshipRequest pause;
  pause.set_name(pair);
  *pause.mutable_until_time() = base::ToProto(now() + absl::Hours(24 * 61));
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "PauseMentorship", pause)), "FAILED_PRECONDITION PAUSE_TOO_LONG");
  *pause.mutable_until_time() = base::ToProto(now() + absl::Hours(24 * 60));
  auto paused = Mentoring<v1::Mentorship>(as("ada"), "PauseMentorship", pause);
  ASSERT_EQ(Refused(paused), "OK ");
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "PauseMentorship", pause)), "FAILED_PRECONDITION MENTORSHIP_NOT_ACTIVE");
  Advance(absl::Hours(24 * 57));
  EXPECT_TRUE(Pair(pair).has_resume_notice_time());
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::SILENCE_STEP_UNSPECIFIED);
  Advance(absl::Hours(24 * 3));
  EXPECT_EQ(Pair(pair).state(), v1::Mentorship::ACTIVE);
}

TEST_P(MentorshipTest, ThatMayNotBeChangedByAnOldVersionSaysSo) {
  std::string pair = ActivePair();
  v1::ProposeWrapUpRequest request;
  request.set_name(pair);
  request.set_etag("0");
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as("ada"), "ProposeWrapUp", request)), "ABORTED ETAG_MISMATCH");
}

TEST_P(MentorshipTest, BecomesActiveWithTheSecondSignatureWhereTheProgramAsksForAnAgreement) {
  std::string formal = AddProgram("p2", v1::Program::FORMAL, [](v1::Program& p) { p.mutable_rules()->set_ask_agreement(true); });
  Enroll(formal, "ada", v1::Enrollment::MENTEE);
  Enroll(formal, "grace", v1::Enrollment::MENTOR, 1);
  std::string pair = BeginPair(formal, "ada", "grace");
  ASSERT_EQ(Conclude("grace", pair, v1::ConcludeIntroRequest::CONTINUE)->state(), v1::Mentorship::INTRO);
  v1::ProposeAgreementRequest propose;
  propose.set_parent(pair);
  auto& agreement = *propose.mutable_agreement();
  agreement.set_author(Person("ada"));
  agreement.set_cadence_days(14);
  agreement.set_minutes(30);
  agreement.add_channels(v1::Agreement::CHAT);
  agreement.set_response_hours(48);
  agreement.set_confidentiality("what is said here stays here");
  agreement.mutable_end_date()->set_year(static_cast<int>(absl::ToCivilYear(now(), absl::UTCTimeZone()).year()) + 1);
  agreement.mutable_end_date()->set_month(6);
  agreement.mutable_end_date()->set_day(30);
  auto proposed = Mentoring<v1::Agreement>(as("ada"), "ProposeAgreement", propose);
  ASSERT_EQ(Refused(proposed), "OK ");
  v1::SignAgreementRequest sign;
  sign.set_name(proposed->name());
  EXPECT_EQ(Refused(Mentoring<v1::Agreement>(as("ada"), "SignAgreement", sign)), "FAILED_PRECONDITION ALREADY_SIGNED");
  EXPECT_EQ(Mentoring<v1::Agreement>(as("grace"), "SignAgreement", sign)->state(), v1::Agreement::SIGNED);
  v1::Mentorship active = Pair(pair);
  EXPECT_EQ(active.state(), v1::Mentorship::ACTIVE);
  EXPECT_EQ(active.cadence_days(), 14);
  EXPECT_EQ(active.agreement(), proposed->name());
  v1::ListAgreementsRequest list;
  list.set_parent(pair);
  EXPECT_EQ(Mentoring<v1::ListAgreementsResponse>(as("ada"), "ListAgreements", list)->agreements_size(), 1);
}

TEST_P(MentorshipTest, CarriesAdviceToAnActionAndAReport) {
  std::string pair = ActivePair();
  v1::CreateAdviceRequest create;
  create.set_parent(pair);
  create.mutable_advice()->set_author(Person("grace"));
  create.mutable_advice()->set_text("measure the lag before you change anything");
  auto advice = Mentoring<v1::Advice>(as("grace"), "CreateAdvice", create);
  ASSERT_EQ(Refused(advice), "OK ");
  v1::ListAdviceRequest open;
  open.set_parent(pair);
  open.set_open_only(true);
  EXPECT_EQ(Mentoring<v1::ListAdviceResponse>(as("ada"), "ListAdvice", open)->advice_size(), 1);
  v1::ActOnAdviceRequest act;
  act.set_name(advice->name());
  act.set_action("put a gauge on it");
  EXPECT_EQ(Refused(Mentoring<v1::Advice>(as("grace"), "ActOnAdvice", act)), "PERMISSION_DENIED NOT_A_PARTY");
  ASSERT_EQ(Refused(Mentoring<v1::Advice>(as("ada"), "ActOnAdvice", act)), "OK ");
  v1::ReportAdviceRequest report;
  report.set_name(advice->name());
  EXPECT_EQ(Refused(Mentoring<v1::Advice>(as("ada"), "ReportAdvice", report)), "INVALID_ARGUMENT TEXT_EMPTY");
  report.set_outcome("found the slow partition");
  ASSERT_EQ(Refused(Mentoring<v1::Advice>(as("ada"), "ReportAdvice", report)), "OK ");
  EXPECT_EQ(Mentoring<v1::ListAdviceResponse>(as("ada"), "ListAdvice", open)->advice_size(), 0);
  EXPECT_THAT(Timeline(pair, as("ada")), ElementsAre("mentorship.created", "mentorship.started", "mentorship.introduced",
                                                     "mentorship.activated", "advice.given", "advice.acted", "advice.reported"));
}

TEST_P(MentorshipTest, GivesFeedbackOnlyWithSituationBehaviourAndImpact) {
  std::string pair = ActivePair();
  v1::GiveFeedbackRequest give;
  give.set_parent(pair);
  give.mutable_feedback()->set_author(Person("ada"));
  give.mutable_feedback()->set_situation("in yesterday's review");
  EXPECT_EQ(Refused(Mentoring<v1::Feedback>(as("ada"), "GiveFeedback", give)), "INVALID_ARGUMENT BEHAVIOUR_MISSING");
  give.mutable_feedback()->set_behaviour("you asked before you answered");
  give.mutable_feedback()->set_impact("I found the bug myself");
  auto given = Mentoring<v1::Feedback>(as("ada"), "GiveFeedback", give);
  ASSERT_EQ(Refused(given), "OK ");
  v1::AcknowledgeFeedbackRequest acknowledge;
  acknowledge.set_name(given->name());
  EXPECT_EQ(Refused(Mentoring<v1::Feedback>(as("ada"), "AcknowledgeFeedback", acknowledge)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Mentoring<v1::Feedback>(as("grace"), "AcknowledgeFeedback", acknowledge)), "OK ");
  v1::CreateAppreciationRequest thank;
  thank.set_parent(pair);
  thank.mutable_appreciation()->set_author(Person("ada"));
  thank.mutable_appreciation()->set_what("you introduced me to the platform team");
  thank.mutable_appreciation()->set_effect("we now share one cluster");
  EXPECT_EQ(Refused(Mentoring<v1::Appreciation>(as("ada"), "CreateAppreciation", thank)), "OK ");
}

TEST_P(MentorshipTest, IsPutTogetherAsAGroupByAnAdministrator) {
  std::string group = AddProgram("g1", v1::Program::GROUP);
  AddPerson("bob");
  AddGoal("bob", "kafka");
  for (const char* mentee : {"ada", "bob"}) Enroll(group, mentee, v1::Enrollment::MENTEE);
  Enroll(group, "grace", v1::Enrollment::MENTOR, 1);
  v1::CreateMentorshipRequest request;
  request.set_parent(kAcme);
  request.mutable_mentorship()->set_program(group);
  request.mutable_mentorship()->add_mentors(Person("grace"));
  request.mutable_mentorship()->add_mentees(Person("ada"));
  EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(admin(), "CreateMentorship", request)), "INVALID_ARGUMENT MENTEE_COUNT");
  request.mutable_mentorship()->add_mentees(Person("bob"));
  auto created = Mentoring<v1::Mentorship>(admin(), "CreateMentorship", request);
  ASSERT_EQ(Refused(created), "OK ");
  v1::AcceptMentorshipRequest accept;
  accept.set_name(created->name());
  for (const char* person : {"ada", "bob", "grace"}) {
    EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as(person), "AcceptMentorship", accept)), "OK ");
  }
  EXPECT_EQ(Pair(created->name()).state(), v1::Mentorship::INTRO);
  EXPECT_EQ(Refused(Send(Draft(group, "ada", {"grace"}))), "FAILED_PRECONDITION PROGRAM_TAKES_NO_REQUESTS");
}

TEST_P(MentorshipTest, BetweenPeersTakesASeatOnBothSidesAndLetsBothAdvise) {
  std::string peers = AddProgram("peers", v1::Program::PEER);
  AddGoal("grace", "lead-a-team");
  std::string of_ada = Enroll(peers, "ada", v1::Enrollment::PEER, 1);
  std::string of_grace = Enroll(peers, "grace", v1::Enrollment::PEER, 1);
  std::string pair = BeginPair(peers, "ada", "grace");
  EXPECT_EQ(SeatsTaken(of_ada) + SeatsTaken(of_grace), 2);
  EXPECT_EQ(Pair(pair).mentors_size(), 0);
  EXPECT_THAT(Pair(pair).mentees(), testing::UnorderedElementsAre(Person("ada"), Person("grace")));
  for (const char* person : {"ada", "grace"}) {
    v1::CreateAdviceRequest create;
    create.set_parent(pair);
    create.mutable_advice()->set_author(Person(person));
    create.mutable_advice()->set_text("take the long weekend");
    EXPECT_EQ(Refused(Mentoring<v1::Advice>(as(person), "CreateAdvice", create)), "OK ");
  }
  ASSERT_EQ(Refused(End(as("ada"), pair, v1::Mentorship::MOVED_ON)), "OK ");
  EXPECT_EQ(SeatsTaken(of_ada) + SeatsTaken(of_grace), 0);
}

TEST_P(MentorshipTest, IsCountedInTheReportOfItsProgramWithoutNamingAnybody) {
  std::string pair = ActivePair();
  v1::RecordPulseRequest pulse;
  pulse.set_parent(pair);
  pulse.mutable_pulse()->set_author(Person("ada"));
  pulse.mutable_pulse()->set_score(6);
  EXPECT_EQ(Refused(Mentoring<v1::Pulse>(as("ada"), "RecordPulse", pulse)), "INVALID_ARGUMENT SCORE_INVALID");
  pulse.mutable_pulse()->set_score(5);
  for (int i = 0; i < 5; ++i) ASSERT_EQ(Refused(Mentoring<v1::Pulse>(as("ada"), "RecordPulse", pulse)), "OK ");
  ASSERT_EQ(Refused(End(as("ada"), pair, v1::Mentorship::TERM)), "OK ");
  world.Settle();
  v1::GetProgramReportRequest request;
  request.set_name(program);
  request.set_group_by(v1::GetProgramReportRequest::PROFILE_KIND);
  auto report = Programs<v1::ProgramReport>("GetProgramReport", request);
  ASSERT_EQ(Refused(report), "OK ");
  const v1::Measures& total = report->total();
  EXPECT_EQ(total.funnel().requests_sent(), 1);
  EXPECT_EQ(total.funnel().requests_accepted(), 1);
  EXPECT_EQ(total.funnel().activated(), 1);
  EXPECT_EQ(total.funnel().completed(), 1);
  EXPECT_EQ(total.satisfaction().mean(), 5);
  ASSERT_EQ(report->groups_size(), 1);
  EXPECT_EQ(report->groups(0).value(), "EMPLOYEE");
  EXPECT_TRUE(report->groups(0).suppressed());
  EXPECT_THAT(report->ShortDebugString(), Not(testing::HasSubstr("profiles/")));
}

}  // namespace
}  // namespace gilde::matching
