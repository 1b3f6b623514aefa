"""The command as a person or a script meets it: options, files, outputs, exit codes."""
import fcntl
import gzip
import json
import os
import pty
import re
import struct
import subprocess
import termios
import unittest
import zlib

from command import MOST, SAYSO, TEXT, Command

ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Options(Command):
    def test_help_and_version(self):
        text = self.run_sayso("--help")
        for option in ("--format", "--offsets", "--output-dir", "--model", "--min-confidence", "--strict-text",
                       "--reproducible", "--stdio", "--version", "--help", "--inner", "--stdin-jsonl", "--media-type",
                       "--language", "--jobs", "--quiet", "--kernel", "--rules", "--print-rules", "--max-document-bytes", "--max-attributions",
                       "--max-answer-bytes", "--deadline-ms", "--max-frame-bytes", "--max-queued-bytes"):
            self.assertIn(option, text)
        self.assertLessEqual(max(map(len, text.split("\n"))), 100)
        self.assertRegex(self.run_sayso("--version"), r"^sayso \d+\.\d+\.\d+\n$")

    def test_every_kernel_says_the_same(self):
        done = self.start("--kernel=abacus", "a.txt")
        self.assertEqual(done.returncode, 64)
        known = re.match(r"sayso: --kernel=abacus: this processor runs (.*)\n$", done.stderr.decode()).group(1).split(", ")
        self.assertEqual(known[0], "plain")
        said = [self.run_sayso("--format=jsonl", "--reproducible", "--kernel=" + name, "a.txt") for name in known]
        self.assertIn('"attributions":[{', said[0].replace(": ", ":"))
        self.assertEqual(set(said), {self.run_sayso("--format=jsonl", "--reproducible", "a.txt")})

    def test_usage_errors(self):
        for arguments, message in ((["--format=xml", "a.txt"], "--format takes text, jsonl, brat or xhtml, not 'xml'"),
                                   (["--offsets=7", "a.txt"], "--offsets takes utf8, utf16 or codepoint"),
                                   (["--min-confidence=1.5"], "--min-confidence takes a number from 0 to 1"),
                                   (["--model"], "--model takes a model's name or a file"), (["--what"], "no option '--what'"),
                                   (["--stdio", "a.txt"], "--stdio takes no files"),
                                   (["--jobs=0", "a.txt"], "--jobs takes a number from 1 to 64, not '0'"),
                                   (["--jobs=65", "a.txt"], "--jobs takes a number from 1 to 64"),
                                   (["--max-document-bytes=16777217"], "--max-document-bytes takes a number from 1 to 16777216"),
                                   (["--max-attributions=262145"], "--max-attributions takes a number from 1 to 262144"),
                                   (["--deadline-ms=4294967296"], "--deadline-ms takes a number from 1 to 4294967295"),
                                   (["--max-answer-bytes=9", "--format=brat"], "--max-answer-bytes goes with --format=jsonl only"),
                                   (["--max-frame-bytes=262144"], "--max-frame-bytes goes with --stdio only"),
                                   (["--stdin-jsonl", "a.txt"], "--stdin-jsonl takes no files"),
                                   (["--stdin-jsonl", "--format=text"], "--stdin-jsonl goes with --format=jsonl only"),
                                   (["--stdin-jsonl", "--output-dir=out"], "--stdin-jsonl does not go with --output-dir"),
                                   (["--stdio", "--stdin-jsonl"], "--stdin-jsonl does not go with --stdio"),
                                   (["-", "a.txt", "-"], "'-' was given twice"),
                                   (["--format=brat", "a.txt", "a.txt"], "--format=brat takes one file")):
            self.assertEqual(self.run_sayso(*arguments, code=64, errors=[message]), "")

    def test_models(self):
        self.write("m.bin", b"no weights at all")
        self.write("empty.bin", b"")
        self.run_sayso("--model=m.bin", "a.txt", code=78, errors=[r"m\.bin: is no model .* \(byte \d+\)$"])
        self.run_sayso("--model=empty.bin", "a.txt", code=78, errors=[r"empty\.bin: "])
        self.run_sayso("--model=none.bin", "a.txt", code=78, errors=[r"none\.bin: .*No such file"])
        self.run_sayso("--model=.", "a.txt", code=78, errors=[r"\.: .*directory"])

    def test_models_inside_the_program(self):
        self.write("a.txt", "The mayor said that the bridge would open.\n".encode())
        plain = self.run_sayso("--format=jsonl", "a.txt")
        self.assertEqual(self.run_sayso("--format=jsonl", "--model=fast", "a.txt"), plain)
        record = json.loads(self.run_sayso("--format=jsonl", "--model=accurate", "a.txt"))
        self.assertRegex(record["model"], r"^accurate-[0-9.]+ [0-9a-f]{8}$")
        self.assertEqual(record["attributions"][0]["cue"]["text"], "said")

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
        got = self.records("a.txt", "none.txt", "d", "d/x.txt", code=1, errors=[r"none\.txt: No such file", "d: is a directory"])
        self.assertEqual([one["status"] for one in got], ["OK", "BAD_DATA", "BAD_DATA", "OK"])
        self.assertEqual([one["document"] for one in got], ["a.txt", "none.txt", "d", "d/x.txt"])
        self.assertEqual(list(got[1]), ["document", "status", "message"])
        self.assertEqual(got[0]["attributions"], got[3]["attributions"])

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
        self.records("--quiet", "bad.txt")
        at = TEXT.encode("utf-8").index(b"bridge") + 3
        got = self.records("--strict-text", "bad.txt", "a.txt", code=1, errors=[r"bad\.txt: .*\(byte %d\)$" % at])
        self.assertEqual([one["status"] for one in got], ["INVALID_TEXT", "OK"])

    def test_empty_and_odd_texts(self):
        for name, content in (("empty", b""), ("nul", b"Ann Lee said\0 no."), ("bom", b"\xef\xbb\xbf" + TEXT.encode("utf-8"))):
            self.write(name, content)
            self.assertEqual(self.records(name)[0]["status"], "OK")

    def test_odd_names(self):
        os.rename(os.fsencode(self.folder / "a.txt"), os.fsencode(self.folder) + b"/c\xff\n.txt")
        self.assertEqual(self.records(b"c\xff\n.txt")[0]["document"], "c\ufffd\n.txt")
        self.records("no\n\x1b[31m.txt", code=1, errors=[r"no\?\?\[31m\.txt: No such file"])


