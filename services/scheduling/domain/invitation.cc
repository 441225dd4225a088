#include "services/scheduling/domain/invitation.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/ids.h"
#include "common/base/zones.h"

namespace gilde::scheduling::domain {
namespace {

constexpr absl::Duration kZoneMargin = absl::Hours(400 * 24);

icaltimetype ToIcal(absl::CivilSecond local, bool utc = false) {
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(local.year());
  time.month = local.month();
  time.day = local.day();
  time.hour = local.hour();
  time.minute = local.minute();
  time.second = local.second();
  if (utc) time.zone = icaltimezone_get_utc_timezone();
  return time;
}

// Without control characters, which would break lines, and double quotes, which a parameter cannot hold.
std::string Plain(std::string_view text) {
  std::string plain;
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '"') plain.push_back(c);
  }
  return plain;
}

std::string Address(const v1::Attendee& attendee) {
  return attendee.email().empty() ? "invalid:nomail" : absl::StrCat("mailto:", Plain(attendee.email()));
}

const v1::Attendee& Organizer(const v1::Meeting& meeting) {
  for (const v1::Attendee& attendee : meeting.attendees()) {
    if (attendee.profile() == meeting.organizer()) return attendee;
  }
  return meeting.attendees_size() > 0 ? meeting.attendees(0) : v1::Attendee::default_instance();
}

void AddObservance(icalcomponent* zone, absl::CivilSecond onset, int from, const absl::TimeZone::CivilInfo& to) {
  // RFC 5545 offsets may carry seconds, but Outlook's do not: historic ones are rounded to the minute.
  auto minutes = [](int seconds) { return seconds / 60 * 60; };
  icalcomponent* observance = icalcomponent_new(to.is_dst ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);
  icalcomponent_add_property(observance, icalproperty_new_dtstart(ToIcal(onset)));
  icalcomponent_add_property(observance, icalproperty_new_tzoffsetfrom(minutes(from)));
  icalcomponent_add_property(observance, icalproperty_new_tzoffsetto(minutes(to.offset)));
  icalcomponent_add_property(observance, icalproperty_new_tzname(to.zone_abbr));
  icalcomponent_add_component(zone, observance);
}

icalcomponent* ZoneComponent(const std::string& name, const absl::TimeZone& zone, absl::Time start, absl::Time end) {
  icalcomponent* component = icalcomponent_new_vtimezone();
  icalcomponent_add_property(component, icalproperty_new_tzid(name.c_str()));
  absl::Time from = start - kZoneMargin;
  absl::TimeZone::CivilInfo before = zone.At(from);
  AddObservance(component, absl::CivilSecond(1970, 1, 1), before.offset, before);
  absl::TimeZone::CivilTransition transition;
  while (zone.NextTransition(from, &transition)) {
    absl::Time at = zone.At(transition.to).trans;
    if (at > end + kZoneMargin) break;
    absl::TimeZone::CivilInfo after = zone.At(at);
    AddObservance(component, transition.from, before.offset, after);
    before = after;
    from = at;
  }
  return component;
}

