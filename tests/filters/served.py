"""What this filter takes: media types, languages, encodings."""
import re

from messages import Encoding

LONGEST_TAG = 255
LANGUAGE_TAG = re.compile(rb"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*")
ENGLISH = (b"en",)
TO_FIND_OUT = (b"", b"und")


def shown(data):
    """Bytes of a host as a message may repeat them."""
    return re.sub(rb"[^ -~]", b"?", data).decode("ascii")


def media_type_of(begin):
    """Without its parameters."""
    return begin["media_type"].partition(b";")[0].rstrip(b" \t").lower() or b"text/plain"


def is_markdown(begin):
    return media_type_of(begin) == b"text/markdown"


def primary_language(begin):
    return begin["language"].partition(b"-")[0].lower()


def language_is_to_be_found_out(begin):
    return primary_language(begin) in TO_FIND_OUT


def unserved(begin):
    """-> what of a Begin is not served, as a message; empty when all is"""
    media_type, language, encoding = begin["media_type"], begin["language"], begin["encoding"]
    if len(media_type) > LONGEST_TAG:
        return "a media type of more than %d bytes: send text/plain or text/markdown" % LONGEST_TAG
    if media_type_of(begin) not in (b"text/plain", b"text/markdown"):
        return "the media type %s is not served: send text/plain or text/markdown" % shown(media_type)
    if len(language) > LONGEST_TAG:
        return "a language tag of more than %d bytes: send en" % LONGEST_TAG
    if language and not LANGUAGE_TAG.fullmatch(language):
        return "%s is no language tag of BCP 47: send en" % shown(language)
    if primary_language(begin) not in ENGLISH + TO_FIND_OUT:
        return "the language %s is not served: this filter reads English (en)" % shown(language)
    if encoding not in list(Encoding):
        return "the encoding %d is not served: send IDENTITY or ZLIB" % encoding
    return ""
