#!/usr/bin/env python3
"""Measures act and negation of the library against labels.tsv, cue by cue.

usage: measure.py CORPUS_DIR [--library build/libsayso.a] [--labels FILE] [--errors dev|held]

CORPUS_DIR is PolNeAR's training part (its dev part for --labels check.tsv), unpacked: text/ and attributions/. Cue, source and content are the
corpus's own, so that an error here is one of the act, never of the span. Run from the repository's root
after `make`. --errors lists the wrong cues of a half with their words; held-out ones are for an audit
only, never to improve the lexicon with.
"""
import argparse
import collections
import os
import subprocess
import sys
import tempfile

import draw

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARIES = ["-lpcre2-8", "-lutf8proc", "-lz", "-lm", "-lpthread"]
ACTS = "- STATEMENT DENIAL QUESTION ORDER PROMISE BELIEF INTENTION ATTITUDE PERCEPTION RULING REFUSAL".split()


def labels(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            stem, start, end, act, negated, half = line.rstrip("\n").split("\t")
            yield stem, int(start), int(end), act, negated == "1", half


def program(library, work):
    core = os.path.dirname(os.path.dirname(HERE))
    out = os.path.join(work, "act_of")
    subprocess.run(["cc", "-std=c11", "-O1", "-D_GNU_SOURCE", "-I" + core, "-o", out, os.path.join(HERE, "act_of.c"), library] + LIBRARIES, check=True)
    return out


def line_of(corpus, stem, relation):
    parts = (",".join("%d-%d" % span for span in sorted(relation[role])) for role in ("Source", "Content"))
    return "\t".join([os.path.join(corpus, "text", stem + ".txt"), "%d-%d" % draw.cue_of(relation), *parts])


def predictions(corpus, library, gold):
    """-> [(act, negated, cue's words)] of the labels, in their order"""
    found = {}
    for stem, text, relations in draw.texts(corpus):
        for relation in reversed(relations):
            start, end = draw.cue_of(relation)
            found[stem, start, end] = (line_of(corpus, stem, relation), " ".join(text[start:end].split()))
    missing = [row[:3] for row in gold if row[:3] not in found]
    if missing:
        sys.exit("measure.py: the corpus has no cue at %s %d-%d" % missing[0])
    with tempfile.TemporaryDirectory() as work:
        lines = "".join(found[row[:3]][0] + "\n" for row in gold)
        answer = subprocess.run([program(library, work)], input=lines, text=True, check=True, stdout=subprocess.PIPE).stdout
    numbers = [[int(n) for n in row.split()] for row in answer.splitlines()]
    return [(ACTS[act], bool(negated), found[row[:3]][1]) for (act, negated), row in zip(numbers, gold)]


def percent(name, right):
    print("%-34s %5.1f %%   %d of %d" % (name, 100 * sum(right) / len(right), sum(right), len(right)))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("corpus")
    p.add_argument("--library", default="build/libsayso.a")
    p.add_argument("--labels", default=os.path.join(HERE, "labels.tsv"))
    p.add_argument("--errors", help="a value of the labels' last column")
    a = p.parse_args()
    gold = list(labels(a.labels))
    guess = predictions(a.corpus, a.library, gold)
    drawn = draw.draw(a.corpus) if a.labels == p.get_default("labels") else []
    stratum = {row[:3]: row[4] for row in drawn}
    for half in sorted({row[5] for row in gold}):
        pairs = [(g, p) for g, p in zip(gold, guess) if g[5] == half]
        percent(half + " act", [g[3] == p[0] for g, p in pairs])
        for name in ("uniform", "type"):
            some = [g[3] == p[0] for g, p in pairs if stratum.get(g[:3]) == name]
            if some:
                percent("%s act, %s draw" % (half, name), some)
        percent(half + " negated", [g[4] == p[1] for g, p in pairs])
        negative = [(g[4], p[1]) for g, p in pairs if g[4] or p[1]]
        print("%-34s %d right, %d missed, %d false" % (half + " negated ones", *(negative.count(x) for x in ((True, True), (True, False), (False, True)))))
        confusion = collections.Counter((g[3], p[0]) for g, p in pairs if g[3] != p[0])
        print("  label -> given: " + ", ".join("%s -> %s %d" % (*k, n) for k, n in confusion.most_common()) + "\n")
    if a.errors:
        for g, p in zip(gold, guess):
            if g[5] == a.errors and (g[3], g[4]) != p[:2]:
                print(g[0][:28], g[1], p[2], "| label", g[3], "negated" if g[4] else "", "| given", p[0], "negated" if p[1] else "", sep=" ")


if __name__ == "__main__":
    main()
