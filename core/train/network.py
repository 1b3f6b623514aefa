"""The network, in float and as the integers that core/model/ computes.

    word, prefix, suffix, ending, shape, context        six tables, summed
      │ stream, int16, unit 2^-10
      ▼
    gated blocks ×8  (normalise, five taps along the text, dense to 2H, gate, add)
      │ normalise
      ├──────────► cue head: dense to 3                 one decision a token
      ▼
    shared projection to A ─► for each cue: its own scale and shift, five small tables
                              gated blocks ×3, normalise, dense to 5

With `quantise` set, weights and activations are rounded as the runtime does it (straight-through
gradients), so that training meets the integers it will be run with. Units: normalised values 1/16 in
-63..63, taps 1/128 in -103..103 (five products then fit in 16 bits), dense weights -127..127 with a scale a row,
stream 1/1024.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

import batches

HIDDEN, DILATIONS = 128, (1, 2, 4, 8, 1, 2, 4, 8)
QUERY, QUERY_DILATIONS = 96, (1, 2, 4)
TAPS = 5
WORD_DROPOUT = .1, .45  # of small and of capitalised words, in training
FEATURES = dict(distance=48, sentence=7, commas=5, quotes=5, cues=5)  # of a token of a query
STREAM, NORM, TAP = 1024, 16, 128


def rounded(x, unit, low, high):
    """Multiples of 1/unit within low..high (in units); gradients pass inside the range."""
    return torch.fake_quantize_per_tensor_affine(x, 1 / unit, 0, low, high)


def row_rounded(weight):
    """Dense weights as int8 with a scale a row."""
    scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
    return weight + ((weight / scale).round() * scale - weight).detach()


class Numbers:
    """Shared switch: are numbers rounded as the runtime rounds them?"""
    quantise = False


class Dropout:
    """Dropout whose masks are slices of one pool: drawing a fresh mask each time costs more than the
    network itself on a CPU."""
    pools = {}

    @classmethod
    def renew(cls):
        cls.pools.clear()

    @classmethod
    def apply(cls, x, chance, training):
        if not training or chance == 0:
            return x
        width, rows = x.shape[-1], x.numel() // x.shape[-1]
        pool = cls.pools.get((width, chance))
        if pool is None or len(pool) < 2 * rows:
            pool = (torch.rand(max(2 * rows, 1 << 14), width) >= chance).float() / (1 - chance)
            cls.pools[width, chance] = pool
        first = int(torch.randint(len(pool) - rows, ()))
        return x * pool[first:first + rows].view(x.shape)


def to_stream(x):
    return rounded(x, STREAM, -32768, 32767) if Numbers.quantise else x


def normalise(x):
    x = F.layer_norm(x, x.shape[-1:], eps=1e-5)
    return rounded(x, NORM, -63, 63) if Numbers.quantise else x


def dense(layer, x):
    return F.linear(x, row_rounded(layer.weight) if Numbers.quantise else layer.weight, layer.bias)


def table(weight):
    """Rows of an embedding table: int8 in units of 1/128."""
    return rounded(weight, 128, -127, 127) if Numbers.quantise else weight


class Block(nn.Module):
    def __init__(self, width, dilation, dropout):
        super().__init__()
        self.dilation, self.dropout = dilation, dropout
        taps = torch.zeros(TAPS, width)
        taps[TAPS // 2] = .5
        self.taps = nn.Parameter(taps + torch.randn(TAPS, width) * .15)
        self.dense = nn.Linear(width, 2 * width)
        with torch.no_grad():
            self.dense.weight[:width] *= .5

    def mix(self, n, taps):
        """Five taps along the text, zeros outside; a two-dimensional convolution in this memory format is the
        fast one on a CPU."""
        image = n.transpose(1, 2).unsqueeze(2).contiguous(memory_format=torch.channels_last)
        out = F.conv2d(image, taps.t().reshape(-1, 1, 1, TAPS), padding=(0, TAPS // 2 * self.dilation),
                       dilation=(1, self.dilation), groups=n.shape[-1])
        return out.squeeze(2).transpose(1, 2)

    def forward(self, stream, mask):
        n = normalise(stream)  # rows of zeros, the places outside, stay zeros
        if not Numbers.quantise:
            step = F.glu(self.dense(self.mix(n, self.taps)), -1)
        else:
            mixed = rounded(self.mix(n, rounded(self.taps, TAP, -103, 103)), NORM, -63, 63)
            value, gate = dense(self.dense, mixed).chunk(2, -1)
            step = value * torch.sigmoid(rounded(gate, 16, -128, 127))
        return to_stream(torch.addcmul(stream, Dropout.apply(step, self.dropout, self.training), mask))


class Reader(nn.Module):
    """What every model has above its encoder: cues, and each cue's question to the tokens around it."""

    def __init__(self, width, query_width, dropout):
        super().__init__()
        self.cue = nn.Linear(width, 3)
        self.project = nn.Linear(width, query_width)
        self.scale, self.shift = nn.Linear(width, query_width), nn.Linear(width, query_width)
        self.features = nn.ModuleDict({n: nn.Embedding(rows, query_width) for n, rows in FEATURES.items()})
        for embedding in self.features.values():
            nn.init.normal_(embedding.weight, 0, .2)
        self.query_blocks = nn.ModuleList([Block(query_width, d, dropout / 2) for d in QUERY_DILATIONS])
        self.label = nn.Linear(query_width, 5)

    def share(self, states):
        """What all queries share: [all tokens, QUERY] of states [batch, tokens, HIDDEN]"""
        return to_stream(dense(self.project, states.flatten(0, 1)))

    def answer(self, states, shared, rows, cue_rows, cue_weights, features, mask):
        """Labels of the tokens of queries. states [all tokens, HIDDEN] and shared as above; rows [queries, length]
        index them, as do cue_rows [queries, cue length] with their weights; features [queries, length, 5];
        mask [queries, length, 1]"""
        cue = (F.embedding(cue_rows, states) * cue_weights).sum(1)
        if Numbers.quantise:
            cue = rounded(cue, NORM, -63, 63)
        scale = to_stream(1 + dense(self.scale, cue)).unsqueeze(1)
        shift = to_stream(dense(self.shift, cue)).unsqueeze(1)
        x = F.embedding(rows, shared) * scale + shift
        for k, e in enumerate(self.features.values()):
            x = x + F.embedding(features[..., k], table(e.weight))
        x = to_stream(x) * mask
        for block in self.query_blocks:
            x = block(x, mask)
        return dense(self.label, normalise(x))


