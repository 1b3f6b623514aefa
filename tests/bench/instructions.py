#!/usr/bin/env python3
"""Instructions of the program by stage, counted by callgrind on the plain kernel: a figure without noise.

usage: instructions.py PROGRAM FILE...
"""
import re
import subprocess
import sys
import tempfile

STAGES = (("text", "ss_document_read"), ("network", "ss_readings_extend"), ("relations", "ss_relations_make"), ("acts", "ss_acts_assign"),
          ("speakers", "ss_speakers_resolve"), ("credits", "ss_credits_find"), ("whole document", "sayso_finish"))


def counted(program, files):
    """-> {function: instructions, its callees' included}"""
    with tempfile.TemporaryDirectory() as folder:
        out = folder + "/out"
        subprocess.run(["valgrind", "--quiet", "--tool=callgrind", "--callgrind-out-file=" + out, program, "--kernel=plain",
                        "--format=jsonl", "--quiet", *files], stdout=subprocess.DEVNULL, check=True)
        table = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", out], stdout=subprocess.PIPE, check=True)
    found = {}
    for line in table.stdout.decode("utf-8", "replace").split("\n"):
        match = re.match(r"\s*([\d,]+).*[:?]\s*(\w+)(?:'\d+)?(?:\.\w+)* \[", line) or re.match(r"\s*([\d,]+) .*?(PROGRAM TOTALS)", line)
        if match:
            found.setdefault(match.group(2), int(match.group(1).replace(",", "")))
    return found


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    found, words = counted(sys.argv[1], sys.argv[2:]), 0
    for path in sys.argv[2:]:
        with open(path, "rb") as f:
            words += len(f.read().split())
    whole = found["sayso_finish"]
    print("%d words, plain kernel; instructions a word" % words)
    for name, function in STAGES:
        if function in found:
            print("  %-16s %9.0f  %5.1f %%" % (name, found[function] / words, 100 * found[function] / whole))
    print("  %-16s %9.1f M, start and output with it" % ("in all", found["PROGRAM TOTALS"] / 1e6))


if __name__ == "__main__":
    main()
