"""Tokens -> the word pieces a pretrained encoder reads, as core/model/piece.c cuts them.

A token is at most MOST_A_TOKEN pieces, and of a window's tokens as many of each as let all stay within MOST: what
counts is a token's beginning.
"""
import torch
from tokenizers import Tokenizer

import corpus

MOST_A_TOKEN = 6
MOST = 512  # places that the encoder knows, with the two marks at the window's ends
PLAIN = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")  # what pretraining saw oftener
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class Cutter:
    def __init__(self, folder):
        self.tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tokenizer.no_padding(), self.tokenizer.no_truncation()
        self.known = {}
        self.start, self.end, self.unknown = (self.tokenizer.token_to_id(t) for t in (START, END, UNKNOWN))

    def vocabulary(self):
        """piece -> id, without what no text holds"""
        left_out = {"[UNK]", "[PAD]", "[MASK]"}
        return {p: i for p, i in self.tokenizer.get_vocab().items() if p not in left_out and not p.startswith("[unused")}

    def cut(self, word):
        if word not in self.known:
            ids = self.tokenizer.encode(word.translate(PLAIN), add_special_tokens=False).ids[:MOST_A_TOKEN]
            self.known[word] = ids or [self.unknown]
        return self.known[word]

    def prepare(self, texts):
        """Once: the pieces of each token of each text."""
        for text in texts:
            with open(text.path, encoding="utf-8", newline="") as f:
                characters = f.read()
            bounds = text.rows[:, [corpus.START, corpus.END]].tolist()
            text.pieces = [self.cut(characters[a:b]) for a, b in bounds]
            text.ends = self.start, self.end


def fitted(tokens):
    """The pieces of a window's tokens, each cut to what lets all fit."""
    for most in range(MOST_A_TOKEN, 0, -1):
        if sum(min(len(t), most) for t in tokens) <= MOST - 2:
            return [t[:most] for t in tokens]
    raise ValueError(f"{len(tokens)} tokens do not fit {MOST} places")


def encode_batch(windows):
    """-> ids [batch, pieces], mask likewise (true: a piece), first [batch, tokens]: each token's first piece"""
    rows, firsts = [], []
    for w in windows:
        start, end = w.text.ends
        ids, first = [start], []
        for token in fitted(w.text.pieces[w.first:w.end]):
            first.append(len(ids))
            ids += token
        rows.append(ids + [end])
        firsts.append(first)
    length, tokens = max(len(r) for r in rows), max(len(w) for w in windows)
    ids = torch.zeros(len(windows), length, dtype=torch.long)
    mask = torch.zeros(len(windows), length, dtype=torch.bool)
    first = torch.zeros(len(windows), tokens, dtype=torch.long)
    for k, (r, f) in enumerate(zip(rows, firsts)):
        ids[k, :len(r)] = torch.tensor(r)
        mask[k, :len(r)] = True
        first[k, :len(f)] = torch.tensor(f)
    return ids, mask, first
