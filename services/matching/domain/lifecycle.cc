#include "services/matching/domain/lifecycle.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/deadlines.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::GoalMark;
using gilde::matching::v1::MentorInvitation;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Program;
using gilde::matching::v1::TimelineEntry;
using State = Mentorship::State;

constexpr State kProposed = Mentorship::PROPOSED, kIntro = Mentorship::INTRO, kActive = Mentorship::ACTIVE, kPaused = Mentorship::PAUSED,
                kWrapUp = Mentorship::WRAPPING_UP, kEnded = Mentorship::ENDED, kContactState = Mentorship::CONTACT;
constexpr unsigned kPeople = kPerson, kStaff = kPerson | kAdministrator, kAnybody = kPerson | kAdministrator | kMachine,
                   kPersonOrMachine = kPerson | kMachine, kOffice = kAdministrator | kMachine;
constexpr std::string_view kEndedEvent = "mentorship.ended";
constexpr std::string_view kFreed = "seats freed, meetings off", kInLine = "seats freed, meetings off, first in line",
                           kMentors = "seats freed, meetings off, asked to mentor", kCalm = "silence ends",
                           kSteps = "steps soft_check_in to pause_offered", kTouchSet = "next touch set";

constexpr LifecycleRow kRows[] = {
    {kProposed, Move::kAccept, kPeople, kProposed, "mentorship.accepted"},
    {kProposed, Move::kBegin, kPersonOrMachine, kIntro, "mentorship.started"},
    {kProposed, Move::kEndNotNow, kAnybody, kEnded, kEndedEvent, kInLine},
    {kProposed, Move::kEndMovedOn, kStaff, kEnded, kEndedEvent, kInLine},
    {kProposed, Move::kEndLeaver, kOffice, kEnded, kEndedEvent, kInLine},
    {kProposed, Move::kEndProgram, kOffice, kEnded, kEndedEvent, kFreed},

    {kIntro, Move::kContinue, kPeople, kIntro, "mentorship.introduced"},
    {kIntro, Move::kActivate, kPersonOrMachine, kActive, "mentorship.activated", kCalm},
    {kIntro, Move::kProposeAgreement, kPeople, kIntro, "mentorship.agreement_proposed"},
    {kIntro, Move::kSignAgreement, kPeople, kIntro, "mentorship.agreement_signed"},
    {kIntro, Move::kContact, kPersonOrMachine, kIntro, "mentorship.contacted", kCalm},
    {kIntro, Move::kSilence, kMachine, kIntro, "mentorship.quiet", kSteps},
    {kIntro, Move::kOfferTime, kMachine, kIntro, "mentorship.no_time_offered"},
    {kIntro, Move::kEndNotNow, kStaff, kEnded, kEndedEvent, kInLine},
    {kIntro, Move::kEndMismatch, kStaff, kEnded, kEndedEvent, kInLine},
    {kIntro, Move::kEndMovedOn, kAnybody, kEnded, kEndedEvent, kInLine},
    {kIntro, Move::kEndReferred, kPeople, kEnded, kEndedEvent, kInLine},
    {kIntro, Move::kEndLeaver, kOffice, kEnded, kEndedEvent, kInLine},
    {kIntro, Move::kEndProgram, kOffice, kEnded, kEndedEvent, kFreed},

    {kActive, Move::kProposeAgreement, kPeople, kActive, "mentorship.agreement_proposed"},
    {kActive, Move::kSignAgreement, kPeople, kActive, "mentorship.agreement_signed"},
    {kActive, Move::kContact, kPersonOrMachine, kActive, "mentorship.contacted", kCalm},
    {kActive, Move::kSilence, kMachine, kActive, "mentorship.quiet", kSteps},
    {kActive, Move::kOfferTime, kMachine, kActive, "mentorship.no_time_offered"},
    {kActive, Move::kPause, kStaff, kPaused, "mentorship.paused", "silence ends, meetings off"},
    {kActive, Move::kProposeWrapUp, kAnybody, kWrapUp, "mentorship.wrap_up_proposed", kCalm},
    {kActive, Move::kEndMismatch, kStaff, kEnded, kEndedEvent, kInLine},
    {kActive, Move::kEndGoalsReached, kStaff, kEnded, kEndedEvent, kMentors},
    {kActive, Move::kEndTerm, kStaff, kEnded, kEndedEvent, kMentors},
    {kActive, Move::kEndMovedOn, kAnybody, kEnded, kEndedEvent, kInLine},
    {kActive, Move::kEndLeaver, kOffice, kEnded, kEndedEvent, kInLine},
    {kActive, Move::kEndProgram, kOffice, kEnded, kEndedEvent, kFreed},

    {kPaused, Move::kNoticeResume, kMachine, kPaused, "mentorship.resume_notice"},
    {kPaused, Move::kResume, kAnybody, kActive, "mentorship.resumed"},
    {kPaused, Move::kEndMismatch, kStaff, kEnded, kEndedEvent, kInLine},
    {kPaused, Move::kEndGoalsReached, kStaff, kEnded, kEndedEvent, kMentors},
    {kPaused, Move::kEndTerm, kStaff, kEnded, kEndedEvent, kMentors},
    {kPaused, Move::kEndMovedOn, kStaff, kEnded, kEndedEvent, kInLine},
    {kPaused, Move::kEndLeaver, kOffice, kEnded, kEndedEvent, kInLine},
    {kPaused, Move::kEndProgram, kOffice, kEnded, kEndedEvent, kFreed},

    {kWrapUp, Move::kProposeAgreement, kPeople, kWrapUp, "mentorship.agreement_proposed"},
    {kWrapUp, Move::kSignAgreement, kPeople, kWrapUp, "mentorship.agreement_signed"},
    {kWrapUp, Move::kContact, kPersonOrMachine, kWrapUp, "mentorship.contacted"},
    {kWrapUp, Move::kOfferTime, kMachine, kWrapUp, "mentorship.no_time_offered"},
    {kWrapUp, Move::kExtend, kPeople, kActive, "mentorship.wrap_up_answered"},
    {kWrapUp, Move::kNewFocus, kPeople, kActive, "mentorship.wrap_up_answered"},
    {kWrapUp, Move::kEndMismatch, kStaff, kEnded, kEndedEvent, kInLine},
    {kWrapUp, Move::kEndGoalsReached, kAnybody, kEnded, kEndedEvent, kMentors},
    {kWrapUp, Move::kEndTerm, kAnybody, kEnded, kEndedEvent, kMentors},
    {kWrapUp, Move::kEndMovedOn, kStaff, kEnded, kEndedEvent, kInLine},
    {kWrapUp, Move::kEndLeaver, kOffice, kEnded, kEndedEvent, kInLine},
    {kWrapUp, Move::kEndProgram, kOffice, kEnded, kEndedEvent, kFreed},

    {kEnded, Move::kStartContact, kPeople, kContactState, "mentorship.contact_started", kTouchSet},

    {kContactState, Move::kContact, kPersonOrMachine, kContactState, "mentorship.contacted"},
    {kContactState, Move::kTouch, kMachine, kContactState, "mentorship.contact_touched", kTouchSet},
    {kContactState, Move::kStopContact, kPersonOrMachine, kEnded, "mentorship.contact_stopped", "meetings off"},
};