class Network(Reader):
    """The fast model."""

    def __init__(self, syntax_sizes, dropout=.2):
        super().__init__(HIDDEN, QUERY, dropout)
        self.tables = nn.ModuleDict({n: nn.Embedding(rows, HIDDEN) for n, rows in batches.TABLES.items()})
        for embedding in self.tables.values():
            nn.init.normal_(embedding.weight, 0, .1)
        self.dropout = dropout
        self.blocks = nn.ModuleList([Block(HIDDEN, d, dropout) for d in DILATIONS])
        self.syntax = nn.ModuleList([nn.Linear(HIDDEN, n) for n in syntax_sizes])

    def read(self, windows):
        """-> normalised states [batch, tokens, HIDDEN] and those of a middle layer, for the syntax"""
        return self.encode(*batches.encode_batch(windows, WORD_DROPOUT if self.training else None))

    def encode(self, ids, mask):
        """ids [batch, tokens, 6] table rows -> normalised states [batch, tokens, HIDDEN], a middle layer"""
        x = sum(F.embedding(ids[..., k], table(e.weight)) for k, e in enumerate(self.tables.values()))
        x = to_stream(Dropout.apply(x, self.dropout, self.training) * mask)
        middle = None
        for k, block in enumerate(self.blocks):
            x = block(x, mask)
            if k == len(self.blocks) // 2:
                middle = x
        return normalise(x), middle

    def parameter_groups(self, rate):
        return [dict(params=list(self.parameters()), rate=rate, weight_decay=0.)]
