"""Who waits for whom: writing before reading, watchdogs, cancels, ends of all kinds."""
import fcntl
import io
import os
import subprocess
import sys
import termios
import threading
import time
import unittest

import host
import texts
from host import pb

DATA = texts.ARTICLE.encode("utf-8")
PIPE = 64 << 10  # what a pipe holds
# Seconds of work on any machine, so that what follows at once finds it unfinished.
SLOW = texts.long_text(2 << 20)
LARGE = b"7 " * (8 << 20)  # no words, but as many tokens


def fill(descriptor, frame):
    """Writes a frame again and again until nothing more is taken. -> bytes written"""
    written, patience, many = 0, 100, frame * 4096
    os.set_blocking(descriptor, False)
    while patience:
        try:
            written += os.write(descriptor, many[written % len(frame):])
            patience = 100
        except BlockingIOError:
            patience -= 1
            time.sleep(0.01)
    os.set_blocking(descriptor, True)
    return written


class Flow(unittest.TestCase):
    """W1"""

    def test_two_hundred_documents_before_the_first_answer_is_read(self):
        documents = b"".join(host.document(n, DATA * 2, include_text=True) for n in range(1, 201))
        self.assertGreater(len(documents), 3 * PIPE)
        with host.Session() as session:
            session.send(host.hello(), documents)
            session.close_input()
            frames = session.rest()
            self.assertEqual(session.wait(), 0)
        self.assertGreater(sum(frame.ByteSize() for frame in frames), 3 * PIPE)
        self.assertEqual(host.statuses(frames), [(n, "OK") for n in range(1, 201)])
        docs = [frame.doc for frame in frames]
        self.assertEqual(docs, sorted(docs), "frames of two documents are mixed")

    def test_many_pings_before_the_first_answer_is_read(self):
        count = 3 * PIPE // 10
        with host.Session() as session:
            session.send(host.hello(), *[host.ping(n) for n in range(count)])
            session.close_input()
            nonces = [frame.pong.nonce for frame in session.rest()[1:]]
            self.assertEqual(session.wait(), 0)
        self.assertEqual(nonces, list(range(count)))

    def test_past_the_bound_reading_stops_until_answers_are_read(self):
        """A host that writes and does not read fills the queue and the pipes, and no more."""
        bound, one = 256 << 10, host.ping(9)
        with host.Session() as session:
            session.send(host.hello(max_queued_bytes=bound))
            written = fill(session.process.stdin.fileno(), one)
            self.assertLess(written, bound + 4 * PIPE)
            writer = threading.Thread(target=lambda: (session.send(one[written % len(one):]), session.close_input()))
            writer.start()
            frames = session.rest()
            writer.join()
            self.assertEqual(session.wait(), 0)
        self.assertEqual(host.bodies(frames), ["hello_ack"] + ["pong"] * (written // len(one) + 1))

    def test_document_larger_than_the_bound(self):
        talk = host.talk(host.hello(max_queued_bytes=1) + host.document(1, DATA) + host.document(2, DATA) + host.ping())
        self.assertEqual((talk.code, host.statuses(talk.frames)), (0, [(1, "OK"), (2, "OK")]))
        self.assertEqual(host.bodies(talk.frames)[-1], "pong")

    def test_ping_is_answered_while_a_document_is_worked_on(self):
        """W2"""
        with host.Session() as session:
            session.send(host.hello(), host.document(1, SLOW), host.ping(11))
            frames = session.receive_until("pong")
            self.assertNotIn("done", host.bodies(frames))
            session.send(host.cancel(1))
            session.receive_until("done", 1)

    def test_pongs_while_a_document_of_16_mib_is_worked_on(self):
        """W2, W3"""
        with host.Session() as session:
            session.send(host.hello(), host.document(1, LARGE))
            for nonce in range(1, 20):
                session.send(host.ping(nonce))
                frames = session.receive_until("pong")
                self.assertEqual((frames[-1].pong.nonce, host.statuses(frames)), (nonce, []))
            session.send(host.cancel(1))
            self.assertEqual(host.statuses(session.receive_until("done", 1)), [(1, "CANCELLED")])

    def test_a_host_that_pauses_anywhere(self):
        """F1: in a length, in a frame, between frames: nothing is decided until the rest has come."""
        sent = host.hello() + host.begin(1) + host.chunk(1, DATA) + host.end(1)
        with host.Session() as session:
            for at in range(0, len(sent), 97):
                session.send(sent[at:at + 97])
                time.sleep(0.002)
            for byte in host.ping(300):
                session.send(bytes([byte]))
                time.sleep(0.02)
            self.assertEqual(host.bodies(session.receive_until("pong")).count("hello_ack"), 1)
            session.close_input()
            self.assertEqual(session.wait(), 0)

    def test_a_host_that_reads_byte_by_byte(self):
        """W1"""
        with host.Session() as session:
            session.send(host.hello(), *[host.document(n, DATA, include_text=True) for n in range(1, 6)])
            session.close_input()
            output = b""
            while byte := os.read(session.process.stdout.fileno(), 1):
                output += byte
            self.assertEqual(session.wait(), 0)
        self.assertEqual(host.statuses(host.frames_of(io.BytesIO(output))), [(n, "OK") for n in range(1, 6)])

    def test_nothing_is_written_for_an_open_document(self):
        with host.Session() as session:
            session.send(host.hello(), host.begin(1), host.chunk(1, DATA * 20), host.ping(3))
            self.assertEqual(host.bodies(session.receive_until("pong")), ["hello_ack", "pong"])
            session.send(host.end(1))
            self.assertEqual(host.done_of(session.receive_until("done", 1), 1).status, pb.STATUS_OK)


class Cancel(unittest.TestCase):
    """W3"""

    def test_of_the_document_that_is_worked_on(self):
        talk = host.talk(host.hello() + host.document(1, SLOW) + host.cancel(1) + host.document(2, DATA))
        self.assertEqual((talk.code, host.statuses(talk.frames)), (0, [(1, "CANCELLED"), (2, "OK")]))
        self.assertEqual(host.records_of(talk.frames, 1), ([], [], []))

    def test_of_documents_that_wait(self):
        sent = host.hello() + host.document(1, SLOW) + b"".join(host.document(n, DATA) for n in range(2, 7))
        talk = host.talk(sent + host.cancel(4) + host.cancel(2) + host.cancel(4) + host.cancel(1))
        self.assertEqual(host.statuses(talk.frames), [(1, "CANCELLED"), (2, "CANCELLED"), (3, "OK"), (4, "CANCELLED"), (5, "OK"), (6, "OK")])
        self.assertEqual(talk.code, 0)

    def test_of_an_answered_document_changes_nothing(self):
        with host.Session() as session:
            session.send(host.hello(), host.document(1, DATA))
            session.receive_until("done", 1)
            session.send(host.cancel(1), host.ping())
            session.close_input()
            self.assertEqual(host.bodies(session.rest()), ["pong"])
            self.assertEqual(session.wait(), 0)

    def test_deadline_while_it_is_worked_on(self):
        """D7"""
        talk = host.talk(host.hello() + host.document(1, SLOW, deadline_ms=300) + host.document(2, DATA))
        self.assertEqual((talk.code, host.statuses(talk.frames)), (0, [(1, "DEADLINE"), (2, "OK")]))


class End(unittest.TestCase):
    """W4"""

    def test_end_of_input_waits_for_the_answers(self):
        """S1"""
        talk = host.talk(host.hello() + b"".join(host.document(n, DATA) for n in range(1, 30)))
        self.assertEqual((talk.code, len(host.statuses(talk.frames))), (0, 29))

    def test_end_of_input_anywhere(self):
        """S1, S2: on a frame's border with none open it is the end, elsewhere a fault."""
        frames = [host.hello(), host.begin(1), host.chunk(1, b"Ann Moor said no."), host.end(1), host.begin(2), host.cancel(2), host.ping(5)]
        whole = b"".join(frames)
        borders = {sum(map(len, frames[:n])) for n in (0, 1, 4, 6, 7)}
        for length in range(len(whole) + 1):
            talk = host.talk(whole[:length])
            expected = (0, None) if length in borders else (76, "FRAME")
            self.assertEqual((talk.code, host.error_of(talk.frames)), expected, length)
            ended = [(1, "OK")] * (length >= sum(map(len, frames[:4]))) + [(2, "CANCELLED")] * (length >= sum(map(len, frames[:6])))
            self.assertEqual(host.statuses(talk.frames), ended, length)

    def test_idle_end_of_input(self):
        """S1"""
        with host.Session() as session:
            session.send(host.hello())
            session.receive_until("hello_ack")
            session.close_input()
            self.assertEqual((session.rest(), session.wait()), ([], 0))

    def test_documents_that_ended_are_answered_before_the_error(self):
        """S2"""
        documents = b"".join(host.document(n, DATA) for n in range(1, 40))
        talk = host.talk(host.hello() + documents + host.begin(40) + host.begin(41))
        self.assertEqual((talk.code, host.error_of(talk.frames)), (76, "SEQUENCE"))
        self.assertEqual(host.statuses(talk.frames), [(n, "OK") for n in range(1, 40)])
        self.assertEqual(talk.frames[-1].error.stream_offset, len(host.hello() + documents + host.begin(40)))

    def test_closed_output(self):
        with host.Session() as session:
            session.send(host.hello())
            session.receive_until("hello_ack")
            session.process.stdout.close()
            session.send(host.document(1, DATA))
            self.assertEqual(session.wait(), 74)
            self.assertIn(b"output", session.process.stderr.read())

    def test_output_closed_while_much_waits(self):
        with host.Session() as session:
            session.send(host.hello(), b"".join(host.document(n, DATA, include_text=True) for n in range(1, 100)))
            session.process.stdout.close()
            self.assertEqual(session.wait(), 74)

    def test_terminated_while_idle(self):
        with host.Session() as session:
            session.send(host.hello())
            session.receive_until("hello_ack")
            session.process.terminate()
            self.assertEqual((session.rest(), session.wait()), ([], 0))

    def test_terminated_with_documents_ended_and_one_open(self):
        with host.Session() as session:
            session.send(host.hello(), host.document(1, SLOW[:64 << 10]), host.document(2, DATA), host.begin(3), host.ping())
            frames = session.receive_until("pong")
            session.process.terminate()
            frames += session.rest()
            self.assertEqual(session.wait(), 0)
        self.assertEqual(host.statuses(frames), [(1, "OK"), (2, "OK")])

    def test_terminated_twice(self):
        with host.Session() as session:
            session.send(host.hello(), host.document(1, SLOW), host.ping())
            session.receive_until("pong")
            session.process.terminate()
            time.sleep(0.2)
            session.process.terminate()
            self.assertEqual(session.wait(), 74)

    def blocked(self):
        """-> a session whose output is full and whose host has not read yet"""
        session = host.Session()
        session.send(host.hello(), b"".join(host.document(n, DATA, include_text=True) for n in range(1, 121)))
        waiting, before, still = bytearray(4), 0, 0
        while still < 20 and session.process.poll() is None:
            fcntl.ioctl(session.process.stdout, termios.FIONREAD, waiting)
            now = int.from_bytes(waiting, sys.byteorder)
            still = still + 1 if now == before and now > PIPE // 8 else 0
            before = now
            time.sleep(0.02)
        return session

    def test_terminated_with_a_host_that_does_not_read(self):
        """It is given up after five seconds."""
        with self.blocked() as session:
            session.process.terminate()
            self.assertEqual(session.wait(), 74)

    def test_terminated_with_a_host_that_reads_late(self):
        with self.blocked() as session:
            session.process.terminate()
            time.sleep(1)
            frames = session.rest()
            self.assertEqual(session.wait(), 0)
        done = host.statuses(frames)
        self.assertEqual(done, [(n, "OK") for n in range(1, len(done) + 1)])
        self.assertGreater(len(done), 0)


class Descriptors(unittest.TestCase):
    """W5"""

    def test_a_terminal_is_refused(self):
        ours, theirs = os.openpty()
        try:
            for pipes in ({"stdin": theirs, "stdout": subprocess.PIPE}, {"stdin": subprocess.PIPE, "stdout": theirs}):
                process = host.start(**pipes)
                _, errors = process.communicate(timeout=host.PATIENCE)
                self.assertEqual(process.returncode, 64)
                self.assertIn(b"terminal", errors)
        finally:
            os.close(ours)
            os.close(theirs)

    def test_closed_input_or_output(self):
        for redirection in ("<&-", ">&-"):
            done = subprocess.run(["sh", "-c", 'exec "$SAYSO" --stdio ' + redirection], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=host.PATIENCE)
            self.assertEqual((done.returncode, done.stdout), (64, b""))

    def test_closed_stderr(self):
        """F4"""
        done = subprocess.run(["sh", "-c", 'exec "$SAYSO" --stdio 2>&-'], input=host.hello() + host.document(1, DATA),
                              stdout=subprocess.PIPE, timeout=host.PATIENCE)
        self.assertEqual(done.returncode, 0)
        frame = host.read_frame(io.BytesIO(done.stdout))
        self.assertEqual(pb.PluginFrame.FromString(frame).WhichOneof("body"), "hello_ack")

    def test_standard_output_is_set_aside(self):
        """F4: descriptor 1 is the same file as descriptor 2 once the session runs."""
        with host.Session() as session:
            session.send(host.hello())
            session.receive_until("hello_ack")
            folder = "/proc/%d/fd/" % session.process.pid
            self.assertEqual(os.readlink(folder + "1"), os.readlink(folder + "2"))


if __name__ == "__main__":
    unittest.main()
