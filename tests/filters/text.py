"""A document's bytes as text: paragraphs, bad UTF-8, and lengths in the three units.

Text is a str in which a byte that is no UTF-8 stands as one lone surrogate (Python's "surrogateescape"), so that every stretch
of it can be turned back into the document's own bytes.
"""
import codecs
import re

from messages import OffsetUnit

LONGEST = 1 << 20  # bytes of a paragraph: a longer one is cut
NEWLINE = rb"(?:\r\n|\n|\r(?!\n))"
BETWEEN = re.compile(NEWLINE + rb"(?:[ \t]*" + NEWLINE + rb")+")

# The maximal subparts of Unicode's chapter 3, in bytes that stand as surrogates: beginnings of a character, or else any byte.
BAD_SEQUENCE = re.compile(
    "\udce0[\udca0-\udcbf]?|[\udce1-\udcec\udcee\udcef][\udc80-\udcbf]?|\udced[\udc80-\udc9f]?"
    "|\udcf0(?:[\udc90-\udcbf][\udc80-\udcbf]?)?|[\udcf1-\udcf3](?:[\udc80-\udcbf][\udc80-\udcbf]?)?"
    "|\udcf4(?:[\udc80-\udc8f][\udc80-\udcbf]?)?|[\udc80-\udcff]")


def decode(data):
    return data.decode("utf-8", "surrogateescape")


def encode(text):
    return text.encode("utf-8", "surrogateescape")


def replaced_sequences(text):
    return 0 if text.isascii() else sum(1 for _ in BAD_SEQUENCE.finditer(text))


def length(text, unit):
    """How much a stretch of text counts. It may not begin or end inside a bad sequence."""
    if text.isascii():
        return len(text)
    if unit == OffsetUnit.UTF8_BYTE:
        return len(encode(text))
    text = BAD_SEQUENCE.sub("\ufffd", text)
    return len(text) if unit == OffsetUnit.CODE_POINT else len(text.encode("utf-16-le")) // 2


def first_bad_byte(data, check):
    """-> where the first bad sequence begins, None without one"""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for at in range(0, len(data) + 1, LONGEST):
        check()
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(bytes(data[at:at + LONGEST]), at + LONGEST > len(data))
        except UnicodeDecodeError as bad:
            return at - kept + bad.start
    return None


class Ruler:
    """Turns places in a paragraph into offsets of the document. Cheap where one place is near the one before."""

    def __init__(self, text, unit, offset):
        self.text = text
        self.unit = unit
        self.place, self.offset = 0, offset

    def at(self, place):
        if place >= self.place:
            self.offset += length(self.text[self.place:place], self.unit)
        else:
            self.offset -= length(self.text[place:self.place], self.unit)
        self.place = place
        return self.offset

    def end(self):
        return self.at(len(self.text))


def cut_before(data, at):
    """-> the last place, not after `at`, that is not inside a character"""
    for back in range(4):
        if data[at - back] & 0xC0 != 0x80:
            return at - back
    return at


def paragraph_end(data, start, is_whole):
    """-> where the paragraph from start ends, what stands between it and the next included; None when more data could tell"""
    found = BETWEEN.search(data, start, start + LONGEST)
    if found:
        end = BETWEEN.match(data, found.start()).end()
    elif len(data) - start > LONGEST:
        end = cut_before(data, start + LONGEST)
    else:
        end = len(data)
    return end if is_whole or end < len(data) else None


def settled_end(data, start):
    """Of the beginning of a document: -> the end of the first paragraph that two others follow, None without one"""
    first = paragraph_end(data, start, False)
    return first if first is not None and paragraph_end(data, first, False) is not None else None
