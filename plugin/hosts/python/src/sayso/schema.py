"""The messages of proto/sayso.proto as tables for wire.py, and the names of its enums."""
from __future__ import annotations

from .wire import Field, Kind, Message

MAGIC = 0x4F535953
VERSION = 1


def _uint(name: str, repeated: bool = False) -> Field:
    return Field(name, Kind.UINT, repeated)


def _bool(name: str) -> Field:
    return Field(name, Kind.BOOL)


def _bytes(name: str, repeated: bool = False) -> Field:
    return Field(name, Kind.BYTES, repeated)


def _message(name: str, message: Message, repeated: bool = False) -> Field:
    return Field(name, Kind.MESSAGE, repeated, message)


LIMITS: Message = {
    1: _uint("max_frame_bytes"), 2: _uint("max_document_bytes"), 3: _uint("max_queued_bytes"),
    4: _uint("max_attributions"), 5: _uint("max_answer_bytes"), 6: _uint("deadline_ms")}
HELLO: Message = {
    1: Field("magic", Kind.FIXED32), 2: _uint("min_version"), 3: _uint("max_version"), 4: _bytes("host"),
    5: _uint("offset_unit", repeated=True), 6: _message("limits", LIMITS), 7: _bytes("capability", repeated=True)}
HELLO_ACK: Message = {
    1: Field("magic", Kind.FIXED32), 2: _uint("version"), 3: _bytes("plugin"), 4: _bytes("model"), 5: _bytes("rules"),
    6: _uint("offset_unit"), 7: _message("limits", LIMITS), 8: _bytes("capability", repeated=True), 9: _bytes("sandbox")}
BEGIN: Message = {
    1: _bytes("media_type"), 2: _bytes("language"), 3: _uint("encoding"), 4: _bool("include_text"), 5: _bool("strict_text"),
    6: _uint("deadline_ms"), 7: _uint("min_confidence_permille"), 8: _bool("outermost_only")}
CHUNK: Message = {1: _bytes("data")}
EMPTY: Message = {}
PING: Message = {1: Field("nonce", Kind.FIXED64)}
HOST_FRAME: Message = {
    1: _uint("doc"), 2: _message("hello", HELLO), 3: _message("begin", BEGIN), 4: _message("chunk", CHUNK),
    5: _message("end", EMPTY), 6: _message("cancel", EMPTY), 7: _message("ping", PING)}

SPAN: Message = {1: _uint("start"), 2: _uint("end")}
ATTRIBUTION: Message = {
    1: _uint("id"), 2: _uint("kind"), 3: _message("source", SPAN, repeated=True), 4: _message("cue", SPAN),
    5: _message("content", SPAN, repeated=True), 6: _uint("speaker"), 7: _uint("confidence_permille"), 8: _uint("act"),
    9: _bool("negated"), 10: _uint("parent"), 11: Field("fingerprint", Kind.FIXED64), 12: _bytes("source_text"),
    13: _bytes("cue_text"), 14: _bytes("content_text", repeated=True), 15: _bool("text_omitted")}
CREDIT: Message = {1: _uint("kind"), 2: _message("span", SPAN), 3: _bytes("text")}
ANNOTATIONS: Message = {
    1: _message("attribution", ATTRIBUTION, repeated=True), 2: _message("credit", CREDIT, repeated=True)}
PHRASE: Message = {1: _message("span", SPAN), 2: _bytes("text")}
SPEAKER: Message = {
    1: _uint("id"), 2: _bytes("name"), 3: _bytes("key"), 4: _uint("kind"), 5: _message("role", PHRASE, repeated=True),
    6: _message("affiliation", PHRASE, repeated=True), 7: _message("mention", SPAN, repeated=True),
    8: _uint("member", repeated=True), 9: _uint("merged_into")}
SPEAKERS: Message = {1: _message("speaker", SPEAKER, repeated=True)}
DONE: Message = {
    1: _uint("status"), 2: _bytes("message"), 3: _uint("attributions"), 4: _uint("speakers"), 5: _uint("credits"),
    6: _uint("replaced_sequences"), 7: _uint("error_offset"), 8: _uint("elapsed_us")}
PROTOCOL_ERROR: Message = {1: _uint("code"), 2: _uint("stream_offset"), 3: _bytes("message")}
PLUGIN_FRAME: Message = {
    1: _uint("doc"), 2: _message("hello_ack", HELLO_ACK), 3: _message("annotations", ANNOTATIONS),
    4: _message("speakers", SPEAKERS), 5: _message("done", DONE), 6: _message("pong", PING),
    7: _message("error", PROTOCOL_ERROR)}

UNSPECIFIED = "UNSPECIFIED"
OFFSET_UNIT = (UNSPECIFIED, "UTF8_BYTE", "UTF16_UNIT", "CODE_POINT")
KIND = (UNSPECIFIED, "DIRECT", "INDIRECT", "MIXED")
ACT = (UNSPECIFIED, "STATEMENT", "DENIAL", "QUESTION", "ORDER", "PROMISE", "BELIEF", "INTENTION", "ATTITUDE",
       "PERCEPTION", "RULING", "REFUSAL")
CREDIT_KIND = (UNSPECIFIED, "BYLINE", "DATELINE", "WIRE", "PUBLISHER", "SOURCE_LINK")
SPEAKER_KIND = (UNSPECIFIED, "PERSON", "ORGANISATION", "GROUP", "ANONYMOUS", "DOCUMENT", "AUTHOR", "UNKNOWN")
STATUS = (UNSPECIFIED, "OK", "CANCELLED", "DEADLINE", "TOO_LARGE", "INVALID_TEXT", "BAD_DATA", "UNSUPPORTED", "LIMIT",
          "INTERNAL")
ERROR_CODE = (UNSPECIFIED, "FRAME", "PARSE", "EMPTY", "HELLO", "SEQUENCE", "DOC_ID")


def name_of(names: tuple[str, ...], number: int) -> str:
    """A newer filter may send a number that this table lacks: it is shown as it is."""
    return names[number] if number < len(names) else str(number)
