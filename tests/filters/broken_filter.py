#!/usr/bin/python3
"""The filter of quotes_filter.py with one deliberate defect: each fails cases of one category of the conformance suite.

usage: broken_filter.py --break CATEGORY --stdio [OPTION]...
"""
import re
import signal
import sys

import answer
import document
import frames
import inflate
import messages
import process
import quotes_filter
import reading
import session
import text as units


def framing():
    """A frame of no bytes is a frame without a body."""
    length = frames.FrameReader.length

    def body_missed(self, first):
        found = length(self, first)
        if found == 0:
            raise messages.Fault(messages.ErrorCode.EMPTY, first, "a frame without a body that is known")
        return found
    frames.FrameReader.length = body_missed


def handshake():
    """Every capability is granted."""
    take_hello = session.Session.take_hello

    def grant_all(self, first, doc, hello):
        session.CAPABILITIES = hello["capability"]
        take_hello(self, first, doc, hello)
    session.Session.take_hello = grant_all


def state():
    """A Cancel of a document that was never begun is a hint."""
    take_cancel = session.Session.take_cancel
    session.Session.take_cancel = lambda self, first, doc, body: take_cancel(self, first, min(doc, self.last), body)


def encoding():
    """What follows a compressed stream is passed over."""
    read = inflate.Inflater.inflate

    def without_what_follows(self, data, most):
        try:
            return read(self, data, most)
        except inflate.BadData:
            if self.machine.eof:
                return b""
            raise
    inflate.Inflater.inflate = without_what_follows


def stream():
    """No provisional speaker is ever merged into its own record."""
    answer.merge_record = lambda person: b""


def text():
    """A surrogate in three bytes is one bad sequence."""
    count = reading.replaced_sequences
    reading.replaced_sequences = lambda source: count(re.sub("\udced[\udca0-\udcbf][\udc80-\udcbf]", "\udced", source))


def chunking():
    """A character that goes on in the next Chunk loses a byte, where no other category looks."""
    add = document.Document.add

    def without_the_rest(self, data):
        is_seen_elsewhere = self.inflater or self.streamed or self.begin["strict_text"]
        is_rest = self.text and data and data[0] & 0xC0 == 0x80 and not is_seen_elsewhere
        add(self, data[1:] if is_rest else data)
    document.Document.add = without_the_rest


def offsets():
    """Each byte of a bad sequence counts one code point."""
    length = units.length
    units.length = lambda piece, unit: len(piece) if unit == messages.OffsetUnit.CODE_POINT else length(piece, unit)


def limits():
    """No deadline ever passes."""
    document.Document.watch_deadline = lambda self: None


def flow():
    """The open document counts too: one that is longer than max_queued_bytes is waited for for ever."""
    take_chunk, close = session.Session.take_chunk, session.Session.close
    counted = []

    def count(self, first, doc, chunk):
        take_chunk(self, first, doc, chunk)
        counted.append(len(chunk["data"]))
        self.outbox.owe(counted[-1])

    def settle(self, way):
        self.outbox.owe(-sum(counted))
        counted.clear()
        close(self, way)
    session.Session.take_chunk, session.Session.close = count, settle


def lifecycle():
    """SIGTERM ends it at once."""
    process.Process.on_term = lambda self, *_: process.leave(128 + signal.SIGTERM)


DEFECTS = {one.__name__: one for one in
           (framing, handshake, state, encoding, stream, text, chunking, offsets, limits, flow, lifecycle)}


def main(arguments):
    if len(arguments) < 2 or arguments[0] != "--break" or arguments[1] not in DEFECTS:
        process.leave(process.USAGE, "usage: broken_filter.py --break %s --stdio [OPTION]..." % "|".join(DEFECTS))
    DEFECTS[arguments[1]]()
    quotes_filter.main(arguments[2:])


if __name__ == "__main__":
    main(sys.argv[1:])
