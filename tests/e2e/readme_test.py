"""What the README says about flags and about REST is so."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import cases  # noqa: E402
import suite as suites  # noqa: E402
from processes import Program  # noqa: E402

README = (ROOT / "README.md").read_text()
SERVERS = ("gilde-suite", "gilde-profile", "gilde-matching", "gilde-scheduling", "gilde-notification")


def flags_of_the_readme():
    """Every flag of the table under `Programs and flags`; `--profile_address .. --notification_address` stands for four."""
    table = README[README.index("## Programs and flags"):]
    cells = re.findall(r"^\| (`--[^|]*) \|", table, re.M)
    named = {flag for cell in cells for flag in re.findall(r"--(\w+)", cell)}
    return named | {"matching_address", "scheduling_address"}


def help_of(server):
    return subprocess.run([suites.BIN / server, "--help"], capture_output=True, text=True, check=True).stdout


class Flags(unittest.TestCase):
    def test_every_flag_of_every_server_is_in_the_readme_and_the_other_way_round(self):
        for server in SERVERS:
            flags = set(re.findall(r"^ +(?:-h,)?--(\w+)", help_of(server), re.M)) - {"help"}
            self.assertEqual(flags, flags_of_the_readme(), server)

    def test_every_flag_is_an_environment_variable_too(self):
        for flag in flags_of_the_readme():
            self.assertIn(f"GILDE_{flag.upper()}", help_of("gilde-suite"))

    @staticmethod
    def clock_and_log(folder, start):
        """What the clock of a suite says that starts by its environment alone, and its log."""
        port = suites.free_port()
        flags = {"LISTEN": f"127.0.0.1:{port}", "METRICS_LISTEN": "", "REDIS": "", "DATABASE": f"sqlite:{folder}"}
        flags.update(SANDBOX="true", SANDBOX_START=start)
        environment = {**os.environ, **{f"GILDE_{flag}": value for flag, value in flags.items()}}
        server = Program([suites.BIN / "gilde-suite"], pathlib.Path(folder) / f"log{port}", port, environment).start()
        command = [suites.BIN / "gilde", "--address", f"127.0.0.1:{port}", "clock", "--json"]
        clock = subprocess.run(command, capture_output=True, text=True)
        server.stop()
        return json.loads(clock.stdout)["time"], [json.loads(line) for line in server.log.read_text().splitlines()]

    def test_a_server_starts_by_its_environment_alone_and_logs_json_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            time, log = self.clock_and_log(folder, "2030-01-01T00:00:00Z")
        self.assertEqual(time, "2030-01-01T00:00:00Z")
        self.assertRegex(log[0]["message"], "^serving on 127.0.0.1:[0-9]+$")
        self.assertEqual({key for line in log for key in line}, {"time", "level", "message"})

    def test_a_sandbox_that_was_there_before_goes_on_at_its_own_time(self):
        with tempfile.TemporaryDirectory() as folder:
            times = [self.clock_and_log(folder, f"{year}-01-01T00:00:00Z")[0] for year in (2030, 2031, 2029)]
        self.assertEqual(times, ["2030-01-01T00:00:00Z"] * 3)

    def test_addresses_that_are_none_are_named(self):
        wrong = {"--listen": ("127.0.0.1:99999", "127.0.0.1", "unix:"), "--metrics_listen": ("here",), "--smtp": ("nonsense",)}
        for flag, values in wrong.items():
            for value in values:
                command = [suites.BIN / "gilde-suite", "--sandbox", "--redis", "", flag, value]
                refused = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
                self.assertEqual((refused.returncode, flag in refused.stderr), (2, True), (value, refused))

    def test_the_ports_are_those_of_the_readme(self):
        for number, server in enumerate(SERVERS):
            self.assertIn(f"127.0.0.1:740{number}", help_of(server))
            self.assertIn(f"127.0.0.1:749{number}", help_of(server))


class Rest(unittest.TestCase):
    def test_the_descriptors_for_a_transcoder_hold_a_path_for_every_rpc(self):
        command = re.search(r"`(protoc -I protos [^`]*gilde.pb[^`]*)`", README).group(1)
        google = re.search(r"^google=(\S+)$", suites.readme_commands("Python"), re.M).group(1)
        with tempfile.TemporaryDirectory() as folder:
            written = pathlib.Path(folder) / "gilde.pb"
            command = command.replace("=gilde.pb", f"={written}")
            subprocess.run(["bash", "-c", f"google={google}; {command}"], cwd=ROOT, check=True, capture_output=True)
            self.assertEqual(self.rpcs_without_a_path(written.read_bytes()), [])

    @staticmethod
    def rpcs_without_a_path(descriptors):
        import backend  # noqa: F401  (puts the generated google.api on the path)
        from google.api import annotations_pb2
        from google.protobuf import descriptor_pb2

        files = descriptor_pb2.FileDescriptorSet.FromString(descriptors).file
        rpcs = [(f"{service.name}/{rpc.name}", rpc) for file in files for service in file.service for rpc in service.method]
        assert len(rpcs) > 100, len(rpcs)
        return [name for name, rpc in rpcs if not rpc.options.Extensions[annotations_pb2.http].WhichOneof("pattern")]


if __name__ == "__main__":
    cases.main()
