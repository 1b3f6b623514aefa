"""Hello and HelloAck: what is agreed on, and what is refused."""
import unittest

import host
from host import pb

OWN = {"max_frame_bytes": 4 << 20, "max_document_bytes": 16 << 20, "max_queued_bytes": 64 << 20, "max_attributions": 262144,
       "max_answer_bytes": 64 << 20, "deadline_ms": 0}


def limits_in_force(**wishes):
    talk = host.talk(host.hello(**wishes))
    return {name: getattr(talk.frames[0].hello_ack.limits, name) for name in OWN}


class Hello(unittest.TestCase):
    def refused(self, data, code="HELLO"):
        talk = host.talk(data)
        self.assertEqual((host.error_of(talk.frames), len(talk.frames), talk.code), (code, 1, 76))
        self.assertEqual(talk.frames[0].doc, 0)
        self.assertTrue(talk.frames[0].error.message)
        return talk.frames[0].error

    def test_acknowledgement(self):
        """H1, H3"""
        talk = host.talk(host.hello())
        self.assertEqual((host.bodies(talk.frames), talk.code, talk.errors), (["hello_ack"], 0, ""))
        ack = talk.frames[0].hello_ack
        self.assertEqual((talk.frames[0].doc, ack.magic, ack.version), (0, host.MAGIC, 1))
        self.assertRegex(ack.plugin.decode(), r"^sayso/\d+\.\d+\.\d+$")
        self.assertTrue(ack.model)
        self.assertTrue(ack.rules)
        self.assertTrue(ack.sandbox)
        self.assertEqual(ack.offset_unit, pb.OFFSET_UNIT_UTF8_BYTE)

    def test_no_wishes_give_the_plugins_own_limits(self):
        """H2"""
        self.assertEqual(limits_in_force(), OWN)

    def test_small_wishes_hold(self):
        """H2"""
        wishes = {"max_frame_bytes": 1 << 20, "max_document_bytes": 1, "max_queued_bytes": 2, "max_attributions": 3,
                  "max_answer_bytes": 4, "deadline_ms": 5}
        self.assertEqual(limits_in_force(**wishes), wishes)

    def test_large_wishes_are_cut_to_the_plugins_own(self):
        """H2"""
        most = 0xFFFFFFFF
        self.assertEqual(limits_in_force(**{name: most for name in OWN}), dict(OWN, max_frame_bytes=16 << 20, deadline_ms=most))

    def test_frames_are_never_smaller_than_a_record_needs(self):
        """H2"""
        self.assertEqual(limits_in_force(max_frame_bytes=1)["max_frame_bytes"], 256 << 10)

    def test_first_known_unit_is_taken(self):
        """H1"""
        for wished, taken in (([2, 1], 2), ([3, 2, 1], 3), ([99, 0, 2], 2), ([1], 1)):
            body = pb.Hello(magic=host.MAGIC, min_version=1, max_version=1)
            wire = body.SerializeToString() + b"".join(b"\x28" + host.varint(unit) for unit in wished)
            talk = host.talk(host.framed(b"\x12" + host.varint(len(wire)) + wire))
            self.assertEqual(talk.frames[0].hello_ack.offset_unit, taken, wished)

    def test_later_hosts_are_answered_with_version_1(self):
        """H1"""
        for versions in ((1, 9), (0, 1)):
            self.assertEqual(host.talk(host.hello(versions=versions)).frames[0].hello_ack.version, 1)

    def test_unknown_capabilities_are_not_granted(self):
        """H5"""
        talk = host.talk(host.hello(capability=[b"telepathy", b""]))
        self.assertEqual(list(talk.frames[0].hello_ack.capability), [])

    def test_known_capabilities_are_granted_once(self):
        """H5"""
        talk = host.talk(host.hello(capability=[b"telepathy", b"stream", b"stream", b"Stream", b"strea"]))
        self.assertEqual(list(talk.frames[0].hello_ack.capability), [b"stream"])

    def test_wrong_magic(self):
        """H4"""
        self.refused(host.hello(magic=0x53595350))

    def test_no_common_version(self):
        """H4"""
        for versions in ((2, 3), (0, 0), (2, 1)):
            self.refused(host.hello(versions=versions))

    def test_no_known_unit(self):
        """H4"""
        self.refused(host.hello(units=[]))
        self.refused(host.hello(units=[pb.OFFSET_UNIT_UNSPECIFIED]))

    def test_fault_is_at_the_frames_first_byte(self):
        """S2"""
        self.assertEqual(self.refused(host.hello(magic=1)).stream_offset, 0)

    def test_frames_before_hello_are_at_most_64_kib(self):
        """F2"""
        def padded(length):
            """A Hello whose frame has exactly this length."""
            wire = pb.HostFrame(hello=pb.Hello(magic=host.MAGIC, min_version=1, max_version=1, offset_unit=[1],
                                               host=b"x" * (length - 28)))
            wire.hello.host += b"x" * (length - wire.ByteSize())
            self.assertEqual(wire.ByteSize(), length)
            return host.framed(wire.SerializeToString())
        self.assertEqual(host.talk(padded(64 << 10)).code, 0)
        self.refused(padded((64 << 10) + 1), "FRAME")

    def test_frames_after_hello_are_at_most_what_was_agreed(self):
        """F2"""
        def chunk(length):
            """A Chunk whose frame has exactly this length."""
            wire = pb.HostFrame(doc=1, chunk=pb.Chunk(data=b" " * (length - 16)))
            wire.chunk.data += b" " * (length - wire.ByteSize())
            self.assertEqual(wire.ByteSize(), length)
            return host.framed(wire.SerializeToString())
        start = host.hello(max_frame_bytes=256 << 10) + host.begin(1)
        good = host.talk(start + chunk(256 << 10) + host.cancel(1))
        self.assertEqual((good.code, host.statuses(good.frames)), (0, [(1, "CANCELLED")]))
        bad = host.talk(start + chunk((256 << 10) + 1) + host.cancel(1))
        self.assertEqual((bad.code, host.error_of(bad.frames)), (76, "FRAME"))
        self.assertEqual(bad.frames[-1].error.stream_offset, len(start))


if __name__ == "__main__":
    unittest.main()
