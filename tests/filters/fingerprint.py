"""Simhash: 64 bits that are nearly the same for contents of nearly the same words."""
import functools
import re
import struct
import zlib

BITS = 64
LANE = 32  # bits in which the set bits of all words are counted, one lane a bit
LANES = struct.Struct("<%dI" % BITS)
WORD = re.compile(r"\w+")
SPREAD = [sum((byte >> bit & 1) << bit * LANE for bit in range(8)) for byte in range(256)]


@functools.lru_cache(maxsize=4096)
def spread(word):
    data = word.encode("utf-8", "replace")
    digest = zlib.crc32(data) << 32 | zlib.crc32(data[::-1])
    return sum(SPREAD[byte] << number * 8 * LANE for number, byte in enumerate(digest.to_bytes(BITS // 8, "little")))


def simhash(text):
    words = WORD.findall(text.lower())
    counts = sum(map(spread, words))
    lanes = LANES.unpack(counts.to_bytes(LANES.size, "little"))
    return sum(1 << bit for bit, count in enumerate(lanes) if 2 * count > len(words))
