// Who can come together.
#include "services/matching/domain/formation.h"

#include <functional>

#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Enrollment;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::Profile;

Enrollment Enrolled(Enrollment::Role role, int capacity = 1) {
  Enrollment enrollment;
  enrollment.add_roles(role);
  enrollment.set_state(Enrollment::ACTIVE);
  enrollment.set_capacity(capacity);
  return enrollment;
}

TEST(Formation, AsksForAnActiveEnrollmentInTheRightRole) {
  Program program = AProgram();
  Enrollment mentor = Enrolled(Enrollment::MENTOR), mentee = Enrolled(Enrollment::MENTEE);
  EXPECT_TRUE(CheckMentor(program, &mentor).ok());
  EXPECT_TRUE(CheckMentee(program, &mentee).ok());
  EXPECT_EQ(base::ReasonOf(CheckMentor(program, &mentee)), "MENTOR_NOT_AVAILABLE");
  EXPECT_EQ(base::ReasonOf(CheckMentee(program, nullptr)), "MENTEE_NOT_ENROLLED");
  mentor.set_state(Enrollment::PAUSED);
  EXPECT_EQ(base::ReasonOf(CheckMentor(program, &mentor)), "MENTOR_NOT_AVAILABLE");
  Enrollment peer = Enrolled(Enrollment::PEER);
  EXPECT_TRUE(CheckMentor(AProgram(Program::PEER), &peer).ok());
  EXPECT_TRUE(CheckMentor(AProgram(Program::INFORMAL), nullptr).ok());
}

TEST(Formation, CountsSeats) {
  Enrollment mentor = Enrolled(Enrollment::MENTOR, 2);
  mentor.set_seats_taken(1);
  EXPECT_TRUE(CheckSeat(&mentor).ok());
  mentor.set_seats_taken(2);
  EXPECT_EQ(base::ReasonOf(CheckSeat(&mentor)), "MENTOR_AT_CAPACITY");
  EXPECT_TRUE(CheckSeat(nullptr).ok());
}

TEST(Formation, NeverBringsBackAMismatch) {
  Mentorship mismatch = End(InActive(), Mentorship::MISMATCH, false, Ada(), kStart)->mentorship;
  Mentorship never = End(InActive(), Mentorship::MOVED_ON, true, Ada(), kStart)->mentorship;
  Mentorship term = End(InActive(), Mentorship::TERM, false, Ada(), kStart)->mentorship;
  EXPECT_TRUE(PastWith({mismatch}, kGrace).never);
  EXPECT_TRUE(PastWith({never}, kGrace).never);
  EXPECT_FALSE(PastWith({term}, kGrace).never || PastWith({term}, kGrace).together);
  EXPECT_FALSE(PastWith({mismatch}, kAlan).never);
  EXPECT_EQ(base::ReasonOf(CheckNotTogether(PastWith({InActive()}, kGrace))), "ALREADY_TOGETHER");
}

TEST(Formation, AsksAMentorOnceAtATime) {
  Enrollment mentor = Enrolled(Enrollment::MENTOR);
  ConversationRequest open;
  open.set_mentor(kGrace);
  EXPECT_TRUE(CanBeAsked(AProgram(), &mentor, Past(), {}, kGrace));
  EXPECT_FALSE(CanBeAsked(AProgram(), &mentor, Past(), {open}, kGrace));
  EXPECT_TRUE(CanBeAsked(AProgram(), &mentor, Past(), {open}, kAlan));
}

TEST(Formation, LooksBeyondTheReportingLineAndRespectsWishes) {
  struct Case {
    const char* name;
    std::function<void(Profile& mentee, Profile& mentor, Profile& manager)> set;
    bool askable;
  };
  const Case cases[] = {
      {"a stranger", [](auto&, auto&, auto&) {}, true},
      {"the manager", [](auto& mentee, auto& mentor, auto&) { mentee.set_manager(mentor.name()); }, false},
      {"a direct report", [](auto& mentee, auto& mentor, auto&) { mentor.set_manager(mentee.name()); }, false},
      {"the same manager",
       [](auto& mentee, auto& mentor, auto&) {
         mentee.set_manager(kAlan);
         mentor.set_manager(kAlan);
       },
       false},
      {"the manager's manager",
       [](auto& mentee, auto& mentor, auto& manager) {
         mentee.set_manager(kAlan);
         manager.set_manager(mentor.name());
       },
       false},
      {"blocked by the mentee", [](auto& mentee, auto& mentor, auto&) { mentee.add_blocked(mentor.name()); }, false},
      {"blocking the mentee", [](auto& mentee, auto& mentor, auto&) { mentor.add_blocked(mentee.name()); }, false},
      {"not vetted", [](auto&, auto& mentor, auto&) { mentor.mutable_mentor_offer()->set_vetting(MentorOffer::PENDING); }, false},
      {"gone", [](auto&, auto& mentor, auto&) { mentor.set_state(Profile::DEACTIVATED); }, false},
      {"on a break until tomorrow",
       [](auto&, auto& mentor, auto&) { *mentor.mutable_mentor_offer()->mutable_break_until_date() = DateOf(kStart + Days(1)); }, false},
      {"back from a break today",
       [](auto&, auto& mentor, auto&) { *mentor.mutable_mentor_offer()->mutable_break_until_date() = DateOf(kStart); }, true},
  };
  for (const Case& c : cases) {
    Profile mentee, mentor, manager;
    mentee.set_name(kAda);
    mentor.set_name(kGrace);
    mentor.set_state(Profile::ACTIVE);
    mentor.mutable_mentor_offer()->set_vetting(MentorOffer::APPROVED);
    c.set(mentee, mentor, manager);
    EXPECT_EQ(Askable(mentee, mentor, &manager, AProgram(), kStart), c.askable) << c.name;
  }
}

TEST(Formation, BeginsWithAMentorOnABreakWhoSaysYesButNotWithWhoIsNotVettedOrKeptApart) {
  Profile mentee, mentor;
  mentee.set_name(kAda);
  mentor.set_name(kGrace);
  *mentor.mutable_mentor_offer()->mutable_break_until_date() = DateOf(kStart + Days(1));
  EXPECT_FALSE(MayBegin(mentee, mentor, nullptr, AProgram()));
  EXPECT_TRUE(MayBegin(mentee, mentor, nullptr, AProgram(Program::PEER)));
  mentor.mutable_mentor_offer()->set_vetting(MentorOffer::APPROVED);
  EXPECT_TRUE(MayBegin(mentee, mentor, nullptr, AProgram()));
  mentor.add_blocked(kAda);
  EXPECT_FALSE(MayBegin(mentee, mentor, nullptr, AProgram()));
}

}  // namespace
}  // namespace gilde::matching::domain
