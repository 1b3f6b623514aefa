"""What is seen of a Markdown paragraph, and where each piece of it stands in the source."""
import bisect
import html
import re

HIDDEN = r"""
    ^[ \t]{0,3}(?:(?:\#{1,6}|[-+*]|\d{1,9}[.)])[ \t]+|>[ \t]?)+      # headings, lists, quotations
  | \\(?=[!-/:-@\[-`{-~])                                            # escapes
  | !?\[(?=[^\[\]\n]{0,500}\]\()                                     # [text](place), but its text
  | (?<=[^\\])\]\([^()\s]{0,2000}(?:[ ]"[^"\n]{0,500}")?\)
  | </?[A-Za-z][^<>\n]{0,500}>                                       # tags, <https://...>
  | \*+(?=\S) | (?<=\S)\*+ | (?<!\w)_+(?=\S) | (?<=\S)_+(?!\w) | ~~ | `+
  """
ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});"
MARKUP = re.compile("(?P<entity>%s)|%s" % (ENTITY, HIDDEN), re.M | re.X)
FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})[^\n]*\n?", re.M)


class Visible:
    """`text` is what is seen; first(i) and after(i) tell where its character i begins and ends in the source."""

    def __init__(self):
        self.pieces, self.seen = [], 0
        self.run_seen, self.run_source, self.run_entity = [], [], []  # where each piece is, and the length of an entity's source

    def finish(self):
        self.text = "".join(self.pieces)
        return self

    def add_markup(self, source, at, end):
        """All of source[at:end] but its markup."""
        for found in MARKUP.finditer(source, at, end):
            self.add(source[at:found.start()], at)
            if found["entity"]:
                character = html.unescape(found["entity"])
                self.add(character if len(character) == 1 else "?", found.start(), len(found["entity"]))
            at = found.end()
        self.add(source[at:end], at)

    def add(self, piece, at, entity=0):
        if piece:
            self.pieces.append(piece)
            self.run_seen.append(self.seen)
            self.run_source.append(at)
            self.run_entity.append(entity)
            self.seen += len(piece)

    def first(self, seen):
        run = bisect.bisect_right(self.run_seen, seen) - 1
        return self.run_source[run] + seen - self.run_seen[run]

    def after(self, seen):
        run = bisect.bisect_right(self.run_seen, seen) - 1
        return self.first(seen) + (self.run_entity[run] or 1)


class Markdown:
    """Sees the paragraphs of one document in their order; a block of code may hold several."""

    def __init__(self):
        self.fence = ""  # that of the block of code that is open

    def __call__(self, source):
        seen, at = Visible(), 0
        for found in FENCE.finditer(source):
            if not self.fence:
                seen.add_markup(source, at, found.start())
                self.fence = found[1]
            elif found[1].startswith(self.fence):
                self.fence = ""
            at = found.end()
        if not self.fence:
            seen.add_markup(source, at, len(source))
        return seen.finish()
