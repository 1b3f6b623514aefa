"""A document's text read paragraph by paragraph: quotations become records, places become offsets."""
import language
import quotes
import served
from document import DocumentFault
from fingerprint import simhash
from markdown import Markdown
from messages import Kind, Status
from speakers import Cast
from text import Ruler, decode, encode, first_bad_byte, paragraph_end, replaced_sequences, settled_end

FIRST_LOOK = 16 << 10
MOST_TEXT = 64 << 10  # bytes of one record's texts
CONFIDENCE_OF_A_NAME, CONFIDENCE_OF_A_PRONOUN = 900, 700


def last_end(data, start):
    """Of the rest of a document: -> the end of the paragraph from start, None after the last"""
    return paragraph_end(data, start, True) if start < len(data) else None


class Plain:
    """Plain text is all seen."""

    def __init__(self, source):
        self.text = source

    def first(self, seen):
        return seen

    def after(self, seen):
        return seen + 1


class Reading:
    def __init__(self, document, unit, answer):
        self.document = document
        self.unit = unit
        self.answer = answer
        self.is_markdown = served.is_markdown(document.begin)
        self.view = Markdown() if self.is_markdown else Plain
        self.cast = Cast()
        self.at = 0  # bytes that are read
        self.offset = 0  # the same in units
        self.replaced = 0
        self.is_early = False

    def early_frames(self):
        """Of a streamed document, while it comes in: yields the frames of each look at it."""
        if not self.document.streamed or self.is_markdown:
            return
        self.is_early, look = True, FIRST_LOOK
        while self.document.wait_for(look):
            if look == FIRST_LOOK:
                self.refuse_other_language()
            data = bytes(self.document.text[self.at:look])
            self.document.check()
            self.read(data, settled_end)
            yield from self.answer.take_early()
            look += look // 8
        self.is_early = False

    def late_frames(self):
        """-> the frames of all that was not read before the End"""
        self.document.wait_for_end()
        self.document.check()
        text = self.document.text
        self.refuse_bad_text(text)
        self.refuse_other_language()
        self.read(text[self.at:] if self.at else text, last_end)
        return self.answer.take_rest()

    def refuse_bad_text(self, text):
        if self.document.begin["strict_text"]:
            bad = first_bad_byte(text, self.document.check)
            if bad is not None:
                raise DocumentFault(Status.INVALID_TEXT, "not UTF-8 at this byte: convert the text, or allow replacement", bad)

    def refuse_other_language(self):
        if served.language_is_to_be_found_out(self.document.begin):
            other = language.other_language(self.document.text[:language.LOOKED_AT])
            if other:
                raise DocumentFault(Status.UNSUPPORTED, "looks like %s: this filter reads English; send language=en to have it "
                                                        "read all the same" % other)

    def read(self, data, next_end):
        start = 0
        while (end := next_end(data, start)) is not None:
            self.document.check()
            self.paragraph(decode(bytes(data[start:end])))
            start = end
        self.at += start

    def paragraph(self, source):
        ruler = Ruler(source, self.unit, self.offset)
        seen = self.view(source)
        for quotation in quotes.find(seen.text, self.document.check):
            self.keep(quotation, source, seen, ruler)
        self.offset = ruler.end()
        self.replaced += replaced_sequences(source)

    def keep(self, quotation, source, seen, ruler):
        def place(span):
            return seen.first(span[0]), seen.after(span[1] - 1)

        def offsets(span):
            return {"start": ruler.at(span[0]), "end": ruler.at(span[1])}
        begin = self.document.begin
        confidence = CONFIDENCE_OF_A_NAME if quotation.name else CONFIDENCE_OF_A_PRONOUN
        if confidence < begin["min_confidence_permille"]:
            return
        content = [place(span) for span in quotation.content]
        named, cue = place(quotation.source), place(quotation.cue)
        values = {"kind": Kind.DIRECT, "source": [offsets(named)], "cue": offsets(cue),
                  "content": [offsets(span) for span in content], "confidence_permille": confidence, "act": quotation.act,
                  "fingerprint": simhash(" ".join(seen.text[start:end] for start, end in quotation.content))}
        if begin["include_text"]:
            values.update(texts(source, named, cue, content))
        mention = (values["source"][0]["start"], values["source"][0]["end"])
        person = self.cast.person(quotation.name, mention) if quotation.name else None
        self.answer.add(values, person, self.is_early)


def texts(source, named, cue, content):
    """The words that the spans of one record cover, or that they are too many."""
    out = {"source_text": encode(source[slice(*named)]), "cue_text": encode(source[slice(*cue)]),
           "content_text": [encode(source[slice(*span)]) for span in content]}
    size = len(out["source_text"]) + len(out["cue_text"]) + sum(map(len, out["content_text"]))
    return out if size <= MOST_TEXT else {"text_omitted": True}
