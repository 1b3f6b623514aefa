#!/usr/bin/env python3
"""Teaches a weights file to find cues inside contents, and adds that head to it.

The model reads contents of training text as texts of their own (core/train/inner.c); a dense layer on the states that the
same tokens have where they stand learns to say what it said. The encoder stays as it is: no second pass when running.
"""
import argparse
import os
import subprocess

import numpy as np
import torch
import torch.nn.functional as F

import corpus
import network
import predict
import weights

STEPS, BATCH, RATE = 3000, 8192, .01
CUE_WEIGHT = 10  # of a token of a cue in the loss: there are few, and a missed one counts as much as a wrong one


def read(program, path, folder, work, label):
    """-> states [tokens, width] in units of the network, probabilities [tokens, 3], ends of contents"""
    texts = sorted(os.path.join(d, f) for d, _, files in os.walk(folder) for f in files if f.endswith(".txt"))
    stem = os.path.join(work, label + "-contents")
    subprocess.run([program, path, stem] + texts, check=True)
    scores = torch.from_numpy(np.fromfile(stem + ".scores", "<i4").reshape(-1, 3).astype(np.float32)) / network.STREAM
    states = np.fromfile(stem + ".states", np.int8).reshape(len(scores), -1)
    return torch.from_numpy(states), F.softmax(scores, -1), np.fromfile(stem + ".ends", "<u4")


def fit(states, target):
    torch.manual_seed(1)
    layer = torch.nn.Linear(states.shape[1], 3)
    optimiser = torch.optim.Adam(layer.parameters(), lr=RATE)
    for step in range(STEPS):
        rows = torch.randint(len(states), (BATCH,))
        each = -(target[rows] * F.log_softmax(layer(states[rows].float() / network.NORM), -1)).sum(-1)
        weight = 1 + (CUE_WEIGHT - 1) * (1 - target[rows, 0])
        loss = (weight * each).sum() / weight.sum()
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return layer


def cues(scores, ends):
    """Where cues begin, content by content."""
    found, first = set(), 0
    for end in ends.tolist():
        labels = predict.viterbi(scores[None, first:end], [end - first], predict.CUE_RULES)[0]
        found.update(first + a for a, _ in predict.spans(labels, 1))
        first = end
    return found


@torch.no_grad()
def agreement(layer, states, target, ends):
    """F1 of the cues found in place against those found in the contents alone"""
    said = cues(F.log_softmax(layer(states.float() / network.NORM), -1).numpy(), ends)
    alone = cues(target.clamp(min=1e-9).log().numpy(), ends)
    both = len(said & alone)
    return len(alone), both / max(1, len(said)), both / max(1, len(alone))


def add(program, shared, work, path, report=print, name=None):
    """Writes the weights file at `path` anew, with the head."""
    os.makedirs(work, exist_ok=True)
    parts = {}
    for part in ("train", "dev"):
        folder = corpus.unpack(os.path.join(shared, "corpora", "polnear", part, "text.tar.gz"), os.path.join(work, part, "text"))
        parts[part] = read(program, path, folder, work, part)
    layer = fit(*parts["train"][:2])
    count, precision, recall = agreement(layer, *parts["dev"])
    report(f"cues inside contents: learned from {len(parts['train'][0])} tokens of {len(parts['train'][2])} contents; "
           f"on dev {count}, P {100 * precision:.1f} R {100 * recall:.1f}")
    weights.with_dense(path, path, weights.INNER, layer.weight.data, layer.bias.data, name)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--program", required=True, help="build/train-inner")
    p.add_argument("--shared", required=True)
    p.add_argument("--work", required=True)
    p.add_argument("--weights", required=True, help="the file; it is written anew")
    p.add_argument("--name", help="a new name for the weights")
    o = p.parse_args()
    add(o.program, o.shared, o.work, o.weights, name=o.name)


if __name__ == "__main__":
    main()
