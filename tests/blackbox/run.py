"""Runs all tests of this folder against a program: run.py BINARY [words that test ids must contain].

Closes with the line `N passed, N failed, N skipped`; exits with 1 when one failed.
"""
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True


def flatten(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flatten(item)
        else:
            yield item


def main(arguments):
    if not arguments:
        sys.exit("usage: run.py BINARY [WORD...]")
    binary = pathlib.Path(arguments[0]).resolve()
    if not os.access(binary, os.X_OK):
        sys.exit("run.py: %s is no program" % binary)
    os.environ["SAYSO"] = str(binary)
    found = unittest.defaultTestLoader.discover(str(HERE), pattern="test_*.py", top_level_dir=str(HERE))
    chosen = unittest.TestSuite(test for test in flatten(found)
                                if not arguments[1:] or any(word in test.id() for word in arguments[1:]))
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(chosen)
    failed = len({test.id() for test, _ in result.failures + result.errors}) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped)
    passed = result.testsRun - failed - skipped
    sys.stderr.flush()
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
