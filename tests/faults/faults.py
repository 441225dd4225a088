"""What the fault tests share: clients that go on while something breaks, and the count afterwards. The servers are in servers.py.

Importing it makes the stubs, with the README's commands.
"""

import atexit
import collections
import itertools
import pathlib
import signal
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients")]

import grpc  # noqa: E402
import suite as suites  # noqa: E402
from servers import until  # noqa: E402

_generated = tempfile.TemporaryDirectory(prefix="gilde-stubs-")
suites.run_readme_commands("Python", _generated.name)
sys.path.insert(0, f"{_generated.name}/python")

from gilde.common.v1 import audit_pb2, audit_pb2_grpc, event_pb2, event_pb2_grpc, sandbox_pb2, sandbox_pb2_grpc  # noqa: E402
from gilde.matching.v1 import mentorship_service_pb2_grpc  # noqa: E402
from gilde.notification.v1 import notification_pb2, notification_pb2_grpc, reminder_pb2, reminder_pb2_grpc  # noqa: E402
from gilde.profile.v1 import goal_pb2, goal_pb2_grpc, organization_pb2, organization_pb2_grpc  # noqa: E402
from gilde.profile.v1 import profile_pb2, profile_service_pb2, profile_service_pb2_grpc  # noqa: E402
from gilde.scheduling.v1 import availability_pb2_grpc, meeting_pb2_grpc  # noqa: E402
from google.protobuf import field_mask_pb2, timestamp_pb2  # noqa: E402
from google.rpc import error_details_pb2, status_pb2  # noqa: E402
from google.type import date_pb2  # noqa: E402

ACME = "organizations/acme"
ADMIN = (("gilde-organization", "acme"), ("gilde-roles", "platform,program_admin"))
UNAVAILABLE, RESOURCE_EXHAUSTED = grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED

# A test that is told to end stops what it started.
signal.signal(signal.SIGTERM, signal.default_int_handler)


def member(person):
    """Calls as a person, by profile name."""
    return (("gilde-organization", "acme"), ("gilde-roles", "member"), ("gilde-acting-person", person))


def call(method, request, identity=ADMIN, timeout=30):
    return method(request, metadata=identity, timeout=timeout)


def at(text):
    """A protobuf timestamp from `2027-01-04T08:00:00Z`."""
    time_stamp = timestamp_pb2.Timestamp()
    time_stamp.FromJsonString(text)
    return time_stamp


def plain_reminder(recipient, subject="Hello", due_time=at(suites.START)):
    """One of the enterprise's own that no wish of the recipient holds up, due at once."""
    reminder = reminder_pb2.Reminder(recipient=recipient, template="plain", category="SERVICE", due_time=due_time)
    return reminder_pb2.CreateReminderRequest(parent=ACME, reminder=reminder, values={"SUBJECT": subject, "TEXT": "There"})


def detail(error, kind):
    """A refusal's google.rpc detail of a kind, or None: detail(error, error_details_pb2.ErrorInfo)."""
    packed_status = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
    for packed in status_pb2.Status.FromString(packed_status).details:
        found = kind()
        if packed.Unpack(found):
            return found
    return None


def said(error):
    """A refusal as `UNAVAILABLE STORAGE_UNAVAILABLE`, with its text when it has no reason."""
    info = detail(error, error_details_pb2.ErrorInfo)
    return f"{error.code().name} {info.reason if info else error.details()}"


