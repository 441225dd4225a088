#include "services/scheduling/api/booking_api.h"

#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/scheduling/api/callers.h"
#include "services/scheduling/api/catch_up.h"
#include "services/scheduling/api/diary_reader.h"
#include "services/scheduling/store/diaries.h"

namespace gilde::scheduling::api {
namespace {

constexpr const char* kMeetings = "organizations/*/meetings/*";
constexpr const char* kHolds = "organizations/*/holds/*";
constexpr const char* kMentorships = "organizations/*/mentorships/*";

std::vector<std::string> People(const google::protobuf::RepeatedPtrField<std::string>& names) { return {names.begin(), names.end()}; }

void RequireText(base::Violations& violations, std::string_view field, std::string_view text, int maximum) {
  int length = base::CodePoints(text);
  violations.Require(length >= 0 && length <= maximum, field, "TEXT_TOO_LONG",
                     "at most " + std::to_string(maximum) + " characters of UTF-8");
}

// Name of a new child of `parent`: the id asked for, or a new one.
absl::StatusOr<std::string> NewName(std::string_view parent, std::string_view collection, std::string_view id, std::string_view field,
                                    absl::Time now) {
  base::Violations violations;
  violations.Require(base::NameMatches(parent, "organizations/*"), "parent", "NAME_INVALID", "looks like organizations/*");
  violations.Require(id.empty() || base::IsId(id), field, "ID_INVALID", "1-63 of a-z, 0-9 and -");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return std::string(parent) + "/" + std::string(collection) + "/" + (id.empty() ? base::NewId(now) : std::string(id));
}

absl::Status CheckMentorshipName(std::string_view name, std::string_view parent, std::string_view field) {
  base::Violations violations;
  bool fine = base::NameMatches(name, kMentorships) && base::OrganizationOf(name) == base::OrganizationOf(parent);
  violations.Require(fine, field, "MENTORSHIP_INVALID", "a mentorship of the organization");
  return violations.Check();
}

// How far the meeting lies outside each person's hours counts as their burden.
absl::Status SetBurdens(storage::Writer& writer, const v1::Meeting& meeting) {
  for (const v1::Attendee& attendee : meeting.attendees()) {
    GILDE_RETURN_IF_ERROR(
        store::SetBurden(writer, attendee.profile(), meeting.name(), base::FromProto(meeting.start_time()), attendee.outside_minutes()));
  }
  return absl::OkStatus();
}

// The request with what the hold says where it says nothing.
v1::Meeting WithHold(v1::Meeting meeting, const v1::Hold& hold) {
  if (meeting.mentorship().empty()) meeting.set_mentorship(hold.mentorship());
  if (meeting.participants().empty()) *meeting.mutable_participants() = hold.participants();
  if (!meeting.has_start_time()) *meeting.mutable_start_time() = hold.start_time();
  if (!meeting.has_end_time()) *meeting.mutable_end_time() = hold.end_time();
  return meeting;
}

}  // namespace

absl::StatusOr<BookingApi::Wish> BookingApi::Prepare(const base::Call& call, std::string_view mentorship,
                                                     const std::vector<std::string>& asked, absl::Time start, absl::Time end,
                                                     std::string_view field) {
  Wish wish;
  wish.start = start;
  wish.end = end;
  GILDE_ASSIGN_OR_RETURN(wish.mentorship, sources_.GetMentorship(mentorship));
  GILDE_ASSIGN_OR_RETURN(wish.people, domain::ParticipantsOf(wish.mentorship, asked, field));
  GILDE_ASSIGN_OR_RETURN(std::vector<profile::v1::Profile> profiles, sources_.GetProfiles(wish.people));
  domain::Weeks weeks = domain::WeeksOf({start, end});
  GILDE_ASSIGN_OR_RETURN(Calendars::Loaded loaded, calendars_.Load(call, wish.people, weeks));
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const profile::v1::Profile& profile = profiles[i];
    wish.deactivated = wish.deactivated || profile.state() == profile::v1::Profile::DEACTIVATED;
    v1::Attendee& attendee = wish.attendees.emplace_back();
    attendee.set_profile(profile.name());
    attendee.set_display_name(profile.display_name());
    attendee.set_email(profile.email());
    attendee.set_time_zone(profile.time_zone());
    attendee.set_outside_minutes(
        domain::OutsideMinutes(loaded.people[i], weeks, start, static_cast<int>(absl::ToInt64Minutes(end - start))));
  }
  return wish;
}

