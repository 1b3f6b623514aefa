"""The part of the protobuf wire format that sayso.proto uses, from tables instead of generated code: generated code
binds an application to one range of versions of the protobuf package, and it may need another."""
from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any, Mapping, Optional

from .frame import varint

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5  # wire types


class WireError(ValueError):
    """Bytes that are no message."""


class Kind(enum.Enum):
    UINT = enum.auto()
    BOOL = enum.auto()
    FIXED32 = enum.auto()
    FIXED64 = enum.auto()
    BYTES = enum.auto()
    MESSAGE = enum.auto()


WIRE_TYPE = {Kind.UINT: VARINT, Kind.BOOL: VARINT, Kind.FIXED32: FIXED32, Kind.FIXED64: FIXED64, Kind.BYTES: BYTES,
             Kind.MESSAGE: BYTES}


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    repeated: bool = False
    message: Optional["Message"] = None


# field number -> Field; a value of a message is a dict: field name -> value, a list where the field is repeated
Message = Mapping[int, Field]
Values = dict[str, Any]


# ---- writing ---------------------------------------------------------------------------------------

def _encode_one(number: int, field: Field, value: Any) -> bytes:
    tag = varint(number << 3 | WIRE_TYPE[field.kind])
    if field.kind in (Kind.UINT, Kind.BOOL):
        return tag + varint(int(value))
    if field.kind is Kind.FIXED32:
        return tag + int(value).to_bytes(4, "little")
    if field.kind is Kind.FIXED64:
        return tag + int(value).to_bytes(8, "little")
    body = encode(value, field.message) if field.message is not None else bytes(value)
    return tag + varint(len(body)) + body


def encode(values: Mapping[str, Any], message: Message) -> bytes:
    """Fields that are not named are left out; a message that is named is written even when it is empty."""
    out = []
    for number, field in message.items():
        value = values.get(field.name)
        if value is None or (field.kind is not Kind.MESSAGE and not field.repeated and not value):
            continue
        out += [_encode_one(number, field, one) for one in (value if field.repeated else [value])]
    return b"".join(out)


# ---- reading ---------------------------------------------------------------------------------------

def _varint_at(data: bytes, at: int, end: int) -> tuple[int, int]:
    number = shift = 0
    while at < end and shift < 70:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7
    raise WireError("a varint that does not end, at byte %d" % at)


def _value_at(data: bytes, at: int, end: int, wire: int) -> tuple[Any, int]:
    """-> the value, for BYTES its (start, end), and where the next field begins"""
    if wire == VARINT:
        return _varint_at(data, at, end)
    if wire == BYTES:
        length, at = _varint_at(data, at, end)
        value: Any = (at, at + length)
    elif wire in (FIXED32, FIXED64):
        length = 4 if wire == FIXED32 else 8
        value = int.from_bytes(data[at:at + length], "little")
    else:
        raise WireError("wire type %d, at byte %d" % (wire, at))
    if at + length > end:
        raise WireError("a field that passes its message's end, at byte %d" % at)
    return value, at + length


def _empty(message: Message) -> Values:
    """A message without its fields, as proto3 means it: 0, b"", an empty list, None for a message."""
    values: Values = {}
    for field in message.values():
        if field.repeated:
            values[field.name] = []
        else:
            values[field.name] = None if field.kind is Kind.MESSAGE else b"" if field.kind is Kind.BYTES else 0
    return values


def decode(data: bytes, message: Message, start: int = 0, end: Optional[int] = None) -> Values:
    """Fields that are not in the table are skipped. Nested as deep as the table, never as the data."""
    at, end = start, len(data) if end is None else end
    values = _empty(message)
    while at < end:
        key, at = _varint_at(data, at, end)
        wire, field = key & 7, message.get(key >> 3)
        value, at = _value_at(data, at, end, wire)
        if field is None:
            continue
        if field.repeated and field.kind is Kind.UINT and wire == BYTES:
            values[field.name] += _packed(data, *value)
            continue
        if wire != WIRE_TYPE[field.kind]:
            continue
        if field.message is not None:
            value = decode(data, field.message, *value)
        elif wire == BYTES:
            value = data[value[0]:value[1]]
        if field.repeated:
            values[field.name].append(value)
        else:
            values[field.name] = value
    return values


def _packed(data: bytes, at: int, end: int) -> list[int]:
    numbers = []
    while at < end:
        number, at = _varint_at(data, at, end)
        numbers.append(number)
    return numbers
