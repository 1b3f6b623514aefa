"""Texts, tokens and labels for training: everything that is read from the corpora.

A window is what the network sees at once: whole paragraphs, at most as many tokens as the model says, cut at a
sentence's end where a paragraph is longer (the same rule as core/model/window.c). For each cue in it a query: the
tokens of its paragraph near it, each with the probability of the labels

    0 neither   1 source begins   2 source goes on   3 content begins   4 content goes on

and for each token the probability of 0 no cue, 1 cue begins, 2 cue goes on. Gold labels are sharp,
a teacher's are soft; both have the same shape, so that one loss serves.
"""
import collections
import gzip
import os
import subprocess
import tarfile

import numpy as np

BEFORE, AFTER = 96, 128  # tokens of a query before and after its cue; core/model/query.h
COLUMNS = 9  # of core/train/features.c
START, END, WORD, CONTEXT, PART = 0, 1, 2, 7, 8


class Text:
    """One text: its tokens as core/train/features.c writes them."""

    def __init__(self, name, path, rows):
        self.name, self.path = name, path
        self.rows = rows  # uint32 [tokens, COLUMNS]
        part = rows[:, PART]
        self.sentence = (part >> 3).astype(np.int32)
        self.is_comma, self.is_quote, self.starts_paragraph = ((part & bit).astype(bool) for bit in (4, 2, 1))

    def __len__(self):
        return len(self.rows)


def unpack(archive, folder):
    """Unpacks a corpus archive once; the folder then holds it."""
    if not os.path.isdir(folder):
        os.makedirs(folder)
        with tarfile.open(archive) as tar:
            tar.extractall(folder)
    return folder


def british(folder, out, every=5):
    """A copy of folder in which each fifth text has single quotation marks, as British papers set them; mark
    for mark, so that the labels' offsets stand. The gold corpus has next to none."""
    single = str.maketrans("\"\u201c\u201d", "'\u2018\u2019")
    paths = sorted(os.path.join(d, f) for d, _, files in os.walk(folder) for f in files if f.endswith(".txt"))
    for k, path in enumerate(paths):
        copy = os.path.join(out, os.path.relpath(path, folder))
        if os.path.exists(copy):
            continue
        os.makedirs(os.path.dirname(copy), exist_ok=True)
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        with open(copy, "w", encoding="utf-8", newline="") as f:
            f.write(text.translate(single) if k % every == 0 else text)
    return out


def texts_of(program, folder, work, label):
    """Runs train-features over the *.txt below folder -> [Text], {word hash: word}."""
    paths = sorted(os.path.join(d, f) for d, _, files in os.walk(folder) for f in files if f.endswith(".txt"))
    stem = os.path.join(work, label)
    subprocess.run([program, stem] + paths, check=True)
    rows = np.fromfile(stem + ".tokens", dtype="<u4").reshape(-1, COLUMNS)
    counts = np.fromfile(stem + ".files", dtype="<u4")
    ends = np.cumsum(counts)
    texts = [Text(os.path.relpath(p, folder)[:-4], p, rows[e - n:e]) for p, e, n in zip(paths, ends, counts)]
    words = {}
    with open(stem + ".words", encoding="utf-8", newline="\n") as f:
        for line in f:
            code, _, word = line.rstrip("\n").partition("\t")
            words[int(code, 16)] = word
    return texts, words


def windows_of(text, most):
    """-> [[(first, end) of each paragraph or piece of one]], token indexes of the text"""
    starts = np.flatnonzero(text.starts_paragraph).tolist() or [0]
    windows, current = [], []
    for first, end in zip(starts, starts[1:] + [len(text)]):
        while end - first > most:  # cut at the last sentence end that fits
            if current:
                windows.append(current)
                current = []
            cut = first + most
            while cut > first and text.sentence[cut] == text.sentence[cut - 1]:
                cut -= 1
            cut = cut if cut > first else first + most
            windows.append([(first, cut)])
            first = cut
        if current and end - current[0][0] > most:
            windows.append(current)
            current = []
        if end > first:
            current.append((first, end))
    if current:
        windows.append(current)
    return windows


