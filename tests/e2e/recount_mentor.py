"""The report of a mentor, by the words of MentorReport."""

import recount

COUNTS = ("mentorships", "running", "completed", "people_helped", "goals_reached", "became_mentors", "meetings", "meeting_minutes",
          "introductions_led_to", "advocacies_completed", "appreciations", "reflections")
RATIOS = ("closed_advice", "accepted_requests")


def mentors(mentorship, person):
    peers = recount.name_of(mentorship.last, "kind") == "PEER"
    return person in (mentorship.last.mentees if peers else mentorship.last.mentors)


def approved(profile):
    return profile is not None and recount.name_of(profile.mentor_offer, "vetting") == "APPROVED"


def of_mentor(facts, person):
    own = [one for one in facts.mentorships.values() if one.started and mentors(one, person)]
    met = [one for one in own if one.held]
    meetings = [meeting for one in met for meeting in one.held.values()]
    helped = {mentee for one in met for mentee in one.last.mentees} - {person}
    goals = {goal.goal for one in met for goal in one.last.goals
             if recount.name_of(goal, "state") == "REACHED" and goal.goal.split("/goals/")[0] != person}
    reached_last = [request.last for request in facts.requests.values() if request.last.mentor == person]

    def happened(event):
        return sum(one.within[event] for one in own)

    return {
        "mentorships": len(own),
        "running": sum(one.state() not in ("ENDED", "CONTACT") for one in own),
        "completed": sum(recount.name_of(one.last, "end_reason") in recount.GOOD_ENDS for one in own),
        "people_helped": len(helped),
        "goals_reached": len(goals),
        "became_mentors": sum(approved(facts.profiles.get(mentee)) for mentee in helped),
        "meetings": len(meetings),
        "meeting_minutes": sum(recount.length_of(meeting) // (60 * 10**9) for meeting in meetings),
        "introductions_led_to": happened("introduction.led_to"),
        "advocacies_completed": happened("advocacy.completed"),
        "appreciations": sum(one.appreciated[person] for one in own),
        "reflections": sum(one.reflected[person] for one in own),
        "closed_advice": {"part": happened("advice.reported"), "of": happened("advice.given")},
        "accepted_requests": {"part": sum(recount.name_of(request, "state") == "ACCEPTED" for request in reached_last),
                              "of": len(reached_last)},
    }


def plain(report):
    """A MentorReport message in the form of of_mentor()."""
    return {**{field: getattr(report, field) for field in COUNTS},
            **{field: {"part": getattr(report, field).part, "of": getattr(report, field).of} for field in RATIOS}}