absl::Status BookingApi::CheckPerson(const base::Call& call, const Wish& wish) {
  GILDE_RETURN_IF_ERROR(RequireParty(call, wish.people));
  return domain::CheckOpen(wish.mentorship);
}

absl::Status BookingApi::CheckWish(storage::Writer& writer, const Wish& wish, std::string_view own) {
  GILDE_RETURN_IF_ERROR(domain::CheckOffered(wish.start, wish.end, domain::RulesOf(wish.mentorship), writer.call().now));
  if (wish.deactivated) return base::FailedPrecondition("PERSON_DEACTIVATED", "a participant's profile is deactivated");
  return CheckCalendars(writer, wish.people, wish.start, wish.end, own);
}

absl::Status BookingApi::CheckCalendars(storage::Writer& writer, const std::vector<std::string>& people, absl::Time start, absl::Time end,
                                        std::string_view own) {
  domain::Span span = {start, end};
  for (const std::string& person : people) {
    GILDE_ASSIGN_OR_RETURN(domain::Diary diary, ReadDiary(writer, person, span));
    if (domain::IsBusy(diary, span)) return base::FailedPrecondition("PERSON_BUSY", "a participant's calendar is busy at that time");
  }
  return store::CheckFree(writer, people, start, end, own);
}

absl::StatusOr<v1::Hold> BookingApi::HoldSlot(const base::Call& call, const v1::HoldSlotRequest& request) {
  GILDE_ASSIGN_OR_RETURN(std::string name, NewName(request.parent(), "holds", request.hold_id(), "hold_id", call.now));
  absl::Time start = base::FromProto(request.hold().start_time());
  absl::Time end = base::FromProto(request.hold().end_time());
  GILDE_RETURN_IF_ERROR(domain::CheckTimes(start, end, "hold."));
  GILDE_RETURN_IF_ERROR(CheckMentorshipName(request.hold().mentorship(), request.parent(), "hold.mentorship"));
  GILDE_ASSIGN_OR_RETURN(
      Wish wish, Prepare(call, request.hold().mentorship(), People(request.hold().participants()), start, end, "hold.participants"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Hold> {
    GILDE_RETURN_IF_ERROR(CheckPerson(call, wish));
    GILDE_RETURN_IF_ERROR(CheckWish(writer, wish, ""));
    absl::Time expires = call.now + domain::RulesOf(wish.mentorship).hold;
    v1::Hold hold;
    hold.set_name(name);
    hold.set_mentorship(wish.mentorship.name());
    hold.mutable_participants()->Add(wish.people.begin(), wish.people.end());
    *hold.mutable_start_time() = request.hold().start_time();
    *hold.mutable_end_time() = request.hold().end_time();
    *hold.mutable_expire_time() = base::ToProto(expires);
    GILDE_ASSIGN_OR_RETURN(hold, writer.Create(std::move(hold), "hold.created"));
    GILDE_RETURN_IF_ERROR(store::Take(writer, wish.people, start, end, name, expires));
    return hold;
  });
}

absl::StatusOr<v1::Hold> BookingApi::ReleaseHold(const base::Call& call, const v1::ReleaseHoldRequest& request) {
  GILDE_RETURN_IF_ERROR(RequireName("name", request.name(), kHolds));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Hold> {
    GILDE_ASSIGN_OR_RETURN(v1::Hold hold, writer.Get<v1::Hold>(request.name()));
    GILDE_RETURN_IF_ERROR(RequirePartyOrAdministrator(call, hold.participants()));
    GILDE_RETURN_IF_ERROR(store::DropHold(writer, hold, "hold.released"));
    return hold;
  });
}

