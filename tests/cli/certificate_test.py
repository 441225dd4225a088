"""`gilde certificate verify` and check_certificate.py, which knows nothing of it: both hold what is proved, and refuse what is not."""

import copy
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

CHECKER = ROOT / "tests/cli/check_certificate.py"
OBJECTIVES = ("highest-score", "highest-participation", "stable", "fairest")
WIDE = ("mentee_prices", "seat_prices", "person_prices", "bonus", "lowest_score", "blocking_pairs", "price")  # 64 bits: strings in JSON


def a_case(seed, mentees=7, mentors=4):
    """A placement with one pin; more mentees than seats."""
    chance = random.Random(seed)
    seats = [chance.randint(1, 2) for _ in range(mentors)]
    pairs = [[i, j, chance.randint(1, 90) * 1_000_000] for i in range(mentees) for j in range(mentors) if chance.random() < 0.7]
    return {"mentees": mentees, "mentors": seats, "pairs": pairs, "pins": [pairs[0][:2]], "forbidden": []}


def exported(objective, case, result):
    """The case and its result as a run is exported: numbers of 64 bits are strings, what is nothing is left out."""
    def wide(proof):
        text = lambda value: list(map(str, value)) if isinstance(value, list) else str(value)  # noqa: E731
        return {key: text(value) if key in WIDE else value for key, value in proof.items()}

    proof = wide(result["certificate"])
    if proof.get("odd_sets"):
        proof["odd_sets"] = list(map(wide, proof["odd_sets"]))
    run = {
        "objective": objective.upper().replace("-", "_"),
        "mentees": [f"mentee{i}" for i in range(case["mentees"])],
        "mentors": [{"name": f"mentor{j}", "seats": seats} for j, seats in enumerate(case["mentors"])],
        "candidate_mentees": [i for i, _, _ in case["pairs"]],
        "candidate_mentors": [j for _, j, _ in case["pairs"]],
        "candidate_scores": [str(score) for _, _, score in case["pairs"]],
        "made_mentees": [i for i, _ in result["pairs"]],
        "made_mentors": [j for _, j in result["pairs"]],
        "pinned_mentees": [i for i, _ in case["pins"]],
        "pinned_mentors": [j for _, j in case["pins"]],
        "certificate": {key: value for key, value in proof.items() if value not in ("0", [])},
    }
    return {key: value for key, value in run.items() if value}


def changed(run, *path, by=1):
    """The run with one number changed."""
    run = copy.deepcopy(run)
    inner = run
    for key in path[:-1]:
        inner = inner[key]
    old = inner[path[-1]]
    inner[path[-1]] = str(int(old) + by) if isinstance(old, str) else old + by
    return run


def without(run, place, *lists):
    """The run with one element left out of each list."""
    run = copy.deepcopy(run)
    for path in lists:
        inner = run
        for key in path:
            inner = inner[key]
        del inner[place]
    return run


