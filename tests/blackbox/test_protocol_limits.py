"""Every limit of a session at N - 1, N and N + 1, and the options that set them."""
import subprocess
import unittest
import zlib

import host
import texts
from host import pb

DATA = texts.ARTICLE.encode("utf-8")
LIMITS = {"max_frame_bytes": (262144, 16 << 20), "max_document_bytes": (1, 16 << 20), "max_queued_bytes": (1, 1 << 30),
          "max_attributions": (1, 262144), "max_answer_bytes": (1, 1 << 30), "deadline_ms": (1, 0xFFFFFFFF)}


def option(name, number):
    return "--%s=%s" % (name.replace("_", "-"), number)


def done_with(data, limits=None, options=(), **begin):
    talk = host.talk(host.hello(**(limits or {})) + host.document(1, data, **begin), ("--reproducible", *options))
    if talk.code != 0:
        raise AssertionError(talk)
    return host.done_of(talk.frames, 1), talk.frames


class Options(unittest.TestCase):
    """L1"""

    def in_force(self, name, number, wish=0):
        talk = host.talk(host.hello(**({name: wish} if wish else {})), (option(name, number),))
        self.assertEqual(talk.code, 0)
        return getattr(talk.frames[0].hello_ack.limits, name)

    def test_each_is_the_most_and_what_a_host_has_without_a_wish(self):
        for name, (least, most) in LIMITS.items():
            for number in (least, least + 7, most):
                self.assertEqual(self.in_force(name, number), number, name)
            self.assertEqual(self.in_force(name, least + 7, wish=least + 8), least + 7, name)
            self.assertEqual(self.in_force(name, most, wish=least + 8), least + 8, name)

    def test_what_is_out_of_bounds_or_no_number_is_refused(self):
        for name, (least, most) in LIMITS.items():
            for value in (least - 1, most + 1, "", "many", "-1", "1e3"):
                done = subprocess.run([host.os.environ["SAYSO"], "--stdio", option(name, value)], stdin=subprocess.DEVNULL,
                                      capture_output=True, timeout=host.PATIENCE)
                self.assertEqual((done.returncode, done.stdout), (64, b""), (name, value))
                self.assertIn(name.replace("_", "-").encode(), done.stderr)

    def test_workers(self):
        """J1"""
        for number, code in ((0, 64), (1, 0), (64, 0), (65, 64), ("two", 64)):
            done = subprocess.run([host.os.environ["SAYSO"], "--stdio", "--jobs=%s" % number], input=host.hello(), capture_output=True,
                                  timeout=host.PATIENCE)
            self.assertEqual(done.returncode, code, number)

    def test_they_hold_like_those_of_hello(self):
        size = len(DATA)
        self.assertEqual(done_with(DATA, options=(option("max_document_bytes", size),))[0].status, pb.STATUS_OK)
        self.assertEqual(done_with(DATA, options=(option("max_document_bytes", size - 1),))[0].status, pb.STATUS_TOO_LARGE)
        self.assertEqual(done_with(DATA, options=(option("max_attributions", 1),))[0].attributions, 1)
        self.assertEqual(done_with(texts.long_text(2 << 20), options=(option("deadline_ms", 1),))[0].status, pb.STATUS_DEADLINE)


class Bounds(unittest.TestCase):
    """L2"""

    def test_document(self):
        """The largest there is, of which nothing is read but its length."""
        blank = b" " * (16 << 20)
        for length, status in (((16 << 20) - 1, "OK"), (16 << 20, "OK"), ((16 << 20) + 1, "TOO_LARGE")):
            done, _ = done_with((blank + b" ")[:length])
            self.assertEqual(pb.Status.Name(done.status), "STATUS_" + status)
            self.assertEqual(done.error_offset, 16 << 20 if status == "TOO_LARGE" else 0)

    def test_document_after_inflating(self):
        """D8"""
        for length in (9999, 10000, 10001):
            done, _ = done_with(zlib.compress(b"\n" * length), {"max_document_bytes": 10000}, encoding=pb.ENCODING_ZLIB)
            self.assertEqual(done.status, pb.STATUS_OK if length <= 10000 else pb.STATUS_TOO_LARGE)

    def test_answer(self):
        """Found by halving: one byte more lets all records pass."""
        whole, frames = done_with(DATA)
        low, high = 1, 2 * sum(frame.ByteSize() for frame in frames) + 1000
        self.assertEqual(done_with(DATA, {"max_answer_bytes": high})[0].status, pb.STATUS_OK)
        while high - low > 1:
            middle = (low + high) // 2
            done, _ = done_with(DATA, {"max_answer_bytes": middle})
            if done.status == pb.STATUS_OK:
                high = middle
            else:
                low = middle
        for most, status in ((high - 1, pb.STATUS_LIMIT), (high, pb.STATUS_OK), (high + 1, pb.STATUS_OK)):
            done, frames = done_with(DATA, {"max_answer_bytes": most})
            self.assertEqual(done.status, status)
            sent = [frame for frame in frames if frame.WhichOneof("body") in ("annotations", "speakers")]
            self.assertLessEqual(sum(len(host.framed(frame.SerializeToString())) for frame in sent), most)
            if status == pb.STATUS_OK:
                self.assertEqual(done, whole)

    def test_tags(self):
        """D9"""
        for length in (254, 255, 256):
            media_type = b"text/plain; a=" + b"x" * (length - 14)
            done, _ = done_with(DATA, media_type=media_type)
            self.assertEqual(done.status, pb.STATUS_OK if length <= 255 else pb.STATUS_UNSUPPORTED)

    def test_queue(self):
        """W1: behind a document that passes the bound nothing is read until its Done is written."""
        large = b"7 " * (32 << 10)
        for bound in (8192, len(large) - 1):
            with host.Session() as session:
                session.send(host.hello(max_queued_bytes=bound), host.document(1, large), host.ping(9), host.document(2, b""))
                session.receive_until("hello_ack")
                self.assertEqual(host.bodies([session.receive(), session.receive()]), ["done", "pong"])
                session.receive_until("done", 2)


if __name__ == "__main__":
    unittest.main()
