"""Confidence: how often a reading of these margins is right, fitted by logistic regression on dev.

A relation is right as the scorer says (relation.soft). The terms are those of core/model/weights.h, in 1/1024.
"""
import collections
import os

import numpy as np
import torch

import corpus
import judge
import predict

LIMIT = 8.  # SS_MARGIN_LIMIT


def features(margins, has_source):
    """[constant, no source, cue, source, content]"""
    clipped = np.clip(margins, -LIMIT, LIMIT)
    return [1., 0. if has_source else 1., clipped[0], clipped[1] if has_source else 0., clipped[2]]


def relations_of(window, results):
    """-> [(features, {role: character spans})] of one window"""
    rows, out = window.text.rows[window.first:window.end], []
    for q, y, margins in results:

        def places(pairs):
            return [(int(rows[a][corpus.START]), int(rows[b - 1][corpus.END])) for a, b in pairs]

        roles = {"Cue": places([(q.cue_first, q.cue_end)])}
        for role, begin in (("Source", 1), ("Content", 3)):
            roles[role] = places([(q.first + a, q.first + b) for a, b in predict.spans(y, begin)])
        if roles["Content"]:
            out.append((features(margins, bool(roles["Source"])), roles))
    return out


def collect(net, windows, score, text_folder, gold_folder):
    """-> features [n, 5], right [n]"""
    by_name = collections.defaultdict(list)
    for window, results in predict.predict(net, windows):
        by_name[window.text.name] += relations_of(window, results)
    golds = sorted(os.listdir(gold_folder))
    x, y = [], []
    for name, relations in sorted(by_name.items()):
        with open(os.path.join(text_folder, name + ".txt"), encoding="utf-8", newline="") as f:
            text = f.read()
        files = [os.path.join(gold_folder, g) for g in golds if g[:-4] == name or g[:-4].rpartition("_")[0] == name]
        if relations and files:
            x += [f for f, _ in relations]
            y += judge.judged(score, text, [roles for _, roles in relations], files)
    return np.array(x), np.array(y)


def fit(x, y):
    """Logistic regression with a little decay -> five weights"""
    x, y = torch.tensor(x, dtype=torch.double), torch.tensor(y, dtype=torch.double)
    w = torch.zeros(x.shape[1], dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ w, y) + 1e-4 * (w ** 2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return w.detach().numpy()


def error(x, y, w, bins=10):
    """Expected calibration error"""
    p = 1 / (1 + np.exp(-(x @ w)))
    which = np.minimum((p * bins).astype(int), bins - 1)
    return sum(abs(p[which == b].mean() - y[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any())


def terms(w):
    """As in the weights file. The margins' weights and the constants are in 1/1024."""
    return [int(np.clip(round(v * 1024), -2 ** 20, 2 ** 20)) for v in w]
