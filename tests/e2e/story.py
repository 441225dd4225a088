"""A mentorship from the first profile to a natural end, told through public RPCs at the addresses of the four services."""

import collections
import contextlib
import datetime

import backend
import maildir
from processes import PATIENCE_SECONDS, SERVICES, START, eventually

ACME = "organizations/acme"
PROGRAM = f"{ACME}/programs/spring"
ADA, GRACE, KEN = (f"{ACME}/profiles/{person}" for person in ("ada", "grace", "ken"))
GOAL = f"{ADA}/goals/review"
HOUR, DAY = 3600, 86400

# Who is told by which rule; neither more often nor less, whatever dies in between.
TOLD = collections.Counter((person, rule) for rule, people in {
    "enrollment-active": [ADA, GRACE, KEN],
    "request-received": [GRACE],
    "request-accepted": [ADA],
    "meeting-invitation": [ADA, GRACE],
    "agenda-nudge": [ADA],
    "meeting-reminder": [ADA, ADA, GRACE, GRACE],
    "agreement-proposed": [GRACE],
    "gratitude": [ADA],
    "wrap-up": [ADA, GRACE],
    "ended-completed": [ADA, GRACE],
    "invited-to-mentor": [ADA],
    "mentor-reflection-end": [GRACE],
}.items() for person in people)


