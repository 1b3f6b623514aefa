"""Coreference of GUM and GAP, and the tags of EWT, as texts with places in them."""
import csv
import gzip
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

GENRES = ("academic", "bio", "court", "interview", "speech", "vlog", "voyage")
PRONOUNS = frozenset("he she him his her hers himself herself it its itself they them their theirs themselves".split())
FOLDS = 5


@dataclass
class Word:
    start: int  # bytes of the text
    end: int
    form: str
    part: str  # UPOS
    features: str
    head: int  # index in its sentence, -1 at the root
    relation: str  # of the dependency tree
    misc: str


@dataclass
class Mention:
    entity: str
    kind: str  # "person", "organization", ...
    link: str  # "coref", "ana", "pred", ...
    start: int  # bytes
    end: int
    head: Word


@dataclass
class Document:
    name: str
    text: bytes
    sentences: list = field(default_factory=list)  # of lists of Word
    mentions: list = field(default_factory=list)


def _conllu(text):
    """Each document of a file of sentences: its name, its paragraphs' sentences."""
    name, paragraph, words = "", True, []
    for line in text.split("\n"):
        if line.startswith("# newdoc id"):
            name = line.split("=", 1)[1].strip()
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            words.append(line.split("\t"))
        elif not line and words:
            yield name, paragraph, words
            paragraph, words = False, []


def documents(path):
    """Documents with their text put together again; a paragraph ends with an empty line."""
    found = {}
    for name, paragraph, rows in _conllu(gzip.open(path, "rt", encoding="utf-8").read()):
        document = found.setdefault(name, Document(name, b""))
        text = document.text
        if text:
            text = text.rstrip(b" ") + (b"\n\n" if paragraph else b" ")
        document.text = text
        _sentence(document, rows)
    return list(found.values())


def _sentence(document, rows):
    parts, words, shared, at = [document.text], [], (0, 0, 0), len(document.text)
    for row in rows:
        if "." in row[0]:
            continue
        space = b"" if "SpaceAfter=No" in row[9] else b" "
        form = row[1].encode()
        if "-" in row[0]:  # one written word of several: "don't"
            first, last = map(int, row[0].split("-"))
            shared = (first, last, at)
            parts.append(form + space)
            at += len(form) + len(space)
            continue
        number = int(row[0])
        if shared[0] <= number <= shared[1]:
            start = shared[2] if number == shared[0] else words[-1].end
            end = start + len(form)
        else:
            start, end = at, at + len(form)
            parts.append(form + space)
            at = end + len(space)
        words.append(Word(start, end, row[1], row[3], row[5], int(row[6]) - 1, row[7], row[9]))
    document.text = b"".join(parts)
    document.sentences.append(words)


def _read_mentions(document):
    opened = defaultdict(list)
    words = [word for sentence in document.sentences for word in sentence]
    for index, word in enumerate(words):
        entities = re.search(r"Entity=([^|]*)", word.misc)
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entities.group(1)) if entities else []:
            fields = part.strip("()").split("-")
            if part.startswith("("):
                minimum = int(fields[5].split(",")[0])
                head = words[min(index + minimum - 1, len(words) - 1)]
                identity = fields[0].split("[")[0]
                mention = Mention(identity, fields[1], fields[6], word.start, word.end, head)
                opened[fields[0]].append(mention)
                document.mentions.append(mention)
            if part.endswith(")") and opened[fields[0]]:
                opened[fields[0]].pop().end = word.end


def gum(shared):
    """GUM's documents with their mentions, in the order of genre and name."""
    found = []
    for genre in GENRES:
        found += documents(Path(shared) / "corpora/gum" / f"{genre}.conllu.gz")
    for document in found:
        _read_mentions(document)
    return found


def mention_at(mentions, place):
    """The mention that a place is most likely of: its head stands in it, or else it holds it; the best fit of those."""
    def fit(one):
        both = min(one.end, place[1]) - max(one.start, place[0])
        return both / (max(one.end, place[1]) - min(one.start, place[0]))
    near = [m for m in mentions if m.start < place[1] and place[0] < m.end]
    headed = [m for m in near if place[0] <= m.head.start < place[1]]
    return max(headed or near, key=fit, default=None)


def fold_of(index):
    """The fold of GUM's document of this place in its order: every fifth, so that each has all genres."""
    return index % FOLDS


@dataclass
class Snippet:
    """One example of GAP: a text, a pronoun, and two names with whether it means them."""
    text: bytes
    pronoun: tuple  # bytes
    word: str
    names: list  # of (start, end, bool)


def gap(shared, part):
    found = []
    with gzip.open(Path(shared) / "corpora/gap" / f"{part}.tsv.gz", "rt", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["Text"]

            def place(offset, words):
                start = len(text[:offset].encode())
                return start, start + len(words.encode())

            names = [(*place(int(row[f"{one}-offset"]), row[one]), row[f"{one}-coref"].upper() == "TRUE") for one in "AB"]
            found.append(Snippet(text.encode(), place(int(row["Pronoun-offset"]), row["Pronoun"]), row["Pronoun"], names))
    return found
