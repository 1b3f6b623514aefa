"""Where the figures come from: precision of records by kind and act, recall of gold relations by kind and by
how often the training part has their cue."""
import collections
import os
import re

import judge

MARKS = re.compile("[\"\u201c\u201d]")
COMMON = ((100, "100 and more"), (10, "10 to 99"), (1, "1 to 9"), (0, "never"))


def quoted_places(text):
    """Whether each character lies between double quotation marks of its line."""
    inside, out = False, []
    for c in text:
        mark = MARKS.match(c)
        inside = inside and c != "\n"
        out.append(bool(mark) or inside)
        inside = inside != bool(mark)
    return out


def kind_of(text, quoted, spans):
    places = [quoted[i] for a, b in spans for i in range(a, b) if text[i].isalnum()]
    return "DIRECT" if places and all(places) else "MIXED" if any(places) else "INDIRECT"


def cue_word(text, spans):
    """A cue's last word, which in "has since said" and "according to" tells more than its first."""
    words = re.findall(r"\w+", " ".join(text[a:b] for a, b in spans).lower())
    return next((w for w in reversed(words) if w not in ("to", "that", "of", "by", "in", "for", "not", "about")), "")


def cue_counts(score, text_folder, gold_folder):
    """How often each word is a cue's in a corpus."""
    count = collections.Counter()
    names = {f[:-4] for f in judge.texts_of(text_folder)}
    for f in sorted(os.listdir(gold_folder)):
        name = f[:-4] if f[:-4] in names else f[:-4].rpartition("_")[0]
        if name in names:
            with open(os.path.join(text_folder, name + ".txt"), encoding="utf-8", newline="") as file:
                text = file.read()
            count.update(cue_word(text, r["Cue"]) for r in score.read_ann(os.path.join(gold_folder, f)))
    return count


def table(score, texts, counts):
    """-> {"precision by kind": {"DIRECT": [percent, number]}, ...}"""
    found = {name: collections.defaultdict(lambda: [0., 0.]) for name in
             ("precision by kind", "precision by act", "recall by kind", "recall by cue in training")}

    def add(name, key, right, weight):
        found[name][key][0] += right
        found[name][key][1] += weight

    for one in texts:
        quoted, predicted = quoted_places(one.text), [judge.spans_of(r) for r in one.records]
        tokens, share = score.tokens(one.text), 1 / len(one.gold)
        for record, right in zip(one.records, judge.judged(score, one.text, predicted, one.gold)):
            add("precision by kind", record["kind"], right, 1)
            add("precision by act", record["act"], right, 1)
        for path in one.gold:
            gold = score.read_ann(path)
            hit = {j for _, j in judge.pairs(score, tokens, predicted, gold)}
            for j, relation in enumerate(gold):
                often = counts[cue_word(one.text, relation["Cue"])]
                add("recall by kind", kind_of(one.text, quoted, relation["Content"]), share * (j in hit), share)
                add("recall by cue in training", next(n for least, n in COMMON if often >= least), share * (j in hit), share)
    return {name: {key: [round(100 * right / all_, 1), round(all_)] for key, (right, all_) in sorted(rows.items(), key=lambda r: -r[1][1])}
            for name, rows in found.items()}


def show(found):
    for name, rows in found.items():
        print(name)
        for key, (percent, number) in rows.items():
            print(f"  {key:14s} {percent:6.1f} of {number}")
