"""What waits to be written, and what the host owes: reading stops while it owes more than was agreed."""
import collections
import os
import threading
import time

ROOM = 1 << 20  # what a worker may put ahead of the host's reading
PIECE = 4096  # written at once, so that a slow reader is seen to read


class Outbox:
    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.waiting = collections.deque()  # [bytes, what the host owes no more when they are written]
        self.size = 0
        self.owed = 0
        self.closed = False
        self.last_written = time.monotonic()
        self.changed = threading.Condition()

    def owe(self, amount):
        with self.changed:
            self.owed += amount

    def wait_until_owed(self, most, is_stopped):
        with self.changed:
            self.changed.wait_for(lambda: self.owed <= most or is_stopped())

    def wake(self):
        """For those who wait for what is_stopped says."""
        with self.changed:
            self.changed.notify_all()

    def put(self, frame, pays=0):
        """Waits until there is room."""
        with self.changed:
            self.changed.wait_for(lambda: self.size < ROOM)
            self.append(frame, pays)

    def put_at_once(self, frame):
        """Never waits: the host owes the frame itself until it is written."""
        with self.changed:
            self.owed += len(frame)
            last = self.waiting[-1] if self.waiting else None
            if last and isinstance(last[0], bytearray) and len(last[0]) < PIECE:
                last[0] += frame
                last[1] += len(frame)
                self.size += len(frame)
            else:
                self.append(bytearray(frame), len(frame))

    def append(self, data, pays):
        self.waiting.append([data, pays])
        self.size += len(data)
        self.changed.notify_all()

    def close(self):
        """Nothing more will be put."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    # ---- the writer's side

    def next(self):
        """-> [bytes, pays]; None when all is written and nothing more will come"""
        with self.changed:
            self.changed.wait_for(lambda: self.waiting or self.closed)
            return self.waiting.popleft() if self.waiting else None

    def write_all(self):
        """Returns once all is written. Raises OSError when the output is closed."""
        while (item := self.next()) is not None:
            data, pays = item
            at = 0
            while at < len(data):
                at += os.write(self.descriptor, data[at:at + PIECE])
                self.last_written = time.monotonic()
            with self.changed:
                self.size -= len(data)
                self.owed -= pays
                self.changed.notify_all()
