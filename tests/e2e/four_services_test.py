"""The four services as four processes with TLS between them and a database each: one mentorship goes through all of them."""

import datetime
import pathlib
import subprocess
import sys
import unittest
import zoneinfo

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import backend  # noqa: E402
import cases  # noqa: E402
import maildir  # noqa: E402
import suite as suites  # noqa: E402
from processes import SERVICES, FourServices, Postgres, Sqlite, eventually  # noqa: E402
from story import ACME, ADA, GRACE, TOLD, Story  # noqa: E402

ADDRESSES = {ADA: "ada@acme.example", GRACE: "grace@acme.example"}


class OnSqlite(unittest.TestCase):
    maxDiff = None
    databases = Sqlite

    def tell(self, deadly=False):
        """The whole story, in services that are still there afterwards."""
        four = FourServices(self.databases).__enter__()
        self.addCleanup(four.__exit__)
        speaker = backend.Backend(four.address, four.certificates, "portal")
        self.addCleanup(speaker.close)
        try:
            return Story(four, speaker, deadly).tell()
        except BaseException:
            print(four.last_words(), file=sys.stderr)
            raise

    def test_a_mentorship_goes_from_the_first_profile_to_its_goal(self):
        story = self.tell()
        self.assert_ended_well(story)
        self.assert_everybody_was_told_once(story)
        self.assert_the_invitation_is_a_calendar_that_says_when(story)
        self.assert_reminders_come_a_day_and_an_hour_before_in_everybodys_own_time(story)
        self.assert_another_organization_finds_nothing(story)

    def test_each_service_may_be_killed_in_the_middle_and_everybody_is_told_once_all_the_same(self):
        story = self.tell(deadly=True)
        self.assertEqual(story.deaths, ["matching", "notification", "scheduling", "notification", "redis", "profile"])
        self.assert_ended_well(story)
        self.assert_everybody_was_told_once(story)
        for service in SERVICES:
            self.assertTrue(story.call("Audit/VerifyAuditChain", backend.administrator(), service, parent=ACME).valid, service)

    def assert_ended_well(self, story):
        mentorship = story.as_ada("MentorshipService/GetMentorship", name=story.mentorship)
        self.assertEqual(mentorship.State.Name(mentorship.state), "ENDED")
        self.assertEqual(mentorship.EndReason.Name(mentorship.end_reason), "GOALS_REACHED")
        self.assertEqual([invitation.mentee for invitation in mentorship.mentor_invitations], [ADA])

    def assert_everybody_was_told_once(self, story):
        self.assertEqual(story.told(), TOLD)
        # The Message-ID begins with the notification's own id.
        arrived = sorted((mail.id.split(".")[0], mail.to) for mail in story.mails())
        told = sorted((one.name.split("/")[-1], f"{one.recipient.split('/')[-1]}@acme.example") for one in story.notifications())
        self.assertEqual(arrived, told)

    def assert_the_invitation_is_a_calendar_that_says_when(self, story):
        mails = [mail for mail in story.mails() if "text/calendar" in mail.parts]
        self.assertEqual(sorted(mail.to for mail in mails), sorted(ADDRESSES.values()))
        invitation = story.as_ada("MeetingService/GetInvitation", name=story.meeting.name)
        for mail in mails:
            part = mail.parts["text/calendar"]
            self.assertEqual((part.get_param("method"), part.get_content_charset()), ("REQUEST", "utf-8"))
            text = part.get_payload(decode=True).decode()
            self.assertEqual(text, invitation.icalendar)
            calendar = maildir.calendar(text)
            (event,), (zone,) = calendar.find("VEVENT"), calendar.find("VTIMEZONE")
            self.assertEqual((calendar.value("VERSION"), calendar.value("METHOD")), ("2.0", "REQUEST"))
            self.assertEqual((event.value("UID"), event.value("SEQUENCE")), (invitation.uid, "0"))
            self.assertEqual(event.time("DTSTART").timestamp(), story.meeting.start_time.seconds)
            self.assertEqual(event.time("DTEND").timestamp(), story.meeting.end_time.seconds)
            self.assertEqual(zone.value("TZID"), "Europe/Amsterdam")
            invited = sorted(value.lower().removeprefix("mailto:") for _, value in event.all("ATTENDEE"))
            self.assertEqual(invited, sorted(ADDRESSES.values()))

    def assert_reminders_come_a_day_and_an_hour_before_in_everybodys_own_time(self, story):
        start, mails = story.meeting.start_time.seconds, {mail.id.split(".")[0]: mail for mail in story.mails()}
        for person, partner, zone in ((ADA, "Grace", "Europe/Amsterdam"), (GRACE, "Ada", "America/New_York")):
            reminders = [one for one in story.notifications() if (one.recipient, one.template) == (person, "meeting-reminder")]
            self.assertEqual([(start - one.sent_time.seconds) / 3600 for one in reminders], [24, 1])
            local = datetime.datetime.fromtimestamp(start, zoneinfo.ZoneInfo(zone))
            for reminder in reminders:
                text = mails[reminder.name.split("/")[-1]].text()
                self.assertIn(f"with {partner} on {local:%A} {local.day} {local:%B}, {local:%H:%M} ({zone})", text)

    def assert_another_organization_finds_nothing(self, story):
        there = backend.administrator("zenith")
        story.call("OrganizationService/CreateOrganization", there, organization_id="zenith", organization={"title": "Zenith"})
        resources = {
            "ProfileService/GetProfile": GRACE,
            "MentorshipService/GetMentorship": story.mentorship,
            "MeetingService/GetMeeting": story.meeting.name,
            "NotificationService/GetNotification": story.notifications()[0].name,
        }
        for method, name in resources.items():
            # Neither under its own name nor under the one that it would have there.
            for asked in (name, name.replace(ACME, "organizations/zenith")):
                for who in (there, backend.member("organizations/zenith/profiles/ada", "zenith")):
                    with self.assertRaises(backend.Refused, msg=f"{method} {asked}") as refused:
                        story.call(method, who, name=asked)
                    self.assertEqual((refused.exception.code, refused.exception.reason), ("NOT_FOUND", "RESOURCE_NOT_FOUND"))


