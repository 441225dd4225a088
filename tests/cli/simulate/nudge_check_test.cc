// What the simulation holds nudges against: each broken promise is found, and what is allowed is not taken for one.
#include "services/cli/simulate/nudge_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "services/notification/domain/template.h"

namespace gilde::cli::simulation {
namespace {

using gilde::common::v1::Event;
using gilde::notification::v1::Notification;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kAda[] = "organizations/acme/profiles/ada";
constexpr char kPair[] = "organizations/acme/mentorships/m1";
const std::map<std::string, std::string>& Zones() {
  static const auto& zones = *new std::map<std::string, std::string>{{kAda, "Asia/Kolkata"}};
  return zones;
}

absl::Time At(const std::string& text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, &error)) << error;
  return time;
}

Notification Nudge(const std::string& time) {
  Notification nudge;
  nudge.set_name("organizations/acme/notifications/n");
  nudge.set_recipient(kAda);
  nudge.set_rule("organizations/acme/rules/agenda-nudge");
  nudge.set_mentorship(kPair);
  nudge.set_nudge(true);
  *nudge.mutable_create_time() = base::ToProto(At(time));
  return nudge;
}

Event Happened(const std::string& type, const std::string& time) {
  Event event;
  event.set_type(type);
  event.set_subject(kPair);
  *event.mutable_time() = base::ToProto(At(time));
  return event;
}

TEST(NudgeCheck, AFourthNudgeWithinSevenDaysIsOverTheCapAndOneAWeekLaterIsNot) {
  std::vector<Notification> log = {Nudge("2027-01-04T10:00:00Z"), Nudge("2027-01-05T10:00:00Z"), Nudge("2027-01-06T10:00:00Z")};
  log.push_back(Nudge("2027-01-11T10:00:00Z"));
  EXPECT_EQ(CheckNudges(log, Zones(), {}).over_cap, 0);
  log.back() = Nudge("2027-01-11T09:59:59Z");
  NudgeCheck found = CheckNudges(log, Zones(), {});
  EXPECT_EQ(found.over_cap, 1);
  EXPECT_THAT(found.examples, ElementsAre(HasSubstr("over the cap")));
}

TEST(NudgeCheck, QuietHoursAreThoseOfThePersonsOwnZone) {
  // Half past two in the afternoon of UTC is eight in the evening of Kolkata, and half past two in the night is eight in its morning.
  for (const auto& [time, quiet] : std::vector<std::pair<std::string, int>>{
           {"2027-01-04T14:29:59Z", 0}, {"2027-01-04T14:30:00Z", 1}, {"2027-01-05T02:29:59Z", 1}, {"2027-01-05T02:30:00Z", 0}}) {
    EXPECT_EQ(CheckNudges({Nudge(time)}, Zones(), {}).in_quiet_hours, quiet) << time;
  }
}

TEST(NudgeCheck, ANudgeBetweenAPauseAndItsEndIsFound) {
  const std::vector<Event> events = {Happened("mentorship.paused", "2027-01-04T09:00:00Z"),
                                     Happened("mentorship.resumed", "2027-02-04T09:00:00Z")};
  EXPECT_EQ(CheckNudges({Nudge("2027-01-04T08:59:00Z")}, Zones(), events).to_paused_pairs, 0);
  EXPECT_EQ(CheckNudges({Nudge("2027-01-20T08:00:00Z")}, Zones(), events).to_paused_pairs, 1);
  EXPECT_EQ(CheckNudges({Nudge("2027-02-04T09:01:00Z")}, Zones(), events).to_paused_pairs, 0);
}

TEST(NudgeCheck, WhatIsNoNudgeIsNotCounted) {
  Notification invitation = Nudge("2027-01-04T23:00:00Z");
  invitation.set_nudge(false);
  NudgeCheck found = CheckNudges({invitation, Nudge("2027-01-04T10:00:00Z")}, Zones(), {});
  EXPECT_EQ(found.nudges, 1);
  EXPECT_EQ(found.in_quiet_hours, 0);
  EXPECT_EQ(found.by_rule.at("agenda-nudge"), 1);
}

TEST(NudgeCheck, BlameIsHeardInFiveLanguages) {
  for (const char* blaming : {"You FORGOT your agenda.", "Je had moeten schrijven.", "Du hast vergessen, dich zu melden.",
                              "Tu as oublié ta réponse.", "Olvidaste tu agenda."}) {
    EXPECT_NE(BlameIn(blaming), "") << blaming;
  }
  EXPECT_EQ(BlameIn("Two lines are enough, whenever it suits you."), "");
}

TEST(NudgeCheck, NoTextThatShipsBlamesAnybody) {
  int texts = 0;
  for (const auto& words : notification::domain::ShippedTemplates("organizations/acme")) {
    EXPECT_THAT(BlameIn(words.subject() + " " + words.body()), IsEmpty()) << words.name();
    ++texts;
  }
  EXPECT_GT(texts, 200);
}

}  // namespace
}  // namespace gilde::cli::simulation
