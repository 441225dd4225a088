// Every kind of meaningful contact ends a silence, and nothing else does.
#include "gilde/matching/v1/growth.pb.h"
#include "tests/matching/api/meeting_fixture.h"

namespace gilde::matching {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

class ContactTest : public MeetingTest {
 protected:
  // A pair that is quiet after 21 days; a day later each next step of the ladder.
  ContactTest() {
    AddPerson("tom");
    std::string brisk = AddProgram("brisk", v1::Program::FORMAL, [](v1::Program& p) {
      p.mutable_rules()->set_cadence_days(7);
      p.mutable_rules()->set_soft_check_in_days(1);
      p.mutable_rules()->set_ten_minutes_days(1);
      p.mutable_rules()->set_pause_offer_days(1);
    });
    Enroll(brisk, "ada", v1::Enrollment::MENTEE);
    Enroll(brisk, "grace", v1::Enrollment::MENTOR, 2);
    pair = BeginPair(brisk, "ada", "grace");
    EXPECT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  }
  // Lets the pair fall silent until this step.
  void FallSilent(v1::Mentorship::SilenceStep step) {
    Advance(base::FromProto(Pair(pair).last_contact_time()) + kDay * (20 + static_cast<int>(step)) - now());
    ASSERT_EQ(Pair(pair).silence_step(), step);
  }
  // Makes the call below the pair, or on something of it.
  template <class Response, class Request>
  void Done(const std::string& by, const std::string& method, const Request& request) {
    EXPECT_EQ(Refused(Mentoring<Response>(as(by), method, request)), "OK ") << method;
  }
  template <class Request>
  Request Below() {
    Request request;
    request.set_parent(pair);
    return request;
  }
  template <class Request>
  Request On(const std::string& child) {
    Request request;
    request.set_name(pair + child);
    return request;
  }

