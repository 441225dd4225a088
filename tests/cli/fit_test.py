"""`gilde fit` and `gilde score`, without a server: what is learned from decisions in a file, judged on people it has not seen."""

import csv
import gzip
import hashlib
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

MAPPING = {"mentee_id": "who", "mentor_id": "whom", "decision": "taken", "split": ";",
           "mentee": {"topics": "seeks", "age": "age"}, "mentor": {"topics": "offers"}}
ALUMNI = ROOT.parent / "shared/data/alumni-pairs/train.csv.gz"
TOPICS = ("law", "money", "travel", "code", "health", "art")


def area(scores, taken):
    """The chance that one taken scores above one that was not."""
    ranked = sorted(zip(scores, taken))
    above = negatives = positives = 0
    for _, group in itertools.groupby(ranked, key=lambda one: one[0]):
        equal = [one for _, one in group]
        above += sum(equal) * (negatives + (len(equal) - sum(equal)) / 2)
        positives += sum(equal)
        negatives += len(equal) - sum(equal)
    return above / (positives * negatives)


def rows_of(seed, mentees=150):
    chance = random.Random(seed)
    some = lambda: [topic for topic in TOPICS if chance.random() < 0.4]  # noqa: E731
    for i in range(mentees):
        seeks = some()
        for j in range(8):
            offers = some()
            likely = 0.8 if set(seeks) & set(offers) else 0.1
            yield {"who": f"{seed}-{i}", "seeks": ";".join(seeks), "age": chance.choice(["young", "old"]), "whom": f"m, {j}",
                   "offers": ";".join(offers), "taken": str(int(chance.random() < likely))}


