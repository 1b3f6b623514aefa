"""Small networks that score candidates, learned from what the resolver itself sees of GUM and GAP."""
import json
import subprocess
from collections import Counter

import numpy as np
import torch

import corpora

FEATURES, HIDDEN, SCALE = 128, 128, 64  # as in core/meaning/speaker_weights.h
BATCH = 16  # mentions
UNSEEN = .05  # of the features, hidden from a mention while it is learned
MEMBERS = 4  # networks of HIDDEN / MEMBERS units that are learned side by side, and whose scores are averaged
RANKERS = ("person", "thing", "nominal")  # in the order of the weights file
# Below the first no candidate is taken, nor one that is not ahead of the next by the second; chosen on held-out folds.
LIMITS = {"person": (-1, .1), "thing": (-.5, .2), "nominal": (0, .2)}
# What a source that is the speaker before has ahead (candidate.c): GUM and GAP have hardly any running quotations.
RUNNING = {"person": 3, "thing": 3, "nominal": 0}
# Of what "it" and "they" mean, that which may speak counts for more: most of it are things.
SPEAKERS, SPEAKERS_WEIGHT = ("person", "organization"), 3
SEEN_LINKS = ("pred", "appos", "cata")


class Mention:
    """A decision: the features of each candidate, and which of them are right."""

    def __init__(self, rows, right, none_right, ranker, fold, weight=1):
        self.weight, self.features = weight, np.array([row[1:] for row in rows], np.float32)
        self.right, self.none_right, self.ranker, self.fold = np.array(right, bool), none_right, ranker, fold


def candidates(program, weights, texts):
    requests = "".join(json.dumps({"text": text.decode(), "asked": asked}) + "\n" for text, asked in texts)
    run = subprocess.run([program, "--candidates", "--weights", str(weights)], input=requests.encode(),
                         stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def chain_of(document, places):
    """The gold entity that most of an entity's places are of; None when they are nobody's."""
    found = (corpora.mention_at(document.mentions, place) for place in places)
    votes = Counter(m.entity for m in found if m)
    return votes.most_common(1)[0][0] if votes else None


def is_pronoun(mention):
    return mention.head.part == "PRON" and mention.head.form.lower() in corpora.PRONOUNS


def ranker_of(mention):
    if not is_pronoun(mention):
        return "nominal"
    return "thing" if mention.head.form[0].lower() in "it" else "person"


def from_gum(program, weights, documents, folds):
    asked = [sorted((m for m in d.mentions if m.link not in SEEN_LINKS and (is_pronoun(m) or m.head.part == "NOUN")),
                    key=lambda m: (m.start, m.end)) for d in documents]
    texts = [(d.text, [[m.start, m.end] for m in one]) for d, one in zip(documents, asked)]
    found = []
    for document, mentions, answer, fold in zip(documents, asked, candidates(program, weights, texts), folds):
        chains = [chain_of(document, places) for places in answer["entities"]]
        for mention, rows in zip(mentions, answer["asked"]):
            if rows:
                right = [row[0] < len(chains) and chains[row[0]] == mention.entity for row in rows]
                ranker = ranker_of(mention)
                weight = SPEAKERS_WEIGHT if ranker == "thing" and mention.kind in SPEAKERS else 1
                found.append(Mention(rows, right, not any(right), ranker, fold, weight))
    return found


def from_gap(program, weights, snippets):
    found = []
    answers = candidates(program, weights, [(s.text, [s.pronoun]) for s in snippets])
    for index, (snippet, answer) in enumerate(zip(snippets, answers)):
        rows = answer["asked"][0]
        if not rows:
            continue

        def is_of(row, name):
            places = answer["entities"][row[0]] if row[0] < len(answer["entities"]) else []
            return any(start < name[1] and name[0] < end for start, end in places)

        meant = [name for name in snippet.names if name[2]]
        right = [any(is_of(row, name) for name in meant) for row in rows]
        none_right = not any(right)
        if not meant:  # somebody else, or nobody
            right = [not any(is_of(row, name) for name in snippet.names) for row in rows]
        found.append(Mention(rows, right, none_right, "person", corpora.fold_of(index)))
    return found


class Ranker(torch.nn.Module):
    """Several small networks that know nothing of each other: they differ by where they started, and the mean of them
    fits what is seen less than each does."""

    def __init__(self):
        super().__init__()
        units = HIDDEN // MEMBERS
        self.hidden = torch.nn.Linear(FEATURES, HIDDEN, bias=False)
        self.out = torch.nn.Parameter(torch.empty(MEMBERS, units).uniform_(-units ** -.5, units ** -.5))

    def forward(self, features):
        """The score of each member."""
        hidden = torch.relu(self.hidden(features))
        return (hidden.view(*hidden.shape[:-1], *self.out.shape) * self.out).sum(-1)


def tensors(mentions):
    """Padded: features [N][C][F], right [N][C + 1] with none last, there [N][C + 1], weight [N]."""
    width = max(len(m.features) for m in mentions)
    features = torch.zeros(len(mentions), width, FEATURES)
    right = torch.zeros(len(mentions), width + 1, dtype=torch.bool)
    there = torch.zeros(len(mentions), width + 1, dtype=torch.bool)
    for i, mention in enumerate(mentions):
        count = len(mention.features)
        features[i, :count, :mention.features.shape[1]] = torch.as_tensor(mention.features)
        right[i, :count] = torch.as_tensor(mention.right)
        right[i, width] = mention.none_right
        there[i, :count] = there[i, width] = True
    return features, right, there, torch.tensor([float(mention.weight) for mention in mentions])


def learn(mentions, seed, epochs=30, rate=3e-3, decay=.1):
    torch.manual_seed(seed)
    model = Ranker()
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    by_size = sorted(mentions, key=lambda m: len(m.features))
    chunks = [tensors(by_size[i:i + BATCH]) for i in range(0, len(by_size), BATCH)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, epochs * len(chunks) + 1)
    order = np.random.default_rng(seed)
    for _ in range(epochs):
        for index in order.permutation(len(chunks)):
            features, right, there, weight = chunks[index]
            features = features * (torch.rand(len(features), 1, FEATURES) >= UNSEEN)
            scores = torch.cat([model(features), torch.zeros(len(features), 1, MEMBERS)], 1)
            scores = scores.masked_fill(~there[..., None], -1e9)
            lost = (scores.logsumexp(1) - scores.masked_fill(~right[..., None], -1e9).logsumexp(1)).sum(-1)
            loss = (lost * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model


def zeros():
    """Rankers that have learned nothing."""
    return bytes(len(RANKERS) * (FEATURES + 2) * HIDDEN)


def packed(model, least, margin, running):
    """The bytes of one ss_ranker; least and margin as the model counts, and `running`."""
    hidden, out = model.hidden.weight.detach().numpy(), model.out.detach().numpy().reshape(-1) / MEMBERS
    # each hidden unit has the scale that fills int8; what that adds is taken out of `out`
    unit = 127 / np.abs(hidden).max(1)
    scaled = out / unit
    whole = 127 / np.abs(scaled).max()
    rows = np.clip(np.rint(hidden.T * unit), -127, 127).astype(np.int8)
    last = np.clip(np.rint(scaled * whole), -127, 127).astype(np.int8)
    limits = np.clip(np.rint(np.array([least, margin, running]) * whole / SCALE), -32768, 32767).astype("<i2")
    return rows.tobytes() + last.tobytes() + limits.tobytes() + bytes(HIDDEN - 6)