absl::StatusOr<v1::Meeting> BookingApi::BookMeeting(const base::Call& call, const v1::BookMeetingRequest& request) {
  GILDE_ASSIGN_OR_RETURN(std::string name, NewName(request.parent(), "meetings", request.meeting_id(), "meeting_id", call.now));
  v1::Meeting asked = request.meeting();
  if (!request.hold().empty()) {
    GILDE_RETURN_IF_ERROR(RequireName("hold", request.hold(), kHolds));
    absl::StatusOr<v1::Hold> hold = store_.Get<v1::Hold>(call, request.hold());
    if (absl::IsNotFound(hold.status())) {
      // Through Write, so that a repeated request still gets its first answer.
      return store_.Write(call, [](storage::Writer&) -> absl::StatusOr<v1::Meeting> {
        return base::FailedPrecondition("HOLD_EXPIRED", "the hold is gone: hold or book the slot again");
      });
    }
    GILDE_RETURN_IF_ERROR(hold.status());
    asked = WithHold(std::move(asked), *hold);
  }
  absl::Time start = base::FromProto(asked.start_time());
  absl::Time end = base::FromProto(asked.end_time());
  GILDE_RETURN_IF_ERROR(domain::CheckTimes(start, end, "meeting."));
  GILDE_RETURN_IF_ERROR(CheckMentorshipName(asked.mentorship(), request.parent(), "meeting.mentorship"));
  base::Violations violations;
  RequireText(violations, "link", request.link(), 500);
  violations.Require(v1::Meeting::Medium_IsValid(asked.medium()), "meeting.medium", "MEDIUM_INVALID", "one of the media");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(Wish wish, Prepare(call, asked.mentorship(), People(asked.participants()), start, end, "meeting.participants"));
  bool elsewhere = wish.mentorship.virtual_() && asked.medium() == v1::Meeting::IN_PERSON;
  violations.Require(!elsewhere, "meeting.medium", "PROGRAM_IS_VIRTUAL", "people of a virtual program meet by video, phone or chat");
  GILDE_RETURN_IF_ERROR(violations.Check());
  asked.set_name(name);
  asked.set_link(request.link());
  asked.set_in_contact(wish.mentorship.state() == matching::v1::Mentorship::CONTACT);
  asked.mutable_participants()->Assign(wish.people.begin(), wish.people.end());
  asked.mutable_attendees()->Assign(wish.attendees.begin(), wish.attendees.end());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Meeting> {
    GILDE_RETURN_IF_ERROR(CheckPerson(call, wish));
    std::optional<v1::Hold> hold;
    if (!request.hold().empty()) {
      absl::StatusOr<v1::Hold> held = writer.Get<v1::Hold>(request.hold());
      if (!held.ok() || base::FromProto(held->expire_time()) <= call.now) {
        return base::FailedPrecondition("HOLD_EXPIRED", "the hold is gone: hold or book the slot again");
      }
      if (held->mentorship() != asked.mentorship()) {
        return base::FailedPrecondition("HOLD_MISMATCH", "the hold is of another mentorship");
      }
      hold = *std::move(held);
    }
    GILDE_RETURN_IF_ERROR(CheckWish(writer, wish, request.hold()));
    std::string_view organizer = domain::IsOf(wish.mentorship, call.acting_person) ? call.acting_person : wish.people.front();
    domain::Change booked = domain::Book(asked, organizer, wish.mentorship.state() == matching::v1::Mentorship::INTRO,
                                         domain::RulesOf(wish.mentorship), call.now);
    GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, writer.Create(std::move(booked.meeting), booked.event));
    if (hold) GILDE_RETURN_IF_ERROR(store::DropHold(writer, *hold, "hold.released"));
    GILDE_RETURN_IF_ERROR(store::Take(writer, wish.people, start, end, meeting.name()));
    GILDE_RETURN_IF_ERROR(SetBurdens(writer, meeting));
    return meeting;
  });
}

