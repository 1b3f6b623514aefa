"""Which frame may come when: one test for every cell of the table, and for faults of frames."""
import unittest

import host
from host import pb

TEXT = b"Ann Moor said that the mill is closed.\n"
START = {"before Hello": b"",
         "none open": host.hello() + host.document(5, TEXT),
         "document open": host.hello() + host.document(5, TEXT) + host.begin(7)}


class Cell(unittest.TestCase):
    """S1, S2, D1: frames in a situation. 5 is an ended document, 7 the open one where one is open."""

    def fault(self, situation, frame, code, at=None):
        start = START[situation]
        talk = host.talk(start + frame)
        self.assertEqual((host.error_of(talk.frames), talk.code), (code, 76))
        self.assertEqual(talk.frames[-1].error.stream_offset, len(start) if at is None else at)
        self.assertTrue(talk.frames[-1].error.message)
        if start:
            self.assertEqual(host.statuses(talk.frames), [(5, "OK")], "an ended document is answered before the error")
            self.assertLess(host.bodies(talk.frames).index("done"), len(talk.frames) - 1)
        else:
            self.assertEqual(len(talk.frames), 1)

    def fine(self, situation, frames, statuses):
        talk = host.talk(START[situation] + frames)
        self.assertEqual((host.error_of(talk.frames), talk.code, talk.errors), (None, 0, ""))
        self.assertEqual(host.statuses(talk.frames), [(5, "OK")] + statuses)
        return talk

    # Hello
    def test_hello_before_hello(self):
        talk = host.talk(host.hello())
        self.assertEqual((host.bodies(talk.frames), talk.code), (["hello_ack"], 0))

    def test_hello_with_none_open(self):
        self.fault("none open", host.hello(), "SEQUENCE")

    def test_hello_with_a_document_open(self):
        self.fault("document open", host.hello(), "SEQUENCE")

    def test_hello_with_a_doc(self):
        self.fault("before Hello", host.hello(doc=1), "DOC_ID")

    # Begin
    def test_begin_before_hello(self):
        self.fault("before Hello", host.begin(1), "SEQUENCE")

    def test_begin_with_none_open(self):
        self.fine("none open", host.begin(6) + host.end(6), [(6, "OK")])

    def test_begin_with_a_far_larger_id(self):
        self.fine("none open", host.document(0xFFFFFFFF, TEXT), [(0xFFFFFFFF, "OK")])

    def test_begin_of_the_last_id(self):
        self.fault("none open", host.begin(5), "DOC_ID")

    def test_begin_of_an_earlier_id(self):
        self.fault("none open", host.begin(4), "DOC_ID")

    def test_begin_of_no_id(self):
        self.fault("none open", host.begin(0), "DOC_ID")

    def test_begin_with_a_document_open(self):
        for doc in (8, 7, 0):
            self.fault("document open", host.begin(doc), "SEQUENCE")

    # Chunk and End
    def test_chunk_before_hello(self):
        self.fault("before Hello", host.chunk(1, TEXT), "SEQUENCE")

    def test_chunk_with_none_open(self):
        for doc in (5, 6, 0):
            self.fault("none open", host.chunk(doc, TEXT), "DOC_ID")

    def test_chunk_of_the_open_document(self):
        self.fine("document open", host.chunk(7, TEXT) + host.chunk(7) + host.end(7), [(7, "OK")])

    def test_chunk_of_another_document(self):
        for doc in (5, 8, 0):
            self.fault("document open", host.chunk(doc, TEXT), "DOC_ID")

    def test_end_before_hello(self):
        self.fault("before Hello", host.end(1), "SEQUENCE")

    def test_end_with_none_open(self):
        for doc in (5, 6, 0):
            self.fault("none open", host.end(doc), "DOC_ID")

    def test_end_of_the_open_document(self):
        self.fine("document open", host.end(7), [(7, "OK")])

    def test_end_of_another_document(self):
        for doc in (5, 8, 0):
            self.fault("document open", host.end(doc), "DOC_ID")

    # Cancel
    def test_cancel_before_hello(self):
        self.fault("before Hello", host.cancel(1), "SEQUENCE")

    def test_cancel_of_an_ended_document_is_a_hint(self):
        talk = host.talk(START["none open"] + host.cancel(5) + host.document(6, TEXT))
        self.assertEqual((host.error_of(talk.frames), talk.code), (None, 0))
        self.assertIn(host.statuses(talk.frames), ([(5, "OK"), (6, "OK")], [(5, "CANCELLED"), (6, "OK")]))

    def test_cancel_of_an_id_that_was_passed_over_is_a_hint(self):
        self.fine("none open", host.cancel(4) + host.document(6, TEXT), [(6, "OK")])

    def test_cancel_of_a_document_to_come(self):
        self.fault("none open", host.cancel(6), "DOC_ID")

    def test_cancel_of_no_id(self):
        self.fault("none open", host.cancel(0), "DOC_ID")
        self.fault("document open", host.cancel(0), "DOC_ID")

    def test_cancel_of_the_open_document(self):
        talk = self.fine("document open", host.chunk(7, TEXT) + host.cancel(7) + host.document(8, TEXT),
                         [(7, "CANCELLED"), (8, "OK")])
        self.assertEqual(host.records_of(talk.frames, 7), ([], [], []))
        self.assertTrue(host.done_of(talk.frames, 7).message)

    def test_cancelled_document_is_closed(self):
        for frame in (host.chunk(7, TEXT), host.end(7)):
            talk = host.talk(START["document open"] + host.cancel(7) + frame)
            self.assertEqual((host.error_of(talk.frames), talk.code), ("DOC_ID", 76))

    def test_cancel_of_an_earlier_document_leaves_the_open_one(self):
        self.fine("document open", host.cancel(3) + host.chunk(7, TEXT) + host.end(7), [(7, "OK")])

    def test_cancel_of_a_later_document_than_the_open_one(self):
        self.fault("document open", host.cancel(8), "DOC_ID")

    # Ping
    def test_ping_before_hello(self):
        self.fault("before Hello", host.ping(), "SEQUENCE")

    def test_ping_with_none_open(self):
        talk = self.fine("none open", host.ping(0xFFFFFFFFFFFFFFFF), [])
        self.assertEqual([frame.pong.nonce for frame in talk.frames if frame.WhichOneof("body") == "pong"], [0xFFFFFFFFFFFFFFFF])

    def test_ping_with_a_document_open(self):
        talk = self.fine("document open", host.ping(0) + host.end(7), [(7, "OK")])
        self.assertEqual([frame.doc for frame in talk.frames if frame.WhichOneof("body") == "pong"], [0])

    def test_ping_with_a_doc(self):
        self.fault("none open", host.ping(doc=5), "DOC_ID")
        self.fault("document open", host.ping(doc=7), "DOC_ID")

    # the end of the input
    def test_end_of_input_before_hello(self):
        talk = host.talk(b"")
        self.assertEqual((talk.frames, talk.code, talk.errors), ([], 0, ""))

    def test_end_of_input_with_none_open(self):
        self.fine("none open", b"", [])

    def test_end_of_input_with_a_document_open(self):
        self.fault("document open", b"", "FRAME")
        self.fault("document open", host.chunk(7, TEXT), "FRAME", len(START["document open"] + host.chunk(7, TEXT)))

    def test_end_of_input_inside_a_frame(self):
        for situation, frame in (("before Hello", host.hello()), ("none open", host.begin(6)),
                                 ("document open", host.chunk(7, b"x" * 300))):
            for length in (1, len(frame) - 1):
                self.fault(situation, frame[:length], "FRAME")


