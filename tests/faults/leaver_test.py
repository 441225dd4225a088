"""Somebody leaves: whatever is killed with -9, at whichever event of what follows from it, the end is the same."""

import collections
import concurrent.futures
import shutil
import threading
import time
import unittest

import leaving  # first: it says where the others are
import backend
import cases
import grpc
import servers
import suite as suites
from leaving import ACME, ADMIN, STATES, House, own_id, person

# So many suites run at a time: each waits most of the time.
AT_A_TIME = 4
# So often is each of them killed, far apart, so that every event has a kill of its own.
KILLS = 6
# With Redis, where what a dead worker held is given out again when its lease is over: at so many of the events, each in a suite of its own.
EVENTS_WITH_REDIS = 8
LEASE_SECONDS = 60
# Who is in a pair with grace that is not over; those in contact only stay in touch.
MENTEES = {"bob", *(f"mentee-{state}" for state in STATES if state != "contact")}
MENTORS = {f"mentor-{state}" for state in STATES if state != "contact"}


def told(state, rule):
    """How often each person was told by a rule."""
    ending = f"{rule} to "
    return {line.removeprefix(ending): count for line, count in state["told"].items() if line.startswith(ending)}


def every_event(count):
    apart = count // KILLS + 1
    return [range(first, count + 1, apart) for first in range(apart)]


