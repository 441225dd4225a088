"""Redis that is wiped, killed, hung or out of date: fast, never right."""

import collections
import concurrent.futures
import email
import time

import faults
import cases
import grpc
import servers
import suite as suites
from faults import ACME, at, member
from gilde.matching.v1 import mentorship_pb2, mentorship_service_pb2
from gilde.scheduling.v1 import availability_pb2, meeting_pb2
from servers import until

RECIPIENTS = 20
REMINDERS = 1200
BATCH = 100
MENTEES = 6
LATE = (False, False, True, True, False, False)
HALF_HOURS = 12
TAKEN = ("FAILED_PRECONDITION SLOT_TAKEN", "ALREADY_EXISTS RESOURCE_EXISTS")
WIPE = "local count = redis.call('DBSIZE'); redis.call('FLUSHALL'); return count"


class RedisTest(faults.FaultTest):
    def setUp(self):
        self.redis = servers.Redis()
        self.addCleanup(self.redis.close)
        self.wiped = 0

    def wipe(self):
        """Forgets everything, and counts what was forgotten."""
        self.wiped += self.redis.command("EVAL", WIPE, 0)

    def start(self, *flags, **options):
        suite = self.suite(*flags, redis=self.redis.url, **options).start()
        return suite, faults.Backend(suite.address)


class Delivery(RedisTest):
    """Two processes of the services share one database and one Redis, as in production."""

    def setUp(self):
        super().setUp()
        self.sink = servers.MailSink()
        self.addCleanup(self.sink.close)
        postgres = servers.Postgres()
        self.addCleanup(postgres.close)
        database = postgres.new_database()
        (suite, self.backend), (_, self.other) = [self.start("--smtp", self.sink.url, database=database) for _ in range(2)]
        self.backend.open_organization()
        self.people = [self.backend.add_person(f"p{number}") for number in range(RECIPIENTS)]
        self.check_followers(suite.address, self.people[-1])

    def test_a_redis_wiped_again_and_again_loses_no_reminder_and_sends_none_twice(self):
        with faults.Load(self.wipe):
            for first in range(0, REMINDERS, BATCH):
                numbers = range(first, first + BATCH)
                self.backend.remind(faults.plain_reminder(self.people[n % RECIPIENTS], f"Number {n}") for n in numbers)
            until(lambda: self.sink.count() >= REMINDERS, "all mails have come", 120)
        until(lambda: len(self.backend.told("SENT")) == REMINDERS, "all notifications are sent")
        # Leases of both processes run out; nothing may be left that is then sent again.
        for backend in (self.backend, self.other):
            backend.advance("2027-01-04T08:20:00Z")
        subjects = collections.Counter(email.message_from_string(mail)["Subject"] for mail in self.sink.mails())
        self.assertEqual(subjects, {f"Number {number}": 1 for number in range(REMINDERS)})
        self.assertEqual(len(self.backend.told()), REMINDERS)
        self.assertGreater(self.wiped, 0, "the queue was never in Redis when it was wiped")