struct MoveRow {
  std::string_view name;
  std::string_view refusal;
  Mentorship::EndReason reason = Mentorship::END_REASON_UNSPECIFIED;
};
// In the order of Move.
constexpr MoveRow kMoves[kMoveCount] = {
    {"ACCEPT", "MENTORSHIP_NOT_PROPOSED"},
    {"BEGIN", "MENTORSHIP_NOT_PROPOSED"},
    {"CONTINUE", "MENTORSHIP_NOT_IN_INTRO"},
    {"ACTIVATE", "MENTORSHIP_NOT_IN_INTRO"},
    {"PROPOSE_AGREEMENT", "MENTORSHIP_NOT_RUNNING"},
    {"SIGN_AGREEMENT", "MENTORSHIP_NOT_RUNNING"},
    {"CONTACT", "MENTORSHIP_NOT_RUNNING"},
    {"SILENCE", "MENTORSHIP_NOT_RUNNING"},
    {"OFFER_TIME", "MENTORSHIP_NOT_RUNNING"},
    {"PAUSE", "MENTORSHIP_NOT_ACTIVE"},
    {"NOTICE_RESUME", "MENTORSHIP_NOT_PAUSED"},
    {"RESUME", "MENTORSHIP_NOT_PAUSED"},
    {"PROPOSE_WRAP_UP", "MENTORSHIP_NOT_ACTIVE"},
    {"EXTEND", "MENTORSHIP_NOT_WRAPPING_UP"},
    {"NEW_FOCUS", "MENTORSHIP_NOT_WRAPPING_UP"},
    {"END_NOT_NOW", "END_REASON_NOT_ALLOWED", Mentorship::NOT_NOW},
    {"END_MISMATCH", "END_REASON_NOT_ALLOWED", Mentorship::MISMATCH},
    {"END_GOALS_REACHED", "END_REASON_NOT_ALLOWED", Mentorship::GOALS_REACHED},
    {"END_TERM", "END_REASON_NOT_ALLOWED", Mentorship::TERM},
    {"END_MOVED_ON", "END_REASON_NOT_ALLOWED", Mentorship::MOVED_ON},
    {"END_LEAVER", "END_REASON_NOT_ALLOWED", Mentorship::LEAVER},
    {"END_REFERRED", "END_REASON_NOT_ALLOWED", Mentorship::REFERRED},
    {"END_PROGRAM", "END_REASON_NOT_ALLOWED", Mentorship::PROGRAM_ENDED},
    {"START_CONTACT", "MENTORSHIP_NOT_ENDED"},
    {"TOUCH", "MENTORSHIP_NOT_IN_CONTACT"},
    {"STOP_CONTACT", "MENTORSHIP_NOT_IN_CONTACT"},
};
const MoveRow& RowOf(Move move) { return kMoves[static_cast<int>(move)]; }

