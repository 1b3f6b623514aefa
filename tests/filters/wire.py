"""Protobuf's wire format: messages described by tables, read with the bounds of the protocol, written in field order.

A message that was read is a dict by field name: every scalar is there with its default, a message that was not sent is None.
"""

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
WIDTH = {FIXED64: 8, FIXED32: 4}
ONE_BYTE = [bytes([number]) for number in range(0x80)]
MOST_FIELDS = 4096
LARGEST_FIELD_NUMBER = (1 << 29) - 1


class Malformed(Exception):
    """Bytes that are no message, or one past the bounds; `at` is the first byte of the field at fault."""

    def __init__(self, at, reason):
        super().__init__(reason)
        self.at = at


class Scalar:
    """A type of one value: its wire type, its default and how many bits of it count."""

    def __init__(self, wire_type, default, bits=64):
        self.wire_type = wire_type
        self.default = default
        self.mask = (1 << bits) - 1


UINT32 = ENUM = Scalar(VARINT, 0, 32)
UINT64 = Scalar(VARINT, 0)
BOOL = Scalar(VARINT, False)
BLOB = Scalar(BYTES, b"")
INT_FIXED32 = Scalar(FIXED32, 0)
INT_FIXED64 = Scalar(FIXED64, 0)


class Field:
    def __init__(self, number, name, type, repeated=False):
        self.number = number
        self.name = name
        self.type = type
        self.repeated = repeated
        self.is_message = isinstance(type, Message)
        self.wire_type = BYTES if self.is_message else type.wire_type
        self.tag = varint(number << 3 | self.wire_type)


class Message:
    """Fields in the order of their numbers, from 1. The names in `oneof` shut each other out."""

    def __init__(self, *fields, oneof=()):
        self.fields = [Field(number, *one) for number, one in enumerate(fields, 1)]
        self.by_number = {field.number: field for field in self.fields}
        self.oneof = frozenset(oneof)

    def empty(self):
        return {field.name: [] if field.repeated else None if field.is_message else field.type.default for field in self.fields}


# ---- reading -----------------------------------------------------------------------------------

class Frame:
    """The bytes of one message and how many fields it may still have, all its messages together."""

    def __init__(self, data):
        self.data = data
        self.fields_left = MOST_FIELDS

    def count_field(self, at):
        self.fields_left -= 1
        if self.fields_left < 0:
            raise Malformed(at, "a frame of more than %d fields" % MOST_FIELDS)


def read_varint(data, at, end, field_at):
    """-> value, the byte after it"""
    value = shift = 0
    while at < end and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if value >> 64:
                break
            return value, at
        shift += 7
    raise Malformed(field_at, "a varint that does not end")


def read_tag(data, at, end):
    """-> field number, wire type, the byte after it"""
    tag, after = read_varint(data, at, end, at)
    if after - at > 5 or not 0 < tag >> 3 <= LARGEST_FIELD_NUMBER:
        raise Malformed(at, "a field number that may not be")
    return tag >> 3, tag & 7, after


def read_extent(data, wire_type, at, end, field_at):
    """The bytes of a value that is no varint. -> its first, the byte after it"""
    if wire_type == BYTES:
        length, at = read_varint(data, at, end, field_at)
    elif wire_type in WIDTH:
        length = WIDTH[wire_type]
    else:
        raise Malformed(field_at, "a wire type that proto3 does not have")
    if length > end - at:
        raise Malformed(field_at, "a field longer than what holds it")
    return at, at + length


def read_packed(frame, field, at, end, field_at):
    values = []
    while at < end:
        value, at = read_varint(frame.data, at, end, field_at)
        frame.count_field(field_at)
        values.append(value & field.type.mask)
    return values


def read_value(frame, field, at, end, field_at):
    """-> value, the byte after it"""
    data = frame.data
    if field.wire_type == VARINT:
        value, after = read_varint(data, at, end, field_at)
        return (bool(value) if field.type is BOOL else value & field.type.mask), after
    first, after = read_extent(data, field.wire_type, at, end, field_at)
    if field.is_message:
        return read_message(frame, field.type, first, after), after
    if field.wire_type == BYTES:
        return data[first:after], after
    return int.from_bytes(data[first:after], "little"), after


def store(message, values, field, value):
    if field.repeated:
        values[field.name].append(value)
        return
    if field.name in message.oneof:
        for other in message.oneof:
            values[other] = None
    values[field.name] = value


def read_message(frame, message, at, end):
    """-> dict; nests no deeper than the schema does, since fields that it lacks are skipped unread"""
    data, values = frame.data, message.empty()
    while at < end:
        field_at = at
        number, wire_type, at = read_tag(data, at, end)
        field = message.by_number.get(number)
        if field and field.repeated and field.wire_type == VARINT and wire_type == BYTES:
            first, at = read_extent(data, BYTES, at, end, field_at)
            values[field.name] += read_packed(frame, field, first, at, field_at)
            continue
        frame.count_field(field_at)
        if field and field.wire_type != wire_type:
            raise Malformed(field_at, "a field of another wire type than the schema's")
        if field:
            value, at = read_value(frame, field, at, end, field_at)
            store(message, values, field, value)
        elif wire_type == VARINT:
            _, at = read_varint(data, at, end, field_at)
        else:
            _, at = read_extent(data, wire_type, at, end, field_at)
    return values


def parse(message, data):
    """-> dict. Raises Malformed."""
    return read_message(Frame(data), message, 0, len(data))


# ---- writing -----------------------------------------------------------------------------------

def varint(number):
    if number < 0x80:
        return ONE_BYTE[number]
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def value_bytes(field, value):
    if field.wire_type == VARINT:
        return varint(value)
    if field.wire_type in WIDTH:
        return value.to_bytes(WIDTH[field.wire_type], "little")
    body = serialize(field.type, value) if field.is_message else value
    return varint(len(body)) + body


def serialize(message, values):
    """Defaults are not written; {} for a message is, as an empty one."""
    out = []
    for field in message.fields:
        value = values.get(field.name)
        if field.repeated:
            out += [field.tag + value_bytes(field, one) for one in value or ()]
        elif value is not None and (field.is_message or value != field.type.default):
            out.append(field.tag + value_bytes(field, value))
    return b"".join(out)
