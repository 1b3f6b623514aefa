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


_BY_STATUS: dict[str, type[DocumentError]] = {}


class DocumentError(SaysoError):
    """One document failed; all others are untouched. `document` has its status and message."""
    status = ""

    def __init_subclass__(cls, status: str = "") -> None:
        if status:
            cls.status = status
            _BY_STATUS[status] = cls

    def __init__(self, document: "Document") -> None:
        super().__init__("%s: %s" % (document.status, document.message) if document.message else document.status)
        self.document = document


class Cancelled(DocumentError, status="CANCELLED"):
    """It was cancelled."""


class DeadlinePassed(DocumentError, status="DEADLINE"):
    """It was worked on for longer than deadline_ms."""


class TooLarge(DocumentError, status="TOO_LARGE"):
    """It is longer than max_document_bytes."""


class InvalidText(DocumentError, status="INVALID_TEXT"):
    """It is not UTF-8, and strict_text was asked for. `document.error_offset` says where."""


class BadData(DocumentError, status="BAD_DATA"):
    """A compressed document is broken, cut short or followed by more."""


class Unsupported(DocumentError, status="UNSUPPORTED"):
    """A language or media type that is not served."""


class LimitReached(DocumentError, status="LIMIT"):
    """A limit cut the records; `document` has all up to there."""


class InternalFault(DocumentError, status="INTERNAL"):
    """A fault of the filter."""


class FilterLost(DocumentError):
    """The filter was lost while it worked on this document. It has been started again for the next ones."""


class FilterDied(FilterLost, status="FILTER_DIED"):
    """The process ended: killed, out of memory, crashed."""


class FilterHung(FilterLost, status="FILTER_HUNG"):
    """It answered no Ping, and was killed."""


class FilterBroken(FilterLost, status="FILTER_BROKEN"):
    """What it wrote is not the protocol, or it says that the client broke it."""


def error_of(document: "Document") -> Optional[DocumentError]:
    """-> None with OK; a status that is not known, of a newer filter, is a plain DocumentError"""
    if document.status == "OK":
        return None
    return _BY_STATUS.get(document.status, DocumentError)(document)