class Window:
    """Part of a text with its labels."""

    def __init__(self, text, paragraphs):
        self.text = text
        self.first, self.end = paragraphs[0][0], paragraphs[-1][1]
        self.paragraphs = [(a - self.first, b - self.first) for a, b in paragraphs]
        self.cue = None  # float16 [tokens, 3]
        self.queries = []  # Query
        self.syntax = None  # int16 [tokens, 4] or None

    def __len__(self):
        return self.end - self.first

    def query_bounds(self, cue_first, cue_end):
        a, b = next((a, b) for a, b in self.paragraphs if a <= cue_first < b)
        cue_end = min(cue_end, b)
        return max(a, cue_first - BEFORE), min(b, cue_end + AFTER), cue_first, cue_end


class Query:
    """A cue and the labels of the tokens around it, indexes within the window."""

    def __init__(self, bounds, labels):
        self.first, self.end, self.cue_first, self.cue_end = bounds
        self.labels = labels  # float16 [end - first, 5], or None when only predicting


def sharp(ids, count):
    out = np.zeros((len(ids), count), np.float16)
    out[np.arange(len(ids)), ids] = 1
    return out


# ---- gold ---------------------------------------------------------------------------------------


def runs(ids):
    out = []
    for i in ids:
        if out and out[-1][1] == i:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return out


def token_ids(text, spans):
    """Tokens that overlap the character spans, ascending."""
    out = set()
    for start, end in spans:
        a = np.searchsorted(text.rows[:, END], start, side="right")
        b = np.searchsorted(text.rows[:, START], end, side="left")
        out.update(range(a, b))
    return sorted(out)


def label_gold(text, relations, windows):
    """Writes cue labels and queries of one annotation into fresh windows of the text."""
    out = [Window(text, p) for p in windows]
    cue = np.zeros(len(text), np.int64)
    parts = [{role: token_ids(text, spans) for role, spans in relation.items()} for relation in relations]
    for part in parts:
        for first, end in runs(part["Cue"]):
            cue[first:end] = 2
            cue[first] = 1
    for window in out:
        window.cue = sharp(cue[window.first:window.end], 3)
        for part in parts:
            if not part["Cue"]:
                continue
            first, end = max(runs(part["Cue"]), key=lambda r: r[1] - r[0])
            if not window.first <= first < window.end:
                continue
            bounds = window.query_bounds(first - window.first, end - window.first)
            labels = np.zeros(bounds[1] - bounds[0], np.int64)
            for base, role in ((1, "Source"), (3, "Content")):
                for a, b in runs(part[role]):
                    a, b = a - window.first - bounds[0], b - window.first - bounds[0]
                    if b > 0 and a < len(labels):
                        labels[max(a, 0):b] = base + 1
                        labels[max(a, 0)] = base
            window.queries.append(Query(bounds, sharp(labels, 5)))
    return out


def gold(corpus, score, texts, most):
    """-> [[[Window] of each annotator] of each text]; score is ../shared/eval/score.py"""
    by_stem = collections.defaultdict(list)
    names = {t.name for t in texts}
    for f in sorted(os.listdir(corpus)):
        if f.endswith(".ann"):
            stem = f[:-4] if f[:-4] in names else f[:-4].rpartition("_")[0]
            by_stem[stem].append(os.path.join(corpus, f))
    out = []
    for text in texts:
        cuts = windows_of(text, most)
        out.append([label_gold(text, score.read_ann(path), cuts) for path in by_stem[text.name]])
    return out


# ---- silver -------------------------------------------------------------------------------------


def spread(first, last, probabilities):
    """Teacher labels (begin, goes on) pairs for our tokens: ours number i overlaps the teacher's tokens
    first[i]..last[i]. Where we cut finer, only the first piece of a teacher's token may begin."""
    out = probabilities[first].astype(np.float32) / 255
    again = np.zeros(len(first), bool)
    again[1:] = first[1:] == first[:-1]
    for k in range(0, out.shape[1], 2):
        out[again, k + 1] += out[again, k]
        out[again, k] = 0
    rest = np.clip(1 - out.sum(1, keepdims=True), 0, 1)
    out = np.concatenate([rest, out], 1)
    return (out / out.sum(1, keepdims=True)).astype(np.float16)