  void Advise() {
    auto request = Below<v1::CreateAdviceRequest>();
    request.set_advice_id("x");
    request.mutable_advice()->set_author(Person("grace"));
    request.mutable_advice()->set_text("measure the lag first");
    Done<v1::Advice>("grace", "CreateAdvice", request);
  }
  void ActOnIt() {
    auto request = On<v1::ActOnAdviceRequest>("/advice/x");
    request.set_action("put a gauge on it");
    Done<v1::Advice>("ada", "ActOnAdvice", request);
  }
  void ReportIt() {
    auto request = On<v1::ReportAdviceRequest>("/advice/x");
    request.set_outcome("found the slow partition");
    Done<v1::Advice>("ada", "ReportAdvice", request);
  }
  void GiveFeedback() {
    auto request = Below<v1::GiveFeedbackRequest>();
    request.set_feedback_id("x");
    request.mutable_feedback()->set_author(Person("ada"));
    request.mutable_feedback()->set_situation("in the review");
    request.mutable_feedback()->set_behaviour("you asked first");
    request.mutable_feedback()->set_impact("I found it myself");
    Done<v1::Feedback>("ada", "GiveFeedback", request);
  }
  void Acknowledge() { Done<v1::Feedback>("grace", "AcknowledgeFeedback", On<v1::AcknowledgeFeedbackRequest>("/feedback/x")); }
  void Appreciate() {
    auto request = Below<v1::CreateAppreciationRequest>();
    request.mutable_appreciation()->set_author(Person("ada"));
    request.mutable_appreciation()->set_what("your patience");
    request.mutable_appreciation()->set_effect("I asked");
    Done<v1::Appreciation>("ada", "CreateAppreciation", request);
  }
  void ProposeAgreement() {
    auto request = Agreeing("ada", pair, 7, 30);
    request.set_agreement_id("x");
    EXPECT_EQ(Refused(Propose("ada", request)), "OK ");
  }
  void SignIt() { EXPECT_EQ(Refused(Sign("grace", pair + "/agreements/x")), "OK "); }
  void OfferIntroduction() {
    auto request = Below<v1::OfferIntroductionRequest>();
    request.set_introduction_id("x");
    request.mutable_introduction()->set_author(Person("grace"));
    request.mutable_introduction()->set_third_person(Person("tom"));
    request.mutable_introduction()->set_purpose("Tom runs the largest cluster");
    Done<v1::Introduction>("grace", "OfferIntroduction", request);
  }
  void TomAccepts() {
    auto request = On<v1::AnswerIntroductionRequest>("/introductions/x");
    request.set_answer(v1::AnswerIntroductionRequest::ACCEPT);
    Done<v1::Introduction>("tom", "AnswerIntroduction", request);
  }
  void Introduce() { Done<v1::Introduction>("grace", "CompleteIntroduction", On<v1::CompleteIntroductionRequest>("/introductions/x")); }
  void OfferAdvocacy() {
    auto request = Below<v1::OfferAdvocacyRequest>();
    request.set_advocacy_id("x");
    request.mutable_advocacy()->set_author(Person("grace"));
    request.mutable_advocacy()->set_kind(v1::Advocacy::NOMINATION);
    request.mutable_advocacy()->set_target("the platform award");
    Done<v1::Advocacy>("grace", "OfferAdvocacy", request);
  }
  void Consent() {
    auto request = On<v1::AnswerAdvocacyRequest>("/advocacies/x");
    request.set_answer(v1::AnswerAdvocacyRequest::CONSENT);
    Done<v1::Advocacy>("ada", "AnswerAdvocacy", request);
  }
  void Advocate() {
    auto request = On<v1::CompleteAdvocacyRequest>("/advocacies/x");
    request.set_outcome("second of nine");
    Done<v1::Advocacy>("grace", "CompleteAdvocacy", request);
  }
  void Stretch() {
    auto request = Below<v1::CreateStretchAssignmentRequest>();
    request.set_stretch_assignment_id("x");
    request.mutable_stretch_assignment()->set_author(Person("grace"));
    request.mutable_stretch_assignment()->set_text("lead the review");
    request.mutable_stretch_assignment()->set_risk(v1::StretchAssignment::LOW);
    *request.mutable_stretch_assignment()->mutable_debrief_due_time() = base::ToProto(now() + kDay * 60);
    Done<v1::StretchAssignment>("grace", "CreateStretchAssignment", request);
  }
  void Debrief() {
    auto request = On<v1::DebriefStretchAssignmentRequest>("/stretchAssignments/x");
    request.set_debrief("objections first");
    Done<v1::StretchAssignment>("ada", "DebriefStretchAssignment", request);
  }
  void Win() {
    auto request = Below<v1::CreateWinRequest>();
    request.mutable_win()->set_author(Person("ada"));
    request.mutable_win()->set_text("one round");
    Done<v1::Win>("ada", "CreateWin", request);
  }
  void Tell() {
    auto request = Below<v1::CreateStoryRequest>();
    request.mutable_story()->set_author(Person("grace"));
    request.mutable_story()->set_kind(v1::Story::FAILURE);
    request.mutable_story()->set_text("I migrated on a Friday");
    Done<v1::Story>("grace", "CreateStory", request);
  }
  void WrapUp(v1::AnswerWrapUpRequest::Answer answer) {
    Done<v1::Mentorship>("grace", "ProposeWrapUp", On<v1::ProposeWrapUpRequest>(""));
    auto request = On<v1::AnswerWrapUpRequest>("");
    request.set_answer(answer);
    *request.mutable_end_date() = Agreeing("ada", pair, 7, 30).agreement().end_date();
    Done<v1::Mentorship>("ada", "AnswerWrapUp", request);
  }

