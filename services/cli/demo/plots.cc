// The turns that a pair's half year can take.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/cli/demo/pair_life.h"
#include "services/cli/demo/texts.h"

namespace gilde::cli {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::EndMentorshipResponse;
using gilde::matching::v1::Mentorship;
using gilde::profile::v1::Goal;
using gilde::scheduling::v1::Meeting;

namespace {

constexpr absl::Duration kDay = absl::Hours(24);
constexpr char kMentorships[] = "gilde.matching.v1.MentorshipService/";
constexpr char kConversations[] = "gilde.matching.v1.ConversationService/";
constexpr char kMeetings[] = "gilde.scheduling.v1.MeetingService/";

}  // namespace

// Whether the plot takes another way after this talk, instead of advice and a next meeting.
bool PairLife::Turn(const Talk& talk) {
  switch (pair_.plot) {
    case Plot::kSilent:
      if (talk.number != 1) return false;
      calendar_.At(talk.end + absl::Hours(1), [this] {
        Note("this was their last meeting for now; nobody writes.");
        return absl::OkStatus();
      });
      return true;
    case Plot::kRescued:
      if (talk.number != 1) return false;
      // Six weeks of quiet, a soft check-in, and eight days later somebody answers.
      calendar_.At(talk.end + 51 * kDay, [this] { return BreakSilence(); });
      return true;
    case Plot::kMismatch:
      if (talk.number != 1) return false;
      calendar_.At(talk.end + 2 * kDay, [this] { return EndAsMismatch(); });
      return true;
    case Plot::kReached:
      if (talk.number != 3) return false;
      calendar_.At(talk.end + kDay, [this] { return ReachGoal(); });
      calendar_.At(talk.end + 3 * kDay, [this] { return Complete(); });
      calendar_.At(talk.end + 4 * kDay, [this] { return StayInTouch(); });
      return true;
    default:
      return false;
  }
}

absl::Status PairLife::EndAsMismatch() {
  gilde::matching::v1::EndMentorshipRequest request;
  request.set_name(pair_.mentorship);
  request.set_reason(Mentorship::MISMATCH);
  auto* needed = request.mutable_needed_instead();
  needed->set_experience("somebody who works with this every day and can look at examples with me");
  needed->add_traits("hands-on");
  needed->set_seniority_min(3);
  needed->set_seniority_max(7);
  GILDE_ASSIGN_OR_RETURN(
      auto ended, stage_.story.Do<EndMentorshipResponse>(Key("mismatch"), Mentee(), absl::StrCat(kMentorships, "EndMentorship"), request));
  Note(absl::StrCat("not the right two; it ends with thanks and without blame. ", ended.recommendations_size(),
                    " others fit what is needed instead."));
  return AskAnother(ended);
}

absl::Status PairLife::AskAnother(const EndMentorshipResponse& ended) {
  std::vector<const Member*> ranked;
  for (const auto& recommendation : ended.recommendations()) {
    const Member* mentor = stage_.Find(recommendation.mentor());
    if (mentor != nullptr && mentor != pair_.mentor && ranked.size() < 3) ranked.push_back(mentor);
  }
  if (ranked.empty()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(ConversationRequest sent, SendRequest(stage_, Key("rematch"), *pair_.mentee, ranked));
  const Member* asked = stage_.Find(sent.mentor());
  std::string name = sent.name();
  if (asked != nullptr) calendar_.At(stage_.story.now() + kDay, [this, name, asked] { return AcceptRematch(name, *asked, 1); });
  return absl::OkStatus();
}

absl::Status PairLife::AcceptRematch(const std::string& request, const Member& mentor, int round) {
  gilde::matching::v1::AcceptConversationRequestRequest accept;
  accept.set_name(request);
  GILDE_ASSIGN_OR_RETURN(auto accepted,
                         stage_.story.Do<ConversationRequest>(Key(absl::StrCat("rematch/accept", round)), stage_.As(mentor),
                                                              absl::StrCat(kConversations, "AcceptConversationRequest"), accept));
  chronicle_.Add(stage_.story.now(), absl::StrCat(pair_.mentee->call, " is rematched: ", mentor.call, " says yes."));
  Pair& fresh = stage_.pairs.emplace_back();
  fresh.number = static_cast<int>(stage_.pairs.size());
  fresh.mentee = pair_.mentee;
  fresh.mentor = &mentor;
  fresh.mentorship = accepted.mentorship();
  return on_rematch(fresh);
}

absl::Status PairLife::Pause(const Talk& talk) {
  gilde::matching::v1::PauseMentorshipRequest request;
  request.set_name(pair_.mentorship);
  absl::Time until = stage_.story.now() + 42 * kDay;
  *request.mutable_until_time() = base::ToProto(until);
  GILDE_RETURN_IF_ERROR(
      stage_.story.Do<Mentorship>(Key("pause"), Mentee(), absl::StrCat(kMentorships, "PauseMentorship"), request).status());
  paused_until_ = until;
  Note(absl::StrCat("they pause until ", Day(until), "; the meeting of ", Day(talk.start), " is cancelled."));
  calendar_.At(until + kDay, [this, until] { return BookNext(4, until - 20 * kDay); });
  return absl::OkStatus();
}

// Twice another time; then the offer of ten minutes.
absl::Status PairLife::MoveTwice(const Talk& talk) {
  gilde::scheduling::v1::RescheduleMeetingRequest request;
  request.set_name(talk.name);
  request.set_note("The quay needs me that day.");
  for (int i = 1; i <= 2; ++i) {
    gilde::scheduling::v1::FindSlotsRequest find;
    find.set_parent(stage_.story.Organization());
    find.add_participants(pair_.mentee->name);
    find.add_participants(pair_.mentor->name);
    find.set_minutes(45);
    *find.mutable_start_time() = base::ToProto(talk.end + i * kDay);
    *find.mutable_end_time() = base::ToProto(talk.end + (i + 9) * kDay);
    GILDE_ASSIGN_OR_RETURN(
        auto found, stage_.story.Do<gilde::scheduling::v1::FindSlotsResponse>(Key(talk, absl::StrCat("other-time", i)), Mentee(),
                                                                              "gilde.scheduling.v1.AvailabilityService/FindSlots", find));
    if (found.slots_size() == 0) break;
    *request.mutable_start_time() = found.slots(0).start_time();
    GILDE_RETURN_IF_ERROR(stage_.story
                              .Do<Meeting>(Key(talk, absl::StrCat("move", i)), i == 1 ? Mentee() : Mentor(),
                                           absl::StrCat(kMeetings, "RescheduleMeeting"), request)
                              .status());
  }
  Note("the meeting is moved, and moved again.");
  gilde::scheduling::v1::CancelMeetingRequest cancel;
  cancel.set_name(talk.name);
  cancel.set_note("Ten minutes next week instead.");
  calendar_.At(stage_.story.now() + 2 * kDay, [this, cancel]() mutable -> absl::Status {
    GILDE_RETURN_IF_ERROR(
        stage_.story.Do<Meeting>(Key("no-time/cancel"), Mentee(), absl::StrCat(kMeetings, "CancelMeeting"), cancel).status());
    return MeetForTenMinutes(3);
  });
  return absl::OkStatus();
}

absl::Status PairLife::MeetForTenMinutes(int number) {
  Booking booking;
  booking.key = Key(absl::StrCat(number));
  booking.pair = &pair_;
  booking.minutes = 10;
  booking.from = stage_.story.now() + 2 * kDay;
  booking.to = booking.from + 10 * kDay;
  GILDE_ASSIGN_OR_RETURN(Booked booked, Book(stage_, booking));
  Talk talk{number, booked.meeting, base::FromProto(booked.slot.start_time()), base::FromProto(booked.slot.end_time())};
  Note(absl::StrCat("no time this month, so they meet for ten minutes on ", Day(talk.start), "."));
  Plan(talk);
  return absl::OkStatus();
}

absl::Status PairLife::ReachGoal() {
  gilde::profile::v1::RecordProgressRequest request;
  request.set_name(pair_.mentee->goal);
  request.set_state(Goal::REACHED);
  request.set_note("Done, and shown to the people it is for.");
  Note(absl::StrCat("the goal is reached: ", pair_.mentee->person.goal.outcome()));
  return stage_.story.Do<Goal>(Key("reached"), Mentee(), "gilde.profile.v1.GoalService/RecordProgress", request).status();
}

absl::Status PairLife::Complete() {
  gilde::matching::v1::AnswerWrapUpRequest request;
  request.set_name(pair_.mentorship);
  request.set_answer(gilde::matching::v1::AnswerWrapUpRequest::COMPLETE);
  GILDE_ASSIGN_OR_RETURN(auto ended,
                         stage_.story.Do<Mentorship>(Key("complete"), Mentee(), absl::StrCat(kMentorships, "AnswerWrapUp"), request));
  Note(absl::StrCat("they look back and complete it: ", Mentorship::EndReason_Name(ended.end_reason()), ". ",
                    ended.mentor_invitations_size() > 0 ? pair_.mentee->call + " is invited to become a mentor." : ""));
  return absl::OkStatus();
}

absl::Status PairLife::StayInTouch() {
  gilde::matching::v1::StartContactRequest request;
  request.set_name(pair_.mentorship);
  request.set_every_days(180);
  Note("they stay in touch, twice a year.");
  return stage_.story.Do<Mentorship>(Key("contact"), Mentor(), absl::StrCat(kMentorships, "StartContact"), request).status();
}

absl::Status PairLife::BreakSilence() {
  gilde::matching::v1::RecordCheckInRequest request;
  request.set_parent(pair_.mentorship);
  request.set_check_in_id("back");
  request.mutable_check_in()->set_author(pair_.mentee->name);
  request.mutable_check_in()->set_progress("Two of the three things we spoke about are done.");
  request.mutable_check_in()->set_challenge("The third needs somebody who says no to me.");
  request.mutable_check_in()->set_next("Half an hour, whenever it suits you.");
  GILDE_RETURN_IF_ERROR(
      stage_.story.Do<gilde::matching::v1::CheckIn>(Key("check-in"), Mentee(), absl::StrCat(kMentorships, "RecordCheckIn"), request)
          .status());
  Note("an update in writing ends the silence.");
  absl::Time now = stage_.story.now();
  calendar_.At(now + kDay, [this, now] { return BookNext(2, now - 18 * kDay); });
  return absl::OkStatus();
}

// A month before the end of the program: most complete, some go on. The others let it complete by itself.
absl::Status PairLife::AnswerWrapUp() {
  gilde::matching::v1::AnswerWrapUpRequest request;
  request.set_name(pair_.mentorship);
  if (pair_.number % 5 == 3) {
    request.set_answer(gilde::matching::v1::AnswerWrapUpRequest::EXTEND);
    absl::CivilDay later = absl::ToCivilDay(stage_.program_end, absl::UTCTimeZone()) + 183;
    request.mutable_end_date()->set_year(static_cast<int>(later.year()));
    request.mutable_end_date()->set_month(later.month());
    request.mutable_end_date()->set_day(later.day());
    Note("they go on for another half year.");
  } else if (pair_.number % 5 == 4) {
    return absl::OkStatus();
  } else {
    request.set_answer(gilde::matching::v1::AnswerWrapUpRequest::COMPLETE);
  }
  return stage_.story.Do<Mentorship>(Key("wrap-up"), Mentee(), absl::StrCat(kMentorships, "AnswerWrapUp"), request).status();
}

}  // namespace gilde::cli
