// What the chapters of the demo share: the people, the program and the pairs.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "services/cli/demo/story.h"
#include "services/cli/mapping.h"

namespace gilde::cli {

struct DemoFlags {
  std::string people, mapping, journal, maildir;
};

// Somebody of the story.
struct Member {
  std::string name;  // organizations/acme/profiles/h101
  std::string call;  // what the story calls them: `Lotte Jansen`
  Person person;     // as their row says
  std::string goal;  // its name, where they have one
  bool mentor = false, mentee = false;
};

// What happens to a pair in the half year.
enum class Plot { kSteady, kReached, kSilent, kMismatch, kPaused, kNoTime, kRescued };

struct Pair {
  int number = 0;  // from 1, in the order in which they found each other
  const Member* mentee = nullptr;
  const Member* mentor = nullptr;
  std::string mentorship;
  Plot plot = Plot::kSteady;
  gilde::scheduling::v1::Slot first_slot;  // of the first conversation
  std::string first_meeting;               // its name
  bool featured() const { return plot != Plot::kSteady || number == 1; }
};

struct Stage {
  Story& story;
  DemoFlags flags;
  std::deque<Member> people;  // in the order of the file
  std::string program;        // organizations/acme/programs/spring
  absl::Time program_end;
  std::deque<Pair> pairs;

  const Connection& connection() const { return story.connection(); }
  Identity As(const Member& member) const { return connection().Member(member.name); }
  const Member* Find(const std::string& name) const;
};

// The seven steps. Each error ends the demo; it goes on where it was when it is started again.
absl::Status TellPeople(Stage& stage);
absl::Status TellProgram(Stage& stage);
absl::Status TellApproaches(Stage& stage);
absl::Status TellFirstConversations(Stage& stage);
absl::Status TellHalfYear(Stage& stage);
absl::Status TellAutumn(Stage& stage);
absl::Status TellReport(Stage& stage);

// Sends a conversation request to these mentors, first choice first; `key` names it. Used by mentees at the start and after a mismatch.
absl::StatusOr<gilde::matching::v1::ConversationRequest> SendRequest(Stage& stage, const std::string& key, const Member& mentee,
                                                                     const std::vector<const Member*>& mentors);

// Finds a slot for the two and books it: the best one inside the window. NOT_FOUND when there is none.
struct Booking {
  std::string key;
  const Pair* pair = nullptr;
  int minutes = 20;
  absl::Time from, to;
  bool by_hold = false;
};
struct Booked {
  std::string meeting;
  gilde::scheduling::v1::Slot slot;
};
absl::StatusOr<Booked> Book(Stage& stage, const Booking& booking);

// `Tue 12 Jan 16:30 in Lagos`, for each person of a slot.
std::string WhatTimeForWhom(const Stage& stage, const gilde::scheduling::v1::Slot& slot);

// `Tue 12 Jan 2027`, in UTC.
std::string Day(absl::Time time);

}  // namespace gilde::cli
