"""A program's report computed again from nothing but the event feeds, by the words of report.proto; it shares no code with the services.

As a program: recount.py ADDRESS ORGANIZATION PROGRAM prints the measures as JSON.
"""

import collections
import json
import sys

LEARNERS = {"MENTEE", "PEER"}
GOOD_ENDS = {"GOALS_REACHED", "TERM"}
RUNNING = {"INTRO", "ACTIVE", "WRAPPING_UP"}
FUNNEL_OF_REQUESTS = {"sent": "requests_sent", "accepted": "requests_accepted", "declined": "requests_declined",
                      "withdrawn": "requests_withdrawn", "expired": "requests_expired"}
FUNNEL_OF_MENTORSHIPS = {"created": "mentorships_created", "started": "intros_started", "introduced": "intros_continued",
                         "activated": "activated"}
END_REASONS = ("NOT_NOW", "MISMATCH", "GOALS_REACHED", "TERM", "MOVED_ON", "LEAVER", "REFERRED", "PROGRAM_ENDED")


def nanoseconds(timestamp):
    return timestamp.ToNanoseconds()


def name_of(message, field):
    """The name of an enumeration's value."""
    return message.DESCRIPTOR.fields_by_name[field].enum_type.values_by_number[getattr(message, field)].name


class Recount:
    def __init__(self, program):
        self.program = program
        self.funnel = collections.Counter()
        self.ratios = collections.defaultdict(lambda: [0, 0])  # part, of
        self.ends, self.mentorships = collections.Counter(), {}
        self.qualities = collections.defaultdict(lambda: {"sent": 0, "answered": set(), "accepted": set()})
        self.pulses, self.learners, self.matched = {}, {}, set()
        self.started, self.contacts, self.open_advice = {}, set(), collections.Counter()
        self.meetings = collections.defaultdict(dict)  # of a mentorship, in order of completion
        self.followed_up, self.due = {}, set()

    def take(self, event, payload):
        kind, _, what = event.type.partition(".")
        handler = getattr(self, f"_{kind}", None)
        if handler:
            handler(what, event, payload)

    def _conversation_request(self, what, event, request):
        if request.program != self.program:
            return
        if what in FUNNEL_OF_REQUESTS:
            self.funnel[FUNNEL_OF_REQUESTS[what]] += 1
        rate = self.qualities[name_of(request, "quality")]
        rate["sent"] += what == "sent"
        if what in ("accepted", "declined"):
            rate["answered"].add(request.name)
        if what == "accepted":
            rate["accepted"].add(request.name)

    def _mentorship(self, what, event, mentorship):
        if mentorship.program != self.program:
            return
        self.mentorships[event.subject] = mentorship
        if what in FUNNEL_OF_MENTORSHIPS:
            self.funnel[FUNNEL_OF_MENTORSHIPS[what]] += 1
        if what == "started":
            self.started[event.subject] = nanoseconds(event.time)
        elif what == "ended":
            reason = name_of(mentorship, "end_reason")
            self.ends[reason] += 1
            self.funnel["completed"] += reason in GOOD_ENDS
        elif what == "contact_started":
            self.contacts.add(event.subject)
        elif what == "invited_to_mentor":
            self.funnel["invited_to_mentor"] += len(mentorship.mentor_invitations)
        elif what == "quiet":
            self.ratios["rescued_silences"][1] += 1
        elif what == "contacted":
            self.ratios["rescued_silences"][0] += mentorship.rescued

    def _advice(self, what, event, _):
        mentorship = event.subject.split("/advice/")[0]
        if mentorship not in self.mentorships:
            return
        self.ratios["closed_advice"][1] += what == "given"
        self.ratios["closed_advice"][0] += what == "reported"
        self.open_advice[mentorship] += (what == "given") - (what == "reported")

    def _pulse(self, what, event, pulse):
        if pulse.program == self.program:
            self.pulses[nanoseconds(pulse.create_time), pulse.name] = pulse.score

    def _enrollment(self, what, event, enrollment):
        roles = enrollment.DESCRIPTOR.fields_by_name["roles"].enum_type.values_by_number
        learns = any(roles[role].name in LEARNERS for role in enrollment.roles)
        if what in ("activated", "waitlisted") and learns and event.subject.startswith(self.program + "/enrollments/"):
            self.learners[event.subject] = enrollment.profile

    def _meeting(self, what, event, meeting):
        if getattr(meeting, "mentorship", None) not in self.mentorships or not hasattr(meeting, "agenda_due_time"):
            return
        if what == "completed":
            prepared = meeting.HasField("agenda_set_time") and nanoseconds(meeting.agenda_set_time) <= nanoseconds(meeting.agenda_due_time)
            self.ratios["on_time_agendas"][0] += prepared
            self.ratios["on_time_agendas"][1] += 1
            self.meetings[meeting.mentorship].setdefault(meeting.name, meeting)
        if what in ("follow_up_submitted", "follow_up_missed"):
            self.due.add(meeting.name)
        if what == "follow_up_submitted":
            in_time = nanoseconds(meeting.follow_up_time) <= nanoseconds(meeting.follow_up_due_time)
            self.followed_up.setdefault(meeting.name, in_time)

    def _first_meeting(self):
        seconds = sorted((min(nanoseconds(one.start_time) for one in held.values()) - self.started[mentorship]) // 10**9
                         for mentorship, held in self.meetings.items() if mentorship in self.started)
        if not seconds:
            return {"count": 0, "mean_hours": 0.0, "median_hours": 0.0}
        middle = len(seconds) // 2
        median = seconds[middle] if len(seconds) % 2 else (seconds[middle - 1] + seconds[middle]) / 2
        return {"count": len(seconds), "mean_hours": sum(seconds) / 3600 / len(seconds), "median_hours": median / 3600}

    def _drifted(self, mentorship, held):
        starts = [nanoseconds(meeting.start_time) for meeting in held]
        minutes = sum(nanoseconds(meeting.end_time) - nanoseconds(meeting.start_time) for meeting in held) / 60e9 / len(held)
        days = (max(starts) - min(starts)) / 86400e9 / (len(held) - 1)
        return days > mentorship.cadence_days * 1.25 or abs(minutes - mentorship.meeting_minutes) > mentorship.meeting_minutes * 0.25

    def _standing(self):
        health = collections.Counter()
        for name, mentorship in self.mentorships.items():
            held = list(self.meetings[name].values())
            if len(held) >= 2:
                self.ratios["drifted"][0] += self._drifted(mentorship, held)
                self.ratios["drifted"][1] += 1
            state = name_of(mentorship, "state")
            health["paused"] += state == "PAUSED"
            if state in RUNNING:
                health["running"] += 1
                health["silent"] += mentorship.silence_step != 0
                health["not_met"] += not held
                health["without_time"] += mentorship.HasField("no_time_offered_time")
                health["open_advice"] += self.open_advice[name] > 0
        return {field: health[field] for field in ("running", "silent", "not_met", "without_time", "open_advice", "paused")}

    def measures(self):
        self.funnel["first_meetings_held"] = len(self.meetings)
        self.funnel["contacts_started"] = len(self.contacts)
        self.ratios["on_time_follow_ups"] = [sum(self.followed_up.values()), len(self.due)]
        for name in self.started:
            self.matched.update(self.mentorships[name].mentees)
        self.ratios["match_rate"] = [sum(person in self.matched for person in self.learners.values()), len(self.learners)]
        health = self._standing()
        scores = [score for _, score in sorted(self.pulses.items())]
        scores = scores[:len(scores) // 5 * 5]
        return {
            "funnel": {field: count for field, count in self.funnel.items() if count},
            "first_meeting": self._first_meeting(),
            **{measure: dict(zip(("part", "of"), self.ratios[measure]))
               for measure in ("on_time_agendas", "on_time_follow_ups", "closed_advice", "rescued_silences", "match_rate", "drifted")},
            "ends": [{"reason": reason, "count": self.ends[reason]} for reason in END_REASONS if self.ends[reason]],
            "satisfaction": {"answers": [scores.count(score) for score in range(1, 6)],
                             "mean": sum(scores) / len(scores) if scores else 0.0},
            "responses": [{"quality": quality, "sent": rate["sent"], "answered": len(rate["answered"]), "accepted": len(rate["accepted"])}
                          for quality in ("BASIC", "GOOD", "STRONG") if (rate := self.qualities.get(quality))],
            "health": health,
        }


def plain(measures):
    """A Measures message in the form of Recount.measures()."""
    ratio = {name: {"part": getattr(measures, name).part, "of": getattr(measures, name).of}
             for name in ("on_time_agendas", "on_time_follow_ups", "closed_advice", "rescued_silences", "match_rate", "drifted")}
    first, satisfaction = measures.first_meeting, measures.satisfaction
    return {
        "funnel": {field.name: value for field, value in measures.funnel.ListFields()},
        "first_meeting": {"count": first.count, "mean_hours": first.mean_hours, "median_hours": first.median_hours},
        **ratio,
        "ends": [{"reason": end.reason, "count": end.count} for end in measures.ends],
        "satisfaction": {"answers": list(satisfaction.answers), "mean": satisfaction.mean},
        "responses": [{"quality": rate.quality, "sent": rate.sent, "answered": rate.answered, "accepted": rate.accepted}
                      for rate in measures.responses],
        "health": {field: getattr(measures.health, field) for field in ("running", "silent", "not_met", "without_time", "open_advice",
                                                                        "paused")},
    }


def events(speaker, who, service, organization):
    """Every event of a service's own, oldest first, with its payload."""
    from google.protobuf import symbol_database

    cursor = ""
    while True:
        page = speaker.call("EventFeed/ListEvents", who, service, parent=organization, cursor=cursor, page_size=1000)
        for event in page.events:
            kind = symbol_database.Default().GetSymbol(event.payload.type_url.split("/")[-1])
            yield event, kind.FromString(event.payload.value)
        if page.next_cursor == cursor:
            return
        cursor = page.next_cursor


def recount(speaker, who, organization, program):
    """The measures, from the feed of matching first and that of scheduling after it."""
    counted = Recount(program)
    taken = set()
    for service in ("matching", "scheduling"):
        for event, payload in events(speaker, who, service, organization):
            # Where all services answer at one address, each feed is all of them.
            if event.id not in taken and (service == "matching") != event.type.startswith("meeting."):
                taken.add(event.id)
                counted.take(event, payload)
    return counted.measures()


def main(address, organization, program):
    import backend

    speaker = backend.Backend({service: address for service in ("profile", "matching", "scheduling", "notification")})
    who = backend.administrator(organization.split("/")[-1])
    print(json.dumps(recount(speaker, who, organization, program), indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