class Backend:
    """A caller with a connection of its own, which comes back soon after the server did."""

    def __init__(self, address):
        # gRPC calls the time that an attempt to connect may take, before it is given up, the shortest backoff.
        backoff = {"initial": 50, "min": 5000, "max": 100}
        options = [(f"grpc.{bound}_reconnect_backoff_ms", milliseconds) for bound, milliseconds in backoff.items()]
        options += [("grpc.use_local_subchannel_pool", 1), ("grpc.max_receive_message_length", -1)]
        self.channel = grpc.insecure_channel(address, options)
        self.audit = audit_pb2_grpc.AuditStub(self.channel)
        self.availability = availability_pb2_grpc.AvailabilityServiceStub(self.channel)
        self.events = event_pb2_grpc.EventFeedStub(self.channel)
        self.goals = goal_pb2_grpc.GoalServiceStub(self.channel)
        self.meetings = meeting_pb2_grpc.MeetingServiceStub(self.channel)
        self.mentorships = mentorship_service_pb2_grpc.MentorshipServiceStub(self.channel)
        self.notifications = notification_pb2_grpc.NotificationServiceStub(self.channel)
        self.organizations = organization_pb2_grpc.OrganizationServiceStub(self.channel)
        self.profiles = profile_service_pb2_grpc.ProfileServiceStub(self.channel)
        self.reminders = reminder_pb2_grpc.ReminderServiceStub(self.channel)
        self.sandbox = sandbox_pb2_grpc.SandboxStub(self.channel)

    def remind(self, requests):
        request = reminder_pb2.BatchCreateRemindersRequest(parent=ACME, requests=requests)
        return call(self.reminders.BatchCreateReminders, request)

    def told(self, state=None):
        """The plain reminders that became notifications; those that rules made are not counted."""
        request = notification_pb2.ListNotificationsRequest(parent=ACME, state=state, page_size=500)
        notifications = self.pages(self.notifications.ListNotifications, request, "notifications")
        return [one.reminder for one in notifications if not one.rule]

    def advance(self, time_text):
        """Moves the sandbox clock, and waits until everything due by then has happened."""
        return call(self.sandbox.AdvanceClock, sandbox_pb2.AdvanceClockRequest(time=at(time_text)), timeout=120)

    def open_organization(self):
        organization = organization_pb2.Organization(title="Acme")
        request = organization_pb2.CreateOrganizationRequest(organization_id="acme", organization=organization, request_id="open")
        return call(self.organizations.CreateOrganization, request)

    def add_person(self, profile_id, **fields):
        """A person with an address, in UTC; their name."""
        profile = profile_pb2.Profile(given_name=profile_id, email=f"{profile_id}@example.org", time_zone="Etc/UTC")
        profile.MergeFrom(profile_pb2.Profile(**fields))
        request = profile_service_pb2.CreateProfileRequest(parent=ACME, profile=profile, profile_id=profile_id)
        return call(self.profiles.CreateProfile, request).name

    @staticmethod
    def pages(method, request, field, identity=ADMIN):
        """The items of all pages of a list."""
        while True:
            page = call(method, request, identity)
            yield from getattr(page, field)
            request.page_token = page.next_page_token
            if not page.next_page_token:
                return

    def events_of(self, *types):
        request = event_pb2.ListEventsRequest(parent=ACME, types=types, page_size=1000)
        while True:
            page = call(self.events.ListEvents, request)
            yield from page.events
            if page.next_cursor == request.cursor:
                return
            request.cursor = page.next_cursor


class Load:
    """Calls each function again and again, each in a thread of its own, while the block runs.

    Refusals are kept in `errors`, and the caller goes on after a moment; anything else is raised at the end of the block.
    """

    def __init__(self, *functions):
        self.errors = []
        self.counts = [0] * len(functions)  # how often each came through
        self._failures = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=numbered) for numbered in enumerate(functions)]

    def _run(self, number, function):
        while not self._stop.is_set():
            try:
                function()
                self.counts[number] += 1
            except grpc.RpcError as error:
                self.errors.append(error)
                self._stop.wait(0.01)
            except Exception as failure:
                self._failures.append(failure)
                return

    def await_progress(self, count=1):
        """Until each function has come through so many times more."""
        goals = [before + count for before in self.counts]
        until(lambda: self._failures or all(now >= goal for now, goal in zip(self.counts, goals)), "every caller is served")

    def said(self):
        """How often each refusal came."""
        return dict(collections.Counter(map(said, self.errors)))

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self._failures:
            raise self._failures[0]


def is_goal(name):
    return "/goals/" in name


def owner(goal):
    """Whose goal it is."""
    return goal.split("/goals/")[0]


class Writer:
    """A backend that writes one thing after another and remembers what was acknowledged.

    A person, a change of that person, a goal of theirs, progress, and so on. What was refused, or never answered, is sent again
    as it was, with the same request_id.
    """

    Write = collections.namedtuple("Write", "method request identity target")

    def __init__(self, address, name):
        self.backend = Backend(address)
        self.acknowledged = {}  # name: the resource as it was last answered
        self.count = 0
        self.pending = None
        self._name = name
        self._writes = self._next_writes()
        self._answer = None

    def _next_writes(self):
        for number in itertools.count():
            own = f"{self._name}-{number}"
            # No id and no external id: only the request_id keeps the person from being created twice.
            request = profile_service_pb2.CreateProfileRequest(
                parent=ACME, profile=profile_pb2.Profile(given_name=own, location="Here"), request_id=own
            )
            person = yield self.Write(self.backend.profiles.CreateProfile, request, ADMIN, "")
            change = profile_pb2.Profile(name=person.name, etag=person.etag, location=f"Desk {number}")
            request = profile_service_pb2.UpdateProfileRequest(
                profile=change, update_mask=field_mask_pb2.FieldMask(paths=["location"]), request_id=f"{own}-move"
            )
            yield self.Write(self.backend.profiles.UpdateProfile, request, ADMIN, person.name)
            goal = goal_pb2.Goal(
                outcome="I lead the design review of a service", skill="system-design", horizon=goal_pb2.Goal.SHORT,
                target_date=date_pb2.Date(year=2027, month=6, day=1),
            )
            request = goal_pb2.CreateGoalRequest(parent=person.name, goal=goal, request_id=f"{own}-goal")
            goal = yield self.Write(self.backend.goals.CreateGoal, request, member(person.name), "")
            request = goal_pb2.RecordProgressRequest(name=goal.name, progress=30, note="A start", request_id=f"{own}-progress")
            yield self.Write(self.backend.goals.RecordProgress, request, member(person.name), goal.name)

    def step(self):
        """Sends the next write, or again the one that was not acknowledged."""
        if self.pending is None:
            self.pending = self._writes.send(self._answer)
        self._answer = call(self.pending.method, self.pending.request, self.pending.identity)
        self.pending = None
        self.acknowledged[self._answer.name] = self._answer
        self.count += 1

    def person(self):
        """The last person who was acknowledged."""
        return [name for name in self.acknowledged if not is_goal(name)][-1]

    def finish(self):
        """Sends again what was not acknowledged, until it is."""
        while self.pending:
            try:
                self.step()
            except grpc.RpcError as error:
                if error.code() != UNAVAILABLE:
                    raise


