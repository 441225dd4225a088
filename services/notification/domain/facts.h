// What an event of another service says, in the words that rules use. Read from the payload by field name, so that a rule may name any
// field of any resource without code of its own.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/notification/v1/rule.pb.h"
#include "google/protobuf/message.h"

namespace gilde::notification::domain {

struct Facts {
  std::string type, subject, actor;  // as of the event
  absl::Time time;
  std::string organization;          // id
  std::string program, mentorship;   // names, or empty
  std::vector<std::string> mentors;  // profile names
  std::vector<std::string> mentees;
  std::vector<std::string> organizers;                 // those of them who plan, as far as that is known
  std::vector<std::string> everybody;                  // who takes part, each once
  std::string person, author, receiver, third_person;  // profile names, or empty
  std::vector<std::string> outside_hours;              // of everybody, those for whom a meeting lies outside their hours
  std::shared_ptr<google::protobuf::Message> payload;  // null when its type is unknown here
};

Facts FactsOf(const gilde::common::v1::Event& event);

// Adds what only the pair knows: who of the participants is mentor and who mentee, and the program.
void AddPair(const gilde::notification::v1::Pair& pair, Facts& facts);

// A field of the payload as text: `true`, `3`, an enum value's name, an instant as RFC 3339, `set` for any other message that is there or a
// list that is not empty; empty when unset or unknown. For lists of texts, numbers and enums every value.
std::vector<std::string> FieldTexts(const Facts& facts, std::string_view field);
// A time field of the payload; InfinitePast when unset or unknown.
absl::Time FieldTime(const Facts& facts, std::string_view field);

// Whether every condition holds.
bool Holds(const gilde::notification::v1::Rule& rule, const Facts& facts);

// People in a role, each once.
std::vector<std::string> PeopleIn(gilde::notification::v1::Rule::Role role, const Facts& facts, const gilde::notification::v1::Team& team);

// What an `unless` event and a reminder must have in common: `meeting.agenda_set organizations/acme/meetings/m1`.
std::string UnlessKey(std::string_view event_type, gilde::notification::v1::Rule::Scope scope, const Facts& facts,
                      std::string_view recipient);
// Every key that this event ends the waiting of.
std::vector<std::string> KeysEnded(const Facts& facts);

}  // namespace gilde::notification::domain
