"""Documents over the protocol: chunks, offsets, texts, faults of one document, limits."""
import gzip
import unittest
import zlib

import host
import texts
from host import pb

DATA = texts.ARTICLE.encode("utf-8")
CODECS = {pb.OFFSET_UNIT_UTF8_BYTE: ("utf-8", 1), pb.OFFSET_UNIT_UTF16_UNIT: ("utf-16-le", 2),
          pb.OFFSET_UNIT_CODE_POINT: ("utf-32-le", 4)}


def answer(frames):
    """The frames that must not depend on anything but the document."""
    return [frame.SerializeToString() for frame in frames if frame.WhichOneof("body") not in ("hello_ack", "pong")]


def annotate(data, unit=pb.OFFSET_UNIT_UTF8_BYTE, limits=None, size=1 << 20, **options):
    return host.talk(host.hello(units=[unit], **(limits or {})) + host.document(1, data, size, **options))


class Chunks(unittest.TestCase):
    """D2, D4"""

    @classmethod
    def setUpClass(cls):
        cls.whole = annotate(DATA, include_text=True)
        if host.statuses(cls.whole.frames) != [(1, "OK")]:
            raise AssertionError(cls.whole)

    def same(self, frames):
        talk = host.talk(host.hello() + frames)
        self.assertEqual(answer(talk.frames), answer(self.whole.frames))

    def test_there_is_something_to_compare(self):
        attributions, speakers, _ = host.records_of(self.whole.frames, 1)
        self.assertGreaterEqual(len(attributions), 4)
        self.assertGreaterEqual(len(speakers), 2)

    def test_sizes(self):
        for size in (1, 7, 4096):
            self.same(host.document(1, DATA, size, include_text=True))

    def test_empty_chunks_and_pings_between(self):
        pieces = [host.chunk(1, DATA[at:at + 100]) + host.chunk(1) + host.ping(at) for at in range(0, len(DATA), 100)]
        self.same(host.begin(1, include_text=True) + host.chunk(1) + b"".join(pieces) + host.end(1))

    def test_cut_inside_each_character(self):
        """A document for every place inside a character, in one session."""
        cuts = [at for at in range(len(DATA)) if DATA[at] & 0xC0 == 0x80]
        self.assertGreater(len(cuts), 20)
        sent = host.hello() + b"".join(
            host.begin(n, include_text=True) + host.chunk(n, DATA[:at]) + host.chunk(n, DATA[at:]) + host.end(n)
            for n, at in enumerate(cuts, 1))
        frames = host.talk(sent).frames
        expected = [frame for frame in self.whole.frames if frame.doc == 1]
        for n in range(1, len(cuts) + 1):
            mine = [frame for frame in frames if frame.doc == n]
            for frame in mine:
                frame.doc = 1
            self.assertEqual(mine, expected, cuts[n - 1])

    def test_twice_is_the_same(self):
        self.same(host.document(1, DATA, include_text=True))

    def test_does_not_depend_on_other_documents(self):
        talk = host.talk(host.hello() + host.document(1, DATA[:400]) + host.document(2, b"\xff" * 50) + host.begin(3) + host.cancel(3)
                         + host.document(9, DATA, include_text=True))
        mine = [frame for frame in talk.frames if frame.doc == 9]
        for frame in mine:
            frame.doc = 1
        self.assertEqual(answer(mine), answer(self.whole.frames))

    def test_does_not_depend_on_frame_size(self):
        talk = annotate(DATA, include_text=True, limits={"max_frame_bytes": 256 << 10})
        self.assertEqual(answer(talk.frames), answer(self.whole.frames))

    def test_order_of_a_documents_frames(self):
        """D3"""
        kinds = [body for body in host.bodies(self.whole.frames) if body != "hello_ack"]
        self.assertEqual(kinds, ["annotations", "speakers", "done"])

    def test_elapsed_time_is_told_unless_reproducible(self):
        sent = host.hello() + host.document(1, DATA)
        self.assertEqual(host.done_of(host.talk(sent).frames, 1).elapsed_us, 0)
        self.assertGreater(host.done_of(host.talk(sent, options=()).frames, 1).elapsed_us, 0)


