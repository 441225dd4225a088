"""A suite with people who have something to do with grace, who will leave: pairs in every state, groups, requests, meetings, waiters."""

import collections
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import backend  # noqa: E402
from google.protobuf import json_format  # noqa: E402

ACME = "organizations/acme"
ADMIN = backend.administrator()
HOUR, DAY = 3600, 86400
SERVICES = ("profile", "matching", "scheduling", "notification")
# What is made anew each time, or says when and how often: not what came of it.
OF_NO_MATTER = {"etag", "create_time", "update_time", "id", "reminder", "claim_time"}
# In each of them grace mentors `mentee-<state>` and is mentored by `mentor-<state>`.
STATES = ("proposed", "intro", "active", "paused", "wrapping-up", "contact")
# Whose free times are looked at.
DIARIES = ("grace", "pete", "hal", "ivy", "mentee-active", "mentor-wrapping-up")
# Programs and who is in them, as what, with how many seats. `w` has one seat, which grace has.
PEOPLE = {
    "p": {
        "grace": (["MENTOR", "MENTEE"], 10), "alan": (["MENTOR"], 3),
        **{name: (["MENTEE"], 0) for name in ("bob", "carl", "dora", "erin", *(f"mentee-{state}" for state in STATES))},
        **{f"mentor-{state}": (["MENTOR"], 1) for state in STATES},
    },
    "g": {"grace": (["MENTOR", "MENTEE"], 2), "olga": (["MENTOR"], 2), "pete": (["MENTOR"], 2),
          **{name: (["MENTEE"], 0) for name in ("fay", "gus", "hal", "ivy")}},
    "w": {"alan": (["MENTOR"], 1), "grace": (["MENTEE"], 0), "fay": (["MENTEE"], 0), "gus": (["MENTEE"], 0)},
}


def person(name):
    return f"{ACME}/profiles/{name}"


def own_id(name):
    return name.rsplit("/", 1)[-1]


def essence(message):
    """A resource as a dictionary, without what is of no matter."""

    def strip(value):
        if isinstance(value, dict):
            return {key: strip(part) for key, part in value.items() if key not in OF_NO_MATTER}
        return [strip(part) for part in value] if isinstance(value, list) else value

    return strip(json_format.MessageToDict(message, preserving_proto_field_name=True))


