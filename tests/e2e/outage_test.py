"""What others see while one of the four services is away for longer, or has only just come back."""

import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import backend  # noqa: E402
import cases  # noqa: E402
from processes import FourServices  # noqa: E402
from story import ACME, ADA, DAY, GRACE, HOUR, KEN, PROGRAM, Story, span  # noqa: E402


class Outages(unittest.TestCase):
    def setUp(self):
        self.four = FourServices().__enter__()
        self.addCleanup(self.four.__exit__)
        self.speaker = backend.Backend(self.four.address, self.four.certificates, "portal")
        self.addCleanup(self.speaker.close)
        self.story = Story(self.four, self.speaker)
        self.story.people_come_in()
        self.story.a_program_opens()

    def recommended(self, patient):
        # As a new caller: a connection that broke with the old process would say UNAVAILABLE by itself.
        with backend.backend(self.four.address, self.four.certificates, "portal") as speaker:
            fields = {"program": PROGRAM, "mentee": ADA}
            found = speaker.call("MatchService/RecommendMentors", backend.member(ADA), patient=patient, **fields)
        return [one.mentor for one in found.recommendations]

    def test_matching_that_has_not_read_the_people_yet_says_that_it_is_not_there_and_not_that_they_are_not(self):
        expected = self.recommended(patient=False)
        self.assertEqual(expected, [GRACE, KEN])
        self.four.kill("profile")
        self.four.kill("matching")
        self.four.start("matching")
        with self.assertRaises(backend.Refused) as refused:
            self.recommended(patient=False)
        self.assertEqual((refused.exception.code, refused.exception.reason), ("UNAVAILABLE", "PEOPLE_NOT_READ"))
        self.four.start("profile")
        self.assertEqual(self.recommended(patient=True), expected)

    def test_nobody_loses_a_reminder_while_matching_is_away(self):
        story = self.story
        story.a_conversation_is_asked_for()
        self.four.kill("notification")
        accepted = story.as_grace("ConversationService/AcceptConversationRequest", name=story.request)
        meeting = {"mentorship": accepted.mentorship, **span(story.now + 4 * DAY + 6 * HOUR, 20)}
        story.as_ada("MeetingService/BookMeeting", parent=ACME, meeting=meeting)
        self.four.kill("matching")
        # Notification comes back, and for a while it hears of the meeting alone.
        self.four.start("notification")
        story.advance("notification", story.now + 600)
        self.four.start("matching")
        story.now += 600
        story.eventually("Ada knows that Grace said yes", lambda: story.has_told(ADA, "request-accepted"))
        story.move_to(story.now + 4 * DAY)
        told = story.told()
        for reminder in ((ADA, "agenda-nudge"), (ADA, "meeting-reminder"), (GRACE, "meeting-reminder")):
            self.assertEqual(told[reminder], 1, reminder)

    def test_nobody_loses_a_mail_while_profile_is_away(self):
        story, lin = self.story, f"{ACME}/profiles/lin"
        self.four.kill("notification")
        story.comes("lin", mentor_offer={"capacity": 1})
        story.as_administrator("ProfileService/ReviewMentorOffer", name=lin, decision="APPROVE")
        enrollment = {"profile": lin, "roles": ["MENTOR"]}
        story.as_administrator("ProgramService/CreateEnrollment", parent=PROGRAM, enrollment=enrollment)
        self.four.kill("profile")
        # Notification comes back, and for half a day it hears of an enrollment of somebody it does not know.
        self.four.start("notification")
        story.advance("notification", story.now + 12 * HOUR)
        self.four.start("profile")
        story.now += 12 * HOUR

        def welcomed():
            # Who is not known yet is asked for again a minute later.
            story.move_to(story.now + 60)
            return story.has_told(lin, "enrollment-active")

        story.eventually("Lin is welcomed", welcomed, 20)


if __name__ == "__main__":
    cases.main()
