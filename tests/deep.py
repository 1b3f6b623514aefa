#!/usr/bin/env python3
"""Every kernel of two builds of the program says the same of texts of the conformance cases, by every model.

usage: deep.py PROGRAM OTHER...      OTHER is a command: another machine's program under its emulator
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARE = {"fast": 1, "accurate": 12}  # each so manieth text: a transformer takes its time under an emulator


def kernels(command):
    said = subprocess.run([*command, "--kernel=abacus"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr.decode()
    return re.search(r"this processor runs (.*)", said).group(1).split(", ")


def compare(model, commands, texts):
    """-> how many answers equal those of the first kernel, how many do not"""
    first, passed, failed = None, 0, 0
    for command in commands:
        for kernel in kernels(command):
            out = subprocess.run([*command, "--model=" + model, "--kernel=" + kernel, "--format=jsonl", "--reproducible", "--quiet",
                                  *texts], stdout=subprocess.PIPE, timeout=1800).stdout
            name, answers = " ".join([*command, model, kernel]), out.split(b"\n")[:-1]
            first = first or answers
            if len(answers) != len(texts):
                sys.exit("%s: %d answers for %d texts" % (name, len(answers), len(texts)))
            different = [text for text, one, other in zip(texts, first, answers) if one != other]
            passed, failed = passed + len(texts) - len(different), failed + len(different)
            print("%s: %d texts, %d bytes, %d differ" % (name, len(texts), len(out), len(different)), flush=True)
            for text in different[:5]:
                print("  " + text)
    return passed, failed


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    texts = sorted(str(path) for path in (ROOT / "conformance" / "cases").glob("*/*/input.*"))
    results = [compare(model, ([sys.argv[1]], sys.argv[2:]), texts[::share]) for model, share in SHARE.items()]
    passed, failed = (sum(column) for column in zip(*results))
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
