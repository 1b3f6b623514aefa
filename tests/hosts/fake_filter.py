#!/usr/bin/env python3
"""A filter that misbehaves in one way: fake_filter.py WAY [STATE] --stdio. For what the real one does not do by itself.

ways: slow (a document takes as many seconds as its text says, Pings are answered meanwhile), deaf (reads all and answers
nothing after Hello), stuck (reads nothing after Hello), stingy (reads 4 KiB a tenth of a second), chatty (floods stderr),
garbage, huge, empty, wrong-turn, miscount (answers of these kinds), cut (ends inside a frame), error (a ProtocolError),
old (greets with another version), mute (never greets), status N (each document ends with status N), flaky FILE (fails to
start twice, counting in FILE)"""
import os
import queue
import sys
import threading
import time

from sayso import schema, wire
from sayso.frame import framed, read_frame

LIMITS = {"max_frame_bytes": 4 << 20, "max_document_bytes": 16 << 20, "max_queued_bytes": 64 << 20,
          "max_attributions": 262144, "max_answer_bytes": 64 << 20}
LOCK = threading.Lock()


def say(**values):
    with LOCK:
        os.write(1, framed(wire.encode(values, schema.PLUGIN_FRAME)))


def receive():
    body = read_frame(sys.stdin.buffer)
    return None if body is None else wire.decode(body, schema.HOST_FRAME)


def greet(version=1):
    receive()
    say(hello_ack={"magic": schema.MAGIC, "version": version, "plugin": b"fake/1", "limits": LIMITS, "offset_unit": 3})


def done(doc, status=1, **counts):
    say(doc=doc, done=dict(counts, status=status))


def answer_each(answer):
    """Calls answer(doc, text) for each document on a thread of its own; Pings are answered at once."""
    waiting = queue.Queue()

    def work():
        while (one := waiting.get()) is not None:
            answer(*one)
    worker = threading.Thread(target=work)
    worker.start()
    text = b""
    while (frame := receive()) is not None:
        if frame["ping"] is not None:
            say(pong=frame["ping"])
        elif frame["begin"] is not None:
            text = b""
        elif frame["chunk"] is not None:
            text += frame["chunk"]["data"]
        elif frame["end"] is not None:
            waiting.put((frame["doc"], text))
    waiting.put(None)
    worker.join()


def slow(doc, text):
    time.sleep(float(text))
    done(doc)


def swallow(pause):
    while os.read(0, 4096):
        time.sleep(pause)


def chatty(doc, text):
    for _ in range(100):
        os.write(2, b"a line that somebody should read\n" * 300)
    done(doc)


WRONG = {
    "garbage": lambda doc: os.write(1, framed(b"\xff" * 40)),
    "huge": lambda doc: os.write(1, b"\xff\xff\xff\xff\x07"),
    "empty": lambda doc: os.write(1, b"\x00"),
    "wrong-turn": lambda doc: done(doc + 1),
    "miscount": lambda doc: done(doc, attributions=1),
    "cut": lambda doc: (os.write(1, b"\x10\x08"), os._exit(70)),
    "error": lambda doc: (say(error={"code": 5, "stream_offset": 17, "message": b"not now"}), os._exit(76)),
}


def main(way, state):
    if way == "mute":
        time.sleep(3600)
    if way == "flaky":
        with open(state, "a+") as file:
            file.write("x")
            file.seek(0)
            if len(file.read()) < 3:
                sys.exit(70)
    greet(2 if way == "old" else 1)
    if way == "stuck":
        time.sleep(3600)
    if way in ("deaf", "stingy"):
        swallow(0.1 if way == "stingy" else 0)
    elif way in WRONG:
        answer_each(lambda doc, text: WRONG[way](doc) if text == b"wrong" else done(doc))
    elif way == "status":
        answer_each(lambda doc, text: done(doc, int(state), message=b"because"))
    else:
        answer_each({"slow": slow, "chatty": chatty}.get(way, lambda doc, text: done(doc)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
