#!/usr/bin/env python3
"""Every kernel of two builds of the program says the same of every text of the conformance cases.

usage: deep.py PROGRAM OTHER...      OTHER is a command: another machine's program under its emulator
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def kernels(command):
    said = subprocess.run([*command, "--kernel=abacus"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr.decode()
    return re.search(r"this processor runs (.*)", said).group(1).split(", ")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    texts = sorted(str(path) for path in (ROOT / "conformance" / "cases").glob("*/*/input.*"))
    answers, passed, failed = {}, 0, 0
    for command in ([sys.argv[1]], sys.argv[2:]):
        for kernel in kernels(command):
            out = subprocess.run([*command, "--kernel=" + kernel, "--format=jsonl", "--reproducible", "--quiet", *texts],
                                 stdout=subprocess.PIPE, timeout=1800).stdout
            name = " ".join([*command, kernel])
            answers[name] = out.split(b"\n")[:-1]
            first = next(iter(answers.values()))
            if len(answers[name]) != len(texts):
                sys.exit("%s: %d answers for %d texts" % (name, len(answers[name]), len(texts)))
            different = [text for text, one, other in zip(texts, first, answers[name]) if one != other]
            passed, failed = passed + len(texts) - len(different), failed + len(different)
            print("%s: %d texts, %d bytes, %d differ" % (name, len(texts), len(out), len(different)))
            for text in different[:5]:
                print("  " + text)
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
