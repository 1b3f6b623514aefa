"""One run of `sayso --stdio`: its pipes, the thread that reads answers and watches, the one that drains stderr.

The reader never waits for anybody, so that the filter can always write; only the client's writer thread writes. Silence
is counted, not measured: a host that was suspended finds its clock ahead and its filter well."""
from __future__ import annotations

import collections
import logging
import os
import select
import signal
import subprocess
import threading
import time
from typing import Protocol, Sequence

from . import schema, wire
from .frame import FrameBuffer, FrameError, framed

LOG = logging.getLogger("sayso")
PIECE = 16 << 10  # bytes of one write: how finely it is seen that the filter reads
TAIL = 20         # lines of stderr that are kept for messages
REAPED_WITHIN = 5.0


class Owner(Protocol):
    """Who is told; all calls come from the reader's thread."""

    def on_frame(self, process: "Process", frame: wire.Values) -> None: ...

    def on_end(self, process: "Process") -> None: ...

    def is_expecting(self, process: "Process") -> bool:
        """Whether a silent filter would be at fault now."""

    def on_silence(self, process: "Process") -> None:
        """A Ping should be sent."""


class Process:
    def __init__(self, command: Sequence[str], owner: Owner, patience: float) -> None:
        """OSError when the program cannot be started."""
        self.patience = patience  # seconds of silence that it is given; may be changed from on_frame
        self.code = 0      # exit status, negative for a signal; set before on_end
        self.verdict = ""  # FILTER_HUNG or FILTER_BROKEN, when it was ended for that
        self.reason = ""
        self._owner = owner
        self._silence = 0.0
        self._asked = True      # Hello asks for a sign of life as a Ping does
        self._ask_sent = False
        self._writing = False
        self._tail: collections.deque[str] = collections.deque(maxlen=TAIL)
        self._buffer = FrameBuffer()
        # its own process group: Ctrl-C at a terminal is the host's, and a wrapper dies with what it started
        self._popen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       bufsize=0, start_new_session=True)
        self.pid = self._popen.pid
        self._ended = threading.Event()
        self._errors = threading.Thread(target=self._drain_errors, name="sayso-stderr", daemon=True)
        self._reader = threading.Thread(target=self._read, name="sayso-reader", daemon=True)
        self._errors.start()
        self._reader.start()

    # ---- writing: the client's writer thread ------------------------------------------------------

    def send(self, values: wire.Values) -> None:
        """One HostFrame. Blocks while the filter does not read; OSError when it never will."""
        assert self._popen.stdin is not None
        data = memoryview(framed(wire.encode(values, schema.HOST_FRAME)))
        self._writing = True
        try:
            for at in range(0, len(data), PIECE):
                piece = data[at:at + PIECE]
                while piece:
                    piece = piece[os.write(self._popen.stdin.fileno(), piece):]
                    self._silence = 0.0
        finally:
            self._writing = False
        if "hello" in values or "ping" in values:
            self._ask_sent = True

    def close_input(self) -> None:
        assert self._popen.stdin is not None
        try:
            self._popen.stdin.close()
        except OSError:
            pass

    # ---- its end: any thread ------------------------------------------------------------------------

    def kill(self, verdict: str = "", reason: str = "") -> None:
        if not self.verdict:
            self.verdict, self.reason = verdict, reason
        if self._popen.returncode is None:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self._popen.kill()

    def wait(self, seconds: float) -> bool:
        """-> whether it has ended and all it wrote was read"""
        return self._ended.wait(seconds)

    def describe_end(self) -> str:
        how = "killed by signal %d" % -self.code if self.code < 0 else "exit status %d" % self.code
        parts = [self.reason or "the filter ended (%s)" % how]
        return "; ".join(parts + list(self._tail)[-1:])

    # ---- reading: threads of its own ------------------------------------------------------------------

    def _drain_errors(self) -> None:
        assert self._popen.stderr is not None
        with open(self._popen.stderr.fileno(), encoding="utf-8", errors="replace", closefd=False) as lines:
            for line in lines:
                self._tail.append(line.rstrip("\n"))
                LOG.warning("%s", line.rstrip("\n"))

    def _read(self) -> None:
        try:
            while data := self._next_bytes():
                for body in self._buffer.feed(data):
                    self._owner.on_frame(self, wire.decode(body, schema.PLUGIN_FRAME))
            # a frame that the end cut is the death's doing, whatever its bytes
        except (FrameError, wire.WireError) as error:
            self.kill("FILTER_BROKEN", str(error))
        self._reap()
        self._owner.on_end(self)
        self._ended.set()

    def _next_bytes(self) -> bytes:
        assert self._popen.stdout is not None
        descriptor = self._popen.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        before, tick = time.monotonic(), min(1.0, self.patience / 8)
        while not poll.poll(tick * 1000):
            now = time.monotonic()
            self._watch(min(now - before, 2 * tick))
            before = now
        data = os.read(descriptor, 1 << 16)
        self._silence, self._asked = 0.0, self._asked and not data
        return data

    def _watch(self, silent: float) -> None:
        if not self._owner.is_expecting(self):
            self._silence = 0.0
            return
        self._silence += silent
        if self._silence >= self.patience / 2 and not self._asked:
            self._asked, self._ask_sent = True, False
            self._owner.on_silence(self)
        if self._silence >= self.patience and (self._ask_sent or self._writing):
            self.kill("FILTER_HUNG", "the filter gave no sign of life for %g s" % self.patience)

    def _reap(self) -> None:
        """Closed its output: it is at its end, or is brought there."""
        assert self._popen.stdout is not None and self._popen.stderr is not None
        try:
            self.code = self._popen.wait(REAPED_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()
            self.code = self._popen.wait()
        self._errors.join(1)
        self._popen.stdout.close()
        if not self._errors.is_alive():
            self._popen.stderr.close()
