"""One document as it comes in: the reader of frames writes to it, the worker waits for its text."""
import threading
import time

from inflate import BadData, Inflater
from messages import Encoding, Status
from served import unserved

LEAST_DEBT = 4096


class DocumentFault(Exception):
    """A document has no records, and why: the other documents are not touched."""

    def __init__(self, status, message, error_offset=0):
        super().__init__(message)
        self.status = status
        self.message = message
        self.error_offset = error_offset


class Abandoned(Exception):
    """The session ended while the document was open: it has no Done."""


class Document:
    def __init__(self, number, begin, limits, streamed):
        self.number = number
        self.begin = begin
        self.streamed = streamed
        self.text = bytearray()
        self.most = limits["max_document_bytes"]
        self.inflater = Inflater() if begin["encoding"] == Encoding.ZLIB else None
        wishes = [wish for wish in (begin["deadline_ms"], limits["deadline_ms"]) if wish]
        self.deadline = time.monotonic() + min(wishes) / 1000 if wishes else None
        self.fault = None
        self.ended = self.abandoned = self.answered = False
        self.owes = 0  # what the host owes for it, once it has ended
        self.changed = threading.Condition()
        message = unserved(begin)
        if message:
            self.fail(DocumentFault(Status.UNSUPPORTED, message))

    # ---- the reader's side

    def take(self, data):
        """A Chunk."""
        if self.fault:
            return
        try:
            self.watch_deadline()
            self.add(data)
        except DocumentFault as fault:
            self.fail(fault)

    def add(self, data):
        room = self.most - len(self.text)
        if self.inflater:
            data = self.inflated(lambda: self.inflater.inflate(data, room + 1))
        if len(data) > room:
            raise DocumentFault(Status.TOO_LARGE, "a document longer than max_document_bytes: split it", self.most)
        with self.changed:
            self.text += data
            self.changed.notify()

    @staticmethod
    def inflated(work):
        try:
            return work()
        except BadData as broken:
            raise DocumentFault(Status.BAD_DATA, str(broken), broken.at) from None

    def end(self):
        if not self.fault:
            try:
                self.watch_deadline()
                if self.inflater:
                    self.inflated(self.inflater.end)
            except DocumentFault as fault:
                self.fail(fault)
        self.close()

    def cancel(self):
        """The open document's end, or a hint that the answer to an ended one is not wanted."""
        cancelled = DocumentFault(Status.CANCELLED, "the host cancelled the document")
        if not self.ended:
            self.fault = None
        self.fail(cancelled)
        self.close()

    def abandon(self):
        with self.changed:
            self.abandoned = True
            self.changed.notify()

    def debt(self):
        """How much it counts in the queue, once it has ended."""
        return max(LEAST_DEBT, len(self.text))

    def close(self):
        with self.changed:
            self.ended = True
            self.changed.notify()

    # ---- both sides

    def fail(self, fault):
        """The first fault counts, and frees the text."""
        with self.changed:
            self.fault = self.fault or fault
            self.text = bytearray()
            self.changed.notify()

    def watch_deadline(self):
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise DocumentFault(Status.DEADLINE, "the deadline has passed: allow more time, or split the document")

    # ---- the worker's side

    def check(self):
        """Called every few milliseconds of work. Raises what ends the work: DocumentFault or Abandoned."""
        if self.abandoned:
            raise Abandoned
        if not self.fault:
            try:
                self.watch_deadline()
            except DocumentFault as fault:
                self.fail(fault)
        if self.fault:
            raise self.fault

    def wait_for(self, length):
        """Until that much of the text is there, or all of it. -> whether that much is"""
        with self.changed:
            self.changed.wait_for(lambda: len(self.text) >= length or self.ended or self.fault or self.abandoned)
        self.check()
        return len(self.text) >= length

    def wait_for_end(self):
        with self.changed:
            self.changed.wait_for(lambda: self.ended or self.abandoned)
        if self.abandoned:
            raise Abandoned