class Records(unittest.TestCase):
    """T1"""

    def check(self, data, unit):
        codec, width = CODECS[unit]
        text = data.decode("utf-8").encode(codec)
        frames = annotate(data, unit, include_text=True).frames
        attributions, speakers, credits = host.records_of(frames, 1)
        done = host.done_of(frames, 1)
        self.assertEqual((done.attributions, done.speakers, done.credits), (len(attributions), len(speakers), len(credits)))

        def cut(span):
            self.assertLess(span.start, span.end)
            return text[width * span.start:width * span.end].decode(codec).encode("utf-8")
        for one in attributions:
            self.assertEqual(one.source_text, b" ".join(cut(span) for span in one.source))
            self.assertEqual(one.cue_text, cut(one.cue) if one.HasField("cue") else b"")
            self.assertEqual(list(one.content_text), [cut(span) for span in one.content])
            self.assertFalse(one.text_omitted)
        for credit in credits:
            self.assertEqual(credit.text, cut(credit.span))
        for speaker in speakers:
            for phrase in list(speaker.role) + list(speaker.affiliation):
                self.assertEqual(phrase.text, cut(phrase.span))
            for span in speaker.mention:
                self.assertTrue(cut(span))
        return attributions

    def test_spans_slice_to_their_text_in_every_unit(self):
        counts = {len(self.check(DATA, unit)) for unit in CODECS}
        self.assertEqual(len(counts), 1)
        self.assertGreaterEqual(counts.pop(), 4)

    def test_byte_order_mark_and_carriage_returns_count(self):
        data = b"\xef\xbb\xbf" + DATA.replace(b"\n", b"\r\n")
        for unit in CODECS:
            self.assertTrue(self.check(data, unit))

    def test_markdown(self):
        """T3: spans are of the source, from the first to the last visible character; names are of what is seen."""
        data = "# News\n\n*Inès* [Källner](https://example.org/k) **said** that the &amp; gate is `safe`.\n".encode("utf-8")
        attributions, speakers, _ = host.records_of(annotate(data, include_text=True, media_type=b"text/markdown").frames, 1)
        self.assertEqual(len(attributions), 1)
        one = attributions[0]
        self.assertEqual((one.cue_text, one.source_text), (b"said", "Inès* [Källner".encode("utf-8")))
        self.assertEqual([speaker.name.decode("utf-8") for speaker in speakers], ["Inès Källner"])
        self.assertTrue(one.content_text[0].startswith(b"that the &amp; gate is `safe"))
        for span, text in ((one.cue, one.cue_text), (one.source[0], one.source_text), (one.content[0], one.content_text[0])):
            self.assertEqual(data[span.start:span.end], text)

    def test_ids(self):
        attributions, speakers, _ = host.records_of(annotate(DATA).frames, 1)
        self.assertEqual([one.id for one in attributions], list(range(1, len(attributions) + 1)))
        self.assertEqual([one.id for one in speakers], list(range(1, len(speakers) + 1)))
        self.assertLessEqual({one.speaker for one in attributions}, {0} | {one.id for one in speakers})
        self.assertLessEqual({one.parent for one in attributions}, {0} | {one.id for one in attributions})

    def test_no_text_unless_asked(self):
        attributions, _, credits = host.records_of(annotate(DATA).frames, 1)
        self.assertTrue(attributions)
        for one in attributions:
            self.assertEqual((one.source_text, one.cue_text, list(one.content_text), one.text_omitted), (b"", b"", [], False))
        self.assertEqual({credit.text for credit in credits} | {b""}, {b""})

    def test_confidence(self):
        every, _, _ = host.records_of(annotate(DATA).frames, 1)
        sure, _, _ = host.records_of(annotate(DATA, min_confidence_permille=500).frames, 1)
        self.assertEqual(len(sure), len([one for one in every if one.confidence_permille >= 500]))
        none = annotate(DATA, min_confidence_permille=0xFFFFFFFF)
        self.assertEqual((host.statuses(none.frames), host.records_of(none.frames, 1)[0]), ([(1, "OK")], []))

    def test_outermost_only(self):
        self.assertEqual({one.parent for one in host.records_of(annotate(DATA, outermost_only=True).frames, 1)[0]}, {0})

    def test_empty_document(self):
        for frames in (host.begin(1) + host.end(1), host.begin(1) + host.chunk(1) + host.end(1)):
            talk = host.talk(host.hello() + frames)
            self.assertEqual((talk.code, host.bodies(talk.frames), host.statuses(talk.frames)),
                             (0, ["hello_ack", "done"], [(1, "OK")]))


