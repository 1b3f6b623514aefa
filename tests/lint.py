#!/usr/bin/env python3
"""Checks what no compiler does: floors are one-way, headers introduce themselves, generated files say so.

usage: lint.py [ROOT]
"""
import os
import re
import sys

FLOORS = ["base", "text", "model", "meaning"]  # of core/, lowest first; then sayso.h, then plugin/
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
LONGEST = 700  # lines of a file written by hand


def floor_of(path):
    """A number that grows upwards, or None for a file outside the floors."""
    parts = path.split("/")
    if parts[0] == "core" and len(parts) == 3 and parts[1] in FLOORS:
        return FLOORS.index(parts[1])
    if parts[0] == "core" and len(parts) == 2:
        return len(FLOORS)
    if parts[0] in ("plugin", "proto"):
        return len(FLOORS) + 1
    return None


def resolve(root, path, name):
    for base in (os.path.dirname(path), "core", "plugin", "proto/gen"):
        at = os.path.normpath(os.path.join(base, name))
        if os.path.exists(os.path.join(root, at)):
            return at
    return None


def faults_of(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as f:
        text = f.read()
    first = text.split("\n", 1)[0]
    generated = path.startswith("proto/gen/") or "enerated by" in first
    if not generated and text.count("\n") > LONGEST:
        yield f"{text.count(chr(10))} lines: one job a file"
    mine = floor_of(path)
    for name in INCLUDE.findall(text):
        if name.startswith(".."):
            yield f'includes "{name}": name it from its root'
        target = resolve(root, path, name)
        theirs = floor_of(target) if target else None
        if mine is not None and theirs is not None and theirs > mine:
            yield f'includes "{name}" of a higher floor'
    if path.endswith(".h") and not generated and not path.startswith("tests/"):
        base = os.path.basename(path)
        if not first.startswith(f"/* {base} - "):
            yield f'line 1 does not begin with "/* {base} - " and what the file is for'


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    failed = files = 0
    for top in ("core", "plugin", "proto", "tests", "conformance"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    files += 1
                    path = os.path.relpath(os.path.join(folder, name), root)
                    faults = list(faults_of(root, path))
                    failed += bool(faults)
                    for fault in faults:
                        print(f"{path}: {fault}")
    print(f"lint: {files - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
