"""The command as a person or a script meets it: options, files, outputs, exit codes."""
import fcntl
import gzip
import json
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import tempfile
import termios
import unittest
import zlib

SAYSO = os.path.abspath(os.environ["SAYSO"])
MOST = 16 << 20
TEXT = ("Mayor Ann Lee said on Monday that the bridge \U0001f309 will open in May. \u201cWe are proud of it,\u201d she added.\n"
        "\n"
        "Critics fear the caf\u00e9s will close, according to Bo Ray, an engineer. He said that he warned the council.\n")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Command(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sayso-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("a.txt", TEXT)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def start(self, *arguments, **more):
        more.setdefault("cwd", self.folder)
        more.setdefault("stdout", subprocess.PIPE)
        return subprocess.run([SAYSO, *arguments], stderr=subprocess.PIPE, timeout=120, **more)

    def run_sayso(self, *arguments, code=0, errors=None, **more):
        """-> what was printed; `errors`: patterns of the lines on stderr, in order"""
        done = self.start(*arguments, **more)
        said = done.stderr.decode("utf-8", "replace")
        self.assertEqual(done.returncode, code, said)
        lines = said.split("\n")[:-1]
        self.assertEqual(len(lines), len(errors or []), said)
        for pattern, line in zip(errors or [], lines):
            self.assertRegex(line, "^sayso: " + pattern)
        return (done.stdout or b"").decode("utf-8")

    def records(self, *arguments, **more):
        return [json.loads(line) for line in self.run_sayso(*arguments, **more).split("\n")[:-1]]

    def files(self, folder):
        root = self.folder / folder
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


class Options(Command):
    def test_help_and_version(self):
        text = self.run_sayso("--help")
        for option in ("--format", "--offsets", "--output-dir", "--model", "--min-confidence", "--strict-text",
                       "--reproducible", "--stdio", "--version", "--help"):
            self.assertIn(option, text)
        self.assertLessEqual(max(map(len, text.split("\n"))), 100)
        self.assertRegex(self.run_sayso("--version"), r"^sayso \d+\.\d+\.\d+\n$")

    def test_usage_errors(self):
        for arguments, message in ((["--format=xml", "a.txt"], "--format takes text, jsonl or brat, not 'xml'"),
                                   (["--offsets=7", "a.txt"], "--offsets takes utf8, utf16 or codepoint"),
                                   (["--min-confidence=1.5"], "--min-confidence takes a number from 0 to 1"),
                                   (["--model"], "--model takes a file"), (["--what"], "no option '--what'"),
                                   (["--stdio", "a.txt"], "--stdio takes no files"),
                                   (["--format=brat", "a.txt", "a.txt"], "--format=brat takes one file")):
            self.assertEqual(self.run_sayso(*arguments, code=64, errors=[message]), "")

    def test_models(self):
        self.write("m.bin", b"no weights at all")
        self.write("empty.bin", b"")
        self.run_sayso("--model=m.bin", "a.txt", code=78, errors=[r"m\.bin: is no model .* \(byte \d+\)$"])
        self.run_sayso("--model=empty.bin", "a.txt", code=78, errors=[r"empty\.bin: "])
        self.run_sayso("--model=none.bin", "a.txt", code=78, errors=[r"none\.bin: .*No such file"])
        self.run_sayso("--model=.", "a.txt", code=78, errors=[r"\.: .*directory"])

    def test_stdio_refuses_a_terminal(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        self.addCleanup(os.close, slave)
        self.assertEqual(self.start("--stdio", stdin=slave).returncode, 64)
        self.assertEqual(self.start("--stdio", stdin=subprocess.DEVNULL, stdout=slave).returncode, 64)

    def test_stdio_needs_both_ends(self):
        for redirection in (">&-", "<&-"):
            done = subprocess.run(["sh", "-c", 'exec "$@" ' + redirection, "sh", SAYSO, "--stdio"], timeout=60,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertEqual((done.returncode, done.stdout), (64, b""))
            self.assertRegex(done.stderr.decode(), "^sayso: --stdio: standard input or output is not open\n$")

    def test_min_confidence(self):
        everything = self.records("a.txt")[0]["attributions"]
        self.assertEqual([one["confidence"] for one in self.records("--min-confidence=0", "a.txt")[0]["attributions"]],
                         [one["confidence"] for one in everything])
        for limit in sorted({one["confidence"] for one in everything}):
            kept = self.records("--min-confidence=%.3f" % limit, "a.txt")[0]["attributions"]
            self.assertEqual([one["confidence"] for one in kept],
                             [one["confidence"] for one in everything if one["confidence"] >= limit])


class Inputs(Command):
    def test_standard_input(self):
        data = TEXT.encode("utf-8")
        named = self.records("a.txt")[0]
        self.assertGreater(len(named["attributions"]), 1)
        for arguments in ([], ["-"], ["/dev/stdin"]):
            record = self.records(*arguments, input=data)[0]
            self.assertEqual(record["document"], arguments[0] if arguments else "-")
            self.assertEqual(record["attributions"], named["attributions"])

    def test_a_pipe_with_a_name(self):
        os.mkfifo(self.folder / "pipe")
        with subprocess.Popen(["cat", "a.txt"], cwd=self.folder, stdout=subprocess.PIPE) as cat:
            record = self.records("/dev/fd/%d" % cat.stdout.fileno(), pass_fds=[cat.stdout.fileno()])[0]
        self.assertEqual(record["attributions"], self.records("a.txt")[0]["attributions"])

    def test_failing_files_are_named_and_the_others_done(self):
        self.write("d/x.txt", TEXT)
        self.write("b.gz", gzip.compress(TEXT.encode("utf-8")))
        self.write("b.zz", zlib.compress(TEXT.encode("utf-8")))
        got = self.records("a.txt", "none.txt", "d", "b.gz", "b.zz", "d/x.txt", code=1,
                           errors=[r"none\.txt: No such file", "d: is a directory", r"b\.gz: compressed \(gzip\)",
                                   r"b\.zz: compressed \(zlib\)"])
        self.assertEqual([one["status"] for one in got], ["OK", "BAD_DATA", "BAD_DATA", "UNSUPPORTED", "UNSUPPORTED", "OK"])
        self.assertEqual([one["document"] for one in got], ["a.txt", "none.txt", "d", "b.gz", "b.zz", "d/x.txt"])
        self.assertEqual(list(got[1]), ["document", "status", "message"])
        self.assertEqual(got[0]["attributions"], got[5]["attributions"])

    def test_text_that_only_looks_compressed(self):
        self.write("p.txt", "x^2 is a power, Ann Lee said.")
        self.assertEqual(self.records("p.txt")[0]["status"], "OK")

    def test_every_format_says_what_failed(self):
        for form in ("text", "brat"):
            self.assertEqual(self.run_sayso("--format=" + form, "none.txt", code=1, errors=[r"none\.txt: No such"]), "")

    def test_the_largest_document(self):
        for size in (MOST - 1, MOST):
            self.write("big.txt", b" " * size)
            self.assertEqual(self.records("big.txt")[0]["status"], "OK")

    def test_a_document_too_large(self):
        with open(self.folder / "big.txt", "wb") as file:
            file.truncate(MOST + 1)
        got = self.records("big.txt", "a.txt", code=1, errors=[r"big\.txt: 16777217 bytes, and 16777216 are the most"])
        self.assertEqual([one["status"] for one in got], ["TOO_LARGE", "OK"])
        got = self.records(code=1, errors=["-: more than 16777216 bytes"], input=b" " * (MOST + 1))
        self.assertEqual(got[0]["status"], "TOO_LARGE")
        got = self.records("/dev/zero", code=1, errors=["/dev/zero: more than 16777216 bytes"])
        self.assertEqual(got[0]["status"], "TOO_LARGE")

    def test_bad_utf8(self):
        self.write("bad.txt", TEXT.encode("utf-8").replace(b"bridge", b"bri\xffdge"))
        got = self.records("bad.txt", errors=[r"bad\.txt: not all of it is UTF-8: 1 sequence read as U\+FFFD"])[0]
        self.assertEqual(got["status"], "OK")
        self.assertTrue(any("bri\ufffddge" in one["content"]["text"] for one in got["attributions"]))
        got = self.records("--strict-text", "bad.txt", "a.txt", code=1, errors=[r"bad\.txt: "])
        self.assertEqual([one["status"] for one in got], ["INVALID_TEXT", "OK"])

    def test_empty_and_odd_texts(self):
        for name, content in (("empty", b""), ("nul", b"Ann Lee said\0 no."), ("bom", b"\xef\xbb\xbf" + TEXT.encode("utf-8"))):
            self.write(name, content)
            self.assertEqual(self.records(name)[0]["status"], "OK")

    def test_odd_names(self):
        os.rename(os.fsencode(self.folder / "a.txt"), os.fsencode(self.folder) + b"/c\xff\n.txt")
        self.assertEqual(self.records(b"c\xff\n.txt")[0]["document"], "c\ufffd\n.txt")
        self.records("no\n\x1b[31m.txt", code=1, errors=[r"no\?\?\[31m\.txt: No such file"])


class Formats(Command):
    def test_units_agree(self):
        for unit, encoding, width in (("utf8", "utf-8", 1), ("utf16", "utf-16-le", 2), ("codepoint", "utf-32-le", 4)):
            record = self.records("--offsets=" + unit, "a.txt")[0]
            self.assertEqual(record["offset_unit"], {"utf8": "UTF8_BYTE", "utf16": "UTF16_UNIT", "codepoint": "CODE_POINT"}[unit])
            data = TEXT.encode(encoding)
            for one in record["attributions"]:
                for part in (one[key] for key in ("source", "cue", "content") if key in one):
                    self.assertEqual(" ".join(data[width * a:width * b].decode(encoding) for a, b in part["spans"]), part["text"])

    def test_the_order_of_keys(self):
        record = self.records("a.txt")[0]
        self.assertEqual(list(record), ["document", "status", "model", "rules", "offset_unit", "attributions", "speakers", "credits"])
        order = ["id", "kind", "source", "cue", "content", "speaker", "confidence", "act", "negated", "parent", "fingerprint"]
        for one in record["attributions"]:
            self.assertEqual(list(one), [key for key in order if key in one])
            self.assertRegex(one["fingerprint"], "^[0-9a-f]{16}$")
        for one in record["speakers"]:
            self.assertEqual(list(one)[:4], ["id", "name", "key", "kind"])

    def test_brat_is_what_jsonl_has(self):
        record = self.records("--offsets=codepoint", "a.txt")[0]
        outermost = [one for one in record["attributions"] if "parent" not in one]
        text = {}
        events = []
        for line in self.run_sayso("--format=brat", "--offsets=utf8", "a.txt").split("\n")[:-1]:
            number, what, *shown = line.split("\t")
            label, _, rest = what.partition(" ")
            if number[0] == "T":
                spans = [[int(at) for at in pair.split()] for pair in rest.split(";")]
                self.assertEqual(shown, [" ".join(TEXT[a:b] for a, b in spans).replace("\n", " ")])
                text[number] = (label, spans)
            else:
                events.append(dict(pair.split(":") for pair in what.split()))
        self.assertEqual(len(events), len(outermost))
        for event, one in zip(events, outermost):
            for label, key in (("Source", "source"), ("Cue", "cue"), ("Content", "content")):
                self.assertEqual(text[event[label]][1] if label in event else None, one[key]["spans"] if key in one else None)
            self.assertEqual(text[event["Attribution"]], ("Attribution", (one.get("cue") or one["content"])["spans"]))

    def test_twice_is_the_same(self):
        for form in ("text", "jsonl", "brat"):
            self.assertEqual(self.run_sayso("--format=" + form, "--reproducible", "a.txt"),
                             self.run_sayso("--format=" + form, "--reproducible", "a.txt"))

    def test_text_is_a_table(self):
        self.write("b.txt", "Nothing here.\n")
        lines = self.run_sayso("--format=text", "a.txt", "b.txt").split("\n")
        self.assertRegex(lines[0], r"^a\.txt: \d+ attributions, \d+ speakers?$")
        self.assertRegex(lines[2], r"^Speaker +Cue +Quote +Line$")
        self.assertEqual([line for line in lines if len(line) > 100], [])
        self.assertNotIn("\x1b", "".join(lines))
        self.assertEqual(lines[-3:], ["", "b.txt: no attribution found", ""])

    def on_terminal(self, columns, arguments, **environment):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        variables = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        with subprocess.Popen([SAYSO, *arguments], cwd=self.folder, stdout=slave, stdin=subprocess.DEVNULL,
                              env=dict(variables, TERM="xterm", **environment)) as process:
            os.close(slave)
            shown = b""
            while True:
                try:
                    piece = os.read(master, 65536)
                except OSError:  # how a terminal on Linux says that nobody writes to it any more
                    piece = b""
                if not piece:
                    break
                shown += piece
        os.close(master)
        self.assertEqual(process.returncode, 0)
        return shown.decode("utf-8").replace("\r\n", "\n")

    def test_on_a_terminal(self):
        coloured = self.on_terminal(72, ["a.txt"])
        plain = self.on_terminal(72, ["a.txt"], NO_COLOR="1")
        self.assertIn("\x1b[", coloured)
        self.assertEqual(ANSI.sub("", coloured), plain)
        self.assertEqual(max(len(line) for line in plain.split("\n")), 72)
        self.assertEqual(self.on_terminal(72, ["a.txt"], NO_COLOR=""), coloured)
        self.assertEqual(json.loads(self.on_terminal(72, ["--format=jsonl", "a.txt"])), self.records("a.txt")[0])

    def test_a_text_cannot_steer_the_terminal(self):
        self.write("a.txt", "Ann Lee said the \x1b]0;x\x07\x1b[2J\u202ebridge\u2028will\x9b\x85 open.\n")
        for shown in (self.run_sayso("--format=text", "a.txt"), ANSI.sub("", self.on_terminal(80, ["a.txt"]))):
            self.assertRegex(shown, r"^[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]*$")


class OutputDir(Command):
    def test_names(self):
        for name in ("x/b.c.txt", "x/y/c", "x/.hidden", "../up.txt"):
            self.write("in/" + name, TEXT)
        outside = self.write("far/d.txt", TEXT)
        files = ["./x//b.c.txt", "x/y/c", "x/.hidden", "../in/../up.txt", str(outside), "-"]
        for form, ending in (("jsonl", ".jsonl"), ("brat", ".ann"), ("text", ".txt")):
            self.assertEqual(self.run_sayso("--format=" + form, "--output-dir=../out/" + form, *files, cwd=self.folder / "in",
                                            input=TEXT.encode("utf-8")), "")
            stems = ["d", "stdin", "up", "x/.hidden", "x/b.c", "x/y/c"]
            self.assertEqual(self.files("out/" + form), [stem + ending for stem in stems])
        self.assertEqual((self.folder / "out/brat/d.ann").read_text(encoding="utf-8"),
                         self.run_sayso("--format=brat", "a.txt"))
        self.assertEqual(json.loads((self.folder / "out/jsonl/x/b.c.jsonl").read_bytes())["document"], "./x//b.c.txt")

    def test_jsonl_is_the_default(self):
        self.run_sayso("--output-dir=out/", "a.txt")
        self.assertEqual(self.files("out"), ["a.jsonl"])

    def test_conflicts_are_refused_before_work(self):
        self.write("a.md", TEXT)
        self.write("x/a.txt", TEXT)
        self.write("l.jsonl", TEXT)
        for files, message in ((["a.txt", "a.md"], r"'a\.txt' and 'a\.md' would both be written to 'out/a\.jsonl'"),
                               (["a.txt", "none.txt", "./a.txt"], "'a.txt' and './a.txt' would both"),
                               (["a.txt", str(self.folder / "x/a.txt")], "'a.txt' and '.*/x/a.txt' would both")):
            self.run_sayso("--output-dir=out", *files, code=64, errors=["--output-dir: " + message])
        self.run_sayso("--output-dir=.", "a.txt", "l.jsonl", code=64, errors=[r"--output-dir: .* over the input '\./l\.jsonl'"])
        self.run_sayso("--output-dir=.", "--format=text", "a.txt", code=64, errors=["--output-dir: .* over the input"])
        self.assertEqual(self.files("."), ["a.md", "a.txt", "l.jsonl", "x/a.txt"])
        self.assertEqual((self.folder / "a.txt").read_text(encoding="utf-8"), TEXT)

    def test_what_was_there_is_replaced_whole(self):
        self.write("out/a.jsonl", "x" * 100000)
        self.run_sayso("--output-dir=out", "a.txt")
        self.assertEqual(self.files("out"), ["a.jsonl"])
        self.assertEqual((self.folder / "out/a.jsonl").read_text(encoding="utf-8"), self.run_sayso("a.txt"))
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual((self.folder / "out/a.jsonl").stat().st_mode & 0o777, 0o666 & ~mask)

    def test_failed_documents(self):
        for form, left in (("jsonl", ["a.jsonl", "none.jsonl"]), ("brat", ["a.ann"]), ("text", ["a.txt"])):
            self.run_sayso("--format=" + form, "--output-dir=out-" + form, "none.md", "a.txt", code=1, errors=[r"none\.md: No such"])
            self.assertEqual(self.files("out-" + form), left)
        self.assertEqual(json.loads((self.folder / "out-jsonl/none.jsonl").read_bytes())["status"], "BAD_DATA")

    def test_what_cannot_be_written(self):
        self.write("out/x", b"a file where a folder has to be")
        self.write("x/a.txt", TEXT)
        (self.folder / "out/b.jsonl").mkdir()
        self.write("b.txt", TEXT)
        self.run_sayso("--output-dir=out", "x/a.txt", "b.txt", "a.txt", code=74,
                       errors=[r"out/x/a\.jsonl: cannot be written: Not a directory", r"out/b\.jsonl: cannot be written: "])
        self.assertEqual(self.files("out"), ["a.jsonl", "x"])


class StandardOutput(Command):
    def test_full(self):
        for arguments in (["a.txt"], ["--format=text", "a.txt"], ["--format=brat", "a.txt"], ["--help"], ["--version"]):
            with open("/dev/full", "wb") as full:
                self.run_sayso(*arguments, code=74, stdout=full, errors=["standard output: cannot be written: No space left"])

    def test_closed(self):
        for arguments in (["a.txt"], ["--help"]):
            done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", SAYSO, *arguments], cwd=self.folder, timeout=60,
                                  stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 74)
            self.assertRegex(done.stderr.decode(), "^sayso: standard output: cannot be written: .*\n$")

    def test_a_reader_that_leaves(self):
        reading, writing = os.pipe()
        os.close(reading)
        try:
            self.run_sayso("a.txt", "a.txt", code=74, stdout=writing, errors=["standard output: cannot be written: Broken pipe"])
        finally:
            os.close(writing)

    def test_closed_output_does_not_hurt_files(self):
        done = subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&- <&-', "sh", SAYSO, "--output-dir=out", "a.txt"],
                              cwd=self.folder, timeout=60)
        self.assertEqual(done.returncode, 0)
        self.assertEqual((self.folder / "out/a.jsonl").read_text(encoding="utf-8"), self.run_sayso("a.txt"))
        self.assertEqual((self.folder / "a.txt").read_text(encoding="utf-8"), TEXT)

    def test_closed_input(self):
        done = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", SAYSO], cwd=self.folder, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr.decode(), "^sayso: -: Bad file descriptor\n$")


if __name__ == "__main__":
    unittest.main()
