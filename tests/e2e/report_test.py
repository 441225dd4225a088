"""Reports of programs, organizations and mentors beside what a script of its own counts from the event feeds, where much has happened."""

import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import backend  # noqa: E402
import cases  # noqa: E402
import late_season  # noqa: E402
import recount  # noqa: E402
import recount_groups  # noqa: E402
import recount_mentor  # noqa: E402
import reports  # noqa: E402
import suite as suites  # noqa: E402

ORGANIZATION = "organizations/halyard"
LATE = f"{ORGANIZATION}/programs/late"
PLAY = ["--organization", "halyard", "simulate", "--pairs", "40", "--months", "6", "--seed", "7"]
FUNNEL = {*recount.FUNNEL_OF_REQUESTS.values(), *recount.FUNNEL_OF_MENTORSHIPS.values(), "first_meetings_held", "completed",
          "contacts_started", "invited_to_mentor"}


class Report(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        suite = suites.Suite().start()
        cls.addClassCleanup(suite.__exit__)
        suites.gilde(suite, *PLAY)
        addresses = dict.fromkeys(("profile", "matching", "scheduling", "notification"), suite.address)
        cls.speaker = cls.enterClassContext(backend.backend(addresses))
        late_season.LateSeason(cls.speaker, ORGANIZATION).play()
        cls.who = backend.administrator("halyard")
        cls.counted = reports.counted(cls.speaker, cls.who, ORGANIZATION)

    def test_every_report_is_what_the_events_say(self):
        reports.compare(self, self.speaker, self.who, self.counted)

    def test_nothing_of_the_organization_is_zero(self):
        total = self.counted[ORGANIZATION, None]["total"]
        self.assertEqual(set(total["funnel"]), FUNNEL)
        for measure in recount.RATIOS:
            self.assertTrue(0 < total[measure]["part"] < total[measure]["of"], measure)
        self.assertEqual([end["reason"] for end in total["ends"]], list(recount.END_REASONS))
        self.assertNotIn(0, total["satisfaction"]["answers"])
        self.assertEqual([rate["quality"] for rate in total["responses"]], list(recount.QUALITIES))
        self.assertEqual([measure for measure, count in total["health"].items() if not count], [])

    def test_nothing_of_mentors_is_zero(self):
        mentors = [report for (name, _), report in self.counted.items() if "/profiles/" in name]
        self.assertGreater(len(mentors), 50)
        for field in recount_mentor.COUNTS:
            self.assertTrue(any(mentor[field] for mentor in mentors), field)
        for field in recount_mentor.RATIOS:
            self.assertTrue(any(0 < mentor[field]["part"] < mentor[field]["of"] for mentor in mentors), field)

    def test_groups_show_whole_fives_and_leave_out_the_last(self):
        for program in (LATE, f"{ORGANIZATION}/programs/c0"):
            people = self.counted[program, None]["total"]["match_rate"]["of"]
            for by in recount_groups.ATTRIBUTES:
                shown = [group["people"] for group in self.counted[program, by]["groups"] if not group["suppressed"]]
                self.assertGreater(sum(shown), 0, (program, by))
                self.assertEqual([size for size in shown if size % 5], [], (program, by))
                self.assertGreaterEqual(people - sum(shown), 5, (program, by))

    def test_groups_are_cut_and_suppressed_by_the_words(self):
        def shown(by):
            return {group["value"]: group.get("people") for group in self.counted[LATE, by]["groups"]}

        # Of 21 the first 15: 8, 6 and 1; 8 and 7; 13 and 2; all; 12 and 3.
        self.assertEqual(shown("LOCATION"), {"": None, "Bergen, Norway": 5, "Oslo, Norway": 5})
        self.assertEqual(shown("ORG_UNIT"), {"eu/de": 5, "eu/nl": 5})
        self.assertEqual(shown("PROFILE_KIND"), {"ALUMNUS": 10, "EXTERNAL": None})
        self.assertEqual(shown("SENIORITY_LEVEL"), {"0": 15})
        self.assertEqual(list(shown("COHORT").values()), [10, None])

    def test_an_organization_shows_what_its_programs_do_and_programs_whole(self):
        groups = {by: self.counted[ORGANIZATION, by]["groups"] for by in reports.ORGANIZATION_REPORTS}
        self.assertEqual([group["people"] for group in groups["PROGRAM"]], [40, 6, 21, 2])
        for by in recount_groups.ATTRIBUTES:
            shown = sum(group.get("people", 0) for group in groups[by])
            programs = [group["value"] for group in groups["PROGRAM"]]
            parts = [group.get("people", 0) for program in programs for group in self.counted[program, by]["groups"]]
            self.assertEqual(shown, sum(parts), by)
        suppressed = [group["value"] for by in recount_groups.ATTRIBUTES for group in groups[by] if group["suppressed"]]
        self.assertIn("EXTERNAL", suppressed)


if __name__ == "__main__":
    cases.main()
