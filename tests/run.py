#!/usr/bin/env python3
"""Runs cmocka programs and the black-box tests and closes on one line: N passed, N failed, N skipped.

usage: run.py [--unit PROGRAM...] [--also COMMAND...]
--unit: programs that speak TAP when CMOCKA_MESSAGE_OUTPUT says so
--also: shell commands whose last line but none is "N passed, N failed[, N skipped]"
"""
import argparse
import os
import re
import subprocess
import sys

CLOSING = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)
HANGS = 600  # seconds; nothing here takes a tenth of it


def run(command, **options):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                              timeout=HANGS, **options)
        return done.returncode, done.stdout
    except subprocess.TimeoutExpired as e:
        return -1, (e.stdout or b"").decode(errors="replace") + f"\nnot done after {HANGS} s\n"


def unit(program):
    code, out = run([program], env=dict(os.environ, CMOCKA_MESSAGE_OUTPUT="TAP"))
    passed = len(re.findall(r"^ok ", out, re.M))
    failed = len(re.findall(r"^not ok ", out, re.M))
    skipped = len(re.findall(r"^ok .*# SKIP", out, re.M))
    if code != 0 and failed == 0 or passed + failed == 0:
        failed += 1  # crashed before it could say so
    if failed:
        print(out)
    return passed - skipped, failed, skipped


def also(command):
    code, out = run(command, shell=True)
    lines = CLOSING.findall(out)
    passed, failed, skipped = (int(n or 0) for n in lines[-1]) if lines else (0, 0, 0)
    if code != 0 and failed == 0 or passed + failed == 0:
        failed += 1
    if failed:
        print(out)
    return passed, failed, skipped


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--unit", nargs="*", default=[])
    p.add_argument("--also", action="append", default=[])
    a = p.parse_args()
    total = [0, 0, 0]
    for kind, names in ((unit, a.unit), (also, a.also)):
        for name in names:
            counts = kind(name)
            print(f"{counts[0]:4d} passed {counts[1]:3d} failed {counts[2]:3d} skipped  {name}", flush=True)
            total = [x + y for x, y in zip(total, counts)]
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main())
