"""A document on its way through the filter: what is sent of it, what has come, and what is made of that."""
from __future__ import annotations

import math
import re
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from typing import Union

from . import schema
from .errors import SaysoError
from .records import WITH_RECORDS, Document, Request, Speaker, attribution_of, credit_of, speaker_of, text_of
from .wire import Values

LEAST_COST = 4096  # what a document counts against max_queued_bytes at least
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Options:
    """How documents are read and what is given of them: the fields of Begin."""
    media_type: str = ""  # empty: text/plain; or text/markdown
    language: str = ""    # BCP 47; empty: the text tells
    include_text: bool = True
    strict_text: bool = False
    deadline_ms: int = 0
    min_confidence: float = 0.0
    outermost_only: bool = False


@dataclass(eq=False)
class Job:
    """A document on its way through the filter."""
    data: bytes
    begin: Values
    request: Request
    future: "Future[Document]" = field(default_factory=Future)
    doc: int = 0
    touched: bool = False  # the filter has seen some of it
    ended: bool = False
    dropped: bool = False  # nobody waits for it any more
    attributions: list[Values] = field(default_factory=list)
    credits: list[Values] = field(default_factory=list)
    speakers: list[Values] = field(default_factory=list)

    @property
    def cost(self) -> int:
        return max(LEAST_COST, len(self.data))

    def forget_answer(self) -> None:
        self.touched = self.ended = False
        self.attributions, self.credits, self.speakers = [], [], []

    def resolve(self, outcome: Union[Document, SaysoError]) -> None:
        try:
            if isinstance(outcome, SaysoError):
                self.future.set_exception(outcome)
            else:
                self.future.set_result(outcome)
        except InvalidStateError:
            pass  # given up meanwhile


def bytes_of(text: Union[str, bytes]) -> bytes:
    """A lone surrogate counts one, as the U+FFFD does that stands for it."""
    if isinstance(text, bytes):
        return text
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return SURROGATE.sub("\ufffd", text).encode("utf-8")


def begin_of(request: Request, options: Options) -> Values:
    media_type = options.media_type if request.media_type is None else request.media_type
    language = options.language if request.language is None else request.language
    return {"media_type": media_type.encode(), "language": language.encode(), "include_text": options.include_text,
            "strict_text": options.strict_text, "deadline_ms": options.deadline_ms, "outermost_only": options.outermost_only,
            "min_confidence_permille": math.ceil(round(1000 * options.min_confidence, 6))}


def document_of(job: Job, done: Values, ack: Values) -> Document:
    status = schema.name_of(schema.STATUS, done["status"])
    counts = status in WITH_RECORDS
    with_text = bool(job.begin["include_text"])
    speakers: dict[int, Speaker] = {one["id"]: speaker_of(one) for one in job.speakers} if counts else {}
    return Document(
        key=job.request.key, status=status, message=text_of(done["message"]),
        attributions=tuple(attribution_of(one, speakers, with_text) for one in job.attributions) if counts else (),
        speakers=tuple(speakers.values()), credits=tuple(credit_of(one, with_text) for one in job.credits) if counts else (),
        replaced_sequences=done["replaced_sequences"],
        error_offset=done["error_offset"], elapsed_us=done["elapsed_us"], plugin=text_of(ack["plugin"]),
        model=text_of(ack["model"]), rules=text_of(ack["rules"]),
        offset_unit=schema.name_of(schema.OFFSET_UNIT, ack["offset_unit"]), text=job.request.text)
