"""A zlib or gzip stream, inflated piece by piece: what comes out, and where it breaks, does not depend on the pieces."""
import zlib

EITHER_HEADER = 32 + zlib.MAX_WBITS


class BadData(Exception):
    """`at` bytes of the stream were read when its fault was seen."""

    def __init__(self, at, reason):
        super().__init__(reason)
        self.at = at


class Inflater:
    def __init__(self):
        self.machine = zlib.decompressobj(EITHER_HEADER)
        self.taken = 0

    def inflate(self, data, most):
        """-> at most `most` bytes; what is over stays behind, so that none may be taken after. Raises BadData."""
        if self.machine.eof and data:
            raise BadData(self.taken, "bytes after the end of the zlib or gzip stream")
        before = self.machine.copy()
        try:
            out = self.machine.decompress(data, most)
        except zlib.error:
            raise BadData(self.taken + good_length(before, data, most) + 1, "not a zlib or gzip stream, or a broken one") from None
        self.taken += len(data) - len(self.machine.unused_data)
        if self.machine.unused_data and len(out) < most:
            raise BadData(self.taken, "bytes after the end of the zlib or gzip stream")
        return out

    def end(self):
        if not self.machine.eof:
            raise BadData(self.taken, "a zlib or gzip stream that has not come to its end")


def good_length(machine, data, most):
    """The length of the longest beginning of data that shows no fault, found by halving."""
    good, bad = 0, len(data)
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            machine.copy().decompress(data[:middle], most)
            good = middle
        except zlib.error:
            bad = middle
    return good
