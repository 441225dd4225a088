"""A season after a simulated one: three small programs in which what seldom happens does happen, so that no measure stays at zero."""

import backend
from story import DAY, HOUR, date_of, span

WISE = "wise"
EARLY, ALL = 12, 21  # learners of the first month, and with those of the next one
LOCATIONS = ["Oslo, Norway"] * 8 + ["Bergen, Norway"] * 6 + [""] * 7
KINDS = ["ALUMNUS"] * 13 + ["EXTERNAL"] * 8
CIRCLE = ("l03", "l06", "l07", "l08", "l09", "l10")


class LateSeason:
    def __init__(self, speaker, organization):
        self.call, self.organization = speaker.call, organization
        self.administrator = backend.administrator(organization.split("/")[-1])
        self.now, self.pairs = self.clock(), {}

    def clock(self):
        return self.call("Sandbox/GetClock", self.administrator, "matching").time.seconds

    def move(self, seconds):
        self.now += seconds
        while self.call("Sandbox/AdvanceClock", self.administrator, "matching", time=backend.at(self.now)).settled_count:
            pass

    def person(self, who):
        return f"{self.organization}/profiles/{who}"

    def program(self, program):
        return f"{self.organization}/programs/{program}"

    def goal(self, who):
        return f"{self.person(who)}/goals/own"

    def as_(self, who, method, **fields):
        return self.call(method, backend.member(self.person(who), self.organization.split("/")[-1]), **fields)

    def as_administrator(self, method, **fields):
        return self.call(method, self.administrator, **fields)

    # Who is there.

    def comes(self, who, **about):
        english = [{"tag": "en", "proficiency": 5}]
        profile = {"given_name": who.title(), "time_zone": "UTC", "languages": english, **about}
        self.as_administrator("ProfileService/CreateProfile", parent=self.organization, profile_id=who, profile=profile)

    def wise_comes(self):
        talk = {"kind": "TALK", "title": "Backpressure by Example"}
        self.comes(WISE, skills_offered=[{"skill": "kafka", "level": 5}], public_works=[talk], mentor_offer={"capacity": 20})
        self.is_approved(WISE)

    def learner_comes(self, number):
        who = f"l{number:02}"
        unit = f"eu/{'nl' if number % 2 else 'de'}/team{number}"
        self.comes(who, kind=KINDS[number], location=LOCATIONS[number], org_unit=unit)
        goal = {"outcome": "I run the streaming platform of my team", "skill": "kafka", "horizon": "SHORT"}
        goal["target_date"] = date_of(self.now + 200 * DAY)
        self.as_(who, "GoalService/CreateGoal", parent=self.person(who), goal_id="own", goal=goal)
        self.enroll("late", who, "MENTEE")

    def is_approved(self, who):
        self.as_administrator("ProfileService/ReviewMentorOffer", name=self.person(who), decision="APPROVE")

    def opens(self, program, kind):
        rules = {"ask_agreement": False, "cadence_days": 14}
        about = {"title": program.title(), "kind": kind, "rules": rules}
        self.as_administrator("ProgramService/CreateProgram", parent=self.organization, program_id=program, program=about)
        self.as_administrator("ProgramService/OpenProgram", name=self.program(program))

    def enroll(self, program, who, role):
        enrollment = {"profile": self.person(who), "roles": [role]}
        self.as_administrator("ProgramService/CreateEnrollment", parent=self.program(program), enrollment=enrollment)

    # How people come together.

    def asks(self, who, carefully):
        days = (2, 3, 4) if carefully else (2, 2, 2)
        questions = ["Where would you begin with one slow consumer?", "What would you measure in the first week?"]
        draft = {
            "program": self.program("late"),
            "mentee": self.person(who),
            "ranked_mentors": [self.person(WISE)],
            "minutes": 20,
            "window_days": 14,
            "subject": "Moving a nightly batch to streams",
            "opening": f"Your talk Backpressure by Example made me, {who}, draw our queue again." if carefully
                       else f"I am {who}, and I heard that you know kafka better than anybody here.",
            "introduction": "I keep the ledger service of our team running.",
            "questions": questions if carefully else ["Do you have time for me this month?", "Is it hard to learn for somebody like me?"],
            "proposed_slots": [span(self.now + day * DAY + place * HOUR, 20) for place, day in enumerate(days)],
        }
        sent = self.as_(who, "ConversationService/CreateConversationRequest", parent=self.organization, conversation_request=draft)
        return sent.name

    def begins(self, who, carefully=True):
        accepted = self.as_(WISE, "ConversationService/AcceptConversationRequest", name=self.asks(who, carefully))
        self.pairs[who] = accepted.mentorship

    def concludes(self, who, outcome="CONTINUE"):
        self.as_(WISE, "MentorshipService/ConcludeIntro", name=self.pairs[who], outcome=outcome)

    def put_together(self, program, mentors, mentees):
        names = {"mentors": list(map(self.person, mentors)), "mentees": list(map(self.person, mentees))}
        proposed = self.as_administrator("MentorshipService/CreateMentorship", parent=self.organization,
                                         mentorship={"program": self.program(program), **names})
        for who in (*mentors, *mentees):
            self.as_(who, "MentorshipService/AcceptMentorship", name=proposed.name)
        return proposed.name

    # What happens between them.

    def meet(self, mentorship, *people):
        start = (self.now // HOUR + 26) * HOUR
        meeting = {"mentorship": mentorship, **span(start, 30)}
        booked = self.as_(people[0], "MeetingService/BookMeeting", parent=self.organization, meeting=meeting)
        self.move(start + 40 * 60 - self.now)
        for who in people:
            self.as_(who, "MeetingService/ConfirmAttendance", name=booked.name, answer="HELD")
        self.move(0)

    def advises(self, who):
        advice = {"author": self.person(WISE), "text": "Draw the queue before you change it."}
        return self.as_(WISE, "MentorshipService/CreateAdvice", parent=self.pairs[who], advice=advice)

    def says_how_it_is(self, who, by, score):
        pulse = {"author": self.person(by), "score": score}
        self.as_(by, "MentorshipService/RecordPulse", parent=self.pairs[who], pulse=pulse)

    def much_comes_of(self, who):
        pair, wise, mentee = self.pairs[who], self.person(WISE), self.person(who)
        self.meet(pair, who, WISE)
        self.as_(who, "MentorshipService/ReportAdvice", name=self.advises(who).name, outcome="Two consumers were not needed.")
        thanks = {"author": mentee, "what": "Your patience", "effect": "I asked what I had been hiding"}
        self.as_(who, "MentorshipService/CreateAppreciation", parent=pair, appreciation=thanks)
        for author in (who, WISE):
            thought = {"author": self.person(author), "text": "We both talk less and ask more"}
            self.as_(author, "MentorshipService/CreateReflection", parent=pair, reflection=thought)
        introduction = {"author": wise, "third_person": self.person("l01"), "purpose": "Both of you move a ledger"}
        offered = self.as_(WISE, "MentorshipService/OfferIntroduction", parent=pair, introduction=introduction)
        self.as_("l01", "MentorshipService/AnswerIntroduction", name=offered.name, answer="ACCEPT")
        self.as_(WISE, "MentorshipService/CompleteIntroduction", name=offered.name, led_to="A week in the other team")
        advocacy = {"author": wise, "kind": "NOMINATION", "target": "The platform award, before its jury"}
        offered = self.as_(WISE, "MentorshipService/OfferAdvocacy", parent=pair, advocacy=advocacy)
        self.as_(who, "MentorshipService/AnswerAdvocacy", name=offered.name, answer="CONSENT")
        self.as_(WISE, "MentorshipService/CompleteAdvocacy", name=offered.name, outcome="The jury wants to hear more")
        self.as_(who, "GoalService/RecordProgress", name=self.goal(who), state="REACHED")
        self.move(0)
        self.as_(who, "MentorshipService/AnswerWrapUp", name=pair, answer="COMPLETE")
        self.as_(who, "ProfileService/UpdateProfile", profile={"name": mentee, "mentor_offer": {"capacity": 1}})
        self.is_approved(who)
        self.move(0)

    def find_no_time(self, who):
        search = {"participants": [self.person(WISE), self.person(who)], "minutes": 120, "end_time": backend.at(self.now + HOUR)}
        found = self.as_(who, "AvailabilityService/FindSlots", parent=self.organization, mentorship=self.pairs[who], **search)
        assert not found.slots, found
        self.move(0)

    # The story.

    def first_month(self):
        self.wise_comes()
        for program, kind in (("late", "FORMAL"), ("circle", "GROUP"), ("peers", "PEER")):
            self.opens(program, kind)
        self.move(0)
        for program in ("late", "circle"):
            self.enroll(program, WISE, "MENTOR")
        for number in range(EARLY):
            self.learner_comes(number)
            self.move(60)
        for who in ("l00", "l01", "l02", "l03", "l04", "l05"):
            self.begins(who, carefully=who != "l05")
        withdrawn, declined, _ = (self.asks(who, carefully=True) for who in ("l06", "l07", "l08"))
        self.as_("l06", "ConversationService/WithdrawConversationRequest", name=withdrawn)
        self.as_(WISE, "ConversationService/DeclineConversationRequest", name=declined)
        for who in ("l00", "l01", "l02", "l04", "l05"):
            self.concludes(who)
        self.concludes("l03", "REFER")
        for who, by, score in (("l00", "l00", 2), ("l01", "l01", 1), ("l02", "l02", 2), ("l05", "l05", 1), ("l05", WISE, 3)):
            self.says_how_it_is(who, by, score)
        self.much_comes_of("l00")

    def second_month(self):
        for number in range(EARLY, ALL):
            self.learner_comes(number)
            self.move(60)
        self.begins("l10")
        self.as_administrator("MentorshipService/EndMentorship", name=self.pairs["l10"], reason="PROGRAM_ENDED")
        for who in CIRCLE:
            self.enroll("circle", who, "MENTEE")
        for who in ("l12", "l13"):
            self.enroll("peers", who, "PEER")
        self.put_together("circle", [WISE], CIRCLE)
        peers = self.put_together("peers", [], ["l12", "l13"])
        self.meet(peers, "l12", "l13")
        self.as_("l13", "GoalService/RecordProgress", name=self.goal("l13"), state="REACHED")
        for who in ("l04", "l09"):
            self.as_administrator("ProfileService/DeactivateProfile", name=self.person(who))
        self.advises("l02")
        self.as_("l01", "MentorshipService/PauseMentorship", name=self.pairs["l01"], until_time=backend.at(self.now + 20 * DAY))
        self.find_no_time("l02")

    def play(self):
        self.first_month()
        self.move(32 * DAY)
        self.second_month()
        return self
