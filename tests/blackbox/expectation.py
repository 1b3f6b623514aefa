"""Reads a case's expected.txt (conformance/doc/expected.md) and pairs its blocks with what a filter answered.

Offsets are bytes of the document, half-open. Knows nothing of the program under test.
"""
import re
import unicodedata

ELLIPSIS = " … "
FRAGMENTED = ("source", "content", "role", "affiliation", "member")
QUOTED = ("cue", "source", "content", "parent", "credit", "role", "affiliation")
KEYS = {
    "cue": ("source", "content", "speaker", "kind", "act", "negated", "parent", "optional", "exact"),
    "credit": ("kind",),
    "name": ("kind", "key", "role", "affiliation", "member"),
}


class CaseFault(Exception):
    """The case itself is wrong: what, and in which line."""


class Text:
    """A document with its words and byte offsets."""

    def __init__(self, data):
        self.data = data
        self.text = data.decode("utf-8")
        self.byte = [0]
        for character in self.text:
            self.byte.append(self.byte[-1] + len(character.encode("utf-8")))
        self.words = [(self.byte[a], self.byte[b]) for a, b in runs(self.text)]

    def span(self, start, end):
        return (self.byte[start], self.byte[end])

    def words_of(self, spans):
        return {i for i, (a, b) in enumerate(self.words) if any(a < end and start < b for start, end in spans)}


def wordish(character):
    return unicodedata.category(character)[0] in "LMN"


def runs(text):
    start = None
    for at, character in enumerate(text + " "):
        if wordish(character):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None


def plain(pieces):
    return "".join(character for character, _ in pieces)


def unescape(value):
    """-> list of (character, taken literally)"""
    out, literal = [], False
    for character in value:
        if character == "\\" and not literal:
            literal = True
            continue
        out.append((character, literal))
        literal = False
    return out


def search(text, pieces, start, end):
    """Places of a quote's part in text[start:end], characters."""
    wanted = plain(pieces)
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    if wordish(wanted.split()[0][0]):
        pattern = r"(?<![^\W_])" + pattern
    if wordish(wanted.split()[-1][-1]):
        pattern += r"(?![^\W_])"
    return [m.span() for m in re.compile(pattern).finditer(text, start, end)]


def take_number(pieces):
    """said#2 -> said, 2"""
    at = len(pieces)
    while at and pieces[at - 1][0] in "0123456789" and not pieces[at - 1][1]:
        at -= 1
    if 0 < at < len(pieces) and pieces[at - 1] == ("#", False):
        return pieces[:at - 1], int(plain(pieces[at:]))
    return pieces, 0


def pick(text, pieces, start, end, nearest, where):
    pieces, number = take_number(pieces)
    if not plain(pieces).strip():
        raise CaseFault("%s: an empty quote" % where)
    found = search(text, pieces, start, end)
    if not number and len(found) > 1 and not nearest:
        raise CaseFault("%s: %r fits %d places: number it" % (where, plain(pieces), len(found)))
    if len(found) < max(number, 1):
        raise CaseFault("%s: %r fits %d places" % (where, plain(pieces), len(found)))
    return found[max(number, 1) - 1]


def resolve(document, value, region, where):
    """A quote -> (span, span of its marked head or None), in bytes."""
    pieces, mark = [], []
    for character, literal in unescape(value):
        if character in "[]" and not literal:
            mark.append(len(pieces))
        else:
            pieces.append((character, literal))
    flat = "".join("\0" if literal else character for character, literal in pieces)
    gap = flat.find(ELLIPSIS)
    if gap < 0:
        start, end = pick(document.text, pieces, region[0], region[1], False, where)
    else:
        start, after = pick(document.text, pieces[:gap], region[0], region[1], False, where)
        end = pick(document.text, pieces[gap + len(ELLIPSIS):], after, region[1], True, where)[1]
    head = None
    if mark:
        if len(mark) != 2 or mark[0] >= mark[1]:
            raise CaseFault("%s: one [head], please" % where)
        inside = search(document.text, pieces[mark[0]:mark[1]], start, end)
        before = plain(pieces[:mark[0]]).count(plain(pieces[mark[0]:mark[1]]))
        head = document.span(*inside[before])
    return document.span(start, end), head, (start, end)


def default_head(document, span):
    """The last word of a fragment, less 's."""
    inside = sorted(document.words_of([span]))
    last = document.words[inside[-1]]
    if document.data[last[0]:last[1]].lower() == b"s" and len(inside) > 1:
        before = document.words[inside[-2]]
        if document.data[before[1]:last[0]].decode("utf-8") in ("'", "’"):
            return before
    return last


class Block:
    """One record: what[key] is a list of readings, each a list of values; spans for quotes."""

    def __init__(self, kind, line):
        self.kind = kind
        self.line = line
        self.what = {}
        self.heads = {}  # of source: one head a reading

    def value(self, key):
        return self.what[key][0][0] if key in self.what else None

    def optional(self):
        return self.value("optional") == "yes"


