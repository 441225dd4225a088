"""`gilde simulate`: months of a program played by people of several temperaments, and its report, the same wherever it is played."""

import json
import os
import pathlib
import re
import secrets
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import cases  # noqa: E402
import suite as suites  # noqa: E402

CLUSTER = os.environ.get("GILDE_TEST_POSTGRES")
REDIS = os.environ.get("GILDE_TEST_REDIS")
PLAY = ["simulate", "--pairs", "24", "--months", "4", "--seed", "15"]
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
# What a browser makes of each figure: its size, its boxes and lines that can be seen, and texts that leave it or lie on each other.
MEASURE = """<script>
const seen = [...document.querySelectorAll("svg")].map(svg => {
  const frame = svg.getBoundingClientRect(), boxes = [...svg.querySelectorAll("text")].map(t => t.getBoundingClientRect());
  const outside = boxes.filter(b => b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1);
  const over = boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom));
  const shapes = [...svg.querySelectorAll("rect, polyline, polygon")].filter(s => s.getBBox().width > 0);
  return [svg.closest("section").id, frame.width > 300 && frame.height > 100, shapes.length, boxes.length, outside.length, over.length].join(" ");
});
const loaded = performance.getEntriesByType("resource").length;
document.body.innerHTML = "<pre id=measured>" + [...seen, "loaded " + loaded].join("\\n") + "</pre>";
</script>"""


def play(suite, organization, *more):
    return suites.gilde(suite, "--organization", organization, *PLAY, *more).stdout


