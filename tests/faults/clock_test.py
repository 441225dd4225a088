"""The sandbox clock: it never goes back, whatever happens while it moves."""

import faults
import cases
import grpc
import suite as suites
from faults import ADMIN, at
from gilde.common.v1 import sandbox_pb2
from google.protobuf import timestamp_pb2
from servers import until

REMINDERS = 300
DAY = 24 * 3600
END = "2027-11-15T08:00:00Z"


class Clock(faults.FaultTest):
    def setUp(self):
        self.running = self.suite().start()
        self.connect()
        self.backend.open_organization()

    def connect(self):
        self.backend = faults.Backend(self.running.address)

    def restart(self):
        self.running.kill()
        self.running.start()
        self.connect()

    def now(self):
        return faults.call(self.backend.sandbox.GetClock, sandbox_pb2.GetClockRequest()).time

    def refused(self, time):
        with self.assertRaises(grpc.RpcError) as refused:
            faults.call(self.backend.sandbox.AdvanceClock, sandbox_pb2.AdvanceClockRequest(time=time))
        return faults.said(refused.exception)

    def test_an_earlier_time_leaves_it_where_it_is_and_a_missing_or_far_one_is_refused(self):
        self.backend.advance("2027-03-01T00:00:00Z")
        self.assertEqual(self.backend.advance("2027-01-01T00:00:00Z").time, at("2027-03-01T00:00:00Z"))
        self.assertEqual(self.refused(time=None), "INVALID_ARGUMENT TIME_MISSING")
        self.assertEqual(self.refused(time=at("2037-04-01T00:00:00Z")), "INVALID_ARGUMENT TIME_TOO_FAR")
        self.assertEqual(self.now(), at("2027-03-01T00:00:00Z"))

    def test_a_kill_does_not_take_it_back(self):
        self.backend.advance("2027-03-01T00:00:00Z")
        self.restart()
        self.assertEqual(self.now(), at("2027-03-01T00:00:00Z"))

    def test_a_kill_while_it_moves_neither_takes_it_back_nor_tells_anything_twice_or_not_at_all(self):
        person = self.backend.add_person("ada")
        self.check_followers(self.running.address, person)
        start = at(suites.START).seconds
        days = [timestamp_pb2.Timestamp(seconds=start + number * DAY) for number in range(1, REMINDERS + 1)]
        self.backend.remind(faults.plain_reminder(person, due_time=day) for day in days)
        moving = self.backend.sandbox.AdvanceClock.future(sandbox_pb2.AdvanceClockRequest(time=at(END)), metadata=ADMIN)
        until(lambda: len(self.backend.told()) > REMINDERS // 10, "it moves")
        self.restart()
        self.assertIsNotNone(moving.exception(), "it was still moving")
        latest = max(event.time.ToNanoseconds() for event in self.backend.events_of())
        self.assertGreaterEqual(self.now().ToNanoseconds(), latest, "earlier than what has happened already")
        self.backend.advance(END)
        told = self.backend.told()
        self.assertEqual(len(set(told)), len(told), "told twice")
        self.assertEqual(len(told), REMINDERS)


if __name__ == "__main__":
    cases.main()
