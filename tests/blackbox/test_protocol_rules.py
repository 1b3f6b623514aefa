"""plugin/doc/protocol.md and these tests: every rule is held by a test, every test holds a rule."""
import ast
import pathlib
import re
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parent.parent / "plugin" / "doc" / "protocol.md"
NAME = r"\b[A-Z][1-9]\d?\b"


def tests_of(path):
    """-> [(name, docstrings of the test and of its class)]"""
    out = []
    for group in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(group, ast.ClassDef):
            above = ast.get_docstring(group) or ""
            out += [("%s.%s.%s" % (path.stem, group.name, one.name), above + " " + (ast.get_docstring(one) or ""))
                    for one in group.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]
    return out


class Rules(unittest.TestCase):
    def setUp(self):
        self.rules = re.findall(r"^- \*\*(%s)\*\* " % NAME, PAGE.read_text(encoding="utf-8"), re.M)
        paths = [path for path in sorted(HERE.glob("test_protocol_*.py")) if path != pathlib.Path(__file__).resolve()]
        self.tests = [test for path in paths for test in tests_of(path)]

    def test_there_are_rules_and_tests(self):
        self.assertGreater(len(self.rules), 30)
        self.assertEqual(len(self.rules), len(set(self.rules)))
        self.assertGreater(len(self.tests), 150)

    def test_each_rule_is_named_by_a_test(self):
        named = {name for _, text in self.tests for name in re.findall(NAME, text)}
        self.assertEqual(set(self.rules) - named, set(), "rules that no test names")
        self.assertEqual(named - set(self.rules), set(), "names of no rule")

    def test_each_test_names_a_rule(self):
        self.assertEqual([name for name, text in self.tests if not re.search(NAME, text)], [])


if __name__ == "__main__":
    unittest.main()