bool Has(const google::protobuf::RepeatedPtrField<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// What nudges say is not told again in the timeline, nor is a contact, which has an entry of its own.
bool InTimeline(std::string_view event) {
  for (std::string_view quiet :
       {"quiet", "soft_check_in", "ten_minutes_offered", "pause_offered", "no_time_offered", "contacted", "resume_notice",
        "agreement_proposed", "agreement_signed", "rematch_queued", "invited_to_mentor", "glass_broken"}) {
    if (event == absl::StrCat("mentorship.", std::string(quiet))) return false;
  }
  return true;
}

// At most 200 characters.
std::string Excerpt(std::string_view text) {
  size_t bytes = 0;
  for (int characters = 0; bytes < text.size() && characters < 200; ++characters) {
    do ++bytes;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80);
  }
  return std::string(text.substr(0, bytes));
}

void ClearSilence(Mentorship& mentorship) {
  mentorship.clear_silence_step();
  mentorship.clear_silence_step_time();
}

// Mentees who are first in line for another mentor: not one who goes of their own will.
std::vector<std::string> Rematched(const Mentorship& mentorship, const Actor& actor) {
  std::vector<std::string> rematched;
  switch (mentorship.end_reason()) {
    case Mentorship::MISMATCH:
    case Mentorship::REFERRED:
      return {mentorship.mentees().begin(), mentorship.mentees().end()};
    case Mentorship::NOT_NOW:
    case Mentorship::MOVED_ON:
    case Mentorship::LEAVER:
      for (const std::string& mentee : mentorship.mentees()) {
        if (mentee != actor.person) rematched.push_back(mentee);
      }
      return rematched;
    default:
      return {};
  }
}

void InviteToMentor(Mentorship& mentorship) {
  for (const std::string& mentee : mentorship.mentees()) {
    MentorInvitation& invitation = *mentorship.add_mentor_invitations();
    invitation.set_mentee(mentee);
    for (const GoalMark& goal : mentorship.goals()) {
      if (goal.state() != GoalMark::REACHED || invitation.goals_size() == 20) continue;
      if (goal.goal().compare(0, mentee.size() + 1, mentee + "/") != 0) continue;
      invitation.add_goals(goal.goal());
      if (!goal.skill().empty() && !Has(invitation.skills(), goal.skill())) invitation.add_skills(goal.skill());
    }
  }
}

}  // namespace

