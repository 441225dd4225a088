"""Somebody leaves: whatever is killed with -9, at whichever event of what follows from it, the end is the same."""

import collections
import json
import pathlib
import shutil
import sys
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import backend  # noqa: E402
import cases  # noqa: E402
import grpc  # noqa: E402
import servers  # noqa: E402
import suite as suites  # noqa: E402
from google.protobuf import json_format  # noqa: E402

ACME = "organizations/acme"
ADMIN = backend.administrator()
DAY = 86400
SERVICES = ("profile", "matching", "scheduling", "notification")
# What is made anew each time, or says when and how often: not what came of it.
OF_NO_MATTER = {"etag", "create_time", "update_time", "id", "reminder", "claim_time"}
# On PostgreSQL, where a start takes longer, every fourth boundary.
POSTGRES_STRIDE = 4


def person(name):
    return f"{ACME}/profiles/{name}"


def essence(message):
    """A resource as a dictionary, without what is of no matter."""

    def strip(value):
        if isinstance(value, dict):
            return {key: strip(part) for key, part in value.items() if key not in OF_NO_MATTER}
        return [strip(part) for part in value] if isinstance(value, list) else value

    return strip(json_format.MessageToDict(message, preserving_proto_field_name=True))


class House:
    """A suite with people who have something to do with grace, who will leave."""

    def __init__(self, suite):
        self.suite = suite
        self.connect()

    def connect(self):
        self.speaker = backend.Backend({service: self.suite.address for service in SERVICES})
        self.call = self.speaker.call

    def admin(self, method, **fields):
        return self.call(method, ADMIN, **fields)

    def settle(self):
        now = self.call("Sandbox/GetClock", ADMIN, "profile").time
        while self.call("Sandbox/AdvanceClock", ADMIN, "profile", time=now).settled_count:
            pass

    def come(self, name, **about):
        english = [{"tag": "en", "proficiency": 5}]
        profile = {"given_name": name.title(), "email": f"{name}@acme.example", "time_zone": "UTC", "languages": english, **about}
        self.admin("ProfileService/CreateProfile", parent=ACME, profile_id=name, profile=profile)

    def ask(self, mentee, mentors):
        now = self.call("Sandbox/GetClock", ADMIN, "profile").time.seconds
        slots = [{"start_time": backend.at(now + day * DAY), "end_time": backend.at(now + day * DAY + 3600)} for day in (2, 3, 4)]
        request = {
            "program": f"{ACME}/programs/p", "mentee": person(mentee), "ranked_mentors": [person(mentor) for mentor in mentors],
            "subject": "Reading other people's code", "opening": "Your talk Compilers for People made me read ours.",
            "introduction": "I keep the build of our team running.", "minutes": 20, "window_days": 14, "proposed_slots": slots,
            "questions": ["Where would you begin with old code?", "What would you leave alone at first?"],
        }
        return self.call("ConversationService/CreateConversationRequest", backend.member(person(mentee)), parent=ACME,
                         conversation_request=request).name

    def pair(self, mentee, mentor):
        name = self.ask(mentee, [mentor])
        accepted = self.call("ConversationService/AcceptConversationRequest", backend.member(person(mentor)), name=name)
        return accepted.mentorship

    def furnish(self):
        self.admin("OrganizationService/CreateOrganization", organization_id="acme", organization={"title": "Acme"})
        talk = {"kind": "TALK", "title": "Compilers for People"}
        for mentor in ("grace", "alan"):
            self.come(mentor, mentor_offer={"capacity": 3}, public_works=[talk], skills_offered=[{"skill": "go", "level": 5}])
            self.admin("ProfileService/ReviewMentorOffer", name=person(mentor), decision="APPROVE")
        for mentee in ("ada", "bob", "carl", "dora"):
            self.come(mentee)
        goal = {"outcome": "I lead the design review of a service", "skill": "go", "horizon": "SHORT",
                "target_date": {"year": 2027, "month": 7, "day": 1}}
        for learner in ("ada", "bob", "carl", "dora", "grace"):
            self.call("GoalService/CreateGoal", backend.member(person(learner)), parent=person(learner), goal_id="g", goal=goal)
        self.settle()
        rules = {"ask_agreement": False}
        self.admin("ProgramService/CreateProgram", parent=ACME, program_id="p", program={"title": "P", "kind": "FORMAL", "rules": rules})
        self.admin("ProgramService/OpenProgram", name=f"{ACME}/programs/p")
        for name, roles in {"grace": ["MENTOR", "MENTEE"], "alan": ["MENTOR"], "ada": ["MENTEE"], "bob": ["MENTEE"], "carl": ["MENTEE"],
                            "dora": ["MENTEE"]}.items():
            enrollment = {"profile": person(name), "roles": roles, "capacity": 3 if "MENTOR" in roles else 0}
            self.admin("ProgramService/CreateEnrollment", parent=f"{ACME}/programs/p", enrollment=enrollment)
        active = self.pair("ada", "grace")
        self.call("MentorshipService/ConcludeIntro", backend.member(person("ada")), name=active, outcome="CONTINUE")
        self.pair("bob", "grace")
        self.ask("carl", ["grace", "alan"])
        self.ask("dora", ["alan", "grace"])
        self.ask("grace", ["alan"])
        self.settle()
        now = self.call("Sandbox/GetClock", ADMIN, "profile").time.seconds
        for day in (3, 10):
            start = now + day * DAY + 2 * 3600
            meeting = {"mentorship": active, "start_time": backend.at(start), "end_time": backend.at(start + 1800)}
            self.call("MeetingService/BookMeeting", backend.member(person("ada")), parent=ACME, meeting=meeting)
        hold = {"mentorship": active, "start_time": backend.at(now + 5 * DAY), "end_time": backend.at(now + 5 * DAY + 1800)}
        self.call("MeetingService/HoldSlot", backend.member(person("ada")), parent=ACME, hold=hold)
        self.settle()

    def events(self):
        """How many events there are: at the suite's one address a feed has those of all four services."""
        cursor, count = "", 0
        while True:
            page = self.call("EventFeed/ListEvents", ADMIN, "profile", parent=ACME, cursor=cursor, page_size=1000)
            count += len(page.events)
            if page.next_cursor == cursor:
                return count
            cursor = page.next_cursor

    def state(self):
        """Everything that anybody could find out about how things stand, and who was told what by which rule."""
        lists = {
            "mentorships": ("MentorshipService/ListMentorships", ACME), "meetings": ("MeetingService/ListMeetings", ACME),
            "conversation_requests": ("ConversationService/ListConversationRequests", ACME),
            "enrollments": ("ProgramService/ListEnrollments", f"{ACME}/programs/p"),
        }
        found = {}
        for field, (method, parent) in lists.items():
            found[field] = {one.name: essence(one) for one in getattr(self.admin(method, parent=parent), field)}
        for name, request in found["conversation_requests"].items():
            own = self.call("ConversationService/GetConversationRequest", backend.member(request["mentee"]), name=name)
            found["conversation_requests"][name] = essence(own)
        told = collections.Counter()
        for one in self.admin("NotificationService/ListNotifications", parent=ACME, page_size=500).notifications:
            told[f"{one.rule.rsplit('/', 1)[-1]} to {one.recipient.rsplit('/', 1)[-1]}"] += 1
        found["told"] = dict(sorted(told.items()))
        found["reminders"] = sorted(
            f"{one.rule.rsplit('/', 1)[-1]} to {one.recipient.rsplit('/', 1)[-1]} {one.due_time.seconds}"
            for one in self.admin("ReminderService/ListReminders", parent=ACME, page_size=500).reminders if one.state == 1)
        return found


