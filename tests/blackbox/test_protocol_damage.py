"""Hosts gone mad: whatever comes in, the process ends in time, in bounded memory, with a documented exit code."""
import random
import time
import unittest

import host
import texts
from host import pb

DATA = texts.ARTICLE.encode("utf-8")
CODES = (0, 76)  # what a host can bring about by what it sends: no more than the end, or a protocol fault
SECONDS = 60  # ten on an ordinary machine; one under load or a sanitizer takes longer
SESSIONS = 300


def honest_session():
    return (host.hello(units=[2, 1], capability=[b"stream"], max_frame_bytes=1 << 20, deadline_ms=60000)
            + host.ping(1) + host.document(1, DATA[:900], 100, include_text=True, media_type=b"text/plain")
            + host.begin(2, language=b"en-GB", strict_text=True) + host.chunk(2, DATA[:50]) + host.cancel(2)
            + host.document(3, DATA[:300], 13, encoding=pb.ENCODING_IDENTITY, min_confidence_permille=200)
            + host.cancel(1) + host.document(4, b"") + host.ping(2))


def damaged(session, dice):
    """One to six wounds: a bit turned, a piece cut out, repeated or put in."""
    data = bytearray(session)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(data) + 1)
        length = dice.choice((1, 1, 2, 3, 8, 40, 300))
        wound = dice.randrange(5)
        if wound == 0 and at < len(data):
            data[at] ^= 1 << dice.randrange(8)
        elif wound == 1:
            del data[at:at + length]
        elif wound == 2:
            data[at:at] = data[at:at + length]
        elif wound == 3:
            data[at:at] = bytes(dice.randrange(256) for _ in range(length))
        else:
            del data[max(at, len(data) // 4):]
    return bytes(data)


class Damage(unittest.TestCase):
    """F1, F3, S2, D3"""

    def survive(self, data, note, codes=CODES):
        begun = time.monotonic()
        talk = host.talk(data, timeout=SECONDS)
        self.assertLess(time.monotonic() - begun, SECONDS, note)
        self.assertIn(talk.code, codes, "%s: %s" % (note, talk.errors))
        self.assertEqual(host.error_of(talk.frames) is not None, talk.code == 76, note)
        ids = [doc for doc, _ in host.statuses(talk.frames)]
        self.assertEqual(ids, sorted(set(ids)), note)
        return talk

    def test_honest_session(self):
        talk = self.survive(honest_session(), "honest", codes=(0,))
        self.assertEqual([doc for doc, _ in host.statuses(talk.frames)], [1, 2, 3, 4])
        self.assertEqual(host.bodies(talk.frames).count("pong"), 2)

    def test_damaged_sessions(self):
        session, codes = honest_session(), []
        for seed in range(SESSIONS):
            codes.append(self.survive(damaged(session, random.Random(seed)), "seed %d" % seed).code)
        self.assertGreater(codes.count(76), SESSIONS // 2)
        self.assertGreater(codes.count(0), 0)

    def test_noise(self):
        for seed in range(10):
            dice = random.Random(seed)
            self.survive(bytes(dice.randrange(256) for _ in range(5000)), "noise %d" % seed, codes=(76,))

    def test_frame_of_empty_messages(self):
        for size in (256 << 10, 4 << 20):
            for field in (b"\x1a\x00", b"\x12\x02\x32\x00", b"\x12\x00", b"\x22\x00\x2a\x00", b"\xa2\x06\x00"):
                frame = host.framed(field * (size // len(field)))
                talk = self.survive(host.hello() + host.document(1, DATA) + frame, field, codes=(76,))
                self.assertEqual((host.error_of(talk.frames), host.statuses(talk.frames)), ("PARSE", [(1, "OK")]))

    def test_hello_of_nothing_but_units_and_capabilities(self):
        for field in (b"\x28\x01", b"\x3a\x00"):
            body = field * 30000
            talk = self.survive(host.framed(b"\x12" + host.varint(len(body)) + body), field, codes=(76,))
            self.assertEqual(host.error_of(talk.frames), "PARSE")
        packed = b"\x2a" + host.varint(60000) + b"\x01" * 60000
        talk = self.survive(host.framed(b"\x12" + host.varint(len(packed)) + packed), "packed", codes=(76,))
        self.assertEqual(host.error_of(talk.frames), "PARSE")

    def test_length_without_bytes(self):
        talk = self.survive(host.hello(max_frame_bytes=16 << 20) + host.varint(16 << 20) + b"\x08\x01", "claim", codes=(76,))
        self.assertEqual(host.error_of(talk.frames), "FRAME")

    def test_largest_documents(self):
        """As many bytes as the limits let be open and queued at once."""
        blank = b" " * (16 << 20)
        sent = host.hello(max_frame_bytes=16 << 20) + b"".join(host.document(n, blank, 15 << 20) for n in range(1, 7))
        talk = self.survive(sent, "blank", codes=(0,))
        self.assertEqual(len(host.statuses(talk.frames)), 6)

    def test_two_thousand_documents(self):
        sent = host.hello() + b"".join(host.begin(n) + host.end(n) for n in range(1, 2001))
        talk = self.survive(sent, "many", codes=(0,))
        self.assertEqual(host.statuses(talk.frames), [(n, "OK") for n in range(1, 2001)])

    def test_a_hundred_thousand_hints(self):
        sent = host.hello() + b"".join(host.document(n, b"x") for n in range(1, 1001)) + host.cancel(500) * 100000
        self.survive(sent, "hints", codes=(0,))


if __name__ == "__main__":
    unittest.main()
