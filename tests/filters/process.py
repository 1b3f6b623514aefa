"""The process around a session: its descriptors, its threads, signals and exit statuses."""
import os
import queue
import select
import signal
import sys
import threading
import time

from frames import FrameReader
from messages import Fault
from outbox import Outbox
from session import Session
from worker import Worker

USAGE, PROGRAM, OUTPUT = 64, 70, 74
PATIENCE = 5  # seconds that a host may read nothing after SIGTERM
TICK = 0.05


def complain(message):
    """To standard error, if that takes it: nobody waits for a pipe that is full."""
    try:
        if select.select([], [2], [], 0)[1]:
            os.write(2, b"quotes_filter: " + message.encode() + b"\n")
    except (OSError, ValueError):
        pass


def leave(status, message=""):
    if message:
        complain(message)
    os._exit(status)


def take_descriptors():
    """Standard output for frames alone: what else prints goes to standard error. -> input, output"""
    if sys.stdin is None or sys.stdout is None:
        leave(USAGE, "standard input and output must be open")
    if os.isatty(0) or os.isatty(1):
        leave(USAGE, "this is for programs: a terminal cannot be the host")
    if sys.stderr is None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    output = os.dup(1)
    os.dup2(2, 1)
    return 0, output


class Process:
    def __init__(self, options):
        self.terms = 0
        self.term_at = None
        signal.signal(signal.SIGTERM, self.on_term)
        self.input, output = take_descriptors()
        self.stop_seen, self.stop = os.pipe()
        self.outbox = Outbox(output)
        self.documents = queue.SimpleQueue()
        self.session = Session(options.bounds, self.documents, self.outbox)
        self.worker = Worker(self.documents, self.outbox, options.is_reproducible)
        self.status = None
        self.is_written = threading.Event()

    def on_term(self, *_):
        self.terms += 1

    def is_stopped(self):
        return self.term_at is not None

    def run(self):
        """Does not return. The main thread waits, so that signals are always seen."""
        for work in (self.read, self.work, self.write):
            threading.Thread(target=self.guard, args=(work,), daemon=True).start()
        while not self.is_written.wait(TICK):
            if self.terms > 1:
                leave(OUTPUT, "terminated twice")
            if self.terms and not self.is_stopped():
                self.stop_reading()
            if self.is_stopped() and time.monotonic() - max(self.term_at, self.outbox.last_written) > PATIENCE:
                if self.outbox.size:
                    leave(OUTPUT, "the host does not read the output")
        leave(self.status)

    def stop_reading(self):
        self.term_at = time.monotonic()
        os.close(self.stop)
        self.outbox.wake()

    def guard(self, work):
        try:
            work()
        except Exception:
            sys.excepthook(*sys.exc_info())
            leave(PROGRAM, "a fault of the filter")

    # ---- one thread each

    def read(self):
        fault = None
        try:
            self.session.serve(FrameReader(self.read_some), self.is_stopped)
        except Fault as found:
            fault = None if self.is_stopped() else found
        if self.session.open:
            self.session.open.abandon()
        self.documents.put(fault)

    def read_some(self, size):
        """-> bytes; none at the end of the input, and once nothing more is to be read"""
        ready = select.select([self.input, self.stop_seen], [], [])[0]
        return b"" if self.stop_seen in ready else os.read(self.input, size)

    def work(self):
        self.status = self.worker.run()
        self.outbox.close()

    def write(self):
        try:
            self.outbox.write_all()
        except OSError:
            leave(OUTPUT, "the output is closed")
        self.is_written.set()