class OnPostgres(OnSqlite):
    databases = Postgres


class Certificates(unittest.TestCase):
    @staticmethod
    def call(four, service, holder=None, certificates=True):
        with backend.backend(four.address, four.certificates if certificates else None, holder) as speaker:
            return speaker.call("Sandbox/GetClock", backend.administrator(), service, patient=False)

    def test_whoever_shows_no_certificate_of_the_right_authority_is_not_served(self):
        with FourServices() as four:
            for service in SERVICES:
                self.assertTrue(self.call(four, service, holder="portal").HasField("time"))
                for wrong in ({}, {"holder": "stranger"}, {"certificates": False}):
                    with self.assertRaises(backend.Refused, msg=(service, wrong)) as refused:
                        self.call(four, service, **wrong)
                    self.assertEqual(refused.exception.code, "UNAVAILABLE")

    def test_the_command_line_shows_its_certificate_and_names_a_file_that_it_cannot_read(self):
        with FourServices() as four:
            addresses = [f"--{service}_address={four.address[service]}" for service in SERVICES]

            def clock(**files):
                flags = [f"--tls_{flag}={path}" for flag, path in files.items()]
                command = [suites.BIN / "gilde", *addresses, *flags, "clock"]
                done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
                return done.returncode, done.stdout + done.stderr

            files = four.certificates
            own = {"ca": files.certificate("ca"), "cert": files.certificate("portal"), "key": files.key("portal")}
            self.assertEqual(clock(**own)[0], 0)
            self.assertEqual(clock(**dict(own, cert=files.certificate("stranger"), key=files.key("stranger")))[0], 1)
            self.assertIn("--tls_ca: cannot read /nowhere", clock(**dict(own, ca="/nowhere"))[1])

    def test_services_that_demand_certificates_show_each_other_theirs(self):
        with FourServices() as four, backend.backend(four.address, four.certificates, "portal") as speaker:
            who = backend.administrator()
            speaker.call("OrganizationService/CreateOrganization", who, organization_id="acme", organization={"title": "Acme"})
            # Matching learns of it from the feed of profile and opens the built-in program.
            programs = lambda: speaker.call("ProgramService/ListPrograms", who, parent=ACME).programs  # noqa: E731
            eventually("the built-in program is there", programs, 20)


if __name__ == "__main__":
    cases.main()
