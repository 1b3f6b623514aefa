#!/usr/bin/env python3
"""Scores the program itself on a corpus: texts -> sayso -> the scorer's table, beside that of the last release.

usage: accuracy.py --shared DIR --corpus polnear/dev --program build/sayso [--breakdown] [--write FILE]
DIR holds corpora/ and eval/score.py; the corpus is a folder below corpora/, or any other, with text and attributions
(folders, or archives), or a folder of such: then the recall of relation.soft of all together is told. --write adds the figures to a JSON file, as releases/ has one for each release.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import breakdown
import judge

RELEASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "releases")


def scored(scorer, gold, predicted, text):
    out = subprocess.run([sys.executable, scorer, gold, predicted, text, "--json"], stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


def last_release(model, corpus):
    """Name and figures of the newest release that is not this model, if it was measured on the corpus."""
    for name in sorted((f[:-5] for f in os.listdir(RELEASES) if f.endswith(".json")), reverse=True):
        with open(os.path.join(RELEASES, name + ".json"), encoding="utf-8") as f:
            figures = json.load(f)
        if name != model.split(" ")[0] and corpus in figures:
            return name, figures[corpus]
    return None, {}


def show(figures, model, release, before):
    print(f"{figures['texts']} texts, {figures['missing']} without a prediction; {model}" + (f", in brackets F1 of {release}" if release else ""))
    for name, value in figures.items():
        if name in ("texts", "missing", "breakdown", "relations"):
            continue
        old = before.get(name)
        last = "" if old is None else f"  ({old[2] if isinstance(old, list) else old:.2f})"
        print(f"{name:17s} " + (f"{value:6.2f}" if isinstance(value, float) else "P %6.2f  R %6.2f  F1 %6.2f" % tuple(value)) + last)


def write(path, model, corpus, figures):
    content = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            content = json.load(f)
    content.update({"model": model, corpus: figures})
    with open(path, "w", encoding="utf-8") as f:
        json.dump(content, f, indent=1)
        f.write("\n")


def measure(a, corpus):
    """Prints the table of one corpus -> its figures, the model's name"""
    corpora, scorer = os.path.join(a.shared, "corpora"), os.path.join(a.shared, "eval", "score.py")
    score, base = judge.module_at(scorer), os.path.join(corpora, corpus)
    with tempfile.TemporaryDirectory() as work:
        text, gold = judge.folder_of(base, "text", work), judge.folder_of(base, "attributions", work)
        out = os.path.join(work, "predicted")
        subprocess.run([os.path.abspath(a.program), "--format=brat", "--quiet", "--output-dir=" + out, *a.option, *judge.texts_of(text)],
                       cwd=text, check=True)
        figures = scored(scorer, gold, out, text)
        model, texts = judge.texts(a.program, a.option, text, gold)
        show(figures, model, *last_release(model, corpus))
        figures["relations"] = sum(len(score.read_ann(g)) / len(one.gold) for one in texts for g in one.gold)
        if a.breakdown:
            train, more = os.path.join(corpora, "polnear", "train"), os.path.join(work, "train")
            counts = breakdown.cue_counts(score, judge.folder_of(train, "text", more), judge.folder_of(train, "attributions", more))
            figures["breakdown"] = breakdown.table(score, texts, counts)
            breakdown.show(figures["breakdown"])
    if a.write:
        write(a.write, model, corpus, figures)
    return figures, model


def measure_parts(a, parts):
    found = []
    for part in parts:
        print(part)
        figures, model = measure(a, part)
        found.append((figures["relations"], figures["relation.soft"][1]))
    together = round(sum(n * recall for n, recall in found) / sum(n for n, _ in found), 2)
    print(f"recall of relation.soft, all together {together:.2f}")
    if a.write:
        write(a.write, model, a.corpus, {"recall": together})


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", required=True)
    p.add_argument("--corpus", default="polnear/dev")
    p.add_argument("--program", default="build/sayso")
    p.add_argument("--option", action="append", default=[], help="an option for the program, --option=--model=FILE")
    p.add_argument("--breakdown", action="store_true", help="by kind, act and cue too")
    p.add_argument("--write", help="add the figures to this file")
    a = p.parse_args()
    base = os.path.join(a.shared, "corpora", a.corpus)
    parts = [d for d in sorted(os.listdir(base)) if os.path.isdir(os.path.join(base, d))]
    if "text" in parts or "text.tar.gz" in os.listdir(base):
        measure(a, a.corpus)
    else:
        measure_parts(a, [os.path.join(a.corpus, part) for part in parts])


if __name__ == "__main__":
    main()
