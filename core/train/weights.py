"""The weights file: what core/model/weights.h describes, written from a trained network.

Integers: dense weights int8 with a multiplier a row, taps and tables int8, biases int32 in units of the sums.
"""
import struct
import zlib

import numpy as np
import torch

import network

MAGIC, VERSION = b"saysowts", 1
ENCODER, CUE, SHARED, SCALE, SHIFT, QUERY = range(1, 7)  # stages
TABLE, GATED, DENSE = range(1, 4)  # kinds
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

    def write(self, path, name, lexicon, confidence):
        gate = np.round(32767 / (1 + np.exp(-(np.arange(256) - 128) / GATE))).astype("<u2")
        lexicon_at, gate_at = self.put(lexicon.astype("<u4")), self.put(gate)
        confidence_at = self.put(np.array(confidence, "<i4"))
        base = HEADER + RECORD * len(self.records)
        base += -base % ALIGNMENT
        for r in self.records:
            r[5:9] = [at + base if at or k == 6 else 0 for k, at in zip(range(5, 9), r[5:9])]
        body = bytearray(base + self.size)
        struct.pack_into("<IIIII24sI", body, 16, len(body), len(self.records), base + lexicon_at, len(lexicon),
                         base + gate_at, name.encode(), base + confidence_at)
        for k, r in enumerate(self.records):
            struct.pack_into("<10I", body, HEADER + RECORD * k, *r)
        for at, blob in self.blobs:
            body[base + at:base + at + len(blob)] = blob
        struct.pack_into("<8sII", body, 0, MAGIC, VERSION, zlib.crc32(bytes(body[16:])))
        with open(path, "wb") as f:
            f.write(body)


@torch.no_grad()
def write(path, name, net, vocabulary, confidence):
    file = File()
    for k, embedding in enumerate(net.tables.values()):
        file.table(ENCODER, embedding.weight, k)
    for block in net.blocks:
        file.gated(ENCODER, block)
    file.dense(CUE, net.cue, STREAM)
    file.dense(SHARED, net.project, STREAM)
    file.dense(SCALE, net.scale, STREAM, bias=1.)
    file.dense(SHIFT, net.shift, STREAM)
    for k, embedding in enumerate(net.features.values()):
        file.table(QUERY, embedding.weight, k)
    for block in net.query_blocks:
        file.gated(QUERY, block)
    file.dense(QUERY, net.label, STREAM)
    file.write(path, name, vocabulary.hashes, confidence)
