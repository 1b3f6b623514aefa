"""The schema itself: what it may not hold, its numbers, and the C that is made from it."""
import filecmp
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from google.protobuf.descriptor import FieldDescriptor

import host
from host import pb

FILE = pb.DESCRIPTOR
MESSAGES = dict(FILE.message_types_by_name)

# name: [(number, field)], as published; numbers never change
NUMBERS = {
    "HostFrame": "doc hello begin chunk end cancel ping",
    "PluginFrame": "doc hello_ack annotations speakers done pong error",
    "Limits": "max_frame_bytes max_document_bytes max_queued_bytes max_attributions max_answer_bytes deadline_ms",
    "Hello": "magic min_version max_version host offset_unit limits capability",
    "HelloAck": "magic version plugin model rules offset_unit limits capability sandbox",
    "Begin": "media_type language encoding include_text strict_text deadline_ms min_confidence_permille outermost_only",
    "Chunk": "data", "End": "", "Cancel": "", "Ping": "nonce", "Span": "start end",
    "Attribution": "id kind source cue content speaker confidence_permille act negated parent fingerprint source_text "
                   "cue_text content_text text_omitted",
    "Credit": "kind span text", "Annotations": "attribution credit", "Phrase": "span text",
    "Speaker": "id name key kind role affiliation mention member merged_into", "Speakers": "speaker",
    "Done": "status message attributions speakers credits replaced_sequences error_offset elapsed_us",
    "ProtocolError": "code stream_offset message",
}
VALUES = {
    "OffsetUnit": "UTF8_BYTE UTF16_UNIT CODE_POINT", "Encoding": "IDENTITY ZLIB", "Kind": "DIRECT INDIRECT MIXED",
    "Act": "STATEMENT DENIAL QUESTION ORDER PROMISE BELIEF INTENTION ATTITUDE PERCEPTION RULING REFUSAL",
    "CreditKind": "BYLINE DATELINE WIRE PUBLISHER SOURCE_LINK",
    "SpeakerKind": "PERSON ORGANISATION GROUP ANONYMOUS DOCUMENT AUTHOR UNKNOWN",
    "Status": "OK CANCELLED DEADLINE TOO_LARGE INVALID_TEXT BAD_DATA UNSUPPORTED LIMIT INTERNAL",
    "ErrorCode": "FRAME PARSE EMPTY HELLO SEQUENCE DOC_ID",
}


class Schema(unittest.TestCase):
    """F3, F4: what the schema may hold"""

    def fields(self):
        for message in MESSAGES.values():
            self.assertEqual((list(message.nested_types), list(message.extensions)), ([], []))
            for field in message.fields:
                yield message, field

    def test_no_floats_and_no_strings(self):
        banned = {FieldDescriptor.TYPE_FLOAT, FieldDescriptor.TYPE_DOUBLE, FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_GROUP}
        self.assertEqual([field.full_name for _, field in self.fields() if field.type in banned], [])

    def test_no_optional(self):
        """proto3 `optional` is a oneof of one, made by the compiler and named with an underscore."""
        oneofs = {oneof.full_name: len(oneof.fields) for message in MESSAGES.values() for oneof in message.oneofs}
        self.assertEqual(oneofs, {"sayso.v1.HostFrame.body": 6, "sayso.v1.PluginFrame.body": 6})

    def test_no_recursion_and_at_most_four_messages_inside(self):
        def depth(message, above):
            self.assertNotIn(message, above)
            inner = [depth(field.message_type, above + [message]) for field in message.fields if field.message_type]
            return max((1 + levels for levels in inner), default=0)
        self.assertEqual({name: depth(MESSAGES[name], []) for name in ("HostFrame", "PluginFrame")}, {"HostFrame": 2, "PluginFrame": 4})

    def test_numbers(self):
        self.assertEqual({name: " ".join(field.name for field in sorted(message.fields, key=lambda f: f.number))
                          for name, message in MESSAGES.items()}, NUMBERS)
        for message, field in self.fields():
            self.assertEqual(field.number, NUMBERS[message.name].split().index(field.name) + 1, field.full_name)

    def test_values(self):
        for name, enum in FILE.enum_types_by_name.items():
            prefix = "".join("_" + c if c.isupper() and i else c for i, c in enumerate(name)).upper() + "_"
            expected = [prefix + "UNSPECIFIED"] + [prefix + value for value in VALUES[name].split()]
            self.assertEqual([(value.number, value.name) for value in enum.values], list(enumerate(expected)))
        self.assertEqual(set(FILE.enum_types_by_name), set(VALUES))

    def test_types(self):
        wide = {FieldDescriptor.TYPE_UINT64: {"error_offset", "elapsed_us", "stream_offset"},
                FieldDescriptor.TYPE_FIXED32: {"magic"}, FieldDescriptor.TYPE_FIXED64: {"nonce", "fingerprint"}}
        for kind, names in wide.items():
            self.assertEqual({field.name for _, field in self.fields() if field.type == kind}, names)

    @unittest.skipUnless(shutil.which("protoc-c"), "protoc-c is not installed")
    def test_committed_c_is_that_of_the_schema(self):
        committed = host.SCHEMA.parent / "gen"
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["protoc-c", "--proto_path=" + str(host.SCHEMA.parent), "--c_out=" + folder, host.SCHEMA.name], check=True)
            made = sorted(path.name for path in pathlib.Path(folder).iterdir())
            self.assertEqual(made, ["sayso.pb-c.c", "sayso.pb-c.h"])
            self.assertEqual(filecmp.cmpfiles(folder, committed, made, shallow=False), (made, [], []))


if __name__ == "__main__":
    unittest.main()
