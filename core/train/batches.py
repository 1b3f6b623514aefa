"""Windows -> tensors: table rows, masks, queries with the features of their tokens."""
import random

import numpy as np
import torch

import corpus

TABLES = dict(word=16384, prefix=2048, suffix=4096, ending=1024, shape=1024, context=9 * 4 * 4)  # rows of each


class Vocabulary:
    """word hash -> row of the word table; row 0 is every other word."""

    def __init__(self, hashes):
        self.hashes = np.array(sorted(hashes), np.uint32)  # row i + 1 is hashes[i], as in the weights file

    def rows(self, word):
        at = np.searchsorted(self.hashes, word)
        at = np.minimum(at, len(self.hashes) - 1)
        return np.where(self.hashes[at] == word, at + 1, 0)


def reduce(hashes, rows):
    """A 32-bit hash to a row: the high half of hash * rows, as the runtime does it."""
    return (hashes.astype(np.uint64) * np.uint64(rows) >> np.uint64(32)).astype(np.int64)


def table_rows(text, vocabulary):
    r = text.rows
    columns = [vocabulary.rows(r[:, corpus.WORD])]
    columns += [reduce(r[:, 3 + k], TABLES[n]) for k, n in enumerate(("prefix", "suffix", "ending", "shape"))]
    return np.stack(columns + [r[:, corpus.CONTEXT].astype(np.int64)], 1)


def prepare(texts, vocabulary):
    """Once: the table rows of each text."""
    for text in texts:
        text.table_rows = torch.from_numpy(table_rows(text, vocabulary)).int()


def distance_class(distance):
    """0 within the cue; 1..23 after it, 24..46 before: exact to 8, then eight classes an octave's half"""
    d = np.abs(distance)
    far = 8 + np.floor(2 * np.log2(np.maximum(d, 8) / 8)).astype(np.int64)
    size = np.minimum(np.where(d <= 8, d, far), 23)
    return np.where(distance == 0, 0, np.where(distance > 0, size, 23 + size))


def query_features(window, query, cue_starts):
    """int64 [query tokens, 5], in the order of FEATURES of network.py; cue_starts: those of all queries of the
    window, ascending"""
    text, base = window.text, window.first
    i = np.arange(query.first, query.end)
    after = i >= query.cue_end
    distance = np.where(i < query.cue_first, i - query.cue_first, np.where(after, i - query.cue_end + 1, 0))
    sentence = text.sentence[base + i] - text.sentence[base + query.cue_first]

    def between(flags):
        """How many flagged tokens lie between the token and the cue."""
        total = np.concatenate([[0], np.cumsum(flags[base + query.first:base + query.end])])
        k = i - query.first
        before_cue = total[query.cue_first - query.first] - total[k]
        after_cue = total[k] - total[min(query.cue_end, query.end) - query.first]
        return np.clip(np.where(after, after_cue, before_cue), 0, 4)

    starts = np.zeros(query.end - query.first, bool)
    other = [c - query.first for c in cue_starts if query.first <= c < query.end and c != query.cue_first]
    starts[other] = True
    total = np.concatenate([[0], np.cumsum(starts)])
    k = i - query.first
    cues = np.where(after, total[k] - total[query.cue_end - query.first], total[query.cue_first - query.first] - total[k])
    return np.stack([distance_class(distance), np.clip(sentence + 3, 0, 6), between(text.is_comma),
                     between(text.is_quote), np.clip(cues, 0, 4)], 1)


def mask_of(windows):
    """[batch, tokens] 1 where there is a token"""
    mask = torch.zeros(len(windows), max(len(w) for w in windows))
    for k, w in enumerate(windows):
        mask[k, :len(w)] = 1
    return mask


def encode_batch(windows, word_dropout=None):
    """-> ids [batch, tokens, 6], mask [batch, tokens, 1]"""
    mask = mask_of(windows).unsqueeze(-1)
    ids = torch.zeros(*mask.shape[:2], len(TABLES), dtype=torch.long)
    for k, w in enumerate(windows):
        ids[k, :len(w)] = w.text.table_rows[w.first:w.end]
    if word_dropout:
        small, capital = word_dropout
        case = ids[..., 5] % 4
        chance = torch.where(case >= 2, capital, small)
        hide = torch.rand(chance.shape) < chance
        ids[..., 0] = ids[..., 0].masked_fill(hide, 0)
    return ids, mask


def query_batch(items, tokens, features):
    """items: (window number in the batch, Query); tokens: length of the padded windows
    -> the arguments of Network.answer after `states`"""
    length = max(q.end - q.first for _, q in items)
    cue_length = max(q.cue_end - q.cue_first for _, q in items)
    rows = torch.zeros(len(items), length, dtype=torch.long)
    cue_rows = torch.zeros(len(items), cue_length, dtype=torch.long)
    cue_weights = torch.zeros(len(items), cue_length, 1)
    feature = torch.zeros(len(items), length, 5, dtype=torch.long)
    mask = torch.zeros(len(items), length, 1)
    for k, ((w, q), f) in enumerate(zip(items, features)):
        n, c = q.end - q.first, q.cue_end - q.cue_first
        rows[k, :n] = torch.arange(w * tokens + q.first, w * tokens + q.end)
        cue_rows[k, :c] = torch.arange(w * tokens + q.cue_first, w * tokens + q.cue_end)
        cue_weights[k, :c] = 1 / c
        feature[k, :n] = torch.from_numpy(f)
        mask[k, :n] = 1
    return rows, cue_rows, cue_weights, feature, mask


def shuffled(windows, size, generator=random):
    """Batches of windows of like length, in random order."""
    order = sorted(windows, key=lambda w: len(w) + generator.random() * 60)
    batches = [order[k:k + size] for k in range(0, len(order), size)]
    generator.shuffle(batches)
    return batches
