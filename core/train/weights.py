"""The weights file: what core/model/weights.h describes, written from a trained network.

Integers: dense weights int8 with a multiplier a row, taps and tables int8, biases int32 in units of the sums. A
transformer's weights are int8 with a float a row.
"""
import struct
import zlib

import numpy as np
import torch

import batches
import network

MAGIC, VERSION = b"saysowts", 1
ENCODER, CUE, SHARED, SCALE, SHIFT, QUERY, INNER = range(1, 8)  # stages
TABLE, GATED, DENSE, PIECES, PLACES, LINEAR, NORM = range(1, 8)  # kinds
PIECE = 6  # seed of core/model/piece.c
MULTIPLIER_BITS = 24
HEADER, RECORD, ALIGNMENT = 64, 40, 64
STREAM, GATE = network.STREAM, 16


class File:
    def __init__(self):
        self.records, self.blobs, self.size = [], [], 0

    def put(self, array):
        """-> position within the data part, aligned"""
        self.size += -self.size % ALIGNMENT
        self.blobs.append((self.size, np.ascontiguousarray(array).tobytes()))
        at = self.size
        self.size += len(self.blobs[-1][1])
        return at

    def table(self, stage, weight, feature):
        w = np.clip(np.round(weight.detach().numpy() * 128), -127, 127).astype(np.int8)
        self.records.append([stage, TABLE, w.shape[0], w.shape[1], feature, 0, self.put(w), 0, 0, 0])

    def dense(self, stage, layer, units, bias=0., kind=DENSE, parameter=0, taps=None):
        """units: of the outputs, one number or one a row"""
        weight = layer.weight.detach().double().numpy()
        scale = np.maximum(np.abs(weight).max(1), 1e-6) / 127
        sums = scale / network.NORM  # what one step of the sum is worth
        w = np.round(weight / scale[:, None]).astype(np.int8)
        b = np.round((layer.bias.detach().double().numpy() + bias) / sums).astype(np.int32)
        m = np.round(sums * units * 2 ** MULTIPLIER_BITS).astype(np.int32)
        taps_at = 0 if taps is None else self.put(taps)
        if (np.abs(b) > 2 ** 22).any() or kind == GATED and (m >= np.where(units == STREAM, 2 ** 24, 2 ** 19)).any():
            raise ValueError(f"stage {stage}: a bias or a weight too large for core/model/weights.c")
        outputs = w.shape[0] // 2 if kind == GATED else w.shape[0]
        self.records.append([stage, kind, w.shape[1], outputs, parameter, taps_at, self.put(w), self.put(b), self.put(m), 0])

    def gated(self, stage, block):
        width = block.dense.in_features
        units = np.concatenate([np.full(width, STREAM), np.full(width, GATE)])
        taps = np.clip(np.round(block.taps.detach().numpy() * network.TAP), -103, 103).astype(np.int8)
        self.dense(stage, block.dense, units, kind=GATED, parameter=block.dilation, taps=taps)

    def rows(self, kind, weight, offset=None, parameter=0):
        """int8 with a float a row: pieces, places and linear layers"""
        scale = weight.abs().amax(1).clamp(min=1e-9) / 127
        w = torch.round(weight / scale[:, None]).to(torch.int8).numpy()
        inputs, outputs = w.shape if kind in (PIECES, PLACES) else w.shape[::-1]
        offset_at = 0 if offset is None else self.put(offset.numpy().astype("<f4"))
        self.records.append([ENCODER, kind, inputs, outputs, parameter, 0, self.put(w), offset_at, self.put(scale.numpy().astype("<f4")), 0])

    def linear(self, layer, scale=1.):
        self.rows(LINEAR, layer.weight.detach() * scale, layer.bias.detach() * scale)

    def norm(self, gain, offset):
        gain, offset = (self.put(x.detach().numpy().astype("<f4")) for x in (gain, offset))
        width = len(self.blobs[-1][1]) // 4
        self.records.append([ENCODER, NORM, width, width, 0, 0, 0, offset, gain, 0])

    def write(self, path, name, lexicon, confidence):
        gate = np.round(32767 / (1 + np.exp(-(np.arange(256) - 128) / GATE))).astype("<u2")
        lexicon_at, gate_at = self.put(lexicon.astype("<u4")), self.put(gate)
        confidence_at = self.put(np.array(confidence, "<i4"))
        base = HEADER + RECORD * len(self.records)
        base += -base % ALIGNMENT
        records = [r[:5] + [base + at for at in r[5:9]] + r[9:] for r in self.records]  # places a kind has no array for are not read
        header = [base + self.size, len(records), base + lexicon_at, len(lexicon), base + gate_at, name.encode(), base + confidence_at]
        finish(path, base, self, header, records)


