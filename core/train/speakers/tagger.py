"""Parts of speech and functions of nouns, learned from EWT as linear models over hashed traits (core/meaning/tag.c)."""
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch

import corpora

TAGS = ("NOUN", "PLURAL", "NAME", "PRONOUN", "RELATIVE", "FINITE", "VERBAL", "AUXILIARY", "PREPOSITION", "DETERMINER",
        "ADJECTIVE", "ADVERB", "CONJUNCTION", "SUBORDINATOR", "NUMBER", "MARK")
PLAIN = {"PROPN": "NAME", "AUX": "AUXILIARY", "ADP": "PREPOSITION", "DET": "DETERMINER", "ADJ": "ADJECTIVE",
         "ADV": "ADVERB", "CCONJ": "CONJUNCTION", "SCONJ": "SUBORDINATOR", "NUM": "NUMBER"}
TAG_ROWS, FUNCTION_ROWS = 32768, 16384
FUNCTIONS = 8
NO_TAG = 31
CASES = 4
PARTS = 4  # of the documents that functions are learned from
BATCH = 4096
SCALE = 20  # of a weight in int8


def tag_of(word):
    if word.part == "NOUN":
        return "PLURAL" if "Number=Plur" in word.features else "NOUN"
    if word.part == "PRON":
        return "RELATIVE" if "PronType=Rel" in word.features or "PronType=Int" in word.features else "PRONOUN"
    if word.part == "VERB":
        return "FINITE" if "VerbForm=Fin" in word.features else "VERBAL"
    return PLAIN.get(word.part, "MARK")


def function_of(word):
    relation, kind = word.relation, word.relation.split(":")[0]
    if kind == "nsubj":
        return 0
    if kind in ("obj", "iobj"):
        return 1
    if relation == "nmod:poss":
        return 3
    if kind in ("obl", "nmod"):
        return 2
    if kind == "appos":
        return 4
    if kind == "conj":
        return 5
    return 6 if kind in ("compound", "amod") else 7


def mixed(value):
    """murmur3's finaliser, as core/base/hash.h has it."""
    value = value.astype(np.uint32)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        value = (value ^ (value >> np.uint32(shift))) * np.uint32(factor)
    return value ^ (value >> np.uint32(16))


def row_of(trait, one, other, rows):
    with np.errstate(over="ignore"):
        key = one.astype(np.uint32) * np.uint32(0x9E3779B1) + other.astype(np.uint32) * np.uint32(0x85EBCA77) + \
            np.uint32(trait * 0xC2B2AE3D & 0xFFFFFFFF)
        return (mixed(key) & np.uint32(rows - 1)).astype(np.int64)


def shifted(array, by, sentence, blank):
    """array[i + by], `blank` where that is another sentence."""
    out = np.full_like(array, blank)
    if by > 0:
        out[:-by] = np.where(sentence[:-by] == sentence[by:], array[by:], blank)
    elif by < 0:
        out[-by:] = np.where(sentence[-by:] == sentence[:by], array[:by], blank)
    else:
        out = array.copy()
    return out


def tag_traits(token, sentence, tag):
    word, prefix, suffix, ending, shape, letters = (token[:, i] for i in (2, 3, 4, 5, 6, 7))
    letters, tag = letters % CASES, tag.astype(np.uint32)
    near = lambda array, by, blank=0: shifted(array, by, sentence, blank)
    before, earlier = near(tag, -1, NO_TAG), near(tag, -2, NO_TAG)
    zero = np.zeros_like(word)
    first = (before == NO_TAG).astype(np.uint32)
    pairs = [(word, zero), (near(word, -1), zero), (near(word, 1), zero), (suffix, letters), (ending, shape), (before, zero),
             (before, earlier + np.uint32(32)), (before, word), (first, shape), (prefix, letters), (shape, before)]
    return np.stack([row_of(i, one, other, TAG_ROWS) for i, (one, other) in enumerate(pairs)], 1)


