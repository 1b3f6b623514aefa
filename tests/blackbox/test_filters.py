"""The filters of tests/filters through the conformance suite: what was written from the host's page passes, what is broken is found.

Every broken filter plays the cases of its own category; with SAYSO_ALL_CASES=1 those of all others too, which takes minutes.
"""
import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SUITE = ROOT / "build" / "sayso-conformance"
FILTERS = ROOT / "tests" / "filters"
CATEGORIES = ("framing", "handshake", "state", "encoding", "stream", "text", "chunking", "offsets", "limits", "flow", "lifecycle")
ALL_CASES = "SAYSO_ALL_CASES" in os.environ
PATIENCE = 30  # seconds that a case may wait for one thing
PATIENCE_WITH_DEFECTS = 30 if ALL_CASES else 10  # some do no more than keep a host waiting
RESULT = re.compile(r"^(ok|not ok) \d+ - (\w+)/(\S+)(?: # (SKIP))?", re.M)


def play(only, patience, name, *arguments):
    """-> the names of the cases that passed and of those that failed, by category"""
    command = [str(SUITE), "--protocol", "--with-options", "--tap", "--timeout", str(patience), *(["--only", only] if only else []),
               "--", sys.executable, str(FILTERS / name), *arguments, "--stdio"]
    output = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False)
    passed, failed = {}, {}
    for end, category, case, skipped in RESULT.findall(output.stdout):
        if skipped:
            raise AssertionError("%s/%s was skipped" % (category, case))
        (passed if end == "ok" else failed).setdefault(category, []).append(case)
    if not passed and not failed:
        raise AssertionError("no case was played: %s" % (output.stdout + output.stderr))
    return passed, failed


@unittest.skipUnless(SUITE.exists(), "build/sayso-conformance is not built")
class Filters(unittest.TestCase):
    def test_quotes_filter_passes_every_protocol_case(self):
        passed, failed = play(None, PATIENCE, "quotes_filter.py")
        self.assertEqual(failed, {})
        self.assertEqual(set(passed), set(CATEGORIES))

    def test_each_category_has_its_broken_filter(self):
        usage = subprocess.run([sys.executable, str(FILTERS / "broken_filter.py")], capture_output=True, text=True, check=False)
        self.assertEqual(usage.returncode, 64)
        self.assertIn("--break %s " % "|".join(CATEGORIES), usage.stderr)

    def test_broken_filters_fail_cases_of_their_category_alone(self):
        for category in CATEGORIES:
            with self.subTest(category):
                only = None if ALL_CASES else category + "/*"
                _, failed = play(only, PATIENCE_WITH_DEFECTS, "broken_filter.py", "--break", category)
                self.assertEqual(list(failed), [category], failed)


if __name__ == "__main__":
    unittest.main()
