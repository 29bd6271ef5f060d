"""contributing_test.py BUILD: the commands of CONTRIBUTING.md, read out of it. What would build or
test all once more is asked whether it knows what it is told; all else is typed."""
import os
import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import markdown

PROJECT = HERE.parents[1]
BUILD = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else PROJECT / "build/dev"


def typed(text):
    """The exit code and what is printed."""
    ran = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=PROJECT, text=True,
                         env={**os.environ, "DOORWARD_SKIP_INSTALL": "1"},
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return ran.returncode, ran.stdout


def commands():
    section = "Build, and one test"
    return [command.text.split("  #")[0].strip()
            for command in markdown.commands((PROJECT / "CONTRIBUTING.md").read_text(), section)]


class Contributing(unittest.TestCase):
    def passes(self, text):
        code, output = typed(text)
        self.assertEqual(code, 0, f"{text}\n{output}")
        return output

    def installs(self, text):
        self.passes(text)
        for pattern in text.split()[1:]:
            self.assertTrue(list(PROJECT.glob(pattern)), pattern)

    def builds(self, text):
        self.assertEqual(text, "cmake --preset dev && cmake --build --preset dev")
        for kind in ("configure", "build", "test"):
            self.assertIn('"dev"', self.passes(f"cmake --list-presets={kind}"))

    def finds_tests(self, text):
        known = self.passes("tests/run --help")
        for word in text.split()[1:]:
            if word.startswith("-"):
                self.assertIn(word, known)
                continue
            found = self.passes(f"ctest --test-dir '{BUILD}' -R '^{word}' --show-only")
            self.assertRegex(found, r"Total Tests: [1-9]")

    def runs_a_suite(self, text):
        self.assertRegex(self.passes(text.replace("build/dev", str(BUILD))),
                         "Running [1-9][0-9]* test case")

    def test_every_command_does_what_is_said(self):
        ways = {"tests/install": self.installs, "cmake": self.builds,
                "build/dev/tests/model/model_test": self.runs_a_suite,
                "tests/run": self.finds_tests}
        tried = set()
        for text in commands():
            with self.subTest(text):
                program = text.split()[0]
                ways[program](text)
                tried.add(program)
        self.assertEqual(tried, set(ways), "the text says no more what is tried here")


if __name__ == "__main__":
    unittest.main()
