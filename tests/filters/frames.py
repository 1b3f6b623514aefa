"""The host's stream cut into frames: a varint length, then that many bytes."""
from messages import ErrorCode, Fault

PIECE = 64 << 10


class FrameReader:
    """`read(size)` gives some bytes, or b"" at the end of the stream."""

    def __init__(self, read):
        self.read = read
        self.buffer = b""
        self.at = 0  # in the buffer
        self.before_buffer = 0  # bytes of the stream

    def offset(self):
        return self.before_buffer + self.at

    def fill(self):
        """More bytes, when all in the buffer are taken. -> False at the end of the stream"""
        self.before_buffer += len(self.buffer)
        self.buffer, self.at = self.read(PIECE), 0
        return bool(self.buffer)

    def next(self, most):
        """-> the stream offset of a frame and of its body, and the body; None at the end of the stream. Raises Fault."""
        first = self.offset()
        length = self.length(first)
        if length is None:
            return None
        if not 0 < length <= most:
            raise Fault(ErrorCode.FRAME, first, "a frame of %d bytes: 1 to %d may be" % (length, most))
        body_at = self.offset()
        return first, body_at, self.take(length, first)

    def length(self, first):
        """-> None at the end of the stream"""
        length = 0
        for shift in range(0, 35, 7):
            if self.at == len(self.buffer) and not self.fill():
                if shift:
                    raise Fault(ErrorCode.FRAME, first, "the stream ends inside a frame's length")
                return None
            byte = self.buffer[self.at]
            self.at += 1
            length |= (byte & 0x7F) << shift
            if byte < 0x80:
                if length >> 32:
                    break
                return length
        raise Fault(ErrorCode.FRAME, first, "a length of more than five bytes or 32 bits")

    def take(self, length, first):
        end = self.at + length
        if end <= len(self.buffer):
            body, self.at = self.buffer[self.at:end], end
            return body
        pieces = []
        while length:
            if self.at == len(self.buffer) and not self.fill():
                raise Fault(ErrorCode.FRAME, first, "the stream ends inside a frame")
            piece = self.buffer[self.at:self.at + length]
            pieces.append(piece)
            self.at += len(piece)
            length -= len(piece)
        return b"".join(pieces)