def postgres():
    """A database of its own in the server that tests share; and how to drop it."""
    start, _, options = CLUSTER.partition("?")
    name = f"gilde_simulate_{secrets.token_hex(6)}"

    def run(statement):
        subprocess.run(["psql", "-qX", "-d", CLUSTER, "-c", statement], check=True, capture_output=True)

    run(f"CREATE DATABASE {name}")
    scheme, rest = start.split("://")
    return f"{scheme}://{rest.split('/')[0]}/{name}?{options}", lambda: run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Simulate(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.suite = suites.Suite(redis=REDIS).start()
        cls.addClassCleanup(cls.suite.__exit__)
        cls.page = cls.suite.folder / "page.html"
        cls.told = play(cls.suite, "first", "--html", str(cls.page))

    @staticmethod
    def number(told, row):
        return int(re.search(rf"^\s+{re.escape(row)}\s+(\d+)", told, re.M).group(1))

    def test_the_same_seed_gives_the_same_report_on_both_engines_and_with_one_thread_or_many(self):
        if not CLUSTER:
            self.skipTest("GILDE_TEST_POSTGRES is not set")
        database, drop = postgres()
        self.addCleanup(drop)
        with suites.Suite(database=database) as other:
            self.assertEqual(play(other, "first", "--threads", "1"), self.told)

    def test_another_seed_is_another_story(self):
        with suites.Suite() as other:
            told = suites.gilde(other, "--organization", "first", "simulate", "--pairs", "24", "--months", "4", "--seed", "8").stdout
        self.assertNotEqual(told, self.told)

    def test_people_of_every_temperament_meet_part_and_fall_silent(self):
        for temperament in ("keen", "busy", "forgetful", "ghosting", "mismatched"):
            self.assertGreater(self.number(self.told, temperament), 0, temperament)
        self.assertGreaterEqual(self.number(self.told, "requests sent"), 24)
        for row in ("first meetings held", "mentorships active", "completed", "quiet", "soft check-in"):
            self.assertGreater(self.number(self.told, row), 0, row)

    def test_a_mentee_who_needs_somebody_else_says_what_and_is_matched_again(self):
        again, ended = map(int, re.search(r"^  matched again after a mismatch +(\d+) of (\d+)", self.told, re.M).groups())
        self.assertEqual(ended, self.number(self.told, "ended, mismatch"))
        self.assertGreater(again, 0)
        self.assertLessEqual(again, ended)
        command = ["events", "--service", "matching", "--types", "mentorship.*", "--json"]
        lines = suites.gilde(self.suite, "--organization", "first", *command).stdout.splitlines()
        events = [json.loads(line) for line in lines]
        of_type = {name: [event for event in events if event["type"] == f"mentorship.{name}"] for name in ("started", "ended", "rematch_queued")}
        apart = [event for event in of_type["ended"] if event["payload"]["end_reason"] == "MISMATCH"]
        self.assertEqual(len(apart), ended)
        matched = set()
        for event in apart:
            mentees = event["payload"]["mentees"]
            self.assertEqual((event["actor"], event["payload"]["rematch"]), (mentees[0], mentees))
            self.assertIn(event["subject"], {queued["subject"] for queued in of_type["rematch_queued"]})
            later = [began["time"] for began in of_type["started"] if began["payload"]["mentees"] == mentees and began["time"] > event["time"]]
            matched.update(later[:1])
        self.assertEqual(len(matched), again)

    def test_every_nudge_is_held_against_what_people_were_promised(self):
        line = re.search(r"(\d+) nudges of (\d+) messages\. (.*)", self.told)
        self.assertGreater(int(line.group(1)), 100)
        self.assertGreater(int(line.group(2)), int(line.group(1)))
        self.assertEqual(line.group(3), "Over the cap: none; in quiet hours: none; to a paused pair: none; with a word of blame: none.")

    def test_an_organization_that_has_people_is_left_alone(self):
        result = suites.gilde(self.suite, "--organization", "first", *PLAY, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn("name a new one with --organization", result.stderr)

    def test_numbers_out_of_range_are_refused_before_anything_is_asked(self):
        for flag, value in (("--pairs", "0"), ("--months", "1"), ("--threads", "65")):
            result = suites.gilde(self.suite, "simulate", flag, value, check=False)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn(flag, result.stderr + result.stdout)

    def test_a_page_that_cannot_be_written_is_said(self):
        with suites.Suite() as other:
            result = suites.gilde(other, "simulate", "--pairs", "1", "--months", "2", "--html", "/nowhere/page.html", check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn("/nowhere/page.html", result.stderr)

    def test_the_page_stands_by_itself(self):
        text = self.page.read_text()
        self.assertNotRegex(text, r"<script|<link|<img|@import|url\(|https?://")
        for row in ("first meetings held", "mentorships active"):
            self.assertIn(f"<title>{row}: {self.number(self.told, row)}</title>", text)
        self.assertEqual(text.count('class="kept"'), 4)

    def test_a_browser_draws_its_four_figures_with_every_text_inside_and_none_on_another(self):
        with tempfile.TemporaryDirectory(prefix="gilde-browser-") as folder:
            copy = pathlib.Path(folder) / "page.html"
            copy.write_text(self.page.read_text().replace("</body>", MEASURE + "</body>"))
            for width in (1280, 700):
                command = [*CHROMIUM, f"--user-data-dir={folder}/profile", f"--window-size={width},900", "--dump-dom", f"file://{copy}"]
                drawn = subprocess.run(command, capture_output=True, text=True, timeout=120)
                measured = re.search(r'<pre id="measured">(.*?)</pre>', drawn.stdout, re.S)
                self.assertTrue(measured, drawn.stderr[-2000:])
                *figures, loaded = [line.split() for line in measured.group(1).splitlines()]
                self.assertEqual(loaded, ["loaded", "0"])
                self.assertEqual([figure[0] for figure in figures], ["funnel", "survival", "in-time", "ladder"])
                for name, large, shapes, texts, outside, over in figures:
                    self.assertEqual((large, outside, over), ("true", "0", "0"), f"{name} at {width}")
                    self.assertGreater(int(shapes), 2, name)
                    self.assertGreater(int(texts), 5, name)


if __name__ == "__main__":
    cases.main()