class House:
    def __init__(self, suite):
        self.suite = suite
        self.connect()

    def connect(self):
        self.speaker = backend.Backend({service: self.suite.address for service in SERVICES})
        self.call = self.speaker.call

    def admin(self, method, **fields):
        return self.call(method, ADMIN, **fields)

    def as_one(self, who, method, **fields):
        return self.call(method, backend.member(person(who)), **fields)

    def now(self):
        return self.call("Sandbox/GetClock", ADMIN, "profile").time.seconds

    def settle(self, seconds=0):
        """Until everything has happened that is due so many seconds from now."""
        end = backend.at(self.now() + seconds)
        while self.call("Sandbox/AdvanceClock", ADMIN, "profile", time=end).settled_count:
            pass

    def come(self, name, **about):
        english = [{"tag": "en", "proficiency": 5}]
        profile = {"given_name": name.title(), "email": f"{name}@acme.example", "time_zone": "UTC", "languages": english, **about}
        self.admin("ProfileService/CreateProfile", parent=ACME, profile_id=name, profile=profile)

    def ask(self, mentee, mentors):
        now = self.now()
        slots = [{"start_time": backend.at(now + day * DAY), "end_time": backend.at(now + day * DAY + HOUR)} for day in (2, 3, 4)]
        request = {
            "program": f"{ACME}/programs/p", "mentee": person(mentee), "ranked_mentors": [person(mentor) for mentor in mentors],
            "subject": "Reading other people's code", "opening": "Your talk Compilers for People made me read ours.",
            "introduction": "I keep the build of our team running.", "minutes": 20, "window_days": 14, "proposed_slots": slots,
            "questions": ["Where would you begin with old code?", "What would you leave alone at first?"],
        }
        return self.as_one(mentee, "ConversationService/CreateConversationRequest", parent=ACME, conversation_request=request).name

    def begin(self, name, program, mentors, mentees, state):
        """A mentorship brought to a state by its own people."""
        people = {"mentors": [person(one) for one in mentors], "mentees": [person(one) for one in mentees]}
        mentorship = self.admin("MentorshipService/CreateMentorship", parent=ACME, mentorship_id=name,
                                mentorship={"program": f"{ACME}/programs/{program}", **people}).name

        def move(method, **fields):
            self.as_one(mentees[0], f"MentorshipService/{method}", name=mentorship, **fields)

        self.as_one(mentees[0], "MentorshipService/AcceptMentorship", name=mentorship)
        if state == "proposed":
            return mentorship
        for other in [*mentors, *mentees[1:]]:
            self.as_one(other, "MentorshipService/AcceptMentorship", name=mentorship)
        if state != "intro":
            move("ConcludeIntro", outcome="CONTINUE")
        if state == "paused":
            move("PauseMentorship", until_time=backend.at(self.now() + 30 * DAY))
        if state in ("wrapping-up", "contact"):
            move("ProposeWrapUp")
        if state == "contact":
            move("AnswerWrapUp", answer="COMPLETE")
            move("StartContact")
        return mentorship

    def plan(self, what, by, mentorship, start, participants=()):
        """`what` is "meeting" or "hold"."""
        method = {"meeting": "BookMeeting", "hold": "HoldSlot"}[what]
        planned = {"mentorship": mentorship, "start_time": backend.at(start), "end_time": backend.at(start + HOUR // 2),
                   "participants": [person(one) for one in participants]}
        self.as_one(by, f"MeetingService/{method}", parent=ACME, **{what: planned, f"{what}_id": f"by-{by}-{(start - self.now()) // HOUR}"})

    def invite(self):
        """Everybody, with what they need to take part."""
        self.admin("OrganizationService/CreateOrganization", organization_id="acme", organization={"title": "Acme"})
        goal = {"outcome": "I lead the design review of a service", "skill": "go", "horizon": "SHORT",
                "target_date": {"year": 2027, "month": 7, "day": 1}}
        offers = {"mentor_offer": {"capacity": 10}, "public_works": [{"kind": "TALK", "title": "Compilers for People"}],
                  "skills_offered": [{"skill": "go", "level": 5}]}
        roles = collections.defaultdict(set)
        for places in PEOPLE.values():
            for name, (own, _) in places.items():
                roles[name].update(own)
        for name, own in roles.items():
            self.come(name, **(offers if "MENTOR" in own else {}))
            if "MENTOR" in own:
                self.admin("ProfileService/ReviewMentorOffer", name=person(name), decision="APPROVE")
            if "MENTEE" in own:
                self.as_one(name, "GoalService/CreateGoal", parent=person(name), goal_id="g", goal=goal)
        self.settle()
        for program, places in PEOPLE.items():
            about = {"title": program.title(), "kind": "GROUP" if program == "g" else "FORMAL", "rules": {"ask_agreement": False}}
            self.admin("ProgramService/CreateProgram", parent=ACME, program_id=program, program=about)
            self.admin("ProgramService/OpenProgram", name=f"{ACME}/programs/{program}")
            for name, (own, capacity) in places.items():
                enrollment = {"profile": person(name), "roles": own, "capacity": capacity}
                self.admin("ProgramService/CreateEnrollment", parent=f"{ACME}/programs/{program}", enrollment=enrollment)

    def furnish(self):
        self.invite()
        for state in STATES:
            self.begin(f"as-mentor-{state}", "p", ["grace"], [f"mentee-{state}"], state)
            self.begin(f"as-mentee-{state}", "p", [f"mentor-{state}"], ["grace"], state)
        self.begin("group-led", "g", ["olga", "grace"], ["fay", "gus"], "active")
        self.begin("group-joined", "g", ["pete"], ["hal", "ivy", "grace"], "active")
        asked = self.ask("bob", ["grace"])
        self.as_one("grace", "ConversationService/AcceptConversationRequest", name=asked)
        for mentee, mentors in {"carl": ["grace", "alan"], "dora": ["alan", "grace"], "erin": ["grace"], "grace": ["alan"]}.items():
            self.ask(mentee, mentors)
        self.settle()
        now, active, joined = self.now(), f"{ACME}/mentorships/as-mentor-active", f"{ACME}/mentorships/group-joined"
        for day in (3, 10):
            self.plan("meeting", "mentee-active", active, now + day * DAY + 2 * HOUR)
        self.plan("meeting", "grace", f"{ACME}/mentorships/as-mentee-wrapping-up", now + 4 * DAY + 2 * HOUR)
        self.plan("meeting", "hal", joined, now + 7 * DAY + 2 * HOUR)
        self.plan("meeting", "ivy", joined, now + 8 * DAY + 2 * HOUR, ["pete", "ivy"])
        self.plan("hold", "mentee-active", active, now + 3 * DAY + 5 * HOUR)
        self.plan("hold", "hal", joined, now + 7 * DAY + 5 * HOUR)
        self.settle()

    def events(self, cursor=""):
        """How many events came after a cursor, of all four services, and the cursor of the last: the suite has one feed."""
        count = 0
        while True:
            page = self.call("EventFeed/ListEvents", ADMIN, "profile", parent=ACME, cursor=cursor, page_size=1000)
            count += len(page.events)
            if page.next_cursor == cursor:
                return count, cursor
            cursor = page.next_cursor

    def free(self, name):
        """When somebody is free in the two weeks that come, in seconds."""
        times = self.admin("AvailabilityService/ListFreeTimes", parent=person(name)).free_times
        return [(one.start_time.seconds, one.end_time.seconds) for one in times]

    def state(self):
        """Everything that anybody could find out about how things stand, and who was told what by which rule."""
        lists = {
            "mentorships": ("MentorshipService/ListMentorships", ACME), "meetings": ("MeetingService/ListMeetings", ACME),
            "conversation_requests": ("ConversationService/ListConversationRequests", ACME),
        }
        found = {}
        for field, (method, parent) in lists.items():
            found[field] = {one.name: essence(one) for one in getattr(self.admin(method, parent=parent, page_size=500), field)}
        for name, request in found["conversation_requests"].items():
            own = self.as_one(own_id(request["mentee"]), "ConversationService/GetConversationRequest", name=name)
            found["conversation_requests"][name] = essence(own)
        found["enrollments"] = {
            f"{program} {own_id(one.profile)}": essence(one) for program in PEOPLE
            for one in self.admin("ProgramService/ListEnrollments", parent=f"{ACME}/programs/{program}", page_size=500).enrollments}
        found["free"] = {name: self.free(name) for name in DIARIES}
        told = collections.Counter()
        for one in self.admin("NotificationService/ListNotifications", parent=ACME, page_size=500).notifications:
            told[f"{own_id(one.rule)} to {own_id(one.recipient)}"] += 1
        found["told"] = dict(sorted(told.items()))
        found["reminders"] = sorted(
            f"{own_id(one.rule)} to {own_id(one.recipient)} {one.due_time.seconds}"
            for one in self.admin("ReminderService/ListReminders", parent=ACME, page_size=500).reminders if one.state == 1)
        return found