class Calendars(RedisTest):
    def setUp(self):
        super().setUp()
        self.running, self.backend = self.start()
        self.backend.open_organization()
        self.pair = [self.backend.add_person("ada", time_zone="Europe/Amsterdam"), self.backend.add_person("bo")]
        self.others = [self.backend.add_person(f"p{number}") for number in range(5)]
        self.expected = self.find_anew(self.pair)
        self.assertEqual(len(self.expected.slots), 10)
        self.check_followers(self.running.address, self.others[0])

    def put_busy(self, person, start="2027-01-05T10:00:00Z", end="2027-01-05T11:00:00Z"):
        interval = availability_pb2.Interval(start_time=at(start), end_time=at(end))
        request = availability_pb2.PutBusyTimesRequest(parent=person, source="calendar", intervals=[interval])
        faults.call(self.backend.availability.PutBusyTimes, request)

    def find(self, people):
        request = availability_pb2.FindSlotsRequest(parent=ACME, participants=people, minutes=30)
        return faults.call(self.backend.availability.FindSlots, request)

    def find_anew(self, people):
        """What a process remembers of a calendar is void once the calendar was written, though it is the same."""
        for person in people:
            self.put_busy(person)
        return self.find(people)

    def find_as_before(self):
        self.check_slots(self.find_anew(self.pair), self.expected)

    def check_slots(self, found, expected):
        starts = [[slot.start_time.ToJsonString() for slot in answer.slots] for answer in (found, expected)]
        self.assertTrue(found == expected, f"found {starts[0]} instead of {starts[1]}")

    def kept(self):
        """The calendars in Redis."""
        return {key: self.redis.command("GET", key) for key in self.redis.command("KEYS", "gilde:*:free:*")}

    def remind(self):
        self.backend.remind([faults.plain_reminder(self.others[0])])

    def check_told(self, count):
        until(lambda: len(self.backend.told()) >= count, "every reminder is told")
        told = self.backend.told()
        self.assertEqual(len(told), count)
        self.assertEqual(len(set(told)), count, "told twice")

    def test_a_redis_that_dies_and_comes_back_is_noticed_by_no_caller_and_slots_stay_the_same(self):
        with faults.Load(self.remind, self.find_as_before, lambda: self.find_anew(self.others)) as load:
            for _ in range(3):
                load.await_progress(20)
                self.assertTrue(self.kept(), "calendars are in Redis")
                self.redis.kill()
                load.await_progress(20)
                self.redis.start()
                until(self.kept, "calendars are in Redis again")
        self.assertEqual(load.said(), {})
        self.find_as_before()
        self.check_told(load.counts[0])

    def test_a_redis_that_hangs_is_noticed_by_no_caller_and_slots_stay_the_same(self):
        with faults.Load(self.find_as_before, self.remind) as load:
            load.await_progress()
            self.redis.hang()
            load.await_progress(2)
        self.assertEqual(load.said(), {})
        self.redis.wake()
        self.find_as_before()
        self.check_told(load.counts[1])

    def test_a_redis_that_hangs_is_soon_left_alone(self):
        self.redis.hang()
        begun = time.monotonic()
        for _ in range(10):
            self.find_as_before()
        self.assertLess(time.monotonic() - begun, 15)

    def test_a_calendar_in_redis_that_is_out_of_date_or_garbled_is_not_believed(self):
        old = self.kept()
        self.assertTrue(old, "calendars are in Redis")
        self.put_busy(self.pair[0], start=suites.START)
        expected = self.find(self.pair)
        self.assertTrue(expected != self.expected, "a busy day changes the slots")
        for spoil in (lambda value: value, lambda value: value[: len(value) // 2], lambda value: b"\xff" * len(value)):
            for key, value in old.items():
                self.redis.command("SET", key, spoil(value))
            # A new process remembers nothing: it asks Redis.
            self.running.kill()
            self.running.start()
            self.backend = faults.Backend(self.running.address)
            self.check_slots(self.find(self.pair), expected)


class Booking(RedisTest):
    """One mentor and many mentees, who all want the same hours."""

    def setUp(self):
        super().setUp()
        self.running, self.backend = self.start()
        self.backend.open_organization()
        self.mentor = self.backend.add_person("mentor")
        self.mentees = [self.backend.add_person(f"mentee{number}") for number in range(MENTEES)]
        until(lambda: list(self.backend.events_of("program.created")), "matching has its informal program")
        self.pairs = [self.pair(mentee) for mentee in self.mentees]

    def pair(self, mentee):
        mentorship = mentorship_pb2.Mentorship(mentors=[self.mentor], mentees=[mentee])
        request = mentorship_service_pb2.CreateMentorshipRequest(parent=ACME, mentorship=mentorship)
        created = faults.call(self.backend.mentorships.CreateMentorship, request, member(mentee))
        accept = mentorship_service_pb2.AcceptMentorshipRequest(name=created.name)
        return faults.call(self.backend.mentorships.AcceptMentorship, accept, member(self.mentor)).name

    def take(self, number, half_hour, late):
        """Books 20 minutes for a mentee, by a hold or without one; with `late`, only half of them are those of the others.

        Answers whether it got them.
        """
        minute = half_hour * 30 + (10 if late else 0)
        start, end = [at(f"2027-01-05T{9 + m // 60:02}:{m % 60:02}:00Z") for m in (minute, minute + 20)]
        times = {"mentorship": self.pairs[number], "start_time": start, "end_time": end}
        booking = meeting_pb2.BookMeetingRequest(parent=ACME)
        backend = faults.Backend(self.running.address)
        try:
            if number % 2:
                request = meeting_pb2.HoldSlotRequest(parent=ACME, hold=meeting_pb2.Hold(**times))
                booking.hold = faults.call(backend.meetings.HoldSlot, request, member(self.mentees[number])).name
            else:
                booking.meeting.CopyFrom(meeting_pb2.Meeting(**times))
            faults.call(backend.meetings.BookMeeting, booking, member(self.mentees[number]))
            return True
        except grpc.RpcError as error:
            self.assertIn(faults.said(error), TAKEN)
            return False

    def test_nobody_is_booked_twice_however_often_redis_is_wiped(self):
        with faults.Load(self.wipe), concurrent.futures.ThreadPoolExecutor(MENTEES) as pool:
            for half_hour in range(HALF_HOURS):
                won = list(pool.map(self.take, range(MENTEES), [half_hour] * MENTEES, LATE))
                self.assertEqual(sum(won), 1, f"half hour {half_hour}")
        request = meeting_pb2.ListMeetingsRequest(parent=ACME, participant=self.mentor, page_size=500)
        meetings = sorted(
            (meeting.start_time.seconds, meeting.end_time.seconds)
            for meeting in self.backend.pages(self.backend.meetings.ListMeetings, request, "meetings")
        )
        self.assertEqual(len(meetings), HALF_HOURS)
        self.assertGreater(self.wiped, 0, "there was never anything in Redis when it was wiped")
        for (_, end), (start, _) in zip(meetings, meetings[1:]):
            self.assertLessEqual(end, start, "the mentor is in two meetings at once")


if __name__ == "__main__":
    cases.main()
