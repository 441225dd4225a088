// One mentee's months: the search for a mentor, the meetings, and the end. What happens to a pair is decided here by the temperaments of
// the two; what is done about it, Gilde decides.
#pragma once

#include <string>
#include <vector>

#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "services/cli/simulate/world.h"

namespace gilde::cli::simulation {

// A message that somebody got.
struct Message {
  std::string recipient, words, subject;  // words: id of the template
};

class Life {
 public:
  Life(World& world, Person& mentee) : world_(world), mentee_(mentee) {}

  int number() const { return mentee_.number; }
  // Puts the first step into the diary.
  void Begin();
  // One of the two, or a mentor who is asked, got a message. Called between the turns of the diary.
  void Told(Person& person, const Message& told);

 private:
  struct Talk {
    int number = 0;  // 0 is the first conversation
    std::string name;
    absl::Time start, end;
    bool booked = false, agenda = false, follow_up = false;
    int moved = 0;
  };
  using Turn = Diary::Turn;
  static constexpr int kNever = 1000;
  // An act that is left out when the pair is not together any more by then.
  std::function<absl::Status()> WhileTogether(std::function<absl::Status()> act);
  // Notes what the pair does together, for the full hour.
  void At(absl::Time time, Turn turn, std::function<absl::Status()> act);
  template <class Response, class Request>
  absl::Status Do(const Person& as, const std::string& method, const Request& request) {
    return world_.Try<Response>(as, method, request).status();
  }

  // search.cc
  absl::Status Look();
  absl::StatusOr<gilde::matching::v1::ConversationRequest> Draft(const std::vector<Person*>& ranked);
  absl::Status Send(const gilde::matching::v1::ConversationRequest& draft);
  void LookAgain(absl::Duration after);
  void Asked(Person& mentor, const std::string& request);
  absl::Status Accept(Person& mentor, const std::string& request);
  absl::Status Decline(const Person& mentor, const std::string& request);
  void Met(Person& mentor, const std::string& mentorship);

  // meetings.cc
  absl::Status Book(int number, absl::Time from, absl::Time to);
  void BookLater(absl::Time time);
  absl::Status BookNext();
  void Plan();
  absl::Status SetAgenda();
  absl::Status Attend();
  absl::Status FollowUp();
  absl::Status After();
  absl::Status Conclude();
  absl::Status Agree();
  absl::Status Move();

  // turns.cc
  void React(Person& person, const Message& told);
  absl::Status Sign();
  absl::Status Advise();
  absl::Status ActOnAdvice();
  absl::Status ReportAdvice();
  absl::Status Pulse(const Person& person, int score);
  absl::Status CheckIn();
  absl::Status Pause();
  absl::Status Mismatch();
  absl::Status Reach();
  absl::Status Complete(bool extend);
  void Over();

  World& world_;
  Person& mentee_;
  Person* mentor_ = nullptr;  // while there is a pair
  int asked_ = 0;             // mentors so far
  int searches_ = 0;
  std::string mentorship_, agreement_;
  Talk talk_;  // the latest
  int advice_ = 0, open_advice_ = 0, pulses_ = 0, check_ins_ = 0;
  int met_ = 0;                // meetings held
  int silent_after_ = kNever;  // meetings, for those who stop writing
  bool silent_ = false;
};

}  // namespace gilde::cli::simulation
