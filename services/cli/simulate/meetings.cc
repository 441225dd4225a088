// A pair's meetings: found, booked, prepared, moved, held and followed up.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/cli/simulate/life.h"

namespace gilde::cli::simulation {

using gilde::matching::v1::Agreement;
using gilde::matching::v1::Mentorship;
using gilde::scheduling::v1::Attendance;
using gilde::scheduling::v1::FindSlotsResponse;
using gilde::scheduling::v1::Meeting;

namespace {

constexpr absl::Duration kDay = absl::Hours(24);
constexpr int kCadenceDays = 28;
constexpr int kMinutes = 45;
constexpr char kMeetings[] = "gilde.scheduling.v1.MeetingService/";
constexpr char kMentorships[] = "gilde.matching.v1.MentorshipService/";

}  // namespace

void Life::At(absl::Time time, Turn turn, std::function<absl::Status()> act) {
  world_.diary.AtTheHour(std::max(time, world_.now), turn, mentor_->number, WhileTogether(std::move(act)));
}

std::function<absl::Status()> Life::WhileTogether(std::function<absl::Status()> act) {
  return [this, pair = mentorship_, act = std::move(act)] { return pair == mentorship_ && mentor_ != nullptr ? act() : absl::OkStatus(); };
}

void Life::BookLater(absl::Time time) {
  At(time, Turn::kAct, [this] { return BookNext(); });
}

// The next one about a cadence after the last.
absl::Status Life::BookNext() {
  if (talk_.booked || silent_) return absl::OkStatus();
  if (met_ == 0) return Book(talk_.number, world_.now + absl::Hours(30), world_.now + 15 * kDay);
  absl::Time target = std::max(talk_.start + kCadenceDays * kDay, world_.now + 4 * kDay);
  if (target + 5 * kDay > world_.end) return absl::OkStatus();
  return Book(talk_.number, target - 3 * kDay, target + 7 * kDay);
}

absl::Status Life::Book(int number, absl::Time from, absl::Time to) {
  gilde::scheduling::v1::FindSlotsRequest find;
  find.set_parent(world_.connection.Organization());
  find.add_participants(mentee_.name);
  find.add_participants(mentor_->name);
  find.set_minutes(met_ == 0 ? 20 : kMinutes);
  *find.mutable_start_time() = base::ToProto(from);
  *find.mutable_end_time() = base::ToProto(to);
  find.set_max_slots(3);
  find.set_mentorship(mentorship_);
  GILDE_ASSIGN_OR_RETURN(auto found, world_.Try<FindSlotsResponse>(mentee_, "gilde.scheduling.v1.AvailabilityService/FindSlots", find));
  if (!found) return absl::OkStatus();
  if (found->slots_size() == 0) {
    BookLater(world_.now + 7 * kDay);
    return absl::OkStatus();
  }
  const auto& slot = found->slots(0);
  gilde::scheduling::v1::BookMeetingRequest book;
  book.set_parent(world_.connection.Organization());
  book.set_meeting_id(absl::StrFormat("s%05d-%d-%d", this->number(), searches_, number));
  book.mutable_meeting()->set_mentorship(mentorship_);
  *book.mutable_meeting()->mutable_start_time() = slot.start_time();
  *book.mutable_meeting()->mutable_end_time() = slot.end_time();
  GILDE_ASSIGN_OR_RETURN(auto booked, world_.Try<Meeting>(mentee_, absl::StrCat(kMeetings, "BookMeeting"), book));
  if (!booked) {
    BookLater(world_.now + kDay);
    return absl::OkStatus();
  }
  talk_ = Talk{number, booked->name(), base::FromProto(booked->start_time()), base::FromProto(booked->end_time())};
  talk_.booked = true;
  Plan();
  return absl::OkStatus();
}

void Life::Plan() {
  const Talk talk = talk_;
  // What is noted for a meeting counts as long as it is the latest one and stands at this time.
  auto stands = [this, talk](absl::Status (Life::*act)()) {
    return [this, talk, act] { return talk_.name == talk.name && talk_.start == talk.start ? (this->*act)() : absl::OkStatus(); };
  };
  auto when = [&](absl::Time time, absl::Status (Life::*act)()) { At(time, Turn::kAct, stands(act)); };
  if (talk.moved < 3 && mentee_.Chance(mentee_.habits().moves)) {
    when(std::max(world_.now + absl::Hours(2), talk.start - 2 * kDay), &Life::Move);
  }
  if (mentee_.Chance(mentee_.habits().agenda)) when(talk.start - absl::Hours(mentee_.dice.Between(4, 60)), &Life::SetAgenda);
  world_.diary.At(talk.start, Turn::kAct, mentor_->number, WhileTogether(stands(&Life::Attend)));
  if (mentee_.Chance(mentee_.habits().follow_up)) {
    when(talk.end + absl::Hours(mentee_.dice.Between(2, 26)), &Life::FollowUp);
  }
}

absl::Status Life::SetAgenda() {
  if (talk_.agenda || world_.now >= talk_.start) return absl::OkStatus();
  talk_.agenda = true;
  gilde::scheduling::v1::SetAgendaRequest request;
  request.set_name(talk_.name);
  request.mutable_agenda()->add_points(absl::StrCat("Where I am with ", mentee_.skill));
  request.mutable_agenda()->set_progress("The first half works.");
  request.mutable_agenda()->set_challenge("The second needs people who have other plans.");
  request.mutable_agenda()->add_questions("What would you leave out?");
  return Do<Meeting>(mentee_, absl::StrCat(kMeetings, "SetAgenda"), request);
}

absl::Status Life::Move() {
  gilde::scheduling::v1::FindSlotsRequest find;
  find.set_parent(world_.connection.Organization());
  find.add_participants(mentee_.name);
  find.add_participants(mentor_->name);
  find.set_minutes(static_cast<int>(absl::ToInt64Minutes(talk_.end - talk_.start)));
  *find.mutable_start_time() = base::ToProto(talk_.start + kDay);
  *find.mutable_end_time() = base::ToProto(talk_.start + 10 * kDay);
  GILDE_ASSIGN_OR_RETURN(auto found, world_.Try<FindSlotsResponse>(mentee_, "gilde.scheduling.v1.AvailabilityService/FindSlots", find));
  if (!found || found->slots_size() == 0) return absl::OkStatus();
  gilde::scheduling::v1::RescheduleMeetingRequest request;
  request.set_name(talk_.name);
  *request.mutable_start_time() = found->slots(0).start_time();
  request.set_note("The quay needs me that day.");
  GILDE_ASSIGN_OR_RETURN(auto moved, world_.Try<Meeting>(mentee_, absl::StrCat(kMeetings, "RescheduleMeeting"), request));
  if (!moved) return absl::OkStatus();
  talk_.start = base::FromProto(moved->start_time());
  talk_.end = base::FromProto(moved->end_time());
  ++talk_.moved;
  Plan();
  return absl::OkStatus();
}

absl::Status Life::Attend() {
  gilde::scheduling::v1::ConfirmAttendanceRequest request;
  request.set_name(talk_.name);
  request.set_answer(Attendance::HELD);
  bool both = true;
  for (Person* person : {&mentee_, mentor_}) {
    if (!person->Chance(person->habits().shows_up)) {
      both = false;
      continue;
    }
    GILDE_RETURN_IF_ERROR(Do<Meeting>(*person, absl::StrCat(kMeetings, "ConfirmAttendance"), request));
  }
  if (both) ++met_;
  const std::string name = talk_.name;
  At(talk_.end + absl::Hours(1), Turn::kAct, [this, name, both]() -> absl::Status {
    if (talk_.name != name) return absl::OkStatus();
    talk_.booked = false;
    ++talk_.number;
    if (both) return After();
    BookLater(world_.now + mentee_.Later());
    return absl::OkStatus();
  });
  return absl::OkStatus();
}

absl::Status Life::FollowUp() {
  if (talk_.follow_up || world_.now < talk_.end) return absl::OkStatus();
  talk_.follow_up = true;
  gilde::scheduling::v1::SubmitFollowUpRequest request;
  request.set_name(talk_.name);
  request.mutable_follow_up()->set_thanks("Thank you for the time, and for the story behind it.");
  request.mutable_follow_up()->add_takeaways("Begin with the question that nobody asks aloud.");
  return Do<Meeting>(mentee_, absl::StrCat(kMeetings, "SubmitFollowUp"), request);
}

// An hour after a meeting that was held.
absl::Status Life::After() {
  if (met_ == 1) {
    GILDE_RETURN_IF_ERROR(Conclude());
    if (mentor_ == nullptr) return absl::OkStatus();
  } else {
    GILDE_RETURN_IF_ERROR(Advise());
  }
  if (met_ >= silent_after_) {
    silent_ = true;
    return absl::OkStatus();
  }
  if (mentee_.temperament == Temperament::kMismatched && met_ == 2) {
    At(world_.now + 2 * kDay, Turn::kAlone, [this] { return Mismatch(); });
    return absl::OkStatus();
  }
  if (met_ >= 4 && mentee_.temperament == Temperament::kKeen && mentee_.Chance(0.3)) {
    At(world_.now + kDay, Turn::kAct, [this] { return Reach(); });
    return absl::OkStatus();
  }
  if (met_ >= 2 && mentee_.Chance(mentee_.habits().pauses)) {
    At(world_.now + 2 * kDay, Turn::kAct, [this] { return Pause(); });
    return absl::OkStatus();
  }
  if (mentee_.Chance(mentee_.habits().books)) BookLater(world_.now + kDay + mentee_.Later());
  return absl::OkStatus();
}

absl::Status Life::Conclude() {
  gilde::matching::v1::ConcludeIntroRequest request;
  request.set_name(mentorship_);
  bool goes_on = mentee_.Chance(0.95);
  request.set_outcome(goes_on ? gilde::matching::v1::ConcludeIntroRequest::CONTINUE : gilde::matching::v1::ConcludeIntroRequest::NOT_NOW);
  GILDE_RETURN_IF_ERROR(Do<Mentorship>(mentee_, absl::StrCat(kMentorships, "ConcludeIntro"), request));
  if (!goes_on) {
    Over();
  } else {
    At(world_.now + absl::Hours(3), Turn::kAct, [this] { return Agree(); });
  }
  return absl::OkStatus();
}

absl::Status Life::Agree() {
  gilde::matching::v1::ProposeAgreementRequest request;
  request.set_parent(mentorship_);
  request.set_agreement_id("first");
  auto* agreement = request.mutable_agreement();
  agreement->set_cadence_days(kCadenceDays);
  agreement->set_minutes(kMinutes);
  agreement->add_channels(Agreement::VIDEO);
  agreement->set_response_hours(48);
  agreement->set_agenda_habit("The mentee sends the agenda the day before.");
  agreement->set_cancellation("A word the day before is enough.");
  agreement->set_confidentiality("What we say stays with us.");
  return Do<Agreement>(mentee_, absl::StrCat(kMentorships, "ProposeAgreement"), request);
}

}  // namespace gilde::cli::simulation