class BadText(unittest.TestCase):
    """T2"""

    GOOD = "Källner said the gate is safe. ".encode("utf-8")
    # bad bytes, and how many maximal subparts Unicode's chapter 3 finds in them
    BAD = ((b"\xff", 1), (b"\xc3", 1), (b"\xe2\x80", 1), (b"\xf0\x9f\x8c", 1), (b"\xc0\xaf", 2), (b"\xed\xa0\x80", 3),
           (b"\xf4\x90\x80\x80", 4), (b"\x80\x80", 2), (b"\xe2\x28", 1))

    def test_is_replaced(self):
        for bad, count in self.BAD:
            done = host.done_of(annotate(self.GOOD + bad + b" " + self.GOOD).frames, 1)
            self.assertEqual((done.status, done.replaced_sequences, done.error_offset), (pb.STATUS_OK, count, 0), bad)

    def test_is_refused_when_strict(self):
        for bad, _ in self.BAD:
            talk = annotate(self.GOOD + bad + b" " + self.GOOD, strict_text=True)
            done = host.done_of(talk.frames, 1)
            self.assertEqual((done.status, done.error_offset), (pb.STATUS_INVALID_TEXT, len(self.GOOD)), bad)
            self.assertTrue(done.message)
            self.assertEqual(host.records_of(talk.frames, 1), ([], [], []))
            self.assertEqual(talk.code, 0)

    def test_cut_off_at_the_end(self):
        done = host.done_of(annotate(self.GOOD + b"\xf0\x9f", size=1, strict_text=True).frames, 1)
        self.assertEqual((done.status, done.error_offset), (pb.STATUS_INVALID_TEXT, len(self.GOOD)))

    def test_good_text_is_not_refused_when_strict(self):
        done = host.done_of(annotate(DATA, strict_text=True, size=1).frames, 1)
        self.assertEqual((done.status, done.replaced_sequences), (pb.STATUS_OK, 0))

    def test_offsets_stay_those_of_the_document(self):
        """One unit each in UTF-16 and code points, the bytes themselves in UTF-8."""
        bad = b"\xff\xe2\x80 \xf0\x9f "
        data = bad + DATA
        for unit, shift in ((pb.OFFSET_UNIT_UTF8_BYTE, len(bad)), (pb.OFFSET_UNIT_UTF16_UNIT, 5), (pb.OFFSET_UNIT_CODE_POINT, 5)):
            plain = host.records_of(annotate(b"\n" + DATA, unit).frames, 1)[0]
            moved = host.records_of(annotate(data.replace(b" ", b"\n", 2), unit).frames, 1)[0]
            late = {(span.start - 1, span.end - 1) for one in plain for span in one.content if span.start > 200}
            late_moved = {(span.start - shift, span.end - shift) for one in moved for span in one.content if span.start > 200 + shift}
            self.assertTrue(late)
            self.assertEqual(late, late_moved)


class Faults(unittest.TestCase):
    """D6: faults of a document touch no other."""

    def alone(self, frames, status, limits=None, **expected):
        """`frames` are document 2, between two good ones."""
        sent = host.hello(**(limits or {})) + host.document(1, DATA) + frames + host.document(3, DATA)
        talk = host.talk(sent)
        self.assertEqual((talk.code, host.statuses(talk.frames)), (0, [(1, "OK"), (2, status), (3, "OK")]))
        done = host.done_of(talk.frames, 2)
        self.assertTrue(done.message)
        self.assertEqual(host.records_of(talk.frames, 2), ([], [], []))
        self.assertEqual((done.attributions, done.speakers, done.credits, done.replaced_sequences), (0, 0, 0, 0))
        for name, value in expected.items():
            self.assertEqual(getattr(done, name), value, name)
        return done

    def test_media_types(self):
        """D9"""
        for media_type in (b"application/pdf", b"text/html", b"text/plain\0", b"text", b"\xff"):
            done = self.alone(host.document(2, DATA, media_type=media_type), "UNSUPPORTED")
            self.assertIn(media_type.replace(b"\0", b"?").replace(b"\xff", b"?"), done.message)

    def test_media_types_that_are_served(self):
        """D9"""
        served = (b"text/plain", b"Text/Plain", b"text/plain; charset=utf-8", b"text/markdown", b"text/markdown;charset=utf-8; variant=GFM")
        talk = host.talk(host.hello() + b"".join(host.document(n, DATA, media_type=one) for n, one in enumerate(served, 1)))
        self.assertEqual(host.statuses(talk.frames), [(n, "OK") for n in range(1, len(served) + 1)])

    def test_languages(self):
        """D9"""
        for language in (b"de", b"fr-CA", b"e"):
            done = self.alone(host.document(2, DATA, language=language), "UNSUPPORTED")
            self.assertIn(b" " + language + b" ", done.message)
        for language in (b"x" * 60, b"en-" + b"x" * 60, b"en_GB", b"en-\xff", b"en\0"):
            done = self.alone(host.document(2, DATA, language=language), "UNSUPPORTED")
            self.assertIn(b"BCP 47", done.message)

    def test_text_in_another_language(self):
        """D9"""
        german = "Der Bürgermeister sagte, dass die Brücke im Mai nicht geöffnet wird, weil das Geld für sie fehlt. " * 9
        done = self.alone(host.document(2, german.encode("utf-8")), "UNSUPPORTED")
        self.assertIn(b"German", done.message)
        talk = host.talk(host.hello() + host.document(1, german.encode("utf-8"), language=b"en"))
        self.assertEqual(host.statuses(talk.frames), [(1, "OK")])

    def test_languages_that_are_served(self):
        """D9"""
        served = (b"", b"en", b"EN", b"en-GB", b"und")
        talk = host.talk(host.hello() + b"".join(host.document(n, DATA, language=one) for n, one in enumerate(served, 1)))
        self.assertEqual({status for _, status in host.statuses(talk.frames)}, {"OK"})

    def test_unknown_encoding(self):
        begin = b"\x08\x02" + b"\x1a\x02\x18\x09"
        self.alone(host.framed(begin) + host.chunk(2, DATA) + host.end(2), "UNSUPPORTED")

    def test_too_large(self):
        """L2"""
        size = len(DATA)
        self.alone(host.document(2, DATA + b"!"), "TOO_LARGE", limits={"max_document_bytes": size}, error_offset=size)
        self.alone(host.document(2, DATA * 40, size=100), "TOO_LARGE", limits={"max_document_bytes": size}, error_offset=size)

    def test_deadline(self):
        """D7"""
        self.alone(host.document(2, texts.long_text(2 << 20), deadline_ms=1), "DEADLINE")

    def test_deadline_of_the_session(self):
        """D7"""
        talk = host.talk(host.hello(deadline_ms=1) + host.document(1, texts.long_text(2 << 20), deadline_ms=60000))
        self.assertEqual((talk.code, host.statuses(talk.frames)), (0, [(1, "DEADLINE")]))


