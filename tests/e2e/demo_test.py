"""`gilde demo`: half a year of a program, told the same way every time, whatever is killed on the way."""

import csv
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import backend  # noqa: E402
import cases  # noqa: E402
import reports  # noqa: E402
import suite as suites  # noqa: E402

SAMPLE = ROOT / "services/cli/sample"
# The fewest mentees with whom everything happens that can happen: one is left without an answer, one hears no from the first
# choice, and a pair each reaches its goal, falls silent, parts as a mismatch, pauses, has no time, and is rescued.
MENTEES = 8
# What is killed, in this order, when that much of the story is in the journal.
DEATHS = [
    (0.01, "demo suite"),
    (0.15, "suite demo"),
    (0.3, "demo suite"),
    (0.45, "suite demo"),
    (0.6, "suite"),
    (0.75, "demo"),
    (0.99, "suite demo"),
]


def write_people(folder):
    with open(SAMPLE / "people.csv", newline="") as source, open(folder / "people.csv", "w", newline="") as target:
        rows, mentees = csv.reader(source), 0
        writer = csv.writer(target)
        for row in rows:
            mentees += row[0].startswith("h1")
            if mentees <= MENTEES:
                writer.writerow(row)


class Demo(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.people = tempfile.TemporaryDirectory(prefix="gilde-people-")
        cls.addClassCleanup(cls.people.cleanup)
        write_people(pathlib.Path(cls.people.name))
        cls.suite = suites.Suite().start()
        cls.addClassCleanup(cls.suite.__exit__)
        cls.told = cls.tell(cls.suite)

    @classmethod
    def command(cls, suite):
        words = ["--address", suite.address, "--organization", "halyard", "demo", f"{cls.people.name}/people.csv",
                 "--mapping", SAMPLE / "people.mapping.json", "--journal", cls.journal(suite)]
        return [str(suites.BIN / "gilde"), *map(str, words)]

    @staticmethod
    def journal(suite):
        return suite.folder / "journal"

    @classmethod
    def tell(cls, suite):
        """The whole story, and whatever else it says."""
        result = subprocess.run(cls.command(suite), capture_output=True, text=True, timeout=600)
        if result.returncode:
            raise AssertionError(f"{result.stdout}\n{result.stderr}\n{(suite.folder / 'suite.log').read_text()[-3000:]}")
        return result.stdout

    @staticmethod
    def story(told):
        return told[:told.index("Try next:")]

    @classmethod
    def report(cls, told):
        story = cls.story(told)
        return story[story.index("7  The report"):]

    def tell_until(self, suite, length):
        """Begins the story, or goes on with it, until the journal is that long; the process that tells it."""
        journal = self.journal(suite)
        teller = subprocess.Popen(self.command(suite), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not journal.exists() or journal.stat().st_size < length:
            if teller.poll() is not None:
                raise AssertionError(f"ended with {teller.returncode} before {length} bytes of the story")
            time.sleep(0.001)
        return teller

    def test_every_measure_of_the_report_is_what_the_events_say(self):
        rows = [line.rsplit(None, 1)[-1] for line in self.report(self.told).splitlines()[2:-2]]
        self.assertGreaterEqual(len(rows), 20)
        self.assertEqual(set(rows), {"equal"})

    def test_every_report_is_what_a_script_of_its_own_counts_from_the_feeds(self):
        organization, who = "organizations/halyard", backend.administrator("halyard")
        with backend.backend(dict.fromkeys(("profile", "matching", "scheduling", "notification"), self.suite.address)) as speaker:
            counted = reports.counted(speaker, who, organization)
            reports.compare(self, speaker, who, counted)
        told = {name: report["total"]["funnel"].get("mentorships_created", 0) for (name, by), report in counted.items()
                if by == "LOCATION"}
        whole = told.pop(organization)
        self.assertGreaterEqual(whole, MENTEES)
        self.assertEqual(whole, sum(told.values()))

    def test_everything_happens_that_can_happen_to_a_pair(self):
        approaches = ("is refused: GOLDEN_RULE", "the next choice", "expired on day 7")
        turns = ("the goal is reached", "they move on", "is rematched", "the pause is over", "ten minutes", "ends the silence")
        for words in (*approaches, *turns, "it comes to its agreed end"):
            self.assertIn(words, self.told)

    def test_a_program_is_matched_at_once_with_a_proof_and_published(self):
        matched = int(re.search(r"(\d+) of \d+ are matched by highest-score; total [\d.]+ points, proven to be the most", self.told)[1])
        self.assertGreater(matched, 0)
        self.assertIn("Its certificate holds", self.told)
        self.assertIn(f"Published: {matched} mentorships are proposed to both, 0 had become impossible.", self.told)

    def test_whoever_wants_can_check_the_proof_of_that_and_sees_what_was_tampered_with(self):
        file = self.suite.folder / "autumn.json"
        suites.gilde(self.suite, "--organization", "halyard", "match", "export", "autumn/draft", "--out", str(file))
        checks = [[str(suites.BIN / "gilde"), "certificate", "verify", str(file)],
                  [sys.executable, str(ROOT / "tests/cli/check_certificate.py"), str(file)]]
        verdicts = [subprocess.run(check, capture_output=True, text=True) for check in checks]
        self.assertEqual([verdict.returncode for verdict in verdicts], [0, 0], verdicts)
        whole = json.loads(file.read_text())
        price = next(i for i, price in enumerate(whole["certificate"]["mentee_prices"]) if int(price) > 0)
        whole["certificate"]["mentee_prices"][price] = str(int(whole["certificate"]["mentee_prices"][price]) - 1)
        file.write_text(json.dumps(whole))
        self.assertEqual([subprocess.run(check, capture_output=True).returncode for check in checks], [1, 1])

    def test_what_it_suggests_to_try_next_answers(self):
        commands = [shlex.split(line) for line in self.told[self.told.index("Try next:"):].splitlines()[1:]]
        self.assertEqual([words[0] for words in commands], ["gilde", "gilde", "grpcurl"])
        for words in commands[:2]:
            result = subprocess.run([suites.BIN / words[0], *words[1:]], capture_output=True, text=True)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertGreater(len(result.stdout.splitlines()), 5, result.stdout)
        self.assertEqual(self.grpcurl(commands[2]).total.funnel.mentorships_created, MENTEES)

    def test_the_call_of_the_readme_answers_mentors_with_reasons(self):
        words = shlex.split(suites.readme_commands("Calling it").replace("\\\n", " "))
        found = self.grpcurl(words).recommendations
        self.assertGreater(len(found), 0)
        self.assertEqual(sum(part.points for part in found[0].parts), found[0].score)

    def grpcurl(self, words):
        """Makes the call that these words ask grpcurl for, at the suite of the story."""
        headers = [words[i + 1].split(": ") for i, word in enumerate(words) if word == "-H"]
        fields = json.loads(words[words.index("-d") + 1])
        service, method = words[-1].split("/")
        with backend.backend(dict.fromkeys(("profile", "matching", "scheduling", "notification"), self.suite.address)) as speaker:
            return speaker.call(f"{service.split('.')[-1]}/{method}", tuple(map(tuple, headers)), **fields)

    def test_told_again_on_fresh_data_it_says_the_same_and_reports_the_same_word_for_word(self):
        with suites.Suite() as suite:
            told = self.tell(suite)
        self.assertEqual(self.report(told), self.report(self.told))
        # What deadlines do to several pairs at one instant is told in the order of their names, which are made by chance.
        self.assertEqual(sorted(self.story(told).splitlines()), sorted(self.story(self.told).splitlines()))

    def test_killed_again_and_again_it_ends_with_the_same_report(self):
        whole = self.journal(self.suite).stat().st_size
        with suites.Suite() as suite:
            for part, victims in DEATHS:
                teller = self.tell_until(suite, whole * part)
                for victim in victims.split():
                    suite.kill() if victim == "suite" else teller.kill()
                teller.wait(timeout=60)
                if "suite" in victims:
                    suite.start()
            self.assertEqual(self.report(self.tell(suite)), self.report(self.told))


if __name__ == "__main__":
    cases.main()