class Certificates(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def solve(self, objective, case):
        questions, answers = self.folder / "cases.json", self.folder / "out.json"
        questions.write_text(json.dumps({"cases": [{"name": "one", "input": case}]}))
        subprocess.run([suites.BIN / "gilde", "match", "solve", "--objective", objective, "--cases", questions, "--out", answers], check=True)
        return json.loads(answers.read_text())["results"][0]

    def proved(self, objective, seed):
        case = a_case(seed)
        return exported(objective, case, self.solve(objective, case))

    def peers(self, seed, bonus=0):
        """Peers with one pin; with a bonus for each pair, the most pairs."""
        chance = random.Random(seed)
        pairs = [[i, j, chance.randint(1, 1000)] for i in range(9) for j in range(i + 1, 9) if chance.random() < 0.5]
        pin = pairs[0][:2]
        left = [[i, j, score + bonus] for i, j, score in pairs if i not in pin and j not in pin]
        result = self.solve("peer", {"people": 9, "pairs": left})
        result["pairs"].append(pin)
        result["certificate"]["bonus"] = bonus
        case = {"mentees": 9, "mentors": [], "pairs": pairs, "pins": [pin]}
        return exported("highest-participation" if bonus else "highest-score", case, result) | {"peers": True}

    def groups(self, objective):
        """Four mentees who would rather be in the first of two groups that take two or more; prices are of the same without least sizes."""
        pairs = [[i, j, points * 1_000_000] for i in range(4) for j, points in ((0, 90 + i), (1, 50))]
        case = {"mentees": 4, "mentors": [3, 2], "pairs": pairs, "pins": [], "forbidden": []}
        run = exported(objective, case, self.solve(objective, case) | {"pairs": [[0, 1], [1, 1], [2, 0], [3, 0]]})
        for mentor in run["mentors"]:
            mentor["least"] = 2
        return run

    def verdicts(self, run):
        path = self.folder / "run.json"
        path.write_text(json.dumps(run))
        ours = subprocess.run([suites.BIN / "gilde", "certificate", "verify", path], capture_output=True, text=True)
        theirs = subprocess.run([sys.executable, CHECKER, path], capture_output=True, text=True)
        return ours, theirs

    def assertHolds(self, run):
        ours, theirs = self.verdicts(run)
        self.assertEqual((ours.returncode, theirs.returncode), (0, 0), (ours.stderr, theirs.stderr, run))
        self.assertTrue(ours.stdout.startswith(theirs.stdout), (ours.stdout, theirs.stdout))
        return ours.stdout

    def assertRefuted(self, run, word=""):
        ours, theirs = self.verdicts(run)
        self.assertEqual((ours.returncode, theirs.returncode), (1, 1), (ours.stdout, theirs.stdout, run))
        self.assertIn("CERTIFICATE_REFUTED", ours.stderr)
        self.assertIn(word, ours.stderr)

    def test_runs_of_every_objective_hold(self):
        for seed in range(4):
            for objective in OBJECTIVES:
                run = self.proved(objective, seed)
                self.assertIn(f"certificate holds: {objective}, {len(run['made_mentees'])} of 7 matched, total ", self.assertHolds(run))
            self.assertHolds(self.peers(seed))
            self.assertHolds(self.peers(seed, bonus=1_000_000))

    def test_names_of_fields_may_be_those_of_json(self):
        def camel(value):
            if isinstance(value, list):
                return list(map(camel, value))
            if not isinstance(value, dict):
                return value
            name = lambda key: "".join(word if n == 0 else word.title() for n, word in enumerate(key.split("_")))  # noqa: E731
            return {name(key): camel(inner) for key, inner in value.items()}

        self.assertHolds(camel(self.proved("highest-participation", 1)))
        self.assertHolds(camel(self.peers(1)))

    def test_one_price_that_is_changed_refutes(self):
        run = self.proved("highest-score", 0)
        for i in range(7):
            self.assertRefuted(changed(run, "certificate", "mentee_prices", i, by=random.Random(i).choice((-1, 1))))
        for j, mentor in enumerate(run["mentors"]):
            if mentor["seats"] > run["pinned_mentors"].count(j):
                self.assertRefuted(changed(run, "certificate", "seat_prices", j))
        self.assertRefuted(changed(self.proved("highest-participation", 1), "certificate", "bonus"))
        self.assertRefuted(changed(self.proved("highest-participation", 1), "certificate", "mentee_prices", 2))
        peers = next(run for run in map(self.peers, range(20)) if "odd_sets" in run["certificate"])
        self.assertRefuted(changed(peers, "certificate", "person_prices", 4, by=-1))
        self.assertRefuted(changed(peers, "certificate", "odd_sets", 0, "price"))
        self.assertRefuted(without(peers, 0, ("certificate", "odd_sets", 0, "people")), "odd set")

    def test_one_pair_left_out_or_made_up_refutes(self):
        for objective in OBJECTIVES:
            run = self.proved(objective, 2)
            self.assertRefuted(without(run, 1, ("made_mentees",), ("made_mentors",)))
            self.assertRefuted(changed(run, "made_mentees", 0, by=100), "no such pair")
            self.assertRefuted(without(run, 0, ("made_mentees",), ("made_mentors",)), "pinned and not matched")
        self.assertRefuted(without(self.peers(2), 0, ("made_mentees",), ("made_mentors",)))

    def test_one_score_that_is_changed_refutes(self):
        for objective in ("highest-score", "highest-participation", "fairest"):
            run = self.proved(objective, 3)
            made = [pair for pair in zip(run["made_mentees"], run["made_mentors"]) if pair[0] not in run["pinned_mentees"]]
            places = [k for k, pair in enumerate(zip(run["candidate_mentees"], run["candidate_mentors"])) if pair in made]
            lowest = min(places, key=lambda k: int(run["candidate_scores"][k]))
            self.assertRefuted(changed(run, "candidate_scores", lowest, by=-1))
            self.assertRefuted(changed(run, "candidate_scores", lowest, by=10**9), "not 0 to 100,000,000")
        run = self.proved("stable", 3)
        for k, (mentee, mentor) in enumerate(zip(run["candidate_mentees"], run["candidate_mentors"])):
            made = (mentee, mentor) in zip(run["made_mentees"], run["made_mentors"])
            left = run["mentors"][mentor]["seats"] > run["pinned_mentors"].count(mentor)
            if not made and left and mentee not in run["pinned_mentees"]:
                self.assertRefuted(changed(run, "candidate_scores", k, by=100_000_000 - int(run["candidate_scores"][k])), "rather")

    def test_one_seat_less_than_is_taken_refutes(self):
        for objective in OBJECTIVES:
            run = self.proved(objective, 4)
            taken = run["made_mentors"][-1]
            run["mentors"][taken]["seats"] = run["made_mentors"].count(taken) - 1
            self.assertRefuted(run, f"mentor {taken} has")

    def test_one_member_of_a_hall_set_that_is_missing_refutes(self):
        run = next(run for run in (self.proved("fairest", seed) for seed in range(20)) if "hall_mentees" in run["certificate"])
        for name in ("hall_mentees", "threshold_hall_mentees"):
            for place in range(len(run["certificate"][name])):
                self.assertRefuted(without(run, place, ("certificate", name)), "Hall set")
        self.assertRefuted(changed(run, "certificate", "lowest_score"), "lowest score")
        self.assertRefuted(changed(run, "certificate", "threshold_hall_mentees", -1, by=100), "nobody")
        stable = self.proved("stable", 5)
        stable["certificate"] = {"blocking_pairs": "1"}
        self.assertRefuted(stable, "blocking")

    def test_the_lowest_score_of_a_run_too_large_for_the_next_lowest_is_proved(self):
        mentees, mentors, chance = 51_000, 20_000, random.Random(6)
        pairs = [[i, j, chance.randint(1, 90_000_000)] for i in range(mentees) for j in chance.sample(range(mentors), 2)]
        case = {"mentees": mentees, "mentors": [2] * mentors, "pairs": pairs, "pins": [pairs[0][:2]], "forbidden": []}
        run = exported("fairest", case, self.solve("fairest", case))
        self.assertIn("not the next lowest", self.assertHolds(run))
        self.assertRefuted(without(run, 0, ("certificate", "threshold_hall_mentees")), "Hall set")
        self.assertRefuted(changed(run, "certificate", "lowest_score"), "the lowest score is")

    def test_groups_are_bounded_by_prices_without_least_sizes(self):
        for objective in ("highest-score", "highest-participation"):
            run = self.groups(objective)
            self.assertIn("4 of 4 matched, total 285.000000 points\nwithout least sizes of groups: at most 326.000000 points", self.assertHolds(run))
            self.assertRefuted(without(run, 0, ("made_mentees",), ("made_mentors",)), "mentor 1 takes 2 or more and has 1")
            self.assertRefuted(changed(run, "certificate", "mentee_prices", 0, by=-(10**15)))
            run["mentors"] = [{"name": mentor["name"], "seats": mentor["seats"]} for mentor in run["mentors"]]
            self.assertRefuted(run, "sum to")

    def test_a_file_that_is_not_there_or_no_run_is_said(self):
        for text, word in ((None, "NOT_FOUND"), ("{", "no exported run"), ('{"prices": []}', "no exported run"), ("{}", "objective")):
            path = self.folder / "broken.json"
            if text is not None:
                path.write_text(text)
            done = subprocess.run([suites.BIN / "gilde", "certificate", "verify", path], capture_output=True, text=True)
            self.assertEqual(done.returncode, 1)
            self.assertIn(word, done.stderr)


if __name__ == "__main__":
    cases.main()
