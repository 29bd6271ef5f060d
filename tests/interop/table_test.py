#!/usr/bin/env python3
"""The table in README.md names tests that are there, and every test of a foreign client."""

import re
import sys
import unittest
from pathlib import Path

TESTS = Path(sys.argv.pop(1)) / "tests"
SUITE = re.compile(r"TEST_SUITE\((\w+)|TEST_SUITE_(END)\(|TEST_CASE\((\w+)")


def cases_in(files):
    """{(suite, case)}: all that stand in these files."""
    found = set()
    for file in files:
        suite = None
        for name, end, case in SUITE.findall(file.read_text()):
            suite = suite if case else None if end else name
            if case and suite:
                found.add((suite, case))
    return found


def named():
    """What the column of tests names: "suite" or "suite.case"."""
    rows = re.findall(r"^\|[^|]*\|[^|]*\|.*?\|([^|]*)\|[^|]*\|$",
                      (TESTS / "interop/README.md").read_text(), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([\w.]+)`", row)}


class Table(unittest.TestCase):
    def test_it_names_tests_that_are_there(self):
        cases = cases_in(TESTS.rglob("*_test.cpp"))
        known = {suite for suite, _ in cases} | {".".join(case) for case in cases}
        self.assertTrue(named())
        self.assertEqual(named() - known, set())

    def test_it_names_every_test_of_a_foreign_client(self):
        files = [file for file in (TESTS / "interop").glob("*_test.cpp")
                 if file.name != "token_verify_test.cpp"]
        missing = {case for case in cases_in(files)
                   if case[0] not in named() and ".".join(case) not in named()}
        self.assertEqual(missing, set())


if __name__ == "__main__":
    unittest.main()
