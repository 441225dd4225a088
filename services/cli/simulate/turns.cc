// The turns that a pair's months can take, and what people do when they are told something.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "services/cli/dates.h"
#include "services/cli/simulate/life.h"

namespace gilde::cli::simulation {

using gilde::matching::v1::Advice;
using gilde::matching::v1::Agreement;
using gilde::matching::v1::AnswerWrapUpRequest;
using gilde::matching::v1::Mentorship;

namespace {

constexpr absl::Duration kDay = absl::Hours(24);
constexpr char kMentorships[] = "gilde.matching.v1.MentorshipService/";

}  // namespace

void Life::Told(Person& person, const Message& told) {
  const std::string& words = told.words;
  if (words == "request-received") {
    // Who does not answer by themselves may do so when reminded; some never do.
    if (person.Chance(person.habits().answers)) Asked(person, told.subject);
  } else if (words == "request-reminder") {
    if (person.Chance(person.habits().heeds)) Asked(person, told.subject);
  } else if (words == "request-declined" || words == "request-expired") {
    LookAgain(kDay);
  } else if (absl::StartsWith(words, "ended-")) {
    if (mentor_ != nullptr && told.subject == mentorship_) Over();
  } else if (mentor_ != nullptr) {
    React(person, told);
  }
}

void Life::React(Person& person, const Message& told) {
  const std::string& words = told.words;
  bool mentee = &person == &mentee_;
  bool meeting = told.subject == talk_.name;
  auto soon = [&](absl::Status (Life::*act)()) { At(world_.now + absl::Hours(2), Turn::kAct, [this, act] { return (this->*act)(); }); };
  auto heeds = [&] { return person.Chance(person.habits().heeds); };
  auto comes_back = [&] { return (silent_ || !talk_.booked) && person.Chance(person.habits().comes_back); };
  if (words == "agreement-proposed") {
    agreement_ = absl::StrCat(mentorship_, "/agreements/first");
    At(world_.now + person.Later(), Turn::kAct, [this] { return Sign(); });
  } else if (words == "pulse") {
    int score = person.temperament == Temperament::kMismatched ? person.dice.Between(1, 3) : person.dice.Between(3, 5);
    if (person.Chance(0.6)) At(world_.now + absl::Hours(3), Turn::kAct, [this, &person, score] { return Pulse(person, score); });
  } else if (words == "soft-check-in" || words == "ten-minutes-offered") {
    if (mentee && comes_back()) At(world_.now + kDay, Turn::kAct, [this] { return CheckIn(); });
  } else if (words == "pause-offered") {
    if (mentee && comes_back()) At(world_.now + kDay, Turn::kAct, [this] { return Pause(); });
  } else if (!mentee) {
    return;
  } else if (words == "agenda-nudge" && meeting) {
    if (heeds()) soon(&Life::SetAgenda);
  } else if ((words == "follow-up-nudge" || words == "follow-up-missed") && meeting) {
    if (heeds()) soon(&Life::FollowUp);
  } else if (words == "first-meeting" || words == "no-next-meeting") {
    if (heeds()) soon(&Life::BookNext);
  } else if (words == "advice-report") {
    if (heeds()) soon(&Life::ReportAdvice);
  } else if (words == "no-time-offered") {
    if (heeds()) soon(&Life::CheckIn);
  } else if (words == "wrap-up" && person.Chance(0.8)) {
    bool extend = person.Chance(0.15);
    At(world_.now + 2 * kDay, Turn::kAct, [this, extend] { return Complete(extend); });
  }
}

absl::Status Life::Sign() {
  gilde::matching::v1::SignAgreementRequest request;
  request.set_name(agreement_);
  return Do<Agreement>(*mentor_, absl::StrCat(kMentorships, "SignAgreement"), request);
}

absl::Status Life::Advise() {
  gilde::matching::v1::CreateAdviceRequest request;
  request.set_parent(mentorship_);
  request.set_advice_id(absl::StrCat("a", ++advice_));
  request.mutable_advice()->set_author(mentor_->name);
  request.mutable_advice()->set_text("Take the smallest part that somebody would miss and finish that one first.");
  request.mutable_advice()->set_meeting(talk_.name);
  GILDE_RETURN_IF_ERROR(Do<Advice>(*mentor_, absl::StrCat(kMentorships, "CreateAdvice"), request));
  if (silent_after_ != kNever || !mentee_.Chance(mentee_.habits().acts)) return absl::OkStatus();
  At(world_.now + 5 * kDay, Turn::kAct, [this] { return ActOnAdvice(); });
  if (mentee_.Chance(mentee_.habits().reports)) At(world_.now + 18 * kDay, Turn::kAct, [this] { return ReportAdvice(); });
  return absl::OkStatus();
}

absl::Status Life::ActOnAdvice() {
  if (open_advice_ == advice_) return absl::OkStatus();
  open_advice_ = advice_;
  gilde::matching::v1::ActOnAdviceRequest request;
  request.set_name(absl::StrCat(mentorship_, "/advice/a", advice_));
  request.set_action("Did it on Tuesday with the night crew.");
  return Do<Advice>(mentee_, absl::StrCat(kMentorships, "ActOnAdvice"), request);
}

// On the last advice that was acted on.
absl::Status Life::ReportAdvice() {
  if (open_advice_ == 0) return absl::OkStatus();
  gilde::matching::v1::ReportAdviceRequest request;
  request.set_name(absl::StrCat(mentorship_, "/advice/a", open_advice_));
  request.set_outcome("It took half as long as last time.");
  open_advice_ = 0;
  return Do<Advice>(mentee_, absl::StrCat(kMentorships, "ReportAdvice"), request);
}

absl::Status Life::Pulse(const Person& person, int score) {
  gilde::matching::v1::RecordPulseRequest request;
  request.set_parent(mentorship_);
  request.set_pulse_id(absl::StrCat("p", ++pulses_));
  request.mutable_pulse()->set_author(person.name);
  request.mutable_pulse()->set_score(score);
  return Do<gilde::matching::v1::Pulse>(person, absl::StrCat(kMentorships, "RecordPulse"), request);
}

absl::Status Life::CheckIn() {
  gilde::matching::v1::RecordCheckInRequest request;
  request.set_parent(mentorship_);
  request.set_check_in_id(absl::StrCat("c", ++check_ins_));
  request.mutable_check_in()->set_author(mentee_.name);
  request.mutable_check_in()->set_progress("Two of the three things we spoke about are done.");
  request.mutable_check_in()->set_challenge("The third needs somebody who says no to me.");
  request.mutable_check_in()->set_next("Half an hour, whenever it suits you.");
  silent_ = false;
  BookLater(world_.now + kDay);
  return Do<gilde::matching::v1::CheckIn>(mentee_, absl::StrCat(kMentorships, "RecordCheckIn"), request);
}

absl::Status Life::Pause() {
  gilde::matching::v1::PauseMentorshipRequest request;
  request.set_name(mentorship_);
  absl::Time until = world_.now + mentee_.dice.Between(21, 50) * kDay;
  *request.mutable_until_time() = base::ToProto(until);
  GILDE_ASSIGN_OR_RETURN(auto paused, world_.Try<Mentorship>(mentee_, absl::StrCat(kMentorships, "PauseMentorship"), request));
  if (!paused) return absl::OkStatus();
  silent_ = false;
  talk_.booked = false;
  BookLater(until + kDay);
  return absl::OkStatus();
}

absl::Status Life::Mismatch() {
  gilde::matching::v1::EndMentorshipRequest request;
  request.set_name(mentorship_);
  request.set_reason(Mentorship::MISMATCH);
  request.mutable_needed_instead()->set_experience("somebody who works with this every day and can look at examples with me");
  request.mutable_needed_instead()->set_seniority_min(3);
  request.mutable_needed_instead()->set_seniority_max(7);
  GILDE_ASSIGN_OR_RETURN(
      auto ended, world_.Try<gilde::matching::v1::EndMentorshipResponse>(mentee_, absl::StrCat(kMentorships, "EndMentorship"), request));
  if (ended) Over();
  return absl::OkStatus();
}

absl::Status Life::Reach() {
  gilde::profile::v1::RecordProgressRequest request;
  request.set_name(absl::StrCat(mentee_.name, "/goals/first"));
  request.set_state(gilde::profile::v1::Goal::REACHED);
  request.set_note("Done, and shown to the people it is for.");
  At(world_.now + 2 * kDay, Turn::kAct, [this] { return Complete(false); });
  return Do<gilde::profile::v1::Goal>(mentee_, "gilde.profile.v1.GoalService/RecordProgress", request);
}

absl::Status Life::Complete(bool extend) {
  AnswerWrapUpRequest request;
  request.set_name(mentorship_);
  request.set_answer(extend ? AnswerWrapUpRequest::EXTEND : AnswerWrapUpRequest::COMPLETE);
  if (extend) SetDate(world_.LastDay() + 183, *request.mutable_end_date());
  GILDE_ASSIGN_OR_RETURN(auto answered, world_.Try<Mentorship>(mentee_, absl::StrCat(kMentorships, "AnswerWrapUp"), request));
  if (!answered || extend) return absl::OkStatus();
  if (mentee_.Chance(0.4)) {
    gilde::matching::v1::StartContactRequest contact;
    contact.set_name(mentorship_);
    contact.set_every_days(180);
    GILDE_RETURN_IF_ERROR(Do<Mentorship>(mentee_, absl::StrCat(kMentorships, "StartContact"), contact));
  }
  mentor_ = nullptr;
  searches_ = kNever;
  return absl::OkStatus();
}

// It is over, other than well: most look for somebody else.
void Life::Over() {
  mentor_ = nullptr;
  if (mentee_.temperament != Temperament::kGhosting) LookAgain(2 * kDay);
}

}  // namespace gilde::cli::simulation
