#!/usr/bin/env python3
"""Scores the program itself on a corpus: texts -> sayso --format=brat -> the scorer's table.

usage: accuracy.py --shared DIR --corpus polnear/dev --program build/sayso
DIR holds corpora/ and eval/score.py; the corpus is a folder (or two archives) text and attributions.
"""
import argparse
import os
import subprocess
import sys
import tarfile
import tempfile


def folder_of(base, kind, work):
    path = os.path.join(base, kind)
    if os.path.isdir(path):
        return path
    with tarfile.open(path + ".tar.gz") as tar:
        tar.extractall(os.path.join(work, kind))
    inner = os.path.join(work, kind, kind)
    return inner if os.path.isdir(inner) else os.path.join(work, kind)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", required=True)
    p.add_argument("--corpus", default="polnear/dev")
    p.add_argument("--program", default="build/sayso")
    p.add_argument("--option", action="append", default=[], help="an option for the program, --option=--model=FILE")
    p.add_argument("--json", action="store_true")
    a = p.parse_args()
    base = os.path.join(a.shared, "corpora", a.corpus)
    with tempfile.TemporaryDirectory() as work:
        text, gold = folder_of(base, "text", work), folder_of(base, "attributions", work)
        names = sorted(f for f in os.listdir(text) if f.endswith(".txt"))
        out = os.path.join(work, "predicted")
        subprocess.run([os.path.abspath(a.program), "--format=brat", "--output-dir=" + out, *a.option, *names], cwd=text, check=True)
        scorer = os.path.join(a.shared, "eval", "score.py")
        return subprocess.run([sys.executable, scorer, gold, out, text] + (["--json"] if a.json else [])).returncode


if __name__ == "__main__":
    sys.exit(main())
