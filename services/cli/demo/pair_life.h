// One pair from its first conversation to its end: what the two of them do, meeting by meeting. Each meeting puts what follows from it
// into the calendar.
#pragma once

#include <string>

#include "gilde/matching/v1/conversation.pb.h"
#include "services/cli/demo/calendar.h"
#include "services/cli/demo/stage.h"

namespace gilde::cli {

// Lines of the story that are told at the end of the month in which they happened.
class Chronicle {
 public:
  void Add(absl::Time time, std::string line) { lines_.emplace(time, std::move(line)); }
  // Prints the lines so far, in order of time, and forgets them.
  void Tell(Story& story);

 private:
  std::multimap<absl::Time, std::string> lines_;
};

class PairLife {
 public:
  // All outlive the life. `rematch` is called with the mentor that a mentee found after a mismatch.
  PairLife(Stage& stage, Calendar& calendar, Chronicle& chronicle, Pair& pair)
      : stage_(stage), calendar_(calendar), chronicle_(chronicle), pair_(pair) {}

  // Puts the booked first conversation into the calendar.
  void Begin();
  // What to do when the mentee has found another mentor: begins the new pair.
  std::function<absl::Status(Pair& pair)> on_rematch;

 private:
  // One conversation of the pair.
  struct Talk {
    int number = 0;  // 0 is the first conversation
    std::string name;
    absl::Time start, end;
  };
  std::string Key(const std::string& what) const;
  std::string Key(const Talk& talk, const std::string& what) const;
  Identity Mentee() const { return stage_.As(*pair_.mentee); }
  Identity Mentor() const { return stage_.As(*pair_.mentor); }
  void Note(const std::string& line);

  void Plan(const Talk& talk);
  absl::Status SetAgenda(const Talk& talk);
  absl::Status Attend(const Talk& talk);
  absl::Status FollowUp(const Talk& talk);
  absl::Status ConcludeIntro(const Talk& talk);
  absl::Status ProposeAgreement();
  absl::Status SignAgreement();
  absl::Status GiveAdvice(const Talk& talk);
  absl::Status ActOnAdvice(const Talk& talk);
  absl::Status ReportAdvice(const Talk& talk);
  absl::Status GiveFeedback(const Talk& talk);
  absl::Status AcknowledgeFeedback(const Talk& talk);
  absl::Status Appreciate(const Talk& talk);
  absl::Status Pulse(const Member& member, int score);
  absl::Status Progress(const Talk& talk);
  // Books conversation `number` about a cadence after `after`, and plans it.
  absl::Status BookNext(int number, absl::Time after);

  // The turns of the plots, each after the talk that leads to it.
  bool Turn(const Talk& talk);
  absl::Status EndAsMismatch();
  absl::Status AskAnother(const gilde::matching::v1::EndMentorshipResponse& ended);
  absl::Status AcceptRematch(const std::string& request, const Member& mentor, int round);
  absl::Status Pause(const Talk& talk);
  absl::Status MoveTwice(const Talk& talk);
  absl::Status MeetForTenMinutes(int number);
  absl::Status ReachGoal();
  absl::Status Complete();
  absl::Status StayInTouch();
  absl::Status BreakSilence();
  absl::Status AnswerWrapUp();

  Stage& stage_;
  Calendar& calendar_;
  Chronicle& chronicle_;
  Pair& pair_;
  std::string agreement_;
  absl::Time paused_until_ = absl::InfinitePast();
};

}  // namespace gilde::cli
