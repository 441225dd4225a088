// Events of other services as notification reads them: who is in them never changes from test to test.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/notification/domain/facts.h"

namespace gilde::notification::domain {

inline const std::string kAcme = "organizations/acme";
inline const std::string kAda = "organizations/acme/profiles/ada";  // mentee
inline const std::string kBob = "organizations/acme/profiles/bob";  // mentor
inline const std::string kEve = "organizations/acme/profiles/eve";  // owner of the program
inline const std::string kProgram = "organizations/acme/programs/p1";
inline const std::string kPair = "organizations/acme/mentorships/m1";
inline const std::string kMeeting = "organizations/acme/meetings/t1";
inline const absl::Time kNow = absl::FromCivil(absl::CivilHour(2027, 1, 4, 8), absl::UTCTimeZone());  // a Monday

inline absl::Duration Days(double days) { return absl::Hours(24) * days; }

// What a refusal names, in order: `rule.title TITLE_INVALID`.
inline std::vector<std::string> Named(const base::Violations& violations) {
  std::vector<std::string> named;
  for (const auto& item : violations.items()) named.push_back(item.field + " " + item.reason);
  return named;
}

inline common::v1::Event EventOf(const std::string& type, const std::string& subject, const google::protobuf::Message& payload,
                                 const std::string& actor = kAda) {
  common::v1::Event event;
  event.set_type(type);
  event.set_subject(subject);
  event.set_actor(actor);
  event.set_organization(kAcme);
  *event.mutable_time() = base::ToProto(kNow);
  event.mutable_payload()->PackFrom(payload);
  return event;
}

// Ada and Bob meet in three days, at an hour that is late for Bob.
inline scheduling::v1::Meeting Meeting() {
  scheduling::v1::Meeting meeting;
  meeting.set_name(kMeeting);
  meeting.set_mentorship(kPair);
  meeting.add_participants(kBob);
  meeting.add_participants(kAda);
  *meeting.mutable_start_time() = base::ToProto(kNow + Days(3));
  *meeting.mutable_end_time() = base::ToProto(kNow + Days(3) + absl::Minutes(30));
  *meeting.mutable_agenda_due_time() = base::ToProto(kNow + Days(2));
  *meeting.mutable_follow_up_due_time() = base::ToProto(kNow + Days(4) + absl::Minutes(30));
  meeting.set_first_conversation(true);
  meeting.set_reschedule_count(2);
  meeting.set_medium(scheduling::v1::Meeting::VIDEO);
  meeting.set_invitation("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n");
  auto& late = *meeting.add_attendees();
  late.set_profile(kBob);
  late.set_outside_minutes(60);
  meeting.add_attendees()->set_profile(kAda);
  return meeting;
}

inline matching::v1::Mentorship Mentorship() {
  matching::v1::Mentorship mentorship;
  mentorship.set_name(kPair);
  mentorship.set_program(kProgram);
  mentorship.set_kind(matching::v1::Program::FORMAL);
  mentorship.set_state(matching::v1::Mentorship::ACTIVE);
  mentorship.add_mentors(kBob);
  mentorship.add_mentees(kAda);
  mentorship.set_cadence_days(14);
  return mentorship;
}

inline v1::Pair Pair() {
  v1::Pair pair;
  pair.set_program(kProgram);
  pair.add_mentors(kBob);
  pair.add_mentees(kAda);
  pair.set_cadence_days(14);
  return pair;
}

inline v1::Team Team() {
  v1::Team team;
  team.set_title("Spring program");
  team.add_owners(kEve);
  team.set_nudges_per_week(3);
  return team;
}

// A booked meeting, with what only the pair knows.
inline Facts Booked(const std::string& type = "meeting.scheduled") {
  Facts facts = FactsOf(EventOf(type, kMeeting, Meeting()));
  AddPair(Pair(), facts);
  return facts;
}

}  // namespace gilde::notification::domain
