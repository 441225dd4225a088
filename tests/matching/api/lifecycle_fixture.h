// A pair in any state of the lifecycle, and every move tried through its RPC.
#pragma once

#include <set>

#include "gilde/scheduling/v1/availability.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/matching/domain/lifecycle.h"
#include "tests/matching/api/relationship_fixture.h"

namespace gilde::matching {

using domain::Move;
using State = v1::Mentorship::State;

inline constexpr State kStates[] = {v1::Mentorship::PROPOSED,    v1::Mentorship::INTRO, v1::Mentorship::ACTIVE, v1::Mentorship::PAUSED,
                                    v1::Mentorship::WRAPPING_UP, v1::Mentorship::ENDED, v1::Mentorship::CONTACT};
inline constexpr absl::Duration kDay = absl::Hours(24);

// A pair in a program of its own.
struct Couple {
  std::string name, program, mentor, mentee, goal;
};
class LifecycleTest : public RelationshipTest {
 protected:
  Couple Meet(const std::function<void(v1::Program&)>& more = nullptr) {
    std::string number = std::to_string(++couples_);
    Couple couple{"", "", "mentor" + number, "mentee" + number, ""};
    AddPerson(couple.mentor, 2);
    AddPerson(couple.mentee);
    couple.goal = AddGoal(couple.mentee, "g");
    couple.program = AddProgram("p" + number, v1::Program::FORMAL, more);
    Enroll(couple.program, couple.mentor, v1::Enrollment::MENTOR, 2);
    Enroll(couple.program, couple.mentee, v1::Enrollment::MENTEE);
    return couple;
  }
  // A new pair that has come to the state by the moves that people make.
  Couple In(State state) {
    Couple couple = Meet();
    if (state == v1::Mentorship::PROPOSED) {
      v1::CreateMentorshipRequest request;
      request.set_parent(kAcme);
      request.mutable_mentorship()->set_program(couple.program);
      request.mutable_mentorship()->add_mentors(Person(couple.mentor));
      request.mutable_mentorship()->add_mentees(Person(couple.mentee));
      couple.name = Mentoring<v1::Mentorship>(admin(), "CreateMentorship", request)->name();
      return couple;
    }
    couple.name = BeginPair(couple.program, couple.mentee, couple.mentor);
    Done(Try(Move::kProposeAgreement, couple, as(couple.mentor)));
    if (state == v1::Mentorship::INTRO) return couple;
    Done(Try(Move::kContinue, couple, as(couple.mentee)));
    if (state == v1::Mentorship::PAUSED) Done(Try(Move::kPause, couple, as(couple.mentee)));
    if (state <= v1::Mentorship::PAUSED) return couple;
    Done(Try(Move::kProposeWrapUp, couple, as(couple.mentee)));
    if (state == v1::Mentorship::WRAPPING_UP) return couple;
    Done(Try(Move::kEndTerm, couple, as(couple.mentee)));
    if (state == v1::Mentorship::CONTACT) Done(Try(Move::kStartContact, couple, as(couple.mentee)));
    return couple;
  }
  static void Done(const absl::Status& status) { EXPECT_EQ(Refused(status), "OK "); }