def with_dense(source, out, stage, weight, bias, name=None):
    """Copies a weights file with one more dense layer of scores at its end, in place of one of that stage."""
    with open(source, "rb") as f:
        old = f.read()
    count = struct.unpack_from("<I", old, 20)[0]
    records = [list(struct.unpack_from("<10I", old, HEADER + RECORD * k)) for k in range(count)]
    data = HEADER + RECORD * count
    data += -data % ALIGNMENT
    file = File()
    file.put(np.frombuffer(old, np.uint8, offset=data))
    kept = [r for r in records if r[0] != stage]
    file.records = []
    layer = torch.nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight.data, layer.bias.data = weight, bias
    file.dense(stage, layer, STREAM)
    base = HEADER + RECORD * (len(kept) + 1)
    base += -base % ALIGNMENT
    moved = base - data
    fresh = [r[:5] + [base + at for at in r[5:9]] + r[9:] for r in file.records]
    kept = [r[:5] + [max(0, at + moved) for at in r[5:9]] + r[9:] for r in kept]
    header = list(struct.unpack_from("<IIIII24sI", old, 16))
    header[0], header[1] = base + file.size, len(kept) + 1
    for k in (2, 4, 6):
        header[k] += moved
    header[5] = name.encode() if name else header[5]
    finish(out, base, file, header, kept + fresh)


def finish(path, base, file, header, records):
    body = bytearray(base + file.size)
    struct.pack_into("<IIIII24sI", body, 16, *header)
    for k, r in enumerate(records):
        struct.pack_into("<10I", body, HEADER + RECORD * k, *r)
    for at, blob in file.blobs:
        body[base + at:base + at + len(blob)] = blob
    struct.pack_into("<8sII", body, 0, MAGIC, VERSION, zlib.crc32(bytes(body[16:])))
    with open(path, "wb") as f:
        f.write(body)


def put_blocks(file, net, vocabulary):
    """The fast model's encoder -> its lexicon"""
    for k, embedding in enumerate(net.tables.values()):
        file.table(ENCODER, embedding.weight, k)
    for block in net.blocks:
        file.gated(ENCODER, block)
    return vocabulary.hashes


def fnv(seed, text):
    value = 2166136261 ^ seed
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        value = (value ^ value >> shift) * factor & 0xFFFFFFFF
    return value


def put_transformer(file, net, cutter):
    """The accurate model's encoder -> its lexicon: rows of pieces stand in the order of their hashes, behind that of
    unknown ones"""
    known = {fnv(PIECE, p): i for p, i in cutter.vocabulary().items()}
    if len(known) != len(cutter.vocabulary()):
        raise ValueError("two pieces have one hash: change a seed")
    lexicon = sorted(known)
    encoder = net.transformer
    file.rows(PIECES, encoder.words.weight.detach()[[cutter.unknown] + [known[h] for h in lexicon]], parameter=net.window)
    file.rows(PLACES, encoder.places.weight.detach())
    file.norm(encoder.norm.weight, encoder.norm.bias)
    for layer in encoder.layers:
        head = encoder.width // layer.heads
        scaled = [(layer.query, head ** -.5), (layer.key, 1.), (layer.value, 1.)]
        file.rows(LINEAR, *(torch.cat([getattr(part, x).detach() * s for part, s in scaled]) for x in ("weight", "bias")))
        file.linear(layer.mix)
        file.norm(layer.attention_norm.weight, layer.attention_norm.bias)
        file.linear(layer.widen)
        file.linear(layer.narrow)
        file.norm(layer.norm.weight, layer.norm.bias)
    file.linear(net.mix)
    for name, embedding in net.tables.items():
        file.table(ENCODER, embedding.weight, list(batches.TABLES).index(name))
    width = torch.ones(encoder.width)
    file.norm(width * network.NORM, width * 0)
    return np.array(lexicon, np.uint32)


@torch.no_grad()
def write(path, name, net, put_encoder, confidence):
    """put_encoder(file) -> the lexicon"""
    file = File()
    lexicon = put_encoder(file)
    file.dense(CUE, net.cue, STREAM)
    file.dense(SHARED, net.project, STREAM)
    file.dense(SCALE, net.scale, STREAM, bias=1.)
    file.dense(SHIFT, net.shift, STREAM)
    for k, embedding in enumerate(net.features.values()):
        file.table(QUERY, embedding.weight, k)
    for block in net.query_blocks:
        file.gated(QUERY, block)
    file.dense(QUERY, net.label, STREAM)
    file.write(path, name, lexicon, confidence)
