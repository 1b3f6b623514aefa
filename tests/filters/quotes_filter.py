#!/usr/bin/python3
"""A filter that finds direct quotations, written from plugin/doc/protocol.md and proto/sayso.proto alone.

usage: quotes_filter.py --stdio [--reproducible] [--jobs=N] [--LIMIT=N]...

A document's way: frames (bytes to frames), messages and wire (frames to values), session (which may come when), document (what
comes of its Chunks, inflate), worker, reading (text, markdown, language, quotes, speakers), answer (limits, frames), outbox (who
owes what). process holds the threads, the descriptors and signals.
"""
import sys

import options
import process


def main(arguments):
    try:
        chosen = options.parse(arguments)
    except options.Usage as fault:
        process.leave(process.USAGE, str(fault))
    process.Process(chosen).run()


if __name__ == "__main__":
    main(sys.argv[1:])