void AddAttendee(icalcomponent* event, const v1::Attendee& attendee, bool is_organizer) {
  icalproperty* property = icalproperty_new_attendee(Address(attendee).c_str());
  icalproperty_add_parameter(property, icalparameter_new_cn(Plain(attendee.display_name()).c_str()));
  icalproperty_add_parameter(property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
  icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
  icalproperty_add_parameter(property, icalparameter_new_partstat(is_organizer ? ICAL_PARTSTAT_ACCEPTED : ICAL_PARTSTAT_NEEDSACTION));
  if (!is_organizer) icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
  icalcomponent_add_property(event, property);
}

std::string Summary(const v1::Meeting& meeting) {
  std::vector<std::string> names;
  for (const v1::Attendee& attendee : meeting.attendees()) names.push_back(Plain(attendee.display_name()));
  return absl::StrCat(meeting.first_conversation() ? "First conversation: " : "Mentoring conversation: ", absl::StrJoin(names, ", "));
}

// What time it is for whom, and a line of thanks for those outside their hours.
std::string Description(const v1::Meeting& meeting) {
  std::vector<std::string> lines;
  absl::Time start = base::FromProto(meeting.start_time());
  for (const v1::Attendee& attendee : meeting.attendees()) {
    auto zone = base::Zone(attendee.time_zone());
    if (!zone.ok()) continue;
    std::string local = absl::FormatTime("%a %d %b %Y %H:%M", start, *zone);
    lines.push_back(absl::StrCat(Plain(attendee.display_name()), ": ", local, " (", attendee.time_zone(), ")",
                                 attendee.outside_minutes() > 0 ? ", outside their hours: thank you for making the time" : ""));
  }
  return absl::StrJoin(lines, "\n");
}

icalcomponent* EventComponent(const v1::Meeting& meeting, const std::string& zone_name, const absl::TimeZone& zone, absl::Time now) {
  bool cancelled = meeting.state() == v1::Meeting::CANCELLED;
  icalcomponent* event = icalcomponent_new_vevent();
  icalcomponent_add_property(event, icalproperty_new_uid(InvitationUid(meeting.name()).c_str()));
  icalcomponent_add_property(event, icalproperty_new_sequence(meeting.sequence()));
  icalcomponent_add_property(event, icalproperty_new_dtstamp(ToIcal(absl::ToCivilSecond(now, absl::UTCTimeZone()), /*utc=*/true)));
  icalproperty* start = icalproperty_new_dtstart(ToIcal(absl::ToCivilSecond(base::FromProto(meeting.start_time()), zone)));
  icalproperty_add_parameter(start, icalparameter_new_tzid(zone_name.c_str()));
  icalcomponent_add_property(event, start);
  icalproperty* end = icalproperty_new_dtend(ToIcal(absl::ToCivilSecond(base::FromProto(meeting.end_time()), zone)));
  icalproperty_add_parameter(end, icalparameter_new_tzid(zone_name.c_str()));
  icalcomponent_add_property(event, end);
  icalcomponent_add_property(event, icalproperty_new_summary(Summary(meeting).c_str()));
  icalcomponent_add_property(event, icalproperty_new_description(Description(meeting).c_str()));
  if (!meeting.link().empty()) icalcomponent_add_property(event, icalproperty_new_location(Plain(meeting.link()).c_str()));
  icalcomponent_add_property(event, icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  icalproperty* organizer = icalproperty_new_organizer(Address(Organizer(meeting)).c_str());
  icalproperty_add_parameter(organizer, icalparameter_new_cn(Plain(Organizer(meeting).display_name()).c_str()));
  icalcomponent_add_property(event, organizer);
  for (const v1::Attendee& attendee : meeting.attendees()) AddAttendee(event, attendee, attendee.profile() == meeting.organizer());
  return event;
}

}  // namespace

std::string InvitationUid(std::string_view meeting_name) {
  return std::string(base::OrganizationOf(meeting_name)) + "." + std::string(base::IdOf(meeting_name)) + "@gilde";
}

std::string InvitationText(const v1::Meeting& meeting, absl::Time now) {
  std::string zone_name = Organizer(meeting).time_zone();
  auto zone = base::Zone(zone_name);
  if (!zone.ok()) {
    zone_name = "Etc/UTC";
    zone = absl::UTCTimeZone();
  }
  std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(icalcomponent_new_vcalendar(), &icalcomponent_free);
  icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//Gilde//Scheduling//EN"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
  bool cancelled = meeting.state() == v1::Meeting::CANCELLED;
  icalcomponent_add_property(calendar.get(), icalproperty_new_method(cancelled ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST));
  absl::Time start = base::FromProto(meeting.start_time());
  absl::Time end = base::FromProto(meeting.end_time());
  icalcomponent_add_component(calendar.get(), ZoneComponent(zone_name, *zone, start, end));
  icalcomponent_add_component(calendar.get(), EventComponent(meeting, zone_name, *zone, now));
  std::unique_ptr<char, decltype(&free)> text(icalcomponent_as_ical_string_r(calendar.get()), &free);
  return text == nullptr ? "" : std::string(text.get());
}

}  // namespace gilde::scheduling::domain