class Frames(unittest.TestCase):
    """F1: faults of the bytes themselves."""
    START = host.hello() + host.document(5, TEXT)

    def fault(self, data, code, at=0):
        talk = host.talk(self.START + data)
        self.assertEqual((host.error_of(talk.frames), talk.code, host.statuses(talk.frames)), (code, 76, [(5, "OK")]))
        self.assertEqual(talk.frames[-1].error.stream_offset, len(self.START) + at)

    def test_empty_frame(self):
        self.fault(b"\0", "FRAME")

    def test_length_of_more_than_five_bytes(self):
        self.fault(b"\x81\x80\x80\x80\x80\x00" + b"x", "FRAME")

    def test_length_of_more_than_32_bits(self):
        self.fault(b"\xff\xff\xff\xff\x1f", "FRAME")

    def test_length_may_be_padded(self):
        body = pb.HostFrame(ping=pb.Ping(nonce=1)).SerializeToString()
        talk = host.talk(self.START + bytes([len(body) | 0x80, 0x80, 0x80, 0x80, 0x00]) + body)
        self.assertEqual((talk.code, host.bodies(talk.frames).count("pong")), (0, 1))

    def test_frame_without_a_known_body(self):
        """F3"""
        self.fault(host.framed(b"\x08\x06"), "EMPTY")
        self.fault(host.framed(b"\x08\x06\xfa\x06\x01x"), "EMPTY")

    def test_unknown_fields_are_ignored(self):
        """F3"""
        body = pb.HostFrame(ping=pb.Ping(nonce=3)).SerializeToString()
        extra = b"\xfa\x06\x03new" + b"\xa0\x06\x96\x01" + b"\xa5\x06abcd" + b"\xa1\x06abcdefgh"
        talk = host.talk(self.START + host.framed(extra + body + extra))
        self.assertEqual((talk.code, host.bodies(talk.frames).count("pong")), (0, 1))

    def test_bad_byte_is_told(self):
        self.fault(host.framed(b"\x08\x06\x1a\x7f"), "PARSE", at=3)

    def test_truncated_varint(self):
        self.fault(host.framed(b"\x08\x80"), "PARSE", at=1)

    def test_wrong_wire_type(self):
        self.fault(host.framed(b"\x18\x01"), "PARSE", at=1)

    def test_groups_are_no_proto3(self):
        self.fault(host.framed(b"\x08\x06\xa3\x06\xa4\x06"), "PARSE", at=3)

    def test_field_number_zero(self):
        self.fault(host.framed(b"\x00\x01"), "PARSE", at=1)

    def test_number_of_fields(self):
        """F3"""
        ping = pb.HostFrame(ping=pb.Ping(nonce=3)).SerializeToString()  # two fields
        for extra, code in ((4094, 0), (4095, 76)):
            talk = host.talk(self.START + host.framed(b"\xa0\x06\x01" * extra + ping))
            self.assertEqual((talk.code, host.error_of(talk.frames)), (code, "PARSE" if code else None), extra)

    def test_last_body_of_a_frame_counts(self):
        body = pb.HostFrame(doc=5, end=pb.End()).SerializeToString() + pb.HostFrame(ping=pb.Ping(nonce=3)).SerializeToString()
        talk = host.talk(self.START + host.framed(body + b"\x08\x00"))
        self.assertEqual((talk.code, host.bodies(talk.frames).count("pong")), (0, 1))


if __name__ == "__main__":
    unittest.main()
