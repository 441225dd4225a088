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
QUALITIES = ("BASIC", "GOOD", "STRONG")
RATIOS = ("on_time_agendas", "on_time_follow_ups", "closed_advice", "rescued_silences", "match_rate", "drifted")
# What of the feed of each service is looked at.
FEEDS = {"profile": ["profile.*", "mentor_offer.*"], "scheduling": ["meeting.*"],
         "matching": ["conversation_request.*", "mentorship.*", "enrollment.*", "pulse.*", "advice.*", "introduction.*", "advocacy.*",
                      "appreciation.*", "reflection.*"]}
HEALTH = ("running", "silent", "not_met", "without_time", "open_advice", "paused")


def nanoseconds(timestamp):
    return timestamp.ToNanoseconds()


def names_of(message, field):
    """The names of the values of an enumeration's field, which may be repeated."""
    values = message.DESCRIPTOR.fields_by_name[field].enum_type.values_by_number
    numbers = getattr(message, field)
    return [values[number].name for number in ([numbers] if isinstance(numbers, int) else numbers)]


def name_of(message, field):
    return names_of(message, field)[0]


def length_of(meeting):
    return nanoseconds(meeting.end_time) - nanoseconds(meeting.start_time)


class Told:
    """What the events say of one request, mentorship or enrollment."""

    def __init__(self):
        self.last, self.happened = None, collections.Counter()  # the last payload; events of each kind

    def take(self, what, payload):
        self.last = payload
        self.happened[what] += 1


class Mentorship(Told):
    def __init__(self):
        super().__init__()
        self.started, self.ends, self.invited, self.rescued = None, [], 0, 0
        self.held, self.due, self.followed_up = {}, set(), {}  # meetings by name
        self.within = collections.Counter()  # events of what passes between its people
        self.appreciated, self.reflected = collections.Counter(), collections.Counter()  # by receiver, by author

    def tell(self, what, time, mentorship):
        self.take(what, mentorship)
        if what == "started":
            self.started = time
        elif what == "ended":
            self.ends.append(name_of(mentorship, "end_reason"))
        elif what == "invited_to_mentor":
            self.invited += len(mentorship.mentor_invitations)
        elif what == "contacted":
            self.rescued += mentorship.rescued

    def meet(self, what, meeting):
        if what == "completed":
            self.held.setdefault(meeting.name, meeting)
        if what in ("follow_up_submitted", "follow_up_missed"):
            self.due.add(meeting.name)
        if what == "follow_up_submitted":
            in_time = nanoseconds(meeting.follow_up_time) <= nanoseconds(meeting.follow_up_due_time)
            self.followed_up.setdefault(meeting.name, in_time)

    def state(self):
        return name_of(self.last, "state")

    def open_advice(self):
        return self.within["advice.given"] > self.within["advice.reported"]

    def drifted(self):
        held = list(self.held.values())
        starts = [nanoseconds(meeting.start_time) for meeting in held]
        minutes = sum(length_of(meeting) for meeting in held) / 60e9 / len(held)
        days = (max(starts) - min(starts)) / 86400e9 / (len(held) - 1)
        agreed, tolerance = self.last.meeting_minutes, self.last.rules.drift_percent / 100
        return days > self.last.cadence_days * (1 + tolerance) or abs(minutes - agreed) > agreed * tolerance


class Learner:
    """An enrollment that took part as MENTEE or PEER."""

    def __init__(self, enrollment, matched):
        self.person, self.since, self.matched = enrollment.profile, nanoseconds(enrollment.enroll_time), matched


class Part:
    """What measures are counted from: all of a program, what some of its people have a part in, or several of these together."""

    def __init__(self, requests, mentorships, pulses, learners):
        self.requests, self.mentorships, self.pulses, self.learners = requests, mentorships, pulses, learners

    def __add__(self, other):
        return Part(self.requests + other.requests, {**self.mentorships, **other.mentorships}, self.pulses + other.pulses,
                    self.learners + other.learners)

    def of(self, people):
        mentorships = {name: one for name, one in self.mentorships.items() if people & set(one.last.mentees)}
        return Part([request for request in self.requests if request.last.mentee in people], mentorships,
                    [pulse for pulse in self.pulses if pulse.name.split("/pulses/")[0] in mentorships],
                    [learner for learner in self.learners if learner.person in people])