def seconds_of(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def date_of(seconds):
    day = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return {"year": day.year, "month": day.month, "day": day.day}


def span(start, minutes):
    return {"start_time": backend.at(start), "end_time": backend.at(start + minutes * 60)}


def offers(skill):
    return {"skills_offered": [{"skill": skill, "level": 5}]}


class Story:
    """`deadly`: services are killed with -9 on the way and started again."""

    def __init__(self, four, speaker, deadly=False):
        self.four, self.call, self.deadly, self.deaths = four, speaker.call, deadly, []
        self.now = seconds_of(START)
        self.request = self.mentorship = self.meeting = None

    # The clock of the sandbox, in four processes.

    def settle(self):
        """Until none of the four has anything left to do at this time."""
        while sum(self.advance(service, self.now).settled_count for service in SERVICES):
            pass

    def advance(self, service, seconds):
        return self.call("Sandbox/AdvanceClock", backend.administrator(), service, time=backend.at(seconds))

    def _clock(self, service):
        return self.call("Sandbox/GetClock", backend.administrator(), service)

    def _next_due(self):
        clocks = [self._clock(service) for service in SERVICES]
        return min([clock.next_due_time.seconds for clock in clocks if clock.HasField("next_due_time")], default=float("inf"))

    def move_to(self, seconds):
        """All four clocks together, from one instant at which something falls due to the next."""
        self.settle()
        while self.now < seconds:
            self.now = int(min(seconds, max(self._next_due(), self.now + 60)))
            self.settle()

    def eventually(self, what, condition, seconds=PATIENCE_SECONDS):
        """As `eventually`, for what comes about without the clock: a service that was away is found again after a while."""
        def settled():
            self.settle()
            return condition()
        return eventually(what, settled, seconds)

    # Death.

    @contextlib.contextmanager
    def away(self, name):
        """Is dead meanwhile, and comes back with the time that its clock had."""
        if self.deadly:
            self.deaths.append(name)
            self.four.kill(name)
        yield
        if self.deadly:
            self.four.start(name)
            assert name not in SERVICES or self._clock(name).time.seconds == self.now, name

    def die(self, name):
        """Dies and comes back at once."""
        with self.away(name):
            pass

    # What people do.

    def as_ada(self, method, **fields):
        return self.call(method, backend.member(ADA), **fields)

    def as_grace(self, method, **fields):
        return self.call(method, backend.member(GRACE), **fields)

    def as_administrator(self, method, **fields):
        return self.call(method, backend.administrator(), **fields)

    def comes(self, person, **about):
        english = [{"tag": "en", "proficiency": 5}]
        profile = {"given_name": person.title(), "email": f"{person}@acme.example", "languages": english, **about}
        self.as_administrator("ProfileService/CreateProfile", parent=ACME, profile_id=person, profile=profile)

    def people_come_in(self):
        self.as_administrator("OrganizationService/CreateOrganization", organization_id="acme", organization={"title": "Acme"})
        offer, talk = {"mentor_offer": {"capacity": 1}}, {"kind": "TALK", "title": "Compilers for People"}
        seeks = {"skills_sought": [{"skill": "go", "from_level": 1, "to_level": 4}]}
        self.comes("ada", time_zone="Europe/Amsterdam", seniority_level=2, **seeks)
        self.comes("grace", time_zone="America/New_York", seniority_level=5, public_works=[talk], **offers("go"), **offer)
        self.comes("ken", time_zone="Asia/Tokyo", seniority_level=5, **offers("sales"), **offer)
        for mentor in (GRACE, KEN):
            self.as_administrator("ProfileService/ReviewMentorOffer", name=mentor, decision="APPROVE")
        goal = {"outcome": "I lead the design review of a service", "skill": "go", "horizon": "SHORT"}
        goal["target_date"] = date_of(self.now + 200 * DAY)
        self.as_ada("GoalService/CreateGoal", parent=ADA, goal_id="review", goal=goal)
        self.settle()

    def a_program_opens(self):
        dates = {"start_date": date_of(self.now), "end_date": date_of(self.now + 182 * DAY)}
        program = {"title": "Spring", "kind": "FORMAL", **dates}
        self.as_administrator("ProgramService/CreateProgram", parent=ACME, program_id="spring", program=program)
        self.as_administrator("ProgramService/OpenProgram", name=PROGRAM)
        for person, role in ((GRACE, "MENTOR"), (KEN, "MENTOR"), (ADA, "MENTEE")):
            enrollment = {"profile": person, "roles": [role]}
            enrolled = self.as_administrator("ProgramService/CreateEnrollment", parent=PROGRAM, enrollment=enrollment)
            assert enrolled.State.Name(enrolled.state) == "ACTIVE", enrolled
        self.settle()

    def a_mentor_is_recommended(self):
        self.die("matching")
        found = self.as_ada("MatchService/RecommendMentors", program=PROGRAM, mentee=ADA).recommendations
        assert [one.mentor for one in found] == [GRACE, KEN], found
        assert all(sum(part.points for part in one.parts) == one.score for one in found), found

    def a_conversation_is_asked_for(self):
        draft = {
            "program": PROGRAM,
            "mentee": ADA,
            "ranked_mentors": [GRACE],
            "minutes": 20,
            "window_days": 14,
            "subject": "Reading a plan before it is built",
            "opening": "Your talk Compilers for People made me read plans in another way.",
            "introduction": "I build services in Utrecht and want to lead a design review, which you have done for years.",
            "questions": ["What do you look at first in a plan?", "Which review of yours went wrong, and why?"],
            "proposed_slots": [span(self.now + DAY + hours * HOUR, 20) for hours in (6, 7, 8)],
        }
        with self.away("notification"):
            sent = self.as_ada("ConversationService/CreateConversationRequest", parent=ACME, conversation_request=draft)
        self.request = sent.name
        self.eventually("the mentor has the request in the mail", lambda: self.has_told(GRACE, "request-received"))

    def the_mentor_says_yes(self):
        accepted = self.as_grace("ConversationService/AcceptConversationRequest", name=self.request)
        self.mentorship = accepted.mentorship
        self.settle()

    def a_time_is_found_and_booked(self):
        wanted = {"participants": [ADA, GRACE], "minutes": 20, "mentorship": self.mentorship}
        week = span(self.now + 2 * DAY, 7 * 24 * 60)
        slot = self.as_ada("AvailabilityService/FindSlots", parent=ACME, **wanted, **week).slots[0]
        assert not any(person.outside_hours for person in slot.people), slot
        hold = {"mentorship": self.mentorship, "start_time": slot.start_time, "end_time": slot.end_time}
        held = self.as_ada("MeetingService/HoldSlot", parent=ACME, hold=hold)
        self.die("scheduling")
        with self.away("notification"):
            self.meeting = self.as_ada("MeetingService/BookMeeting", parent=ACME, hold=held.name, meeting={})
        for person in (ADA, GRACE):
            self.eventually("both have the invitation", lambda person=person: self.has_told(person, "meeting-invitation"))

    def the_agenda_is_asked_for_and_set(self):
        self.move_to(self.meeting.start_time.seconds - 30 * HOUR)
        self.eventually("the agenda is asked for", lambda: self.has_told(ADA, "agenda-nudge"))
        agenda = {"points": ["How a review begins"], "progress": "Two plans read", "challenge": "People speak fast"}
        self.as_ada("MeetingService/SetAgenda", name=self.meeting.name, agenda=agenda)
        self.die("redis")

    def the_meeting_is_held(self):
        self.move_to(self.meeting.start_time.seconds + 180)
        for side in (self.as_ada, self.as_grace):
            side("MeetingService/ConfirmAttendance", name=self.meeting.name, answer="HELD")
        self.move_to(self.meeting.end_time.seconds + 600)
        held = self.as_ada("MeetingService/GetMeeting", name=self.meeting.name)
        assert held.State.Name(held.state) == "COMPLETED", held
        follow_up = {"thanks": "Thank you, Grace.", "takeaways": ["Read the plan backwards."]}
        self.as_ada("MeetingService/SubmitFollowUp", name=self.meeting.name, follow_up=follow_up)

    def they_agree_to_go_on(self):
        self.as_ada("MentorshipService/ConcludeIntro", name=self.mentorship, outcome="CONTINUE")
        agreement = {
            "author": ADA,
            "cadence_days": 28,
            "minutes": 45,
            "channels": ["VIDEO"],
            "response_hours": 48,
            "confidentiality": "It stays with us.",
        }
        proposed = self.as_ada("MentorshipService/ProposeAgreement", parent=self.mentorship, agreement=agreement)
        self.settle()
        self.as_grace("MentorshipService/SignAgreement", name=proposed.name)
        assert self.state() == "ACTIVE", self.state()
        self.settle()

    def the_goal_is_reached(self):
        self.die("profile")
        self.as_ada("GoalService/RecordProgress", name=GOAL, state="REACHED")
        self.eventually("a wrap-up is proposed", lambda: self.state() == "WRAPPING_UP")
        self.eventually("Ada is thanked", lambda: self.has_told(ADA, "gratitude"))

    def they_end_it_well(self):
        self.as_ada("MentorshipService/AnswerWrapUp", name=self.mentorship, answer="COMPLETE")
        self.move_to(self.now + 3 * DAY)

    def state(self):
        mentorship = self.as_ada("MentorshipService/GetMentorship", name=self.mentorship)
        return mentorship.State.Name(mentorship.state)

    def tell(self):
        self.people_come_in()
        self.a_program_opens()
        self.a_mentor_is_recommended()
        self.a_conversation_is_asked_for()
        self.the_mentor_says_yes()
        self.a_time_is_found_and_booked()
        self.the_agenda_is_asked_for_and_set()
        self.the_meeting_is_held()
        self.they_agree_to_go_on()
        self.the_goal_is_reached()
        self.they_end_it_well()
        return self

    # What came of it.

    def notifications(self):
        answer = self.as_administrator("NotificationService/ListNotifications", parent=ACME, page_size=500)
        return [one for one in answer.notifications if one.State.Name(one.state) == "SENT"]

    def told(self):
        return collections.Counter((one.recipient, one.rule.split("/")[-1]) for one in self.notifications())

    def has_told(self, person, rule):
        return self.told()[person, rule] > 0

    def mails(self):
        return maildir.read(self.four.mail.maildir)