class Compressed(Command):
    def streams(self, data):
        return (gzip.compress(data), "gz"), (zlib.compress(data), "zz")

    def test_files_are_inflated_by_their_first_bytes(self):
        plain = self.records("a.txt")[0]
        for packed, ending in self.streams(TEXT.encode("utf-8")):
            self.write("b." + ending, packed)
            self.write("b.txt", packed)
            for name in ("b." + ending, "b.txt"):
                got = self.records(name)[0]
                self.assertEqual((got["status"], got["attributions"]), ("OK", plain["attributions"]))
            self.assertEqual(self.records(input=packed)[0]["attributions"], plain["attributions"])

    def test_the_cap_holds_for_what_comes_out(self):
        for size in (MOST - 1, MOST, MOST + 1):
            for packed, ending in self.streams(b" " * size):
                self.write("big." + ending, packed)
                if size <= MOST:
                    self.assertEqual(self.records("big." + ending)[0]["status"], "OK")
                    continue
                got = self.records("big." + ending, "a.txt", code=1,
                                   errors=[r"big\.%s: more than 16777216 bytes once inflated" % ending])
                self.assertEqual([one["status"] for one in got], ["TOO_LARGE", "OK"])

    def test_a_bomb(self):
        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(128)) + packer.flush()
        self.write("bomb.zz", packed)
        got = self.records("bomb.zz", code=1, errors=[r"bomb\.zz: more than 16777216 bytes once inflated"])
        self.assertEqual(got[0]["status"], "TOO_LARGE")

    def test_what_is_no_whole_stream_names_the_byte(self):
        data = os.urandom(20000)
        for packed, ending in self.streams(data):
            self.write("cut." + ending, packed[:-1])
            self.write("long." + ending, packed + b"x")
            self.write("twice." + ending, packed + packed)
            self.write("bad." + ending, packed[:-1] + bytes([packed[-1] ^ 1]))
            got = self.records("cut." + ending, "long." + ending, "twice." + ending, "bad." + ending, "a.txt", code=1, errors=[
                r"cut\..*has not come to its end \(at byte %d of the file\)" % (len(packed) - 1),
                r"long\..*bytes after the end of .* \(at byte %d of the file\)" % len(packed),
                r"twice\..*bytes after the end of .* \(at byte %d of the file\)" % len(packed),
                r"bad\..*broken one \(at byte \d+ of the file\)"])
            self.assertEqual([one["status"] for one in got], ["BAD_DATA"] * 4 + ["OK"])


