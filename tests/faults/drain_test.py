"""SIGTERM: what was begun is finished, and the process ends with 0."""

import concurrent.futures
import random
import socket
import sqlite3
import time

import faults
import cases
import grpc
from faults import ACME, ADMIN
from gilde.common.v1 import event_pb2
from gilde.profile.v1 import profile_pb2, profile_service_pb2
from servers import until

WRITERS = 4
# What Kubernetes gives a pod before it kills it.
GRACE_SECONDS = 30


class Drain(faults.FaultTest):
    def start(self, *flags):
        self.running = self.suite(*flags).start()
        self.backend = faults.Backend(self.running.address)
        self.backend.open_organization()

    def terminate(self):
        self.running.process.terminate()

    def check_ended(self):
        until(lambda: self.running.process.poll() is not None, "the process ends", GRACE_SECONDS)
        self.assertEqual(self.running.process.returncode, 0)

    def refuses_newcomers(self):
        with socket.socket() as probe:
            host, port = self.running.address.split(":")
            return probe.connect_ex((host, int(port))) != 0

    def test_a_call_in_flight_is_answered_after_sigterm(self):
        self.start()
        # Somebody else writes into the database: the call waits for them.
        other = sqlite3.connect(f"{self.running.folder}/data/profile.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        request = profile_service_pb2.CreateProfileRequest(parent=ACME, profile=profile_pb2.Profile(given_name="Ada"))
        answer = self.backend.profiles.CreateProfile.future(request, metadata=ADMIN, timeout=30)
        # Of two calls on one connection the first arrives first.
        faults.call(self.backend.profiles.ListProfiles, profile_service_pb2.ListProfilesRequest(parent=ACME))
        self.terminate()
        until(self.refuses_newcomers, "it serves nobody new")
        self.assertFalse(answer.done())
        other.execute("ROLLBACK")
        other.close()
        self.assertEqual(answer.result().given_name, "Ada")
        self.check_ended()
        self.running.start()
        profiles = faults.Backend(self.running.address).profiles
        stored = faults.call(profiles.GetProfile, profile_service_pb2.GetProfileRequest(name=answer.result().name))
        self.assertEqual(stored, answer.result())

    def test_under_load_every_write_that_was_done_was_answered(self):
        self.start()
        writers = [faults.Writer(self.running.address, f"w{number}") for number in range(WRITERS)]
        for _ in range(3):
            with faults.Load(*[writer.step for writer in writers]) as load:
                load.await_progress()
                time.sleep(random.uniform(0, 0.5))
                self.terminate()
                self.check_ended()
            # gRPC says CANCELLED of a call that arrives in the moment of the farewell: it was not begun.
            self.assertLessEqual({error.code() for error in load.errors}, {faults.UNAVAILABLE, grpc.StatusCode.CANCELLED})
            self.running.start()
            self.check_books(self.running.address, writers)
            stored = faults.Books(faults.Backend(self.running.address)).stored
            answered = {name: resource for writer in writers for name, resource in writer.acknowledged.items()}
            self.assertEqual([name for name in stored if stored[name] != answered.get(name)], [], "written without an answer")

    def test_a_follower_does_not_hold_it_up(self):
        self.start()
        stream = self.backend.events.Follow(event_pb2.FollowRequest(parent=ACME), metadata=ADMIN, timeout=120)
        self.assertEqual(next(stream).type, "organization.created")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            rest = pool.submit(lambda: list(stream))
            begun = time.monotonic()
            self.terminate()
            self.check_ended()
            self.assertLess(time.monotonic() - begun, 8)
            with self.assertRaises(grpc.RpcError) as ended:
                rest.result(5)
            self.assertEqual(faults.said(ended.exception), "UNAVAILABLE SERVER_STOPPING")

    def test_a_mail_server_that_hangs_does_not_hold_it_up(self):
        with socket.create_server(("127.0.0.1", 0)) as deaf:
            self.start("--smtp", f"smtp://127.0.0.1:{deaf.getsockname()[1]}")
            person = self.backend.add_person("ada")
            self.check_followers(self.running.address, person)
            self.backend.remind([faults.plain_reminder(person)] * 10)
            deaf.settimeout(30)
            with deaf.accept()[0]:
                self.terminate()
                self.check_ended()


if __name__ == "__main__":
    cases.main()
