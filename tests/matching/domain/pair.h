// A pair to try the rules on: ada is the mentee, grace the mentor.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/deadlines.h"
#include "services/matching/domain/lifecycle.h"
#include "services/matching/domain/relationship.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Program;
using gilde::matching::v1::ProgramRules;

inline const absl::Time kStart = absl::FromCivil(absl::CivilDay(2026, 3, 2), absl::UTCTimeZone());
inline constexpr char kAda[] = "organizations/acme/profiles/ada";
inline constexpr char kGrace[] = "organizations/acme/profiles/grace";
inline constexpr char kAlan[] = "organizations/acme/profiles/alan";
inline constexpr char kProgram[] = "organizations/acme/programs/p1";
inline constexpr char kPair[] = "organizations/acme/mentorships/m1";

inline ProgramRules Rules() {
  ProgramRules rules;
  rules.set_open_requests_per_mentee(3);
  rules.set_request_minutes_min(10);
  rules.set_request_minutes_max(20);
  rules.set_request_window_days(28);
  rules.set_request_slots_min(3);
  rules.set_same_text_mentors(3);
  rules.set_subject_characters_min(5);
  rules.set_subject_characters_max(80);
  rules.set_request_questions_min(2);
  rules.set_request_questions_max(3);
  rules.set_ranked_mentors_max(5);
  rules.set_request_remind_days(3);
  rules.set_request_next_choice_days(3);
  rules.set_request_expire_days(7);
  rules.set_acceptance_days(14);
  rules.set_cadence_days(28);
  rules.set_meeting_minutes(30);
  rules.set_quiet_cadence_percent(150);
  rules.set_quiet_min_days(21);
  rules.set_soft_check_in_days(0);
  rules.set_ten_minutes_days(7);
  rules.set_pause_offer_days(7);
  rules.set_move_on_days(7);
  rules.set_pause_max_days(60);
  rules.set_resume_notice_days(3);
  rules.set_wrap_up_days(30);
  rules.set_reschedules_before_offer(2);
  for (int days : {180, 365}) rules.add_contact_days(days);
  for (int minutes : {10, 20, 30, 45, 60}) rules.add_session_minutes(minutes);
  rules.set_ask_agreement(false);
  return rules;
}

inline Program AProgram(Program::Kind kind = Program::FORMAL) {
  Program program;
  program.set_name(kProgram);
  program.set_kind(kind);
  *program.mutable_rules() = Rules();
  return program;
}

inline Actor Ada() { return {kPerson, kAda}; }
inline Actor Grace() { return {kPerson, kGrace}; }
inline Actor Administrator() { return {kAdministrator, ""}; }

// The pair in INTRO since kStart.
inline Mentorship InIntro() {
  gilde::matching::v1::ConversationRequest request;
  request.set_name("organizations/acme/conversationRequests/c1");
  request.set_mentee(kAda);
  request.set_mentor(kGrace);
  return BeginFrom(request, kPair, AProgram(), {}, Grace(), kStart)->mentorship;
}

// The pair ACTIVE since kStart.
inline Mentorship InActive() {
  return ConcludeIntro(InIntro(), gilde::matching::v1::ConcludeIntroRequest::CONTINUE, Ada(), kStart)->mentorship;
}

inline bool Has(const std::vector<std::string>& events, std::string_view event) {
  return std::find(events.begin(), events.end(), event) != events.end();
}

inline google::type::Date DateOf(absl::Time time) {
  absl::CivilDay day = absl::ToCivilDay(time, absl::UTCTimeZone());
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

}  // namespace gilde::matching::domain
