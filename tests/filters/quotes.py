"""Direct quotations that name who speaks: "...," X said; "...," said X; X said: "..."."""
import collections
import re

from messages import Act

ACTS = {"said": Act.STATEMENT, "says": Act.STATEMENT, "added": Act.STATEMENT, "told": Act.STATEMENT, "insisted": Act.STATEMENT,
        "explained": Act.STATEMENT, "warned": Act.STATEMENT, "replied": Act.STATEMENT, "recalled": Act.STATEMENT,
        "argued": Act.STATEMENT, "continued": Act.STATEMENT, "asked": Act.QUESTION, "asks": Act.QUESTION,
        "ordered": Act.ORDER, "promised": Act.PROMISE, "vowed": Act.PROMISE}
PRONOUNS = frozenset("he she they i we".split())
TITLES = frozenset("Mr Mrs Ms Dr Sir Dame Lord Lady Prof Rev Sen Gov Gen Sgt Capt".split())

CLOSERS = {"“": "”", '"': '"', "«": "»", "„": "“”"}
MARK = re.compile('[“”"„«»]')
WORD = re.compile(r"[^\W_][\w’'-]{0,40}")
WORDS_AFTER = 6
NEAR = 160  # characters before a quotation in which its speaker may stand
LONGEST_NAME = 4  # words
BEFORE_MARK = ",.?!…—–-"
GOES_ON = re.compile(r"[.,;]\s+")  # between an attribution and the rest of its quotation

Word = collections.namedtuple("Word", "text start end")
Speech = collections.namedtuple("Speech", "source cue")  # Words; the source's text is the name, without its title

# Spans are (start, end) in the paragraph; name is "" for a pronoun.
Quotation = collections.namedtuple("Quotation", "content cue source name act")


def quoted(text):
    """-> every (start, end) that a pair of marks encloses, marks included"""
    opened, closers = None, ""
    for found in MARK.finditer(text):
        mark = found.group()
        if opened is not None and mark in closers:
            yield opened, found.end()
            opened = None
        elif mark in CLOSERS:
            opened, closers = found.start(), CLOSERS[mark]


def join(text, words):
    """Leaves out what follows a word that is not next to it: only spaces, or a title's full stop, may stand between."""
    kept = words[:1]
    for before, word in zip(words, words[1:]):
        between = text[before.end:word.start]
        if before.text in TITLES and between[:1] == ".":
            between = between[1:]
        if not between.isspace():
            break
        kept.append(word)
    return kept


def words_after(text, at):
    words = []
    for found in WORD.finditer(text, at, min(len(text), at + NEAR)):
        words.append(Word(found.group(), *found.span()))
        if len(words) == WORDS_AFTER:
            break
    if not words or text[at:words[0].start].strip(" \t\r\n,") or not text[at:words[0].start]:
        return []
    return join(text, words)


def words_before(text, at, floor):
    """Those that lead up to a quotation, the last one first."""
    words = [Word(found.group(), *found.span()) for found in WORD.finditer(text, max(floor, at - NEAR), at)]
    if not words or text[words[-1].end:at].strip(" \t\r\n") not in (",", ":"):
        return []
    return words[::-1]


def is_capitalised(word):
    return word.text[0].isupper()


def name_of(words):
    """A pronoun, or the capitalised words that the list begins with. -> Word, or None"""
    if words and words[0].text.lower() in PRONOUNS:
        return Word("", words[0].start, words[0].end)
    name = []
    for word in words[:LONGEST_NAME + 1]:
        if not is_capitalised(word):
            break
        name.append(word)
    named = [word.text for word in name if word.text not in TITLES]
    return Word(" ".join(named), name[0].start, name[-1].end) if named else None


def speech_after(text, at):
    """X said, or said X. -> Speech, or None"""
    words = words_after(text, at)
    if words and words[0].text in ACTS:
        source = name_of(words[1:])
        return Speech(source, words[0]) if source else None
    source = name_of(words)
    following = [word for word in words if source and word.start >= source.end]
    return Speech(source, following[0]) if following and following[0].text in ACTS else None


def speech_before(text, at, floor):
    """X said: -> Speech, or None"""
    words = words_before(text, at, floor)
    if len(words) < 2 or words[0].text not in ACTS:
        return None
    name = []
    for after, word in zip(words, words[1:LONGEST_NAME + 2]):
        pair = join(text, [word, after])
        if len(pair) < 2 or not (is_capitalised(word) or word.text in PRONOUNS):
            break
        name.insert(0, word)
    source = name_of(name)
    return Speech(source, words[0]) if source else None


def is_said(text, start, end):
    """A quotation that is a sentence, or that a comma leads over to its speaker, and no title or word in marks."""
    return end - start > 2 and (text[end - 2] in BEFORE_MARK or text[end:end + 1] == ",")


def find(text, check):
    """-> Quotations of a paragraph, in the order of their contents. `check` is called now and then, and may raise."""
    found, floor = [], 0
    for start, end in quoted(text):
        check()
        if not is_said(text, start, end):
            floor = end
            continue
        speech = speech_after(text, end) or speech_before(text, start, floor)
        if speech:
            source, cue = speech
            found.append(Quotation([(start, end)], (cue.start, cue.end), (source.start, source.end), source.text, ACTS[cue.text]))
            floor = max(end, cue.end, source.end)
        elif found and floor < start and GOES_ON.fullmatch(text, floor, start):
            found[-1].content.append((start, end))
            floor = end
        else:
            floor = end
    return found
