"""Which frame may come when, and what each does: decided by the order of the host's frames alone."""
from document import Document
from messages import HOST_BODIES, HOST_FRAME, MAGIC, VERSION, ErrorCode, Fault, OffsetUnit, framed
from wire import Malformed, parse

LARGEST_FRAME_BEFORE_HELLO = 64 << 10
CAPABILITIES = (b"stream",)
NAME, MODEL, RULES, SANDBOX = b"quotes-filter/1", b"quotes by rule", b"built in", b"none"


class Session:
    """`queue` gets (Document, HelloAck's values) with each Begin."""

    def __init__(self, bounds, queue, outbox):
        self.bounds = bounds
        self.queue = queue
        self.outbox = outbox
        self.agreement = None  # what HelloAck said
        self.open = None
        self.last = 0
        self.unanswered = {}

    def serve(self, frames, is_stopped):
        """Returns at the end of the host's stream. Raises Fault."""
        while not is_stopped():
            if self.agreement and self.outbox.owed > self.agreement["limits"]["max_queued_bytes"]:
                self.outbox.wait_until_owed(self.agreement["limits"]["max_queued_bytes"], is_stopped)
                continue
            frame = frames.next(self.agreement["limits"]["max_frame_bytes"] if self.agreement else LARGEST_FRAME_BEFORE_HELLO)
            if frame is None:
                break
            self.take(*frame)
        if self.open and not is_stopped():
            raise Fault(ErrorCode.FRAME, frames.offset(), "the stream ends inside document %d" % self.open.number)

    def take(self, first, body_at, data):
        try:
            frame = parse(HOST_FRAME, data)
        except Malformed as bad:
            raise Fault(ErrorCode.PARSE, body_at + bad.at, str(bad)) from None
        name = next((name for name in HOST_BODIES if frame[name] is not None), None)
        if name is None:
            raise Fault(ErrorCode.EMPTY, first, "a frame without a body that is known")
        if name != "hello" and not self.agreement:
            raise Fault(ErrorCode.SEQUENCE, first, "a frame before Hello: Hello comes first")
        getattr(self, "take_" + name)(first, frame["doc"], frame[name])

    # ---- one method a body

    def take_hello(self, first, doc, hello):
        if self.agreement:
            raise Fault(ErrorCode.SEQUENCE, first, "a second Hello: it comes once, first")
        if doc:
            raise Fault(ErrorCode.DOC_ID, first, "a Hello with a document id: it belongs to none")
        units = [unit for unit in hello["offset_unit"] if unit in list(OffsetUnit)]
        if hello["magic"] != MAGIC:
            raise Fault(ErrorCode.HELLO, first, "a wrong magic: this is the sayso filter protocol, 0x%X" % MAGIC)
        if not hello["min_version"] <= VERSION <= hello["max_version"]:
            raise Fault(ErrorCode.HELLO, first, "no version in common: this filter speaks %d" % VERSION)
        if not units:
            raise Fault(ErrorCode.HELLO, first, "no offset unit that is known: name UTF8_BYTE, UTF16_UNIT or CODE_POINT")
        wishes = hello["limits"] or {}
        self.agreement = {
            "magic": MAGIC, "version": VERSION, "plugin": NAME, "model": MODEL, "rules": RULES, "sandbox": SANDBOX,
            "offset_unit": units[0], "capability": [one for one in CAPABILITIES if one in hello["capability"]],
            "limits": {name: bound.agreed(wishes.get(name, 0)) for name, bound in self.bounds.items()}}
        self.outbox.put_at_once(framed(0, "hello_ack", self.agreement))

    def take_begin(self, first, doc, begin):
        if self.open:
            raise Fault(ErrorCode.SEQUENCE, first, "a Begin while document %d is open" % self.open.number)
        if doc <= self.last:
            raise Fault(ErrorCode.DOC_ID, first, "a Begin of document %d after %d: ids grow, from 1" % (doc, self.last))
        self.last = doc
        self.open = Document(doc, begin, self.agreement["limits"], b"stream" in self.agreement["capability"])
        self.queue.put((self.open, self.agreement))

    def take_chunk(self, first, doc, chunk):
        self.require_open(first, doc)
        self.open.take(chunk["data"])

    def take_end(self, first, doc, _):
        self.require_open(first, doc)
        self.close(Document.end)

    def take_cancel(self, first, doc, _):
        if doc == 0 or doc > self.last:
            raise Fault(ErrorCode.DOC_ID, first, "a Cancel of document %d, which was never begun" % doc)
        if self.open and self.open.number == doc:
            self.close(Document.cancel)
        elif doc in self.unanswered:
            self.unanswered[doc].cancel()

    def take_ping(self, first, doc, ping):
        if doc:
            raise Fault(ErrorCode.DOC_ID, first, "a Ping with a document id: it belongs to none")
        self.outbox.put_at_once(framed(0, "pong", ping))

    # ---- the open document

    def require_open(self, first, doc):
        if not self.open or self.open.number != doc:
            raise Fault(ErrorCode.DOC_ID, first, "document %d is not open" % doc)

    def close(self, way):
        """Ends the open document. From then on the host owes it, until its Done is written."""
        document, self.open = self.open, None
        document.owes = document.debt()
        self.outbox.owe(document.owes)
        self.forget_answered()
        self.unanswered[document.number] = document
        way(document)

    def forget_answered(self):
        """They are answered in their order."""
        while self.unanswered:
            first = next(iter(self.unanswered.values()))
            if not first.answered:
                break
            del self.unanswered[first.number]
