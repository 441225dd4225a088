"""A backend in Go: stubs made with the README's commands, the calls in tests/clients/go/client_test.go."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients")]

import cases  # noqa: E402
import suite as suites  # noqa: E402


@unittest.skipUnless(shutil.which("go"), "there is no go on this machine")
class GoClient(unittest.TestCase):
    def test_a_backend_in_go_creates_reads_and_is_refused(self):
        with tempfile.TemporaryDirectory() as folder, suites.Suite() as suite:
            try:
                suites.run_readme_commands("Go", folder)
            except subprocess.CalledProcessError as error:
                if "proxy.golang.org" in error.stderr or "dial tcp" in error.stderr:
                    self.skipTest("the Go module proxy cannot be reached")
                self.fail(error.stderr)
            shutil.copy(ROOT / "tests/clients/go/client_test.go", f"{folder}/go/client_test.go")
            result = subprocess.run(
                ["go", "test", "-count=1", "./..."], cwd=f"{folder}/go", env=dict(os.environ, GILDE_ADDRESS=suite.address), capture_output=True, text=True
            )
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)


if __name__ == "__main__":
    cases.main()
