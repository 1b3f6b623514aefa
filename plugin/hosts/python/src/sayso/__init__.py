"""Who said what: a client of the sayso filter.

    import sayso
    with sayso.Client() as client:
        for document in client.annotate(texts):
            for one in document.attributions:
                print(one.speaker and one.speaker.name, one.cue and one.cue.text, one.content and one.content.text)
"""
from .aio import AsyncClient
from .client import Client
from .errors import (BadData, Cancelled, ClientClosed, DeadlinePassed, DocumentError, FilterBroken, FilterDied, FilterHung,
                     FilterLost, InternalFault, InvalidText, LimitReached, SaysoError, StartFailed, TooLarge, Unsupported)
from .job import Options
from .records import Attribution, Credit, Document, Part, Phrase, Request, Speaker

__all__ = [
    "AsyncClient", "Attribution", "BadData", "Cancelled", "Client", "ClientClosed", "Credit", "DeadlinePassed", "Document",
    "DocumentError", "FilterBroken", "FilterDied", "FilterHung", "FilterLost", "InternalFault", "InvalidText",
    "LimitReached", "Options", "Part", "Phrase", "Request", "SaysoError", "Speaker", "StartFailed", "TooLarge",
    "Unsupported"]
__version__ = "0.1.0"
