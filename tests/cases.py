"""Runs the unittest cases of a Python test file and writes the result in GoogleTest's JSON shape for tests/run_tests.py."""

import json
import os
import sys
import unittest


class _Result(unittest.TextTestResult):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cases = {}

    def startTest(self, test):
        super().startTest(test)
        self.cases[test.id()] = {"name": test.id().split(".")[-1], "status": "RUN", "result": "COMPLETED"}

    def _fail(self, test, error):
        case = self.cases.setdefault(test.id(), {"name": test.id(), "status": "RUN", "result": "COMPLETED"})
        case["failures"] = [{"failure": str(error[1])}]

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._fail(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._fail(test, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.cases[test.id()].update(result="SKIPPED", skipped=[{"message": reason}])


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(resultclass=_Result, verbosity=2).run(suite)
    path = os.environ.get("GILDE_TEST_RESULT")
    if path:
        with open(path, "w", encoding="utf-8") as output:
            json.dump({"testsuites": [{"name": os.path.basename(sys.argv[0]), "testsuite": list(result.cases.values())}]}, output)
    sys.exit(0 if result.wasSuccessful() else 1)
