"""The groups of the reports of programs and organizations, by the words of ProgramReport.groups and OrganizationReport."""

import collections
import datetime

import recount

FIVE = 5
ATTRIBUTES = ("ORG_UNIT", "SENIORITY_LEVEL", "LOCATION", "PROFILE_KIND", "COHORT")


def whole_fives(people):
    return len(people) // FIVE * FIVE


def people_of(part):
    """When whoever learns in a program first took part."""
    since = {}

    def took_part(person, time):
        since[person] = min(time, since.get(person, time))

    for learner in part.learners:
        took_part(learner.person, learner.since)
    for request in part.requests:
        took_part(request.last.mentee, recount.nanoseconds(request.last.create_time))
    for mentorship in part.mentorships.values():
        for mentee in mentorship.last.mentees:
            took_part(mentee, recount.nanoseconds(mentorship.last.create_time))
    return since


def value_of(attribute, profile, since):
    if attribute == "COHORT":
        return datetime.datetime.fromtimestamp(since // 10**9, datetime.timezone.utc).strftime("%Y-%m")
    if profile is None:
        return ""
    return {
        "ORG_UNIT": "/".join(profile.org_unit.split("/")[:2]),
        "SENIORITY_LEVEL": str(profile.seniority_level),
        "LOCATION": profile.location,
        "PROFILE_KIND": recount.name_of(profile, "kind"),
    }[attribute]


def breakdown(attribute, since, profiles):
    """The people whom each group of a program shows, by value."""
    in_order = sorted(since, key=lambda person: (since[person], person))
    values = {person: value_of(attribute, profiles.get(person), since[person]) for person in in_order}
    groups = {value: [] for value in values.values()}
    for person in in_order[:max(whole_fives(in_order) - FIVE, 0)]:
        groups[values[person]].append(person)
    return {value: people[:whole_fives(people)] for value, people in groups.items()}


def group(value, people, part):
    shown = {"value": value, "suppressed": not people}
    return {**shown, "people": people, "measures": recount.measures(part)} if people else shown


def of_program(facts, program, attribute):
    part = facts.of(program)
    groups = breakdown(attribute, people_of(part), facts.profiles)
    return [group(value, len(people), part.of(set(people))) for value, people in sorted(groups.items())]


def of_organization(facts, attribute):
    parts = {program: facts.of(program) for program in facts.programs()}
    if attribute == "PROGRAM":
        return [group(program, len(people_of(part)), part) for program, part in parts.items() if people_of(part)]
    people, shown = collections.Counter(), collections.defaultdict(lambda: recount.NOTHING)
    for part in parts.values():
        for value, in_program in breakdown(attribute, people_of(part), facts.profiles).items():
            people[value] += len(in_program)
            shown[value] += part.of(set(in_program))
    return [group(value, people[value], shown[value]) for value in sorted(shown)]


def plain(groups):
    """GroupMeasures messages in the form of of_program() and of_organization()."""
    return [{"value": one.value, "suppressed": one.suppressed,
             **({} if one.suppressed else {"people": one.people, "measures": recount.plain(one.measures)})} for one in groups]
