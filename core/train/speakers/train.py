"""Learns whom "he", "it" and "the minister" mean, and writes core/meaning/speakers.bin.

usage: train.py --shared SHARED --program build/train-clusters --features build/train-features --work WORK --out FILE

Tags and functions come from EWT, the rankers from GUM and GAP's development part; GAP's validation part is not read.
The rankers learn in rounds, since what they see of a text depends on what was decided before. WORK takes the weights of
the five folds, fold-0.bin to fold-4.bin, each without every fifth document of GUM (`make accuracy-speakers`), and
tags.bin, which is not learned again when it is there. One thread, seeds fixed: the same bytes on the same machine.
"""
import argparse
from pathlib import Path

import torch

import corpora
import rank
import tagger

ROUNDS = 3


def tag_weights(arguments, work):
    """Tags and functions, and rankers of zeros."""
    path = work / "tags.bin"
    if not path.exists():
        documents = corpora.documents(Path(arguments.shared) / "corpora/ewt/train.conllu.gz")

        def blank(tags):
            parts = work / "parts.bin"
            parts.write_bytes(tags.tobytes() + bytes(tagger.FUNCTION_ROWS * tagger.FUNCTIONS) + rank.zeros())
            return parts

        functions = tagger.learn_functions(arguments.program, arguments.features, blank, documents)
        path.write_bytes(tagger.learn_tags(arguments.features, documents).tobytes() + functions.tobytes() + rank.zeros())
    return path


def learn_rankers(mentions, seed):
    return b"".join(rank.packed(rank.learn([m for m in mentions if m.ranker == which], seed), *rank.LIMITS[which], rank.RUNNING[which])
                    for which in rank.RANKERS)


def learn(arguments, work, name, documents, folds, snippets):
    """Weights from these documents and snippets, in rounds; the path of the last ones."""
    path = tag_weights(arguments, work)
    head = path.read_bytes()[:-len(rank.zeros())]
    for index in range(ROUNDS):
        mentions = rank.from_gum(arguments.program, path, documents, folds) + \
            rank.from_gap(arguments.program, path, snippets)
        path = work / f"{name}.bin"
        path.write_bytes(head + learn_rankers(mentions, index + 1))
        print(f"{name}, round {index + 1}: {len(mentions)} mentions", flush=True)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for option in ("shared", "program", "features", "work", "out"):
        parser.add_argument(f"--{option}", required=True)
    arguments = parser.parse_args()
    work = Path(arguments.work)
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    documents, snippets = corpora.gum(arguments.shared), corpora.gap(arguments.shared, "development")
    folds = [corpora.fold_of(i) for i in range(len(documents))]
    whole = learn(arguments, work, "whole", documents, folds, snippets)
    Path(arguments.out).write_bytes(whole.read_bytes())
    for fold in range(corpora.FOLDS):
        kept = [i for i, one in enumerate(folds) if one != fold]
        learn(arguments, work, f"fold-{fold}", [documents[i] for i in kept], [folds[i] for i in kept], snippets)


if __name__ == "__main__":
    main()