class Books:
    """Everything that writers wrote, as the service tells it."""

    def __init__(self, backend):
        request = profile_service_pb2.ListProfilesRequest(parent=ACME, page_size=1000)
        self.stored = {profile.name: profile for profile in backend.pages(backend.profiles.ListProfiles, request, "profiles")}
        self.events = collections.defaultdict(list)
        for event in backend.events_of("profile.*", "goal.*"):
            self.events[event.subject].append(event)
        for goal in [subject for subject in self.events if is_goal(subject)]:
            try:
                self.stored[goal] = call(backend.goals.GetGoal, goal_pb2.GetGoalRequest(name=goal), member(owner(goal)))
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.NOT_FOUND:
                    raise
        request = audit_pb2.ListAuditEntriesRequest(parent=ACME, page_size=1000)
        self.audit = collections.defaultdict(list)
        self.audit_count = 0
        for entry in backend.pages(backend.audit.ListAuditEntries, request, "entries"):
            self.audit_count += 1
            if entry.service == "profile" and entry.subject != ACME:
                self.audit[entry.subject].append(entry)
        self.chain = call(backend.audit.VerifyAuditChain, audit_pb2.VerifyAuditChainRequest(parent=ACME))


class FaultTest(unittest.TestCase):
    """Has suites, and counts afterwards."""

    def suite(self, *flags, **options):
        """One that is not started yet and goes with the test, by force: none of these waits for a good end."""
        suite = suites.Suite(*flags, **options)

        def end():
            if suite.process:
                suite.kill()
                suite.__exit__()

        self.addCleanup(end)
        atexit.register(end)
        return suite

    def check_followers(self, address, person):
        """That the notification service, which follows the profile service, gets to know a person."""
        backend = Backend(address)
        request = plain_reminder(person, due_time=at("2028-01-01T08:00:00Z"))  # later than any test goes

        def known():
            try:
                return call(backend.reminders.CreateReminder, request)
            except grpc.RpcError as error:
                self.assertEqual(said(error), "FAILED_PRECONDITION RECIPIENT_UNKNOWN")
                return None

        until(known, "notification knows the person")

    def check_books(self, address, writers):
        """That what was acknowledged is there, that what is there is whole, and that nothing is there twice."""
        books = Books(Backend(address))
        self._check_acknowledged(books, writers)
        self._check_whole(books)
        people = collections.Counter(profile.given_name for name, profile in books.stored.items() if not is_goal(name))
        goals = collections.Counter(owner(name) for name in books.stored if is_goal(name))
        self.assertEqual([name for name, count in (people + goals).items() if count > 1], [], "written twice")

    def _check_acknowledged(self, books, writers):
        for writer in writers:
            for name, acknowledged in writer.acknowledged.items():
                self.assertTrue(name in books.stored, f"{name} was acknowledged and is lost")
                stored = books.stored[name]
                if writer.pending and writer.pending.target == name and stored.etag != acknowledged.etag:
                    self.assertEqual(int(stored.etag), int(acknowledged.etag) + 1, f"{name}: more than the one write that waits")
                else:
                    self.assertEqual(stored, acknowledged)

    def _check_whole(self, books):
        """Each resource has one event and one audit entry a version; there are no others."""
        self.assertEqual(set(books.events), set(books.stored), "events and resources")
        self.assertEqual(set(books.audit), set(books.stored), "audit entries and resources")
        for name, resource in books.stored.items():
            events, audit = books.events[name], books.audit[name]
            self.assertEqual([len(events), len(audit)], [int(resource.etag)] * 2, f"events and audit entries of {name}")
            created = [event.type.endswith(".created") for event in events]
            self.assertEqual(created, [True] + [False] * (len(events) - 1), f"{name} was created once, and first")
            self.assertEqual([entry.before_hash for entry in audit], ["", *[entry.after_hash for entry in audit[:-1]]], name)
        ids = [event.id for events in books.events.values() for event in events]
        self.assertEqual(len(ids), len(set(ids)), "ids of events")
        self.assertTrue(books.chain.valid, books.chain)
        # Services that follow write into chains of their own meanwhile.
        self.assertGreaterEqual(books.chain.entry_count, books.audit_count)
