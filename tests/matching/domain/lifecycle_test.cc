// Every move in every state, driven by the table and checked against a picture of it drawn by hand.
#include "services/matching/domain/lifecycle.h"

#include <set>

#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

constexpr Mentorship::State kStates[] = {Mentorship::PROPOSED,    Mentorship::INTRO, Mentorship::ACTIVE, Mentorship::PAUSED,
                                         Mentorship::WRAPPING_UP, Mentorship::ENDED, Mentorship::CONTACT};

Mentorship In(Mentorship::State state) {
  Mentorship mentorship = InActive();
  mentorship.set_state(state);
  *mentorship.mutable_pause_until_time() = base::ToProto(kStart + Days(10));
  mentorship.set_contact_every_days(365);
  return mentorship;
}

TEST(Lifecycle, AllowsExactlyTheMovesOfTheTableInEveryState) {
  int legal = 0;
  for (Mentorship::State state : kStates) {
    for (int i = 0; i < kMoveCount; ++i) {
      Move move = static_cast<Move>(i);
      const LifecycleRow* row = FindRow(state, move);
      for (Who who : {kPerson, kAdministrator, kMachine}) {
        Course course(In(state), Actor{who, who == kPerson ? kAda : ""}, kStart + Days(1));
        absl::Status status = course.Make(move);
        std::string where = Mentorship::State_Name(state) + " " + std::string(NameOf(move));
        if (row == nullptr) {
          EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << where;
          EXPECT_EQ(base::ReasonOf(status), RefusalOf(state, move)) << where;
          EXPECT_EQ(course.mentorship().SerializeAsString(), In(state).SerializeAsString()) << where;
        } else if ((row->who & who) == 0) {
          EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied) << where;
        } else {
          EXPECT_TRUE(status.ok()) << where << status;
          EXPECT_EQ(course.mentorship().state(), row->to) << where;
          Change change = course.Finish();
          ASSERT_FALSE(change.events.empty()) << where;
          EXPECT_EQ(change.events.front(), row->event) << where;
          ++legal;
        }
      }
    }
  }
  EXPECT_GT(legal, 60);
}

TEST(Lifecycle, HasTheStatesOfThePictureAndNoOthers) {
  std::set<std::pair<int, int>> drawn;
  for (const LifecycleRow& row : Lifecycle()) {
    if (row.from != row.to) drawn.emplace(row.from, row.to);
  }
  std::set<std::pair<int, int>> picture = {{Mentorship::PROPOSED, Mentorship::INTRO},    {Mentorship::PROPOSED, Mentorship::ENDED},
                                           {Mentorship::INTRO, Mentorship::ACTIVE},      {Mentorship::INTRO, Mentorship::ENDED},
                                           {Mentorship::ACTIVE, Mentorship::PAUSED},     {Mentorship::ACTIVE, Mentorship::WRAPPING_UP},
                                           {Mentorship::ACTIVE, Mentorship::ENDED},      {Mentorship::PAUSED, Mentorship::ACTIVE},
                                           {Mentorship::PAUSED, Mentorship::ENDED},      {Mentorship::WRAPPING_UP, Mentorship::ACTIVE},
                                           {Mentorship::WRAPPING_UP, Mentorship::ENDED}, {Mentorship::ENDED, Mentorship::CONTACT},
                                           {Mentorship::CONTACT, Mentorship::ENDED}};
  EXPECT_EQ(drawn, picture);
}

TEST(Lifecycle, NamesEachMoveOnceInTheTable) {
  std::set<std::pair<int, int>> seen;
  for (const LifecycleRow& row : Lifecycle()) EXPECT_TRUE(seen.emplace(row.from, static_cast<int>(row.move)).second);
}

TEST(Lifecycle, SaysOfEachMoveWhatItCauses) {
  for (const LifecycleRow& row : Lifecycle()) {
    for (Who who : {kPerson, kAdministrator, kMachine}) {
      if ((row.who & who) == 0) continue;
      Mentorship before = In(row.from);
      bool can_be_silent = row.from == Mentorship::INTRO || row.from == Mentorship::ACTIVE;
      if (can_be_silent) before.set_silence_step(Mentorship::SOFT_CHECK_IN);
      // The mentor, as a mentee who goes of their own will is not put in line.
      Course course(before, Actor{who, who == kPerson ? kGrace : ""}, kStart + Days(1));
      absl::Status status = row.move == Move::kContact ? NoteContact(course, kStart + Days(1)) : course.Make(row.move);
      std::string where = Mentorship::State_Name(row.from) + " " + std::string(NameOf(row.move));
      ASSERT_TRUE(status.ok()) << where << status;
      Change change = course.Finish();
      const Mentorship& after = change.mentorship;
      auto causes = [&](std::string_view what) { return row.causes.find(what) != std::string_view::npos; };
      EXPECT_EQ(causes("seats freed"), !change.seats_freed.empty()) << where;
      EXPECT_EQ(causes("first in line"), after.rematch_size() > before.rematch_size()) << where;
      EXPECT_EQ(causes("asked to mentor"), after.mentor_invitations_size() > before.mentor_invitations_size()) << where;
      bool calm = can_be_silent && after.silence_step() == Mentorship::SILENCE_STEP_UNSPECIFIED;
      EXPECT_EQ(causes("silence ends"), calm && !IsOver(after)) << where;
      EXPECT_EQ(calm, causes("silence ends") || (can_be_silent && IsOver(after))) << where;
      // Those for whom scheduling cancels what is booked.
      bool off = Has(change.events, "mentorship.ended") || Has(change.events, "mentorship.paused") ||
                 Has(change.events, "mentorship.contact_stopped");
      EXPECT_EQ(causes("meetings off"), off) << where;
    }
  }
}

TEST(Seats, AreTakenFromTheFirstDayUntilTheEndAndNotInContact) {
  for (Mentorship::State state : kStates) {
    bool seated = state != Mentorship::ENDED && state != Mentorship::CONTACT;
    EXPECT_EQ(SeatHolders(In(state)), seated ? std::vector<std::string>{kGrace} : std::vector<std::string>{});
  }
}

TEST(Seats, OfPeersAreTakenOnBothSides) {
  Mentorship peers = In(Mentorship::ACTIVE);
  peers.set_kind(Program::PEER);
  peers.clear_mentors();
  peers.clear_mentees();
  peers.add_mentees(kAda);
  peers.add_mentees(kGrace);
  EXPECT_EQ(SeatHolders(peers), (std::vector<std::string>{kAda, kGrace}));
  EXPECT_TRUE(IsMentor(peers, kAda) && IsMentee(peers, kAda) && IsMentor(peers, kGrace) && IsMentee(peers, kGrace));
}

TEST(Timeline, NumbersWhatHappenedInItsOrder) {
  auto change = ConcludeIntro(InIntro(), gilde::matching::v1::ConcludeIntroRequest::CONTINUE, Ada(), kStart);
  ASSERT_TRUE(change.ok());
  std::vector<std::string> told;
  for (const auto& entry : change->timeline) told.push_back(entry.name() + " " + entry.type());
  std::string timeline = absl::StrCat(kPair, "/timeline/");
  EXPECT_EQ(told, (std::vector<std::string>{absl::StrCat(timeline, "00000002 mentorship.introduced"),
                                            absl::StrCat(timeline, "00000003 mentorship.activated")}));
}

}  // namespace
}  // namespace gilde::matching::domain
