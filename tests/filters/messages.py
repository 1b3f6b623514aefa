"""proto/sayso.proto as tables: the messages, and the numbers of their enumerations."""
import enum

from wire import BLOB, BOOL, ENUM, INT_FIXED32, INT_FIXED64, UINT32, UINT64, Message, serialize, varint

MAGIC = 0x4F535953
VERSION = 1
MANY = True


# numbered from 1, but where it is said otherwise
OffsetUnit = enum.IntEnum("OffsetUnit", "UTF8_BYTE UTF16_UNIT CODE_POINT")
Encoding = enum.IntEnum("Encoding", "UNSPECIFIED IDENTITY ZLIB", start=0)
Kind = enum.IntEnum("Kind", "DIRECT INDIRECT MIXED")
Act = enum.IntEnum("Act", "STATEMENT DENIAL QUESTION ORDER PROMISE BELIEF INTENTION ATTITUDE PERCEPTION RULING REFUSAL")
SpeakerKind = enum.IntEnum("SpeakerKind", "PERSON ORGANISATION GROUP ANONYMOUS DOCUMENT AUTHOR UNKNOWN")
Status = enum.IntEnum("Status", "OK CANCELLED DEADLINE TOO_LARGE INVALID_TEXT BAD_DATA UNSUPPORTED LIMIT INTERNAL")
ErrorCode = enum.IntEnum("ErrorCode", "FRAME PARSE EMPTY HELLO SEQUENCE DOC_ID")

# ---- what a host sends ---------------------------------------------------------------------------

LIMITS = Message(("max_frame_bytes", UINT32), ("max_document_bytes", UINT32), ("max_queued_bytes", UINT32),
                 ("max_attributions", UINT32), ("max_answer_bytes", UINT32), ("deadline_ms", UINT32))
HELLO = Message(("magic", INT_FIXED32), ("min_version", UINT32), ("max_version", UINT32), ("host", BLOB),
                ("offset_unit", ENUM, MANY), ("limits", LIMITS), ("capability", BLOB, MANY))
BEGIN = Message(("media_type", BLOB), ("language", BLOB), ("encoding", ENUM), ("include_text", BOOL), ("strict_text", BOOL),
                ("deadline_ms", UINT32), ("min_confidence_permille", UINT32), ("outermost_only", BOOL))
CHUNK = Message(("data", BLOB))
END = Message()
CANCEL = Message()
PING = Message(("nonce", INT_FIXED64))
HOST_BODIES = ("hello", "begin", "chunk", "end", "cancel", "ping")
HOST_FRAME = Message(("doc", UINT32), *zip(HOST_BODIES, (HELLO, BEGIN, CHUNK, END, CANCEL, PING)), oneof=HOST_BODIES)

# ---- what it gets --------------------------------------------------------------------------------

HELLO_ACK = Message(("magic", INT_FIXED32), ("version", UINT32), ("plugin", BLOB), ("model", BLOB), ("rules", BLOB),
                    ("offset_unit", ENUM), ("limits", LIMITS), ("capability", BLOB, MANY), ("sandbox", BLOB))
SPAN = Message(("start", UINT32), ("end", UINT32))
ATTRIBUTION = Message(("id", UINT32), ("kind", ENUM), ("source", SPAN, MANY), ("cue", SPAN), ("content", SPAN, MANY),
                      ("speaker", UINT32), ("confidence_permille", UINT32), ("act", ENUM), ("negated", BOOL), ("parent", UINT32),
                      ("fingerprint", INT_FIXED64), ("source_text", BLOB), ("cue_text", BLOB), ("content_text", BLOB, MANY),
                      ("text_omitted", BOOL))
CREDIT = Message(("kind", ENUM), ("span", SPAN), ("text", BLOB))
ANNOTATIONS = Message(("attribution", ATTRIBUTION, MANY), ("credit", CREDIT, MANY))
PHRASE = Message(("span", SPAN), ("text", BLOB))
SPEAKER = Message(("id", UINT32), ("name", BLOB), ("key", BLOB), ("kind", ENUM), ("role", PHRASE, MANY),
                  ("affiliation", PHRASE, MANY), ("mention", SPAN, MANY), ("member", UINT32, MANY), ("merged_into", UINT32))
SPEAKERS = Message(("speaker", SPEAKER, MANY))
DONE = Message(("status", ENUM), ("message", BLOB), ("attributions", UINT32), ("speakers", UINT32), ("credits", UINT32),
               ("replaced_sequences", UINT32), ("error_offset", UINT64), ("elapsed_us", UINT64))
PROTOCOL_ERROR = Message(("code", ENUM), ("stream_offset", UINT64), ("message", BLOB))
PLUGIN_BODIES = ("hello_ack", "annotations", "speakers", "done", "pong", "error")
PLUGIN_FRAME = Message(("doc", UINT32), *zip(PLUGIN_BODIES, (HELLO_ACK, ANNOTATIONS, SPEAKERS, DONE, PING, PROTOCOL_ERROR)),
                       oneof=PLUGIN_BODIES)


def framed(doc, name, body):
    """One PluginFrame as it goes over the wire, its length before it."""
    frame = serialize(PLUGIN_FRAME, {"doc": doc, name: body})
    return varint(len(frame)) + frame


class Fault(Exception):
    """A fault of the protocol: it ends the session."""

    def __init__(self, code, stream_offset, message):
        super().__init__(message)
        self.code = code
        self.stream_offset = stream_offset
        self.message = message

    def frame(self):
        return framed(0, "error", {"code": self.code, "stream_offset": self.stream_offset, "message": self.message.encode()})
