"""Streamed documents: what comes before the End, and that it makes the same records in the end."""
import random
import textwrap
import time
import unittest
import zlib

import host
import texts
from host import pb

STREAM = {"capability": [b"stream"]}
FIRST = 16 << 10  # bytes, before which nothing is final
PROVISIONAL = 1 << 30


def annotate(data, stream=True, limits=None, size=1 << 20, options=("--reproducible",), **begin):
    hello = host.hello(**(STREAM if stream else {}), **(limits or {}))
    return host.talk(hello + host.document(1, data, size, **begin), options)


def merged(frames, doc=1):
    """-> attributions by id, speakers by id and credits of a document, as a host that follows merged_into keeps them"""
    attributions, speakers, credits = host.records_of(frames, doc)
    kept = {one.id: one for one in speakers}
    gone = {one.id: one.merged_into for one in kept.values() if one.merged_into}
    for one in attributions:
        one.speaker = gone.get(one.speaker, one.speaker)
    return ({one.id: one for one in attributions}, {one.id: one for one in kept.values() if one.id not in gone}, credits)


def body_kinds(frames):
    return [kind for kind in host.bodies(frames) if kind in ("annotations", "speakers", "done")]


def wrapped(data):
    """The same paragraphs, as a PDF gives them: lines of 72 characters."""
    paragraphs = data.decode("utf-8").split("\n\n")
    return "\n\n".join(textwrap.fill(one, 72) for one in paragraphs).encode("utf-8")


