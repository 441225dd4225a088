"""`gilde match solve`, without a server: every objective, and what a certificate proves to a reader of its own."""

import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients")]

import cases  # noqa: E402
import suite as suites  # noqa: E402


def a_case(seed):
    chance = random.Random(seed)
    mentees, mentors = chance.randint(1, 5), [chance.randint(0, 2) for _ in range(chance.randint(1, 4))]
    pairs = [[i, j, chance.randint(0, 9) * 10_000_000] for i in range(mentees) for j in range(len(mentors)) if chance.random() < 0.7]
    return {"mentees": mentees, "mentors": mentors, "pairs": pairs, "pins": [], "forbidden": []}


def every_way(case):
    """Scores of every way to place."""
    score = {(i, j): points for i, j, points in case["pairs"]}
    choices = [[None] + [j for j in range(len(case["mentors"])) if (i, j) in score] for i in range(case["mentees"])]
    for way in itertools.product(*choices):
        if all(way.count(j) <= seats for j, seats in enumerate(case["mentors"])):
            yield sorted(score[i, j] for i, j in enumerate(way) if j is not None)


class Solve(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def solve(self, objective, inputs):
        """Results by name; inputs are named by their place in the list."""
        questions, answers = self.folder / "cases.json", self.folder / "out.json"
        questions.write_text(json.dumps({"cases": [{"name": str(n), "input": one} for n, one in enumerate(inputs)]}))
        subprocess.run([suites.BIN / "gilde", "match", "solve", "--objective", objective, "--cases", questions, "--out", answers], check=True)
        results = json.loads(answers.read_text())["results"]
        self.assertEqual([result["name"] for result in results], [str(n) for n in range(len(inputs))])
        return results

    def refuse(self, path, word):
        """Whoever asks about this file hears why not, and gets no file."""
        out = self.folder / "none.json"
        command = [suites.BIN / "gilde", "match", "solve", "--objective", "stable", "--cases", path, "--out", out]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn(word, done.stderr)
        self.assertFalse(out.exists())

    def test_every_objective_is_what_trying_everything_finds(self):
        inputs = [a_case(seed) for seed in range(60)]
        best = {
            "highest-score": lambda scores: sum(scores),
            "highest-participation": lambda scores: (len(scores), sum(scores)),
            "fairest": lambda scores: (len(scores), scores),
        }
        for objective, worth in best.items():
            for case, result in zip(inputs, self.solve(objective, inputs)):
                points = {(i, j): score for i, j, score in case["pairs"]}
                scores = sorted(points[i, j] for i, j in result["pairs"])
                self.assertEqual(worth(scores), max(map(worth, every_way(case))), (objective, case))
                self.assertEqual(result["total"], sum(scores))
        for result in self.solve("stable", inputs):
            self.assertEqual(result["certificate"], {"blocking_pairs": 0})

    def test_the_prices_prove_the_total_to_whoever_adds_them_up(self):
        inputs = [a_case(seed) for seed in range(60)]
        for case, result in zip(inputs, self.solve("highest-score", inputs)):
            mentees, seats = result["certificate"]["mentee_prices"], result["certificate"]["seat_prices"]
            self.assertTrue(all(price >= 0 for price in mentees + seats))
            for i, j, score in case["pairs"]:
                self.assertGreaterEqual(mentees[i] + seats[j], score if case["mentors"][j] else 0)
            self.assertEqual(sum(mentees) + sum(p * n for p, n in zip(seats, case["mentors"])), result["total"])

    def test_peers_are_paired_whoever_they_are(self):
        (result,) = self.solve("peer", [{"people": 4, "pairs": [[0, 1, 10], [1, 2, 15], [2, 3, 10], [0, 3, 1]]}])
        self.assertEqual((result["pairs"], result["total"]), ([[0, 1], [2, 3]], 20))

    def test_bad_input_is_refused_with_a_reason_that_says_so(self):
        one = {"mentees": 1, "mentors": [1], "pairs": [[0, 0, 5]], "pins": [], "forbidden": []}
        bad = {
            "unknown-mentor": {"pairs": [[0, 5, 5]]},
            "unknown-mentee": {"pairs": [[1, 0, 5]]},
            "negative-capacity": {"mentors": [-1]},
            "negative-count": {"mentees": -1, "pairs": []},
            "score-out-of-range": {"pairs": [[0, 0, 100_000_001]]},
            "pin-not-a-pair": {"pairs": [], "pins": [[0, 0]]},
            "pins-over-capacity": {"mentees": 2, "pairs": [[0, 0, 5], [1, 0, 5]], "pins": [[0, 0], [1, 0]]},
        }
        for result, reason in zip(self.solve("stable", [one | change for change in bad.values()]), bad):
            self.assertEqual(result.get("error"), reason)

    def test_a_weight_that_is_nan_or_no_whole_number_is_refused(self):
        for weight in ("NaN", "Infinity", "5", 5.5, 1e300, -1e300, None, [5], True):
            case = {"mentees": 1, "mentors": [1], "pairs": [[0, 0, weight]], "pins": [], "forbidden": []}
            for objective in ("highest-score", "highest-participation", "stable", "fairest"):
                self.assertEqual(self.solve(objective, [case])[0].get("error"), "score-out-of-range", (objective, weight))
            (peers,) = self.solve("peer", [{"people": 2, "pairs": [[0, 1, weight]]}])
            self.assertEqual(peers.get("error"), "score-out-of-range", weight)
        # As it is written without quotes it is no JSON at all.
        path = self.folder / "nan.json"
        case = {"mentees": 1, "mentors": [1], "pairs": [[0, 0, float("nan")]]}
        path.write_text(json.dumps({"cases": [{"name": "nan", "input": case}]}))
        self.assertIn("NaN", path.read_text())
        self.refuse(path, "not JSON")

    def test_a_count_that_is_no_number_is_refused(self):
        for count in (-1, "NaN", 0.5, 1e300, None):
            (result,) = self.solve("stable", [{"mentees": count, "mentors": [], "pairs": []}])
            self.assertEqual(result.get("error"), "negative-count", count)
            (result,) = self.solve("stable", [{"mentees": 0, "mentors": [count], "pairs": []}])
            self.assertEqual(result.get("error"), "negative-capacity", count)
            (result,) = self.solve("peer", [{"people": count, "pairs": []}])
            self.assertEqual(result.get("error"), "negative-count", count)

    def test_a_duplicate_pair_is_refused_by_every_objective(self):
        case = {"mentees": 1, "mentors": [1], "pairs": [[0, 0, 5], [0, 0, 6]], "pins": [], "forbidden": []}
        for objective in ("highest-score", "highest-participation", "stable", "fairest"):
            self.assertEqual(self.solve(objective, [case])[0].get("error"), "duplicate-pair", objective)
        (peers,) = self.solve("peer", [{"people": 2, "pairs": [[0, 1, 5], [0, 1, 6]]}])
        self.assertEqual(peers.get("error"), "duplicate-pair")

    def test_a_pin_on_a_forbidden_pair_is_refused_by_every_objective(self):
        case = {"mentees": 1, "mentors": [1], "pairs": [[0, 0, 5]], "pins": [[0, 0]], "forbidden": [[0, 0]]}
        for objective in ("highest-score", "highest-participation", "stable", "fairest"):
            self.assertEqual(self.solve(objective, [case])[0].get("error"), "pin-on-forbidden", objective)

    def test_an_empty_program_places_nobody(self):
        empty = [{"mentees": mentees, "mentors": mentors, "pairs": []} for mentees, mentors in ((0, []), (2, []), (0, [2]))]
        for objective in ("highest-score", "highest-participation", "stable", "fairest"):
            for result in self.solve(objective, empty):
                self.assertEqual((result["pairs"], result["total"]), ([], 0), objective)
        (peers,) = self.solve("peer", [{"people": 0, "pairs": []}])
        self.assertEqual((peers["pairs"], peers["total"]), ([], 0))

    def test_a_file_that_is_not_there_or_no_json_is_said(self):
        for text, word in ((None, "cannot read"), ("{", "not JSON")):
            path = self.folder / "broken.json"
            if text is not None:
                path.write_text(text)
            self.refuse(path, word)


if __name__ == "__main__":
    cases.main()