class Compressed(unittest.TestCase):
    """D8"""

    LARGE = b"     \n" * 100000

    def send(self, stream, size=1 << 20, limits=None):
        """-> Done of a compressed document, which must leave the session well"""
        talk = host.talk(host.hello(**(limits or {})) + host.document(1, stream, size, encoding=pb.ENCODING_ZLIB) + host.document(2, b""))
        self.assertEqual((talk.code, host.statuses(talk.frames)[1]), (0, (2, "OK")))
        return host.done_of(talk.frames, 1), talk

    def test_same_frames_as_plain(self):
        plain = annotate(DATA)
        for stream in (zlib.compress(DATA), gzip.compress(DATA, mtime=0), zlib.compress(DATA, 0)):
            for size in (1, 7, 1 << 20):
                self.assertEqual(answer(annotate(stream, size=size, encoding=pb.ENCODING_ZLIB).frames), answer(plain.frames))

    def test_cut_short(self):
        for whole in (zlib.compress(DATA), gzip.compress(DATA, mtime=0)):
            for length in (0, 1, len(whole) // 2, len(whole) - 1):
                done, _ = self.send(whole[:length])
                self.assertEqual((done.status, done.error_offset), (pb.STATUS_BAD_DATA, length))

    def test_bytes_after_the_end(self):
        for whole in (zlib.compress(DATA), gzip.compress(DATA, mtime=0)):
            for more in (b"\0", whole):
                for size in (1, 1 << 20):
                    done, _ = self.send(whole + more, size)
                    self.assertEqual((done.status, done.error_offset), (pb.STATUS_BAD_DATA, len(whole)))

    def test_not_compressed(self):
        done, talk = self.send(DATA)
        self.assertEqual(done.status, pb.STATUS_BAD_DATA)
        self.assertTrue(done.message)
        self.assertEqual(host.records_of(talk.frames, 1), ([], [], []))

    def test_broken_in_the_middle_does_not_depend_on_chunks(self):
        stream = bytearray(zlib.compress(b"".join(b"%d, " % (n * n) for n in range(20000))))
        stream[len(stream) // 2] ^= 0x55
        found = set()
        for size in (1, 13, 4096, 1 << 20):
            done, _ = self.send(bytes(stream), size)
            found.add((done.status, done.error_offset))
        self.assertEqual(len(found), 1)
        self.assertEqual(found.pop()[0], pb.STATUS_BAD_DATA)

    def test_output_is_bounded(self):
        size = len(self.LARGE)
        stream = zlib.compress(self.LARGE)
        done, _ = self.send(stream, limits={"max_document_bytes": size})
        self.assertEqual(done.status, pb.STATUS_OK)
        done, _ = self.send(stream, limits={"max_document_bytes": size - 1})
        self.assertEqual((done.status, done.error_offset), (pb.STATUS_TOO_LARGE, size - 1))

    def test_bomb(self):
        bomb = zlib.compressobj(9)
        stream = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(300)) + bomb.flush()
        done, _ = self.send(stream)
        self.assertEqual((done.status, done.error_offset), (pb.STATUS_TOO_LARGE, 16 << 20))


class Limits(unittest.TestCase):
    """L2, L3"""

    @classmethod
    def setUpClass(cls):
        cls.data = DATA * 30
        cls.whole = annotate(cls.data, include_text=True)
        cls.attributions, cls.speakers, cls.credits = host.records_of(cls.whole.frames, 1)

    def limited(self, **limits):
        talk = annotate(self.data, limits=limits, include_text=True)
        done = host.done_of(talk.frames, 1)
        attributions, speakers, credits = host.records_of(talk.frames, 1)
        self.assertEqual((done.attributions, done.speakers, done.credits), (len(attributions), len(speakers), len(credits)))
        self.assertEqual(talk.code, 0)
        return talk, done, attributions, speakers

    def test_attributions(self):
        """L2, D5"""
        count = len(self.attributions)
        self.assertGreater(count, 20)
        for most in (1, count // 2, count - 1):
            _, done, attributions, speakers = self.limited(max_attributions=most)
            self.assertEqual((done.status, len(attributions)), (pb.STATUS_LIMIT, most))
            self.assertIn(b"max_attributions", done.message)
            self.valid(attributions, speakers)
        for most in (count, count + 1):
            _, done, attributions, _ = self.limited(max_attributions=most)
            self.assertEqual((done.status, attributions), (pb.STATUS_OK, self.attributions))

    def valid(self, attributions, speakers):
        """What was sent is a beginning of the whole, and names nothing that was not sent."""
        known = {one.id for one in speakers}
        for one, whole in zip(attributions, self.attributions):
            self.assertIn(one.parent, (whole.parent, 0))
            self.assertLessEqual(one.parent, len(attributions))
            one.parent = whole.parent
            self.assertEqual(one, whole)
            self.assertIn(one.speaker, known | {0})
        for one in speakers:
            self.assertEqual(one, self.speakers[one.id - 1])

    def test_answer_bytes(self):
        """L2, D5"""
        def sent(talk):
            return sum(len(host.framed(frame.SerializeToString())) for frame in talk.frames
                       if frame.WhichOneof("body") in ("annotations", "speakers"))
        whole = sent(self.whole)
        before = -1
        for most in (1, 500, 2000, whole // 2, whole - 1):
            talk, done, attributions, speakers = self.limited(max_answer_bytes=most)
            self.assertEqual(done.status, pb.STATUS_LIMIT, most)
            self.assertIn(b"max_answer_bytes", done.message)
            self.assertLessEqual(sent(talk), most)
            self.assertGreaterEqual(len(attributions), before)
            before = len(attributions)
            self.valid(attributions, speakers)
        self.assertGreater(before, len(self.attributions) // 2)
        talk, done, attributions, _ = self.limited(max_answer_bytes=2 * whole + 1000)
        self.assertEqual((done.status, attributions), (pb.STATUS_OK, self.attributions))

    def test_long_texts_are_left_out_of_a_record(self):
        """L4"""
        quote = "“" + "the gate is safe and " * 4000 + "sound,” said Inès Källner.\n"
        attributions, _, _ = host.records_of(annotate(quote.encode("utf-8"), include_text=True).frames, 1)
        for one in attributions:
            length = len(one.source_text) + len(one.cue_text) + sum(len(text) for text in one.content_text)
            self.assertLessEqual(length, 64 << 10)
            covered = sum(span.end - span.start for span in list(one.content) + list(one.source) + [one.cue])
            self.assertEqual(one.text_omitted, covered > 64 << 10)

    def test_answers_are_cut_to_frames(self):
        """F2"""
        data = DATA * 100
        talk = annotate(data, include_text=True)
        self.assertGreater(host.bodies(talk.frames).count("annotations"), 1)
        self.assertEqual([one.id for one in host.records_of(talk.frames, 1)[0]],
                         list(range(1, host.done_of(talk.frames, 1).attributions + 1)))
        self.assertLessEqual(max(frame.ByteSize() for frame in talk.frames), 256 << 10)


if __name__ == "__main__":
    unittest.main()