def add_line(document, block, key, alternative, value, region, where):
    if value != "none" and key in QUOTED:
        span, head, _ = resolve(document, value, region, where)
        if key == "source" and (alternative or key not in block.what):
            block.heads.setdefault(key, []).append(head or default_head(document, span))
        value = span
    elif value == "none":
        value = None
        if key == "source":
            block.heads.setdefault(key, []).append(None)
    else:
        value = " ".join(plain(unescape(value)).split())
    readings = block.what.setdefault(key, [])
    if alternative and not readings:
        raise CaseFault("%s: 'or' without a first reading" % where)
    if alternative or not readings:
        readings.append([value])
    elif key in FRAGMENTED:
        readings[-1].append(value)
    else:
        raise CaseFault("%s: %s is there twice" % (where, key))


class Expectation:
    """blocks: the records of a file; others_allowed."""

    def __init__(self, document, source):
        self.blocks = []
        self.others_allowed = False
        self.everywhere = (0, len(document.text))
        region, block = self.everywhere, None
        for number, line in enumerate(source.split("\n"), 1):
            where = "line %d" % number
            if line.startswith("#"):
                continue
            if not line.strip():
                block = None
                continue
            key, colon, value = line.partition(":")
            alternative = key.strip().startswith("or ")
            key, value = key.strip()[3 if alternative else 0:].strip(), value.strip()
            if not colon or not value:
                raise CaseFault("%s: not 'key: value'" % where)
            if block is None and key == "in":
                region = self.everywhere
                if value != "everywhere":
                    region = resolve(document, value, region, where)[2]
                continue
            if block is None and (key, value) == ("others", "allowed"):
                self.others_allowed = True
                continue
            if block is None:
                if key not in KEYS:
                    raise CaseFault("%s: no block begins with %r" % (where, key))
                block = Block(key, number)
                self.blocks.append(block)
            elif key != block.kind and key not in KEYS[block.kind]:
                raise CaseFault("%s: no key %r in this block" % (where, key))
            add_line(document, block, key, alternative, value, region, where)

    def of(self, kind):
        return [block for block in self.blocks if block.kind == kind]


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def jaccard(document, expected, actual):
    a, b = document.words_of(expected), document.words_of(actual)
    return len(a & b) / len(a | b) if a | b else 0.0


def spans_of(part):
    return [tuple(span) for span in part["spans"]] if part else []


class Answer:
    """One document's line of the filter's JSON output."""

    def __init__(self, record):
        self.attributions = record.get("attributions", [])
        self.credits = record.get("credits", [])
        self.speakers = {speaker["id"]: speaker for speaker in record.get("speakers", [])}
        self.by_id = {one["id"]: one for one in self.attributions}

    def speaker_name(self, attribution):
        speaker = self.speakers.get(attribution.get("speaker", 0))
        return " ".join(speaker["name"].split()) if speaker else None

    def names(self):
        return {" ".join(speaker["name"].split()) for speaker in self.speakers.values()}


def part_right(document, answer, block, key, one):
    """Whether a part of an attribution is right; content answers its overlap."""
    readings = block.what[key]
    exact = key in (block.value("exact") or "").split()
    if key in ("cue", "source", "content"):
        actual = spans_of(one.get(key))
        if exact:
            return any([span for span in reading if span] == actual for reading in readings)
    if key == "cue":
        return any((reading[0] is None and not actual) or (reading[0] and any(overlap(reading[0], s) for s in actual))
                   for reading in readings)
    if key == "source":
        return any((head is None and not actual) or (head and any(overlap(head, s) for s in actual))
                   for head in block.heads["source"])
    if key == "content":
        best = max(jaccard(document, reading, actual) for reading in readings)
        return best if best >= 0.8 else 0
    if key == "speaker":
        return any(reading[0] == answer.speaker_name(one) for reading in readings)
    if key == "parent":
        parent = answer.by_id.get(one.get("parent", 0))
        return any((reading[0] is None and parent is None)
                   or (reading[0] and parent and any(overlap(reading[0], s) for s in spans_of(parent.get("cue"))))
                   for reading in readings)
    if key == "negated":
        return block.value(key) == ("yes" if one.get("negated") else "no")
    return any(reading[0] == one.get(key) for reading in readings)


def pair(document, expectation, answer, compare):
    """-> {index of block among the attributions: attribution}, each attribution once."""
    fits = []
    for b, block in enumerate(expectation.of("cue")):
        for a, one in enumerate(answer.attributions):
            right = [part_right(document, answer, block, key, one) for key in compare if key in block.what]
            if all(right):
                score = jaccard(document, block.what.get("content", [[]])[0], spans_of(one.get("content")))
                fits.append((-score, b, a))
    found, taken = {}, set()
    for _, b, a in sorted(fits):
        if b not in found and a not in taken:
            found[b] = answer.attributions[a]
            taken.add(a)
    return found


def credits_found(document, expectation, answer):
    """-> one truth value a credit block"""
    return [any(document.words_of([block.value("credit")]) & document.words_of([tuple(one["span"])])
                and block.value("kind") in (None, one["kind"]) for one in answer.credits)
            for block in expectation.of("credit")]