NOTHING = Part([], {}, [], [])


class Facts:
    """Everything that the feeds of an organization say; in which order the feeds are read does not matter."""

    def __init__(self):
        self.requests, self.enrollments = collections.defaultdict(Told), collections.defaultdict(Told)
        self.mentorships = collections.defaultdict(Mentorship)
        self.pulses, self.profiles, self.learned = {}, {}, set()

    def take(self, event, payload):
        kind, _, what = event.type.partition(".")
        told = payload.DESCRIPTOR.name
        if told == "ConversationRequest":
            self.requests[event.subject].take(what, payload)
        elif told == "Mentorship":
            self.mentorships[event.subject].tell(what, nanoseconds(event.time), payload)
        elif told == "Meeting":
            self.mentorships[payload.mentorship].meet(what, payload)
        elif told == "Pulse":
            self.pulses[event.subject] = payload
        elif told == "Enrollment":
            self.enrollments[event.subject].take(what, payload)
            if what in ("activated", "waitlisted") and LEARNERS & set(names_of(payload, "roles")):
                self.learned.add(event.subject)
        elif told == "Profile":
            self.profiles[event.subject] = payload
        elif "/mentorships/" in event.subject:
            mentorship = self.mentorships["/".join(event.subject.split("/")[:4])]
            mentorship.within[event.type] += 1
            if event.type == "appreciation.given":
                mentorship.appreciated[payload.receiver] += 1
            if event.type == "reflection.created":
                mentorship.reflected[payload.author] += 1

    def programs(self):
        told = [*self.requests.values(), *self._created().values()]
        return sorted({one.last.program for one in told} | {name.split("/enrollments/")[0] for name in self.enrollments})

    def _created(self):
        return {name: one for name, one in self.mentorships.items() if one.last}

    def of(self, program):
        mentorships = {name: one for name, one in self._created().items() if one.last.program == program}
        matched = {mentee for one in mentorships.values() if one.started for mentee in one.last.mentees}
        learners = [self.enrollments[name].last for name in self.learned if name.startswith(program + "/enrollments/")]
        return Part([one for one in self.requests.values() if one.last.program == program], mentorships,
                    [pulse for pulse in self.pulses.values() if pulse.program == program],
                    [Learner(enrollment, enrollment.profile in matched) for enrollment in learners])

    def of_all(self):
        return sum((self.of(program) for program in self.programs()), NOTHING)


def funnel(part):
    counted = collections.Counter()
    for request in part.requests:
        for what, field in FUNNEL_OF_REQUESTS.items():
            counted[field] += request.happened[what]
    for one in part.mentorships.values():
        for what, field in FUNNEL_OF_MENTORSHIPS.items():
            counted[field] += one.happened[what]
        counted["first_meetings_held"] += bool(one.held)
        counted["completed"] += sum(reason in GOOD_ENDS for reason in one.ends)
        counted["contacts_started"] += one.happened["contact_started"] > 0
        counted["invited_to_mentor"] += one.invited
    return {field: count for field, count in counted.items() if count}


def first_meeting(part):
    seconds = sorted((min(nanoseconds(meeting.start_time) for meeting in one.held.values()) - one.started) // 10**9
                     for one in part.mentorships.values() if one.held)
    if not seconds:
        return {"count": 0, "mean_hours": 0.0, "median_hours": 0.0}
    middle = len(seconds) // 2
    median = seconds[middle] if len(seconds) % 2 else (seconds[middle - 1] + seconds[middle]) / 2
    return {"count": len(seconds), "mean_hours": sum(seconds) / 3600 / len(seconds), "median_hours": median / 3600}


