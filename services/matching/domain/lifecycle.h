// The life of a mentorship as one table: state, move, who may make it, next state, event, what it causes. Nothing else changes a
// mentorship's state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"

namespace gilde::matching::domain {

enum class Move {
  kAccept,    // one of several says yes to a proposed mentorship
  kBegin,     // everybody has
  kContinue,  // the first conversation led on
  kActivate,  // and an agreement is signed where one is needed
  kProposeAgreement,
  kSignAgreement,
  kContact,    // meaningful contact
  kSilence,    // one step of the silence ladder
  kOfferTime,  // ten minutes or an update instead of a meeting
  kPause,
  kNoticeResume,  // the pause is about to end
  kResume,
  kProposeWrapUp,
  kExtend,
  kNewFocus,
  kEndNotNow,
  kEndMismatch,
  kEndGoalsReached,
  kEndTerm,
  kEndMovedOn,
  kEndLeaver,
  kEndReferred,
  kEndProgram,
  kStartContact,
  kTouch,  // the light touch of CONTACT
  kStopContact,
};
inline constexpr int kMoveCount = static_cast<int>(Move::kStopContact) + 1;

// Who makes a move, as bits.
enum Who : unsigned { kPerson = 1, kAdministrator = 2, kMachine = 4 };

struct LifecycleRow {
  gilde::matching::v1::Mentorship::State from;
  Move move;
  unsigned who;
  gilde::matching::v1::Mentorship::State to;
  std::string_view event;
  std::string_view causes = "";  // beside the event, in words; that an end ends a silence goes without saying
};
absl::Span<const LifecycleRow> Lifecycle();
// The row for a move, or nullptr when it is illegal.
const LifecycleRow* FindRow(gilde::matching::v1::Mentorship::State from, Move move);
// Why an illegal move is refused: a stable reason for each move and kind of state.
std::string_view RefusalOf(gilde::matching::v1::Mentorship::State from, Move move);
std::string_view NameOf(Move move);  // PAUSE

Move MoveOf(gilde::matching::v1::Mentorship::EndReason reason);

// Who acts: a person of the mentorship (full profile name), an administrator or the machine.
struct Actor {
  Who who = kMachine;
  std::string person;
};

// Whether it has ended, be it that they stay in touch; and whether that was a good end.
bool IsOver(const gilde::matching::v1::Mentorship& mentorship);
bool Succeeded(const gilde::matching::v1::Mentorship& mentorship);

// Everybody of a mentorship, each once, mentors first.
std::vector<std::string> People(const gilde::matching::v1::Mentorship& mentorship);
bool IsPerson(const gilde::matching::v1::Mentorship& mentorship, std::string_view profile);
// Whether the person gives advice here, or gets it; peers do both.
bool IsMentor(const gilde::matching::v1::Mentorship& mentorship, std::string_view profile);
bool IsMentee(const gilde::matching::v1::Mentorship& mentorship, std::string_view profile);
// People whose seat the mentorship takes: its mentors, or both peers, from PROPOSED until it ends.
std::vector<std::string> SeatHolders(const gilde::matching::v1::Mentorship& mentorship);

// A mentorship after one or more moves and all that must be stored with it.
struct Change {
  gilde::matching::v1::Mentorship mentorship;
  std::vector<std::string> events;                           // in order, about the mentorship
  std::vector<gilde::matching::v1::TimelineEntry> timeline;  // to create
  std::vector<std::string> seats_freed, seats_taken;         // profile names
  std::vector<std::string> served;                           // mentees for whom it has come to a good end
};

// One mentorship on its way through one or more moves at one instant.
class Course {
 public:
  Course(gilde::matching::v1::Mentorship mentorship, Actor actor, absl::Time now);

  // Makes the move and what belongs to its state. FAILED_PRECONDITION with RefusalOf when illegal; PERMISSION_DENIED /
  // ADMINISTRATOR_REQUIRED or NOT_A_PARTY when legal, but not for this actor. Publishes `event`, by default the row's.
  absl::Status Make(Move move, std::string_view event = "");
  // Publishes another event about the mentorship.
  void Tell(std::string_view event);
  // Adds an entry to the timeline.
  void Enter(std::string_view type, std::string_view subject, const std::vector<std::string>& people, std::string_view text);

  gilde::matching::v1::Mentorship& mentorship() { return change_.mentorship; }
  absl::Time now() const { return now_; }
  const Actor& actor() const { return actor_; }
  // The result, with its due time and seats.
  Change Finish();

 private:
  void Leave(gilde::matching::v1::Mentorship::State from);
  void Arrive(gilde::matching::v1::Mentorship::State from, Move move);
  void End(Move move);

  Change change_;
  Actor actor_;
  absl::Time now_;
  std::vector<std::string> seats_before_;
};

}  // namespace gilde::matching::domain
