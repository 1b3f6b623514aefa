"""Answers documents one after the other, in the order in which they were begun."""
import sys
import time

from answer import Answer, done_frame
from document import Abandoned, DocumentFault
from messages import Fault, Status
from reading import Reading

WELL, PROTOCOL = 0, 76


class Worker:
    """Takes documents from `queue`, up to a Fault or None, which end the session."""

    def __init__(self, queue, outbox, is_reproducible):
        self.queue = queue
        self.outbox = outbox
        self.is_reproducible = is_reproducible

    def run(self):
        """-> the exit status of the session, whose answers are then all in the outbox"""
        while (item := self.queue.get()) is not None and not isinstance(item, Fault):
            document, agreement = item
            self.answer(document, agreement)
        if item is not None:
            self.outbox.put(item.frame())
        return WELL if item is None else PROTOCOL

    def answer(self, document, agreement):
        begun = time.thread_time()
        try:
            done = self.records(document, agreement)
        except Abandoned:
            return
        values = dict(done, elapsed_us=0 if self.is_reproducible else max(1, int((time.thread_time() - begun) * 1e6)))
        self.outbox.put(done_frame(document.number, values), document.owes)
        document.answered = True

    def records(self, document, agreement):
        """Puts them out. -> the values of Done"""
        reading = Reading(document, agreement["offset_unit"], Answer(document.number, agreement["limits"]))
        try:
            for frame in reading.early_frames():
                self.outbox.put(frame)
            for frame in reading.late_frames():
                self.outbox.put(frame)
            return reading.answer.done(reading.replaced)
        except DocumentFault as fault:
            ended_by = fault
        except Abandoned:
            raise
        except Exception:
            sys.excepthook(*sys.exc_info())
            ended_by = DocumentFault(Status.INTERNAL, "a fault of the filter")
        document.wait_for_end()
        ended_by = document.fault or ended_by
        return {"status": ended_by.status, "message": ended_by.message.encode(), "error_offset": ended_by.error_offset}