absl::Span<const LifecycleRow> Lifecycle() { return kRows; }

const LifecycleRow* FindRow(State from, Move move) {
  for (const LifecycleRow& row : kRows) {
    if (row.from == from && row.move == move) return &row;
  }
  return nullptr;
}

std::string_view RefusalOf(State from, Move move) {
  bool over = from == kEnded || from == kContactState;
  if (over && RowOf(move).reason != Mentorship::END_REASON_UNSPECIFIED) return "MENTORSHIP_ENDED";
  return RowOf(move).refusal;
}

std::string_view NameOf(Move move) { return RowOf(move).name; }

Move MoveOf(Mentorship::EndReason reason) {
  for (int i = 0; i < kMoveCount; ++i) {
    if (kMoves[i].reason == reason) return static_cast<Move>(i);
  }
  return Move::kEndMovedOn;
}

bool IsOver(const Mentorship& mentorship) { return mentorship.state() == Mentorship::ENDED || mentorship.state() == Mentorship::CONTACT; }

bool Succeeded(const Mentorship& mentorship) {
  return mentorship.end_reason() == Mentorship::GOALS_REACHED || mentorship.end_reason() == Mentorship::TERM;
}

std::vector<std::string> People(const Mentorship& mentorship) {
  std::vector<std::string> people(mentorship.mentors().begin(), mentorship.mentors().end());
  for (const std::string& mentee : mentorship.mentees()) {
    if (std::find(people.begin(), people.end(), mentee) == people.end()) people.push_back(mentee);
  }
  return people;
}

bool IsPerson(const Mentorship& mentorship, std::string_view profile) {
  return Has(mentorship.mentors(), profile) || Has(mentorship.mentees(), profile);
}

bool IsMentor(const Mentorship& mentorship, std::string_view profile) {
  return Has(mentorship.kind() == Program::PEER ? mentorship.mentees() : mentorship.mentors(), profile);
}

bool IsMentee(const Mentorship& mentorship, std::string_view profile) { return Has(mentorship.mentees(), profile); }

std::vector<std::string> SeatHolders(const Mentorship& mentorship) {
  bool seated = mentorship.state() >= kProposed && mentorship.state() <= kWrapUp;
  if (!seated) return {};
  const auto& holders = mentorship.kind() == Program::PEER ? mentorship.mentees() : mentorship.mentors();
  return {holders.begin(), holders.end()};
}

Course::Course(Mentorship mentorship, Actor actor, absl::Time now) : actor_(std::move(actor)), now_(now) {
  seats_before_ = SeatHolders(mentorship);
  change_.mentorship = std::move(mentorship);
}

absl::Status Course::Make(Move move, std::string_view event) {
  Mentorship& mentorship = change_.mentorship;
  const LifecycleRow* row = FindRow(mentorship.state(), move);
  if (row == nullptr) {
    return base::FailedPrecondition(RefusalOf(mentorship.state(), move),
                                    absl::StrCat("not possible while the mentorship is ", Mentorship::State_Name(mentorship.state())));
  }
  if ((row->who & actor_.who) == 0) {
    if (actor_.who == kPerson) return base::PermissionDenied("ADMINISTRATOR_REQUIRED", "only an administrator may do this");
    return base::PermissionDenied("NOT_A_PARTY", "only the people of the mentorship may do this");
  }
  State from = mentorship.state();
  if (row->to != from) Leave(from);
  mentorship.set_state(row->to);
  Arrive(from, move);
  Tell(event.empty() ? row->event : event);
  if (row->to == kEnded && from != kContactState) {
    if (mentorship.rematch_size() > 0) Tell("mentorship.rematch_queued");
    if (mentorship.mentor_invitations_size() > 0) Tell("mentorship.invited_to_mentor");
  }
  return absl::OkStatus();
}