class Leaver(unittest.TestCase):
    maxDiff = None

    def leave(self, house, patient=True):
        house.call("ProfileService/DeactivateProfile", ADMIN, patient=patient, name=person("grace"), request_id="leave")

    def kill_at(self, suite, cursor, count):
        """Kills the suite as soon as `count` events of all services have come after `cursor`; a thread that ends then."""

        def follow():
            contract = backend.CONTRACT["EventFeed"].methods_by_name["Follow"]
            request = contract.input_type._concrete_class(parent=ACME, cursor=cursor)
            seen = 0
            with grpc.insecure_channel(suite.address) as channel:
                stream = channel.unary_stream(f"/{contract.containing_service.full_name}/Follow", type(request).SerializeToString,
                                              contract.output_type._concrete_class.FromString)
                for answer in stream(request, metadata=ADMIN, timeout=60):
                    seen += 1 if answer.id else 0  # else a heartbeat
                    if seen == count:
                        suite.kill()
                        return

        thread = threading.Thread(target=follow, daemon=True)
        thread.start()
        return thread

    def check_end(self, before, state):
        """That nothing which depends on grace is left, and that everybody else is cared for."""
        self.check_relationships(before, state)
        self.check_diaries(before, state)
        self.check_places(state)
        # Each is told once, and nobody else is.
        self.assertEqual(told(state, "ended-leaver"), dict.fromkeys(MENTEES | MENTORS, 1))
        self.assertEqual(told(state, "group-person-left"), dict.fromkeys(("olga", "fay", "gus", "pete", "hal", "ivy"), 1))
        self.assertEqual(told(state, "rematch"), dict.fromkeys(MENTEES, 1))
        self.assertEqual(told(state, "request-expired"), {"erin": 1})
        self.assertEqual(told(state, "request-moved-on"), {"carl": 1})
        self.assertEqual(told(state, "meeting-cancelled"), {"mentee-active": 2, "mentor-wrapping-up": 1, "hal": 1, "ivy": 1, "pete": 1})
        self.assertEqual([line for line in before["told"] if "to grace" in line and before["told"][line] != state["told"][line]], [])
        self.assertNotEqual([line for line in before["reminders"] if "to grace" in line], [])
        self.assertEqual([line for line in state["reminders"] if "to grace" in line], [])

    def check_relationships(self, before, state):
        pairs = {own_id(name): one for name, one in state["mentorships"].items()}
        was = {own_id(name): one["state"] for name, one in before["mentorships"].items()}
        groups = {"group-led", "group-joined"}
        for side in ("as-mentor", "as-mentee"):
            self.assertEqual([was[f"{side}-{name}"] for name in STATES], [name.replace("-", "_").upper() for name in STATES])
        self.assertEqual({pairs[name]["state"] for name in pairs.keys() - groups}, {"ENDED"})
        for name in pairs.keys() - groups:
            self.assertEqual(pairs[name]["end_reason"], "TERM" if name.endswith("-contact") else "LEAVER", name)
            self.assertNotIn("due_time", pairs[name], name)
        self.assertEqual({own_id(one) for pair in pairs.values() for one in pair.get("rematch", [])}, MENTEES)
        for name in groups:
            people = [own_id(one) for one in pairs[name]["mentors"] + pairs[name]["mentees"]]
            self.assertEqual((pairs[name]["state"], people), ("ACTIVE", {"group-led": ["olga", "fay", "gus"],
                                                                         "group-joined": ["pete", "hal", "ivy"]}[name]))
        requests = {own_id(one["mentee"]): one for one in state["conversation_requests"].values()}
        self.assertEqual({name: one["state"] for name, one in requests.items()},
                         {"bob": "ACCEPTED", "carl": "SENT", "dora": "SENT", "erin": "EXPIRED", "grace": "WITHDRAWN"})
        self.assertEqual(requests["carl"]["mentor"], person("alan"))
        self.assertNotIn(person("grace"), requests["dora"]["ranked_mentors"])

    def check_diaries(self, before, state):
        meetings = {own_id(name): one for name, one in state["meetings"].items()}
        of_grace = {name for name, one in meetings.items() if person("grace") in one["participants"]}
        self.assertEqual({own_id(name) for name, one in before["meetings"].items() if one["state"] == "SCHEDULED"}, set(meetings))
        self.assertEqual({meetings[name]["state"] for name in of_grace}, {"CANCELLED"})
        self.assertEqual({meetings[name]["state"] for name in meetings.keys() - of_grace}, {"SCHEDULED"})
        # Meetings and holds cut what is free in pieces; a meeting that somebody else has too goes on cutting.
        pieces = {name: (len(before["free"][name]), len(state["free"][name])) for name in state["free"]}
        self.assertEqual(pieces, {"grace": (16, 0), "pete": (13, 11), "hal": (12, 10), "ivy": (13, 11), "mentee-active": (13, 10),
                                  "mentor-wrapping-up": (11, 10)})

    def check_places(self, state):
        places = state["enrollments"]
        for program in leaving.PEOPLE:
            self.assertEqual(places[f"{program} grace"]["state"], "REMOVED")
        taken = {name: one["seats_taken"] for name, one in places.items() if one.get("seats_taken", 0) > 0}
        self.assertEqual(taken, {"g olga": 1, "g pete": 1})
        first = {name for name, one in places.items() if one.get("priority", 0) > 0}
        self.assertEqual(first, {f"p {name}" for name in MENTEES})
        self.assertEqual([places[f"w {name}"]["state"] for name in ("fay", "gus")], ["ACTIVE", "WAITLISTED"])
        # One welcome for the group, one for the seat that became free.
        welcomes = told(state, "enrollment-active")
        self.assertEqual([welcomes["fay"], welcomes["gus"]], [2, 1])

    def check_kills(self, make_suite, copy, plan, rest=0):
        """`make_suite(first)` has the first data, or a copy of it from after `copy` was called with the house furnished and closed.

        `plan(count)` says for each suite at which of the events it is killed. So many seconds of its own clock pass in the end.
        """
        first = House(make_suite(True).start())
        first.furnish()
        _, cursor = first.events()
        before = first.state()
        first.suite.stop()
        copy()

        calm = House(make_suite(False).start())
        begun = time.monotonic()
        self.leave(calm)
        calm.settle(rest)
        took = time.monotonic() - begun
        expected, (count, _) = calm.state(), calm.events(cursor)
        calm.suite.kill()
        self.check_end(before, expected)
        self.assertLess(took, 60, "within a minute")
        self.assertGreater(count, 150)

        def check(kills):
            house = self.leave_with_kills(make_suite(False), cursor, kills)
            house.settle(rest)
            state, events = house.state(), house.events(cursor)
            house.suite.kill()
            house.suite.__exit__()
            for part in expected:
                self.assertEqual(state[part], expected[part], f"{part}, killed at events {[*kills]} of {count}")
            self.assertEqual(events[0], count, f"events, killed at events {[*kills]}")

        with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
            checks = [pool.submit(check, kills) for kills in plan(count)]
            try:
                for one in concurrent.futures.as_completed(checks):
                    one.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def leave_with_kills(self, suite, cursor, kills):
        """A house whose suite was killed at each of these events of the leaving, and which knows that grace has left."""
        house = House(suite.start())
        now = backend.at(house.now())
        for name in leaving.DIARIES:  # so that what is kept of them is out of date
            house.free(name)
        for count in kills:
            killer = self.kill_at(suite, cursor, count) if count else None
            try:
                self.leave(house, patient=False)
                if killer:
                    house.call("Sandbox/AdvanceClock", ADMIN, "profile", patient=False, time=now)
            except backend.Refused as refused:
                self.assertEqual(refused.code, "UNAVAILABLE")
            if killer:
                killer.join(60)
                self.assertFalse(killer.is_alive(), f"event {count} came")
            else:
                suite.kill()
            suite.start()
            house.connect()
        # The caller who had no answer asks again, under the same id.
        self.leave(house)
        return house

    def sqlite(self, redis=None):
        """`make_suite` and `copy`. `redis()` makes one for each suite."""
        base = suites.Suite(redis=redis and redis())
        self.addCleanup(base.__exit__)
        kept = base.folder / "kept"

        def make(first):
            if first:
                return base
            suite = suites.Suite(redis=redis and redis())
            shutil.copytree(kept, suite.folder / "data", dirs_exist_ok=True)
            self.addCleanup(suite.__exit__)
            return suite

        return make, lambda: shutil.copytree(base.folder / "data", kept)

    def test_ends_the_same_wherever_it_is_killed_on_sqlite(self):
        self.check_kills(*self.sqlite(), every_event)

    def test_ends_the_same_wherever_it_is_killed_on_postgresql(self):
        postgres = servers.Postgres()
        self.addCleanup(postgres.close)
        template = postgres.new_database()

        def make(first):
            suite = suites.Suite(database=template if first else postgres.new_database(copy_of=template))
            self.addCleanup(suite.__exit__)
            return suite

        self.check_kills(make, lambda: None, every_event)

    def test_ends_the_same_with_what_redis_keeps_of_diaries_and_reminders(self):
        def new_redis():
            redis = servers.Redis()
            self.addCleanup(redis.close)
            return redis.url

        self.check_kills(*self.sqlite(new_redis), lambda count: [[event] for event in range(0, count + 1, count // EVENTS_WITH_REDIS)],
                         rest=LEASE_SECONDS + 1)


if __name__ == "__main__":
    cases.main()
