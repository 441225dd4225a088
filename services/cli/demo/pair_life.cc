#include "services/cli/demo/pair_life.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/cli/demo/texts.h"

namespace gilde::cli {

using gilde::matching::v1::Advice;
using gilde::matching::v1::Agreement;
using gilde::matching::v1::Appreciation;
using gilde::matching::v1::Feedback;
using gilde::matching::v1::Mentorship;
using gilde::profile::v1::Goal;
using gilde::scheduling::v1::Attendance;
using gilde::scheduling::v1::Meeting;

namespace {

constexpr absl::Duration kDay = absl::Hours(24);
constexpr int kCadenceDays = 28;

constexpr char kMentorships[] = "gilde.matching.v1.MentorshipService/";
constexpr char kMeetings[] = "gilde.scheduling.v1.MeetingService/";

// Nobody is always in time: these are the exceptions.
bool AgendaIsLate(int pair, int talk) { return (pair * 7 + talk) % 9 == 4; }
bool AgendaIsMissing(int pair, int talk) { return (pair * 5 + talk) % 17 == 11; }
bool FollowUpIsLate(int pair, int talk) { return (pair * 3 + talk) % 10 == 5; }
bool AdviceStaysOpen(int pair, int talk) { return (pair + talk) % 7 == 6; }

// What comes due after a mentorship has ended, or while it rests, is left.
absl::Status UnlessEnded(const absl::Status& status) { return absl::IsFailedPrecondition(status) ? absl::OkStatus() : status; }

}  // namespace

void Chronicle::Tell(Story& story) {
  for (const auto& [time, line] : lines_) {
    story.Say(absl::StrCat("   ", absl::FormatTime("%a %d", time, absl::UTCTimeZone()), "  ", line));
  }
  lines_.clear();
}

std::string PairLife::Key(const std::string& what) const { return absl::StrFormat("p%02d/%s", pair_.number, what); }
std::string PairLife::Key(const Talk& talk, const std::string& what) const {
  return absl::StrFormat("p%02d/%d/%s", pair_.number, talk.number, what);
}

void PairLife::Note(const std::string& line) {
  if (pair_.featured()) chronicle_.Add(stage_.story.now(), absl::StrCat(pair_.mentee->call, " and ", pair_.mentor->call, ": ", line));
}

void PairLife::Begin() {
  Talk first{0, pair_.first_meeting, base::FromProto(pair_.first_slot.start_time()), base::FromProto(pair_.first_slot.end_time())};
  Plan(first);
  calendar_.At(first.end + absl::Minutes(30), [this, first] { return ConcludeIntro(first); });
  calendar_.At(first.end + absl::Hours(3), [this] { return ProposeAgreement(); });
  calendar_.At(first.end + absl::Hours(20), [this] { return SignAgreement(); });
  calendar_.At(first.end + absl::Hours(21), [this, first] { return BookNext(1, first.start); });
  calendar_.At(first.start + 30 * kDay, [this] { return Pulse(*pair_.mentee, 4 + pair_.number % 2); });
  calendar_.At(first.start + 31 * kDay, [this] { return Pulse(*pair_.mentor, 3 + pair_.number % 3); });
}

// What the two do around a talk; the turns of a plot come after it.
void PairLife::Plan(const Talk& talk) {
  const int pair = pair_.number, number = talk.number;
  if (!AgendaIsMissing(pair, number)) {
    absl::Duration before = AgendaIsLate(pair, number) ? absl::Hours(6) : absl::Hours(30);
    calendar_.At(talk.start - before, [this, talk] { return SetAgenda(talk); });
  }
  calendar_.At(talk.start + absl::Minutes(3), [this, talk] { return Attend(talk); });
  calendar_.At(talk.end + (FollowUpIsLate(pair, number) ? absl::Hours(30) : absl::Hours(4)), [this, talk] { return FollowUp(talk); });
  if (number == 0 || Turn(talk)) return;
  calendar_.At(talk.end + absl::Minutes(40), [this, talk] { return GiveAdvice(talk); });
  calendar_.At(talk.end + 6 * kDay, [this, talk] { return ActOnAdvice(talk); });
  if (!AdviceStaysOpen(pair, number)) calendar_.At(talk.end + 20 * kDay, [this, talk] { return ReportAdvice(talk); });
  if (number == 2) {
    calendar_.At(talk.end + absl::Hours(2), [this, talk] { return GiveFeedback(talk); });
    calendar_.At(talk.end + absl::Hours(22), [this, talk] { return AcknowledgeFeedback(talk); });
  }
  if (number == 3) calendar_.At(talk.end + absl::Hours(5), [this, talk] { return Appreciate(talk); });
  calendar_.At(talk.end + absl::Hours(6), [this, talk] { return Progress(talk); });
  calendar_.At(talk.end + kDay, [this, talk] { return BookNext(talk.number + 1, talk.start); });
}

absl::Status PairLife::SetAgenda(const Talk& talk) {
  gilde::scheduling::v1::SetAgendaRequest request;
  request.set_name(talk.name);
  auto* agenda = request.mutable_agenda();
  agenda->add_points("What I tried since last time");
  agenda->add_points(absl::StrCat("Where I am stuck with ", Topic(*pair_.mentee)));
  agenda->set_progress(ActionText(pair_.number, talk.number));
  agenda->set_challenge("The people I need for it have other plans this month.");
  agenda->add_questions("What would you leave out?");
  return stage_.story.Do<Meeting>(Key(talk, "agenda"), Mentee(), absl::StrCat(kMeetings, "SetAgenda"), request).status();
}

absl::Status PairLife::Attend(const Talk& talk) {
  gilde::scheduling::v1::ConfirmAttendanceRequest request;
  request.set_name(talk.name);
  request.set_answer(Attendance::HELD);
  std::string method = absl::StrCat(kMeetings, "ConfirmAttendance");
  GILDE_RETURN_IF_ERROR(stage_.story.Do<Meeting>(Key(talk, "mentee-there"), Mentee(), method, request).status());
  return stage_.story.Do<Meeting>(Key(talk, "mentor-there"), Mentor(), method, request).status();
}

absl::Status PairLife::FollowUp(const Talk& talk) {
  gilde::scheduling::v1::SubmitFollowUpRequest request;
  request.set_name(talk.name);
  request.mutable_follow_up()->set_thanks(Thanks(*pair_.mentor));
  request.mutable_follow_up()->add_takeaways(Takeaway(pair_.number, talk.number));
  return stage_.story.Do<Meeting>(Key(talk, "follow-up"), Mentee(), absl::StrCat(kMeetings, "SubmitFollowUp"), request).status();
}

absl::Status PairLife::ConcludeIntro(const Talk& talk) {
  gilde::matching::v1::ConcludeIntroRequest request;
  request.set_name(pair_.mentorship);
  request.set_outcome(gilde::matching::v1::ConcludeIntroRequest::CONTINUE);
  return stage_.story.Do<Mentorship>(Key(talk, "conclude"), Mentee(), absl::StrCat(kMentorships, "ConcludeIntro"), request).status();
}

absl::Status PairLife::ProposeAgreement() {
  gilde::matching::v1::ProposeAgreementRequest request;
  request.set_parent(pair_.mentorship);
  request.set_agreement_id("first");
  auto* agreement = request.mutable_agreement();
  agreement->set_cadence_days(kCadenceDays);
  agreement->set_minutes(45);
  agreement->add_channels(Agreement::VIDEO);
  agreement->add_channels(Agreement::EMAIL);
  agreement->set_response_hours(48);
  agreement->set_agenda_habit("The mentee sends the agenda the day before.");
  agreement->set_cancellation("A word the day before is enough; we look for another time at once.");
  agreement->set_confidentiality("What we say stays with us unless one of us agrees to more.");
  GILDE_ASSIGN_OR_RETURN(auto proposed,
                         stage_.story.Do<Agreement>(Key("agreement"), Mentee(), absl::StrCat(kMentorships, "ProposeAgreement"), request));
  agreement_ = proposed.name();
  return absl::OkStatus();
}

absl::Status PairLife::SignAgreement() {
  gilde::matching::v1::SignAgreementRequest request;
  request.set_name(agreement_);
  Note("both have signed: every four weeks, 45 minutes.");
  return stage_.story.Do<Agreement>(Key("sign"), Mentor(), absl::StrCat(kMentorships, "SignAgreement"), request).status();
}

absl::Status PairLife::GiveAdvice(const Talk& talk) {
  gilde::matching::v1::CreateAdviceRequest request;
  request.set_parent(pair_.mentorship);
  request.set_advice_id(absl::StrCat("a", talk.number));
  request.mutable_advice()->set_author(pair_.mentor->name);
  request.mutable_advice()->set_text(AdviceText(pair_.number, talk.number));
  request.mutable_advice()->set_meeting(talk.name);
  Note(absl::StrCat("met; the advice: ", AdviceText(pair_.number, talk.number)));
  return stage_.story.Do<Advice>(Key(talk, "advice"), Mentor(), absl::StrCat(kMentorships, "CreateAdvice"), request).status();
}

absl::Status PairLife::ActOnAdvice(const Talk& talk) {
  if (stage_.story.now() < paused_until_) {
    calendar_.At(paused_until_ + kDay, [this, talk] { return ActOnAdvice(talk); });
    return absl::OkStatus();
  }
  gilde::matching::v1::ActOnAdviceRequest request;
  request.set_name(absl::StrCat(pair_.mentorship, "/advice/a", talk.number));
  request.set_action(ActionText(pair_.number, talk.number));
  return UnlessEnded(stage_.story.Do<Advice>(Key(talk, "act"), Mentee(), absl::StrCat(kMentorships, "ActOnAdvice"), request).status());
}

absl::Status PairLife::ReportAdvice(const Talk& talk) {
  if (stage_.story.now() < paused_until_) {
    calendar_.At(paused_until_ + 3 * kDay, [this, talk] { return ReportAdvice(talk); });
    return absl::OkStatus();
  }
  gilde::matching::v1::ReportAdviceRequest request;
  request.set_name(absl::StrCat(pair_.mentorship, "/advice/a", talk.number));
  request.set_outcome(OutcomeText(pair_.number, talk.number));
  absl::Status status =
      stage_.story.Do<Advice>(Key(talk, "report"), Mentee(), absl::StrCat(kMentorships, "ReportAdvice"), request).status();
  if (status.ok()) Note(absl::StrCat("reported back: ", OutcomeText(pair_.number, talk.number)));
  return UnlessEnded(status);
}

absl::Status PairLife::GiveFeedback(const Talk& talk) {
  gilde::matching::v1::GiveFeedbackRequest request;
  request.set_parent(pair_.mentorship);
  request.set_feedback_id(absl::StrCat("f", talk.number));
  auto* feedback = request.mutable_feedback();
  feedback->set_author(pair_.mentor->name);
  feedback->set_situation("In our last meeting, when we came to the second point of your agenda");
  feedback->set_behaviour("you named the part that you had got wrong before I asked");
  feedback->set_impact("and we could spend the time on what to do next");
  return stage_.story.Do<Feedback>(Key(talk, "feedback"), Mentor(), absl::StrCat(kMentorships, "GiveFeedback"), request).status();
}

absl::Status PairLife::AcknowledgeFeedback(const Talk& talk) {
  gilde::matching::v1::AcknowledgeFeedbackRequest request;
  request.set_name(absl::StrCat(pair_.mentorship, "/feedback/f", talk.number));
  request.set_acknowledgement("That was not easy to say, so I am glad that you saw it.");
  return stage_.story.Do<Feedback>(Key(talk, "acknowledge"), Mentee(), absl::StrCat(kMentorships, "AcknowledgeFeedback"), request).status();
}

absl::Status PairLife::Appreciate(const Talk& talk) {
  gilde::matching::v1::CreateAppreciationRequest request;
  request.set_parent(pair_.mentorship);
  request.set_appreciation_id(absl::StrCat("t", talk.number));
  request.mutable_appreciation()->set_author(pair_.mentee->name);
  request.mutable_appreciation()->set_what("You told me how your own first attempt failed");
  request.mutable_appreciation()->set_effect("and I stopped waiting for the perfect moment to try mine");
  return stage_.story.Do<Appreciation>(Key(talk, "thanks"), Mentee(), absl::StrCat(kMentorships, "CreateAppreciation"), request).status();
}

absl::Status PairLife::Pulse(const Member& member, int score) {
  gilde::matching::v1::RecordPulseRequest request;
  request.set_parent(pair_.mentorship);
  bool mentee = &member == pair_.mentee;
  request.set_pulse_id(mentee ? "mentee" : "mentor");
  request.mutable_pulse()->set_author(member.name);
  request.mutable_pulse()->set_score(score);
  absl::Status status = stage_.story
                            .Do<gilde::matching::v1::Pulse>(Key(mentee ? "pulse-mentee" : "pulse-mentor"), stage_.As(member),
                                                            absl::StrCat(kMentorships, "RecordPulse"), request)
                            .status();
  return UnlessEnded(status);
}

absl::Status PairLife::Progress(const Talk& talk) {
  if (pair_.mentee->person.goal.outcome().empty()) return absl::OkStatus();
  gilde::profile::v1::RecordProgressRequest request;
  request.set_name(pair_.mentee->goal);
  request.set_progress(std::min(15 * talk.number, 90));
  request.set_note(Takeaway(pair_.number, talk.number));
  return stage_.story.Do<Goal>(Key(talk, "progress"), Mentee(), "gilde.profile.v1.GoalService/RecordProgress", request).status();
}

absl::Status PairLife::BookNext(int number, absl::Time after) {
  absl::Time target = after + kCadenceDays * kDay;
  if (target + 7 * kDay > stage_.program_end) {
    calendar_.At(stage_.program_end - 27 * kDay, [this] { return AnswerWrapUp(); });
    return absl::OkStatus();
  }
  Booking booking;
  booking.key = Key(absl::StrCat(number));
  booking.pair = &pair_;
  booking.minutes = 45;
  booking.from = target - 3 * kDay;
  booking.to = target + 7 * kDay;
  absl::StatusOr<Booked> booked = Book(stage_, booking);
  if (absl::IsNotFound(booked.status())) {
    Note("found no time in common; they look again a week later.");
    calendar_.At(stage_.story.now() + 7 * kDay, [this, number, after] { return BookNext(number + 50, after + 7 * kDay); });
    return absl::OkStatus();
  }
  GILDE_RETURN_IF_ERROR(booked.status());
  Talk talk{number, booked->meeting, base::FromProto(booked->slot.start_time()), base::FromProto(booked->slot.end_time())};
  if (pair_.plot == Plot::kNoTime && number == 2) return MoveTwice(talk);
  if (pair_.plot == Plot::kPaused && number == 3) {
    // Once the advice of the last talk is reported back: nothing is asked of a pair that rests.
    calendar_.At(stage_.story.now() + 20 * kDay, [this, talk] { return Pause(talk); });
    return absl::OkStatus();
  }
  Plan(talk);
  return absl::OkStatus();
}

}  // namespace gilde::cli
