"""Runs the test programs of a build and the Python tests, two at a time, and counts their cases.

A program is a C++ test (build/dev/bin/test_*) or a Python test (tests/**/*_test.py). Each one's output is kept under
<build>/test-logs and printed only when it fails. The last line is `N passed, N failed`; the exit code is 0 only when nothing
failed. A program that dies without saying how many cases it ran counts as one failure.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMEOUT_SECONDS = 900


def find_programs(build, filters):
    compiled = sorted(p for p in (build / "bin").glob("test_*") if os.access(p, os.X_OK))
    scripts = sorted((ROOT / "tests").rglob("*_test.py"))
    return [p for p in compiled + scripts if not filters or any(f in str(p) for f in filters)]


def name_of(program):
    return str(program.relative_to(ROOT)) if program.suffix == ".py" else program.name


def run(program, build, logs):
    """Returns (program, passed, failed, skipped reasons, seconds)."""
    start = time.monotonic()
    result = logs / (name_of(program).replace("/", "_") + ".json")
    result.unlink(missing_ok=True)
    environment = dict(os.environ, GTEST_OUTPUT=f"json:{result}", GILDE_BUILD=str(build), GILDE_TEST_RESULT=str(result))
    command = [sys.executable, str(program)] if program.suffix == ".py" else [str(program), "--gtest_brief=1"]
    log = result.with_suffix(".log")
    with open(log, "wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            code = process.wait(TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            code = stop(process)
            output.write(f"\nstopped after {TIMEOUT_SECONDS} seconds\n".encode())
    passed, failed, skipped = count(result)
    if code != 0 and failed == 0:
        failed = 1
    return program, passed, failed, skipped, time.monotonic() - start


def stop(process):
    """Lets it stop what it started; -1, as a failure."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return -1


def count(result):
    """Cases in GoogleTest's JSON; Python tests write the same shape through tests/cases.py."""
    try:
        report = json.loads(result.read_text())
    except (OSError, ValueError):
        return 0, 0, []
    passed, failed, skipped = 0, 0, []
    for suite in report.get("testsuites", []):
        for case in suite.get("testsuite", []):
            if case.get("result") == "SKIPPED":
                reasons = [s.get("message", "").strip() for s in case.get("skipped", [])]
                skipped.append(f"{suite['name']}.{case['name']}: {' '.join(reasons)}")
            elif case.get("failures"):
                failed += 1
            elif case.get("status") == "RUN":
                passed += 1
    return passed, failed, skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/dev", help="build folder")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time")
    parser.add_argument("filters", nargs="*", help="only programs whose path contains one of these")
    arguments = parser.parse_args()
    build = (ROOT / arguments.build).resolve()
    logs = build / "test-logs"
    logs.mkdir(parents=True, exist_ok=True)
    total_passed, total_failed = 0, 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        jobs = [pool.submit(run, program, build, logs) for program in find_programs(build, arguments.filters)]
        for job in concurrent.futures.as_completed(jobs):
            program, passed, failed, skipped, seconds = job.result()
            total_passed += passed
            total_failed += failed
            print(f"{'FAILED' if failed else 'ok':6} {name_of(program):48} {passed:5} passed {failed:4} failed {seconds:7.1f} s", flush=True)
            for line in skipped:
                print(f"       skipped {line}")
            if failed:
                log = logs / (name_of(program).replace("/", "_") + ".log")
                print(log.read_text(errors="replace")[-20000:], flush=True)
    print(f"{total_passed} passed, {total_failed} failed")
    return 1 if total_failed or not total_passed else 0


if __name__ == "__main__":
    sys.exit(main())