def tokens_of(features, texts):
    """The program's own tokens of each text, by core/train/features.c."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(texts):
            paths.append(Path(folder) / f"{i:05}.txt")
            paths[-1].write_bytes(text)
        subprocess.run([features, f"{folder}/out", *map(str, paths)], check=True)
        tokens = np.fromfile(f"{folder}/out.tokens", np.uint32).reshape(-1, 9)
        counts = np.fromfile(f"{folder}/out.files", np.uint32)
    return np.split(tokens, np.cumsum(counts)[:-1])


def gold_tags(document, tokens):
    """Of each of the program's tokens the tag of the word that it starts in."""
    text = document.text.decode()
    byte_of = np.cumsum([0] + [len(c.encode()) for c in text])
    words = [word for sentence in document.sentences for word in sentence]
    starts = np.array([word.start for word in words])
    ends = np.searchsorted(starts, byte_of[tokens[:, 0]], side="right") - 1
    return np.array([TAGS.index(tag_of(words[i])) for i in ends])


def learn(rows, labels, row_count, label_count, epochs, seed):
    """Weights of a softmax over sums of rows, in int8."""
    torch.manual_seed(seed)
    rows, labels = torch.as_tensor(rows), torch.as_tensor(labels)
    table = torch.nn.EmbeddingBag(row_count, label_count, mode="sum")
    torch.nn.init.zeros_(table.weight)
    optimizer = torch.optim.Adam(table.parameters(), lr=0.05)
    steps = epochs * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    for _ in range(epochs):
        for batch in torch.randperm(len(rows)).split(BATCH):
            loss = torch.nn.functional.cross_entropy(table(rows[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return np.clip(np.rint(table.weight.detach().numpy() * SCALE), -127, 127).astype(np.int8)


def learn_tags(features, documents, epochs=5):
    data = tokens_of(features, [d.text for d in documents])
    rows, labels = [], []
    for document, tokens in zip(documents, data):
        tag = gold_tags(document, tokens)
        rows.append(tag_traits(tokens, tokens[:, 8] >> 3, tag))
        labels.append(tag)
    return learn(np.concatenate(rows), np.concatenate(labels), TAG_ROWS, len(TAGS), epochs, 1)


def nouns_of(document):
    """The nouns of a document with the words of their names: (start, end, function)."""
    found = []
    for sentence in document.sentences:
        for i, word in enumerate(sentence):
            if word.part not in ("NOUN", "PROPN", "PRON") or word.relation.split(":")[0] in ("flat", "goeswith"):
                continue
            first = last = i
            if word.part == "PROPN":
                while last + 1 < len(sentence) and sentence[last + 1].head == i and sentence[last + 1].relation.startswith("flat"):
                    last += 1
                while first > 0 and sentence[first - 1].head == i and sentence[first - 1].part == "PROPN" and \
                        sentence[first - 1].relation == "compound":
                    first -= 1
            found.append((sentence[first].start, sentence[last].end, function_of(word)))
    return found


def function_data(program, weights, documents):
    nouns = [nouns_of(document) for document in documents]
    requests = "".join(json.dumps({"text": d.text.decode(), "asked": [list(n[:2]) for n in one]}) + "\n"
                       for d, one in zip(documents, nouns))
    run = subprocess.run([program, "--functions", "--weights", str(weights)], input=requests.encode(),
                         stdout=subprocess.PIPE, check=True)
    rows = np.concatenate([np.array(json.loads(line), np.int64) for line in run.stdout.splitlines() if len(line) > 2])
    return rows, np.concatenate([[n[2] for n in one] for one in nouns if one])


def learn_functions(program, features, blank, documents, epochs=5):
    """Each part of the documents is tagged by what was learned from the others, as texts will be that nobody has tagged.
    `blank` makes a weights file of tags."""
    rows, labels = [], []
    for part in range(PARTS):
        tags = learn_tags(features, [d for i, d in enumerate(documents) if i % PARTS != part])
        found = function_data(program, blank(tags), documents[part::PARTS])
        rows.append(found[0])
        labels.append(found[1])
    return learn(np.concatenate(rows), np.concatenate(labels), FUNCTION_ROWS, FUNCTIONS, epochs, 2)
