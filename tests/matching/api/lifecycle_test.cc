// Every row of the lifecycle's table, and every hole in it, walked through the RPCs by everybody who could try.
#include "services/matching/domain/lifecycle.h"

#include <map>
#include <set>

#include "gilde/scheduling/v1/availability.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "tests/matching/api/relationship_fixture.h"

namespace gilde::matching {
namespace {

using domain::Move;
using domain::Who;
using State = v1::Mentorship::State;

constexpr State kStates[] = {v1::Mentorship::PROPOSED,    v1::Mentorship::INTRO, v1::Mentorship::ACTIVE, v1::Mentorship::PAUSED,
                             v1::Mentorship::WRAPPING_UP, v1::Mentorship::ENDED, v1::Mentorship::CONTACT};
constexpr absl::Duration kDay = absl::Hours(24);

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
  static bool EverMakes(Who who, Move move) {
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
INSTANTIATE_TEST_SUITE_P(Engines, LifecycleTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(LifecycleTest, MakesEveryLegalMoveOfPeopleAndRefusesEveryOtherWithItsReasonForEveryRole) {
  struct Role {
    const char* name;
    Who who;
  };
  int legal = 0, illegal = 0;
  for (State state : kStates) {
    Couple still = In(state);
    for (int i = 0; i < domain::kMoveCount; ++i) {
      Move move = static_cast<Move>(i);
      if (!HasRpc(move)) continue;
      const domain::LifecycleRow* row = domain::FindRow(state, move);
      for (const Role& role :
           {Role{"mentee", domain::kPerson}, Role{"mentor", domain::kPerson}, Role{"administrator", domain::kAdministrator}}) {
        std::string where = absl::StrCat(v1::Mentorship::State_Name(state), " ", std::string(domain::NameOf(move)), " by ", role.name);
        auto client = [&](const Couple& couple) {
          std::string id = role.name;
          return id == "administrator" ? admin() : as(id == "mentor" ? couple.mentor : couple.mentee);
        };
        bool may = row != nullptr && (row->who & role.who) != 0;
        if (may) {
          // The mentor proposed the agreement and has thereby signed it.
          bool signed_already = move == Move::kSignAgreement && std::string(role.name) == "mentor";
          Couple couple = In(state);
          absl::Status status = Try(move, couple, client(couple));
          EXPECT_EQ(Refused(status), signed_already ? "FAILED_PRECONDITION ALREADY_SIGNED" : "OK ") << where;
          State expected = move == Move::kContinue ? v1::Mentorship::ACTIVE : row->to;
          EXPECT_EQ(Pair(couple.name).state(), expected) << where;
          ++legal;
          continue;
        }
        std::string before = Pair(still.name).SerializeAsString();
        absl::Status status = Try(move, still, client(still));
        bool refused_for_role = (row != nullptr || !EverMakes(role.who, move)) && status.code() == absl::StatusCode::kPermissionDenied;
        bool no_agreement = state == v1::Mentorship::PROPOSED && move == Move::kSignAgreement && absl::IsNotFound(status);
        if (!refused_for_role && !no_agreement) {
          EXPECT_EQ(Refused(status), "FAILED_PRECONDITION " + std::string(domain::RefusalOf(state, move))) << where;
        }
        EXPECT_EQ(Pair(still.name).SerializeAsString(), before) << where;
        ++illegal;
      }
    }
  }
  EXPECT_GT(legal, 60);
  EXPECT_GT(illegal, 250);
}

TEST_P(LifecycleTest, BeginsWithTheLastYesAndNotBefore) {
  Couple couple = In(v1::Mentorship::PROPOSED);
  Done(Try(Move::kAccept, couple, as(couple.mentor)));
  EXPECT_EQ(Pair(couple.name).state(), v1::Mentorship::PROPOSED);
  Done(Try(Move::kBegin, couple, as(couple.mentee)));
  EXPECT_EQ(Pair(couple.name).state(), v1::Mentorship::INTRO);
}

// What happens by itself: one act of the world for each row that the machine makes.
TEST_P(LifecycleTest, MakesEveryMoveOfTheMachine) {
  using Act = std::function<void(const Couple&)>;
  auto wait = [&](int days) { return Act([this, days](const Couple&) { Advance(days * kDay); }); };
  const Act leave = [&](const Couple& couple) { Leave(couple.mentor); };
  const Act cancel = [&](const Couple& couple) { Cancel(couple.program); };
  const Act meet = [&](const Couple& couple) { MeetOnce(couple); };
  const Act no_time = [&](const Couple& couple) { FindNoTime(couple); };
  const Act reach = [&](const Couple& couple) { ReachGoal(couple.mentee, couple.goal); };
  const Act reach_and_wait = [&](const Couple& couple) {
    ReachGoal(couple.mentee, couple.goal);
    Advance(31 * kDay);
  };
  const std::map<std::pair<State, Move>, Act> acts = {
      {{v1::Mentorship::PROPOSED, Move::kEndNotNow}, wait(14)},
      {{v1::Mentorship::PROPOSED, Move::kEndLeaver}, leave},
      {{v1::Mentorship::PROPOSED, Move::kEndProgram}, cancel},
      {{v1::Mentorship::INTRO, Move::kContact}, meet},
      {{v1::Mentorship::INTRO, Move::kSilence}, wait(45)},
      {{v1::Mentorship::INTRO, Move::kOfferTime}, no_time},
      {{v1::Mentorship::INTRO, Move::kEndMovedOn}, wait(66)},
      {{v1::Mentorship::INTRO, Move::kEndLeaver}, leave},
      {{v1::Mentorship::INTRO, Move::kEndProgram}, cancel},
      {{v1::Mentorship::ACTIVE, Move::kContact}, meet},
      {{v1::Mentorship::ACTIVE, Move::kSilence}, wait(45)},
      {{v1::Mentorship::ACTIVE, Move::kOfferTime}, no_time},
      {{v1::Mentorship::ACTIVE, Move::kProposeWrapUp}, reach},
      {{v1::Mentorship::ACTIVE, Move::kEndMovedOn}, wait(66)},
      {{v1::Mentorship::ACTIVE, Move::kEndLeaver}, leave},
      {{v1::Mentorship::ACTIVE, Move::kEndProgram}, cancel},
      {{v1::Mentorship::PAUSED, Move::kNoticeResume}, wait(7)},
      {{v1::Mentorship::PAUSED, Move::kResume}, wait(10)},
      {{v1::Mentorship::PAUSED, Move::kEndLeaver}, leave},
      {{v1::Mentorship::PAUSED, Move::kEndProgram}, cancel},
      {{v1::Mentorship::WRAPPING_UP, Move::kContact}, meet},
      {{v1::Mentorship::WRAPPING_UP, Move::kOfferTime}, no_time},
      {{v1::Mentorship::WRAPPING_UP, Move::kEndGoalsReached}, reach_and_wait},
      {{v1::Mentorship::WRAPPING_UP, Move::kEndTerm}, wait(30)},
      {{v1::Mentorship::WRAPPING_UP, Move::kEndLeaver}, leave},
      {{v1::Mentorship::WRAPPING_UP, Move::kEndProgram}, cancel},
      {{v1::Mentorship::CONTACT, Move::kContact}, meet},
      {{v1::Mentorship::CONTACT, Move::kTouch}, wait(365)},
      {{v1::Mentorship::CONTACT, Move::kStopContact}, leave},
  };
  for (const domain::LifecycleRow& row : domain::Lifecycle()) {
    if ((row.who & domain::kMachine) == 0) continue;
    std::string where = absl::StrCat(v1::Mentorship::State_Name(row.from), " ", std::string(domain::NameOf(row.move)));
    // Stories of their own, below: a group whose last one who had not accepted leaves, and rules that no longer ask for an agreement.
    if (row.move == Move::kBegin || row.move == Move::kActivate) continue;
    auto act = acts.find({row.from, row.move});
    ASSERT_NE(act, acts.end()) << where;
    Couple couple = In(row.from);
    act->second(couple);
    v1::Mentorship after = Pair(couple.name);
    EXPECT_EQ(after.state(), row.to) << where;
    bool ends = row.to == v1::Mentorship::ENDED && row.from != v1::Mentorship::CONTACT;
    EXPECT_TRUE(!ends || domain::MoveOf(after.end_reason()) == row.move) << where;
    EXPECT_TRUE(row.move != Move::kSilence || after.silence_step() >= v1::Mentorship::QUIET) << where;
    EXPECT_TRUE(row.move != Move::kOfferTime || after.has_no_time_offered_time()) << where;
    EXPECT_TRUE(row.move != Move::kContact || after.counts().meetings() == 1) << where;
    EXPECT_TRUE(row.move != Move::kNoticeResume || after.has_resume_notice_time()) << where;
    EXPECT_TRUE(row.move != Move::kTouch || after.counts().touches() == 1) << where;
  }
}

TEST_P(LifecycleTest, BeginsAGroupWhenTheLastOneWhoHadNotAcceptedLeaves) {
  std::string group = AddProgram("group", v1::Program::GROUP);
  AddPerson("grace", 5);
  Enroll(group, "grace", v1::Enrollment::MENTOR, 5);
  v1::CreateMentorshipRequest request;
  request.set_parent(kAcme);
  request.mutable_mentorship()->set_program(group);
  request.mutable_mentorship()->add_mentors(Person("grace"));
  for (const char* id : {"ada", "bob", "carl"}) {
    AddPerson(id);
    AddGoal(id, "g");
    Enroll(group, id, v1::Enrollment::MENTEE);
    request.mutable_mentorship()->add_mentees(Person(id));
  }
  Couple couple{Mentoring<v1::Mentorship>(admin(), "CreateMentorship", request)->name(), group, "grace", "ada", ""};
  for (const char* id : {"grace", "ada", "bob"}) Done(Try(Move::kAccept, couple, as(id)));
  EXPECT_EQ(Pair(couple.name).state(), v1::Mentorship::PROPOSED);
  Leave("carl");
  EXPECT_EQ(Pair(couple.name).state(), v1::Mentorship::INTRO);
  EXPECT_EQ(Pair(couple.name).mentees_size(), 2);
}

TEST_P(LifecycleTest, BecomesActiveWhenItIsMovedToRulesThatAskForNoAgreement) {
  Couple couple = Meet([](v1::Program& program) { program.mutable_rules()->set_ask_agreement(true); });
  couple.name = BeginPair(couple.program, couple.mentee, couple.mentor);
  Done(Try(Move::kContinue, couple, as(couple.mentee)));
  EXPECT_EQ(Pair(couple.name).state(), v1::Mentorship::INTRO);
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name(couple.program);
  request.mutable_program()->mutable_rules()->set_ask_agreement(false);
  request.mutable_update_mask()->add_paths("rules.ask_agreement");
  request.set_move_mentorships(true);
  EXPECT_EQ(Refused(Programs<v1::Program>("UpdateProgram", request)), "OK ");
  EXPECT_EQ(Pair(couple.name).state(), v1::Mentorship::ACTIVE);
}

TEST_P(LifecycleTest, ComputesHowFarMeetingsDriftFromWhatWasAgreed) {
  Couple couple = In(v1::Mentorship::ACTIVE);
  MeetOnce(couple);
  EXPECT_FALSE(Pair(couple.name).has_drift());
  Advance(29 * kDay);
  MeetOnce(couple);
  v1::Drift drift = Pair(couple.name).drift();
  EXPECT_NEAR(drift.actual_cadence_days(), 30, 1);
  EXPECT_EQ(drift.agreed_cadence_days(), 30);
  EXPECT_EQ(drift.actual_minutes(), 30);
  EXPECT_EQ(drift.agreed_minutes(), 30);
  EXPECT_FALSE(drift.drifted());
  Advance(59 * kDay);
  v1::RecordCheckInRequest update;
  update.set_parent(couple.name);
  update.mutable_check_in()->set_progress("still there");
  (void)Mentoring<v1::CheckIn>(as(couple.mentee), "RecordCheckIn", update);
  MeetOnce(couple);
  EXPECT_TRUE(Pair(couple.name).drift().drifted()) << Pair(couple.name).drift().ShortDebugString();
}

}  // namespace
}  // namespace gilde::matching