void Course::Leave(State from) {
  Mentorship& mentorship = change_.mentorship;
  ClearSilence(mentorship);
  if (from == kProposed) mentorship.clear_accept_until_time();
  if (from == kPaused) {
    mentorship.clear_pause_time();
    mentorship.clear_pause_until_time();
    mentorship.clear_resume_notice_time();
  }
  if (from == kWrapUp) {
    mentorship.clear_wrap_up_time();
    mentorship.clear_wrap_up_until_time();
  }
  if (from == kContactState) mentorship.clear_next_touch_time();
}

void Course::Arrive(State from, Move move) {
  Mentorship& mentorship = change_.mentorship;
  google::protobuf::Timestamp now = base::ToProto(now_);
  if (mentorship.state() == from) return;
  switch (mentorship.state()) {
    case kIntro:
      *mentorship.mutable_start_time() = now;
      *mentorship.mutable_last_contact_time() = now;
      break;
    case kActive:
      if (!mentorship.has_activate_time()) *mentorship.mutable_activate_time() = now;
      *mentorship.mutable_last_contact_time() = now;
      mentorship.clear_reschedules();
      mentorship.clear_no_time_offered_time();
      break;
    case kPaused:
      *mentorship.mutable_pause_time() = now;
      mentorship.mutable_counts()->set_pauses(mentorship.counts().pauses() + 1);
      break;
    case kWrapUp:
      *mentorship.mutable_wrap_up_time() = now;
      *mentorship.mutable_wrap_up_until_time() = base::ToProto(WrapUpUntil(mentorship, now_));
      break;
    case kEnded:
      if (from != kContactState) End(move);
      break;
    case kContactState:
      *mentorship.mutable_next_touch_time() = base::ToProto(now_ + Days(mentorship.contact_every_days()));
      break;
    default:
      break;
  }
}

void Course::End(Move move) {
  Mentorship& mentorship = change_.mentorship;
  mentorship.set_end_reason(RowOf(move).reason);
  *mentorship.mutable_end_time() = base::ToProto(now_);
  for (std::string& mentee : Rematched(mentorship, actor_)) mentorship.add_rematch(std::move(mentee));
  if (Succeeded(mentorship)) InviteToMentor(mentorship);
}

void Course::Tell(std::string_view event) {
  change_.events.emplace_back(event);
  if (InTimeline(event)) Enter(event, change_.mentorship.name(), People(change_.mentorship), "");
}

void Course::Enter(std::string_view type, std::string_view subject, const std::vector<std::string>& people, std::string_view text) {
  Mentorship& mentorship = change_.mentorship;
  char number[16];
  std::snprintf(number, sizeof number, "%08d", mentorship.timeline_count());
  mentorship.set_timeline_count(mentorship.timeline_count() + 1);
  TimelineEntry& entry = change_.timeline.emplace_back();
  entry.set_name(absl::StrCat(mentorship.name(), "/timeline/", number));
  entry.set_type(std::string(type));
  entry.set_subject(std::string(subject));
  entry.set_actor(actor_.person);
  entry.mutable_people()->Assign(people.begin(), people.end());
  entry.set_excerpt(Excerpt(text));
}

Change Course::Finish() {
  absl::Time due = NextDue(change_.mentorship).time;
  if (due == absl::InfiniteFuture()) {
    change_.mentorship.clear_due_time();
  } else {
    *change_.mentorship.mutable_due_time() = base::ToProto(due);
  }
  std::vector<std::string> after = SeatHolders(change_.mentorship);
  for (const std::string& person : seats_before_) {
    if (std::find(after.begin(), after.end(), person) == after.end()) change_.seats_freed.push_back(person);
  }
  for (const std::string& person : after) {
    if (std::find(seats_before_.begin(), seats_before_.end(), person) == seats_before_.end()) change_.seats_taken.push_back(person);
  }
  if (!change_.seats_freed.empty() && Succeeded(change_.mentorship)) {
    change_.served.assign(change_.mentorship.mentees().begin(), change_.mentorship.mentees().end());
  }
  return std::move(change_);
}

}  // namespace gilde::matching::domain
