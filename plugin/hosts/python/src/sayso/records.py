"""What is found in a document: plain values, made from the messages of the protocol."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional, Union

from . import schema
from .errors import LimitReached, error_of
from .wire import Values

Span = tuple[int, int]  # [start, end) in the client's unit of offsets
Json = dict[str, Any]
WITH_RECORDS = ("OK", "LIMIT")  # statuses


@dataclass(frozen=True)
class Part:
    """A source, cue or content: its fragments in text order, and their words joined by one space."""
    spans: tuple[Span, ...]
    text: Optional[str]  # None without include_text, or when the record's texts pass 64 KiB


@dataclass(frozen=True)
class Phrase:
    span: Span
    text: str


@dataclass(frozen=True)
class Speaker:
    id: int
    name: str  # the fullest that the document gives
    key: str   # the name folded, for facets and joins
    kind: str  # PERSON, ORGANISATION, GROUP, ANONYMOUS, DOCUMENT, AUTHOR, UNKNOWN
    roles: tuple[Phrase, ...]
    affiliations: tuple[Phrase, ...]
    mentions: tuple[Span, ...]
    members: tuple[int, ...]  # ids of the speakers of a coordinated source


@dataclass(frozen=True)
class Attribution:
    id: int
    kind: str  # DIRECT, INDIRECT, MIXED
    act: str   # STATEMENT, DENIAL, QUESTION, ...
    negated: bool
    confidence: float  # 0 to 1
    source: Optional[Part]
    cue: Optional[Part]
    content: Optional[Part]
    speaker: Optional[Speaker]
    parent: int  # id of the attribution that holds this one, 0 = outermost
    fingerprint: str  # near-equal, as 64 bits, for near-equal quotes


@dataclass(frozen=True)
class Credit:
    kind: str  # BYLINE, DATELINE, WIRE, PUBLISHER, SOURCE_LINK
    span: Span
    text: Optional[str]


@dataclass(frozen=True)
class Request:
    """A text with a name of its own, or with options that differ from those of the call."""
    text: Union[str, bytes]
    key: Any = None
    media_type: Optional[str] = None
    language: Optional[str] = None


@dataclass(frozen=True)
class Document:
    """An answer. With another status than OK and LIMIT it has no records: look at `ok`, or call `check`."""
    key: Any  # of the Request, else the number of the text within the call, from 0
    status: str
    message: str
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    credits: tuple[Credit, ...] = ()
    replaced_sequences: int = 0
    error_offset: int = 0
    elapsed_us: int = 0
    plugin: str = ""
    model: str = ""
    rules: str = ""
    offset_unit: str = ""
    text: Union[str, bytes] = field(default="", repr=False)  # as it was given

    @property
    def ok(self) -> bool:
        """Whether its records count: OK, or LIMIT, which cut them."""
        return self.status in WITH_RECORDS

    def check(self, limit: bool = False) -> "Document":
        """Raises the exception of its status, for LIMIT only when asked to. -> itself"""
        error = error_of(self)
        if error is not None and (limit or not isinstance(error, LimitReached)):
            raise error
        return self

    def to_json(self) -> Json:
        """What `sayso --stdin-jsonl` writes of it, as Python values."""
        out: Json = {"id": self.key, "status": self.status}
        if self.message:
            out["message"] = self.message
        if self.ok:
            out.update(model=self.model, rules=self.rules, offset_unit=self.offset_unit,
                       attributions=[_attribution_json(one) for one in self.attributions],
                       speakers=[_speaker_json(one) for one in self.speakers],
                       credits=[{"kind": one.kind, "span": list(one.span), "text": one.text} for one in self.credits])
        return out


# ---- from the protocol --------------------------------------------------------------------------------

def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _span(values: Optional[Values]) -> Span:
    return (0, 0) if values is None else (values["start"], values["end"])


def _part(spans: list[Values], text: Optional[bytes]) -> Optional[Part]:
    if not spans:
        return None
    return Part(tuple(_span(one) for one in spans), None if text is None else text_of(text))


def _phrases(values: list[Values]) -> tuple[Phrase, ...]:
    return tuple(Phrase(_span(one["span"]), text_of(one["text"])) for one in values)


def speaker_of(values: Values) -> Speaker:
    return Speaker(values["id"], text_of(values["name"]), text_of(values["key"]),
                   schema.name_of(schema.SPEAKER_KIND, values["kind"]), _phrases(values["role"]),
                   _phrases(values["affiliation"]), tuple(_span(one) for one in values["mention"]), tuple(values["member"]))


def attribution_of(values: Values, speakers: dict[int, Speaker], with_text: bool) -> Attribution:
    has_text = with_text and not values["text_omitted"]
    cue = [] if values["cue"] is None else [values["cue"]]
    return Attribution(
        id=values["id"], kind=schema.name_of(schema.KIND, values["kind"]), act=schema.name_of(schema.ACT, values["act"]),
        negated=bool(values["negated"]), confidence=values["confidence_permille"] / 1000,
        source=_part(values["source"], values["source_text"] if has_text else None),
        cue=_part(cue, values["cue_text"] if has_text else None),
        content=_part(values["content"], b" ".join(values["content_text"]) if has_text else None),
        speaker=speakers.get(values["speaker"]), parent=values["parent"], fingerprint="%016x" % values["fingerprint"])


def credit_of(values: Values, with_text: bool) -> Credit:
    return Credit(schema.name_of(schema.CREDIT_KIND, values["kind"]), _span(values["span"]),
                  text_of(values["text"]) if with_text else None)


# ---- as the command writes it ---------------------------------------------------------------------------

def _part_json(part: Part) -> Json:
    return {"spans": [list(span) for span in part.spans], "text": part.text}


def _attribution_json(one: Attribution) -> Json:
    out: Json = {"id": one.id, "kind": one.kind}
    for name in ("source", "cue", "content"):
        part = getattr(one, name)
        if part is not None:
            out[name] = _part_json(part)
    if one.speaker is not None:
        out["speaker"] = one.speaker.id
    out.update(confidence=one.confidence, act=one.act, negated=one.negated)
    if one.parent:
        out["parent"] = one.parent
    out["fingerprint"] = one.fingerprint
    return out


def _speaker_json(one: Speaker) -> Json:
    out: Json = {"id": one.id, "name": one.name, "key": one.key, "kind": one.kind}
    for name, phrases in (("role", one.roles), ("affiliation", one.affiliations)):
        if phrases:
            out[name] = [{"span": list(phrase.span), "text": phrase.text} for phrase in phrases]
    if one.members:
        out["members"] = list(one.members)
    out["mentions"] = [list(span) for span in one.mentions]
    return out
