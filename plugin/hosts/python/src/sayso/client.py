"""The client: one filter process kept running, any number of documents through it, answers in order."""
from __future__ import annotations

import collections
import threading
from concurrent.futures import Future
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence, Union

from . import schema
from .errors import ClientClosed, StartFailed
from .job import Job, Options, begin_of, bytes_of, document_of
from .process import Process
from .records import Document, Request, text_of
from .wire import Values, WireError

Text = Union[str, bytes, Request]
UNITS = {"utf8": 1, "utf16": 2, "codepoint": 3}  # of OffsetUnit
CHUNK = 256 << 10
WINDOW = 16 << 20        # bytes of documents that are sent ahead, or half of max_queued_bytes if that is less
FATAL_CODES = (64, 78)   # usage, and a model that cannot be used: trying again is no use
FIRST_DELAY, LONGEST_DELAY = 0.1, 10.0
CLOSED_WITHIN = 5.0


class Client:
    """Starts the filter with the first document, and again after it died. Threads may share a client.

    program: the program, or a command that ends in it; arguments: more of its options
    offsets: what spans count: "codepoint" (slices a str), "utf8" (slices bytes) or "utf16"
    jobs: documents that the filter works on at once
    limits: wishes of Hello by their names in the schema, {"max_attributions": 100}
    patience: seconds without any sign of life, a Ping included, after which a filter is killed; start_patience: until
    it has greeted
    attempts: failed starts in a row after which the documents that wait fail with StartFailed
    """

    def __init__(self, program: Union[str, Sequence[str]] = "sayso", *, arguments: Sequence[str] = (),
                 offsets: str = "codepoint", jobs: int = 1, limits: Optional[Mapping[str, int]] = None,
                 patience: float = 60.0, start_patience: float = 60.0, attempts: int = 5) -> None:
        if offsets not in UNITS:
            raise ValueError("offsets is one of %s, not %r" % (", ".join(UNITS), offsets))
        unknown = set(limits or {}) - {one.name for one in schema.LIMITS.values()}
        if unknown:
            raise ValueError("no such limit: %s" % ", ".join(sorted(unknown)))
        command = [program] if isinstance(program, str) else list(program)
        self._command = [*command, "--stdio", *(["--jobs=%d" % jobs] if jobs > 1 else []), *arguments]
        self._hello: Values = {"magic": schema.MAGIC, "min_version": schema.VERSION, "max_version": schema.VERSION,
                               "host": b"sayso-python/0.1.0", "offset_unit": [UNITS[offsets]], "limits": dict(limits or {})}
        self._patience, self._start_patience = patience, start_patience
        self._attempts = attempts
        self._changed = threading.Condition()  # guards all below
        self._waiting: collections.deque[Job] = collections.deque()
        self._flying: collections.OrderedDict[int, Job] = collections.OrderedDict()
        self._flying_cost = 0
        self._cancels: list[int] = []
        self._ping_wanted = False
        self._process: Optional[Process] = None  # the one that runs
        self._latest: Optional[Process] = None   # the writer's: whose input it has to close
        self._ack: Optional[Values] = None
        self._agreed: Values = {}
        self._last_doc = 0
        self._failures = 0  # in a row, without an answer between them
        self._starts = 0
        self._closing = False
        self._writer: Optional[threading.Thread] = None

    # ---- what a caller uses ---------------------------------------------------------------------------

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    @property
    def pid(self) -> Optional[int]:
        """Of the filter, None while none runs."""
        with self._changed:
            return self._process.pid if self._process is not None and self._ack is not None else None

    @property
    def starts(self) -> int:
        """How many times a filter was started."""
        return self._starts

    def annotate(self, texts: Iterable[Text], options: Options = Options(), *, ahead: int = 64) -> Iterator[Document]:
        """An answer for each text, in order, also for those that failed: Document.check raises for those.

        Texts are read `ahead` of the answers, so that the filter never waits; where each must be answered before
        the next is there, use ahead=1. Raises StartFailed when there is no filter to be had."""
        if isinstance(texts, (str, bytes)):
            raise TypeError("annotate takes several texts; for one use annotate_one")
        under_way = UnderWay(self, ahead)
        try:
            for number, text in enumerate(texts):
                under_way.add(self.submit(text, options, key=number))
                while under_way.is_full:
                    yield under_way.next_future().result()
            while under_way:
                yield under_way.next_future().result()
        finally:
            under_way.drop()

    def annotate_one(self, text: Text, options: Options = Options()) -> Document:
        """Raises the exception of its status, but for LIMIT."""
        return self.submit(text, options).future.result().check()

    def submit(self, text: Text, options: Options = Options(), key: Any = None) -> Job:
        """Hands a document over and returns at once; `future` of the job has its Document. The caller bounds how
        many are under way: annotate does."""
        request = text if isinstance(text, Request) else Request(text)
        if request.key is None:
            request = Request(request.text, key, request.media_type, request.language)
        job = Job(bytes_of(request.text), begin_of(request, options), request)
        with self._changed:
            if self._closing:
                raise ClientClosed("the client is closed")
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_all, name="sayso-writer", daemon=True)
                self._writer.start()
            self._waiting.append(job)
            self._changed.notify_all()
        return job

    def drop(self, job: Job) -> None:
        """Nobody waits for it any more: it is not sent, or cancelled."""
        with self._changed:
            job.dropped = True
            if job in self._waiting:
                self._waiting.remove(job)
            elif job.doc in self._flying and job.ended:
                self._cancels.append(job.doc)
            self._changed.notify_all()
        job.future.cancel()

    def close(self) -> None:
        """Ends the filter; documents without an answer fail with ClientClosed. May be called twice."""
        with self._changed:
            self._closing = True
            left = [*self._flying.values(), *self._waiting]
            self._waiting.clear()
            process, busy = self._process, bool(self._flying)
            self._changed.notify_all()
        for job in left:
            job.resolve(ClientClosed("the client was closed before the answer came"))
        if process is not None and busy:
            process.kill()
        if self._writer is not None and self._writer is not threading.current_thread():
            self._writer.join(CLOSED_WITHIN)
        if process is not None and not process.wait(CLOSED_WITHIN):
            process.kill()
            process.wait(CLOSED_WITHIN)

    # ---- the writer's thread ----------------------------------------------------------------------------

    @property
    def _window(self) -> int:
        """Well within max_queued_bytes, so that the filter always reads: a blocked write means a filter that hangs."""
        return min(WINDOW, int(self._agreed.get("max_queued_bytes", 0)) // 2)

    def _has_room(self) -> bool:
        return bool(self._waiting) and (not self._flying or self._flying_cost + self._waiting[0].cost <= self._window)

    def _write_all(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or (
                    self._process is None and self._waiting
                    or self._ack is not None and (self._ping_wanted or self._cancels or self._has_room())))
                process, closing = self._process, self._closing
            if closing:
                break
            if process is None:
                self._start()
                continue
            try:
                self._write_some(process)
            except OSError:
                self._await_end(process)
        if self._latest is not None:
            self._latest.close_input()

    def _await_end(self, process: Process) -> None:
        """It does not read any more; the reader says when all it wrote was read."""
        if not process.wait(CLOSED_WITHIN):
            process.kill()
        process.wait(CLOSED_WITHIN)

    def _write_some(self, process: Process) -> None:
        with self._changed:
            cancels, self._cancels = [doc for doc in self._cancels if doc in self._flying], []
            job = self._take_off() if self._has_room() and self._process is process else None
        self._ping_if_wanted(process)
        for doc in cancels:
            process.send({"doc": doc, "cancel": {}})
        if job is not None:
            self._write_job(process, job)

    def _ping_if_wanted(self, process: Process) -> None:
        if self._ping_wanted:
            self._ping_wanted = False
            process.send({"ping": {"nonce": 1}})

    def _take_off(self) -> Job:
        job = self._waiting.popleft()
        self._last_doc += 1
        job.doc = self._last_doc
        self._flying[job.doc] = job
        self._flying_cost += job.cost
        return job

    def _write_job(self, process: Process, job: Job) -> None:
        # past max_document_bytes the filter drops what comes
        data = memoryview(job.data)[:int(self._agreed["max_document_bytes"]) + 1]
        size = min(CHUNK, int(self._agreed["max_frame_bytes"]) // 2)
        doc = job.doc
        process.send({"doc": doc, "begin": job.begin})
        job.touched = True
        for at in range(0, len(data), size):
            if job.dropped:
                break
            self._ping_if_wanted(process)
            process.send({"doc": doc, "chunk": {"data": data[at:at + size]}})
        with self._changed:
            job.ended = True
            dropped = job.dropped
        process.send({"doc": doc, "cancel" if dropped else "end": {}})

    # ---- starting -------------------------------------------------------------------------------------------

    def _start(self) -> None:
        """Waits as long as the failures before ask for, starts a filter and greets it; what it says comes to on_frame."""
        if self._latest is not None:
            self._latest.close_input()
        with self._changed:
            if self._failures:
                delay = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (self._failures - 1))
                self._changed.wait_for(lambda: self._closing, delay)
            if self._closing:
                return
            try:
                process = Process(self._command, self, self._start_patience)
            except OSError as error:
                self._fail_all(StartFailed("%s: %s" % (self._command[0], error.strerror or error)))
                return
            self._starts += 1
            self._process = self._latest = process
            self._ack, self._agreed = None, {}
            self._ping_wanted, self._cancels = False, []
        try:
            process.send({"hello": self._hello})
        except OSError:
            self._await_end(process)

    def _fail_all(self, error: StartFailed) -> None:
        self._failures = 0
        left, self._waiting = list(self._waiting), collections.deque()
        for job in left:
            job.resolve(error)

    # ---- the reader's thread ----------------------------------------------------------------------------------

    def is_expecting(self, process: Process) -> bool:
        """A document larger than the window may fill the filter's queue, and then it reads no Ping before its answer."""
        with self._changed:
            return self._process is process and (self._ack is None or bool(self._flying) and self._flying_cost <= self._window)

    def on_silence(self, process: Process) -> None:
        with self._changed:
            if self._process is process:
                self._ping_wanted = True
                self._changed.notify_all()

    def on_frame(self, process: Process, frame: Values) -> None:
        if frame["error"] is not None:
            error = frame["error"]
            process.verdict = "FILTER_BROKEN"
            process.reason = "the filter refused byte %d of what it was sent: %s: %s" % (
                error["stream_offset"], schema.name_of(schema.ERROR_CODE, error["code"]),
                text_of(error["message"]))
        elif frame["hello_ack"] is not None:
            self._on_hello_ack(process, frame["hello_ack"])
        elif frame["done"] is not None:
            self._on_done(frame["doc"], frame["done"])
        elif frame["annotations"] is not None:
            job = self._first(frame["doc"])
            job.attributions += frame["annotations"]["attribution"]
            job.credits += frame["annotations"]["credit"]
        elif frame["speakers"] is not None:
            self._first(frame["doc"]).speakers += frame["speakers"]["speaker"]

    def _on_hello_ack(self, process: Process, ack: Values) -> None:
        if ack["magic"] != schema.MAGIC or ack["version"] != schema.VERSION or ack["limits"] is None:
            raise WireError("not a HelloAck of version %d" % schema.VERSION)
        with self._changed:
            self._ack, self._agreed = ack, ack["limits"]
            process.patience = self._patience
            self._changed.notify_all()

    def _first(self, doc: int) -> Job:
        """Answers come in the order of the documents, one after the other."""
        with self._changed:
            first = next(iter(self._flying.values()), None)
        if first is None or first.doc != doc or not first.ended:
            raise WireError("an answer to document %d out of its turn" % doc)
        return first

    def _on_done(self, doc: int, done: Values) -> None:
        job = self._first(doc)
        document = document_of(job, done, self._ack or {})
        if document.ok and (len(document.attributions), len(document.speakers), len(document.credits)) != (
                done["attributions"], done["speakers"], done["credits"]):
            raise WireError("a Done that counts other records than those that came")
        with self._changed:
            del self._flying[doc]
            self._flying_cost -= job.cost
            self._failures = 0
            self._changed.notify_all()
        job.resolve(document)

    def on_end(self, process: Process) -> None:
        """The first document without an answer is the one at hand and fails; those behind it go to the next filter."""
        with self._changed:
            if self._process is not process:
                return
            greeted = self._ack is not None
            flying = list(self._flying.values())
            self._process = self._ack = None
            self._flying.clear()
            self._flying_cost = 0
            victim = flying.pop(0) if flying and flying[0].touched else None
            for job in reversed(flying):
                job.forget_answer()
                if not job.dropped:
                    self._waiting.appendleft(job)
            if not greeted or victim is not None:
                self._failures += 1
            if not greeted and (self._failures >= self._attempts or process.code in FATAL_CODES or process.verdict == "FILTER_BROKEN"):
                self._fail_all(StartFailed("%s: %s" % (self._command[0], process.describe_end())))
            self._changed.notify_all()
        if victim is not None:
            victim.resolve(Document(victim.request.key, process.verdict or "FILTER_DIED", process.describe_end(), text=victim.request.text))


class UnderWay:
    """Documents handed over and not yet given to the caller, bounded in number and bytes."""

    def __init__(self, client: Client, most: int) -> None:
        self._client = client
        self._most = max(1, most)
        self._jobs: collections.deque[Job] = collections.deque()
        self._cost = 0

    def __bool__(self) -> bool:
        return bool(self._jobs)

    @property
    def is_full(self) -> bool:
        return bool(self._jobs) and (len(self._jobs) >= self._most or self._cost >= 2 * WINDOW or self._jobs[0].future.done())

    def add(self, job: Job) -> None:
        self._jobs.append(job)
        self._cost += job.cost

    def next_future(self) -> "Future[Document]":
        job = self._jobs.popleft()
        self._cost -= job.cost
        return job.future

    def drop(self) -> None:
        for job in self._jobs:
            self._client.drop(job)
