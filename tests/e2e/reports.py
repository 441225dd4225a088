"""Every report that the service gives of an organization, and the same counted again from the event feeds."""

import recount
import recount_groups
import recount_mentor

PROGRAM_REPORTS = (None, *recount_groups.ATTRIBUTES)
ORGANIZATION_REPORTS = (*PROGRAM_REPORTS, "PROGRAM")


def counted(speaker, who, organization):
    """By whose report it is and what it is broken down by."""
    facts, reports = recount.read(speaker, who, organization), {}
    for program in facts.programs():
        total = recount.measures(facts.of(program))
        for by in PROGRAM_REPORTS:
            reports[program, by] = {"total": total, "groups": recount_groups.of_program(facts, program, by) if by else []}
    total = recount.measures(facts.of_all())
    for by in ORGANIZATION_REPORTS:
        reports[organization, by] = {"total": total, "groups": recount_groups.of_organization(facts, by) if by else []}
    for person in sorted(facts.profiles):
        reports[person, None] = recount_mentor.of_mentor(facts, person)
    return reports


def said(speaker, who, name, by):
    """The service's in the form of counted()."""
    kind = name.split("/")[-2]
    method = {"organizations": "GetOrganizationReport", "programs": "GetProgramReport", "profiles": "GetMentorReport"}[kind]
    report = speaker.call(f"ProgramService/{method}", who, name=name, **({"group_by": by} if by else {}))
    if kind == "profiles":
        return recount_mentor.plain(report)
    return {"total": recount.plain(report.total), "groups": recount_groups.plain(report.groups)}


def compare(case, speaker, who, reports):
    """Fails for each report that is not what was counted."""
    for (name, by), report in reports.items():
        with case.subTest(name=name, by=by):
            case.assertEqual(said(speaker, who, name, by), report)