def ratios(part):
    counted = collections.defaultdict(lambda: [0, 0])  # part, of

    def add(measure, part, of):
        counted[measure][0] += part
        counted[measure][1] += of

    for one in part.mentorships.values():
        for meeting in one.held.values():
            due = nanoseconds(meeting.agenda_due_time)
            add("on_time_agendas", meeting.HasField("agenda_set_time") and nanoseconds(meeting.agenda_set_time) <= due, 1)
        add("on_time_follow_ups", sum(one.followed_up.values()), len(one.due))
        add("closed_advice", one.within["advice.reported"], one.within["advice.given"])
        add("rescued_silences", one.rescued, one.happened["quiet"])
        if len(one.held) >= 2:
            add("drifted", one.drifted(), 1)
    for learner in part.learners:
        add("match_rate", learner.matched, 1)
    return {measure: dict(zip(("part", "of"), counted[measure])) for measure in RATIOS}


def satisfaction(part):
    answers = sorted((nanoseconds(pulse.create_time), pulse.name, pulse.score) for pulse in part.pulses)
    scores = [score for *_, score in answers[:len(answers) // 5 * 5]]
    return {"answers": [scores.count(score) for score in range(1, 6)], "mean": sum(scores) / len(scores) if scores else 0.0}


def responses(part):
    rates = []
    for quality in QUALITIES:
        sent = [request for request in part.requests if name_of(request.last, "quality") == quality]
        answered = [request for request in sent if request.happened["accepted"] or request.happened["declined"]]
        accepted = [request for request in answered if request.happened["accepted"]]
        if sent:
            rates.append({"quality": quality, "sent": sum(request.happened["sent"] for request in sent), "answered": len(answered),
                          "accepted": len(accepted)})
    return rates


def health(part):
    counted = collections.Counter()
    for one in part.mentorships.values():
        counted["paused"] += one.state() == "PAUSED"
        if one.state() in RUNNING:
            counted["running"] += 1
            counted["silent"] += one.last.silence_step != 0
            counted["not_met"] += not one.held
            counted["without_time"] += one.last.HasField("no_time_offered_time")
            counted["open_advice"] += one.open_advice()
    return {field: counted[field] for field in HEALTH}


def measures(part):
    ends = collections.Counter(reason for one in part.mentorships.values() for reason in one.ends)
    return {
        "funnel": funnel(part),
        "first_meeting": first_meeting(part),
        **ratios(part),
        "ends": [{"reason": reason, "count": ends[reason]} for reason in END_REASONS if ends[reason]],
        "satisfaction": satisfaction(part),
        "responses": responses(part),
        "health": health(part),
    }


def plain(said):
    """A Measures message in the form of measures()."""
    first = said.first_meeting
    return {
        "funnel": {field.name: value for field, value in said.funnel.ListFields()},
        "first_meeting": {"count": first.count, "mean_hours": first.mean_hours, "median_hours": first.median_hours},
        **{name: {"part": getattr(said, name).part, "of": getattr(said, name).of} for name in RATIOS},
        "ends": [{"reason": end.reason, "count": end.count} for end in said.ends],
        "satisfaction": {"answers": list(said.satisfaction.answers), "mean": said.satisfaction.mean},
        "responses": [{"quality": rate.quality, "sent": rate.sent, "answered": rate.answered, "accepted": rate.accepted}
                      for rate in said.responses],
        "health": {field: getattr(said.health, field) for field in HEALTH},
    }


def events(speaker, who, service, organization):
    """What there is to look at in a service's feed, oldest first: events with their payloads."""
    from google.protobuf import symbol_database

    cursor = ""
    while True:
        page = speaker.call("EventFeed/ListEvents", who, service, parent=organization, cursor=cursor, types=FEEDS[service],
                            page_size=1000)
        for event in page.events:
            kind = symbol_database.Default().GetSymbol(event.payload.type_url.split("/")[-1])
            yield event, kind.FromString(event.payload.value)
        if page.next_cursor == cursor:
            return
        cursor = page.next_cursor


def read(speaker, who, organization):
    """What the feeds of profile, matching and scheduling say."""
    facts = Facts()
    for service in FEEDS:
        for event, payload in events(speaker, who, service, organization):
            facts.take(event, payload)
    return facts


def main(address, organization, program):
    import backend

    speaker = backend.Backend({service: address for service in ("profile", "matching", "scheduling", "notification")})
    who = backend.administrator(organization.split("/")[-1])
    print(json.dumps(measures(read(speaker, who, organization).of(program)), indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
