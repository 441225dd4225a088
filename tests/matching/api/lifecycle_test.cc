// Every row of the lifecycle's table, and every hole in it, walked through the RPCs by everybody who could try.
#include <map>

#include "tests/matching/api/lifecycle_fixture.h"

namespace gilde::matching {
namespace {

using domain::Who;

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