  std::string pair, meeting;
};
INSTANTIATE_TEST_SUITE_P(Engines, ContactTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ContactTest, OfEveryKindEndsASilenceAtEveryStep) {
  // In an order in which each has what it answers; what is no contact comes with the one before it.
  const std::pair<const char*, std::function<void()>> kinds[] = {
      {"check-in", [&] { EXPECT_EQ(Refused(CheckIn("ada", pair)), "OK "); }},
      {"advice given", [&] { Advise(); }},
      {"advice acted on", [&] { ActOnIt(); }},
      {"advice reported", [&] { ReportIt(); }},
      {"feedback", [&] { GiveFeedback(); }},
      {"feedback acknowledged", [&] { Acknowledge(); }},
      {"appreciation", [&] { Appreciate(); }},
      {"agreement proposed", [&] { ProposeAgreement(); }},
      {"agreement signed", [&] { SignIt(); }},
      {"introduction offered", [&] { OfferIntroduction(); }},
      {"introduction made", [&] { TomAccepts(), Introduce(); }},
      {"advocacy offered", [&] { OfferAdvocacy(); }},
      {"advocacy consented", [&] { Consent(); }},
      {"advocacy completed", [&] { Advocate(); }},
      {"stretch assignment", [&] { Stretch(); }},
      {"debrief", [&] { Debrief(); }},
      {"win", [&] { Win(); }},
      {"story", [&] { Tell(); }},
      {"wrap-up answered with a new focus", [&] { WrapUp(v1::AnswerWrapUpRequest::NEW_FOCUS); }},
      {"wrap-up answered with an extension", [&] { WrapUp(v1::AnswerWrapUpRequest::EXTEND); }},
      {"meeting held", [&] { meeting = Hold(pair, 30); }},
      {"follow-up", [&] { EXPECT_EQ(Refused(FollowUp("ada", meeting)), "OK "); }},
  };
  constexpr v1::Mentorship::SilenceStep kSteps[] = {v1::Mentorship::QUIET, v1::Mentorship::SOFT_CHECK_IN,
                                                    v1::Mentorship::TEN_MINUTES_OFFERED, v1::Mentorship::PAUSE_OFFERED};
  int silences = 0;
  for (const auto& [kind, contact] : kinds) {
    SCOPED_TRACE(kind);
    FallSilent(kSteps[silences++ % 4]);
    absl::Time silent_until = now();
    contact();
    v1::Mentorship heard = Pair(pair);
    EXPECT_EQ(heard.silence_step(), v1::Mentorship::SILENCE_STEP_UNSPECIFIED);
    EXPECT_FALSE(heard.has_silence_step_time());
    EXPECT_GE(base::FromProto(heard.last_contact_time()), silent_until);
    EXPECT_EQ(heard.state(), v1::Mentorship::ACTIVE);
    EXPECT_EQ(heard.counts().silences(), silences);
  }
}

TEST_P(ContactTest, IsNoReflectionAndNoPulseAndNothingOfAThirdPerson) {
  OfferIntroduction();
  FallSilent(v1::Mentorship::PAUSE_OFFERED);
  auto reflect = Below<v1::CreateReflectionRequest>();
  reflect.mutable_reflection()->set_author(Person("ada"));
  reflect.mutable_reflection()->set_text("I should write to Grace");
  Done<v1::Reflection>("ada", "CreateReflection", reflect);
  auto pulse = Below<v1::RecordPulseRequest>();
  pulse.mutable_pulse()->set_author(Person("ada"));
  pulse.mutable_pulse()->set_score(3);
  Done<v1::Pulse>("ada", "RecordPulse", pulse);
  TomAccepts();
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::PAUSE_OFFERED);
  EXPECT_EQ(Pair(pair).counts().silences_rescued(), 0);
}

TEST_P(ContactTest, RescuesASilenceOnceAndStartsTheLadderAnew) {
  FallSilent(v1::Mentorship::PAUSE_OFFERED);
  Win();
  Win();
  v1::Mentorship rescued = Pair(pair);
  EXPECT_EQ(rescued.counts().silences_rescued(), 1);
  EXPECT_EQ(base::FromProto(rescued.last_contact_time()), now());
  Advance(kDay * 20);
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::SILENCE_STEP_UNSPECIFIED);
  Advance(kDay);
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::QUIET);
}

}  // namespace
}  // namespace gilde::matching
