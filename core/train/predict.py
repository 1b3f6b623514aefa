"""Windows -> attribution relations in brat standoff, by the network in PyTorch, and their score."""
import collections
import json
import os
import subprocess
import sys

import numpy as np
import torch
import torch.nn.functional as F

import batches
import corpus

NEVER = -1e4


def transitions(begins):
    """May label b follow label a? An inside label only its own begin or itself."""
    count = 1 + 2 * len(begins)
    allowed = np.zeros((count, count), np.float32)
    start = np.zeros(count, np.float32)
    for begin in begins:
        inside = begin + 1
        start[inside] = NEVER
        for a in range(count):
            if a not in (begin, inside):
                allowed[a, inside] = NEVER
    return allowed, start


CUE_RULES, LABEL_RULES = transitions([1]), transitions([1, 3])


def viterbi(scores, lengths, rules):
    """scores [sequences, length, labels] -> best labels [sequences, length]"""
    allowed, start = rules
    count, length, _ = scores.shape
    best = scores[:, 0] + start
    back = np.zeros((length,) + best.shape, np.int64)
    keep = [best]
    for t in range(1, length):
        step = best[:, :, None] + allowed
        back[t] = step.argmax(1)
        best = step.max(1) + scores[:, t]
        keep.append(best)
    out = np.zeros((count, length), np.int64)
    for s in range(count):
        n = int(lengths[s])
        label = int(keep[n - 1][s].argmax())
        for t in range(n - 1, -1, -1):
            out[s, t] = label
            label = int(back[t, s, label])
    return out


def spans(labels, begin):
    """Runs of begin (begin + 1)* -> [(first, end)]"""
    out, i = [], 0
    while i < len(labels):
        if labels[i] == begin:
            j = i + 1
            while j < len(labels) and labels[j] == begin + 1:
                j += 1
            out.append((i, j))
            i = j
        else:
            i += 1
    return out


def find_queries(window, labels):
    out = []
    for a, b in window.paragraphs:
        for first, end in spans(labels[a:b], 1):
            out.append(corpus.Query(window.query_bounds(a + first, a + end), None))
    return out


def margin(scores, label):
    """How far a label is before the best other one."""
    others = np.delete(scores, label)
    return float(scores[label] - others.max())


def margins(cue_scores, scores, query, labels):
    """Of the cue's beginning and of the least sure border of source and content, as core/model/reading.c has them."""
    out = [margin(cue_scores[query.cue_first], 1)]
    for begin in (1, 3):
        borders = [margin(scores[a], begin) for a, _ in spans(labels, begin)]
        borders += [margin(scores[b - 1], begin if b - 1 == a else begin + 1) for a, b in spans(labels, begin)]
        out.append(min(borders, default=0.))
    return out


@torch.no_grad()
def predict(net, windows, size=24):
    """yields (window, [(Query, labels, margins)])"""
    net.eval()
    for k in range(0, len(windows), size):
        part = windows[k:k + size]
        states, _ = net.read(part)
        cue = F.log_softmax(net.cue(states), -1).numpy()
        labels = viterbi(cue, [len(w) for w in part], CUE_RULES)
        items, features = [], []
        for j, window in enumerate(part):
            queries = find_queries(window, labels[j, :len(window)])
            starts = [q.cue_first for q in queries]
            for q in queries:
                items.append((j, q))
                features.append(batches.query_features(window, q, starts))
        results = [[] for _ in part]
        flat, shared = states.flatten(0, 1), net.share(states)
        for s in range(0, len(items), 64):
            chunk = items[s:s + 64]
            out = net.answer(flat, shared, *batches.query_batch(chunk, states.shape[1], features[s:s + 64]))
            scores = F.log_softmax(out, -1).numpy()
            best = viterbi(scores, [q.end - q.first for _, q in chunk], LABEL_RULES)
            for (j, q), y, given in zip(chunk, best, scores):
                y = y[:q.end - q.first].copy()
                y[q.cue_first - q.first:q.cue_end - q.first] = 0  # a cue is neither its own source nor content
                results[j].append((q, y, margins(cue[j], given, q, y)))
        yield from zip(part, results)
    net.train()


def write(folder, predictions, names):
    """One STEM.ann a text."""
    os.makedirs(folder, exist_ok=True)
    by_name = collections.defaultdict(list)
    for window, results in predictions:
        by_name[window.text.name] += [(window, q, y) for q, y, _ in results]
    for name in names:
        lines, number, event = [], 0, 0
        for window, q, y in by_name[name]:
            rows = window.text.rows[window.first:window.end]

            def place(first, end):
                return f"{rows[first][corpus.START]} {rows[end - 1][corpus.END]}"

            cue = place(q.cue_first, q.cue_end)
            source, content = (";".join(place(q.first + a, q.first + b) for a, b in spans(y, begin)) for begin in (1, 3))
            if not content:
                continue
            arguments = []
            for role, where in (("Cue", cue), ("Content", content), ("Source", source)):
                if where:
                    number += 1
                    lines.append(f"T{number}\t{role} {where}\t-")
                    arguments.append(f"{role}:T{number}")
            number, event = number + 1, event + 1
            lines.append(f"T{number}\tAttribution {cue}\t-")
            lines.append(f"E{event}\tAttribution:T{number} " + " ".join(arguments))
        path = os.path.join(folder, name + ".ann")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")


def figures(scorer, gold, predicted, text):
    """The scorer's table as {name: F1, or [P, R, F1]}"""
    out = subprocess.run([sys.executable, scorer, gold, predicted, text, "--json"], capture_output=True, text=True, check=True)
    return json.loads(out.stdout)


def line(table):
    short = [("f", "fragment.source"), ("", "fragment.cue"), ("", "fragment.content"), ("cue", "cue"),
             ("content", "content.soft"), ("soft", "relation.soft"), ("exact", "relation.exact")]
    return " ".join(f"{a} {table[k][2]:.1f}".strip() for a, k in short) + f" (soft P {table['relation.soft'][0]:.1f} R {table['relation.soft'][1]:.1f})"
