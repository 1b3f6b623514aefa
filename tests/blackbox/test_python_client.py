"""The Python client's tables against the schema, its bytes against Google's, and the client against the program."""
import os
import random
import unittest

import host  # it knows where the client is
import sayso
import texts
from sayso import schema, wire

TABLES = {
    "HostFrame": schema.HOST_FRAME, "PluginFrame": schema.PLUGIN_FRAME, "Limits": schema.LIMITS, "Hello": schema.HELLO,
    "HelloAck": schema.HELLO_ACK, "Begin": schema.BEGIN, "Chunk": schema.CHUNK, "End": schema.EMPTY, "Cancel": schema.EMPTY,
    "Ping": schema.PING, "Span": schema.SPAN, "Attribution": schema.ATTRIBUTION, "Credit": schema.CREDIT,
    "Annotations": schema.ANNOTATIONS, "Phrase": schema.PHRASE, "Speaker": schema.SPEAKER, "Speakers": schema.SPEAKERS,
    "Done": schema.DONE, "ProtocolError": schema.PROTOCOL_ERROR}
ENUMS = {"OffsetUnit": schema.OFFSET_UNIT, "Kind": schema.KIND, "Act": schema.ACT, "CreditKind": schema.CREDIT_KIND,
         "SpeakerKind": schema.SPEAKER_KIND, "Status": schema.STATUS, "ErrorCode": schema.ERROR_CODE}
NOT_IN_CLIENT = {"Encoding"}  # the client sends texts as they are
D = host.pb.HostFrame.DESCRIPTOR.fields[0]
KINDS = {D.TYPE_UINT32: wire.Kind.UINT, D.TYPE_UINT64: wire.Kind.UINT, D.TYPE_ENUM: wire.Kind.UINT, D.TYPE_BOOL: wire.Kind.BOOL,
         D.TYPE_FIXED32: wire.Kind.FIXED32, D.TYPE_FIXED64: wire.Kind.FIXED64, D.TYPE_BYTES: wire.Kind.BYTES,
         D.TYPE_MESSAGE: wire.Kind.MESSAGE}
FILE = host.pb.DESCRIPTOR


def some_values(message, dice):
    """Values for about half of the fields, the extremes that all their types have among them."""
    out = {}
    for field in message.values():
        def one():
            if field.message is not None:
                return some_values(field.message, dice)
            if field.kind is wire.Kind.BYTES:
                return bytes(dice.randrange(256) for _ in range(dice.choice((0, 1, 200))))
            return dice.choice((1,) if field.kind is wire.Kind.BOOL else (0, 1, 127, 128, 300, 2 ** 31 - 1))
        if dice.random() < 0.5:
            out[field.name] = [one() for _ in range(dice.randrange(3))] if field.repeated else one()
    return out


def filled(message, values):
    """Google's message of the same values."""
    for name, value in values.items():
        if value is None:  # a message that is not there
            continue
        if isinstance(value, dict):
            getattr(message, name).SetInParent()
            filled(getattr(message, name), value)
        elif isinstance(value, list):
            for one in value:
                if isinstance(one, dict):
                    filled(getattr(message, name).add(), one)
                else:
                    getattr(message, name).append(one)
        else:
            setattr(message, name, value)
    return message


class Tables(unittest.TestCase):
    def test_every_message_and_field(self):
        self.assertEqual(set(TABLES), set(FILE.message_types_by_name))
        for name, descriptor in FILE.message_types_by_name.items():
            theirs = {one.number: (one.name, KINDS[one.type], one.label == one.LABEL_REPEATED,
                                   TABLES[one.message_type.name] if one.message_type else None) for one in descriptor.fields}
            ours = {number: (one.name, one.kind, one.repeated, one.message) for number, one in TABLES[name].items()}
            self.assertEqual(ours, theirs, name)

    def test_every_name(self):
        self.assertEqual(set(ENUMS) | NOT_IN_CLIENT, set(FILE.enum_types_by_name))
        for name, ours in ENUMS.items():
            values = FILE.enum_types_by_name[name].values_by_number
            self.assertEqual(["_" + one for one in ours], [values[number].name[-len(one) - 1:] for number, one in enumerate(ours)])
            self.assertEqual(len(ours), len(values))

    def test_bytes_are_those_of_the_reference(self):
        dice = random.Random(7)
        for name, table in TABLES.items():
            for _ in range(100):
                values = some_values(table, dice)
                theirs = filled(getattr(host.pb, name)(), values)
                written = wire.encode(values, table)
                self.assertEqual(getattr(host.pb, name).FromString(written), theirs)
                again = wire.decode(theirs.SerializeToString(), table)
                self.assertEqual(filled(getattr(host.pb, name)(), again), theirs)

    def test_damaged_bytes(self):
        """A value, a WireError, nothing else; and never more of it than there are bytes."""
        dice = random.Random(8)
        whole = wire.encode({"doc": 1, "annotations": {"attribution": [{"id": 1, "source": [{"start": 1, "end": 9}]}]}}, schema.PLUGIN_FRAME)
        for _ in range(5000):
            data = bytearray(whole)
            for _ in range(dice.randrange(1, 4)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            try:
                wire.decode(bytes(data[:dice.randrange(1, len(data) + 1)]), schema.PLUGIN_FRAME)
            except wire.WireError:
                pass

    def test_fields_that_are_not_known_are_skipped(self):
        data = b"\xf8\x7f\x05" + b"\xfa\x7f\x03abc" + b"\xfd\x7f1234" + b"\xf9\x7f12345678" + b"\x08\x07"
        self.assertEqual(wire.decode(data, schema.PLUGIN_FRAME)["doc"], 7)


class Client(unittest.TestCase):
    def test_an_article(self):
        with sayso.Client(os.environ["SAYSO"], patience=host.PATIENCE) as client:
            document = client.annotate_one(texts.ARTICLE)
        self.assertGreater(len(document.attributions), 0)
        for one in document.attributions:
            for part in filter(None, (one.source, one.cue, one.content)):
                self.assertEqual(" ".join(texts.ARTICLE[start:end] for start, end in part.spans), part.text)


if __name__ == "__main__":
    unittest.main()
