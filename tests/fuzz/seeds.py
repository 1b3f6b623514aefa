#!/usr/bin/env python3
"""Writes the inputs that fuzzing starts from, one folder a target: the same ones on every machine.

usage: seeds.py FOLDER [PROGRAM [HOSTILE_TEXT [RUNNER]]]
PROGRAM is build/sayso, which the host of the black-box tests wants to know; HOSTILE_TEXT is build/hostile-text;
RUNNER is build/sayso-conformance, which writes down what the hosts of the conformance cases send.
"""
import os
import pathlib
import random
import struct
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "blackbox"))
sys.dont_write_bytecode = True

MARKDOWN = """---
title: A walk
---
# The *bridge* said &ldquo;no&rdquo;

> “We [measured it](https://a.example/b_(c) "twice"),” said **Ann Lee**.
> > - [x] `code` and ~~struck~~ ![a picture](p.png)

1. <b>Tom</b> denied\\* it.[^1]
\tindented\r
| who | what |
|:--|--:|
| Ann | "go" |

```
not read
```
<!-- nor this --> <https://b.example> [^1]: a note
[r]: <u> 'title'
Line one  \nline [two][r]
"""


def texts(hostile_text):
    import texts as own
    nato = (ROOT / "conformance/cases/documents/nato/input.txt").read_bytes()
    yield "article", own.ARTICLE.encode()
    yield "nato", nato[:3000]
    yield "nato-end", nato[-1500:]
    yield "wrapped", b"\n".join(own.ARTICLE.encode().replace(b"\n", b" ")[i:i + 70] for i in range(0, 1200, 70))
    yield "german", "Der Minister sagte am Montag, dass die Brücke nicht mehr sicher sei und dass sie bald gesperrt wird. ".encode() * 4
    yield "empty", b""
    for line in subprocess.run([hostile_text], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines():
        name, media_type, _ = line.split("\t")
        made = subprocess.run([hostile_text, name, "500"], stdout=subprocess.PIPE, check=True).stdout
        yield "".join(c if c.isalnum() else "-" for c in name) + media_type[4:].replace("/", "-"), made


def sessions():
    import host
    article = b"\xe2\x80\x9cIt is late,\xe2\x80\x9d said Ann Lee. She denied that she had left."
    hello = host.hello()
    yield "plain", hello + host.document(1, article) + host.document(2, article, size=7, include_text=True)
    yield "units", host.hello(units=(2, 1), max_attributions=1, max_answer_bytes=300, max_document_bytes=50) + host.document(9, article)
    yield "stream", host.hello(capability=(b"stream",)) + host.document(1, (article + b"\n\n") * 300, size=9000) + host.ping()
    yield "zlib", hello + host.document(1, __import__("zlib").compress(article * 20), encoding=2) + host.document(2, b"x\x9c", encoding=2)
    yield "gzip", hello + host.document(1, __import__("gzip").compress(article, mtime=0), encoding=2)
    yield "cancel", hello + host.begin(3) + host.chunk(3, article) + host.cancel(3) + host.cancel(2) + host.ping(9) + host.document(4, b"")
    yield "refused", hello + host.document(1, article, language=b"de") + host.document(2, article, media_type=b"image/png")
    yield "strict", hello + host.document(1, b"a\xffb", strict_text=True) + host.document(2, b"a\xffb") + host.end(2)
    yield "early", host.ping()
    yield "magic", host.hello(magic=1)
    yield "cut", hello + host.document(1, article)[:-3]
    yield "nested", hello + host.framed(bytes.fromhex("120a120812061204120212000a"))
    yield "long", hello + b"\xff\xff\xff\xff\xff\x01"


def cases(runner, out):
    """The texts and the sessions of the conformance cases."""
    for path in sorted((ROOT / "conformance" / "cases").glob("*/*/input.*")):
        options = 1 if path.parts[-3] == "text" else 64 + 32 + 2
        write(out / "document", "case-%s-%s" % path.parts[-3:-1], bytes([options]) + path.read_bytes()[:8000])
    folder = (out / "session").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([str(pathlib.Path(runner).resolve()), "--export", str(folder)], cwd=ROOT, check=True)


def weights():
    yield "whole", b"\1"
    chance = random.Random(20)
    for i in range(40):
        changes = [struct.pack("<HI", chance.choice([chance.randrange(4096), 4 * chance.randrange(200), chance.randrange(65536)]),
                               chance.choice([0, 1, 2, 64, 65, 512, 513, 1 << 31, (1 << 32) - 1, chance.randrange(1 << 32)]))
                   for _ in range(chance.randrange(1, 4))]
        yield "changed-%02d" % i, b"\1" + b"".join(changes)
    yield "cut", b"\0saysowts" + struct.pack("<IIII", 1, 0, 24, 0)
    yield "no-file", b"\0"


RULES = [
    """# what a newsroom says
speaker "the Iron Lady" = "Margaret Thatcher"
speaker \u201cMaggie\u201d = "the Iron Lady"
cue "toot" = STATEMENT
cue "go on record" = off
credit byline-by = off
define pair = (?&person) and (?&person)
credit photo
    gives = PUBLISHER
    where = tail
    find = ^Photo:
        (.+)$
    each = \\p{Lu}\\w+
never-a-quote sic
    find = \u201c[^\u201d]*\\(sic\\)
""",
    "credit slow\n gives = WIRE\n find = (a|aa)+\\d\nnever-a-quote slower\n find = (?:.*)*\\d\n",
    "credit a\n gives = WIRE\n find = ()\n each = x*\n further = \\A\\K(?=.)\n once = yes\n",
    "credit a\n gives = WIRE\n find = (?(DEFINE)(?<x>(?R)?))(?&x)(*ACCEPT)\\C\n", "credit a\n find = a(b\n   [c\n",
    "define a = (?&a)\ndefine b = (?&a)(?&word)\nnever-a-quote c\n find = (?&b)\n", "\ufeffcue \"a\" =\r\n\toff\r\n",
    "cue \"", "speaker \"x\" = \"x\"\nspeaker \"x\" = \"y\"\n", "  x", "credit", "=", "# \0",
]
REQUESTS = [
    r'{"id": 7, "text": "\u201cNo,\u201d said Ann Lee.\n"}',
    r'{"id": "a\"b", "text": "x", "media_type": "text/markdown", "language": "en", "more": [{}, null, true, -1.5e3]}',
    '{"text": "caf\u00e9 \U0001F30A"}\n\n{"id": 1}\r\n[1]\n{"id": 1, "id": 2, "text": 3}',
    r'{"id": 12345678901234567890, "text": "\ud83c\udf0a \u0000"}',
    '{"id": 1, "text": "cut', "[" * 3000, '{"a":' * 600, '{"text": "\udcff"}', "nul", "",
]


def write(folder, name, data):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out = pathlib.Path(sys.argv[1])
    os.environ.setdefault("SAYSO", sys.argv[2] if len(sys.argv) > 2 else str(ROOT / "build/sayso"))
    for name, text in texts(sys.argv[3] if len(sys.argv) > 3 else str(ROOT / "build/hostile-text")):
        markdown = name.endswith("-markdown")
        for options in (1, 64 + 32 + 2):  # the program's weights; a fixture's, said to be English, in UTF-16
            write(out / "document", "%s-%02x" % (name, options), bytes([options + 16 * markdown]) + text)
        if markdown or name in ("article", "empty"):
            write(out / "markdown", name, text)
    write(out / "markdown", "all", MARKDOWN.encode())
    write(out / "document", "markdown-all", bytes([16 + 32 + 3]) + MARKDOWN.encode())
    for name, data in sessions():
        write(out / "session", name, data)
        write(out / "frame", name, data[:65536])
    for i, line in enumerate(REQUESTS):
        write(out / "request", "line-%d" % i, line.encode("utf-8", "surrogateescape"))
    for i, file in enumerate(RULES):
        write(out / "rules", "file-%d" % i, file.encode())
    write(out / "rules", "own", (ROOT / "core/meaning/lists/credits.rules").read_bytes())
    write(out / "rules", "broken", RULES[0].encode()[:-3] + b"\xff\n")
    if len(sys.argv) > 4:
        cases(sys.argv[4], out)
    for name, data in weights():
        write(out / "weights", name, data)


if __name__ == "__main__":
    main()
