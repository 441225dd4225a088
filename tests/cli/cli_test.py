"""`gilde` at a terminal, against a suite of its own."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients")]

import cases  # noqa: E402
import suite as suites  # noqa: E402

SAMPLE = ROOT / "services/cli/sample/people.csv"
CAMPUS = ROOT.parent / "shared/data/campus-program/people.csv"


class Cli(unittest.TestCase):
    def setUp(self):
        self.suite = suites.Suite()
        self.suite.start()
        self.addCleanup(self.suite.__exit__)
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def gilde(self, *arguments, **options):
        return suites.gilde(self.suite, "--organization", "halyard", *arguments, **options)

    def backend(self, code):
        """Runs a small backend in Python; `channel`, `platform` (its metadata) and the generated modules are there."""
        generated = pathlib.Path(self.folder.name) / "python"
        if not generated.exists():
            suites.run_readme_commands("Python", self.folder.name)
        start = (
            "import grpc, sys\n"
            "channel = grpc.insecure_channel(sys.argv[1])\n"
            "platform = (('gilde-organization', 'halyard'), ('gilde-roles', 'platform,program_admin'))\n"
        )
        subprocess.run([sys.executable, "-c", start + code, self.suite.address], env={"PYTHONPATH": str(generated)}, check=True)

    def open_organization(self):
        # The demo opens one; here the RPC does.
        self.backend(
            "from gilde.profile.v1 import organization_pb2 as o, organization_pb2_grpc as g\n"
            "request = o.CreateOrganizationRequest(organization_id='halyard', organization=o.Organization(title='Halyard'))\n"
            "g.OrganizationServiceStub(channel).CreateOrganization(request, metadata=platform)\n"
        )

    def approve_mentors(self):
        self.backend(
            "from gilde.profile.v1 import profile_service_pb2 as p, profile_service_pb2_grpc as g\n"
            "stub = g.ProfileServiceStub(channel)\n"
            "for profile in stub.ListProfiles(p.ListProfilesRequest(parent='organizations/halyard', page_size=1000), metadata=platform).profiles:\n"
            "    if profile.mentor_offer.capacity:\n"
            "        stub.ReviewMentorOffer(p.ReviewMentorOfferRequest(name=profile.name, decision='APPROVE'), metadata=platform)\n"
        )

    def write(self, name, text):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(text)
        return str(path)

    def test_the_sample_comes_in_and_a_second_import_changes_nothing(self):
        self.open_organization()
        first = self.gilde("import", str(SAMPLE))
        self.assertIn("64 new, 0 changed, 0 as they were, 0 failed", first.stdout)
        self.assertIn("37 goals, 38 personas", first.stdout)
        second = self.gilde("import", str(SAMPLE))
        self.assertIn("0 new, 0 changed, 64 as they were, 0 failed", second.stdout)
        self.assertIn("0 goals, 0 personas and 0 weeks of hours written", second.stdout)

    def test_a_dry_run_says_what_the_import_would_do_and_writes_nothing(self):
        self.open_organization()
        self.assertIn("Would be: 64 new", self.gilde("import", str(SAMPLE), "--validate_only").stdout)
        self.assertIn("64 new", self.gilde("import", str(SAMPLE)).stdout)

    def test_a_row_that_cannot_be_taken_is_named_with_its_line_and_the_others_come_in(self):
        self.open_organization()
        mapping = self.write("m.json", '{"fields": [{"field": "external_id", "column": "id"}, {"field": "given_name", "column": "name"}, '
                                       '{"field": "time_zone", "column": "zone"}, {"field": "seniority_level", "column": "level"}]}')
        rows = self.write("p.csv", 'id,name,zone,level\n1,Ada,Europe/Amsterdam,3\n2,"Bob\nBob",Mars/Base,2\n3,Carl,Europe/Paris,much\n')
        result = self.gilde("import", rows, "--mapping", mapping, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn("line 3: profile.time_zone: ZONE_UNKNOWN", result.stdout)
        self.assertIn('line 5: seniority_level: cannot read column "level"', result.stdout)
        self.assertIn("1 new", result.stdout)

    def test_semicolons_and_tabs_part_cells_as_commas_do(self):
        self.open_organization()
        mapping = self.write("m.json", '{"fields": [{"field": "external_id", "column": "id"}, {"field": "given_name", "column": "name"}]}')
        for separator, rows in ((";", '1;"Lovelace, Ada"\n2;Bob\n'), ("\t", '3\tHopper, Grace\n4\t"Carl ""C"" D"\n')):
            result = self.gilde("import", self.write("p.csv", f"id{separator}name\n{rows}"), "--mapping", mapping)
            self.assertIn("2 new, 0 changed, 0 as they were, 0 failed", result.stdout)

    def test_a_mapping_with_an_unknown_field_is_refused_with_the_fields_there_are(self):
        mapping = self.write("m.json", '{"fields": [{"field": "shoe_size", "column": "id"}]}')
        result = self.gilde("import", self.write("p.csv", "id\n1\n"), "--mapping", mapping, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn('unknown field "shoe_size"', result.stderr)
        self.assertIn("external_id", result.stderr)

    def test_a_file_that_no_mapping_fits_is_refused_with_what_to_do(self):
        result = self.gilde("import", self.write("p.csv", "a,b\n1,2\n"), check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn("--mapping", result.stderr)

    @unittest.skipUnless(CAMPUS.exists(), "there is no ../shared/data/campus-program")
    def test_the_campus_program_comes_in_as_it_is(self):
        self.open_organization()
        result = self.gilde("import", str(CAMPUS))
        self.assertIn("33 new, 0 changed, 0 as they were, 0 failed", result.stdout)
        self.assertIn("19 goals", result.stdout)

    def test_the_clock_is_moved_and_never_goes_back(self):
        self.assertEqual(json.loads(self.gilde("clock", "--json").stdout)["time"], "2027-01-04T08:00:00Z")
        self.assertEqual(json.loads(self.gilde("clock", "--by", "14d", "--json").stdout)["time"], "2027-01-18T08:00:00Z")
        self.assertEqual(json.loads(self.gilde("clock", "--to", "2027-01-01T00:00:00Z", "--json").stdout)["time"], "2027-01-18T08:00:00Z")

    def test_events_come_as_json_lines_oldest_first(self):
        self.open_organization()
        self.gilde("import", str(SAMPLE))
        lines = [json.loads(line) for line in self.gilde("events", "--service", "profile", "--json").stdout.splitlines()]
        self.assertEqual(lines[0]["type"], "organization.created")
        self.assertEqual(sum(line["type"] == "profile.created" for line in lines), 64)
        only = self.gilde("events", "--service", "profile", "--types", "goal.*", "--json").stdout.splitlines()
        self.assertEqual({json.loads(line)["type"] for line in only}, {"goal.created"})

    def test_events_of_a_process_that_serves_several_services_come_once(self):
        self.open_organization()
        self.gilde("import", str(SAMPLE))
        events = [json.loads(line) for line in self.gilde("events", "--json").stdout.splitlines()]
        self.assertEqual(len(events), len({event["id"] for event in events}))
        self.assertIn("program.created", {event["type"] for event in events})
        only = [json.loads(line)["type"] for line in self.gilde("events", "--service", "matching", "--json").stdout.splitlines()]
        self.assertEqual(set(only), {"program.created"})

    def test_recommended_mentors_come_with_parts_that_add_up_to_the_score(self):
        self.open_organization()
        self.gilde("import", str(SAMPLE))
        self.gilde("clock", "--by", "1m")
        self.assertIn("Nobody fits now", self.gilde("recommend", "h107").stdout)
        self.approve_mentors()
        self.gilde("clock", "--by", "1m")
        found = json.loads(self.gilde("recommend", "h107", "--count", "3", "--json").stdout)["recommendations"]
        self.assertEqual(len(found), 3)
        for one in found:
            self.assertEqual(sum(int(part.get("points", 0)) for part in one["parts"]), int(one["score"]))
        text = self.gilde("recommend", "h107", "--count", "3", "--as", "h107").stdout
        self.assertRegex(text, r"1\. \S.*  \d+\.\d\d = [a-z ]+ \d+\.\d\d \+ ")
        refused = self.gilde("recommend", "nobody", check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("NOT_FOUND / RESOURCE_NOT_FOUND", refused.stderr)

    def test_output_has_no_colours_when_it_is_no_terminal(self):
        self.assertNotIn("\x1b", self.gilde("clock").stdout)

    def test_a_server_that_is_not_there_is_said_in_words(self):
        result = subprocess.run([suites.BIN / "gilde", "--address", f"127.0.0.1:{suites.free_port()}", "clock"], capture_output=True, text=True)
        self.assertEqual(result.returncode, 1)
        self.assertIn("UNAVAILABLE", result.stderr)
        self.assertIn("quickstart", result.stderr)


class WithoutServer(unittest.TestCase):
    def test_every_command_has_help(self):
        for command in ("import", "demo", "recommend", "timeline", "report", "clock", "events", "lifecycle", "match", "certificate",
                        "fit", "score", "simulate", "completion"):
            result = subprocess.run([suites.BIN / "gilde", command, "--help"], capture_output=True, text=True)
            self.assertEqual(result.returncode, 0, command)
            self.assertIn("Usage", result.stdout)

    def test_the_readme_shows_the_lifecycle_that_the_code_runs_on(self):
        table = subprocess.run([suites.BIN / "gilde", "lifecycle"], capture_output=True, text=True, check=True).stdout
        self.assertIn(f"```text\n{table}```", (ROOT / "README.md").read_text())

    def test_the_contract_shows_the_lifecycle_that_the_code_runs_on(self):
        table = subprocess.run([suites.BIN / "gilde", "lifecycle"], capture_output=True, text=True, check=True).stdout
        contract = (ROOT / "protos/gilde/matching/v1/mentorship.proto").read_text()
        self.assertIn("".join(f"  // {row}\n" for row in table.splitlines()) + "  enum State {", contract)

    def test_the_picture_in_the_readme_is_the_lifecycle_that_the_code_runs_on(self):
        rows = json.loads(subprocess.run([suites.BIN / "gilde", "lifecycle", "--json"], capture_output=True, text=True, check=True).stdout)
        picture = "services/matching/domain/lifecycle.svg"
        self.assertIn(f"]({picture})", (ROOT / "README.md").read_text())
        drawn = {}
        for edge in ElementTree.parse(ROOT / picture).iterfind(".//{*}g[@class='edge']"):
            drawn[edge.findtext("{*}title")] = [text.text for text in edge.iterfind("{*}text")]
        told = collections.defaultdict(list)
        for row in rows:
            told[f"{row['from']}->{row['to']}"].append(row["move"])
        self.assertEqual(drawn, told)

    def test_the_lifecycle_is_drawn_with_every_state_and_move_of_the_table(self):
        rows = json.loads(subprocess.run([suites.BIN / "gilde", "lifecycle", "--json"], capture_output=True, text=True, check=True).stdout)
        drawing = subprocess.run([suites.BIN / "gilde", "lifecycle", "--dot"], capture_output=True, text=True, check=True).stdout
        self.assertGreater(len(rows), 50)
        for row in rows:
            edge = next(line for line in drawing.splitlines() if f"{row['from']} -> {row['to']} " in line)
            self.assertIn(row["move"], re.split(r'"|\\n', edge))

    def test_the_completion_for_bash_completes_commands_and_options(self):
        script = subprocess.run([suites.BIN / "gilde", "completion", "bash"], capture_output=True, text=True, check=True).stdout
        probe = script + '\nCOMP_WORDS=(gilde im); COMP_CWORD=1; _gilde; echo "${COMPREPLY[@]}"; COMP_WORDS=(gilde import --vali); COMP_CWORD=2; _gilde; echo "${COMPREPLY[@]}"'
        result = subprocess.run(["bash", "-c", probe], capture_output=True, text=True, check=True)
        self.assertEqual(result.stdout.split(), ["import", "--validate_only"])


if __name__ == "__main__":
    cases.main()
