"""The accurate model in float: a pretrained transformer under the heads that the fast model has.

    word pieces of a window's tokens ─► transformer, six layers
                                          │ state of each token's first piece
                                          ▼
                          dense + shape + context, normalised ─► network.Reader

The transformer stays in float; core/model/transformer.h says how the runtime rounds its products. What is behind it is
rounded in training as for the fast model.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

import batches
import network
import pieces
import pretrained

QUERY = 192
TABLES = ("shape", "context")


class Network(network.Reader):
    """The accurate model."""

    def __init__(self, folder, window, dropout=.1):
        encoder = pretrained.Encoder(folder)
        super().__init__(encoder.width, QUERY, dropout)
        self.transformer, self.window, self.dropout = encoder, window, dropout
        self.mix = nn.Linear(encoder.width, encoder.width)
        with torch.no_grad():
            self.mix.weight.mul_(.5).add_(torch.eye(encoder.width))
        self.tables = nn.ModuleDict({n: nn.Embedding(batches.TABLES[n], encoder.width) for n in TABLES})
        for embedding in self.tables.values():
            nn.init.normal_(embedding.weight, 0, .1)

    def read(self, windows):
        """-> normalised states [batch, tokens, width], and None where the fast model has a middle layer"""
        ids, mask, first = pieces.encode_batch(windows)
        rows, inside = batches.encode_batch(windows)
        states = self.transformer(ids, mask, self.dropout)
        states = states.gather(1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        x = self.mix(network.Dropout.apply(states, self.dropout, self.training))
        for name, embedding in self.tables.items():
            column = list(batches.TABLES).index(name)
            x = x + F.embedding(rows[..., column], network.table(embedding.weight))
        return network.normalise(x) * inside, None

    def parameter_groups(self, rate):
        """The pretrained part learns slowly."""
        own = [p for n, p in self.named_parameters() if not n.startswith("transformer.")]
        return [dict(params=list(self.transformer.parameters()), rate=rate, weight_decay=.01),
                dict(params=own, rate=rate * 7, weight_decay=.01)]
