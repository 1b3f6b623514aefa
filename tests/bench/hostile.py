#!/usr/bin/env python3
"""Times texts that are made to be slow against ordinary prose of the same size.

usage: hostile.py [--program P] [--text T] [--bytes N] [--only marks|words|NAME] [--most RATIO]

Each text goes through `P --format=jsonl` and through `P --stdio` under 512 MiB of address space, with one worker.
A row has the processor's seconds of both, how often those of prose they are (the cost of starting left out), the
peak of resident memory, and how the document ended. Exits with 1 when one takes more than RATIO times as long as
prose, does not fit, or ends in anything but OK or a LIMIT that says so.
"""
import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ADDRESS_SPACE = 512 << 20


def run(command, data, bound=False):
    """-> exit code, output, seconds of processor, peak of memory in MiB"""
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as sink:
        source.write(data)
        source.seek(0)
        process = subprocess.Popen(command, stdin=source, stdout=sink, stderr=subprocess.DEVNULL,
                                   preexec_fn=limit if bound else None)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        sink.seek(0)
        return process.returncode, sink.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def one_shot(program, media_type, text):
    """-> how it ended, seconds"""
    command = [program, "--format=jsonl", "--language=en", "--media-type=" + media_type]
    code, out, seconds, _ = run(command, text)
    for status in ("OK", "LIMIT"):
        if b'"status":"%s"' % status.encode() in out[:2000].replace(b": ", b":"):
            return status, seconds
    return "exit %d" % code, seconds


def served(host, program, media_type, text):
    """-> how it ended, seconds, peak MiB"""
    data = host.hello() + host.document(1, text, media_type=media_type.encode(), language=b"en")
    code, out, seconds, peak = run([program, "--stdio", "--reproducible"], data, bound=True)
    try:
        done = host.done_of(host.frames_of(__import__("io").BytesIO(out)), 1)
    except (AssertionError, ValueError) as fault:
        return "exit %d, %s" % (code, fault), seconds, peak
    status = host.pb.Status.Name(done.status)[len("STATUS_"):]
    if status == "LIMIT" and not done.message:
        status = "LIMIT without a reason"
    return status, seconds, peak


def families(text_program, only):
    lines = subprocess.run([text_program], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    rows = [line.split("\t") for line in lines]
    return [rows[0]] + [row for row in rows[1:] if only in (None, row[0], row[2])]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", default=str(ROOT / "build/sayso"))
    p.add_argument("--text", default=str(ROOT / "build/hostile-text"))
    p.add_argument("--bytes", type=int, default=16 << 20)
    p.add_argument("--only", help="marks, words, or a family's name; prose is always run")
    p.add_argument("--most", type=float, default=3.0)
    a = p.parse_args()
    os.environ["SAYSO"] = a.program
    sys.path.insert(0, str(ROOT / "tests" / "blackbox"))
    sys.dont_write_bytecode = True
    import host

    start = [one_shot(a.program, "text/plain", b"")[1], served(host, a.program, "text/plain", b"")[1]]
    prose, failed = None, 0
    print("%-28s %9s %6s %9s %6s %6s  %s" % ("%d bytes of" % a.bytes, "jsonl s", "ratio", "stdio s", "ratio", "MiB", "ended"))
    for name, media_type, _ in families(a.text, a.only):
        text = subprocess.run([a.text, name, str(a.bytes)], stdout=subprocess.PIPE, check=True).stdout
        first, jsonl = one_shot(a.program, media_type, text)
        second, stdio, peak = served(host, a.program, media_type, text)
        spent = [max(0.0, jsonl - start[0]), max(0.0, stdio - start[1])]
        prose = prose or [max(0.01, seconds) for seconds in spent]
        ratio = [mine / theirs for mine, theirs in zip(spent, prose)]
        good = second in ("OK", "LIMIT") and first in ("OK", "LIMIT") and max(ratio) <= a.most
        failed += not good
        print("%-28s %9.2f %6.2f %9.2f %6.2f %6.0f  %s%s" % (name, spent[0], ratio[0], spent[1], ratio[1], peak,
              first if first == second else "%s, %s" % (first, second), "" if good else "  <--"), flush=True)
    print("%d too slow, too large or wrong" % failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