absl::StatusOr<v1::Meeting> BookingApi::RescheduleMeeting(const base::Call& call, const v1::RescheduleMeetingRequest& request) {
  GILDE_RETURN_IF_ERROR(RequireName("name", request.name(), kMeetings));
  base::Violations violations;
  RequireText(violations, "note", request.note(), 2000);
  violations.Require(request.has_start_time(), "start_time", "START_INVALID", "a multiple of 5 minutes");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(v1::Meeting known, store_.Get<v1::Meeting>(call, request.name()));
  GILDE_RETURN_IF_ERROR(RequireParty(call, known.participants()));
  absl::Time start = base::FromProto(request.start_time());
  absl::Duration length = base::FromProto(known.end_time()) - base::FromProto(known.start_time());
  absl::Time end = request.has_end_time() ? base::FromProto(request.end_time()) : start + length;
  GILDE_RETURN_IF_ERROR(domain::CheckTimes(start, end, ""));
  GILDE_ASSIGN_OR_RETURN(Wish wish, Prepare(call, known.mentorship(), People(known.participants()), start, end, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Meeting> {
    GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, writer.Get<v1::Meeting>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(meeting, request.etag()));
    GILDE_ASSIGN_OR_RETURN(meeting, CatchUp(writer, std::move(meeting)));
    absl::Time old_start = base::FromProto(meeting.start_time());
    absl::Time old_end = base::FromProto(meeting.end_time());
    GILDE_RETURN_IF_ERROR(domain::After(meeting.state(), domain::Move::kReschedule).status());
    GILDE_RETURN_IF_ERROR(CheckWish(writer, wish, meeting.name()));
    meeting.mutable_attendees()->Assign(wish.attendees.begin(), wish.attendees.end());
    GILDE_ASSIGN_OR_RETURN(domain::Change moved,
                           domain::Reschedule(std::move(meeting), start, end, request.note(), domain::RulesOf(wish.mentorship), call.now));
    GILDE_ASSIGN_OR_RETURN(meeting, writer.Update(std::move(moved.meeting), moved.event));
    GILDE_RETURN_IF_ERROR(store::Free(writer, wish.people, old_start, old_end, meeting.name()));
    GILDE_RETURN_IF_ERROR(store::Take(writer, wish.people, start, end, meeting.name()));
    GILDE_RETURN_IF_ERROR(SetBurdens(writer, meeting));
    return meeting;
  });
}

absl::StatusOr<v1::Meeting> BookingApi::ExtendMeeting(const base::Call& call, const v1::ExtendMeetingRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.name(), kMeetings), "name", "NAME_INVALID", "looks like organizations/*/meetings/*");
  bool fine = request.minutes() >= 5 && request.minutes() <= 60 && request.minutes() % 5 == 0;
  violations.Require(fine, "minutes", "MINUTES_INVALID", "5-60, a multiple of 5");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Meeting> {
    GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, writer.Get<v1::Meeting>(request.name()));
    GILDE_RETURN_IF_ERROR(RequireParty(call, meeting.participants()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(meeting, request.etag()));
    GILDE_ASSIGN_OR_RETURN(meeting, CatchUp(writer, std::move(meeting)));
    absl::Time end = base::FromProto(meeting.end_time());
    absl::Time later = end + absl::Minutes(request.minutes());
    std::vector<std::string> people(meeting.participants().begin(), meeting.participants().end());
    GILDE_ASSIGN_OR_RETURN(domain::Change change, domain::Extend(std::move(meeting), call.acting_person, request.minutes(), call.now));
    bool agreed = base::FromProto(change.meeting.end_time()) == later;
    // Asked already when it is proposed: nobody agrees to what cannot be.
    GILDE_RETURN_IF_ERROR(CheckCalendars(writer, people, end, later, change.meeting.name()));
    GILDE_ASSIGN_OR_RETURN(meeting, writer.Update(std::move(change.meeting), change.event));
    if (agreed) GILDE_RETURN_IF_ERROR(store::Take(writer, people, end, later, meeting.name()));
    return meeting;
  });
}

absl::StatusOr<v1::Meeting> BookingApi::CancelMeeting(const base::Call& call, const v1::CancelMeetingRequest& request) {
  GILDE_RETURN_IF_ERROR(RequireName("name", request.name(), kMeetings));
  base::Violations violations;
  RequireText(violations, "note", request.note(), 2000);
  GILDE_RETURN_IF_ERROR(violations.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Meeting> {
    GILDE_ASSIGN_OR_RETURN(v1::Meeting meeting, writer.Get<v1::Meeting>(request.name()));
    GILDE_RETURN_IF_ERROR(RequirePartyOrAdministrator(call, meeting.participants()));
    if (!request.note().empty() && !call.IsService() && !domain::TakesPart(meeting, call.acting_person)) {
      return base::PermissionDenied("FIELD_NOT_ALLOWED", "only a participant writes a note to the others");
    }
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(meeting, request.etag()));
    GILDE_ASSIGN_OR_RETURN(meeting, CatchUp(writer, std::move(meeting)));
    GILDE_ASSIGN_OR_RETURN(domain::Change cancelled, domain::Cancel(std::move(meeting), v1::Meeting::BY_REQUEST, request.note(), call.now));
    return store::SaveCancelled(writer, std::move(cancelled.meeting), cancelled.event);
  });
}

}  // namespace gilde::scheduling::api