class Fit(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "mapping.json").write_text(json.dumps(MAPPING))

    def write(self, name, rows, without=()):
        rows = [{key: value for key, value in row.items() if key not in without} for row in rows]
        with open(self.folder / name, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return rows

    def gilde(self, *arguments, mapping="mapping.json"):
        return subprocess.run([suites.BIN / "gilde", *arguments, "--mapping", mapping], cwd=self.folder, capture_output=True, text=True)

    def fitted(self, *arguments):
        result = self.gilde("fit", "--pairs", "learn.csv", "--out", "policy.json", *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def scored(self, pairs):
        result = self.gilde("score", "--policy", "policy.json", "--pairs", pairs, "--out", "scores.csv")
        self.assertEqual(result.returncode, 0, result.stderr)
        with open(self.folder / "scores.csv", newline="") as file:
            return list(csv.DictReader(file))

    def test_a_policy_learned_from_some_tells_what_others_choose(self):
        self.write("learn.csv", rows_of(1))
        said = self.fitted()
        self.assertRegex(said, r"1200 decisions, \d+ taken.*AUC 0\.[89]")
        judged = self.write("judge.csv", rows_of(2))
        self.write("unknown.csv", judged, without=("taken",))
        scores = self.scored("unknown.csv")
        self.assertEqual([(row["who"], row["whom"]) for row in scores], [(row["who"], row["whom"]) for row in judged])
        self.assertEqual(list(scores[0]), ["who", "whom", "score"])
        self.assertTrue(all(0 <= float(row["score"]) <= 100 for row in scores))
        self.assertGreater(area([float(row["score"]) for row in scores], [int(row["taken"]) for row in judged]), 0.8)

    def test_the_policy_is_an_ordinary_one_that_names_nobody(self):
        self.write("learn.csv", rows_of(1))
        self.fitted()
        text = (self.folder / "policy.json").read_text()
        policy = json.loads(text)
        self.assertEqual([one["facet"] for one in policy["preferences"]], ["LEARNED"])
        for table in policy["tables"]:
            cells = 1
            for measure in table["measures"]:
                cells *= len(measure["cuts"]) + 1
            self.assertEqual(len(table["weights"]), cells)
        self.assertNotIn("1-", text)
        self.assertNotIn("m, ", text)

    def test_the_same_decisions_give_the_same_policy(self):
        self.write("learn.csv", rows_of(1))
        self.fitted()
        first = (self.folder / "policy.json").read_bytes()
        self.fitted()
        self.assertEqual((self.folder / "policy.json").read_bytes(), first)

    def test_what_is_protected_is_never_used(self):
        rows = list(rows_of(1))
        for row in rows:
            row["taken"] = str(int(row["age"] == "young"))
        self.write("learn.csv", rows)
        self.fitted()
        self.assertIn('"age"', (self.folder / "policy.json").read_text())
        self.fitted("--without", "age")
        self.assertNotIn('"age"', (self.folder / "policy.json").read_text())

    def test_how_well_groups_are_judged_is_said(self):
        self.write("learn.csv", rows_of(1))
        said = self.fitted("--by", "age")
        self.assertRegex(said, r"old: AUC 0\.\d+, \d+ mentees")
        self.assertRegex(said, r"young: AUC 0\.\d+, \d+ mentees")

    def test_a_file_may_be_compressed(self):
        self.write("learn.csv", rows_of(1))
        self.fitted()
        plain = (self.folder / "policy.json").read_bytes()
        (self.folder / "learn.csv").write_bytes(gzip.compress((self.folder / "learn.csv").read_bytes()))
        self.fitted()
        self.assertEqual((self.folder / "policy.json").read_bytes(), plain)

    def test_what_is_wrong_is_said_and_nothing_is_written(self):
        self.write("learn.csv", rows_of(1))
        wrong = {
            "no column `Age`": {**MAPPING, "mentee": {"topics": "seeks", "age": "Age"}},
            "`mentee`": {key: value for key, value in MAPPING.items() if key != "mentee"},
            "means nothing": {**MAPPING, "colums": 1},
            "some not": {**MAPPING, "taken": ["yes"]},
        }
        for said, mapping in wrong.items():
            (self.folder / "wrong.json").write_text(json.dumps(mapping))
            result = self.gilde("fit", "--pairs", "learn.csv", "--out", "policy.json", mapping="wrong.json")
            self.assertNotEqual(result.returncode, 0, said)
            self.assertIn(said, result.stderr)
            self.assertFalse((self.folder / "policy.json").exists())
        self.fitted()
        policy = json.loads((self.folder / "policy.json").read_text())
        policy["tables"][0]["weights"].append(1)
        (self.folder / "policy.json").write_text(json.dumps(policy))
        result = self.gilde("score", "--policy", "policy.json", "--pairs", "learn.csv", "--out", "scores.csv")
        self.assertIn("tables[0].weights", result.stderr)
        self.assertFalse((self.folder / "scores.csv").exists())

    def test_a_policy_with_a_nan_weight_is_refused(self):
        self.write("learn.csv", rows_of(1))
        self.fitted()
        policy = json.loads((self.folder / "policy.json").read_text())
        for weight in (float("nan"), "NaN", float("inf"), 0.5, -1):
            policy["tables"][0]["weights"][0] = weight
            (self.folder / "policy.json").write_text(json.dumps(policy))
            result = self.gilde("score", "--policy", "policy.json", "--pairs", "learn.csv", "--out", "scores.csv")
            self.assertEqual(result.returncode, 1, weight)
            self.assertFalse((self.folder / "scores.csv").exists(), weight)

    @unittest.skipUnless(ALUMNI.exists(), "the decisions of the alumni platform are not here")
    def test_half_of_the_alumni_tell_what_the_other_half_chose(self):
        with gzip.open(ALUMNI, "rt", newline="") as file:
            rows = list(csv.DictReader(file))
        half = lambda row: hashlib.sha256(row["mentee_id"].encode()).digest()[-1] % 2  # noqa: E731
        self.write("learn.csv", [row for row in rows if half(row) == 0])
        judged = self.write("judge.csv", [row for row in rows if half(row) == 1])
        self.write("unknown.csv", judged, without=("matched",))
        mapping = ROOT / "services/cli/sample/alumni-pairs.json"
        (self.folder / "mapping.json").write_bytes(mapping.read_bytes())
        self.fitted()
        scores = [float(row["score"]) for row in self.scored("unknown.csv")]
        self.assertGreaterEqual(area(scores, [int(row["matched"]) for row in judged]), 0.75)


if __name__ == "__main__":
    cases.main()
