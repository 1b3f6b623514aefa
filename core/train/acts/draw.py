#!/usr/bin/env python3
"""Draws the 500 cues of labels.tsv from PolNeAR's training part.

usage: draw.py CORPUS_DIR   (a folder with text/ and attributions/)

Prints STEM, start, end, half and stratum of each cue, in the order they were drawn: 250 uniformly over
all relations with a cue, then 250 uniformly over types of cue, so that "said" does not crowd out the rest.
A type is the cue's first word that is neither an auxiliary nor such, without its ending.
"""
import glob
import os
import random
import re
import sys

SEED = 20261124
EACH = 250  # cues of a stratum
LIGHT = set(
    "a also an and are as at be been being but by can could did do does even ever for from get gets going got had has have having he her his "
    "i in is it its just later like may might more must my never no not now of often on once only or our out own really recently shall she should "
    "since so some still such than that the their them then there they this to too very was we were which who will with would yet you your "
    "first further again already always about am n't s ve d ll re t".split())


def kind_of(cue):
    """The type of a cue: its first word that carries meaning, without the ending of an inflection."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"n[’']t\b", " ", cue.lower()))
    word = next((w for w in words if w not in LIGHT), cue.lower())
    stem = re.sub(r"(ied|ies|ing|ed|es|s|e)$", "", word)
    return stem if len(stem) > 2 else word


def read(path):
    """The relations of a brat file: [{"Source"|"Cue"|"Content": [(start, end)]}], in code points."""
    spans, out = {}, []
    with open(path, encoding="utf-8-sig", newline="\n") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if "\t" in line]
    for row in lines:
        if row[0].startswith("T"):
            ranges = row[1].partition(" ")[2].split(";")
            spans[row[0]] = [tuple(int(x) for x in r.split()) for r in ranges]
    for row in lines:
        if row[0].startswith("E"):
            parts = {"Source": [], "Cue": [], "Content": []}
            for role, _, span in (argument.partition(":") for argument in row[1].split()):
                role = role.rstrip("0123456789")
                if role in parts:
                    parts[role] += spans.get(span, [])
            out.append(parts)
    return out


def cue_of(relation):
    return min(a for a, _ in relation["Cue"]), max(b for _, b in relation["Cue"])


def texts(corpus):
    """Yields (stem, text, relations) of every text, by its first annotator; those without a cue left out."""
    for path in sorted(glob.glob(os.path.join(glob.escape(corpus), "text", "*.txt"))):
        stem = os.path.basename(path)[:-4]
        annotations = sorted(glob.glob(os.path.join(glob.escape(corpus), "attributions", glob.escape(stem) + "_????.ann")))
        if annotations:
            with open(path, encoding="utf-8", newline="") as f:
                yield stem, f.read(), [r for r in read(annotations[0]) if r["Cue"]]


def draw(corpus):
    """-> [(stem, start, end, half, stratum)]"""
    everything, types = [], {}
    for stem, text, found in texts(corpus):
        for start, end in sorted({cue_of(r) for r in found}):
            everything.append((stem, start, end))
            types.setdefault(kind_of(text[start:end]), []).append((stem, start, end))
    chance = random.Random(SEED)
    plain = chance.sample(everything, EACH)
    taken = set(plain)
    spread = []
    for kind in chance.sample(sorted(types), len(types)):
        left = [cue for cue in types[kind] if cue not in taken]
        if left and len(spread) < EACH:
            spread.append(chance.choice(left))
    out = []
    for stratum, cues in (("uniform", plain), ("type", spread)):
        dev = set(chance.sample(cues, EACH // 2))
        out += [cue + ("dev" if cue in dev else "held", stratum) for cue in cues]
    return out


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for row in draw(sys.argv[1]):
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