class Leaver(unittest.TestCase):
    maxDiff = None

    def leave(self, house, patient=True):
        house.call("ProfileService/DeactivateProfile", ADMIN, patient=patient, name=person("grace"), request_id="leave")

    def watch(self, suite, after, count, killed):
        """Kills the suite as soon as `count` events of all services have come after those of `after`."""
        seen, lock = [0], threading.Lock()

        def follow():
            contract = backend.CONTRACT["EventFeed"].methods_by_name["Follow"]
            request = contract.input_type._concrete_class(parent=ACME, cursor="")
            with grpc.insecure_channel(suite.address) as channel:
                stream = channel.unary_stream(f"/{contract.containing_service.full_name}/Follow", type(request).SerializeToString,
                                              contract.output_type._concrete_class.FromString)
                try:
                    for answer in stream(request, metadata=ADMIN, timeout=60):
                        if not answer.id:  # a heartbeat
                            continue
                        with lock:
                            seen[0] += 1
                            if seen[0] == after + count and not killed.is_set():
                                suite.kill()
                                killed.set()
                        if killed.is_set():
                            return
                except grpc.RpcError:
                    return

        thread = threading.Thread(target=follow, daemon=True)
        thread.start()
        return thread

    def check_end(self, state):
        """That nothing which depends on grace is left, and that everybody else is cared for."""
        grace = person("grace")
        reasons = collections.Counter(one.get("end_reason", one["state"]) for one in state["mentorships"].values())
        self.assertEqual(reasons, {"LEAVER": 2})
        self.assertEqual({one["state"] for one in state["meetings"].values()}, {"CANCELLED"})
        requests = {one["mentee"].rsplit("/", 1)[-1]: one for one in state["conversation_requests"].values() if one["state"] != "ACCEPTED"}
        self.assertEqual({name: one["state"] for name, one in requests.items()}, {"carl": "SENT", "dora": "SENT", "grace": "WITHDRAWN"})
        self.assertEqual(requests["carl"]["mentor"], person("alan"))
        self.assertNotIn(grace, requests["dora"]["ranked_mentors"])
        places = {one["profile"].rsplit("/", 1)[-1]: one for one in state["enrollments"].values()}
        self.assertEqual(places["grace"]["state"], "REMOVED")
        self.assertEqual(places["grace"].get("seats_taken", 0), 0)
        self.assertEqual([places[mentee].get("priority", 0) for mentee in ("ada", "bob", "carl")], [1, 1, 0])
        self.assertEqual([one for one in state["reminders"] if "to grace" in one], [])
        for partner in ("ada", "bob"):
            self.assertTrue(any(f"to {partner}" in one and "leaver" in one for one in state["told"]), state["told"])

    def kill_at_every_event(self, make_suite, copy, stride):
        """`make_suite(n)` has the n-th copy of the data that `copy` takes of the furnished house."""
        first = House(make_suite(None).start())
        first.furnish()
        before = first.events()
        first.suite.stop()
        copy()

        calm = House(make_suite(0).start())
        begun = time.monotonic()
        self.leave(calm)
        calm.settle()
        took = time.monotonic() - begun
        expected, after = calm.state(), calm.events()
        calm.suite.kill()
        self.check_end(expected)
        self.assertLess(took, 60, "within a minute")
        self.assertGreater(after - before, 15)

        for boundary in range(0, after - before + 1, stride):
            suite = make_suite(boundary + 1).start()
            house, killed = House(suite), threading.Event()
            watcher = self.watch(suite, before, boundary, killed) if boundary else None
            now = house.call("Sandbox/GetClock", ADMIN, "profile").time
            try:
                self.leave(house, patient=False)
                if boundary:
                    house.call("Sandbox/AdvanceClock", ADMIN, "profile", patient=False, time=now)
            except backend.Refused as refused:
                self.assertEqual(refused.code, "UNAVAILABLE")
            if boundary:
                self.assertTrue(killed.wait(10), f"event {boundary} of {after - before} came")
            else:
                killed.set()
                suite.kill()
            if watcher:
                watcher.join()
            suite.start()
            house.connect()
            # The caller who had no answer asks again, under the same id.
            self.leave(house)
            house.settle()
            state = house.state()
            for part in expected:
                self.assertEqual(state[part], expected[part], f"{part}, killed at event {boundary} of {after - before}")
            self.assertEqual(house.events(), after, f"events, killed at event {boundary}")
            suite.kill()
            suite.__exit__()

    def test_ends_the_same_wherever_it_is_killed_on_sqlite(self):
        base = suites.Suite()
        self.addCleanup(base.__exit__)
        kept = base.folder / "kept"

        def make(number):
            if number is None:
                return base
            suite = suites.Suite()
            shutil.copytree(kept, suite.folder / "data", dirs_exist_ok=True)
            self.addCleanup(suite.__exit__)
            return suite

        self.kill_at_every_event(make, lambda: shutil.copytree(base.folder / "data", kept), 1)

    def test_ends_the_same_wherever_it_is_killed_on_postgresql(self):
        postgres = servers.Postgres()
        self.addCleanup(postgres.close)
        template = postgres.new_database()

        def make(number):
            suite = suites.Suite(database=template if number is None else postgres.new_database(copy_of=template))
            self.addCleanup(suite.__exit__)
            return suite

        self.kill_at_every_event(make, lambda: None, POSTGRES_STRIDE)


if __name__ == "__main__":
    cases.main()