class Texts(Command):
    def test_media_type_and_language(self):
        self.write("b.txt", TEXT)
        for option, said in (("--media-type=application/pdf", "media type"), ("--language=de", "language de"),
                             ("--language=no/tag", "language")):
            got = self.records(option, "a.txt", "b.txt", code=1, errors=["a.txt: .*" + said, "b.txt: .*" + said])
            self.assertEqual([one["status"] for one in got], ["UNSUPPORTED"] * 2)
            self.assertEqual(list(got[0]), ["document", "status", "message"])
        for option in ("--media-type=text/plain", "--language=en", "--language=en-GB"):
            self.assertEqual(self.records(option, "a.txt"), self.records("a.txt"))
        self.assertEqual(self.records("--media-type=text/markdown", "a.txt")[0]["status"], "OK")

    def test_a_language_that_is_said_is_not_looked_for(self):
        self.write("de.txt", "Die Bürgermeisterin sagte am Montag, dass die Brücke im Mai geöffnet wird und dass sie darauf stolz ist. "
                             "Der Rat hatte das nicht erwartet, und die Gegner der Brücke wollen weiter gegen sie klagen.\n" * 3)
        self.records("de.txt", code=1, errors=[r"de\.txt: looks like German"])
        self.assertEqual(self.records("--language=en", "de.txt")[0]["status"], "OK")

    def test_inner(self):
        outermost = self.run_sayso("--format=brat", "a.txt")
        everything = self.run_sayso("--format=brat", "--inner", "a.txt")
        record = self.records("--inner", "a.txt")[0]
        self.assertEqual(record, self.records("a.txt")[0])
        self.assertEqual(len(re.findall("^E", everything, re.M)), len(record["attributions"]))
        self.assertEqual(len(re.findall("^E", outermost, re.M)), len([one for one in record["attributions"] if "parent" not in one]))


class Limits(Command):
    def test_document_bytes(self):
        size = len(TEXT.encode("utf-8"))
        self.write("a.gz", gzip.compress(TEXT.encode("utf-8")))
        for cap in (size + 1, size):
            self.assertEqual(self.records("--max-document-bytes=%d" % cap, "a.txt")[0]["status"], "OK")
            self.assertEqual(self.records("--max-document-bytes=%d" % cap, "a.gz")[0]["status"], "OK")
        got = self.records("--max-document-bytes=%d" % (size - 1), "a.txt", "a.gz", code=1,
                           errors=[r"a\.txt: %d bytes, and %d are the most" % (size, size - 1),
                                   r"a\.gz: more than %d bytes once inflated" % (size - 1)])
        self.assertEqual([one["status"] for one in got], ["TOO_LARGE"] * 2)

    def test_attributions(self):
        whole = self.records("a.txt")[0]
        count = len(whole["attributions"])
        self.assertGreater(count, 2)
        for most in (count, count + 1):
            self.assertEqual(self.records("--max-attributions=%d" % most, "a.txt")[0], whole)
        for most in (1, count - 1):
            got = self.records("--max-attributions=%d" % most, "a.txt", errors=[r"a\.txt: --max-attributions is reached"])[0]
            self.assertEqual(got["status"], "LIMIT")
            self.assertIn("--max-attributions", got["message"])
            self.assertEqual(got["attributions"], whole["attributions"][:most])
            named = {one["speaker"] for one in got["attributions"] if "speaker" in one}
            self.assertEqual({one["id"] for one in got["speakers"]}, named)
        self.records("--quiet", "--max-attributions=1", "a.txt")
        self.assertEqual(len(re.findall("^E", self.run_sayso("--quiet", "--format=brat", "--max-attributions=1", "a.txt"), re.M)), 1)
        self.assertIn("a.txt: 1 attribution,", self.run_sayso("--quiet", "--format=text", "--max-attributions=1", "a.txt"))

    def test_answer_bytes(self):
        line = self.run_sayso("a.txt")
        whole = json.loads(line)
        # between the lists' brackets, and a comma more for each list that is not empty
        size = (len(line[line.index('"attributions":'):].encode("utf-8")) - len('"attributions":[],"speakers":[],"credits":[]}\n') +
                sum(1 for key in ("attributions", "speakers", "credits") if whole[key]))
        for cap in (size, size + 1):
            self.assertEqual(self.run_sayso("--max-answer-bytes=%d" % cap, "a.txt"), line)
        got = self.records("--max-answer-bytes=%d" % (size - 1), "a.txt", errors=[r"a\.txt: --max-answer-bytes is reached"])[0]
        self.assertEqual(got["status"], "LIMIT")
        self.assertLess(len(got["attributions"]) + len(got["speakers"]), len(whole["attributions"]) + len(whole["speakers"]))
        self.assertEqual(got["attributions"], whole["attributions"][:len(got["attributions"])])
        for cap in range(1, size, 97):
            got = self.records("--quiet", "--max-answer-bytes=%d" % cap, "a.txt")[0]
            ids = {one["id"] for one in got["speakers"]}
            self.assertTrue(all(one["speaker"] in ids for one in got["attributions"] if "speaker" in one))
            self.assertTrue(all(member in ids for one in got["speakers"] for member in one.get("members", [])))
        self.assertEqual(got["status"], "LIMIT")

    def test_deadline(self):
        self.write("slow.txt", TEXT * 4000)
        got = self.records("--deadline-ms=1", "slow.txt", code=1, errors=[r"slow\.txt: .*deadline"])
        self.assertEqual(got[0]["status"], "DEADLINE")
        self.assertEqual(list(got[0]), ["document", "status", "message"])
        self.assertEqual(self.records("--deadline-ms=4294967295", "a.txt"), self.records("a.txt"))


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
