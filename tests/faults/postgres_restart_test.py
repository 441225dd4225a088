"""PostgreSQL that goes away and comes back under a running suite."""

import collections
import queue
import random
import time

import faults
import cases
import grpc
import servers
from faults import ACME, ADMIN
from gilde.common.v1 import event_pb2
from gilde.profile.v1 import profile_pb2, profile_service_pb2
from google.rpc import error_details_pb2
from servers import until

RESTARTS = ("immediate", "fast") * 3
WRITERS = 3
PEOPLE = 50
AWAY = "UNAVAILABLE STORAGE_UNAVAILABLE"


class Reader:
    """Reads one person after another, and the whole list."""

    def __init__(self, address, names):
        self._backend = faults.Backend(address)
        self._names = names

    def step(self):
        profiles = self._backend.profiles
        name = random.choice(self._names)
        found = faults.call(profiles.GetProfile, profile_service_pb2.GetProfileRequest(name=name))
        listed = faults.call(profiles.ListProfiles, profile_service_pb2.ListProfilesRequest(parent=ACME, page_size=PEOPLE))
        if found.name != name or len(listed.profiles) != PEOPLE:
            raise AssertionError(f"asked for {name} and {PEOPLE} people, got {found.name} and {len(listed.profiles)}")


class Follower:
    """Follows who is created, and after an interruption goes on after the last event it saw."""

    def __init__(self, address):
        self._backend = faults.Backend(address)
        self._cursor = ""
        self.seen = collections.Counter()

    def step(self):
        request = event_pb2.FollowRequest(parent=ACME, cursor=self._cursor, types=["profile.created"])
        try:
            for event in self._backend.events.Follow(request, metadata=ADMIN, timeout=0.3):
                self._cursor = event.cursor
                self.seen[event.subject] += 1
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.DEADLINE_EXCEEDED:  # ours: a look at whether to stop
                raise


class PostgresRestart(faults.FaultTest):
    def setUp(self):
        self.postgres = servers.Postgres()
        self.addCleanup(self.postgres.close)
        self.running = self.suite(database=self.postgres.new_database()).start()
        self.backend = faults.Backend(self.running.address)
        self.backend.open_organization()
        self.people = [self.backend.add_person(f"p{number}") for number in range(PEOPLE)]

    def load(self):
        self.writers = [faults.Writer(self.running.address, f"w{number}") for number in range(WRITERS)]
        self.follower = Follower(self.running.address)
        readers = [Reader(self.running.address, self.people) for _ in range(2)]
        return faults.Load(*[one.step for one in (*self.writers, *readers, self.follower)])

    def check_after(self, load):
        self.assertEqual(list(load.said()), [AWAY])
        for error in load.errors:
            self.assertIsNotNone(faults.detail(error, error_details_pb2.RetryInfo), "says when to try again")
        for writer in self.writers:
            writer.finish()
        self.check_books(self.running.address, self.writers)
        people = [name for writer in self.writers for name in writer.acknowledged if "/goals/" not in name]
        with faults.Load(self.follower.step):
            until(lambda: len(self.follower.seen) == len(people) + PEOPLE, "the follower has seen everybody")
        self.assertEqual(set(self.follower.seen), {*people, *self.people})
        self.check_followers(self.running.address, people[-1])
        self.assertIsNone(self.running.process.poll())

    def test_every_error_during_restarts_is_unavailable_and_then_everything_goes_on_by_itself(self):
        with self.load() as load:
            for mode in RESTARTS:
                load.await_progress()
                self.postgres.restart(mode)
                load.await_progress()
        self.check_after(load)

    def test_while_it_is_away_calls_are_refused_at_once_and_afterwards_everything_goes_on_by_itself(self):
        with self.load() as load:
            load.await_progress()
            self.postgres.stop()
            for _ in range(20):
                begun = time.monotonic()
                with self.assertRaises(grpc.RpcError) as refused:
                    faults.call(self.backend.profiles.GetProfile, profile_service_pb2.GetProfileRequest(name=self.people[0]))
                self.assertEqual(faults.said(refused.exception), AWAY)
                self.assertLess(time.monotonic() - begun, 2)
            self.postgres.start()
            load.await_progress()
        self.check_after(load)

    def test_an_import_that_waits_for_its_client_ends_as_soon_as_a_message_cannot_be_written(self):
        messages = queue.SimpleQueue()
        call = self.backend.profiles.ImportProfiles(iter(messages.get, None), metadata=ADMIN, timeout=60)

        def send(number):
            row = profile_service_pb2.ImportProfileRow(profile=profile_pb2.Profile(external_id=f"i{number}", given_name="Ada"))
            messages.put(profile_service_pb2.ImportProfilesRequest(parent=ACME, rows=[row]))

        for number in range(3):  # a client that waits for each answer before it goes on
            send(number)
            self.assertEqual(next(call).results[0].outcome, profile_service_pb2.ImportProfileResult.CREATED)
        self.postgres.stop()
        begun = time.monotonic()
        send(3)
        with self.assertRaises(grpc.RpcError) as refused:
            next(call)
        self.assertEqual(faults.said(refused.exception), AWAY)
        self.assertLess(time.monotonic() - begun, 30)
        messages.put(None)
        self.postgres.start()

        def imported():
            try:
                request = profile_service_pb2.ListProfilesRequest(parent=ACME, page_size=500)
                return [profile for profile in faults.call(self.backend.profiles.ListProfiles, request).profiles if profile.external_id]
            except grpc.RpcError as error:
                self.assertEqual(faults.said(error), AWAY)
                return None

        self.assertEqual(len(until(imported, "the list can be read again")), 3)


if __name__ == "__main__":
    cases.main()