def silver(path, texts, most):
    """Soft labels of corpora/open/silver.npz -> [[Window] of each text]"""
    data = np.load(path)
    index = {str(n): i for i, n in enumerate(data["name"])}
    token, cue, cue_span = data["token"], data["cue"], data["cue_span"]
    arg, arg_from = data["arg"], data["arg_from"]
    out = []
    for text in texts:
        d = index.get(text.name.replace("/", "__"))
        if d is None or len(text) == 0:
            continue
        t0, t1 = data_range(data["doc_token"], d)
        theirs = token[t0:t1]
        first = np.clip(np.searchsorted(theirs[:, 1], text.rows[:, START], side="right"), 0, t1 - t0 - 1)
        last = np.clip(np.searchsorted(theirs[:, 0], text.rows[:, END], side="left") - 1, 0, t1 - t0 - 1)
        labels = spread(first, last, cue[t0:t1])
        ours = np.searchsorted(first, np.arange(t1 - t0 + 1), side="left")  # teacher token -> our first one
        windows = [Window(text, p) for p in windows_of(text, most)]
        for window in windows:
            window.cue = labels[window.first:window.end]
        ends = np.array([w.end for w in windows])
        for c in range(*data_range(data["doc_cue"], d)):
            i, j, x, _ = (int(v) for v in cue_span[c])
            a, b = int(ours[i]), int(ours[j])
            if a >= b:
                continue
            window = windows[int(np.searchsorted(ends, a, side="right"))]
            bounds = window.query_bounds(a - window.first, b - window.first)
            rows = arg[int(arg_from[c]):int(arg_from[c + 1])]
            near = first[window.first + bounds[0]:window.first + bounds[1]] - x
            inside = (near >= 0) & (near < len(rows))
            if not inside.all():  # the teacher's paragraph was another: ask only where it answered
                lo, hi = np.flatnonzero(inside)[[0, -1]] if inside.any() else (0, -1)
                bounds = (bounds[0] + lo, bounds[0] + hi + 1, bounds[2], bounds[3])
                near = near[lo:hi + 1]
                if not bounds[0] <= bounds[2] < bounds[1]:
                    continue
                bounds = (*bounds[:3], min(bounds[3], bounds[1]))
            window.queries.append(Query(bounds, spread(near, near, rows)))
        out.append(windows)
    return out


def data_range(borders, i):
    return int(borders[i]), int(borders[i + 1])


# ---- silver syntax ------------------------------------------------------------------------------


def add_syntax(path, texts_windows, tables):
    """Adds the automatic POS, NER, dependency label and head distance of polnear/*/syntax.tsv.gz to the
    windows; tables are four dicts that grow as labels appear (id 0: none)."""
    documents = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# ") and "\t" not in line:
                rows = documents.setdefault(line[2:], [])
            elif line:
                rows.append(line.split("\t"))
    for annotators in texts_windows:
        if not annotators or not annotators[0]:
            continue
        text = annotators[0][0].text
        ids, starts, ends = [], [], []
        for p in documents.get(text.name, []):
            starts.append(int(p[1]))
            ends.append(int(p[2]))
            ids.append([tables[k].setdefault(p[5 + k], len(tables[k]) + 1) for k in range(3)] + [head_class(int(p[8]))])
        if not ids:
            continue
        near = np.clip(np.searchsorted(np.array(ends), text.rows[:, START], side="right"), 0, len(ids) - 1)
        all_ids = np.array(ids, np.int16)[near]
        for windows in annotators:
            for window in windows:
                window.syntax = all_ids[window.first:window.end]


def head_class(distance):
    if distance == 0:
        return 0
    size = 1 + min(5, int(np.log2(abs(distance))))
    return size if distance > 0 else 6 + size
