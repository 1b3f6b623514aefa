"""Frames: a varint length of one to five bytes and that many bytes, both ways (rule F1 of the protocol)."""
from __future__ import annotations

from typing import BinaryIO, Iterator, Optional

MOST = 16 << 20  # what no agreement goes beyond
LONGEST_LENGTH = 5


class FrameError(ValueError):
    """A length that may not be, or a stream that ends inside a frame."""


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def framed(body: bytes) -> bytes:
    return varint(len(body)) + body


def length_at(data: bytes | bytearray, at: int, cap: int) -> Optional[tuple[int, int]]:
    """-> (length, where the frame's bytes begin), or None when the length is not whole yet"""
    length = 0
    for count in range(LONGEST_LENGTH):
        if at + count >= len(data):
            return None
        byte = data[at + count]
        length |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            if not 0 < length <= cap:
                raise FrameError("a frame of %d bytes, where 1 to %d may be" % (length, cap))
            return length, at + count + 1
    raise FrameError("a length of more than %d bytes" % LONGEST_LENGTH)


class FrameBuffer:
    """Takes a stream piece by piece, cut anywhere, and gives its frames. Holds less than one frame between pieces."""

    def __init__(self, cap: int = MOST) -> None:
        self.cap = cap
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._held += data
        at = 0
        try:
            while (head := length_at(self._held, at, self.cap)) is not None:
                length, start = head
                if start + length > len(self._held):
                    break
                at = start + length
                yield bytes(self._held[start:at])
        finally:
            del self._held[:at]


def read_frame(stream: BinaryIO, cap: int = MOST) -> Optional[bytes]:
    """-> the bytes of one frame of a blocking stream, or None at its end"""
    head = bytearray()
    while (found := length_at(head, 0, cap)) is None:
        byte = stream.read(1)
        if not byte:
            if not head:
                return None
            raise FrameError("the stream ends in a length")
        head += byte
    body = stream.read(found[0])
    if len(body) != found[0]:
        raise FrameError("the stream ends inside a frame")
    return body