class Same(unittest.TestCase):
    """R2: streamed or not, a document has the same records."""

    def same(self, data, streamed=True, **options):
        plain, stream = (annotate(data, stream=way, **options) for way in (False, True))
        self.assertEqual((plain.code, stream.code), (0, 0))
        whole, pieces = merged(plain.frames), merged(stream.frames)
        self.assertEqual(list(pieces[0]), sorted(pieces[0]), "attributions come in the order of their ids")
        for mine, theirs in zip(whole, pieces):
            self.assertEqual(mine, theirs)
        done = host.done_of(stream.frames, 1)
        self.assertEqual(host.done_of(plain.frames, 1), done, "R6: counts are those of what is valid at the end")
        self.assertEqual((done.attributions, done.speakers, done.credits), tuple(len(one) for one in pieces))
        self.assertEqual(body_kinds(stream.frames).count("annotations") > 1, streamed)
        self.assertLessEqual({one.speaker for one in pieces[0].values()}, {0} | set(pieces[1]))
        return stream

    def test_texts(self):
        for seed, size in ((0, 20000), (1, 33333), (2, 48000)):
            stream = self.same(texts.chronicle(size, seed), include_text=True)
            self.assertGreater(host.done_of(stream.frames, 1).attributions, 30)

    def test_more_than_a_hundred_kilobytes(self):
        data = texts.ARTICLE.encode("utf-8") + texts.chronicle(110 << 10, 3)
        stream = self.same(data)
        self.assertGreater(host.done_of(stream.frames, 1).attributions, 300)
        self.assertGreater(body_kinds(stream.frames).count("annotations"), 10)

    def test_short_texts_come_at_their_end(self):
        for length in (0, 1, 700, FIRST - 1):
            stream = self.same(texts.chronicle(FIRST)[:length], streamed=False)
            self.assertFalse([one for one in host.records_of(stream.frames, 1)[1] if one.id > PROVISIONAL])

    def test_where_nothing_is_final_yet(self):
        """Texts cut close to the places where they are looked at."""
        data = texts.chronicle(24000, 4)
        for length in (FIRST, FIRST + 1, FIRST + FIRST // 8 - 1, FIRST + FIRST // 8 + 1):
            self.same(data[:length])

    def test_carriage_returns_and_a_byte_order_mark(self):
        self.same(b"\xef\xbb\xbf" + texts.chronicle(20000, 5).replace(b"\n", b"\r\n"))

    def test_hard_wrapped_lines(self):
        self.same(wrapped(texts.chronicle(20000, 6)))

    def test_bad_utf8(self):
        stream = self.same(texts.chronicle(20000, 7).replace("ü".encode("utf-8"), b"\xfc"), include_text=True)
        self.assertGreater(host.done_of(stream.frames, 1).replaced_sequences, 3)

    def test_one_paragraph(self):
        """Nothing settles in a paragraph that has not ended."""
        self.same(texts.chronicle(20000, 8).replace(b"\n\n", b" "), streamed=False)

    def test_options_of_begin(self):
        self.same(texts.chronicle(20000, 9), outermost_only=True, min_confidence_permille=600)

    def test_in_every_unit(self):
        data = texts.chronicle(20000, 10)
        for unit in (pb.OFFSET_UNIT_UTF16_UNIT, pb.OFFSET_UNIT_CODE_POINT):
            self.same(data, limits={"units": [unit]})


def damaged(data, dice):
    """Quotation marks put in and taken out, paragraphs joined and cut, things repeated."""
    text = data.decode("utf-8")
    for _ in range(dice.randrange(120)):
        at = dice.randrange(len(text))
        after = text.find("\n\n", at)
        wound = dice.randrange(6)
        if wound == 0:
            text = text[:at] + dice.choice("“”\"'‘’«»") + text[at:]
        elif wound == 1:
            text = text[:at] + text[at + dice.randrange(1, 60):]
        elif wound == 2:
            text = text[:at] + "\n" * dice.randrange(1, 4) + text[at:]
        elif wound == 3:
            text = text[:at] + text[max(0, at - 500):at] + text[at:]
        elif wound == 4 and after > 0:
            text = text[:after] + " " + text[after + 2:]
        else:
            text = text[:at] + dice.choice((" Mr. ", " U.S. ", " he said ", " she added, ", ", who ", " and Ada Holm said ")) + text[at:]
    return text.encode("utf-8")


class Many(unittest.TestCase):
    """R2"""

    def test_damaged_texts(self):
        """A session of them, streamed and not."""
        dices = [random.Random(seed) for seed in range(40)]
        data = [damaged(texts.chronicle(dice.randrange(FIRST, 40000), number), dice) for number, dice in enumerate(dices)]
        sent = b"".join(host.document(n, one, 9000, outermost_only=n % 3 == 0, min_confidence_permille=n % 4 * 200)
                        for n, one in enumerate(data, 1))
        plain = host.talk(host.hello() + sent, timeout=4 * host.PATIENCE)
        stream = host.talk(host.hello(**STREAM) + sent, timeout=4 * host.PATIENCE)
        early = 0
        for n in range(1, len(data) + 1):
            self.assertEqual(host.done_of(stream.frames, n), host.done_of(plain.frames, n), n)
            early += any(one.id > PROVISIONAL for one in host.records_of(stream.frames, n)[1])
            self.assertEqual(merged(stream.frames, n), merged(plain.frames, n), n)
        self.assertGreater(early, len(data) // 2)


class Pieces(unittest.TestCase):
    """R3: the frames of a streamed document depend on its bytes alone."""

    def test_cuts(self):
        data = texts.chronicle(22000, 11)
        whole = annotate(data).frames
        for size in (1, 997, FIRST, 20000):
            self.assertEqual(annotate(data, size=size).frames, whole, size)
        self.assertEqual(annotate(zlib.compress(data), size=100, encoding=pb.ENCODING_ZLIB).frames, whole)

    def test_other_documents(self):
        data = texts.chronicle(22000, 12)
        alone = [frame for frame in annotate(data).frames if frame.doc == 1]
        talk = host.talk(host.hello(**STREAM) + host.document(1, data, 3000) + host.document(2, data[:500]) + host.document(3, data))
        order = [frame.doc for frame in talk.frames if frame.doc]
        self.assertEqual(order, sorted(order), "D3: frames of documents do not mix")
        for doc in (1, 3):
            mine = [frame for frame in talk.frames if frame.doc == doc]
            for frame in mine:
                frame.doc = 1
            self.assertEqual(mine, alone)


class Early(unittest.TestCase):
    """R1: records come before the End."""
    DATA = texts.chronicle(24000, 13)

    def first(self, session, data=DATA, **begin):
        """Sends an open document. -> the frames up to its first records"""
        session.send(host.hello(**STREAM), host.begin(1, **begin), host.chunk(1, data))
        return session.receive_until("annotations", 1)

    def test_annotations_and_their_speakers(self):
        """R4"""
        with host.Session() as session:
            early = self.first(session) + session.receive_until("speakers", 1)
            attributions, speakers, credits = host.records_of(early, 1)
            self.assertEqual([one.id for one in attributions], list(range(1, len(attributions) + 1)))
            self.assertEqual(credits, [])
            self.assertLessEqual({one.speaker for one in attributions}, {0} | {one.id for one in speakers})
            self.assertTrue(all(one.id > PROVISIONAL and one.name and not one.member for one in speakers), "R4")
            self.assertLess(max(span.end for one in attributions for span in one.content), FIRST)
            session.send(host.end(1))
            late = session.receive_until("done", 1)
        merges = {one.id: one.merged_into for one in host.records_of(late, 1)[1] if one.merged_into}
        self.assertEqual(merges.keys() & {one.id for one in speakers}, {one.id for one in speakers}, "R4: each is merged")
        sent = {one.id: one for one in attributions}
        whole = merged(annotate(self.DATA, stream=False).frames)[0]
        for number, one in sent.items():
            one.speaker = merges.get(one.speaker, 0)
            self.assertEqual(one, whole[number], "R1: what was sent is final")

    def test_compressed(self):
        """R5"""
        data = zlib.compress(texts.chronicle(60000, 13))
        with host.Session() as session:
            self.assertTrue(self.first(session, data[:-1], encoding=pb.ENCODING_ZLIB))
            session.send(host.cancel(1))
            self.assertEqual(host.done_of(session.receive_until("done", 1), 1).status, pb.STATUS_CANCELLED)

    def test_markdown_has_nothing_before_its_end(self):
        """R5"""
        with host.Session() as session:
            session.send(host.hello(**STREAM), host.document(1, self.DATA, media_type=b"text/markdown; charset=utf-8"))
            frames = session.receive_until("done", 1)
        self.assertEqual(host.done_of(frames, 1).status, pb.STATUS_OK)
        self.assertEqual(body_kinds(frames), ["annotations", "speakers", "done"])
        self.assertLess(max(one.id for one in host.records_of(frames, 1)[1]), PROVISIONAL)

    def test_the_second_document_waits_for_the_first(self):
        """D3: an open document's records come when it is first."""
        sent = host.hello(**STREAM) + host.document(1, self.DATA) + host.begin(2) + host.chunk(2, self.DATA)
        for options in ((), ("--jobs=2",)):
            with host.Session(options) as session:
                session.send(sent)
                frames = session.receive_until("annotations", 2)
                self.assertEqual(host.statuses(frames), [(1, "OK")])
                docs = [frame.doc for frame in frames if frame.doc]
                self.assertEqual(docs, sorted(docs))
                session.send(host.cancel(2))
                self.assertEqual(host.statuses(session.receive_until("done", 2)), [(2, "CANCELLED")])

    def test_pings_between(self):
        """W2"""
        with host.Session() as session:
            self.first(session)
            session.send(host.ping(5))
            session.receive_until("pong")


class Faults(unittest.TestCase):
    """R6: what ends a document after records of it were sent."""
    DATA = texts.chronicle(24000, 14)
    SMALL = texts.ARTICLE.encode("utf-8")

    def ends(self, frames, status, limits=None, **begin):
        """Records come, then `frames` end document 1, and document 2 is not touched."""
        with host.Session() as session:
            session.send(host.hello(**STREAM, **(limits or {})), host.begin(1, **begin), host.chunk(1, self.DATA))
            session.receive_until("annotations", 1)
            session.send(frames, host.document(2, self.SMALL))
            done = host.done_of(session.receive_until("done", 1), 1)
            self.assertEqual(host.statuses(session.receive_until("done", 2)), [(2, "OK")])
            session.close_input()
            self.assertEqual((session.rest(), session.wait()), ([], 0))
        self.assertEqual(pb.Status.Name(done.status), "STATUS_" + status)
        self.assertEqual((done.attributions, done.speakers, done.credits), (0, 0, 0))
        self.assertTrue(done.message)
        return done

    def test_cancel(self):
        self.ends(host.cancel(1), "CANCELLED")

    def test_bad_text(self):
        done = self.ends(host.chunk(1, b"\xff") + host.end(1), "INVALID_TEXT", strict_text=True)
        self.assertEqual(done.error_offset, len(self.DATA))

    def test_too_large(self):
        size = len(self.DATA)
        done = self.ends(host.chunk(1, b"!") + host.chunk(1, b"!") + host.end(1), "TOO_LARGE", limits={"max_document_bytes": size})
        self.assertEqual(done.error_offset, size)

    def test_deadline(self):
        with host.Session() as session:
            session.send(host.hello(**STREAM), host.begin(1, deadline_ms=200), host.chunk(1, texts.long_text(1 << 20)), host.ping())
            session.receive_until("pong")
            outlast_deadline(session)
            session.send(host.end(1), host.document(2, self.SMALL))
            self.assertEqual(host.statuses(session.receive_until("done", 2)), [(1, "DEADLINE"), (2, "OK")])

    def test_deadline_while_nothing_comes(self):
        with host.Session() as session:
            session.send(host.hello(**STREAM), host.begin(1, deadline_ms=100), host.chunk(1, self.SMALL))
            outlast_deadline(session)
            session.send(host.end(1))
            self.assertEqual(host.statuses(session.receive_until("done", 1)), [(1, "DEADLINE")])

    def test_language(self):
        """What the first 16 KiB say holds, and is told at the End."""
        german = "Der Bürgermeister sagte, dass die Brücke im Mai nicht für den Verkehr geöffnet wird, weil das Geld fehlt.\n\n"
        data = (german * 300).encode("utf-8")
        plain = annotate(data, stream=False)
        self.assertEqual(host.statuses(plain.frames), [(1, "UNSUPPORTED")])
        self.assertEqual(annotate(data).frames[1:], plain.frames[1:])

    def test_broken_stream(self):
        data = zlib.compress(self.DATA)
        talk = host.talk(host.hello(**STREAM) + host.document(1, data[:-1], encoding=pb.ENCODING_ZLIB) + host.document(2, self.SMALL))
        self.assertEqual(host.statuses(talk.frames), [(1, "BAD_DATA"), (2, "OK")])

    def test_protocol_fault(self):
        """S2: the open document has no Done."""
        with host.Session() as session:
            session.send(host.hello(**STREAM), host.document(1, self.SMALL), host.begin(2), host.chunk(2, self.DATA))
            frames = session.receive_until("annotations", 2)
            session.send(host.begin(3))
            frames += session.rest()
            self.assertEqual(session.wait(), 76)
        self.assertEqual((host.statuses(frames), host.error_of(frames)), ([(1, "OK")], "SEQUENCE"))

    def test_end_of_input(self):
        talk = host.talk(host.hello(**STREAM) + host.document(1, self.SMALL) + host.begin(2) + host.chunk(2, self.DATA))
        self.assertEqual((talk.code, host.statuses(talk.frames), host.error_of(talk.frames)), (76, [(1, "OK")], "FRAME"))

    def test_terminated(self):
        """W4: the open document is given up."""
        with host.Session() as session:
            session.send(host.hello(**STREAM), host.document(1, self.SMALL), host.begin(2), host.chunk(2, self.DATA))
            frames = session.receive_until("annotations", 2)
            session.process.terminate()
            frames += session.rest()
            self.assertEqual(session.wait(), 0)
        self.assertEqual(host.statuses(frames), [(1, "OK")])

    def test_closed_output(self):
        with host.Session() as session:
            session.send(host.hello(**STREAM), host.begin(1), host.chunk(1, self.DATA))
            session.receive_until("hello_ack")
            session.process.stdout.close()
            self.assertEqual(session.wait(), 74)


def outlast_deadline(session):
    """Until a deadline of at most 200 ms has passed: the filter answers Pings meanwhile."""
    until = time.monotonic() + 0.4
    while time.monotonic() < until:
        session.send(host.ping())
        session.receive_until("pong")
        time.sleep(0.02)


class Limits(unittest.TestCase):
    """D5 and R6: limits of a streamed document."""
    DATA = texts.chronicle(24000, 15)

    @classmethod
    def setUpClass(cls):
        cls.whole = annotate(cls.DATA).frames
        cls.early = [one.id for frame in cls.whole for one in frame.annotations.attribution if one.speaker > PROVISIONAL]
        cls.records = merged(cls.whole)

    def test_attributions(self):
        """The same cut as without streaming, whether it falls before the End or after."""
        early, count = max(self.early), len(self.records[0])
        self.assertTrue(5 < early < count - 1)
        for most in (1, 5, early - 1, early, early + 1, count - 1, count, count + 1):
            plain, stream = (annotate(self.DATA, stream=way, limits={"max_attributions": most}) for way in (False, True))
            self.assertEqual(merged(stream.frames), merged(plain.frames))
            self.assertEqual(host.done_of(stream.frames, 1), host.done_of(plain.frames, 1))
            self.assertEqual(host.done_of(stream.frames, 1).status, pb.STATUS_OK if most >= count else pb.STATUS_LIMIT)
            self.assertEqual(len(merged(stream.frames)[0]), min(most, count))

    def test_answer_bytes(self):
        """R7: a provisional speaker whose record does not fit any more stays as it was sent."""
        def sent(frames):
            return sum(len(host.framed(frame.SerializeToString())) for frame in frames if frame.WhichOneof("body") in ("annotations", "speakers"))
        size, seen = sent(self.whole), set()
        for most in (1, 300, 1000, size // 3, size // 2, size * 2 // 3, size - 1, size + 2000):
            frames = annotate(self.DATA, limits={"max_answer_bytes": most}).frames
            attributions, speakers, credits = merged(frames)
            done = host.done_of(frames, 1)
            self.assertLessEqual(sent(frames), most)
            self.assertEqual((done.attributions, done.speakers, done.credits), (len(attributions), len(speakers), len(credits)))
            self.assertEqual(list(attributions), list(range(1, len(attributions) + 1)))
            self.assertLessEqual({one.speaker for one in attributions.values()}, {0} | set(speakers))
            self.assertEqual(done.status, pb.STATUS_OK if most > size else pb.STATUS_LIMIT)
            seen.add((len(attributions) > 0, max(speakers, default=0) > PROVISIONAL))
        self.assertEqual(seen, {(False, False), (True, True), (True, False)})


class Flow(unittest.TestCase):
    """W1: a host may write all and then read, with `stream` too."""

    def test_write_all_then_read(self):
        data = texts.chronicle(24000, 16)
        with host.Session() as session:
            session.send(host.hello(**STREAM), *[host.document(n, data, 4000, include_text=True) for n in range(1, 9)])
            session.close_input()
            frames = session.rest()
            self.assertEqual(session.wait(), 0)
        self.assertEqual(host.statuses(frames), [(n, "OK") for n in range(1, 9)])
        self.assertGreater(sum(frame.ByteSize() for frame in frames), 2 << 16)

    def test_an_open_document_does_not_count(self):
        """All of a document larger than the bound is taken while nothing is read."""
        with host.Session() as session:
            session.send(host.hello(**STREAM, max_queued_bytes=1), host.begin(1), host.chunk(1, b"\n" * (1 << 20)), host.end(1))
            session.close_input()
            self.assertEqual(host.statuses(session.rest()), [(1, "OK")])
            self.assertEqual(session.wait(), 0)


if __name__ == "__main__":
    unittest.main()