  // Makes the move through its RPC.
  absl::Status Try(Move move, const Couple& couple, const rpc::Client& client) {
    switch (move) {
      case Move::kAccept:
      case Move::kBegin:
        return Ask<v1::AcceptMentorshipRequest>(client, "AcceptMentorship", couple);
      case Move::kContinue:
        return Ask<v1::ConcludeIntroRequest>(client, "ConcludeIntro", couple,
                                             [](auto& r) { r.set_outcome(v1::ConcludeIntroRequest::CONTINUE); });
      case Move::kProposeAgreement:
        return Propose(couple, client);
      case Move::kSignAgreement: {
        v1::SignAgreementRequest request;
        request.set_name(Pair(couple.name).proposed_agreement());
        if (request.name().empty()) request.set_name(couple.name + "/agreements/a1");
        return Mentoring<v1::Agreement>(client, "SignAgreement", request).status();
      }
      case Move::kContact: {
        v1::RecordCheckInRequest request;
        request.set_parent(couple.name);
        request.mutable_check_in()->set_progress("a step");
        return Mentoring<v1::CheckIn>(client, "RecordCheckIn", request).status();
      }
      case Move::kPause:
        return Ask<v1::PauseMentorshipRequest>(client, "PauseMentorship", couple,
                                               [&](auto& r) { *r.mutable_until_time() = base::ToProto(now() + 10 * kDay); });
      case Move::kResume:
        return Ask<v1::ResumeMentorshipRequest>(client, "ResumeMentorship", couple);
      case Move::kProposeWrapUp:
        return Ask<v1::ProposeWrapUpRequest>(client, "ProposeWrapUp", couple);
      case Move::kExtend:
      case Move::kNewFocus:
        return Ask<v1::AnswerWrapUpRequest>(client, "AnswerWrapUp", couple, [&](auto& r) {
          r.set_answer(move == Move::kExtend ? v1::AnswerWrapUpRequest::EXTEND : v1::AnswerWrapUpRequest::NEW_FOCUS);
          SetDay(200, *r.mutable_end_date());
        });
      case Move::kStartContact:
        return Ask<v1::StartContactRequest>(client, "StartContact", couple);
      case Move::kStopContact:
        return Ask<v1::StopContactRequest>(client, "StopContact", couple);
      default:
        return EndAs(move, couple, client);
    }
  }
  absl::Status EndAs(Move move, const Couple& couple, const rpc::Client& client) {
    for (int reason = v1::Mentorship::NOT_NOW; reason <= v1::Mentorship::PROGRAM_ENDED; ++reason) {
      if (domain::MoveOf(static_cast<v1::Mentorship::EndReason>(reason)) != move) continue;
      v1::EndMentorshipRequest request;
      request.set_name(couple.name);
      request.set_reason(static_cast<v1::Mentorship::EndReason>(reason));
      absl::Status status = Mentoring<v1::EndMentorshipResponse>(client, "EndMentorship", request).status();
      if (base::ReasonOf(status) != "NEEDED_INSTEAD_MISSING") return status;
      request.mutable_needed_instead()->set_experience("somebody who has moved a ledger");
      return Mentoring<v1::EndMentorshipResponse>(client, "EndMentorship", request).status();
    }
    return absl::InternalError("no RPC makes this move");
  }
  template <class Request>
  absl::Status Ask(const rpc::Client& client, const std::string& method, const Couple& couple,
                   const std::function<void(Request&)>& more = nullptr) {
    Request request;
    request.set_name(couple.name);
    if (more) more(request);
    return Mentoring<v1::Mentorship>(client, method, request).status();
  }
  absl::Status Propose(const Couple& couple, const rpc::Client& client) {
    v1::ProposeAgreementRequest request;
    request.set_parent(couple.name);
    auto& agreement = *request.mutable_agreement();
    agreement.set_cadence_days(30);
    agreement.set_minutes(30);
    agreement.add_channels(v1::Agreement::VIDEO);
    agreement.set_response_hours(48);
    agreement.set_confidentiality("What is said stays here.");
    SetDay(300, *agreement.mutable_end_date());
    return Mentoring<v1::Agreement>(client, "ProposeAgreement", request).status();
  }
  void SetDay(int from_now, google::type::Date& date) {
    absl::CivilDay day = absl::ToCivilDay(now() + from_now * kDay, absl::UTCTimeZone());
    date.set_year(static_cast<int>(day.year()));
    date.set_month(day.month());
    date.set_day(day.day());
  }
  // Moves that an RPC makes by itself, not only as a part of another or by the machine.
  static bool HasRpc(Move move) {
    static const std::set<Move> without = {Move::kBegin,     Move::kActivate,     Move::kSilence,
                                           Move::kOfferTime, Move::kNoticeResume, Move::kTouch};
    return without.count(move) == 0;
  }
  // Whether anybody of this kind makes the move in any state: others are refused before the state is looked at.
  static bool EverMakes(domain::Who who, Move move) {
    for (const domain::LifecycleRow& row : domain::Lifecycle()) {
      if (row.move == move && (row.who & who) != 0) return true;
    }
    return false;
  }
  void Leave(const std::string& person) {
    gilde::profile::v1::DeactivateProfileRequest request;
    request.set_name(Person(person));
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "DeactivateProfile", request)), "OK ");
    world.Settle();
  }
  void Cancel(const std::string& program) {
    v1::CancelProgramRequest request;
    request.set_name(program);
    EXPECT_EQ(Refused(Programs<v1::Program>("CancelProgram", request)), "OK ");
    world.Settle();
  }
  void MeetOnce(const Couple& couple) {
    world.Settle();
    gilde::scheduling::v1::BookMeetingRequest book;
    book.set_parent(kAcme);
    book.mutable_meeting()->set_mentorship(couple.name);
    absl::Time start = absl::FromCivil(absl::ToCivilDay(now() + kDay, absl::UTCTimeZone()), absl::UTCTimeZone()) + absl::Hours(10);
    *book.mutable_meeting()->mutable_start_time() = base::ToProto(start);
    *book.mutable_meeting()->mutable_end_time() = base::ToProto(start + absl::Minutes(30));
    using gilde::scheduling::v1::Meeting;
    auto meeting = as(couple.mentee).Call<Meeting>("gilde.scheduling.v1.MeetingService/BookMeeting", book);
    ASSERT_EQ(Refused(meeting), "OK ");
    Advance(start + absl::Minutes(31) - now());
    for (const std::string& person : {couple.mentor, couple.mentee}) {
      gilde::scheduling::v1::ConfirmAttendanceRequest confirm;
      confirm.set_name(meeting->name());
      confirm.set_answer(gilde::scheduling::v1::Attendance::HELD);
      EXPECT_EQ(Refused(as(person).Call<Meeting>("gilde.scheduling.v1.MeetingService/ConfirmAttendance", confirm)), "OK ");
    }
    world.Settle();
  }
  void FindNoTime(const Couple& couple) {
    gilde::scheduling::v1::FindSlotsRequest search;
    search.set_parent(kAcme);
    search.add_participants(Person(couple.mentor));
    search.add_participants(Person(couple.mentee));
    search.set_minutes(120);
    *search.mutable_end_time() = base::ToProto(now() + absl::Hours(1));
    search.set_mentorship(couple.name);
    auto found =
        as(couple.mentee).Call<gilde::scheduling::v1::FindSlotsResponse>("gilde.scheduling.v1.AvailabilityService/FindSlots", search);
    ASSERT_EQ(Refused(found), "OK ");
    EXPECT_EQ(found->slots_size(), 0);
    world.Settle();
  }

 private:
  int couples_ = 0;
};

}  // namespace gilde::matching
