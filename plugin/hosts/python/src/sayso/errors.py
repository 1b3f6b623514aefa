"""What can go wrong: one exception a status of a document, and two for the client itself."""
from __future__ import annotations

from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from .records import Document


class SaysoError(Exception):
    """All exceptions of this package."""


class StartFailed(SaysoError):
    """The filter could not be started: no such program, a model it cannot use, no version in common."""


class ClientClosed(SaysoError):
    """The client was closed before the document had its answer."""


class DocumentError(SaysoError):
    """One document failed; all others are untouched. `document` has its status and message."""
    status = ""

    def __init__(self, document: "Document") -> None:
        super().__init__("%s: %s" % (document.status, document.message) if document.message else document.status)
        self.document = document


class Cancelled(DocumentError):
    """It was cancelled."""
    status = "CANCELLED"


class DeadlinePassed(DocumentError):
    """It was worked on for longer than deadline_ms."""
    status = "DEADLINE"


class TooLarge(DocumentError):
    """It is longer than max_document_bytes."""
    status = "TOO_LARGE"


class InvalidText(DocumentError):
    """It is not UTF-8, and strict_text was asked for. `document.error_offset` says where."""
    status = "INVALID_TEXT"


class BadData(DocumentError):
    """A compressed document is broken, cut short or followed by more."""
    status = "BAD_DATA"


class Unsupported(DocumentError):
    """A language or media type that is not served."""
    status = "UNSUPPORTED"


class LimitReached(DocumentError):
    """A limit cut the records; `document` has all up to there."""
    status = "LIMIT"


class InternalFault(DocumentError):
    """A fault of the filter."""
    status = "INTERNAL"


class FilterLost(DocumentError):
    """The filter was lost while it worked on this document. It has been started again for the next ones."""


class FilterDied(FilterLost):
    """The process ended: killed, out of memory, crashed."""
    status = "FILTER_DIED"


class FilterHung(FilterLost):
    """It answered no Ping, and was killed."""
    status = "FILTER_HUNG"


class FilterBroken(FilterLost):
    """What it wrote is not the protocol, or it says that the client broke it."""
    status = "FILTER_BROKEN"


_CLASSES: tuple[type[DocumentError], ...] = (
    Cancelled, DeadlinePassed, TooLarge, InvalidText, BadData, Unsupported, LimitReached, InternalFault, FilterDied,
    FilterHung, FilterBroken)
BY_STATUS: dict[str, type[DocumentError]] = {one.status: one for one in _CLASSES}


def error_of(document: "Document") -> Optional[DocumentError]:
    """-> None with OK; a status that is not known, of a newer filter, is a plain DocumentError"""
    if document.status == "OK":
        return None
    return BY_STATUS.get(document.status, DocumentError)(document)
