#include "services/scheduling/domain/invitation.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

#include "common/base/zones.h"
#include "services/scheduling/domain/meeting.h"

namespace gilde::scheduling::domain {
namespace {

using v1::Meeting;
using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;

absl::Time Utc(int month, int day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(2026, month, day, hour, minute), absl::UTCTimeZone());
}

Meeting MeetingIn(const std::string& zone, absl::Time start) {
  Meeting asked;
  asked.set_name("organizations/acme/meetings/m1");
  asked.set_link("https://meet.example.org/a?b=1;c=2,3");
  for (const char* person : {"ada", "bob"}) {
    std::string name = std::string("organizations/acme/profiles/") + person;
    asked.add_participants(name);
    v1::Attendee& attendee = *asked.add_attendees();
    attendee.set_profile(name);
    attendee.set_display_name(std::string(person) == "ada" ? "Åda \"the first\"; Lovelace,\r\nX-EVIL:1" : "Bob");
    attendee.set_email(std::string(person) + "@example.org");
    attendee.set_time_zone(std::string(person) == "ada" ? zone : "Asia/Kathmandu");
  }
  *asked.mutable_start_time() = base::ToProto(start);
  *asked.mutable_end_time() = base::ToProto(start + absl::Minutes(30));
  return Book(asked, asked.participants(0), false, MeetingRules(), Utc(1, 1, 0)).meeting;
}

Component Parsed(const std::string& text) { return {icalparser_parse_string(text.c_str()), &icalcomponent_free}; }

// The instant of DTSTART or DTEND by the rules that the text itself carries.
absl::Time InstantOf(icalcomponent* calendar, icalproperty_kind kind) {
  icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
  icalproperty* property = icalcomponent_get_first_property(event, kind);
  icaltimetype local = kind == ICAL_DTSTART_PROPERTY ? icalproperty_get_dtstart(property) : icalproperty_get_dtend(property);
  const char* tzid = icalparameter_get_tzid(icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER));
  icaltimezone* zone = icalcomponent_get_timezone(calendar, tzid);
  EXPECT_NE(zone, nullptr) << tzid;
  return absl::FromTimeT(icaltime_as_timet_with_zone(local, zone));
}

TEST(Invitation, ParsesAgainAndFollowsItsStandards) {
  Meeting meeting = MeetingIn("Europe/Amsterdam", Utc(3, 10, 14));
  Component calendar = Parsed(meeting.invitation());
  ASSERT_NE(calendar, nullptr);
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
  EXPECT_NE(icalrestriction_check(calendar.get()), 0);
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0) << icalcomponent_as_ical_string(calendar.get());
  EXPECT_EQ(icalcomponent_get_method(calendar.get()), ICAL_METHOD_REQUEST);
  EXPECT_STREQ(icalcomponent_get_uid(calendar.get()), "acme.m1@gilde");
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_EQ(icalcomponent_count_properties(event, ICAL_ATTENDEE_PROPERTY), 2);
  EXPECT_EQ(icalcomponent_count_properties(event, ICAL_ORGANIZER_PROPERTY), 1);
  EXPECT_STREQ(icalcomponent_get_location(event), "https://meet.example.org/a?b=1;c=2,3");
  EXPECT_EQ(meeting.invitation().find("\nX-EVIL"), std::string::npos) << "a name cannot add a line";
  for (std::size_t at = 0, end; (end = meeting.invitation().find("\r\n", at)) != std::string::npos; at = end + 2) {
    EXPECT_LE(end - at, 75u);
  }
}

TEST(Invitation, CarriesZoneRulesThatGiveTheSameInstantEverywhere) {
  for (const char* zone : {"Europe/Amsterdam", "America/New_York", "Africa/Casablanca", "Africa/Cairo", "Australia/Lord_Howe",
                           "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "Pacific/Chatham", "Etc/UTC"}) {
    for (int month = 1; month <= 12; ++month) {
      absl::Time start = Utc(month, 28, month * 2 % 24, 15);
      Component calendar = Parsed(MeetingIn(zone, start).invitation());
      ASSERT_NE(calendar, nullptr);
      EXPECT_EQ(InstantOf(calendar.get(), ICAL_DTSTART_PROPERTY), start) << zone;
      EXPECT_EQ(InstantOf(calendar.get(), ICAL_DTEND_PROPERTY), start + absl::Minutes(30)) << zone;
    }
  }
}

TEST(Invitation, KeepsItsUidAndRisesInSequenceUntilItIsCancelled) {
  Meeting meeting = MeetingIn("Europe/Amsterdam", Utc(3, 10, 14));
  absl::Time start = Utc(3, 12, 9);
  meeting = Reschedule(meeting, start, start + absl::Minutes(45), "", MeetingRules(), Utc(3, 1, 0))->meeting;
  Component moved = Parsed(meeting.invitation());
  EXPECT_EQ(InstantOf(moved.get(), ICAL_DTSTART_PROPERTY), start);
  meeting = Reissue(meeting, Utc(3, 2, 0)).meeting;
  meeting = Cancel(meeting, Meeting::BY_REQUEST, "", Utc(3, 3, 0))->meeting;
  EXPECT_EQ(meeting.invitation_method(), "CANCEL");
  Component cancelled = Parsed(meeting.invitation());
  EXPECT_EQ(icalcomponent_get_method(cancelled.get()), ICAL_METHOD_CANCEL);
  EXPECT_STREQ(icalcomponent_get_uid(cancelled.get()), icalcomponent_get_uid(moved.get()));
  icalcomponent* event = icalcomponent_get_first_component(cancelled.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_EQ(icalcomponent_get_sequence(event), 3);
  EXPECT_EQ(icalcomponent_get_status(event), ICAL_STATUS_CANCELLED);
  EXPECT_NE(icalrestriction_check(cancelled.get()), 0);
}

}  // namespace
}  // namespace gilde::scheduling::domain
